"""Which program, and which libraries, made what is remembered."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec

import backfile

_CALLED = {"slugify": "python_slugify"}
"Distributions that bear another name than their package."


@cache
def program() -> str:
    """A digest that differs when the program does: by the stat of its files, as reading them would take longer."""
    root = os.path.dirname(backfile.__file__)  # noqa: PTH120
    stats = ((name, entry.stat()) for name, entry in below(root))
    seen = sorted((name, found.st_size, found.st_mtime_ns) for name, found in stats)
    return hashlib.sha256(repr((backfile.__version__, seen)).encode()).hexdigest()[:16]


def below(folder: str, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All that stands below a folder and is none, in no order, each with its path behind `prefix`; no bytecode."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from below(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry


@cache
def library(name: str) -> str:
    """`jinja2-3.1.6.dist-info`. Asking `importlib.metadata` costs 20 ms of an unchanged build, a listing 0.3 ms."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return ""
    folder = os.path.dirname(os.path.dirname(spec.origin))  # noqa: PTH120
    return ",".join(found for found in _listed(folder) if found.lower().startswith(f"{_CALLED.get(name, name)}-"))


@cache
def _listed(folder: str) -> list[str]:
    return sorted(os.listdir(folder))  # noqa: PTH208
