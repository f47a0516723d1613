"""The scanner: a text as the lines that hold something, each with its place.

    scan("Title\\n\\n Body. ")  →  (Line("Title", 0, 5, gap=0), Line("Body.", 8, 13, gap=1))

Offsets count code points of the text as it is; `\\r\\n` is one line end and two characters.
"""

from __future__ import annotations

import re

from backfile.model import Record, Span

_END = re.compile("\r\n|[\n\r\v\f\u2028\u2029]")
INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff"
"Zero-width characters and marks that show nothing by themselves; at the edge of a line they belong to no word."
EDGE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + INVISIBLE
"What is taken off both ends of a line."


class Line(Record, frozen=True):
    """A line that holds something, without what stands at its edges."""

    text: str
    start: int
    end: int
    gap: int
    "How many empty lines stand before it."


def _ends(text: str) -> list[Span]:
    if any(end in text for end in "\r\v\f\u2028\u2029"):
        return [match.span() for match in _END.finditer(text)]
    ends, at = [], text.find("\n")
    while at >= 0:
        ends.append((at, at + 1))
        at = text.find("\n", at + 1)
    return ends


def scan(text: str) -> tuple[Line, ...]:
    """Every line of `text` that is not blank, in order."""
    found: list[Line] = []
    gap = at = 0
    for stop, following in [*_ends(text), (len(text), len(text))]:
        raw = text[at:stop]
        bare = raw.lstrip(EDGE)
        start = at + len(raw) - len(bare)
        bare = bare.rstrip(EDGE)
        if bare:
            found.append(Line(bare, start, start + len(bare), gap))
            gap = 0
        else:
            gap += 1
        at = following
    return tuple(found)
