"""The marks by which a text is divided: openings of pages, runs of labels, heads of items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from backfile.dates import printed
from backfile.layouts import allafrica, flat, hashtag, inkl, logo, newsbreak
from backfile.layouts.grammar import Layout, LineRole, Piece, fits, match
from backfile.layouts.labels import run_at
from backfile.layouts.lines import Line
from backfile.model import Record

LAYOUTS: tuple[Layout, ...] = (
    hashtag.LAYOUT,
    logo.LAYOUT,
    flat.LAYOUT,
    inkl.LAYOUT,
    newsbreak.LAYOUT,
    allafrica.LAYOUT,
)
"Every layout known, the more peculiar first. A new one is a module with its `LAYOUT`, and a line here."

_Heads = tuple[tuple[int, Layout, tuple[LineRole, ...]], ...]


class Mark(Record, frozen=True):
    """Lines `[first, after)` that divide a text, and what each part of them is."""

    kind: Literal["opening", "run", "item"]
    first: int
    after: int
    pieces: tuple[Piece, ...]
    layout: Layout
    lang: str | None = None
    whole: bool = True


def _heads(*layouts: Layout) -> _Heads:
    """(index of the rare line, layout, roles) for every form of head, once each."""
    found: dict[tuple[LineRole, ...], tuple[int, Layout, tuple[LineRole, ...]]] = {}
    for layout in layouts:
        for roles in layout.items:
            rare = next(i for i, role in enumerate(roles) if role.rare)
            found.setdefault(roles, (rare, layout, roles))
    return tuple(found.values())


_EVERYWHERE = _heads(*(layout for layout in LAYOUTS if layout.anywhere))


def marks(lines: Sequence[Line], text: str) -> Iterator[Mark]:
    """The marks of `lines`, in order; none overlaps another."""
    at, floor, heads = 0, 0, _EVERYWHERE
    while at < len(lines):
        mark = _opening(lines, at, text)
        if mark is not None:
            heads = _EVERYWHERE if mark.layout.anywhere else _heads(mark.layout)
        else:
            mark = _run(lines, at, floor) or _item(lines, at, heads, text)
        if mark is None:
            at += 1
        else:
            yield mark
            at = floor = mark.after


def _opening(lines: Sequence[Line], at: int, text: str) -> Mark | None:
    for layout in LAYOUTS:
        if at and not layout.anywhere:
            continue
        for roles in layout.opening:
            if not at or fits(roles[0], lines[at]):
                found = match(lines, at, roles)
                if found is not None and _dated(found[1], text):
                    return Mark("opening", at, found[0], tuple(found[1]), layout, layout.lang)
    return None


def _dated(pieces: Sequence[Piece], text: str) -> bool:
    """Whether what stands in the place of a date is one."""
    return all(printed(text[start:end]) for name, start, end in pieces if name == "published")


def _run(lines: Sequence[Line], at: int, floor: int) -> Mark | None:
    found = run_at(lines, at, floor)
    if found is None:
        return None
    return Mark("run", found.first, found.after, found.pieces, flat.LAYOUT, found.lang, found.whole)


def _item(lines: Sequence[Line], at: int, heads: _Heads, text: str) -> Mark | None:
    for rare, layout, roles in heads:
        if at + rare < len(lines) and fits(roles[rare], lines[at + rare], first=at + rare == 0):
            found = match(lines, at, roles)
            if found is not None and _dated(found[1], text):
                return Mark("item", at, found[0], tuple(found[1]), layout)
    return None
