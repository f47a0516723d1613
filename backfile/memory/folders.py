"""The files of the output folder, as they stand there, found without listing every folder.

standing(Path("public"))    → {"2025/06/x/index.html": (5120, 1750683600000000000), …}

A folder whose inode and time of change are as they were when it was listed holds what it held, so only that is asked
after: of 12,700 folders of one page each in 70 ms instead of 120. It is the time that the system sets (`ctime`), which
no `touch`, `cp -a` or `rsync` can put back; where a system has none, as Windows, all are listed.
"""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR

import msgspec

from backfile.content import pieces
from backfile.memory.outputs import MARK, STAGE, Stat, stat_of
from backfile.model import Record

_NOT_WALKED = frozenset({STAGE, ".git", ".hg", ".svn"})
_PAGE = ["index.html"]
"All that most folders hold: of those it is not kept."
_SETTLING = 2_000_000_000  # nanoseconds: a folder changed twice in one tick of a coarse clock would pass for unchanged
_ROOM = (1 << 63) - 1
"An inode may take 64 bits."
_STAMP = 8
"Bytes of a time or an inode."
_TIMED = os.name != "nt"
"Whether the system sets a time of change: where it does not, `ctime` is that of creation."
_FEW = 16
"What is kept is written anew once one of so many folders is not as it was."


class Listing(Record, frozen=True):
    """What a folder holds."""

    files: list[str]
    "Names, of links and the like, too."
    folders: list[str]
    times: bytes
    "Of change, of each of the folders, in nanoseconds; zero where it may have changed since it was listed."
    inodes: bytes


Listings = Mapping[str, Listing]
"By path: `2025/06/`; empty for the output folder itself."


def standing(folder: Path, kept: Path | None = None) -> dict[str, Stat]:
    """Every file below `folder` by its relative path, but for our mark and what version control keeps there.

    `kept` is the file in which listings are kept from one call to the next.
    """
    kept = kept if _TIMED else None
    walk = _Walk(folder, _load(kept) if kept else {})
    if kept and walk.listed * _FEW > walk.folders:
        _save(walk.now, kept)
    return walk.found


class _Walk:
    """Through all folders."""

    def __init__(self, folder: Path, before: Listings) -> None:
        self._top, self._before = f"{folder}/", before
        self._settled = time.time_ns() - _SETTLING
        self.found: dict[str, Stat] = {}
        self.now: dict[str, Listing] = {}
        self.folders, self.listed = 0, 0
        waiting = [("", False)]
        while waiting:
            path, same = waiting.pop()
            known = before.get(path)
            if known and same:
                self._ask([path + name for name in known.files])
                waiting += self._below(path, known)
                continue
            files, folders = self._list(path)
            if folders or files != _PAGE:
                waiting += self._below(path, Listing(files, folders, *_stamps(folders, known)))

    def _below(self, path: str, of: Listing) -> list[tuple[str, bool]]:
        """The folders in one that must be looked into, and whether they hold what they held; asks after pages."""
        times, inodes = array("q", of.times), array("q", of.inodes)
        found: list[tuple[str, bool]] = []
        pages: list[str] = []
        changed = False
        for place, (name, before, inode) in enumerate(zip(of.folders, times, inodes, strict=True)):
            folder = path + name
            try:
                stat = os.lstat(self._top + folder)
            except FileNotFoundError:  # gone meanwhile
                continue
            below = folder + "/"
            if stat.st_ctime_ns == before and stat.st_ino & _ROOM == inode:
                if below in self._before:
                    found.append((below, True))
                else:
                    pages.append(below + _PAGE[0])
                continue
            settled = stat.st_ctime_ns < self._settled
            times[place], inodes[place] = stat.st_ctime_ns if settled else 0, stat.st_ino & _ROOM
            self.listed += settled
            changed = True
            if S_ISDIR(stat.st_mode):
                found.append((below, False))
        self.folders += len(times)
        self.now[path] = Listing(of.files, of.folders, times.tobytes(), inodes.tobytes()) if changed else of
        self._ask(pages)
        return found

    def _list(self, path: str) -> tuple[list[str], list[str]]:
        """The names of files and of folders."""
        files: list[str] = []
        folders: list[str] = []
        try:
            with os.scandir(self._top + path) as entries:
                for entry in entries:
                    if entry.name not in _NOT_WALKED:
                        (folders if entry.is_dir(follow_symlinks=False) else files).append(entry.name)
        except (FileNotFoundError, NotADirectoryError):
            pass  # not there any more; of 60,000 folders, `suppress` would take a tenth of the time
        if not path and MARK in files:
            files.remove(MARK)
        self._ask([path + name for name in files])
        return files, folders

    def _ask(self, paths: list[str]) -> None:
        """After files."""
        top, found = self._top, self.found
        for path in paths:
            try:
                found[path] = stat_of(os.lstat(top + path))
            except (FileNotFoundError, NotADirectoryError):
                continue


def _stamps(folders: list[str], before: Listing | None) -> tuple[bytes, bytes]:
    """The times and inodes that they had when they were listed, as far as that is known."""
    if not before:
        return bytes(_STAMP * len(folders)), bytes(_STAMP * len(folders))
    stamps = zip(array("q", before.times), array("q", before.inodes), strict=True)
    known = dict(zip(before.folders, stamps, strict=True))
    told = [known.get(name, (0, 0)) for name in folders]
    return array("q", [time for time, _ in told]).tobytes(), array("q", [inode for _, inode in told]).tobytes()


def _load(file: Path) -> dict[str, Listing]:
    """Nothing where there is nothing, or it is damaged."""
    try:
        found = msgspec.msgpack.decode(pieces.checked(file)[0][0], type=dict[str, Listing])
    except (OSError, msgspec.MsgspecError):
        return {}
    sound = all(len(of.times) == len(of.inodes) == _STAMP * len(of.folders) for of in found.values())
    return found if sound else {}


def _save(listings: Listings, file: Path) -> None:
    """Where it cannot be written, or a name in it, all is listed the next time."""
    with suppress(OSError, UnicodeEncodeError):
        pieces.replace_checked(file, msgspec.msgpack.encode(listings))
