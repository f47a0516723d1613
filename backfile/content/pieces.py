"""A file that many small pieces are added to, each found again by its place and told whole by its checksum.

place = adding.add(b"…")     → Place(start=81, length=1, check=3523407757)
Pieces(file).get(place)      → b"…", or None where it is not what it was
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

_WAITING = 1 << 22
"Bytes that are written in one go."
_LENGTH, _CHECK = 8, 4
"Bytes of a length and of a checksum."


class Place(NamedTuple):
    start: int
    length: int
    check: int
    "CRC-32."


class Several(NamedTuple):
    """Pieces that are added in one go. Any process may make them."""

    content: bytes
    "One after another."
    lengths: list[int]
    checks: list[int]

    @classmethod
    def of(cls, pieces: Sequence[bytes]) -> Several:
        return cls(b"".join(pieces), list(map(len, pieces)), list(map(crc32, pieces)))

    def places(self, start: int) -> Iterator[Place]:
        """Where each stands, if the first does at `start`."""
        return map(Place, accumulate(self.lengths, initial=start), self.lengths, self.checks)

    def taken(self, numbers: Sequence[int]) -> Several:
        """Some of them, by their numbers."""
        places = list(self.places(0))
        return Several.of([self.content[p.start : p.start + p.length] for p in map(places.__getitem__, numbers)])


class Pieces:
    """The file as it stands when it is first asked. Copies of this process may ask, too."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._open: int | None = None
        "Its descriptor; -1 where it cannot be had."

    def __del__(self) -> None:
        if self._open is not None and self._open >= 0:
            os.close(self._open)

    def get(self, place: Place) -> bytes | None:
        if self._open is None:
            try:
                self._open = os.open(self._file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            except OSError:
                self._open = -1
        if self._open < 0:
            return None
        try:
            piece = _part(self._open, place.start, place.length)
        except (OSError, ValueError, OverflowError):
            return None
        return piece if len(piece) == place.length and crc32(piece) == place.check else None


class Adding:
    """Adds to the file, or begins it anew. Nothing counts until what names the places is written: see `replace`.

    What the disk refuses is not kept: then `failed` says so, and no place holds.
    """

    def __init__(self, file: Path, *, anew: bool) -> None:
        self._file = file
        self._waiting: list[bytes] = []
        self._end = 0
        self._anew = anew
        if not anew:
            with suppress(OSError):
                self._end = file.stat().st_size
        self.end = self._end
        "Bytes, with those that wait."
        self.failed = False

    def add(self, piece: bytes) -> Place:
        return Place(self.add_all(piece), len(piece), crc32(piece))

    def add_all(self, content: bytes) -> int:
        """Of several pieces; where the first stands."""
        start = self.end
        self._waiting.append(content)
        self.end += len(content)
        if self.end - self._end > _WAITING:
            self.flush()
        return start

    def flush(self) -> bool:
        """Whether all of it is in the file."""
        if not self.failed:
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                with self._file.open("wb" if self._anew else "ab") as file:
                    file.writelines(self._waiting)
            except OSError:
                self.failed = True
        self._waiting, self._end, self._anew = [], self.end, False
        return not self.failed


def shortened(file: Path, places: Iterable[Place]) -> list[Place] | None:
    """Writes the file anew with these pieces alone; where they are then, or None where the disk refuses."""
    fresh = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    made, pieces = [], Pieces(file)
    adding = Adding(fresh, anew=True)
    for place in places:
        made.append(adding.add(pieces.get(place) or b""))
    if not adding.flush():
        return None
    fresh.replace(file)
    return made


def replace(file: Path, *content: bytes) -> None:
    """The file is there, whole, or as it was. Raises `OSError`."""
    fresh = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with fresh.open("wb") as made:
            made.writelines(content)
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def replace_checked(file: Path, content: bytes) -> None:
    """As `replace`, its length and its checksum before it."""
    replace(file, _header(content), content)


def add_checked(file: Path, size: int, content: bytes) -> bool:
    """Adds to a file of which `checked` found all; False where it has another size. Raises `OSError`.

    What is cut short then, or mixed with what another process adds, is no piece: `checked` ends before it.
    """
    with file.open("r+b") as made:
        if made.seek(0, os.SEEK_END) != size:
            return False
        made.write(_header(content) + content)
    return True


def checked(file: Path) -> tuple[list[memoryview], int]:
    """What was so put there, one or more, and how many bytes they take: up to one that was not wholly written.

    A power cut may leave zeros, which would else be one of no length.

    Raises `OSError`, too where the first is not what it was.
    """
    raw = memoryview(file.read_bytes())
    found: list[memoryview] = []
    size = 0
    while size < len(raw):
        begin = size + _LENGTH + _CHECK
        end = begin + int.from_bytes(raw[size : size + _LENGTH], "big")
        if begin == end or len(raw) < end or _header(raw[begin:end]) != raw[size:begin]:
            break
        found.append(raw[begin:end])
        size = end
    if not found:
        raise OSError(errno.EIO, "is damaged", str(file))
    return found, size


def _header(content: bytes | memoryview) -> bytes:
    return len(content).to_bytes(_LENGTH, "big") + crc32(content).to_bytes(_CHECK, "big")


def _part(file: int, start: int, length: int) -> bytes:
    if hasattr(os, "pread"):  # processes that are copies of one another share a file's position
        return os.pread(file, length, start)
    os.lseek(file, start, os.SEEK_SET)
    return os.read(file, length)
