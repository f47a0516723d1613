"""Person, organisation, place or other: what a name's own words and the words around it say.

“Oman Athletics Association” by its last word · “Wanjiru Ndegwa, 34” by the age · “Civic Renewal” by its English words
· “Romblon province” by what follows it

Where several things speak, they are weighed: `_person` and `_body` give points, and the higher wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from backfile.knowledge import words as w
from backfile.knowledge.around import Around, aged, around, together
from backfile.knowledge.lexicon import Lexicon
from backfile.knowledge.persons import given_name, ordinary, surname_first
from backfile.knowledge.runs import Run

_WIDER = re.compile(r",?( and| or| y)? ([A-Z]\w+(?: [A-Z]\w+)?)")
_ALONGSIDE = re.compile(r"\b([A-Z]\w+(?: [A-Z]\w+)?)(?:,| and| or| y| e) (?:and )?$")
_LISTS = (", ", " and ", " or ", " y ", " e ")
_REPORT = re.compile(
    r"(?:, [A-Z][\w. ]{2,30})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})? ?(?:\([^()\n]{2,40}\) ?)?(?:—|–|--|- )(?! ?[a-zß-ÿ])"
)
# “the event, Ivana Kupala, features rituals”: what is celebrated is nobody.
_OCCASION = re.compile(r"\b(?:event|festival|feast|holiday|celebration|ritual|rite|carnival)(?:,| of| called)? $")
# What it ends in, asked first: the pattern takes eight times as long.
_OCCASION_ENDS = tuple(
    f"{noun}{link} "
    for noun in ["event", "festival", "feast", "holiday", "celebration", "ritual", "rite", "carnival"]
    for link in ("", ",", " of", " called")
)
_VESSEL = re.compile(
    r"\b(?:boat|ship|ferry|vessel|trawler|tanker|freighter|catamaran|yacht|aboard|[Tt]he(?: [\w-]+)?|[Tt]he stricken) $"
)
_SAINTS = frozenset({"san", "santa", "saint", "st", "puerto", "rio", "lady", "queen", "sea"})
_CAMEL = re.compile(r"[a-z][A-Z]")
_PRODUCT = re.compile(r"(?: [A-Z])?[ -]\d")
_titled = attrgetter("titled")
_BEFORE = 40
"Characters before a name that are looked at."
# Works' and events' words that are surnames: Doris Day, Jude Law.
_ALSO_NAMES = frozenset({"day", "law", "fair", "bill", "plan", "race", "tour"})
_DESCENT = frozenset({"bin", "bint", "ibn", "Bin", "Bint", "Ibn", "ben", "Ben", "ould", "Ould", "Abd", "Abu", "Umm"})
_PERSONAL = frozenset({"van", "von", "der", "den", "bin", "da", "dos", "di", "del", "de", "la"})
_JOINED = frozenset({"of", "for", "and", "&", "on"})


def of_several(words: tuple[str, ...], runs: Sequence[Run], texts: Sequence[str], alone: Alone, known: Lexicon) -> str:
    """The kind of a name of several words."""
    kind = _by_words(words, runs, texts, alone)
    if kind:
        return kind
    seen = together(runs, texts)
    person = _person(words, runs, texts, alone, seen)
    body = _body(words, seen, texts, alone, known)
    place = _place(runs, texts, known)
    if place > max(person, body, 1):
        return "place"
    if person < 3 and any(_PRODUCT.match(texts[r.paragraph], r.end) for r in runs):
        return "other"
    if person > body or person == body >= 3:
        return "person"
    if body >= 2:
        return "organisation"
    wordy = any(ordinary(x) for x in words if x not in _PERSONAL) or any(map(str.isupper, words))
    return "person" if len(words) <= 3 and not wordy and body < 2 else "other"


def _by_words(words: tuple[str, ...], runs: Sequence[Run], texts: Sequence[str], alone: Alone) -> str:
    """The kind that a name's own words leave no doubt of, if they do."""
    first, last = words[0].lower().rstrip("."), words[-1].lower()
    if first in w.SHIPS or first in w.EVENTS or len(words[-1]) == 1 or words[-1][-1].isdigit() or last in w.DEVICES:
        return "other"
    befores = [texts[run.paragraph][max(0, run.start - _BEFORE) : run.start] for run in runs]
    ship = first in _SAINTS and last not in w.PLACE_TAILS and last not in w.BODIES
    if ship and any(map(_VESSEL.search, befores)):
        return "other"
    if any(before.endswith(_OCCASION_ENDS) and _OCCASION.search(before) for before in befores):
        return "other"
    named = given_name(words[0])
    if last in w.OTHER_TAILS and not (named and last in _ALSO_NAMES):
        return "other"
    placed = first in w.PLACE_HEADS or (last in w.PLACE_TAILS and not (named and alone.last))
    if words[-1].islower() and last in w.PLACE_TAILS:
        return "place"
    if first in ("upper", "lower", "inner", "outer") and not ordinary(words[1]):
        return "place"
    bodied = last in w.BODIES or first in w.BODIES or not _JOINED.isdisjoint(words)
    if bodied and last in w.BODIES and last not in w.PLACE_TAILS:
        return "organisation"
    if bodied:
        sited = first in w.PLACE_HEADS or (placed and first not in w.BODIES and _JOINED.isdisjoint(words))
        return "place" if sited else "organisation"
    if placed and not any(map(_titled, runs)):
        return "place"
    sure = named and len(words) <= 3 and (alone.last or runs[0].titled) and not ordinary(words[-1])
    return "person" if sure else ""


class Alone(NamedTuple):
    """Where a name's first or last word stands by itself elsewhere in the article."""

    first: Sequence[Run]
    last: Sequence[Run]


def _person(words: tuple[str, ...], runs: Sequence[Run], texts: Sequence[str], alone: Alone, seen: Around) -> int:
    score = 4 * any(map(_titled, (*runs, *alone.last))) + 4 * (not _DESCENT.isdisjoint(words))
    score += 3 * given_name(words[0]) + (3 + 2 * bool(alone.first)) * surname_first(words) + 2 * bool(alone.last)
    score += len(words) > 2 and given_name(words[1]) and not ordinary(words[0])
    score += any(len(x.rstrip(".")) == 1 for x in words[:-1]) * 2
    score += 2 * seen.told + 4 * any(aged(r, texts[r.paragraph]) for r in runs)
    return score + together(alone.last, texts).spoken + seen.role


def _body(words: tuple[str, ...], seen: Around, texts: Sequence[str], alone: Alone, known: Lexicon) -> int:
    if surname_first(words) and ("-" in words[1] or len(words) == 3):
        return 0
    named = given_name(words[0])
    plain = sum([ordinary(x) for x in words if x not in _PERSONAL])
    score = 2 * (plain > 0 and not named) + 2 * (plain == len(words)) + 2 * seen.the
    score += (1 + (plain > 0)) * bool(alone.first and not alone.last)
    score += 2 * seen.maker + seen.firm
    score += 2 * (not named and together(alone.first, texts).firm)
    score += 3 * any(len(x) > 1 and x.isalpha() and x.isupper() for x in words)
    score += 3 * any(x.lower() in w.TRADES for x in words[1:])
    led, ended = known.latin.get(words[0]), known.latin.get(words[-1])
    score += 2 * bool(led and led.kind != "people" and not named)
    score += 4 * bool(ended and ended.kind in ("country", "region") and ordinary(words[0]) and not named)
    return score + (words[-1][-1] == "s" and ordinary(words[-1]))


def _place(runs: Sequence[Run], texts: Sequence[str], known: Lexicon) -> int:
    return sum([_situated(run, texts[run.paragraph], known) for run in runs])


def _situated(run: Run, text: str, known: Lexicon) -> int:
    """How surely a place stands here: “in” before it, “province” or “, Kenya” behind it, a report's dateline."""
    seen = around(run, text)
    if seen.stake:
        return 0
    score = 2 * seen.inside + 3 * seen.followed + (seen.toward and not seen.member)
    score += 3 * (run.start == 0 and opens_report(run, text))
    behind = _WIDER.match(text, run.end)
    if behind and _wide(behind[2], known):
        score += 1 if behind[1] else 3
    before = text[max(0, run.start - _BEFORE) : run.start]
    ahead = _ALONGSIDE.search(before) if before.endswith(_LISTS) else None
    return score + (2 if ahead and _wide(ahead[1], known) else 0)


def _wide(name: str, known: Lexicon) -> bool:
    entry = known.latin.get(name) or known.latin.get(name.split()[0])
    return bool(
        entry and entry.kind in ("country", "region", "capital", "city") and (entry.kind != "city" or entry.size > 100)
    )


def opens_report(run: Run, text: str) -> bool:
    """Whether it is the place before the dash that opens a report: “HAESEONG, South Korea (AP) —”."""
    return run.start == 0 and bool(_REPORT.match(text, run.end))


def of_one(runs: Sequence[Run], texts: Sequence[str], known: Lexicon) -> str:
    """The kind of a single word that no list knows, from everywhere it stands."""
    if any(_PRODUCT.match(texts[r.paragraph], r.end) for r in runs):
        return "other"
    place, person, body = points(runs, texts, known, given_name(runs[0].words[0]))
    best = max(place, person, body)
    if best == 0:
        return "organisation" if len(runs) > 1 else "other"
    return "place" if place == best else "person" if person == best and person > 2 else "organisation"


def points(runs: Sequence[Run], texts: Sequence[str], known: Lexicon, given: bool) -> tuple[int, int, int]:
    """How much says that a single word is a place's, a person's, a body's name."""
    word = runs[0].words[0]
    seen = together(runs, texts)
    named = 3 * (given or word[:3] in ("Al-", "al-", "El-")) + 2 * (word.lower() in w.FAMILY_FIRST)
    person = 4 * any(map(_titled, runs)) + named + seen.role
    body = seen.member + 3 * (word.isupper() and len(word) > 1) + 2 * bool(_CAMEL.search(word))
    if seen.firm:
        each = [around(run, texts[run.paragraph]) for run in runs]
        body += sum([2 * x.maker for x in each]) + 2 * any(x.firm and not x.maker for x in each)
    if seen.spoken:
        person, body = person + 2 * bool(named), body + 1
    return _place(runs, texts, known), person, body


def personal(runs: Sequence[Run], texts: Sequence[str]) -> bool:
    """Whether somebody speaks, is titled or has an age."""
    return any(map(_titled, runs)) or together(runs, texts).spoken


def located(run: Run, text: str) -> bool:
    """Whether a word such as “in” or “from” stands before it."""
    return around(run, text).toward


def placed(run: Run, text: str, known: Lexicon) -> bool:
    """Whether anything around a word says that it is a place."""
    return _situated(run, text, known) > 0
