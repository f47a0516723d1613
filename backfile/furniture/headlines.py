"""Where a headline without a full stop gives way to the next sentence.

>>> line = "The gates closed at dawn. READ MORE: Storm heads for the coast The crew was safe."
>>> line[26 : headline_end(line, 37, len(line))]
'READ MORE: Storm heads for the coast'
"""

from __future__ import annotations

import re

from backfile.furniture.sentences import DATELINE, OPENING, WORD, sentence_end
from backfile.furniture.words import (
    CALENDAR,
    MODALS,
    NAMING,
    OPENERS,
    ROLES,
    SMALL,
    SUBJECTS,
    TITLES,
    UNFINISHED,
)

_CLOSING = ".!?…\"')"
_SPEAKER = frozenset(("I", "I'm", "I've", "I'll", "I'd"))
_SPEECH = re.compile(r"([\"'])[^\"\n]{3,400}?[,.?!]\1")

_LIKELY, _SURE = 2, 7

HEADLINE_WORDS = 30
"A run of more words than this is no headline."


def headline_end(line: str, start: int, limit: int) -> int:
    """Where the headline that starts at `start` ends, not after `limit`.

    It runs to the limit or the stop if nothing in between looks like the start of a sentence. Where several places
    do, the likeliest is taken, and the first of equals: a word kept too many costs less than one lost.
    """
    stop = sentence_end(line, start, limit)
    words = [(m.start(), m[0]) for m in WORD.finditer(line, start, stop)]
    if len(words) < 3:
        return stop
    if _title_case([word for _, word in words[:8]]):
        place = _after_title_case(words)
        if place is None or not any(
            _score(line, words, i, stop) >= _SURE for i in range(place + 1, min(place + 6, len(words)))
        ):
            return stop if place is None else _trimmed(line, words[place][0])
    whole = line[stop - 1] not in _CLOSING or (line[stop - 1] in "?!" and len(words) < HEADLINE_WORDS)
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
    bare = word.lstrip(OPENING)
    before = words[i - 1][1].lstrip(OPENING) or words[i - 1][1]
    if not bare[:1].isupper() or len(words) - i < 3 or (len(bare) == 1 and bare not in "AI"):
        return 0
    if before.lower() in UNFINISHED or before[-1] in ",:;-–—&/(" or before in TITLES or before in OPENERS:
        return 0
    if DATELINE.match(line, at):
        return 9
    if word[0] in "\"'" and _SPEECH.match(line, at, min(stop + 2, len(line))):
        return 3 if before.endswith("ing") or before in MODALS else 8
    follower = words[i + 1][1]
    proper = (before[:1].isupper() and before not in CALENDAR) or before.isdigit()
    if bare in _SPEAKER:  # it is written so inside a sentence, too
        return _LIKELY
    if bare.rstrip(",") in OPENERS:
        return _SURE if follower[:1].islower() or bare not in NAMING else 3 if proper else 5
    if bare in SUBJECTS and follower[:1].islower():
        return _SURE - 1 if proper else _SURE
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
    if not behind or not behind[0][0].islower() or behind[0] in ("v", "vs", "v."):
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
            if words[first][1].lstrip(OPENING) in OPENERS - NAMING:
                return first
        return k - 1 if words[k - 1][1] in OPENERS else k
    return None
