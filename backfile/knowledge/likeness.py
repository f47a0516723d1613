"""How much two articles tell of the same: shared names, terms and numbers, weighed by rarity and by where they stand.

    Likeness().update(articles, facts, entities, leads, since)   →   .beside == {0: {3: 0.41, 5: 0.12}, 3: {0: 0.41}, …}

Two articles are alike as far as what is prominent in one (`features`) is prominent in the other; only the likeliest
few of the same weeks are compared (`nearby`): bounded work.

A `Likeness` that is kept says of a changed archive what a new one would, at the cost of what changed: only articles
that weigh otherwise, and those for which they come into question, are compared again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from functools import lru_cache

from backfile.knowledge import nearby
from backfile.knowledge.features import Vector, features, forms_of
from backfile.knowledge.instants import day
from backfile.knowledge.lexicon import fold
from backfile.knowledge.nearby import Nearby, when
from backfile.knowledge.profiles import Alike, Profile, alike, profile
from backfile.knowledge.rarity import Rarity
from backfile.knowledge.since import Since
from backfile.model import Article, Entity, Facts

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
        self.rarity = Rarity()
        self.profiles: dict[int, Profile] = {}
        "Of those that are compared with others, by position."
        self.forms: Mapping[str, str] = {}
        "By which names are told, as `features` has them."
        self._nearby = Nearby(kept=kept)
        self._only: dict[str, int] = {}
        "A feature → the article that has it, where that is the only one."

    @classmethod
    def of(cls, profiles: dict[int, Profile], forms: Mapping[str, str], rarity: Rarity) -> Likeness:
        """As another left it that was kept."""
        made = cls(kept=True)
        made.profiles, made.forms, made.rarity = profiles, forms, rarity
        made.beside = {i: {} for i in profiles}
        for i, own in sorted(profiles.items(), key=lambda pair: pair[1].when):
            made._nearby.add(own.when, i, own.keys)
            made._only.update(dict.fromkeys(own.alone, i))
            for j, much in own.alike.items():
                if much:
                    made.beside[i][j] = made.beside[j][i] = much
        return made

    def update(
        self,
        articles: Sequence[Article],
        facts: Sequence[Facts],
        entities: Sequence[Entity],
        leads: Sequence[int],
        since: Since,
    ) -> None:
        """Compare `leads`, the positions of articles that repeat no other."""
        days = {i: day(articles[i]) for i in leads}
        whens = {i: when(days[i], articles[i].path) for i in leads}
        gone = self._move(since, whens)
        forms = forms_of(entities)
        found = lru_cache(maxsize=nearby.WITHIN)(lambda i: features(facts[i], forms))
        anew = self._anew(facts, whens, since, forms, found, gone)
        weighed = (
            (i, profile(whens[i], days[i], articles[i], facts[i], found(i), self.rarity))
            for i in sorted(anew, key=whens.__getitem__)
        )
        if not self._kept:
            self._sweep(weighed)
            return
        self._compare(dict(weighed), gone)
        self._only.update((feature, i) for i in anew for feature in self.profiles[i].alone)
        self.touched |= anew.union(*(self.beside[i] for i in anew if i in since.changed))
        self.forms = forms

    def _compare(self, anew: dict[int, Profile], gone: Sequence[Profile]) -> None:
        """Compare those that weigh otherwise than before, and those for which these or the gone come into question."""
        before = {i: self.profiles[i] for i in anew if i in self.profiles}
        stirred = [(held, key) for held in gone for key in held.keys]
        for i, held in anew.items():
            old = before[i].keys if i in before else ()
            self.profiles[i] = held
            self._nearby.leave(held.when, [key for key in old if key not in held.keys])
            self._nearby.add(held.when, i, [key for key in held.keys if key not in old])
            stirred += [(held, key) for key in {*old} ^ {*held.keys}]
        again = set(anew)
        if len(again) < len(self.profiles):
            again.update(j for held, key in stirred for j in self._nearby.after(held.day, held.when, key))
            again.update(i for i, held in self.profiles.items() if not anew.keys().isdisjoint(held.alike))
        if len(self.profiles) + len(gone) > nearby.WITHIN:
            others = len(gone) + len(anew)
            again.update(i for i, x in self.profiles.items() if self._nearby.crowded(x.day, x.when, others))
        for i in again:
            held = self.profiles[i]
            now = self._compared(held, None if i in anew else anew)
            self._tell(i, before.get(i, held).alike, now)
            self.profiles[i] = held._replace(alike=now)

    def _sweep(self, weighed: Iterable[tuple[int, Profile]]) -> None:
        """Compare all, in order of time, and hold only those that others are still compared with."""
        queue: deque[int] = deque()
        for i, held in weighed:
            first = self._nearby.first(held.day, held.when)
            while queue and self.profiles[queue[0]].when < first:
                del self.profiles[queue.popleft()]
            self._tell(i, {}, self._compared(held, None))
            self._nearby.add(held.when, i, held.keys)
            self.profiles[i] = held
            queue.append(i)

    def _compared(self, held: Profile, anew: Container[int] | None) -> Alike:
        """The likeliest before it, and how much it is like each; all of them are compared, or those `anew`."""
        made: Alike = {}
        for j in self._nearby.before(held.day, held.when, held.own, held.keys):
            known = None if anew is None or j in anew else held.alike.get(j)
            made[j] = alike(held, self.profiles[j]) if known is None else known
        return made

    def _move(self, since: Since, whens: Mapping[int, str]) -> list[Profile]:
        """Go by the positions of now. Returns the articles that are no more among these, or no more at their time."""
        moved = {old: new for old, new in since.moved.items() if old in self.profiles and new in whens}
        moved = {old: new for old, new in moved.items() if self.profiles[old].when == whens[new]}
        gone = [held for i, held in self.profiles.items() if i not in moved]
        self.touched = {moved[j] for i in self.profiles if i not in moved for j in self.beside[i] if j in moved}
        for held in gone:
            self._nearby.remove(held.when, held.keys)
        if gone or since.shifted:
            held_before, beside = self.profiles, self.beside
            self.profiles = {
                new: held_before[old]._replace(alike=_renumbered(held_before[old].alike, moved))
                for old, new in moved.items()
            }
            self.beside = {new: _renumbered(beside[old], moved) for old, new in moved.items()}
            self._only = {feature: moved[i] for feature, i in self._only.items() if i in moved}
            self._nearby.at = {held.when: i for i, held in self.profiles.items()}
        return gone

    def _anew(
        self,
        facts: Sequence[Facts],
        leads: Collection[int],
        since: Since,
        forms: Mapping[str, str],
        found: Found,
        gone: Sequence[Profile],
    ) -> set[int]:
        """The articles that weigh otherwise than before."""
        new = {i for i in leads if i in since.changed or i not in self.profiles}
        altered = {form for form, _ in forms.items() ^ self.forms.items()} if self.profiles else ()
        if altered:
            new |= {i for i in self.profiles if any(fold(name.name) in altered for name in facts[i].names)}
        old = (*gone, *(self.profiles[i] for i in new if i in self.profiles))
        other = self.rarity.update(
            ((*held.own, *held.alone) for held in old),
            (found(i)[0].keys() for i in sorted(new)),
            len(leads),
        )
        alone = {self._only[feature] for feature, times in other.items() if times == 1 and feature in self._only}
        weighs = {i for i, held in self.profiles.items() if not held.own.keys().isdisjoint(other)}
        return new | weighs | (alone & self.profiles.keys())

    def _tell(self, i: int, before: Alike, now: Alike) -> None:
        """Put what an article is like, among those before it, in the place of what it was like."""
        mine = self.beside.setdefault(i, {})
        for j in [j for j, much in before.items() if much and not now.get(j)]:
            del mine[j], self.beside[j][i]
            self.touched |= {i, j}
        for j, much in now.items():
            if much and mine.get(j) != much:
                mine[j] = self.beside.setdefault(j, {})[i] = much
                self.touched |= {i, j}


def _renumbered(alike: Alike, moved: Mapping[int, int]) -> Alike:
    return {moved[j]: x for j, x in alike.items() if j in moved}
