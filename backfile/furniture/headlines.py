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
    INTRANSITIVE,
    INTRODUCING,
    MODALS,
    NAMING,
    OPENERS,
    RANKS,
    ROLES,
    SMALL,
    SUBJECTS,
    TITLES,
    UNFINISHED,
)

_CLOSING = ".!?…\"')"
_PARTICLES = frozenset(("in", "on", "over"))  # `sworn in`, `goes on`
_COUNTED = frozenset(("One", "Two", "Three", "First", "Last", "Now"))
_SPEAKER = frozenset(("I", "I'm", "I've", "I'll", "I'd"))
_SPEECH = re.compile(r"([\"'])[^\"\n]{3,400}?[,.?!]\1")

_LIKELY, _SURE = 2, 7

_LONG = 14  # words, of a headline
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
    weak = stop
    for i in range(2, min(len(words), HEADLINE_WORDS)):
        score = _score(line, words, i, stop)
        if words[i][1][0] in OPENING and best_score > 3 and best != stop:
            continue  # the sentence found quotes somebody
        if i > _LONG and score < _SURE:
            score -= 1
        if score > best_score:
            best, best_score = _trimmed(line, words[i][0]), score
        elif score == 1 and 3 < i <= _LONG:
            weak = _trimmed(line, words[i][0])
    if best == stop and not whole:
        best = weak
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
    bare = word.lstrip(OPENING).rstrip(",")
    before = words[i - 1][1].lstrip(OPENING) or words[i - 1][1]
    follower = words[i + 1][1].rstrip(",.") if i + 1 < len(words) else ""
    if not bare[:1].isupper() or len(words) - i < 3 or (len(bare) == 1 and bare not in "AI"):
        return 0
    opens = bare in OPENERS and (bare not in NAMING or follower in CALENDAR)
    if (before.lower() in UNFINISHED and not (opens and before in _PARTICLES)) or before[-1] in ",:;-–—&/(":
        return 0
    if before in TITLES or before in OPENERS:
        return 0
    if DATELINE.match(line, at):
        return 9
    if word[0] in "\"'" and _SPEECH.match(line, at, min(stop + 2, len(line))):
        return 3 if before.endswith("ing") or before in MODALS else 8
    if bare in _SPEAKER:  # it is written so inside a sentence, too
        return _LIKELY
    proper = (before[:1].isupper() and before not in CALENDAR) or before[:1].isdigit()
    if bare in OPENERS:
        if bare in _COUNTED and proper:  # `Marine One`
            return 3
        return _SURE if opens or follower[:1].islower() else 4 if proper else 6
    if bare[0].isupper() and bare.lower() in ROLES - RANKS:
        return 4 if proper else 5
    if bare in SUBJECTS and follower[:1].islower():
        return _SURE - 1 if proper else _SURE
    kicker = words[i : i + 4] if i < 4 else words[i : i + 1]
    if any(w[-1] == ":" for _, w in kicker):
        return 0
    score = _named(words, i, proper=proper and before[-1] not in _CLOSING)
    return score if score > 3 or not before.endswith("'s") else 0


def _named(words: list[tuple[int, str]], i: int, *, proper: bool) -> int:
    """How likely the name at word `i` is a sentence's subject and no part of the headline: 0 to 4.

    A name next to a name is the sentence's where the one before is governed by a preposition or a verb.
    """
    first, last = i, i
    while proper and first and words[first - 1][1][:1].isupper():
        first -= 1
    while last < i + 4 and words[last][1][-1] != "," and (step := _next(words, last)):
        last += step
    subject = _subject(words, i, last)
    governor = _governor(words, first)
    if not proper:
        if governor in ROLES and (last > i or subject < 2):  # `chairman Ana Brook`, but `a chairman Brook, who has …`
            return 3 if words[last][1].endswith(",") and words[last + 1][1] in ("who", "which", "whose") else 0
        if governor in MODALS or governor.endswith("ing") or (_governs(governor) and (last - i > 1 or not subject)):
            return max(1, subject)
        return subject + (2 if subject > 1 or not words[i][1].isupper() else 0)
    if not first or governor[-1] in ":,;" or governor in INTRODUCING:
        return 0
    if subject < 2:
        return subject
    split = int(last - first > 2 and i - first == 1)  # four words are rather two names of two
    return subject + int(governor in UNFINISHED or _governs(governor)) - split


def _next(words: list[tuple[int, str]], at: int) -> int:
    """How many words on from `at` its name goes on: 1, 2 behind `and`, 0 if it ends."""
    for step, word in enumerate((each for _, each in words[at + 1 : at + 3]), 1):
        if word[:1].isupper():
            return step
        if word not in ("&", "and"):
            return 0
    return 0


def _governor(words: list[tuple[int, str]], first: int) -> str:
    """The word before the name at word `first`, articles apart: `how every …` gives `how`."""
    at = first - 1
    while at > 0 and words[at][1] in ("a", "an", "the", "every", "each"):
        at -= 1
    return words[at][1] if at >= 0 else ""


def _governs(word: str) -> bool:
    """Whether `word` may be a headline's verb with its object behind it: `names`, `impeaches`."""
    return word.islower() and word.endswith(("s", "ing")) and not word.endswith("ss") and word not in INTRANSITIVE


def _subject(words: list[tuple[int, str]], i: int, last: int) -> int:
    """How much the name from word `i` to `last` and what follows look like a subject and its verb: 0 to 2."""
    behind = [word for _, word in words[last + 1 : last + 5]]
    if not behind or not behind[0][0].islower() or behind[0] in ("v", "vs", "v."):
        return 0
    if any(words[k][1] in OPENERS for k in range(i + 1, last + 1)):
        return 0
    if behind[0] not in UNFINISHED:
        behind = behind[: next((k for k, word in enumerate(behind) if word[:1].isupper()), 4)]
    if words[last][1].endswith(",") or not MODALS.isdisjoint(behind) or any(w.endswith("ed") for w in behind[:3]):
        return 2
    if last > i or (behind[0] in UNFINISHED and words[i][1][-1] != "s"):
        return 0
    return 1


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
