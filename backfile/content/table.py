"""What is known of every file of `content/`, in columns: a million rows take 0.5 GB, and are read in a second.

    table.add(row)                       a row's number is its place
    table.taken([0, 7, 3])               some of its rows, in that order
    load(file, made_by), save(…)         as `.backfile/content.table` holds it

The rest of what is known of a file is an `Entry`, which stands elsewhere: a row says where.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, MutableSequence, Sequence
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from backfile.content.pieces import Place, replace
from backfile.model import Outlines, Record

Stamp = tuple[int, int, int]
"Time of change in nanoseconds, size in bytes, inode."

SURE, SOUND, READABLE, FAULTY, NOTED, NAMED, REFERRING = (1 << bit for bit in range(7))
# Of a file: its time of change lay well before it was read; it is an article; its front matter can be read; it has
# problems; it has a note; its front matter has an id; it names related articles or former places.


class Row(NamedTuple):
    """Of one file."""

    time: int
    size: int
    inode: int
    start: int
    length: int
    check: int
    flags: int
    path: str
    id: str
    order: str
    period: str
    source: str
    tags: tuple[str, ...]
    whole: bytes
    said: bytes

    def seen(self, stamp: Stamp, place: Place, *, sure: bool) -> Row:
        """As it is found now."""
        (time, size, inode), (start, length, check) = stamp, place
        flags = self.flags & ~SURE | SURE * sure
        return Row(time, size, inode, start, length, check, flags, *self[7:])


_NUMBERS = Row._fields[:7]
_TEXTS = Row._fields[7:12]
_DIGESTS = Row._fields[13:]


class Table:
    def __init__(self, columns: Sequence[MutableSequence[Any]] | None = None) -> None:
        """In the order of a row's fields."""
        made = columns or [*(array("q") for _ in _NUMBERS), *([] for _ in Row._fields[7:])]
        self.columns = list(made)
        self.time, self.size, self.inode, self._start, self._length, self._check, self.flags = made[:7]
        self.path, self.id, self.order, self.period, self.source, self.tags, self.whole, self.said = made[7:]

    def __len__(self) -> int:
        return len(self.path)

    def add(self, row: Row) -> int:
        """Its number."""
        for column, value in zip(self.columns, row, strict=True):
            column.append(value)
        return len(self) - 1

    def row(self, number: int) -> Row:
        return Row(*(column[number] for column in self.columns))

    def taken(self, numbers: Sequence[int]) -> Table:
        found: list[MutableSequence[Any]] = []
        for column in self.columns:
            some = map(column.__getitem__, numbers)
            found.append(array("q", some) if isinstance(column, array) else list(some))
        return Table(found)

    def having(self, flag: int) -> list[int]:
        """The numbers of rows with a flag."""
        return [number for number, flags in enumerate(self.flags) if flags & flag]

    def lacking(self, flag: int) -> list[int]:
        return [number for number, flags in enumerate(self.flags) if not flags & flag]

    def stands(self, number: int | None, stamp: Stamp) -> bool:
        """Whether the file is surely as it was read."""
        return (
            number is not None
            and (self.time[number], self.size[number], self.inode[number]) == stamp
            and bool(self.flags[number] & SURE)
        )

    def place(self, number: int) -> Place:
        """Of its entry."""
        return Place(self._start[number], self._length[number], self._check[number])

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
        referring = [bool(flags & REFERRING) for flags in self.flags]
        columns = (self.path, self.id, self.order, self.period, self.tags, self.source, self.whole, self.said)
        return Outlines(*columns, referring)


class _Saved(Record, frozen=True):
    made_by: str
    numbers: tuple[bytes, ...]
    texts: tuple[list[str], ...]
    digests: tuple[bytes, ...]
    words: list[str]
    "Every tag."
    tags: bytes
    "The number of each tag of each row, one after another; likewise:"
    counts: bytes


def save(table: Table, file: Path, made_by: str) -> None:
    """Raises `OSError`; `UnicodeEncodeError` where a name is no Unicode."""
    columns = dict(zip(Row._fields, table.columns, strict=True))
    words = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(table.tags)))}
    saved = _Saved(
        made_by,
        numbers=tuple(columns[name].tobytes() for name in _NUMBERS),  # type: ignore[attr-defined]
        texts=tuple(list(columns[name]) for name in _TEXTS),
        digests=tuple(b"".join(columns[name]) for name in _DIGESTS),
        words=list(words),
        tags=array("I", map(words.__getitem__, chain.from_iterable(table.tags))).tobytes(),
        counts=array("I", map(len, table.tags)).tobytes(),
    )
    packed = msgspec.msgpack.encode(saved)
    replace(file, crc32(packed).to_bytes(4, "big") + packed)


def load(file: Path, made_by: str) -> Table | None:
    """None where there is none, another program wrote it or it is damaged."""
    try:
        raw = file.read_bytes()
        if crc32(memoryview(raw)[4:]).to_bytes(4, "big") != raw[:4]:
            return None
        saved = msgspec.msgpack.decode(memoryview(raw)[4:], type=_Saved)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if saved.made_by != made_by:
        return None
    words = list(map(saved.words.__getitem__, array("I", saved.tags)))
    ends = accumulate(array("I", saved.counts), initial=0)
    tags = [tuple(words[start:end]) for start, end in pairwise(ends)]
    digests = ([raw[at : at + 16] for at in range(0, len(raw), 16)] for raw in saved.digests)
    return Table([*(array("q", numbers) for numbers in saved.numbers), *saved.texts, tags, *digests])
