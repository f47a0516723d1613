"""Articles brought together by their likeness, the likest first, as long as whole groups are alike and not two members.

    cluster({0: {1: 0.5}, 1: {0: 0.5, 2: 0.3}, 2: {…}, …}, range(4))
      → {0: 0, 1: 0, 2: 0, 3: 3}        each with the first of its group
      , [(-0.5, 0, 1, (1, 1)), …]       the merges, in order

The merges of an earlier run are repeated where both groups have come about as then: they are settled. A group with a
member that is touched is open from the start, and a settled one from when either run brings it to an open one. All that
an open group may come to is weighed, so that the outcome is that of a run in which all are open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import heapify, heappop, heappush

# The mean likeness that two groups need, by the size of the smaller: one article more to a story needs little, but two
# stories of which each stands by itself are one only where they are very much alike.
_NEEDED = (0.0, 0.06, 0.12, 0.16)

_LARGE = 8

Judge = Callable[[list[int], list[int]], bool]
Merge = tuple[float, int, int, tuple[int, int]]
"Minus the likeness of two groups, the groups and their sizes."


@lru_cache(maxsize=1 << 12)
def needed(a: int, b: int) -> float:
    """The least likeness for groups of these sizes; more for a large one, lest a daily subject become one."""
    return _NEEDED[min(a, b, len(_NEEDED) - 1)] * (1 + max(0, max(a, b) - _LARGE) / _LARGE)


def cluster(
    beside: Mapping[int, Mapping[int, float]],
    members: Iterable[int],
    joined: Iterable[tuple[int, int]] = (),
    must: Judge = lambda a, b: True,
    may: Judge = lambda a, b: True,
    before: Sequence[Merge] = (),
    touched: Collection[int] | None = None,
) -> tuple[dict[int, int], list[Merge]]:
    """For each member the first of its group, and the merges but for those of `joined`.

    `joined` pairs are together from the start, unless `must` forbids; `may` can forbid every other merge. `before` has
    the merges of an earlier run with the positions of now, -1 for one that is gone, and `touched` every member of which
    anything is otherwise than then, or of what it is like; None where all are.
    """
    made = _Groups(beside, members)
    for a, b in joined:
        a, b = made.home[a], made.home[b]
        if a != b and must(made.groups[a], made.groups[b]):
            made.merge(a, b)
    made.heap = made.opened(made.groups if touched is None else {made.home[i] for i in touched if i in made.home})
    heapify(made.heap)
    return made.home, list(made.merged(before, may))


class _Groups:
    """Groups while they are brought together; each is called by the lowest of its members."""

    def __init__(self, beside: Mapping[int, Mapping[int, float]], members: Iterable[int]) -> None:
        self._beside = beside
        self.groups: dict[int, list[int]] = {i: [i] for i in members}
        self.home = {i: i for i in self.groups}
        self.settled = set(self.groups)
        self.links: dict[int, dict[int, tuple[float, float]]] = {i: {} for i in self.groups}
        "Group → other group → sum and maximum of the likenesses of their members; of two that are settled none."
        self.heap: list[Merge] = []

    def merged(self, before: Sequence[Merge], may: Judge) -> Iterator[Merge]:
        """Merge what is likest, until nothing is like enough."""
        repeated = 0
        while self.heap or repeated < len(before):
            if repeated < len(before) and (not self.heap or before[repeated] < self.heap[0]):
                entry = before[repeated]
                repeated += 1
                settled = self.settled.intersection(entry[1:3])
                if len(settled) < 2:
                    self.open(settled)
                    continue
            else:
                entry = heappop(self.heap)
                _, a, b, sizes = entry
                if a not in self.groups or b not in self.groups or sizes != (len(self.groups[a]), len(self.groups[b])):
                    continue
                if not may(self.groups[a], self.groups[b]):
                    continue
                self.open({a, b})
            self.weigh(self.merge(*entry[1:3]))
            yield entry

    def open(self, groups: Iterable[int]) -> None:
        for entry in self.opened(groups):
            heappush(self.heap, entry)

    def opened(self, groups: Iterable[int]) -> list[Merge]:
        """What settled groups may be merged with from now on, as they are no longer."""
        found = []
        for group in sorted(self.settled.intersection(groups)):
            self.settled.remove(group)
            mine = self.links[group]
            for i in self.groups[group]:
                for j, alike in self._beside.get(i, {}).items():
                    other = self.home[j]
                    if other in self.settled:
                        total, most = mine.get(other, (0.0, 0.0))
                        mine[other] = self.links[other][group] = (total + alike, max(most, alike))
            found += [self._entry(group, other) for other in mine if other in self.settled]
        return [entry for entry in found if _enough(entry)]

    def weigh(self, group: int) -> None:
        """Take what a group that was merged may be merged with."""
        for other in self.links[group]:
            entry = self._entry(group, other)
            if _enough(entry):
                heappush(self.heap, entry)

    def _entry(self, a: int, b: int) -> Merge:
        if a > b:
            a, b = b, a
        sizes = (len(self.groups[a]), len(self.groups[b]))
        total, most = self.links[a][b]
        mean = total / (sizes[0] * sizes[1])
        return (-round(mean / 4 + most * 3 / 4 if 1 in sizes else mean, 9), a, b, sizes)

    def merge(self, a: int, b: int) -> int:
        """Bring two groups, both settled or neither, together under the lower of their numbers; links add up."""
        a, b = min(a, b), max(a, b)
        for member in self.groups[b]:
            self.home[member] = a
        self.groups[a] += self.groups.pop(b)
        self.settled.discard(b)
        mine = self.links[a]
        mine.pop(b, None)
        for other, (total, most) in self.links.pop(b).items():
            theirs = self.links[other]
            theirs.pop(b, None)
            if other != a:
                before = mine.get(other, (0.0, 0.0))
                mine[other] = theirs[a] = (before[0] + total, max(before[1], most))
        return a


def _enough(entry: Merge) -> bool:
    return -entry[0] >= needed(*entry[3])
