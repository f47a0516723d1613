"""A sweep over articles in order of time: each is compared with the likeliest of the days before it, and no others.

Articles of which nothing changed are only passed by, so that those after them find them. What an article weighs, or
that it is gone, concerns those that had it among their likeliest; by which features it is found concerns the next few
with one of these.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Collection, Iterable, Set
from typing import NamedTuple

from backfile.knowledge.features import Vector

WINDOW = 45
LEAST = 0.035
# No more are compared with each other, however many are undated.
WITHIN = 1 << 14
KEYS, _POSTINGS, _CANDIDATES = 20, 40, 20
# An outlet tells of most events once; of two of its own articles more is asked.
_SAME_SOURCE = 0.6
# No person, body, town or thing in common: the same kind of event.
_NO_NAME = 0.4
# Between two scripts only names and numbers can be shared.
_OTHER_SCRIPT = 1.8
# Likenesses are multiples of one in so many, so that sums of them are exact, in whatever order they are added.
_GRAIN = 1 << 38

When = tuple[bool, int, str]
"Whether it is undated, its day and its path: the order of the sweep."
Alike = dict[int, float]


class Seen(NamedTuple):
    """What tells of an article beside its vector."""

    day: int | None
    source: str | None
    names: frozenset[str]
    script: int
    "A number for the letters that it is written in."


class Held(NamedTuple):
    """An article as others are compared with it."""

    when: When
    seen: Seen
    norm: float
    "The length of its whole vector."
    own: Vector
    "The features that others have too, weighed by rarity."
    keys: tuple[str, ...]
    "The weightiest of them, by which it is found."
    alike: Alike
    "The earlier articles that it was compared with; 0 for those that are not alike."


class Sweep:
    """`held` has all that were passed; `anew` are positions of articles that weigh otherwise than in the last sweep."""

    def __init__(self, held: dict[int, Held], anew: Set[int], *, kept: bool) -> None:
        self._held, self._anew, self._kept = held, anew, kept
        self._near: set[int] = set()
        self._queue: deque[int] = deque()
        self._postings: dict[str, list[int]] = {}
        self._stirred: dict[str, int] = {}
        "A feature → for how many articles that have it others are to be found by it than in the last sweep."

    def stir(self, keys: Iterable[str]) -> None:
        """Articles that were found by these features are no longer, or are now."""
        if self._kept:
            self._stirred.update(dict.fromkeys(keys, _POSTINGS))

    def concerns(self, held: Held) -> bool:
        """Whether an article that weighs the same may be like others than in the last sweep."""
        self._forget(held.seen.day)
        stirred = self._stirred
        found = not stirred.keys().isdisjoint(held.keys)
        if found:
            for key in stirred.keys() & held.keys:
                stirred[key] -= 1
                if not stirred[key]:
                    del stirred[key]
        return found or not self._anew.isdisjoint(held.alike) or len(self._queue) >= WITHIN

    def compared(self, i: int, held: Held) -> Alike:
        """The likeliest before it, and how much it is like each."""
        self._forget(held.seen.day)
        made: Alike = {}
        for j in self._candidates(held):
            known = None if j in self._anew else held.alike.get(j)
            made[j] = _alike(held, self._held[j]) if known is None else known
        return made

    def passed(self, i: int, held: Held) -> None:
        """From now on it is one of those before."""
        self._held[i] = held
        for key in held.keys:
            found = self._postings.get(key)
            if found is None:
                self._postings[key] = [i]
                continue
            if len(found) == _POSTINGS:
                del found[0]
            found.append(i)
        self._near.add(i)
        self._queue.append(i)

    def _forget(self, today: int | None) -> None:
        queue = self._queue
        while queue and (len(queue) > WITHIN or near(today, self._held[queue[0]].seen.day) <= 0):
            self._near.remove(queue[0])
            if not self._kept:
                del self._held[queue[0]]
            queue.popleft()

    def _candidates(self, held: Held) -> Collection[int]:
        scores: dict[int, float] = {}
        for key in held.keys:
            found = self._postings.get(key)
            while found and found[0] not in self._near:
                del found[0]
            weight = held.own[key]
            for j in found or ():
                scores[j] = scores.get(j, 0.0) + weight
        return [j for _, j in sorted([(-score, j) for j, score in scores.items()])[:_CANDIDATES]]


def _alike(one: Held, other: Held) -> float:
    """How much two articles tell of the same; 0 where that is next to nothing."""
    own, theirs = one.own, other.own
    # `fsum` is exact, so that the order does not matter.
    shared = math.fsum([weight * theirs[key] for key, weight in own.items() if key in theirs])
    alike = shared / (one.norm * other.norm) * near(one.seen.day, other.seen.day)
    if one.seen.source == other.seen.source:
        alike *= _SAME_SOURCE
    if one.seen.script != other.seen.script:
        alike *= _OTHER_SCRIPT
    if alike >= LEAST and one.seen.names.isdisjoint(theirs) and other.seen.names.isdisjoint(own):
        alike *= _NO_NAME
    return round(alike * _GRAIN) / _GRAIN if alike >= LEAST else 0.0


def near(a: int | None, b: int | None) -> float:
    """1 within a day or two, then less; 0 beyond the window. Two undated articles may well belong together."""
    if a is None or b is None:
        return 0.8 if a is b else 0.0
    apart = abs(a - b)
    if apart > WINDOW:
        return 0.0
    return 1.0 if apart <= 2 else 1 - 0.06 * (apart - 2) if apart <= 8 else 0.64 * (1 - (apart - 8) / (WINDOW - 8))
