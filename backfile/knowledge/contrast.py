"""Whether two groups of articles are on two events, however much they share: a strike and the next strike at one airport.

Accounts of one event put the same names first. Where most of a group's articles have a name in front that the other
group leaves out or only recalls far below, that name is the group's own. A group that begins days after the other and has
a name of its own is on something new; of two that begin together, each needs one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backfile.knowledge.likeness import Vector

_PROMINENT = 0.69
# Shares of a group's articles that have the name, that have it in front; of the other's that may have it in front.
_MOST, _HALF, _FEW = 0.6, 0.5, 0.25
_LATER = 3


class Contrast:
    """Judges groups of positions. `names` are those of each article with their prominence; `known` those of two or more."""

    def __init__(
        self, names: Mapping[int, Vector], known: frozenset[str], days: Mapping[int, int | None], texts: Mapping[int, int]
    ) -> None:
        self._names = {i: {n: w for n, w in found.items() if n in known} for i, found in names.items()}
        self._days = days
        self._texts = texts

    def may_join(self, a: Sequence[int], b: Sequence[int]) -> bool:
        if min(self._size(a), self._size(b)) < 2:
            return True
        first, second = (min((d for i in g if (d := self._days[i]) is not None), default=0) for g in (a, b))
        if first > second:
            a, b = b, a
        own = bool(self._own(b, a))
        return not own or (abs(first - second) < _LATER and not self._own(a, b))

    def _size(self, group: Sequence[int]) -> int:
        return sum(self._texts[i] for i in group)

    def _own(self, group: Sequence[int], other: Sequence[int]) -> list[str]:
        """The names that stand in front in `group` alone."""
        found = []
        for name in sorted({n for i in group for n, w in self._names[i].items() if w >= _PROMINENT}):
            weights = [self._names[i].get(name, 0.0) for i in group]
            had = sum(w > 0 for w in weights)
            front = sum(w >= _PROMINENT for w in weights)
            elsewhere = sum(self._names[i].get(name, 0.0) >= _PROMINENT for i in other)
            if had >= _MOST * len(group) and front >= _HALF * len(group) and elsewhere <= _FEW * len(other):
                found.append(name)
        return found
