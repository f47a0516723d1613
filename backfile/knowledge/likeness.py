"""How much two articles tell of the same: shared names, terms and numbers, weighed by rarity and by where they stand.

    Likeness().update(articles, facts, entities, leads, since)   →   .beside == {0: {3: 0.41, 5: 0.12}, 3: {0: 0.41}, …}

Two articles are alike as far as what is prominent in one (`features`) is prominent in the other; only the likeliest
few of the same weeks are compared (`nearby`): bounded work.

A `Likeness` that is kept says of a changed archive what a new one would, at the cost of what changed: only articles
that weigh otherwise, and those for which they come into question, are compared again.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from backfile.knowledge.features import Vector, features, forms_of, script
from backfile.knowledge.instants import day
from backfile.knowledge.lexicon import fold
from backfile.knowledge.nearby import WINDOW, WITHIN, Nearby, When
from backfile.knowledge.rarity import Rarity
from backfile.knowledge.since import Since
from backfile.model import Article, Entity, Facts

LEAST = 0.035
POWER = 1.3
# What no other article has tells little of likeness, so it counts less against it.
_UNSHARED = 0.3
_KEYS = 20
# An outlet tells of most events once; of two of its own articles more is asked.
_SAME_SOURCE = 0.6
# No person, body, town or thing in common: the same kind of event.
_NO_NAME = 0.4
# Between two scripts only names and numbers can be shared.
_OTHER_SCRIPT = 1.8
# Likenesses are multiples of one in so many, so that sums of them are exact, in whatever order they are added.
_GRAIN = 1 << 38

Alike = dict[int, float]
Found = Callable[[int], tuple[Vector, frozenset[str]]]


class Held(NamedTuple):
    """An article as others are compared with it."""

    when: When
    source: str | None
    names: frozenset[str]
    "The words of names that can tie it to one event."
    script: int
    "A number for the letters that it is written in."
    norm: float
    "The length of its whole vector."
    own: Vector
    "The features that others have too, weighed by rarity."
    keys: tuple[str, ...]
    "The weightiest of them, by which it is found."
    alike: Alike
    "The earlier articles that it was compared with; 0 for those that are not alike."


class Likeness:
    """The pairs of an archive's articles that are alike at all."""

    def __init__(self, *, kept: bool = False) -> None:
        """One that is not `kept` is updated once, and holds no more than a window of the archive meanwhile."""
        self.beside: dict[int, Alike] = {}
        "What each article is at all like, and how much."
        self.touched: set[int] = set()
        "The articles of which the last update told anything new."
        self._kept = kept
        self._rarity = Rarity()
        self._held: dict[int, Held] = {}
        self._facts: dict[int, Facts] = {}
        self._forms: Mapping[str, str] = {}
        self._nearby = Nearby(kept=kept)
        self._only: dict[str, int] = {}
        "A feature → the article that has it, where that is the only one."

    def update(
        self,
        articles: Sequence[Article],
        facts: Sequence[Facts],
        entities: Sequence[Entity],
        leads: Sequence[int],
        since: Since,
    ) -> None:
        """Compare `leads`, the positions of articles that repeat no other."""
        whens = {i: _when(articles[i]) for i in leads}
        gone = self._move(since, whens)
        forms = forms_of(entities)
        found = lru_cache(maxsize=WITHIN)(lambda i: features(facts[i], forms))
        anew = self._anew(facts, whens, since, forms, found, [fact for _, fact in gone])
        weighed = ((i, self._weighed(when, articles[i], facts[i], found(i))) for when, i in _sorted(whens, anew))
        if not self._kept:
            self._sweep(weighed)
            return
        stirred = [(held.when, key) for held, _ in gone for key in held.keys]
        before = {i: self._held[i] for i in anew if i in self._held}
        for i, held in weighed:
            old = before[i].keys if i in before else ()
            self._held[i] = held
            self._nearby.leave(held.when, [key for key in old if key not in held.keys])
            self._nearby.add(held.when, i, [key for key in held.keys if key not in old])
            stirred += [(held.when, key) for key in {*old} ^ {*held.keys}] if len(anew) < len(leads) else []
            self._only.update(dict.fromkeys(found(i)[0].keys() - held.own.keys(), i))
        again = anew.union(j for when, key in stirred for j in self._nearby.after(when, key))
        again |= {i for i, held in self._held.items() if not anew.isdisjoint(held.alike)}
        for i in again:
            held = self._held[i]
            alike = self._compared(held, anew if i not in anew else None)
            self._tell(i, before.get(i, held).alike, alike)
            self._held[i] = held._replace(alike=alike)
        self.touched |= anew.union(*(self.beside[i] for i in anew if i in since.changed))
        self._facts, self._forms = {i: facts[i] for i in leads}, forms

    def _sweep(self, weighed: Iterable[tuple[int, Held]]) -> None:
        """Compare all, in order of time, and hold only those that others are still compared with."""
        queue: deque[int] = deque()
        for i, held in weighed:
            first = self._nearby.first(held.when)
            while queue and self._held[queue[0]].when < first:
                del self._held[queue.popleft()]
            self._tell(i, {}, self._compared(held, None))
            self._nearby.add(held.when, i, held.keys)
            self._held[i] = held
            queue.append(i)

    def _compared(self, held: Held, anew: Set[int] | None) -> Alike:
        """The likeliest before it, and how much it is like each; all of them are compared, or those `anew`."""
        made: Alike = {}
        for j in self._nearby.before(held.when, held.own, held.keys):
            known = None if anew is None or j in anew else held.alike.get(j)
            made[j] = _alike(held, self._held[j]) if known is None else known
        return made

    def _move(self, since: Since, whens: Mapping[int, When]) -> list[tuple[Held, Facts]]:
        """Go by the positions of now. Returns the articles that are no more among these, or no more at their time."""
        moved = {old: new for old, new in since.moved.items() if old in self._held and new in whens}
        moved = {old: new for old, new in moved.items() if self._held[old].when == whens[new]}
        gone = [(held, self._facts[i]) for i, held in self._held.items() if i not in moved]
        self.touched = {moved[j] for i in self._held if i not in moved for j in self.beside[i] if j in moved}
        for held, _ in gone:
            self._nearby.remove(held.when, held.keys)
        if gone or since.shifted:
            held_before, beside = self._held, self.beside
            self._held = {
                new: held_before[old]._replace(alike=_renumbered(held_before[old].alike, moved))
                for old, new in moved.items()
            }
            self.beside = {new: _renumbered(beside[old], moved) for old, new in moved.items()}
            self._facts = {new: self._facts[old] for old, new in moved.items()}
            self._only = {feature: moved[i] for feature, i in self._only.items() if i in moved}
            self._nearby.at = {held.when: i for i, held in self._held.items()}
        return gone

    def _anew(
        self,
        facts: Sequence[Facts],
        leads: Collection[int],
        since: Since,
        forms: Mapping[str, str],
        found: Found,
        gone: Sequence[Facts],
    ) -> set[int]:
        """The articles that weigh otherwise than before."""
        new = {i for i in leads if i in since.changed or i not in self._held}
        altered = {form for form, _ in forms.items() ^ self._forms.items()} if self._held else ()
        if altered:
            new |= {i for i in self._held if any(fold(name.name) in altered for name in facts[i].names)}
        old = (*gone, *(self._facts[i] for i in new if i in self._facts))
        other = self._rarity.update(
            (features(fact, self._forms)[0].keys() for fact in old),
            (found(i)[0].keys() for i in sorted(new)),
            len(leads),
        )
        alone = {self._only[feature] for feature, times in other.items() if times == 1 and feature in self._only}
        weighs = {i for i, held in self._held.items() if not held.own.keys().isdisjoint(other)}
        return new | weighs | (alone & self._held.keys())

    def _weighed(self, when: When, article: Article, fact: Facts, found: tuple[Vector, frozenset[str]]) -> Held:
        total = 1.0
        own: Vector = {}
        vector, tying = found
        rarity = self._rarity.of
        for feature, prominence in vector.items():
            times, rare = rarity(feature)
            weight = prominence**POWER * rare
            if times > 1:
                own[feature] = weight
                total += weight * weight
            else:
                total += weight * weight * _UNSHARED
        keys = sorted(own, key=lambda key: (-own[key], key))[:_KEYS]
        return Held(when, article.source, tying, script(fact), math.sqrt(total), own, tuple(keys), {})

    def _tell(self, i: int, before: Alike, now: Alike) -> None:
        """Put what an article is like, among those before it, in the place of what it was like."""
        mine = self.beside.setdefault(i, {})
        for j in [j for j, alike in before.items() if alike and not now.get(j)]:
            del mine[j], self.beside[j][i]
            self.touched |= {i, j}
        for j, alike in now.items():
            if alike and mine.get(j) != alike:
                mine[j] = self.beside.setdefault(j, {})[i] = alike
                self.touched |= {i, j}


def _when(article: Article) -> When:
    known = day(article)
    return known is None, known or 0, article.path


def _sorted(whens: Mapping[int, When], some: Iterable[int]) -> list[tuple[When, int]]:
    return sorted((whens[i], i) for i in some)


def _renumbered(alike: Alike, moved: Mapping[int, int]) -> Alike:
    return {moved[j]: x for j, x in alike.items() if j in moved}


def _alike(one: Held, other: Held) -> float:
    """How much two articles tell of the same; 0 where that is next to nothing."""
    own, theirs = one.own, other.own
    # `fsum` is exact, so that the order does not matter.
    shared = math.fsum([weight * theirs[key] for key, weight in own.items() if key in theirs])
    alike = shared / (one.norm * other.norm) * _near(one.when, other.when)
    if one.source == other.source:
        alike *= _SAME_SOURCE
    if one.script != other.script:
        alike *= _OTHER_SCRIPT
    if alike >= LEAST and one.names.isdisjoint(theirs) and other.names.isdisjoint(own):
        alike *= _NO_NAME
    return round(alike * _GRAIN) / _GRAIN if alike >= LEAST else 0.0


def _near(a: When, b: When) -> float:
    """1 within a day or two, then less. Two undated articles may well belong together."""
    if a[0]:
        return 0.8
    apart = abs(a[1] - b[1])
    return 1.0 if apart <= 2 else 1 - 0.06 * (apart - 2) if apart <= 8 else 0.64 * (1 - (apart - 8) / (WINDOW - 8))
