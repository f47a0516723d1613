"""Whole files or none: written in `.backfile/`, then moved into place.

replace(site, site.content / "2025/06/x.md", b"---…", before=None)
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from backfile.config import Site
from backfile.errors import InputError, Problem

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@contextmanager
def told(site: Site) -> Iterator[None]:
    """Turns the disk's refusals into an `InputError` that names the file."""
    try:
        yield
    except OSError as error:
        name = error.filename2 or error.filename  # where a file was to be moved, if it was
        file = Path(os.fsdecode(name)) if isinstance(name, str | bytes) else site.content
        cause = (error.strerror or str(error)).lower()
        hint = "free some space" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "see that this user may write here"
        if error.errno == errno.ENOENT:
            hint = "it was moved or deleted meanwhile: see that nothing else works on it"
        hint += " and run again; every file is as it was or wholly written"
        raise InputError([Problem(site.shown(file), 0, f"cannot be read or written: {cause}", hint)]) from error


def read(file: str) -> bytes:
    """What a file holds. Python's own way asks the system twelve things for a small one, this four."""
    handle = os.open(file, _READ)
    try:
        made = os.read(handle, os.fstat(handle).st_size + 1)
        while more := os.read(handle, 1 << 20):
            made += more
        return made
    finally:
        os.close(handle)


def replace(site: Site, path: Path, new: bytes, before: bytes | None = None) -> None:
    """Puts `new` at `path` in one step, creating folders. `before` is what stood there when `new` was made from it.

    Raises `InputError` where somebody has changed the file since.
    """
    name = f"content-{os.getpid()}.tmp"
    if before is None and _put(f"{site.work}{os.sep}{name}", str(path), new):
        return
    made = site.work / name
    site.work.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _write(made, new, path if before is not None else None)
        now = path.read_bytes() if path.exists() else None
        if now != before:
            raise InputError([Problem(site.shown(path), 0, "was changed while it was being updated", "run again")])
        try:
            made.replace(path)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # `.backfile/` is on another disk than `content/`: the temporary file stands beside, its dot hides it.
            made.unlink()
            made = path.with_name(f".{path.name}.tmp")
            _write(made, new, path if before is not None else None)
            made.replace(path)
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)


def _put(made: str, path: str, new: bytes) -> bool:
    """Puts a new file in its place by few calls of the system; False where anything is not as it mostly is."""
    try:
        handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
        try:
            whole = os.write(handle, new) == len(new)
        finally:
            os.close(handle)
        try:
            os.stat(path)  # noqa: PTH116 - `exists` takes three times as long, and there may be a million
        except FileNotFoundError:
            if whole:
                os.rename(made, path)  # noqa: PTH104 - on Windows, where another has put a file there, it fails
                return True
    except OSError:
        pass
    return False


def _write(made: Path, new: bytes, edited: Path | None) -> None:
    with made.open("wb") as file:
        file.write(new)
        if edited is not None:  # a person's work is at stake; what import alone wrote it can write again
            file.flush()
            os.fsync(file.fileno())
    if edited is not None:
        shutil.copymode(edited, made)
