"""One build at a time: the operating system's lock on `.backfile/lock`, which names its holder.

A lock goes with the process that held it, however it ended, so none is ever stale.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from backfile.config import Site
from backfile.errors import BusyError, InputError, Problem
from backfile.publish.disk import told

_TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    def _take(handle: BinaryIO) -> None:
        handle.seek(1 << 20)  # a locked byte cannot be read by others, so not one of the holder's name
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: BinaryIO) -> None:
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go() -> None:
        """A copy of this process would hold the lock for as long as it lives."""
        for handle in _held:
            os.close(handle)
        _held.clear()

    os.register_at_fork(after_in_child=_let_go)

_held: set[int] = set()
"File descriptors."


@contextmanager
def locked(site: Site) -> Iterator[None]:
    """Holds the archive for this process. Raises `BusyError` with the holder's process and host if another has it."""
    file = site.work / "lock"
    if site.work.is_symlink():  # what is cleared away in it may be somebody's
        hint = "put a folder in the link's place, or remove it"
        raise InputError([Problem(site.shown(site.work), 0, "is a symbolic link, which is not followed", hint)])
    with told(site):
        for folder in dict.fromkeys((site.work, site.kept.parent, site.kept)):
            if folder.is_relative_to(site.work):
                folder.mkdir(exist_ok=True)
                _unlinked(folder)
        handle = file.open("a+b", buffering=0)
    with handle:
        try:
            _take(handle)
        except OSError as error:
            if error.errno in _TAKEN:
                handle.seek(0)
                raise BusyError(_busy(handle.read().decode(errors="replace").split())) from None
            # a file system without locks, as some network shares are: better built unguarded than not at all
        with told(site):
            handle.truncate(0)
            handle.seek(0)
            handle.write(f"{os.getpid()} {_host()}\n".encode())
        _held.add(handle.fileno())
        try:
            yield
        finally:
            _held.discard(handle.fileno())


def _host() -> str:
    if hasattr(os, "uname"):
        return os.uname().nodename
    import socket

    return socket.gethostname()


def _unlinked(folder: Path) -> None:
    """Takes links out of `folder`: a cache or a lock is written where it stands, not over what a link leads to."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink():
                Path(entry.path).unlink()


def _busy(holder: list[str]) -> str:
    who = f"process {holder[0]} on {holder[1]}" if len(holder) == 2 else "another process"
    return f"this archive is being built by {who} — wait until it is done, or end it"
