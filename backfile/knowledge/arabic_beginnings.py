"""Where a name can begin in Arabic text, told of most words by the word alone: of three, two need no other look.

may_begin(found, at)   → False: no list, no title and no بن has anything to do with the word or its neighbours
"""

from __future__ import annotations

from backfile.knowledge.arabic_people import FATHER, OF, office
from backfile.knowledge.arabic_words import (
    AMMAN,
    BODY_HEADS,
    PLACE_BEFORE,
    PLACE_HEADS,
    THAT,
    TITLES,
    Token,
    readings,
)
from backfile.knowledge.lexicon import load
from backfile.knowledge.memo import remembered

_BEHIND = OF | FATHER


def may_begin(found: list[Token], at: int) -> bool:
    """False where `arabic` certainly finds no name at `at`."""
    if _first(found[at][0]) or (at and _before(found[at - 1][0])):
        return True
    near = found[at + 1 : at + 3]
    return bool(near) and (near[0][0] in _BEHIND or near[-1][0] in THAT)


@remembered(1 << 16)
def _first(word: str) -> bool:
    """Whether a name can begin with a word, whatever stands around it."""
    known = load()
    return (
        word.endswith(AMMAN)
        or any(reading in known.begins for reading in readings(word))
        or word in BODY_HEADS
        or word[1:] in BODY_HEADS
        or word in PLACE_HEADS
        or word in OF
        or word in known.given
    )


@remembered(1 << 16)
def _before(word: str) -> bool:
    """Whether a name can begin behind a word for that word's sake."""
    return word in PLACE_BEFORE or word.removeprefix("و") in TITLES or office(word.removeprefix("و"), load())
