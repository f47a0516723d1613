"""Whether two groups of articles are on two events, however much they share: two strikes at one airport.

Accounts of one event put the same names first. Where most of a group's articles have a name in front that the other
group leaves out or only recalls far below, that name is the group's own. A group that begins days after the other and
has a name of its own is on something new; of two that begin together, each needs one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache

from backfile.knowledge import words as w
from backfile.knowledge.features import Vector
from backfile.knowledge.stems import stem

_PROMINENT = 0.69
# Shares of a group's articles that have the name, that have it in front; of the other's that may have it in front.
_MOST, _HALF, _FEW = 0.6, 0.5, 0.25
_LATER = 3
# Days of coverage; what goes on for longer is a subject, unless a person says otherwise.
_LONGEST = 60
# What many bodies and places are called tells none from another.
_GENERAL = w.listed("""
national nacional regional provincial federal central general international local northern southern eastern western
""").union(map(stem, w.BODIES | w.BODY_HEADS | w.PLACE_HEADS | w.PLACE_TAILS | w.TITLES | w.PORTFOLIOS))


class Contrast:
    """Judges groups of positions.

    `names` gives an article's names with their prominence, `texts` how many print it, `beside` what is at all like it.
    """

    def __init__(
        self,
        names: Callable[[int], Vector],
        days: Callable[[int], int | None],
        texts: Mapping[int, int],
        beside: Mapping[int, Collection[int]],
    ) -> None:
        self._names = lru_cache(maxsize=1 << 14)(names)
        self._days, self._texts, self._beside = days, texts, beside

    def may_join(self, a: Sequence[int], b: Sequence[int]) -> bool:
        if any(len(x) == 1 < len(y) and self._strange(x[0], y) for x, y in ((a, b), (b, a))):
            return False
        if self._length(a, b) > _LONGEST:
            return False
        if min(self._size(a), self._size(b)) < 2:
            return True
        first, second = (min((d for i in g if (d := self._days(i)) is not None), default=0) for g in (a, b))
        if first > second:
            a, b = b, a
        own = bool(self._own(b, a))
        return not own or (abs(first - second) < _LATER and not self._own(a, b))

    def _length(self, a: Sequence[int], b: Sequence[int]) -> int:
        """Days from the first article to the last."""
        days = [d for i in (*a, *b) if (d := self._days(i)) is not None]
        return max(days) - min(days) if days else 0

    def _strange(self, one: int, group: Sequence[int]) -> bool:
        """Whether an article has none of the names that a group puts in front."""
        core = self._own(group, (), _MOST)
        own = self._names(one)
        # In another script it has the same names in other letters.
        readable = sum(name[0] > "\u024f" for name in own) * 2 < len(own) + 1
        return readable and len(core) > 1 and not any(name in own for name in core)

    def _size(self, group: Sequence[int]) -> int:
        return sum(self._texts[i] for i in group)

    def _own(self, group: Sequence[int], other: Sequence[int], ahead: float = _HALF) -> list[str]:
        """The names that stand in front in `group` alone."""
        found = []
        for name in sorted({n for i in group for n, front in self._names(i).items() if front >= _PROMINENT}):
            if name in _GENERAL:
                continue
            weights = [self._names(i).get(name, 0.0) for i in group]
            had = sum(x > 0 for x in weights)
            front = sum(x >= _PROMINENT for x in weights)
            elsewhere = sum(self._names(i).get(name, 0.0) >= _PROMINENT for i in other)
            if had < _MOST * len(group) or front < ahead * len(group) or elsewhere > _FEW * len(other):
                continue
            if len(group) > 1 or self._echoed(name, group[0], other):
                found.append(name)
        return found

    def _echoed(self, name: str, one: int, other: Sequence[int]) -> bool:
        """Whether a third article has the name of a single one: else it may be no more than that writer's detail."""
        return any(name in self._names(i) for i in self._beside.get(one, ()) if i not in other)
