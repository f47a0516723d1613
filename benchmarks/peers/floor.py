"""The floor: what this machine needs in plain Python to write Hugo's files and to read, hash and walk the sources."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from .layout import Layout
from .results import Row, Run


def run(size: int, corpus: Path, work: Path, turns: int, of: Run) -> Iterator[Row]:
    """Over what Hugo left in `work`; nothing where it did not build this size."""
    made = Layout("hugo", work / "sites" / f"hugo-{size}").output
    if not made.exists():
        return
    tree = work / "sites" / f"floor-{size}"
    outputs = {file.relative_to(made): file.read_bytes() for file in made.rglob("*") if file.is_file()}
    sources = [file for file in corpus.rglob("*") if file.is_file()]
    tasks: dict[str, tuple[Callable[[], object], bool]] = {
        "write into a fresh tree": (lambda: _write(tree, outputs), True),
        "write over the same": (lambda: _write(tree, outputs), False),
        "read and compare": (lambda: _compare(tree, outputs), False),
        "walk the sources": (lambda: _walk(corpus), False),
        "hash the sources": (lambda: [hashlib.sha256(file.read_bytes()).digest() for file in sources], False),
    }
    for name, (task, fresh) in tasks.items():
        walls, cpus = [], []
        for _ in range(turns):
            if fresh:
                shutil.rmtree(tree, ignore_errors=True)
            os.sync()
            wall, cpu = time.perf_counter(), time.process_time()
            task()
            walls.append(round(time.perf_counter() - wall, 3))
            cpus.append(round(time.process_time() - cpu, 3))
        files = len(sources) if "sources" in name else len(outputs)
        yield Row(of.run, "floor", size, name, turns, median(walls), median(cpus), tuple(walls), files=files)
    shutil.rmtree(tree, ignore_errors=True)


def _write(tree: Path, outputs: dict[Path, bytes]) -> None:
    made: set[Path] = set()
    for name, content in outputs.items():
        if name.parent not in made:
            (tree / name.parent).mkdir(parents=True, exist_ok=True)
            made.add(name.parent)
        with open(tree / name, "wb", buffering=0) as file:
            file.write(content)


def _compare(tree: Path, outputs: dict[Path, bytes]) -> None:
    for name, content in outputs.items():
        if (tree / name).read_bytes() != content:
            raise SystemExit(f"{name} differs from what was written")


def _walk(folder: Path | str) -> int:
    size = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            size += _walk(entry.path) if entry.is_dir() else entry.stat().st_size
    return size
