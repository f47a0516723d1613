"""What is known of each file of `content/`, kept in `.backfile/content.entries` and read when it is asked for.

entries = opened(site, table)
entries["2025/06/x"].article     → Article(path="2025/06/x", id="3fa0b1c2d4e5-1", …)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property

import msgspec

from backfile.config import Site
from backfile.content.pieces import Pieces
from backfile.content.table import Table
from backfile.errors import Problem
from backfile.kept import Kept, packed
from backfile.model import Article, Record, SeedRef

ENTRIES = "content.entries"


class Entry(Record, frozen=True):
    """One file, but for where it is and its stat."""

    sha256: str
    "Of its bytes: where it has no id yet, its id comes from here."
    id: str | None = None
    "As written."
    readable: bool = True
    "Its front matter is."
    seed: SeedRef | None = None
    article: Article | None = None
    "None where there are problems. Its id is empty where the file has none."
    problems: tuple[Problem, ...] = ()
    note: Problem | None = None
    "Its Markdown could not be made into a page, which shows it as it was typed."


_unpacked = msgspec.msgpack.Decoder(Entry).decode


class Entries(Mapping[str, Entry]):
    """By path, in order of it; each is read where it is kept when it is asked for."""

    def __init__(self, paths: Sequence[str], kept: Callable[[int], Entry | None], read: Callable[[int], Entry]) -> None:
        """`read` is asked for what is not `kept`."""
        self._paths, self._kept = paths, kept
        self._read = Kept(lambda number: kept(number) or read(number))

    def at(self, number: int) -> Entry:
        """By the number of its row."""
        return self._read[number]

    def digest(self, number: int) -> str:
        """The SHA-256 that a file had when it was last read; empty where that is lost."""
        kept = self._kept(number)
        return kept.sha256 if kept else ""

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return dict(zip(self._paths, range(len(self._paths)), strict=True))

    def __getitem__(self, path: str) -> Entry:
        return self._read[self._numbers[path]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def opened(site: Site, of: Table) -> Entries:
    """Those that a table names, as many as there are now. Of the table no more is held than where they stand."""
    pieces = Pieces(site.work / ENTRIES)
    places, paths = of.places(), packed(of.path)

    def kept(number: int) -> Entry | None:
        if piece := pieces.get(places[number]):
            with suppress(msgspec.MsgspecError, UnicodeDecodeError):
                return _unpacked(piece)
        return None

    def read(number: int) -> Entry:
        from backfile.content.reading import Reader

        return Reader(site).entry(paths[number])

    return Entries(paths, kept, read)
