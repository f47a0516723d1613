"""How many articles have a feature, and what it weighs by that: the rarer the more, by steps.

One article more or less changes a handful of counts, and few of those by a step; `update` says which.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

# Rarer than one in 256, all are equally rare: so that a score means the same in a small archive and in a large one.
_RAREST = 8.0
_FEW = 1 << 10


class Rarity:
    """Of the features of so many articles."""

    def __init__(self, size: int = 0, times: Mapping[str, int] = MappingProxyType({})) -> None:
        self._size = size
        self._times = Counter(times)
        self._steps = _steps(size)

    def counted(self) -> tuple[int, dict[str, int]]:
        """What another begins with that says the same."""
        return self._size, {feature: times for feature, times in self._times.items() if times}

    def times(self, feature: str) -> int:
        return self._times[feature]

    def of(self, feature: str) -> tuple[int, float]:
        """How many articles have it, and its rarity."""
        times = self._times[feature]
        return times, self._steps[times] if times < _FEW else _rarity(times, self._size)

    def update(self, gone: Iterable[Collection[str]], come: Iterable[Collection[str]], size: int) -> dict[str, int]:
        """Count without the features of some articles and with those of others; there are `size` now.

        Returns the features that weigh otherwise than before, with how many had them.
        """
        if not self._size:
            for features in come:
                self._times.update(features)
            self._size, self._steps = size, _steps(size)
            return {}
        before: dict[str, int] = {}
        for step, some in ((-1, gone), (1, come)):
            for features in some:
                for feature in features:
                    before.setdefault(feature, self._times[feature])
                    self._times[feature] += step
        if size != self._size:
            before = {**self._times, **before}
        old, now = (self._size, self._steps), (size, _steps(size))
        found = {x: n for x, n in before.items() if _weight(n, *old) != _weight(self._times[x], *now)}
        for feature in found:
            if not self._times[feature]:
                del self._times[feature]
        self._size, self._steps = now
        return found


def _weight(times: int, size: int, steps: list[float]) -> tuple[bool, float]:
    """All that the count decides: whether others have it, and its rarity."""
    return times > 1, steps[times] if times < _FEW else _rarity(times, size)


def _steps(size: int) -> list[float]:
    return [_rarity(max(1, times), size) for times in range(_FEW)]


@lru_cache(maxsize=1 << 14)
def _rarity(times: int, size: int) -> float:
    """Bits, in steps of a half, so that one more article seldom changes it."""
    return min(_RAREST, round(2 * math.log2((size + 1) / times)) / 2)
