"""The table of `content/`, in `.backfile/content.table`: all of it, and what changed since, added to its end.

save(table, file, made_by)                        all of it
stored = load(file, made_by)                      → Stored(table, size=5120, changes=1)
amend(stored, file, table, ["2025/06/x"], [])     one row of it: an edit among a million articles writes 0.2 kB
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from backfile.content.pieces import add_checked, checked, replace_checked
from backfile.content.table import DIGESTS, NUMBERS, TAGS, TEXTS, WORDS, Row, Table
from backfile.model import Record

_FEW = 16
"One of so many rows at most is written twice before all are written anew."


class Stored(NamedTuple):
    table: Table
    size: int
    "Bytes of its file, up to what was not wholly written."
    changes: int
    "How many rows were changed since all were written."


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


class _Change(Record, frozen=True):
    rows: tuple[tuple[Any, ...], ...]
    "The values of each."
    gone: tuple[str, ...]
    "Paths."


def save(table: Table, file: Path, made_by: str) -> None:
    """Raises `OSError`; `UnicodeEncodeError` where a name is no Unicode."""
    columns = table.columns
    tags = list(chain.from_iterable(columns[TAGS]))
    words = {word: place for place, word in enumerate(dict.fromkeys(chain(tags, *columns[WORDS])))}

    def places(column: Iterable[str]) -> bytes:
        return array("I", map(words.__getitem__, column)).tobytes()

    saved = _Saved(
        made_by,
        numbers=tuple(array("q", column).tobytes() for column in columns[NUMBERS]),
        texts=tuple(map(list, columns[TEXTS])),
        digests=tuple(map(b"".join, columns[DIGESTS])),
        words=list(words),
        worded=tuple(map(places, columns[WORDS])),
        tags=places(tags),
        counts=array("I", map(len, columns[TAGS])).tobytes(),
    )
    replace_checked(file, msgspec.msgpack.encode(saved))


def amend(stored: Stored, file: Path, table: Table, changed: Collection[str], gone: Collection[str]) -> bool:
    """Adds to the file what `table` is now in the rows of some paths; False where all had better be written.

    Raises as `save` does.
    """
    changes = stored.changes + len(changed) + len(gone)
    if changes * _FEW > len(table):
        return False
    rows = tuple(table.values(at) for at in map(table.at, changed) if at is not None)
    return add_checked(file, stored.size, msgspec.msgpack.encode(_Change(rows, tuple(gone))))


def load(file: Path, made_by: str) -> Stored | None:
    """None where there is none, another program wrote it or it is damaged."""
    try:
        (first, *later), size = checked(file)
        saved = msgspec.msgpack.decode(first, type=_Saved)
        changes = [msgspec.msgpack.decode(change, type=_Change) for change in later]
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if saved.made_by != made_by:
        return None
    table = _table(saved)
    for change in changes:
        table.change(map(Row.of_values, change.rows), change.gone)
    return Stored(table, size, sum(len(change.rows) + len(change.gone) for change in changes))


def _table(saved: _Saved) -> Table:
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
