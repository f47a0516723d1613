"""Person, organisation, place or other: what a name's own words and the words around it say.

“Oman Athletics Association” by its last word · “Riyam Park” likewise · “Wanjiru Ndegwa, 34” by the age
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from backfile.knowledge import words as w
from backfile.knowledge.runs import Run

_SPEAKS = re.compile(rf"(?:,? (?:{w.SPEECH})\b|,? \(?\d\d\b|['’]s? [a-z])")
_SPOKEN = re.compile(r"(?:said|says|told|by|dijo|según|and) $")
_AT = re.compile(r"\b(?:in|at|near|from|to|into|across|around|outside|of|en|desde|hacia|à|in the) $")
_BEFORE = 12
"Characters that the longest of `_AT` needs."
_DESCENT = frozenset({"bin", "bint", "ibn", "Bin", "Bint", "Ibn"})


def of_several(words: tuple[str, ...], runs: Sequence[Run], texts: Sequence[str], shortened: bool) -> str:
    """The kind of a name of several words; `shortened`: its last word stands alone elsewhere."""
    first, last = words[0].lower(), words[-1].lower()
    if first in w.SHIPS or last in w.OTHER_TAILS:
        return "other"
    placed = first in w.PLACE_HEADS or last in w.PLACE_TAILS
    if last in w.BODIES or first in w.BODIES or not {"of", "for", "and", "&"}.isdisjoint(words):
        return "place" if placed else "organisation"
    if placed:
        return "place"
    if (
        shortened
        or not _DESCENT.isdisjoint(words)
        or any(run.titled or _speaks(run, texts[run.paragraph]) for run in runs)
    ):
        return "person"
    if any(x.isupper() and len(x) > 1 and x.isalpha() for x in words):
        return "organisation"
    return "person" if len(words) <= 4 else "other"


def of_one(run: Run, text: str) -> str:
    """The kind of a single word that no list knows."""
    if located(run, text):
        return "place"
    if run.text.isupper():
        return "organisation"
    return "person" if _speaks(run, text) else "other"


def located(run: Run, text: str) -> bool:
    """Whether a word such as “in” or “from” stands before it."""
    return bool(_AT.search(text[max(0, run.start - _BEFORE) : run.start]))


def _speaks(run: Run, text: str) -> bool:
    return bool(_SPEAKS.match(text, run.end) or _SPOKEN.search(text[max(0, run.start - 8) : run.start]))
