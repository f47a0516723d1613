"""The tables of docs/performance.md, between its two marks, from what was measured. The words around them are written
by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from . import chart
from .layout import PROGRAM
from .phases import PHASES
from .results import AGAINST, Results, Row
from .tools import NAMES, TOOLS

START = "<!-- figures: python -m benchmarks.peers --report -->"
END = "<!-- end of figures -->"
SAID = {
    "cold": "cold",
    "unchanged": "nothing changed",
    "edit": "one edit",
    "added": "one added",
    "template": "article template changed",
    "touched": "all front matter touched",
}
_BESIDE = {
    "backfile": "**Backfile against Hugo**, the same pages:",
    "backfile-related": "**With five related articles on both sides**, the same pages:",
    "backfile-own": "**Backfile's own theme with all it knows**, against Hugo's small pages with related articles:",
    "pelican": "**Pelican against Hugo**, the same pages:",
    "eleventy": "**Eleventy against Hugo**, the same pages:",
}
_MILLION = {"import": "import of the seeds", **SAID}


def write(results: Results, docs: Path = PROGRAM / "docs") -> None:
    """Puts the figures into docs/performance.md and draws the chart."""
    guide = docs / "performance.md"
    before, _, rest = guide.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    guide.write_text(f"{before}{START}\n\n{figures(results)}\n{END}{after}", encoding="utf-8", newline="\n")
    if drawn := chart.draw(results):
        (docs / "images" / "performance.svg").write_text(drawn, encoding="utf-8", newline="\n")


def figures(results: Results) -> str:
    parts = (_ratios, _absolute, _written, _floor, _million, _preview, _machines)
    return "\n".join(text for part in parts if (text := "\n".join(part(results))))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1) -> Iterator[str]:
    """The first `texts` columns hold words, the others figures."""
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * texts + "--:|" * (len(heads) - texts)
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _ratios(results: Results) -> Iterator[str]:
    rows = {(row.tool, row.size, row.phase): row for row in results.latest()}
    if drawn := chart.chosen(results):
        yield f"![CPU seconds of each phase at {drawn.size:,} articles]({chart.PLACE})"
        yield ""
    yield "Each figure is a cost divided by Hugo's in the same run: CPU, then wall. Less than 1 is less than Hugo's."
    yield ""
    for tool, said in _BESIDE.items():
        sizes = sorted({size for name, size, _ in rows if name == tool})
        lines = [[SAID[p], *(_ratio(results, rows.get((tool, size, p)), _times) for size in sizes)] for p in PHASES]
        memory = [_ratio(results, rows.get((tool, size, "cold")), _memory) for size in sizes]
        lines = [line for line in (*lines, ["peak memory, cold", *memory]) if set(line[1:]) - {"–"}]
        if lines:
            yield said
            yield ""
            yield from _table(["articles", *(f"{size:,}" for size in sizes)], lines)


def _ratio(results: Results, row: Row | None, said: Callable[[Row, Row], str]) -> str:
    base = results.against(row) if row else None
    return said(row, base) if row and base else "–"


def _times(row: Row, base: Row) -> str:
    return f"{_short(row.cpu / base.cpu)}, {_short(row.wall / base.wall)}"


def _memory(row: Row, base: Row) -> str:
    return _short(row.peak / base.peak)


def _short(number: float) -> str:
    """Three figures below ten: 0.043, 0.87, 3.2, 48."""
    return f"{number:.3f}" if number < 0.1 else f"{number:.2f}" if number < 1 else f"{number:.3g}"


def _absolute(results: Results) -> Iterator[str]:
    order = {name: place for place, name in enumerate(TOOLS)}
    phases = {name: place for place, name in enumerate(PHASES)}
    rows = [row for row in results.latest() if row.phase in phases and row.tool in NAMES]
    rows.sort(key=lambda row: (row.size, order[row.tool], phases[row.phase]))
    if rows:
        yield "### In seconds and megabytes"
        yield ""
        heads = ["", "phase", "articles", "wall, s", "CPU, s", "peak, MB", "files", "MB out", "runs"]
        yield from _table(heads, [[NAMES[row.tool], SAID[row.phase], *_costs(row)] for row in rows], texts=2)


def _costs(row: Row) -> list[str]:
    if row.code:
        return [f"{row.size:,}", f"failed ({row.code})", *["–"] * 5]
    out = f"{row.size_out / 1e6:,.1f}"
    return [f"{row.size:,}", *_seconds(row), f"{row.peak:,.0f}", f"{row.files:,}", out, f"{row.turns}"]


def _seconds(row: Row) -> list[str]:
    return [f"{row.wall:,.2f}", f"{row.cpu:,.2f}"]


def _written(results: Results) -> Iterator[str]:
    found = [census for census in results.census() if census.tool in AGAINST or census.tool in AGAINST.values()]
    found.sort(key=lambda census: (census.size, TOOLS.index(census.tool)))
    if found:
        yield "### What each writes"
        yield ""
        heads = [
            "",
            "articles",
            "pages of articles",
            "of tags and sources",
            "articles named there",
            "of dates",
            "others",
        ]
        rows = [
            [NAMES[it.tool], *(_count(n) for n in (it.size, it.articles, it.lists, it.entries, it.dates, it.others))]
            for it in found
        ]
        yield from _table(heads, rows)


def _count(number: int) -> str:
    return f"{number:,}" if number else "–"


def _floor(results: Results) -> Iterator[str]:
    rows = [row for row in results.latest() if row.tool == "floor"]
    sizes = sorted({row.size for row in rows})
    if rows:
        yield "### The floor"
        yield ""
        yield "CPU seconds that plain Python needs for the files that Hugo writes, or for the sources."
        yield ""
        cpu = {(row.phase, row.size): f"{row.cpu:.2f}" for row in rows}
        names = dict.fromkeys(row.phase for row in rows)
        lines = [[name, *(cpu.get((name, size), "–") for size in sizes)] for name in names]
        yield from _table(["articles", *(f"{size:,}" for size in sizes)], lines)


def _million(results: Results) -> Iterator[str]:
    rows = [row for row in results.latest() if row.tool.startswith("million")]
    rows.sort(key=lambda row: (row.size, row.tool, list(_MILLION).index(row.phase)))
    if rows:
        yield "### A large archive, from its seeds"
        yield ""
        heads = [
            "knowledge",
            "phase",
            "articles",
            "wall, s",
            "CPU, s",
            "articles a second",
            "peak, MB",
            "files",
            "disk, GB",
        ]
        lines = [[row.tool.partition("-")[2], _MILLION[row.phase], *_large(row)] for row in rows]
        yield from _table(heads, lines, texts=2)


def _large(row: Row) -> list[str]:
    size, *costs = _costs(row)
    if row.code:
        return [size, *costs]
    rate = f"{row.size / row.wall:,.0f}" if row.phase in ("import", "cold") else "–"
    return [size, *costs[:2], rate, *costs[2:4], f"{row.disk / 1e9:,.2f}"]


def _preview(results: Results) -> Iterator[str]:
    rows = [row for row in results.latest() if row.tool == "preview"]
    if rows:
        yield "### From saving to seeing"
        yield ""
        yield "Milliseconds until an open page of `serve` shows what was saved, in Chromium."
        yield ""
        rows.sort(key=lambda row: (row.size, row.phase))
        lines = [
            [
                row.phase,
                f"{row.size:,}",
                f"{row.wall * 1000:,.0f}",
                ", ".join(f"{wall * 1000:,.0f}" for wall in row.walls),
            ]
            for row in rows
        ]
        yield from _table(["saved", "articles", "median", "each"], lines)


def _machines(results: Results) -> Iterator[str]:
    """Where the rows above were measured, each place and its versions once."""
    runs = results.runs()
    if runs:
        yield "### Measured on"
        yield ""
        places = {(run.cores, run.memory, run.processor, run.system) for run in runs}
        for cores, memory, processor, system in sorted(places):
            yield f"- {cores} cores, {processor}; {memory} GB of memory; {system}"
        used = {(_tool(name), version) for run in runs for name, version in run.versions.items()}
        used |= {("Python", run.python) for run in runs}
        yield f"- {', '.join(f'{name} {version}' for name, version in sorted(used))}"
        yield ""


def _tool(name: str) -> str:
    return name.partition("-")[0].capitalize()
