"""What a disk can refuse, said in words, and small acts on files that hold on every system.

public/feed.xml: cannot be written: the disk is full — free some space and build again; the site is as it was
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from backfile.config import Site
from backfile.errors import InputError, Problem

AS_IT_WAS = "the site is as it was"
HALFWAY = "every file of the site is whole, and the next build finishes the change"

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_FREE = "free some space and build again"
_PERMIT = "let this user write there and build again"
_WORDS = {
    errno.ENOSPC: ("the disk is full", _FREE),
    errno.EDQUOT: ("the disk quota is used up", _FREE),
    errno.EROFS: ("the file system is read-only", _PERMIT),
    errno.EACCES: ("permission is denied", _PERMIT),
    errno.EPERM: ("permission is denied", _PERMIT),
    errno.EMFILE: ("too many files are open", "raise the limit (ulimit -n) or build with --jobs 1"),
    errno.ENFILE: ("too many files are open", "close some programs or build with --jobs 1"),
    errno.EXDEV: ("it is on another disk than the archive", "make the folder by hand and build again"),
    errno.EISDIR: ("a folder stands in its place", "remove that folder and build again"),
    errno.ENOTDIR: ("a file stands in the place of its folder", "remove that file and build again"),
    errno.ENAMETOOLONG: ("its name is too long for this disk", "shorten it"),
}


@contextmanager
def told(site: Site, state: str = AS_IT_WAS) -> Iterator[None]:
    """Turns the disk's refusals into an `InputError` that names the file, the cause, the cure and the site's state."""
    try:
        yield
    except OSError as error:
        cause, cure = _WORDS.get(error.errno or 0, (error.strerror or str(error), "build again"))
        if getattr(error, "winerror", None) in _IN_USE:
            cause, cure = "another program has it open", "close that program and build again"
        file = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else site.output
        act = "written" if file.is_relative_to(site.work) or file.is_relative_to(site.output) else "read"
        raise InputError([Problem(_shown(file, site), 0, f"cannot be {act}: {cause}", f"{cure}; {state}")]) from error


def _shown(path: Path, site: Site) -> str:
    """A file in the stage is named as the file of the site that it was to become."""
    with suppress(ValueError):
        staged = path.relative_to(site.kept / "stage")
        path = site.output.joinpath(*staged.parts[1:])
    return site.shown(path)


_IN_USE = (5, 32, 33)
"Windows: access denied, sharing violation, lock violation, all of which pass when a virus scanner lets go."


def patiently(act: Callable[[], object]) -> None:
    """Does `act`, again for up to two seconds where Windows says that another program has the file open."""
    for wait in (0.01, 0.03, 0.1, 0.3, 0.6, 1.0):
        try:
            act()
            return
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _IN_USE:
                raise
            time.sleep(wait)
    act()


def put(file: Path | str, content: bytes) -> os.stat_result:
    """Writes a file, its folder too if need be; errors name the file, which those of writing and closing do not."""
    try:
        try:
            handle = os.open(file, _NEW, 0o666)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
            handle = os.open(file, _NEW, 0o666)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(handle, left) :]
            return os.fstat(handle)
        finally:
            os.close(handle)
    except OSError as error:
        error.filename = error.filename or str(file)
        raise


def move(source: Path, target: Path) -> None:
    """Puts a staged file or folder in its place; what cannot be replaced in one step makes way first."""
    folder_there = target.is_dir() and not target.is_symlink()
    if source.is_dir() and folder_there:
        for child in sorted(source.iterdir()):
            move(child, target / child.name)
        return
    if source.is_dir() and os.path.lexists(target):
        patiently(target.unlink)
    elif folder_there:
        patiently(lambda: shutil.rmtree(target))
    patiently(lambda: source.replace(target))


def remove(path: Path) -> None:
    """Removes a file or a folder, as far as that can be done."""
    with suppress(OSError):
        path.unlink()
    remove_tree(path)


def remove_tree(folder: Path) -> None:
    """Removes a folder of ours, as far as that can be done."""
    shutil.rmtree(folder, ignore_errors=True)
