"""What is known of every file of `content/`, in columns: a million rows take 0.5 GB, and are read in a second.

    table.add(row)                       a row's number is its place
    table.taken([0, 7, 3])               some of its rows, in that order
    load(file, made_by), save(…)         as `.backfile/content.table` holds it

The rest of what is known of a file is an `Entry`, which stands elsewhere: a row says where.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from backfile.content.pieces import Place, checked, replace_checked
from backfile.kept import Asked, taken
from backfile.model import Outline, Outlines, Record
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

    def seen(self, stamp: Stamp, place: Place, *, sure: bool) -> Row:
        """As it is found now."""
        return Row(*stamp, *place, self.flags & ~SURE | SURE * sure, self.of)


_OF = Row._fields.index("of")
"Where the columns of outlines begin."
_COLUMNS = (*Row._fields[:_OF], *Outline._fields)
_PATH, _WORD, _TAGS, _DIGEST = map(_COLUMNS.index, ("path", "period", "tags", "whole"))
_NUMBERS, _TEXTS, _DIGESTS = slice(_PATH), slice(_PATH, _WORD), slice(_DIGEST, None)
_WORDS = slice(_WORD, _TAGS)
"Of which there are few; of tags, too."


class Table:
    def __init__(self, columns: Sequence[MutableSequence[Any]] | None = None) -> None:
        """Of a row's fields, then of an outline's."""
        self.columns = list(columns or (array("q") if at < _PATH else [] for at in range(len(_COLUMNS))))
        self._time, self._size, self._inode, self._start, self._length, self._check, self.flags = self.columns[:_OF]
        self.path, self.id = self.columns[_PATH : _PATH + 2]
        self._words: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self.path)

    def add(self, row: Row) -> int:
        """Its number."""
        for column, value in zip(self.columns, self._values(row), strict=True):
            column.append(value)
        return len(self) - 1

    def put(self, number: int, row: Row) -> None:
        """In the place of what is known of a file."""
        for column, value in zip(self.columns, self._values(row), strict=True):
            column[number] = value

    def _values(self, row: Row) -> list[Any]:
        """Its own, then its outline's; each word held once, however many of the rows that come have it."""
        same = self._words.setdefault
        values: list[Any] = [*row[:_OF], *row.of]
        values[_WORDS] = [same(word, word) for word in values[_WORDS]]
        values[_TAGS] = tuple([same(tag, tag) for tag in values[_TAGS]])
        return values

    def row(self, number: int) -> Row:
        values = [column[number] for column in self.columns]
        return Row._make((*values[:_OF], Outline._make(values[_OF:])))

    def taken(self, numbers: Sequence[int]) -> Table:
        return Table([taken(column, numbers) for column in self.columns])

    def having(self, flag: int) -> list[int]:
        """The numbers of rows with a flag."""
        return [number for number, flags in enumerate(self.flags) if flags & flag]

    def lacking(self, flag: int) -> list[int]:
        return [number for number, flags in enumerate(self.flags) if not flags & flag]

    def news(self, found: Iterable[Found], numbers: Mapping[str, int]) -> list[Found]:
        """Files that are not surely as they were read; `numbers` are those of rows by path."""
        times, sizes, inodes, flags = self._time, self._size, self._inode, self.flags
        return [
            (path, stamp)
            for path, stamp in found
            if (at := numbers.get(path)) is None or (times[at], sizes[at], inodes[at]) != stamp or not flags[at] & SURE
        ]

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


class _Saved(Record, frozen=True):
    made_by: str
    numbers: tuple[bytes, ...]
    texts: tuple[list[str], ...]
    digests: tuple[bytes, ...]
    words: list[str]
    "Every word of such columns as have few, and every tag; the columns say which, by its place here."
    worded: tuple[bytes, ...]
    tags: bytes
    "Of all rows, one after another; likewise:"
    counts: bytes
    "How many tags each row has."


def save(table: Table, file: Path, made_by: str) -> None:
    """Raises `OSError`; `UnicodeEncodeError` where a name is no Unicode."""
    columns = table.columns
    tags = list(chain.from_iterable(columns[_TAGS]))
    words = {word: place for place, word in enumerate(dict.fromkeys(chain(tags, *columns[_WORDS])))}

    def places(column: Iterable[str]) -> bytes:
        return array("I", map(words.__getitem__, column)).tobytes()

    saved = _Saved(
        made_by,
        numbers=tuple(array("q", column).tobytes() for column in columns[_NUMBERS]),
        texts=tuple(map(list, columns[_TEXTS])),
        digests=tuple(map(b"".join, columns[_DIGESTS])),
        words=list(words),
        worded=tuple(map(places, columns[_WORDS])),
        tags=places(tags),
        counts=array("I", map(len, columns[_TAGS])).tobytes(),
    )
    replace_checked(file, msgspec.msgpack.encode(saved))


def load(file: Path, made_by: str) -> Table | None:
    """None where there is none, another program wrote it or it is damaged."""
    try:
        saved = msgspec.msgpack.decode(checked(file), type=_Saved)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if saved.made_by != made_by:
        return None

    def worded(places: bytes) -> list[str]:
        return list(map(saved.words.__getitem__, array("I", places)))

    tags, ends = worded(saved.tags), accumulate(array("I", saved.counts), initial=0)
    return Table(
        [
            *(array("q", numbers) for numbers in saved.numbers),
            *saved.texts,
            *map(worded, saved.worded),
            [tuple(tags[start:end]) for start, end in pairwise(ends)],
            *([joined[at : at + 16] for at in range(0, len(joined), 16)] for joined in saved.digests),
        ]
    )
