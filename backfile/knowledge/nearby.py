"""Where articles stand in time, and which of the days before one come into question for it: bounded work.

    nearby.add((False, 19790, "2024/03/x"), 7, ("oake", "dredger"))
    nearby.before((False, 19795, "2024/03/y"), {"oake": 3.1, "quay": 2.0}, ("oake", "quay"))   →   [7]

Nothing is compared with what lies over `WINDOW` days away, and only the likeliest few within it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence

WINDOW = 45
# No more are compared with each other, however many are undated.
WITHIN = 1 << 14
_POSTINGS, _CANDIDATES = 40, 20

When = tuple[bool, int, str]
"Whether an article is undated, its day and its path."


class Nearby:
    """Articles by the features by which they are found, in order of time."""

    def __init__(self, *, kept: bool) -> None:
        """Where it is not `kept`, articles are added in order of time and looked for from the last."""
        self._kept = kept
        self._order: list[When] = []
        self._postings: dict[str, list[When]] = {}
        self.at: dict[When, int] = {}
        "The positions of those that were added."

    def add(self, when: When, position: int, keys: Iterable[str]) -> None:
        if when not in self.at:
            insort(self._order, when)
            self.at[when] = position
        for key in keys:
            found = self._postings.setdefault(key, [])
            if len(found) == _POSTINGS and not self._kept:
                del found[0]
            insort(found, when)

    def leave(self, when: When, keys: Iterable[str]) -> None:
        """An article is found by some features no more."""
        for key in keys:
            found = self._postings[key]
            del found[bisect_left(found, when)]
            if not found:
                del self._postings[key]

    def remove(self, when: When, keys: Iterable[str]) -> None:
        self.leave(when, keys)
        del self._order[bisect_left(self._order, when)], self.at[when]

    def before(self, when: When, weights: Mapping[str, float], keys: Sequence[str]) -> list[int]:
        """The likeliest of the days before, by the features that they are found by."""
        first = self.first(when)
        scores: dict[When, float] = {}
        for key in keys:
            found = self._postings.get(key, ())
            end = bisect_left(found, when)
            weight = weights[key]
            for other in found[max(0, end - _POSTINGS) : end]:
                if other >= first:
                    scores[other] = scores.get(other, 0.0) + weight
        return [j for _, j in sorted([(-score, self.at[other]) for other, score in scores.items()])[:_CANDIDATES]]

    def first(self, when: When) -> When:
        """The first with which an article of this time is compared."""
        undated, day, _ = when
        earliest = (undated, day if undated else day - WINDOW + 1, "")
        number = bisect_left(self._order, when) - WITHIN
        return max(earliest, self._order[number]) if number > 0 else earliest

    def after(self, when: When, key: str) -> Iterator[int]:
        """Those for which an article may come into question, or came, by a feature."""
        found = self._postings.get(key, ())
        begin = bisect_right(found, when)
        for other in found[begin : begin + _POSTINGS]:
            if other[:2] < (when[0], when[1] + WINDOW):
                yield self.at[other]
