"""Where articles stand in time, and which of the days before one come into question for it: bounded work.

    nearby.add(when(19790, "2024/03/x"), 7, ("oake", "dredger"))
    nearby.before(19795, when(19795, "2024/03/y"), {"oake": 3.1, "quay": 2.0}, ("oake", "quay"))   →   [7]

Nothing is compared with what lies over `WINDOW` days away, and only the likeliest few within it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping

WINDOW = 45
# No more are compared with each other, however many are undated.
WITHIN = 1 << 14
_POSTINGS, _CANDIDATES = 40, 20

# So that days before 1970 have as many digits.
_BEGAN = 1_000_000


def _earliest(day: int | None) -> str:
    """What sorts before all that an article of a day is compared with."""
    return "1" if day is None else f"0{day - WINDOW + 1 + _BEGAN:07}"


def when(day: int | None, path: str) -> str:
    """What sorts as articles stand in time: by day, then by path; undated ones last. Text, as its hash is kept."""
    return f"1{path}" if day is None else f"0{day + _BEGAN:07}{path}"


class Nearby:
    """Articles by the features by which they are found, in order of time."""

    def __init__(self, *, kept: bool) -> None:
        """Where it is not `kept`, articles are added in order of time and looked for from the last."""
        self._kept = kept
        self._order: list[str] = []
        self._postings: dict[str, list[str]] = {}
        self.at: dict[str, int] = {}
        "The positions of those that were added."

    def add(self, when: str, position: int, keys: Iterable[str]) -> None:
        if when not in self.at:
            insort(self._order, when)
            self.at[when] = position
        for key in keys:
            found = self._postings.setdefault(key, [])
            if len(found) == _POSTINGS and not self._kept:
                del found[0]
            insort(found, when)

    def leave(self, when: str, keys: Iterable[str]) -> None:
        """An article is found by some features no more."""
        for key in keys:
            found = self._postings[key]
            del found[bisect_left(found, when)]
            if not found:
                del self._postings[key]

    def remove(self, when: str, keys: Iterable[str]) -> None:
        self.leave(when, keys)
        del self._order[bisect_left(self._order, when)], self.at[when]

    def before(self, day: int | None, when: str, weights: Mapping[str, float], keys: Iterable[str]) -> list[int]:
        """The likeliest before an article, by the features that it is found by."""
        first = self.first(day, when)
        scores: dict[str, float] = {}
        for key in keys:
            found = self._postings.get(key, ())
            end = bisect_left(found, when) if self._kept else len(found)
            begin = bisect_left(found, first, max(0, end - _POSTINGS), end)
            weight = weights[key]
            for other in found[begin:end]:
                scores[other] = scores.get(other, 0.0) + weight
        return [j for _, j in sorted([(-score, self.at[other]) for other, score in scores.items()])[:_CANDIDATES]]

    def first(self, day: int | None, when: str) -> str:
        """The first with which an article is compared, or what sorts as that."""
        number = bisect_left(self._order, when) - WITHIN
        return max(_earliest(day), self._order[number]) if number > 0 else _earliest(day)

    def crowded(self, day: int | None, when: str, others: int) -> bool:
        """Whether so many others more or less before an article may change with what it is compared."""
        number = bisect_left(self._order, when) - WITHIN + others
        return number > 0 and self._order[min(number, len(self._order) - 1)] > _earliest(day)

    def after(self, day: int | None, when: str, key: str) -> list[int]:
        """Those for which an article may come into question, or came, by a feature."""
        found = self._postings.get(key, ())
        begin = bisect_right(found, when)
        last = "2" if day is None else f"0{day + WINDOW + _BEGAN:07}"
        return [self.at[other] for other in found[begin : begin + _POSTINGS] if other < last]
