"""How much two articles tell of the same: shared names, terms and numbers, weighed by rarity and by where they stand.

    Likeness().update(articles, facts, entities, leads, since)   →   .beside == {0: {3: 0.41, 5: 0.12}, 3: {0: 0.41}, …}

Two articles are alike as far as what is prominent in one (`features`) is prominent in the other; only the likeliest
few within `WINDOW` days are compared (`sweep`): bounded work.

A `Likeness` that is kept says of a changed archive what a new one would, at the cost of what changed: only articles
that weigh otherwise, and those for which they come into question, are compared again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from backfile.knowledge.features import Vector, features, forms_of, script
from backfile.knowledge.instants import day
from backfile.knowledge.lexicon import fold
from backfile.knowledge.rarity import Rarity
from backfile.knowledge.since import Since
from backfile.knowledge.sweep import KEYS, WINDOW, WITHIN, Alike, Held, Seen, Sweep, When
from backfile.model import Article, Entity, Facts

POWER = 1.3
# What no other article has tells little of likeness, so it counts less against it.
_UNSHARED = 0.3

Found = Callable[[int], tuple[Vector, frozenset[str]]]


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
        sweep = Sweep(self._held, anew, kept=self._kept)
        other = [*(whens[i] for i in anew), *(held.when for held, _ in gone)]
        within, behind = _days(other, -WINDOW), _days(other, 0)
        order = [(when, i) for i, when in whens.items() if when[:2] in within]
        order += [(held.when, -1 - n) for n, (held, _) in enumerate(gone)]
        for when, i in sorted(order):
            if i < 0:
                sweep.stir(gone[-1 - i][0].keys)
                continue
            before = self._held.get(i)
            if i in anew or before is None:
                held = self._weighed(i, when, articles[i], facts[i], found)
                sweep.stir({*held.keys}.symmetric_difference(before.keys if before else ()))
            elif when[:2] in behind and sweep.concerns(before):
                held = before
            else:
                sweep.passed(i, before)
                continue
            alike = sweep.compared(i, held)
            self._tell(i, before.alike if before else {}, alike)
            sweep.passed(i, held._replace(alike=alike if self._kept else {}))
        if self._kept:
            self.touched |= anew.union(*(self.beside[i] for i in anew if i in since.changed))
            self._facts, self._forms = {i: facts[i] for i in leads}, forms

    def _move(self, since: Since, whens: Mapping[int, When]) -> list[tuple[Held, Facts]]:
        """Go by the positions of now. Returns the articles that are no more among these, or no more at their time."""
        moved = {old: new for old, new in since.moved.items() if old in self._held and new in whens}
        moved = {old: new for old, new in moved.items() if self._held[old].when == whens[new]}
        gone = [(held, self._facts[i]) for i, held in self._held.items() if i not in moved]
        self.touched = {moved[j] for i in self._held if i not in moved for j in self.beside[i] if j in moved}
        if gone or since.shifted:
            self._held = {
                new: self._held[old]._replace(alike=_renumbered(self._held[old].alike, moved))
                for old, new in moved.items()
            }
            self.beside = {new: _renumbered(self.beside[old], moved) for old, new in moved.items()}
            self._facts = {new: self._facts[old] for old, new in moved.items()}
            self._only = {feature: moved[i] for feature, i in self._only.items() if i in moved}
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

    def _weighed(self, i: int, when: When, article: Article, fact: Facts, found: Found) -> Held:
        total = 1.0
        own: Vector = {}
        vector, tying = found(i)
        rarity = self._rarity.of
        for feature, prominence in vector.items():
            times, rare = rarity(feature)
            weight = prominence**POWER * rare
            if times > 1:
                own[feature] = weight
                total += weight * weight
            else:
                total += weight * weight * _UNSHARED
                if self._kept:
                    self._only[feature] = i
        keys = sorted(own, key=lambda key: (-own[key], key))[:KEYS]
        return Held(
            when,
            Seen(None if when[0] else when[1], article.source, tying, script(fact)),
            math.sqrt(total),
            own,
            tuple(keys),
            {},
        )

    def _tell(self, i: int, before: Alike, now: Alike) -> None:
        """Put what an article is like, among those before it, in the place of what it was like."""
        mine = self.beside.setdefault(i, {})
        for j in [j for j, alike in before.items() if alike and not now.get(j)]:
            del mine[j], self.beside[j][i]
            self.touched |= {i, j}
        for j, alike in now.items():
            if alike and mine.get(j) != alike:
                mine[j] = self.beside[j][i] = alike
                self.touched |= {i, j}


def _when(article: Article) -> When:
    known = day(article)
    return known is None, known or 0, article.path


def _days(whens: Iterable[When], first: int) -> set[tuple[bool, int]]:
    """From `first` days after some times to the last on which an article is compared with one of then."""
    days = {when[:2] for when in whens}
    return {(undated, day + n) for undated, day in days for n in range(first, WINDOW + 1) if not (undated and n)}


def _renumbered(alike: Alike, moved: Mapping[int, int]) -> Alike:
    return {moved[j]: x for j, x in alike.items() if j in moved}
