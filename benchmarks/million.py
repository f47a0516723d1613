"""Backfile alone on a million generated articles: imports them, builds them cold, unchanged and after one edit.

    python benchmarks/million.py                                    hours, some 60 GB of disk
    python benchmarks/million.py --articles 10000 --phases import,cold --knowledge related

The seeds are captured pages of an aggregator, four reports each, with sidecars; their text is that of the corpus of
`benchmarks.peers`, with names of real places. Search and data files are left out: each of thousands of tags would have
its own, and the articles would be written eight times. Measured and kept as there; docs/performance.md is written anew.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from random import Random

from peers import corpus, report, results
from peers.layout import PROGRAM
from peers.meter import Cost, measure
from peers.phases import SETTLED, Weight, weigh
from peers.results import Results, Row

REPORTS = 4
"Of a page: one in full, three beside it."
_BATCH = 500
_AGO = ("2 hours ago", "5 hours ago", "12 minutes ago", "a day ago", "3 days ago")
_LABELS = """Try Our AI Features
Explore what Daily8 AI can do for you:
Comments
No comments yet...
Related Articles"""
_LIMIT = 6 * 3600.0


def page(world: corpus.World, number: int) -> tuple[str, str, str]:
    """(path below `seeds/` without `.txt`, text, sidecar) of the page with this number."""
    lead, *beside = (world.report(number * REPORTS + place) for place in range(REPORTS))
    roll = Random(f"page-{world.seed}-{number}")
    day = str(lead.fields["date"])[:10]
    hashtags = [f"#{''.join(word.capitalize() for word in tag.split())}" for tag in lead.fields["tags"]]
    lines = ["", str(lead.fields["title"]), *_body(lead, roll), "Hashtags", *hashtags, "", _LABELS]
    for other in beside:
        source = str(other.fields["source"])
        text = " ".join(_body(other, roll))
        lines += ["", "", source, roll.choice(_AGO), f"- {source}", str(other.fields["title"]), text]
    sidecar = f'captured = "{day}T23:00"\npublished = "{day}"\nsource = {corpus.quoted(lead.fields["source"])}\n'
    return f"{lead.month}/{number:06}", "\n".join(lines), sidecar


def _body(told: corpus.Report, roll: Random) -> Iterator[str]:
    """Its paragraphs as a capture has them, without marks; the first one names two places."""
    names, weights = _cities()
    first, second = roll.choices(names, cum_weights=weights, k=2)
    yield f"Officials from {first} met their colleagues of {second}. {told.paragraphs[0]}"
    for paragraph in told.paragraphs[1:]:
        yield " ".join(paragraph.replace("\n", " ").lstrip("#>- ").split())


@cache
def _cities() -> tuple[list[str], list[int]]:
    """The world's cities, and cumulative weights: each is named as often as it has inhabitants."""
    lines = (PROGRAM / "backfile" / "knowledge" / "cities.tsv").read_text(encoding="utf-8").splitlines()
    cities = [line.split("\t") for line in lines if line[0].isalpha()]
    return [city[0] for city in cities], list(accumulate(int(city[4].strip("*")) for city in cities))


def write(articles: int, folder: Path) -> None:
    """The seeds of `articles` reports and the archive's settings, in `folder`."""
    starts = range(0, articles // REPORTS, _BATCH)
    with corpus.whole(folder) as begun, get_context("spawn").Pool(os.cpu_count(), _begin, (articles,)) as pool:
        for _ in pool.imap_unordered(partial(_write, begun / "seeds", articles // REPORTS), starts):
            pass


_world: corpus.World
"Of a worker: made once for all its batches."


def _begin(articles: int) -> None:
    global _world
    _world = corpus.World(articles)


def _write(seeds: Path, pages: int, start: int) -> None:
    for number in range(start, min(start + _BATCH, pages)):
        path, text, sidecar = page(_world, number)
        file = seeds / f"{path}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        file.with_name(f"{file.name}.toml").write_text(sidecar, encoding="utf-8", newline="\n")


def middle(content: Path) -> Path:
    """The middle file of the middle month."""
    months = sorted(folder for folder in content.glob("[0-9]*/*") if folder.is_dir())
    files = sorted(months[len(months) // 2].iterdir())
    return files[len(files) // 2]


def settle(site: Path, knowledge: str) -> None:
    said = f'[tool.backfile]\ntitle = "A Large Archive"\nurl = "https://news.example/"\nknowledge = "{knowledge}"\n'
    (site / "pyproject.toml").write_text(f"{said}search = false\ndata_files = false\n", encoding="utf-8", newline="\n")


def remove(site: Path, *names: str) -> None:
    for name in names:
        shutil.rmtree(site / name, ignore_errors=True)


def edit(site: Path) -> None:
    with middle(site / "content").open("a", encoding="utf-8", newline="\n") as file:
        file.write("\nA paragraph was added here.\n")


PHASES: dict[str, tuple[str, str, Callable[[Path], object]]] = {
    "import": ("import", "content", lambda site: remove(site, "content", ".backfile")),
    "cold": ("build", "public", lambda site: remove(site, "public", ".backfile")),
    "unchanged": ("build", "public", lambda site: None),
    "edit": ("build", "public", edit),
}
"(command, folder whose files are counted, what is done before)"


def run(options: argparse.Namespace, found: Results) -> None:
    site = options.work / "sites" / f"million-{options.articles}"
    if not site.exists():
        print(f"Generating {options.articles:,} articles", file=sys.stderr)
        write(options.articles, site)
    settle(site, options.knowledge)
    of = results.begin({"backfile": results.commit()})
    found.add(of)
    for phase in options.phases:
        command, counted, before = PHASES[phase]
        before(site)
        if phase != "edit":
            time.sleep(SETTLED)
        called: list[str | Path] = [sys.executable, PROGRAM / "build.py", "--site", ".", "--quiet", command]
        cost = measure(called, site, limit=_LIMIT, log=options.work / f"log-million-{options.articles}.txt")
        made, whole = weigh(site / counted), weigh(site)
        row = _row(of.run, options, phase, cost, made, whole)
        found.add(row)
        results.tell(row)
        if row.code:
            break


def _row(run: str, options: argparse.Namespace, phase: str, cost: Cost, made: Weight, whole: Weight) -> Row:
    return Row(
        run=run,
        tool=f"million-{options.knowledge}",
        size=options.articles,
        phase=phase,
        turns=1,
        wall=round(cost.wall, 3),
        cpu=round(cost.cpu, 3),
        peak=round(cost.peak, 1),
        pss=round(cost.pss, 1),
        rss=round(cost.rss, 1),
        files=made.files,
        size_out=made.size,
        disk=whole.disk,
        code=cost.code,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--knowledge", choices=("full", "related", "none"), default="full")
    parser.add_argument("--phases", default=",".join(PHASES), help="with commas between, in this order")
    parser.add_argument("--work", type=Path, default=results.WORK, help="where all of it is kept")
    options = parser.parse_args()
    options.work = options.work.resolve()
    options.phases = [phase for phase in PHASES if phase in options.phases.split(",")]
    found = Results(options.work / "results.jsonl")
    run(options, found)
    report.write(found)


if __name__ == "__main__":
    main()
