"""Where sentences and names start and end.

    >>> line = "The gates closed at dawn. Picture: Jane Doe The crew was safe."
    >>> line[26 : name_end(line, 35, len(line))]
    'Picture: Jane Doe'

Lines are as `plain` leaves them: every blank a space, every quotation mark straight, no offset moved.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from backfile.furniture.words import (
    ABBREVIATIONS,
    AGENCIES,
    MODALS,
    OPENERS,
)

# One character for one, so that offsets hold; replacing what is mostly absent is ten times as fast as translating.
_PLAIN = (
    *((blank, " ") for blank in "\u00a0\u202f\u2007\u2009\t"),
    *((q, "'") for q in "‘’‚‛ʼ"),
    *((q, '"') for q in "“”„‟"),
)

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽ"
"Capital letters, for use inside a character class."

_STOP = re.compile(
    rf"[.!?…؟]+[\"')\]»]*(?: +(?=[\"'(\[«©]*[{UPPER}0-9\u0620-\u064a]|[a-z]{{1,2}}[A-Z])|(?=[\"']?[{UPPER}][a-z' ]))"
)
WORD = re.compile(r"\S+")
_END = re.compile(r"[.!?…؟»][\"')\]»]*$")
_ASIDE = re.compile(r" \([^()]{1,40}\)\.?")
OPENING = "\"'([«‹"
DATELINE = re.compile(rf"[{UPPER}][{UPPER}' .-]{{2,40}}(?:, ?[{UPPER}]{{2,6}}:| ?\([^()]{{2,30}}\) ?[-–—:]| ?[-–—] )")
_CITY = re.compile(rf"[{UPPER}][{UPPER}' .-]{{2,40}}(?:: |, [A-Z][a-z]{{2,8}}\.? \d)")
_LINKS = frozenset(("&", "/", "of", "de", "al", "via", "for", "van", "von", "bin", "ibn", "der", "del", "el"))
_PARTICLE = re.compile(rf"(?:al|el|van|von|de|bin|ibn|d')-?[{UPPER}]")
_FURTHER = ("/", "Photo", "Images", "Pool", "via", "for")
_ALONE = AGENCIES | {
    "Supplied",
    "Handout",
    "SUPPLIED",
    "HANDOUT",
    "123RF",
    "iStock",
    "Shutterstock",
    "Alamy",
    "Unsplash",
}

_AGENCIES = tuple(sorted(AGENCIES))


def plain(text: str) -> str:
    """`text` with one kind of blank and straight quotation marks; as long as before."""
    if text.isascii():
        return text.replace("\t", " ")
    for old, new in _PLAIN:
        text = text.replace(old, new)
    return text


@lru_cache(maxsize=8)
def starts(line: str) -> tuple[int, ...]:
    """Where each sentence of `line` starts, the first at 0, and the line's length."""
    found = [0]
    for stop in _STOP.finditer(line):
        if line[stop.start()] == "." and _abbreviated(line, stop.start()):
            continue
        found.append(stop.end())
    return (*found, len(line))


def _abbreviated(line: str, dot: int) -> bool:
    """Whether the full stop at `dot` belongs to the word before it: `Mr.`, `U.S.`, `J.`."""
    start = max(line.rfind(" ", 0, dot), dot - 12, -1) + 1
    word = line[start:dot].lstrip(OPENING)
    return word in ABBREVIATIONS or (word[-1:].isupper() and (len(word) == 1 or word[-2] in ".-"))


def begins(line: str, position: int) -> bool:
    """Whether a sentence can begin at `position`: the line does there, or a stop stands before it."""
    while position and line[position - 1] == " ":
        position -= 1
    return not position or bool(_END.search(line, max(0, position - 6), position))


def sentence_start(line: str, position: int, floor: int = 0) -> int:
    """Where the sentence starts that holds the character before `position`; not before `floor`."""
    while position > floor and line[position - 1] == " ":
        position -= 1
    places = starts(line)
    return max(floor, places[max(0, bisect_left(places, position) - 1)])


def sentence_end(line: str, position: int, limit: int | None = None) -> int:
    """Where the sentence that holds `position` ends, blanks excluded; not after `limit`."""
    limit = len(line) if limit is None else limit
    places = starts(line)
    limit = min(limit, places[min(len(places) - 1, bisect_right(places, position))])
    while limit > position and line[limit - 1] == " ":
        limit -= 1
    return limit


def tells(text: str) -> bool:
    """Whether `text` says that something happened; a caption mostly names what is to be seen."""
    return any(word in MODALS or word.endswith("ed") for word in text.split())


def following(places: Sequence[int], position: int, default: int) -> int:
    """The first of the ordered `places` from `position` on; `default` if there is none."""
    after = bisect_left(places, position)
    return places[after] if after < len(places) else default


def _continues(credit: str, word: str) -> bool:
    """Whether `word` goes on with a credit that may stand alone: `AFP via …`, `PA Media`."""
    return word in _FURTHER or f"{credit} {word}" in AGENCIES


def name_end(line: str, start: int, limit: int) -> int:
    """Where the name that starts at `start` ends, when a sentence may follow it without a stop.

    >>> name_end("Picture: Jane Doe The sketch", 9, 28)
    17
    """
    words: list[tuple[str, int]] = []
    following = ""
    for match in WORD.finditer(line, start, limit):
        word = match[0]
        name = word[:1].isupper() or word[:1].isdigit() or word in _LINKS or _PARTICLE.match(word)
        if (
            not name
            or (words and (DATELINE.match(line, match.start()) or _CITY.match(line, match.start())))
            or (len(words) == 1 and words[0][0] in _ALONE and not _continues(words[0][0], word))
            or (words and word.strip(OPENING) in OPENERS)
            or (words and word[0] in OPENING)
            or len(words) == 7
        ):
            following = word
            break
        words.append((word, match.end()))
        if word[-1] in ".;)" or (len(word) > 1 and word[-1] == "/" and not line.startswith(_AGENCIES, match.end() + 1)):
            return match.end()
    if following[:1].islower() and len(words) > 1:
        words.pop()  # the sentence's own first word
    while len(words) > 1 and words[-1][0].islower():
        words.pop()
    end = words[-1][1] if words else start
    aside = _ASIDE.match(line, end, limit)
    return aside.end() if aside else end
