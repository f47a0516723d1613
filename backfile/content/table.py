"""What is known of every file of `content/`, in columns: a million rows take 0.5 GB, and are read in a second.

    table.extend(columns)                a row's number is its place
    table.taken([0, 7, 3])               some of its rows, in that order
    table.change([row], ["2025/06/x"])   rows that are otherwise now, and paths of those that are gone
    table.joined(others, paths)          with those that are new

The rest of what is known of a file is an `Entry`, which stands elsewhere: a row says where.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, MutableSequence, Sequence
from itertools import compress
from typing import Any, NamedTuple

from backfile.content.pieces import Place
from backfile.kept import Asked, taken
from backfile.model import Outline, Outlines
from backfile.walk import Found, Stamp

SURE, SOUND, READABLE, FAULTY, NOTED, NAMED = (1 << bit for bit in range(6))
# Of a file: its time of change lay well before it was read; it is an article; its front matter can be read; it has
# problems; it has a note; its front matter has an id.


class Row(NamedTuple):
    """Of one file."""

    time: int
    size: int
    inode: int
    start: int
    length: int
    check: int
    flags: int
    of: Outline
    "Of its article; its path and its id, if there is none."

    @classmethod
    def of_values(cls, values: Sequence[Any]) -> Row:
        """A row's own, then those of its outline."""
        return cls._make((*values[:_OF], Outline._make(values[_OF:])))

    def seen(self, stamp: Stamp, place: Place, *, sure: bool) -> Row:
        """As it is found now."""
        return Row(*stamp, *place, self.flags & ~SURE | SURE * sure, self.of)


_OF = Row._fields.index("of")
"Where the columns of outlines begin."
COLUMNS = (*Row._fields[:_OF], *Outline._fields)
PATH, _WORD, TAGS, _DIGEST = map(COLUMNS.index, ("path", "period", "tags", "whole"))
NUMBERS, TEXTS, DIGESTS = slice(PATH), slice(PATH, _WORD), slice(_DIGEST, None)
WORDS = slice(_WORD, TAGS)
"Of which there are few; of tags, too."
_FEW = 16
"One of so many rows at most is put into its place by itself."


class Table:
    def __init__(self, columns: Sequence[MutableSequence[Any]] | None = None) -> None:
        """Of a row's fields, then of an outline's."""
        self.columns = list(columns or (array("q") if at < PATH else [] for at in range(len(COLUMNS))))
        self._time, self._size, self._inode, self._start, self._length, self._check, self.flags = self.columns[:_OF]
        self.path, self.id = self.columns[PATH : PATH + 2]
        self._words: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self.path)

    def extend(self, columns: Sequence[Sequence[Any]]) -> None:
        """Rows behind the others, in columns as these are."""
        same = self._words.setdefault
        for number, (column, more) in enumerate(zip(self.columns, columns, strict=True)):
            if number < _WORD or number > TAGS:
                column.extend(more)
            elif number < TAGS:
                column.extend([same(word, word) for word in more])
            else:
                column.extend([tuple([same(tag, tag) for tag in tags]) for tags in more])

    def put(self, number: int, row: Row) -> None:
        """In the place of what is known of a file."""
        for column, value in zip(self.columns, self._values(row), strict=True):
            column[number] = value

    def _values(self, row: Row) -> list[Any]:
        """Its own, then its outline's; each word held once, however many of the rows that come have it."""
        same = self._words.setdefault
        values: list[Any] = [*row[:_OF], *row.of]
        values[WORDS] = [same(word, word) for word in values[WORDS]]
        values[TAGS] = tuple([same(tag, tag) for tag in values[TAGS]])
        return values

    def change(self, rows: Iterable[Row], gone: Iterable[str]) -> None:
        """Some rows are otherwise, or new, and some are gone. The table is in order of path, and stays so."""
        for path in gone:
            if (at := self.at(path)) is not None:
                for column in self.columns:
                    del column[at]
        for row in rows:
            if (at := self.at(row.of.path)) is not None:
                self.put(at, row)
                continue
            at = bisect_left(self.path, row.of.path)
            for column, value in zip(self.columns, self._values(row), strict=True):
                column.insert(at, value)

    def joined(self, others: Table, paths: Sequence[str]) -> tuple[Table, set[str]]:
        """The rows of `paths`, of which `others` has those that are not here; and the paths of those that are gone.

        Where few are new or gone, this table itself: of 50,000 rows, to set each in its place would take 60 ms.
        """
        gone = set(self.path).difference(paths) if len(self) + len(others) != len(paths) else set()
        if (len(others) + len(gone)) * _FEW <= len(self):
            self.change(map(others.row, range(len(others))), gone)
            return self, gone
        both = Table([column[:] for column in self.columns])
        for column, more in zip(both.columns, others.columns, strict=True):
            column.extend(more)
        numbers = dict(zip(both.path, range(len(both)), strict=True))
        return both.taken(list(map(numbers.__getitem__, paths))), gone

    def at(self, path: str) -> int | None:
        """The number of a row, if there is one of that path. The table is in order of path."""
        at = bisect_left(self.path, path)
        return at if at < len(self) and self.path[at] == path else None

    def row(self, number: int) -> Row:
        return Row.of_values(self.values(number))

    def values(self, number: int) -> tuple[Any, ...]:
        """Of a row: its own, then those of its outline."""
        return tuple([column[number] for column in self.columns])

    def taken(self, numbers: Sequence[int]) -> Table:
        return Table([taken(column, numbers) for column in self.columns])

    def having(self, flag: int) -> list[int]:
        """The numbers of rows with a flag."""
        return [number for number, flags in enumerate(self.flags) if flags & flag]

    def lacking(self, flag: int) -> list[int]:
        return [number for number, flags in enumerate(self.flags) if not flags & flag]

    def news(self, found: Sequence[Found]) -> list[Found]:
        """Files that are not surely as they were read."""
        known = zip(self._time, self._size, self._inode, strict=True)
        if [path for path, _ in found] == self.path:  # as mostly: told in a third of the time
            rows = zip(found, known, self.flags, strict=True)
            return [file for file, stamp, flags in rows if file[1] != stamp or not flags & SURE]
        sure = compress(zip(self.path, known, strict=True), (flags & SURE for flags in self.flags))
        stamps = dict(sure)
        return [file for file in found if stamps.get(file[0]) != file[1]]

    def places(self) -> Sequence[Place]:
        """Of all entries there are now, wherever they are put later."""
        start, length, check = self._start, self._length, self._check
        return Asked(len(self), lambda number: Place(start[number], length[number], check[number]))

    def moved(self, places: Iterable[Place]) -> None:
        """All entries stand elsewhere now."""
        for number, place in enumerate(places):
            self._start[number], self._length[number], self._check[number] = place

    @property
    def weight(self) -> int:
        """Bytes of all entries."""
        return sum(self._length)

    def outlines(self) -> Outlines:
        """Of all rows."""
        return Outlines(*self.columns[_OF:])
