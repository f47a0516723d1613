"""Where sentences start and end, and where a headline without a full stop gives way to the next sentence.

    >>> line = "The gates closed at dawn. READ MORE: Storm heads for the coast The crew was safe."
    >>> line[26 : headline_end(line, 37, len(line))]
    'READ MORE: Storm heads for the coast'

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
    CALENDAR,
    MODALS,
    NAMING,
    OPENERS,
    ROLES,
    SMALL,
    TITLES,
    UNFINISHED,
)

# One character for one, so that offsets hold; replacing what is mostly absent is ten times as fast as translating.
_PLAIN = (
    *((blank, " ") for blank in "\u00a0\u202f\u2007\u2009\t"),
    *((q, "'") for q in "‘’‚‛ʼ"),
    *((q, '"') for q in "“”„‟"),
)

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽ"
"Capital letters, for use inside a character class."

_STOP = re.compile(rf"[.!?…؟]+[\"')\]»]*(?: +(?=[\"'(\[«]*[{UPPER}0-9\u0620-\u064a])|(?=[\"']?[{UPPER}][a-z' ]))")
_WORD = re.compile(r"\S+")
_END = re.compile(r"[.!?…؟»][\"')\]»]*$")
_CLOSING = ".!?…\"')"
_ASIDE = re.compile(r" \([^()]{1,40}\)\.?")
_OPENING = "\"'([«‹"
_DATELINE = re.compile(rf"[{UPPER}][{UPPER}' .-]{{2,40}}(?:, ?[{UPPER}]{{2,6}}:| ?\([^()]{{2,30}}\) ?[-–—:]| ?[-–—] )")
_SPEECH = re.compile(r"([\"'])[^\"\n]{3,400}?[,.?!]\1")
_ROMAN = re.compile(r"[IVX]+\W*$")

_AGENCIES = tuple(sorted(AGENCIES))

_LIKELY, _SURE = 2, 7

HEADLINE_WORDS = 30
"A run of more words than this is no headline."


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
    word = line[start:dot].lstrip(_OPENING)
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


def name_end(line: str, start: int, limit: int) -> int:
    """Where the name that starts at `start` ends, when a sentence may follow it without a stop.

    >>> name_end("Picture: Jane Doe The sketch", 9, 28)
    17
    """
    words: list[tuple[str, int]] = []
    following = ""
    for match in _WORD.finditer(line, start, limit):
        word = match[0]
        name = word[:1].isupper() or word[:1].isdigit() or word in ("&", "/", "of", "de", "al", "via", "for")
        if (
            not name
            or (words and _DATELINE.match(line, match.start()))
            or (words and word.strip(_OPENING) in OPENERS)
            or (words and word[0] in _OPENING)
            or len(words) == 7
        ):
            following = word
            break
        words.append((word, match.end()))
        if word[-1] in ".;)" or (word[-1] == "/" and not line.startswith(_AGENCIES, match.end() + 1)):
            return match.end()
    if following[:1].islower() and len(words) > 1:
        words.pop()  # the sentence's own first word
    while len(words) > 1 and words[-1][0].islower():
        words.pop()
    end = words[-1][1] if words else start
    aside = _ASIDE.match(line, end, limit)
    return aside.end() if aside else end


def headline_end(line: str, start: int, limit: int) -> int:
    """Where the headline that starts at `start` ends, not after `limit`.

    It runs to the limit or the stop if nothing in between looks like the start of a sentence. Where several places
    do, the likeliest is taken, and the first of equals: a word kept too many costs less than one lost.
    """
    stop = sentence_end(line, start, limit)
    words = [(m.start(), m[0]) for m in _WORD.finditer(line, start, stop)]
    if len(words) < 3:
        return stop
    if _title_case([word for _, word in words[:8]]):
        place = _after_title_case(words)
        if place is None or not any(
            _score(line, words, i, stop) >= _SURE for i in range(place + 1, min(place + 6, len(words)))
        ):
            return stop if place is None else _trimmed(line, words[place][0])
    whole = line[stop - 1] not in _CLOSING
    best, best_score = stop, _SURE - 1 if whole else _LIKELY - 1  # without a stop, all of it may be the headline
    for i in range(2, min(len(words), HEADLINE_WORDS)):
        score = _score(line, words, i, stop)
        if score > best_score:
            best, best_score = _trimmed(line, words[i][0]), score
    if best == stop and len(words) > HEADLINE_WORDS:
        return start
    return best


def _trimmed(line: str, position: int) -> int:
    while position and line[position - 1] == " ":
        position -= 1
    return position


def _score(line: str, words: list[tuple[int, str]], i: int, stop: int) -> int:
    """How likely a sentence starts at word `i`: 0 not at all, `_SURE` and above for certain."""
    at, word = words[i]
    bare = word.lstrip(_OPENING)
    before = words[i - 1][1]
    if not bare[:1].isupper() or len(words) - i < 3:
        return 0
    if before.lower() in UNFINISHED or before[-1] in ",:;-–—&/(" or before in TITLES or before in OPENERS:
        return 0
    if _DATELINE.match(line, at):
        return 9
    if word[0] in "\"'" and _SPEECH.match(line, at, min(stop + 2, len(line))):
        return 8
    follower = words[i + 1][1]
    proper = before[:1].isupper() and before not in CALENDAR
    if bare.rstrip(",") in OPENERS:
        return _SURE if follower[:1].islower() or bare not in NAMING else 3 if proper else 5
    kicker = words[i : i + 4] if i < 4 else words[i : i + 1]
    if before.endswith("'s") or (before.lower() in ROLES and not proper) or any(w[-1] == ":" for _, w in kicker):
        return 0
    return _subject(words, i) + (_object(words, i) if proper else 2)


def _subject(words: list[tuple[int, str]], i: int) -> int:
    """How much word `i` and those behind it look like a subject and its verb: 0 to 2."""
    last = i
    while last + 1 < len(words) and last < i + 4 and words[last + 1][1][:1].isupper() and words[last][1][-1] != ",":
        last += 1
    behind = [word for _, word in words[last + 1 : last + 5]]
    if not behind or not behind[0][0].islower():
        return 0
    if words[last][1].endswith(",") or not MODALS.isdisjoint(behind) or any(w.endswith("ed") for w in behind[:3]):
        return 2
    if last > i or (behind[0] in UNFINISHED and words[i][1][-1] != "s" and words[i][1] != "People"):
        return 0
    return 1


def _object(words: list[tuple[int, str]], i: int) -> int:
    """1 where the name before word `i` follows a preposition, as a headline's last words may."""
    while i and words[i - 1][1][:1].isupper():
        i -= 1
    return int(i > 0 and words[i - 1][1] in UNFINISHED)


def _title_case(words: list[str]) -> bool:
    """Whether most of the words that could do without are capitalised: `How the Storm Took a Town by Surprise`."""
    long = [w for w in words if w[:1].isalpha() and w.lower() not in SMALL]
    return len(long) > 3 and sum(w[:1].isupper() for w in long[:6]) >= len(long[:6])


def _after_title_case(words: list[tuple[int, str]]) -> int | None:
    """The word that starts the sentence after a headline in title case, if one does."""
    for j in range(4, len(words)):
        word = words[j][1]
        if not word[:1].islower() or word in SMALL:
            continue
        k = j - 1
        while k > 3 and words[k][1].islower():
            k -= 1
        for first in range(max(3, k - 4), k):
            if words[first][1].lstrip(_OPENING) in OPENERS - NAMING:
                return first
        return k - 1 if words[k - 1][1] in OPENERS else k
    return None
