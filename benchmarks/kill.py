"""Kills builds of a generated archive at random moments and judges what they leave.

    python benchmarks/kill.py [--times 200] [--articles 400] [--seed 1]

The archive goes to and fro between two states, in which every third of its articles differs, some are gone and some are
new. After each `kill -9` of `build.py build --jobs 2`, every file of `public/` must be, byte for byte, that of a clean
build of one state or the other; then a build to the end must make exactly the tree of its state. Exits 1 if it ever
does not. The program is copied first, so that it may be worked on meanwhile.
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
from statistics import median

import archive

ROOT = Path(__file__).resolve().parents[1]
Tree = dict[str, bytes]
State = dict[str, str]
"The text of each article by its path."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder), options.times, options.articles, random.Random(options.seed))


def run(folder: Path, times: int, articles: int, chance: random.Random) -> int:
    for name in ("backfile", "templates", "static"):
        shutil.copytree(ROOT / name, folder / "program" / name)
    shutil.copy(ROOT / "build.py", folder / "program")
    states = (state(articles, 0), state(articles, 1))
    trees = []
    for number, wanted in enumerate(states):
        write(folder / f"clean{number}", wanted, {})
        trees.append(clean(folder / f"clean{number}"))
    site = folder / "site"
    write(site, states[1], {})
    clean(site)
    took = [5.0]
    bad, kills, found = 0, 0, Counter[str]()
    number = 0
    while kills < times:
        old, new = states[1 - number % 2], states[number % 2]
        write(site, new, old)
        killed = kill_one(site, chance.random() ** 0.5 * median(took))  # rather late than early: in the commit
        kills += killed
        left = tree(site)
        torn = [path for path, content in left.items() if content not in (trees[0].get(path), trees[1].get(path))]
        found[("killed" if killed else "done") + ", " + named(left, trees, number % 2)] += 1
        began = time.monotonic()
        code = build(site).wait()
        took = [*took[-8:], time.monotonic() - began]
        if torn or code or tree(site) != trees[number % 2]:
            bad += 1
            print(f"{number}: torn {torn[:3]}, the next build exits {code}, clean: {tree(site) == trees[number % 2]}")
        number += 1
    print(f"{kills} kills, {bad} of {number} builds did not hold; what was left: {dict(found.most_common())}")
    return int(bad > 0)


def named(left: Tree, trees: list[Tree], wanted: int) -> str:
    """What a killed build left."""
    if left == trees[wanted]:
        return "the new site"
    return "the old site" if left == trees[1 - wanted] else "new and old files, each whole"


def kill_one(site: Path, after: float) -> bool:
    """Starts a build and kills it `after` so many seconds; whether it was still running."""
    running = build(site)
    try:
        running.wait(after)
    except subprocess.TimeoutExpired:
        running.send_signal(signal.SIGKILL)
    return running.wait() != 0


def build(site: Path) -> subprocess.Popen[bytes]:
    command: list[str | Path] = [
        sys.executable,
        site.parent / "program/build.py",
        "--site",
        site,
        "build",
        "--quiet",
        "--jobs",
        "2",
    ]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)  # where a killed build's semaphores are mourned


def clean(site: Path) -> Tree:
    if build(site).wait():
        raise SystemExit("the archive cannot be built")
    return tree(site)


def tree(site: Path) -> Tree:
    files = (path for path in (site / "public").rglob("*") if path.is_file())
    return {path.relative_to(site / "public").as_posix(): path.read_bytes() for path in files}


def state(articles: int, number: int) -> State:
    """One of the two: every third article differs, every tenth is in one of them alone."""
    found = {}
    for place, (path, text) in enumerate(archive.reports(articles, 1)):
        if place % 10 == 9 and place // 10 % 2 != number:
            continue
        if number and place % 3 == 0 and "\nid: " in text:
            text = text.replace('title: "', 'title: "Again: ', 1) + "\nA paragraph more.\n"
        found[path] = text
    return found


def write(site: Path, new: State, old: State) -> None:
    """Brings the archive from one state to the next; files that are the same in both are left alone."""
    if not old:
        archive.settings(site, "https://example.org/archive/")
    for path in old.keys() - new.keys():
        (site / "content" / f"{path}.md").unlink()
    for path, text in new.items():
        if old.get(path) != text:
            file = site / "content" / f"{path}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    raise SystemExit(main())
