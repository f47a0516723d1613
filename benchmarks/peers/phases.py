"""The phases of one size: what changes before each build, in turns among the tools.

cold        no output and no caches
unchanged   nothing, since more than two seconds
edit        a paragraph more in the middle article, then the build at once
added       an article more
template    the article template differs
touched     one field of every article's front matter differs

In each turn every tool has its go, so that a slow minute of the machine is slow for all of them.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from . import tools
from .layout import Layout
from .meter import Cost, measure
from .results import Census, Row, Run

PHASES: dict[str, Callable[[Layout, int], object]] = {
    "cold": lambda site, turn: site.clear(),
    "unchanged": lambda site, turn: None,
    "edit": Layout.edit,
    "added": Layout.add,
    "template": Layout.retouch,
    "touched": Layout.touch_all,
}
SETTLED = 2.2
"Seconds after which Backfile trusts a file's time of change; all tools are given them before `cold` and `unchanged`."


class Weight(NamedTuple):
    """What stands in a folder."""

    files: int
    size: int
    "Bytes, as `disk`."
    disk: int
    "As the disk counts, in blocks."


class Plan(NamedTuple):
    work: Path
    phases: Sequence[str]
    turns: int
    long: float
    "Seconds: a tool whose first turn of a phase takes longer has but one."
    limit: float
    "Seconds after which a build is ended."


def run(names: Sequence[str], size: int, corpus: Path, plan: Plan, of: Run) -> Iterator[Row | Census]:
    """The rows of all phases of `size` articles, each when it is whole. A tool that fails is left out of the rest."""
    sites = {name: Layout(name, plan.work / "sites" / f"{name}-{size}") for name in names}
    for site in sites.values():
        site.lay(corpus)
        site.warm()
    for phase in plan.phases:
        costs = _phase(sites, phase, size, plan)
        for name, paid in costs.items():
            yield _row(of, sites[name], size, phase, paid)
            if paid[-1].code:
                del sites[name]
            elif phase == "cold":
                yield census(of.run, sites[name], size)


def _phase(sites: dict[str, Layout], phase: str, size: int, plan: Plan) -> dict[str, list[Cost]]:
    def build(site: Layout) -> Cost:
        log = plan.work / f"log-{site.tool}-{size}.txt"
        return measure(tools.command(site.tool, plan.work, site.folder), site.folder, limit=plan.limit, log=log)

    if phase in ("cold", "unchanged"):
        time.sleep(SETTLED)
    if phase != "cold":
        for site in sites.values():
            if phase == "unchanged" or not site.output.exists():
                build(site)
    costs: dict[str, list[Cost]] = {name: [] for name in sites}
    for turn in range(1, plan.turns + 1):
        for name, site in sites.items():
            paid = costs[name]
            if not paid or (not paid[-1].code and paid[0].wall <= plan.long):
                PHASES[phase](site, turn)
                paid.append(build(site))
    return costs


def _row(of: Run, site: Layout, size: int, phase: str, paid: Sequence[Cost]) -> Row:
    made = weigh(site.output)
    return Row(
        run=of.run,
        tool=site.tool,
        size=size,
        phase=phase,
        turns=len(paid),
        wall=round(median(cost.wall for cost in paid), 3),
        cpu=round(median(cost.cpu for cost in paid), 3),
        walls=tuple(round(cost.wall, 3) for cost in paid),
        peak=round(max(cost.peak for cost in paid), 1),
        pss=round(max(cost.pss for cost in paid), 1),
        rss=round(max(cost.rss for cost in paid), 1),
        files=made.files,
        size_out=made.size,
        code=paid[-1].code,
    )


def weigh(folder: Path | str) -> Weight:
    """Nothing where there is no such folder."""
    files, size, disk = 0, 0, 0
    if not Path(folder).exists():
        return Weight(files, size, disk)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                below = weigh(entry.path)
                files, size, disk = files + below.files, size + below.size, disk + below.disk
            else:
                stat = entry.stat(follow_symlinks=False)
                files, size, disk = files + 1, size + stat.st_size, disk + stat.st_blocks * 512
    return Weight(files, size, disk)


_ARTICLE = re.compile(r"\d{4}/\d\d/[^/]+/index\.html")
_DATE = re.compile(r"(archive/.+|\d{4}/(.+/)?)index\.html")
_LIST = re.compile(r"(tags|sources)/(?!a-z/).+/index\.html")


def census(run: str, site: Layout, size: int) -> Census:
    """Counts what stands in the output."""
    counts = dict.fromkeys(("articles", "lists", "dates", "others"), 0)
    entries = 0
    for file in filter(Path.is_file, site.output.rglob("*")):
        name = file.relative_to(site.output).as_posix()
        if _ARTICLE.fullmatch(name):
            counts["articles"] += 1
        elif _LIST.fullmatch(name):
            counts["lists"] += 1
            entries += file.read_bytes().count(b"</p></li>")
        else:
            counts["dates" if _DATE.fullmatch(name) else "others"] += 1
    return Census(run, site.tool, size, entries=entries, **counts)
