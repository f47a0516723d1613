"""The files of the output folder, and what is remembered of them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from backfile.model import Record

MARK = ".backfile"
"The file that marks an output folder as ours."
STAGE = ".backfile-stage"
"The folder in which pages are staged when the output folder is a device of its own."

Stat = tuple[int, int]
"Size in bytes and time of change in nanoseconds; (-1, 0) for a link or whatever else is no regular file."


class MadeFrom(NamedTuple):
    """What a file is made from: digests of its template, of its view and of the view's fields; its part and its key.

    `shown` is the key of a view that is made later; empty for others.
    """

    template: bytes
    view: bytes
    fields: bytes
    part: str
    key: bytes
    shown: bytes = b""


class Left(NamedTuple):
    """What is remembered of a file."""

    made_from: MadeFrom
    digest: bytes
    stat: Stat

    def stands(self, template: bytes, shown: bytes, stat: Stat | None) -> bool:
        """Whether it is as it was left, and of a view that need not be made to say that it would be the same."""
        return (self.made_from.template, self.made_from.shown, self.stat) == (template, shown, stat)


class Output(Record, frozen=True):
    """One rendered file of the site."""

    path: str
    "Relative to the output folder, forward slashes."
    made_from: MadeFrom
    digest: bytes
    size: int
    mtime: int
    "Nanoseconds."
    changed: bool
    "False where the file already stood there, byte for byte."


def digest(content: bytes) -> bytes:
    """16 bytes that stand for `content`. SHA-256, which most processors know, takes half the time of BLAKE2."""
    return sha256(content).digest()[:16]


def digest_of(file: Path, stat: Stat) -> bytes:
    """The digest of a file that stands; empty for what is no regular file, which is never read."""
    return digest(file.read_bytes()) if stat[0] >= 0 else b""


def standing_of(folder: Path, paths: Iterable[str]) -> dict[str, Stat]:
    """Those of some files that stand."""
    found: dict[str, Stat] = {}
    for path in paths:
        with suppress(OSError):
            found[path] = stat_of((folder / path).lstat())
    return found


def stat_of(of: os.stat_result) -> Stat:
    """What is compared of it."""
    return (of.st_size, of.st_mtime_ns) if S_ISREG(of.st_mode) else (-1, 0)


def hidden(path: str) -> bool:
    """Whether a part of `path` starts with a dot: `.nojekyll`, `.well-known/x`, `2025/.DS_Store`."""
    return path.startswith(".") or "/." in path
