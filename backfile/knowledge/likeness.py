"""How much two articles tell of the same: shared names, terms and numbers, weighed by rarity and by where they stand.

    edges(articles, facts, entities)  → {(0, 3): 0.41, (0, 5): 0.12, …}      pairs of positions, the lower first

A name of the title or the first paragraph says what an article is on; one far below may only recall another event. So
each feature has a prominence, and two articles are alike as far as what is prominent in one is prominent in the other.
Nothing is compared with what lies over `WINDOW` days away, and only the likeliest few within it: bounded work.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from backfile.knowledge.instants import day
from backfile.knowledge.lexicon import fold
from backfile.knowledge.skeletons import skeleton
from backfile.knowledge.stems import WORD, stem
from backfile.model import Article, Entity, Facts, Name

WINDOW = 45
LEAST = 0.035
POWER = 1.3
# Prominence: in the title or the first paragraph, in the second, further down.
_FIRST, _SECOND, _LATE = 1.0, 0.7, 0.35
_GIVEN = 0.15
# By the number of mentions; none is an adjective (“Iranian”).
_OFTEN = (0.4, *(1 + 0.35 * math.log2(times) for times in range(1, 9)))
# Places that much else happens in.
_BROAD = {"country": 0.5, "region": 0.6, "capital": 0.6}
# An outlet tells of most events once; of two of its own articles more is asked.
_SAME_SOURCE = 0.6
# No person, body, town or thing in common: the same kind of event.
_NO_NAME = 0.4
# Between two scripts only names and numbers can be shared.
_OTHER_SCRIPT = 1.8
_WHOLE, _SKELETON, _NUMBER, _TERM = 0.7, 1.2, 0.8, 0.45
# Rarer than one in 256, all are equally rare: so that a score means the same in a small archive and in a large one.
_RAREST = 8.0
# What no other article has tells little of likeness, so it counts less against it.
_UNSHARED = 0.3
_KEYS, _POSTINGS, _CANDIDATES = 20, 40, 20
# Of larger archives the features are found twice, not held; nor are more articles compared, however many are undated.
_REMEMBERED = 1 << 14
_FEW = 1 << 10

Vector = dict[str, float]


def features(fact: Facts, forms: Mapping[str, str]) -> tuple[Vector, frozenset[str]]:
    """What an article is on → how prominent that is in it; and the words of names that can tie it to one event.

    Broad places are not among the latter, nor given names. `forms` has the entities' names, folded.
    """
    found: Vector = {}
    words: Vector = {}
    tying: set[str] = set()
    for name in fact.names:
        broad = _BROAD.get(name.level)
        weight = _prominence(name) * (broad or 1.0)
        _tokens(name, weight, words)
        stems = _stems(name.name)
        if name.mentions and broad is None:
            tying.update(stems[1:] if name.kind == "person" and len(stems) > 1 else stems)
        if len(stems) > 1:
            key = forms.get(fold(name.name)) or "e " + fold(name.name)
            found[key] = max(found.get(key, 0.0), weight * _WHOLE)
            bones = skeleton(name.name) if name.kind != "organisation" else ""
            if bones:
                found["s" + bones] = weight * _SKELETON
    for term, times in fact.terms:
        if term not in words:
            found[term] = _TERM * min(1.2, 0.25 + 0.15 * times)
    found.update(words)
    for one in fact.quantities:
        if one.value >= 100 or one.value % 1:
            found.setdefault(f"#{one.value:g}", _NUMBER * (1.0 if one.paragraph <= 2 else 0.6))
    tying.discard("")
    return found, frozenset(tying)


def _script(fact: Facts) -> int:
    """0 for Latin letters, else the block of Unicode that its weightiest term is of."""
    letter = ord(fact.terms[0][0][0]) if fact.terms else 0
    return letter >> 8 if letter > 0x24F else 0


def _prominence(name: Name) -> float:
    places = name.mentions or name.support
    first = places[0].paragraph if places else 9
    weight = _FIRST if first <= 1 else _SECOND if first == 2 else _LATE
    return weight * _OFTEN[min(8, len(name.mentions))]


def _tokens(name: Name, weight: float, words: dict[str, float]) -> None:
    """The words of a name; a person's given name is shared by too many."""
    forms = _stems(name.name)
    given = len(forms) > 1 and name.kind == "person"
    for number, form in enumerate(forms):
        one = _GIVEN if given and not number else weight
        if form and words.get(form, 0.0) < one:
            words[form] = one


@lru_cache(maxsize=1 << 16)
def _stems(name: str) -> tuple[str, ...]:
    return tuple(map(stem, WORD.findall(name)))


def _forms(entities: Sequence[Entity]) -> dict[str, str]:
    """Folded form of a name → the entity that it is of; none where it is of several."""
    forms: dict[str, str] = {}
    shared: set[str] = set()
    for entity in entities:
        key = f"e{entity.kind} {entity.slug}"
        for form in {fold(x) for x in (entity.name, *entity.spellings)}:
            if forms.setdefault(form, key) != key:
                shared.add(form)
    return {form: key for form, key in forms.items() if form not in shared}


def named(fact: Facts) -> Vector:
    """The words of an article's names → how prominent they are in it; and its other terms, none of them in front."""
    words: Vector = {}
    for name in fact.names:
        _tokens(name, _prominence(name), words)
    for term, _ in fact.terms:
        words.setdefault(term, _LATE)
    return words


def edges(
    articles: Sequence[Article], facts: Sequence[Facts], entities: Sequence[Entity], leads: Sequence[int]
) -> dict[tuple[int, int], float]:
    """Likeness of pairs among `leads`, the positions of articles that repeat no other; not those below `LEAST`."""
    forms = _forms(entities)
    found = lru_cache(maxsize=_REMEMBERED)(lambda i: features(facts[i], forms))
    common: Counter[str] = Counter()
    for i in leads:
        common.update(found(i)[0].keys())
    window = _Window(common, len(leads))
    made: dict[tuple[int, int], float] = {}
    days = {i: day(articles[i]) for i in leads}
    for i in sorted(leads, key=lambda i: (days[i] is None, days[i] or 0, articles[i].path)):
        vector, tying = found(i)
        for j, alike in window.add(i, Seen(days[i], articles[i].source, tying, _script(facts[i])), vector):
            made[min(i, j), max(i, j)] = alike
    return made


class Seen(NamedTuple):
    """What is kept of an article beside its vector."""

    day: int | None
    source: str | None
    names: frozenset[str]
    script: int
    "A number for the letters that it is written in."


class _Window:
    """The articles of the last days, in order of time: what each new one is compared with, and nothing else is kept."""

    def __init__(self, common: Mapping[str, int], size: int) -> None:
        self._common, self._size = common, size
        self._rarities = [_rarity(max(1, times), size) for times in range(_FEW)]
        self._vectors: dict[int, tuple[Seen, float, Vector]] = {}
        self._queue: deque[int] = deque()
        self._postings: dict[str, deque[int]] = {}

    def add(self, position: int, seen: Seen, vector: Vector) -> Iterator[tuple[int, float]]:
        """The articles that it is like, and how much; from now on it is one of them."""
        self._forget(seen.day)
        own, norm = self._weighed(vector)
        keys = sorted(own, key=lambda key: (-own[key], key))[:_KEYS]
        for j in self._candidates(keys, own):
            before, size, theirs = self._vectors[j]
            alike = _cosine(own, theirs) / (norm * size) * near(seen.day, before.day)
            if seen.source == before.source:
                alike *= _SAME_SOURCE
            if seen.script != before.script:
                alike *= _OTHER_SCRIPT
            if alike >= LEAST and seen.names.isdisjoint(theirs) and before.names.isdisjoint(own):
                alike *= _NO_NAME
            if alike >= LEAST:
                yield j, alike
        for key in keys:
            self._postings.setdefault(key, deque(maxlen=_POSTINGS)).append(position)
        self._vectors[position] = (seen, norm, own)
        self._queue.append(position)

    def _weighed(self, vector: Vector) -> tuple[Vector, float]:
        """The features that other articles have too, weighed by rarity, and the length of the whole vector."""
        total = 1.0
        own: Vector = {}
        common, rarities = self._common, self._rarities
        for key, prominence in vector.items():
            times = common[key]
            weight = prominence**POWER * (rarities[times] if times < _FEW else _rarity(times, self._size))
            if times > 1:
                own[key] = weight
                total += weight * weight
            else:
                total += weight * weight * _UNSHARED
        return own, math.sqrt(total)

    def _forget(self, today: int | None) -> None:
        while self._queue and (
            len(self._queue) > _REMEMBERED or near(today, self._vectors[self._queue[0]][0].day) <= 0
        ):
            del self._vectors[self._queue.popleft()]

    def _candidates(self, keys: Iterable[str], own: Vector) -> list[int]:
        scores: defaultdict[int, float] = defaultdict(float)
        for key in keys:
            weight = own[key]
            found = self._postings.get(key)
            while found and found[0] not in self._vectors:
                found.popleft()
            for j in found or ():
                scores[j] += weight
        return [j for _, j in sorted([(-score, j) for j, score in scores.items()])[:_CANDIDATES]]


@lru_cache(maxsize=1 << 14)
def _rarity(times: int, size: int) -> float:
    """Bits, in steps of a half, so that one more article seldom changes it."""
    return min(_RAREST, round(2 * math.log2((size + 1) / times)) / 2)


def _cosine(a: Vector, b: Vector) -> float:
    # `fsum` is exact, so that the order does not matter.
    return math.fsum([weight * b[key] for key, weight in a.items() if key in b])


def near(a: int | None, b: int | None) -> float:
    """1 within a day or two, then less; 0 beyond the window. Two undated articles may well belong together."""
    if a is None or b is None:
        return 0.8 if a is b else 0.0
    apart = abs(a - b)
    if apart > WINDOW:
        return 0.0
    return 1.0 if apart <= 2 else 1 - 0.06 * (apart - 2) if apart <= 8 else 0.64 * (1 - (apart - 8) / (WINDOW - 8))
