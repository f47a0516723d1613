"""How a lead begins where no mark says so: debris, a person above the title, the title, captions below it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from backfile.layouts.grammar import Layout, Piece, match
from backfile.layouts.lines import Line
from backfile.layouts.times import read_glued

# Two or three capitalised words, with `van` or `de la` between: more are a headline in title case.
_NAME = r"[^\W\d_a-z][^\W\d_]*(?:['’.-][^\W\d_]*)*"
_PERSON = re.compile(rf"{_NAME}(?: (?:(?:de|da|di|du|van|von|der|al|bin|el|la|del|dos) ){{0,2}}{_NAME}){{1,2}}")
_NO_PERSON = re.compile(
    r"\b(?:the|a|an|of|in|on|at|for|and|to|with|is|are|was|as|by|from|after|over|says?|news|live|video|watch|opinion|"
    r"review|exclusive|daily|times|update|updates|breaking|analysis|explainer|report|guide|recap)\b",
    re.IGNORECASE,
)
_STOPS = (".", "…", ":", ";", ",")
_SENTENCES = re.compile(r"[a-z]{3}[.!] [^\W\d_a-z]")
_HEADLINE_WORDS = 4
_LONGEST_HEADLINE = 160


def flat_head(lines: Sequence[Line]) -> tuple[list[Piece], Sequence[Line]]:
    """The title of a flat page, with the author's name where that stands above it; and the lines that follow."""
    pieces: list[Piece] = []
    if len(lines) > 2 and _is_person(lines[0].text) and _is_headline(lines[1]) and any(map(_is_prose, lines[2:6])):
        pieces.append(("author", lines[0].start, lines[0].end))
        lines = lines[1:]
    return [*pieces, ("title", lines[0].start, lines[0].end)], lines[1:]


def _is_person(text: str) -> bool:
    return len(text) <= 40 and bool(_PERSON.fullmatch(text)) and not _NO_PERSON.search(text)


def _is_headline(line: Line) -> bool:
    """Whether a line reads as a headline: some words, small letters among them, no end of a sentence."""
    text = line.text
    if line.gap or len(text) > _LONGEST_HEADLINE or len(text.split()) < _HEADLINE_WORDS or text.upper() == text:
        return False
    return not text.endswith(_STOPS) and not _SENTENCES.search(text)


def _is_prose(line: Line) -> bool:
    return line.gap == 0 and line.text.endswith((".", "!", "?", "…", '"', "'", "”", "’"))


def read_meta(
    pieces: Sequence[Piece], text: str, sources: Collection[str]
) -> tuple[list[Piece], Piece | None, str | None]:
    """An opening's pieces with its glued meta line taken apart.

    Returns (pieces, the line if it was no meta line after all, the other source it may have meant).
    """
    made: list[Piece] = []
    back: Piece | None = None
    other: str | None = None
    for piece in pieces:
        name, start, end = piece
        if name != "meta":
            made.append(piece)
            continue
        glued = read_glued(text[start:end], sources)
        if glued is None:
            back = piece
        else:
            cut, other = start + glued.cut, glued.other
            source_end = start + len(text[start:cut].rstrip())
            made += [("source", start, source_end), (glued.kind, cut, end)]
    return made, back, other


def asides(layout: Layout, lines: Sequence[Line]) -> tuple[list[Piece], Sequence[Line]]:
    """The lines below a title that its layout sets aside, and the lines that follow."""
    pieces: list[Piece] = []
    at = 0
    for roles in layout.asides:
        found = match(lines[at:], 0, roles)
        if found is not None and lines[at].gap >= roles[0].least and _near(lines[at], roles[0].most):
            pieces += found[1]
            at += found[0]
    return pieces, lines[at:]


def _near(line: Line, most: int | None) -> bool:
    return most is None or line.gap <= most
