"""Articles brought together by their likeness, the likest first, as long as whole groups are alike and not two members.

cluster({(0, 1): 0.5, (1, 2): 0.3, (2, 3): 0.04}, range(4), …)  → [0, 0, 0, 3]      each with the first of its group
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from heapq import heapify, heappop, heappush

# The mean likeness that two groups need, by the size of the smaller: one article more to a story needs little, but two
# stories of which each stands by itself are one only where they are very much alike.
_NEEDED = (0.0, 0.06, 0.12, 0.16)

_LARGE = 8

Judge = Callable[[list[int], list[int]], bool]
Links = dict[int, dict[int, tuple[float, float]]]
"Group → other group → sum and maximum of the likenesses of their members."
Entry = tuple[float, int, int, tuple[int, int]]
"Minus the likeness of two groups, the groups and their sizes."


@lru_cache(maxsize=1 << 12)
def needed(a: int, b: int) -> float:
    """The least likeness for groups of these sizes; more for a large one, lest a daily subject become one."""
    return _NEEDED[min(a, b, len(_NEEDED) - 1)] * (1 + max(0, max(a, b) - _LARGE) / _LARGE)


def cluster(
    edges: dict[tuple[int, int], float],
    members: Iterable[int],
    joined: Iterable[tuple[int, int]] = (),
    must: Judge = lambda a, b: True,
    may: Judge = lambda a, b: True,
) -> dict[int, int]:
    """For each member the first of its group.

    `joined` pairs are together from the start, unless `must` forbids; `may` can forbid every other merge.
    """
    groups: dict[int, list[int]] = {i: [i] for i in members}
    home = {i: i for i in groups}
    links: Links = {i: {} for i in groups}
    for a, b in sorted(edges):
        links[a][b] = links[b][a] = (edges[a, b],) * 2
    for a, b in joined:
        if home[a] != home[b] and must(groups[home[a]], groups[home[b]]):
            _merge(home[a], home[b], groups, home, links)
    entries = (_entry(a, b, groups, links) for a in links for b in links[a] if a < b)
    heap = [entry for entry in entries if _enough(entry)]
    heapify(heap)
    while heap:
        _, a, b, sizes = heappop(heap)
        if a not in groups or b not in groups or sizes != (len(groups[a]), len(groups[b])):
            continue
        if not may(groups[a], groups[b]):
            continue
        kept = _merge(a, b, groups, home, links)
        for other in links[kept]:
            entry = _entry(min(kept, other), max(kept, other), groups, links)
            if _enough(entry):
                heappush(heap, entry)
    return home


def _enough(entry: Entry) -> bool:
    return -entry[0] >= needed(*entry[3])


def _entry(a: int, b: int, groups: dict[int, list[int]], links: Links) -> Entry:
    sizes = (len(groups[a]), len(groups[b]))
    total, most = links[a][b]
    mean = total / (sizes[0] * sizes[1])
    return (-round(mean / 4 + most * 3 / 4 if 1 in sizes else mean, 9), a, b, sizes)


def _merge(a: int, b: int, groups: dict[int, list[int]], home: dict[int, int], links: Links) -> int:  # fmt: skip
    """Bring two groups together under the lower of their numbers; links add up."""
    if a == b:
        return a
    a, b = min(a, b), max(a, b)
    groups[a] += groups.pop(b)
    for member in groups[a]:
        home[member] = a
    for other, (total, most) in links.pop(b).items():
        links[other].pop(b, None)
        if other != a:
            before = links[a].get(other, (0.0, 0.0))
            links[a][other] = links[other][a] = (before[0] + total, max(before[1], most))
    links[a].pop(b, None)
    return a
