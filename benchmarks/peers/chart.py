"""The chart of docs/performance.md: CPU seconds of each phase, one bar a generator, at one size. Plain SVG, in the
theme's ink, paper and spot colours, light or dark as the reader's system is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .phases import PHASES
from .results import Results, Row
from .tools import NAMES

PLACE = "images/performance.svg"
_TOOLS = ("backfile", "hugo", "eleventy", "pelican")
_SAID = {"cold": "Cold", "unchanged": "Nothing changed", "edit": "One edit", "added": "One added"}
_SAID |= {"template": "Template changed", "touched": "All touched"}
_WIDTH, _LEFT, _RIGHT, _TOP = 760, 250, 70, 64
_BAR, _STEP, _GAP = 13, 19, 20
_STYLE = """
text { font: 13px "Public Sans", system-ui, sans-serif; fill: #161b18 }
.title { font-weight: 650; font-size: 15px } .note, .axis { fill: #5b625e }
.paper { fill: #fafaf7 } .bar { fill: #a9b0ab } .ours { fill: #135e42 } .rule { stroke: #161b18; stroke-width: 2 }
text.ours { font-weight: 650 }
@media (prefers-color-scheme: dark) {
text { fill: #e3e3dd } .note, .axis { fill: #9ea19a } .paper { fill: #111513 } .bar { fill: #5d6660 }
.ours { fill: #8acfae } .rule { stroke: #e3e3dd }
}
"""


class Chosen(NamedTuple):
    """What is drawn: the largest size at which the most phases were measured of Backfile against Hugo."""

    size: int
    rows: dict[tuple[str, str], Row]
    "By phase and tool; all of those runs that measured Hugo too."


def chosen(results: Results) -> Chosen | None:
    latest = {(row.tool, row.size, row.phase): row for row in results.latest()}
    sizes: dict[int, list[str]] = {}
    for tool, size, phase in latest:
        if tool == "backfile" and results.against(latest[tool, size, phase]):
            sizes.setdefault(size, []).append(phase)
    if not sizes:
        return None
    size = max(sizes, key=lambda each: (len(sizes[each]), each))
    rows: dict[tuple[str, str], Row] = {}
    for phase in sizes[size]:
        ours = latest["backfile", size, phase]
        for row in results.rows:
            if (row.run, row.size, row.phase) == (ours.run, size, phase) and row.tool in _TOOLS and not row.code:
                rows[phase, row.tool] = row
    return Chosen(size, rows)


def draw(results: Results) -> str:
    """The SVG; empty where nothing can be compared."""
    found = chosen(results)
    if not found:
        return ""
    lines = list(_groups(found))
    height = _TOP + sum(len(group) * _STEP + _GAP for _, group in lines)
    most = max(row.cpu for row in found.rows.values())
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="t d">',
        f'<title id="t">CPU seconds to build {found.size:,} articles</title>',
        f'<desc id="d">{_told(lines)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{_WIDTH}" height="{height}"/>',
        f'<path class="rule" d="M16 12H{_WIDTH - 16}"/>',
        f'<text class="title" x="16" y="34">CPU seconds to build {found.size:,} articles</text>',
        '<text class="note" x="16" y="53">The same pages by each, on one machine in one run; shorter is better</text>',
    ]
    y = _TOP + 12
    for phase, group in lines:
        parts.append(f'<text class="axis" x="16" y="{y + _BAR - 2}">{_SAID[phase]}</text>')
        for tool, row in group:
            parts += _bar(tool, row.cpu, most, y)
            y += _STEP
        y += _GAP
    return "\n".join((*parts, "</svg>", ""))


def _groups(found: Chosen) -> Iterator[tuple[str, list[tuple[str, Row]]]]:
    for phase in PHASES:
        if group := [(tool, found.rows[phase, tool]) for tool in _TOOLS if (phase, tool) in found.rows]:
            yield phase, group


def _told(lines: list[tuple[str, list[tuple[str, Row]]]]) -> str:
    """The chart in words."""
    said = (f"{_SAID[phase]}: {', '.join(f'{_name(t)} {_short(r.cpu)}' for t, r in group)}" for phase, group in lines)
    return ". ".join(said) + "."


def _bar(tool: str, cpu: float, most: float, y: int) -> Iterator[str]:
    width = max(1.0, round((_WIDTH - _LEFT - _RIGHT) * cpu / most, 1))
    ours = " ours" if tool == "backfile" else ""
    yield f'<text class="name{ours}" x="{_LEFT - 10}" y="{y + _BAR - 2}" text-anchor="end">{_name(tool)}</text>'
    yield f'<rect class="bar{ours}" x="{_LEFT}" y="{y}" width="{width}" height="{_BAR}"/>'
    yield f'<text class="figure{ours}" x="{_LEFT + width + 7}" y="{y + _BAR - 2}">{_short(cpu)}</text>'


def _name(tool: str) -> str:
    return NAMES[tool].partition(",")[0]


def _short(number: float) -> str:
    return f"{number:.2f}" if number < 10 else f"{number:,.1f}" if number < 100 else f"{number:,.0f}"
