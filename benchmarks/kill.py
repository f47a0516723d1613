"""Kills builds of a generated archive at random moments and judges what they leave.

    python benchmarks/kill.py [--times 200] [--articles 300] [--seed 1]

The archive goes to and fro between two states, in which a third of its articles differ, some are gone and some are new.
After each `kill -9` of `build.py`, every file of `public/` must be, byte for byte, that of a clean build of one state
or the other; then a build to the end must make exactly the tree of its state. Exits 1 if it ever does not. The program
is copied first, so that it may be worked on meanwhile.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Tree = dict[str, bytes]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder), options.times, options.articles, random.Random(options.seed))


def run(folder: Path, times: int, articles: int, chance: random.Random) -> int:
    for name in ("backfile", "templates", "static"):
        shutil.copytree(ROOT / name, folder / "program" / name)
    shutil.copy(ROOT / "build.py", folder / "program")
    states = []
    for state in (0, 1):
        write(folder / f"clean{state}", articles, state)
        began = time.monotonic()
        build(folder / f"clean{state}").wait()
        took = time.monotonic() - began
        states.append(tree(folder / f"clean{state}"))
    site, bad, found = folder / "site", 0, Counter[str]()
    for number in range(times):
        state = number % 2
        write(site, articles, state)
        running = build(site)
        time.sleep(chance.uniform(0, took * 1.1))
        running.send_signal(signal.SIGKILL)
        killed = running.wait() != 0
        torn = [
            path for path, content in tree(site).items() if content not in (states[0].get(path), states[1].get(path))
        ]
        left = (
            "no site"
            if not (site / "public").exists()
            else next((f"state {n}" for n in (0, 1) if tree(site) == states[n]), "a mixture")
        )
        found[("killed" if killed else "done") + ", " + ("as intended" if left == f"state {state}" else left)] += 1
        code = build(site).wait()
        if torn or code or tree(site) != states[state]:
            bad += 1
            print(f"{number}: torn {torn[:3]}, the next build exits {code}, clean: {tree(site) == states[state]}")
    print(
        f"{times - bad} of {times} held; found after the kill: {dict(found.most_common())}; a build takes {took:.2f} s"
    )
    return int(bad > 0)


def build(site: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, site.parent / "program/build.py", "--site", site, "build", "--quiet"])


def tree(site: Path) -> Tree:
    files = (path for path in (site / "public").rglob("*") if path.is_file())
    return {path.relative_to(site / "public").as_posix(): path.read_bytes() for path in files}


def write(site: Path, articles: int, state: int) -> None:
    """The archive in one of its states; files that are in it already keep their times."""
    site.mkdir(exist_ok=True)
    (site / "pyproject.toml").write_text('[tool.backfile]\ntitle = "Killed"\nurl = "https://example.org/"\n')
    wanted = {}
    for i in range(articles):
        differs = state * (i % 3 == 0)
        if i % 10 != 9 or (i % 20 == 9) == bool(state):
            wanted[f"2025/{i % 12 + 1:02}/report-{i}.md"] = text(i, differs)
    for path in (site / "content").rglob("*.md") if (site / "content").exists() else ():
        if path.relative_to(site / "content").as_posix() not in wanted:
            path.unlink()
    for name, content in wanted.items():
        file = site / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text() != content:
            file.write_text(content)


def text(i: int, differs: int) -> str:
    places = ("Oman", "Kenya", "Norway", "Chile", "Japan")
    body = "\n\n".join(f"Report {i} of {places[(i + n) % 5]}: paragraph {n}, take {differs}. " * 5 for n in range(6))
    return f"""---
id: {i:012x}-1
title: Report {i} from {places[i % 5]}, take {differs}
source: The Daily {places[i % 3]}
published: 2025-{i % 12 + 1:02}-{i % 28 + 1:02}
tags: [{places[i % 5]}, {places[(i + differs + 1) % 5]}]
---

{body}
"""


if __name__ == "__main__":
    raise SystemExit(main())
