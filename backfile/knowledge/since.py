"""How an archive differs from the one before it: which articles are new or read otherwise, and where the rest stand.

since(State(("a", "b", "d"), …), State(("a", "b", "c", "d"), …))  →  Since(moved={0: 0, 1: 1, 2: 3}, changed={1, 2})
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple


class State(NamedTuple):
    """Of an archive, in the order of its articles."""

    paths: Sequence[str]
    marks: Sequence[bytes]
    "A digest of each article and of what it says."


class Since(NamedTuple):
    """Positions are those of `Archive.articles`."""

    moved: Mapping[int, int]
    "Position before → position now, of articles that stay; in ascending order of both."
    changed: frozenset[int]
    "Now, of those that are new, edited or read otherwise."
    marks: Sequence[bytes] = ()
    "Of all articles now, as in `State`; none where nothing goes on from here."

    @property
    def shifted(self) -> bool:
        """Whether what stays stands elsewhere."""
        return any(old != new for old, new in self.moved.items())


def since(last: State, now: State) -> Since:
    """An article is known by its path. Of those whose places are exchanged none stays."""
    before = {path: i for i, path in enumerate(last.paths)}
    moved: dict[int, int] = {}
    changed: set[int] = set()
    for i, (path, mark) in enumerate(zip(now.paths, now.marks, strict=True)):
        old = before.get(path)
        if old is not None:
            moved[old] = i
        if old is None or mark != last.marks[old]:
            changed.add(i)
    if not _rising(moved):  # an edited date takes an article elsewhere
        moved = {old: i for old, i in moved.items() if i not in changed}
    if not _rising(moved):
        return scratch(len(now.paths), now.marks)
    return Since(dict(sorted(moved.items())), frozenset(changed), now.marks)


def _rising(moved: Mapping[int, int]) -> bool:
    return all(a < b for a, b in pairwise(moved[old] for old in sorted(moved)))


def scratch(size: int, marks: Sequence[bytes] = ()) -> Since:
    """Of an archive of which nothing is known."""
    return Since({}, frozenset(range(size)), marks)
