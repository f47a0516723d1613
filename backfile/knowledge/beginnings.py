"""How a text begins, in its own words: whole sentences, and at least the first, however long.

begin(("The dam gave way on Tuesday. Nobody was hurt.", "Work starts on Friday."), words=8)
  → Opening(("The dam gave way on Tuesday.",), goes_on=1)
"""

from __future__ import annotations

from collections.abc import Sequence

from backfile.knowledge import sentences
from backfile.model import Opening

MOST = 120
"Words that are kept of each text."
_LINE = 6
"Words of a date or a heading that stands before the text."


def begin(paragraphs: Sequence[str], words: int = MOST) -> Opening:
    """The first sentences, up to so many words."""
    taken: list[str] = []
    room = words
    first = 1 if len(paragraphs) > 1 and _heading(paragraphs[0]) else 0
    for number, paragraph in enumerate(paragraphs[first:], 1 + first):
        part, whole = _begun(paragraph, room, first=not taken)
        if part:
            taken.append(part)
        room -= len(part.split())
        if not whole:
            return Opening(tuple(taken), number)
        if room <= 0:
            return Opening(tuple(taken), number + 1 if number < len(paragraphs) else 0)
    return Opening(tuple(taken))


def _heading(paragraph: str) -> bool:
    """A line that is no sentence: “Friday, December 25, 2020”."""
    return len(paragraph.split()) <= _LINE and paragraph.rstrip()[-1:].isalnum()


def _begun(paragraph: str, room: int, *, first: bool) -> tuple[str, bool]:
    """As many of its sentences as there is room for, and whether that is all of them."""
    end = 0
    for start, stop in sentences.split(paragraph):
        size = len(paragraph[start:stop].split())
        if size > room and (end or not first):
            return paragraph[:end].rstrip(), False
        room -= size
        end = stop
    return paragraph.strip(), True
