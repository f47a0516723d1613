"""Measures import: articles a second, where the time goes, and memory.

    python benchmarks/importing.py [--dumps 2500] [--jobs 2] [--seeds FOLDER]

Imports generated dumps (or those of a folder) by `build.py import` into a new archive: first all of them, then twice
with nothing changed, of which the first reads the content files for the first time. CPU is of all processes. The stages
are timed in one process, each by itself, each seed by the fastest of three times: what else runs on the machine costs
them little.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import archive

from backfile import config, content, knowledge, seeds
from backfile.errors import Problem
from backfile.model import Divided, Seed
from backfile.processes import collect_seldom

ROOT = Path(__file__).resolve().parents[1]
T = TypeVar("T")
R = TypeVar("R")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dumps", type=int, default=2500)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seeds", type=Path, help="a folder of seeds, in place of generated ones")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        if options.seeds:
            archive.settings(site, "", search=False)
            shutil.copytree(options.seeds, site / "seeds")
        else:
            archive.settings(site, "", search=False)
            archive.write_dumps(site, options.dumps)
        for name in ("first", "again, reading content", "nothing changed"):
            imported(site, options.jobs, name)
        stages(site)


def imported(site: Path, jobs: int, name: str) -> None:
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, ROOT / "build.py", "--site", site, "import", "--quiet", "--jobs", str(jobs)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    articles = sum(1 for _ in (site / "content").rglob("*.md"))
    peak = after.ru_maxrss / 1024  # of the largest process so far
    print(
        f"{name + ':':24} {articles:,} articles, {wall:.2f} s, {articles / wall:,.0f}/s; CPU {cpu:.2f} s, "
        f"{cpu / articles * 1000:.2f} ms each; at most {peak:.0f} MB in one process"
    )


def stages(folder: Path, most: int = 150) -> None:
    site = config.load(folder)
    captures = seeds.captures(site, [])[:most]
    collect_seldom()
    read, found = timed(lambda capture: seeds.seed(site, capture), captures)
    whole = [seed for seed in found if not isinstance(seed, Problem)]
    divide, divided = timed(divided_in(site.settings.lang), whole)
    tag, tagged = timed(knowledge.tag, divided)
    ready, dumps = timed(content.ready, tagged)
    articles = sum(len(dump.articles) for dump in dumps)
    took = {"read and decoded": read, "divided": divide, "tagged": tag, "made ready": ready}
    for name, seconds in took.items():
        share = seconds / sum(took.values())
        print(f"  {name + ':':22} {seconds / articles * 1000:.3f} ms an article, {share:.0%}")


def divided_in(lang: str) -> Callable[[Seed], Divided]:
    return lambda seed: seeds.divide(seed, lang)


def timed(act: Callable[[T], R], things: Sequence[T], times: int = 3) -> tuple[float, list[R]]:
    """Seconds of CPU for all things, each by its fastest time, and the results."""
    total, made = 0.0, []
    for thing in things:
        best = float("inf")
        for _ in range(times):
            began = time.process_time()
            result = act(thing)
            best = min(best, time.process_time() - began)
        total += best
        made.append(result)
    return total, made


if __name__ == "__main__":
    main()
