"""Where the text of an item ends, and what is left of the next where a dump was cut."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from backfile.layouts.grammar import LineRole, Piece, match
from backfile.layouts.lines import Line

_Lines = Sequence[Line]
FOREIGN = 2
"From this many empty lines on, what follows is no longer the same text."
_SHORT = 60
_STOPS = (".", "!", "?", "…", "؟", '"', "”", "’", "»", "'")


def split(region: _Lines, loose: bool, following: Literal["opening", "run", "item"] | None) -> tuple[_Lines, _Lines]:
    """The lines of an item's text, and those that are not its own.

    Before the next head all are its own. Before a run of labels the lead of another page must begin somewhere: behind
    the first empty line, else behind the first line, since the text of an item is one line. At the end of a file
    or before a logo only a wide gap parts them (on a flat page, where no text holds an empty line, any gap).
    """
    if following == "item" or not region:
        return region, ()
    inner = 1 if following == "run" or not loose else FOREIGN
    if region[0].gap >= (FOREIGN if loose or following != "run" else 1):
        return (), region
    cut = next((i for i, line in enumerate(region) if i and line.gap >= inner), None)
    if cut is None:
        cut = 1 if following == "run" else len(region)
    return region[:cut], region[cut:]


def cut_head(lines: _Lines, items: Sequence[tuple[LineRole, ...]], sources: Collection[str]) -> tuple[int, list[Piece]]:
    """How many of the last lines of a text are a head that was cut, and the pieces read from them.

    Pieces are given only where the head proves itself by a title printed twice. A short line alone behind an empty one
    counts as a source's name, and two short ones as a source and a time.
    """
    for size in range(min(5, len(lines)), 1, -1):
        tail = lines[-size:]
        for roles in items:
            for matched in (size, size - 1):
                found = match(tail[:matched], 0, roles[:matched])
                if found is None or found[0] != matched or (matched < size and not _short(tail[-1])):
                    continue
                titles = [piece for piece in found[1] if piece[0] == "title"]
                if len(titles) > 1 or any(role.rare for role in roles[:matched]):
                    return size, found[1] if len(titles) > 1 else []
    if (
        len(lines) > 1
        and _short(lines[-2])
        and lines[-1].gap == 0
        and len(lines[-1].text) <= 20
        and _apart(lines[-2], sources)
    ):
        return 2 if _short(lines[-1]) else 0, []
    return (1, []) if lines and _short(lines[-1]) and _apart(lines[-1], sources) else (0, [])


def _short(line: Line) -> bool:
    return len(line.text) <= _SHORT and not line.text.endswith(_STOPS)


def _apart(line: Line, sources: Collection[str]) -> bool:
    return line.gap > 0 or line.text in sources
