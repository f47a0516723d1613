"""What stands in `content/` now: a build walks there once, and both asks whether anything changed and reads by it.

walk.content(site)
→ Walked(articles=[("2025/06/x", (1750683600000000000, 5120, 77)), …], others=[(".imported/3f.jsonl", …)], …)
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from backfile.config import Site
from backfile.errors import InputError, Problem

Stamp = tuple[int, int, int]
"Time of change in nanoseconds, size in bytes, inode."
Found = tuple[str, Stamp]
"A path below `content/` and its stat."


_ROOM = (1 << 63) - 1


class Walked(NamedTuple):
    """Of hidden folders, too; links are not followed."""

    articles: list[Found]
    "Those whose names end in `.md`, without it, in order; hidden ones are none."
    others: list[Found]
    faults: list[Problem]
    "What cannot be read at all: links, pipes, folders without permission."

    @property
    def files(self) -> list[Found]:
        """Articles and others."""
        return [*self.articles, *self.others]


def content(site: Site) -> Walked:
    """Raises `InputError` where the disk fails."""
    found = Walked([], [], [])
    waiting = [("", False)] if site.content.is_dir() else []
    while waiting:
        below, hidden = waiting.pop()
        try:
            entries = list(os.scandir(f"{site.content}/{below}"))
        except OSError as error:
            if not hidden:
                what = f"cannot be listed: {error.strerror}"
                found.faults.append(Problem(f"content/{below}", 0, what, "let this user read it"))
            continue
        try:
            waiting += _sorted_out(entries, below, found, hidden=hidden)
        except OSError as error:
            what = f"cannot be looked at: {(error.strerror or str(error)).lower()}"
            hint = "see that nothing else works on it, and run again"
            raise InputError([Problem(f"content/{below}", 0, what, hint)]) from error
    found.articles.sort()
    return found


def _sorted_out(
    entries: list[os.DirEntry[str]], below: str, found: Walked, *, hidden: bool
) -> Iterator[tuple[str, bool]]:
    """Puts what stands in a folder where it belongs; the folders in it, and whether they are hidden."""
    for entry in entries:
        name = entry.name
        secret = hidden or name.startswith(".")
        if not secret and name.endswith(".md") and entry.is_file(follow_symlinks=False):
            found.articles.append((below + name[:-3], stamped(entry.stat(follow_symlinks=False))))
            continue
        if entry.is_dir(follow_symlinks=False):
            yield f"{below}{name}/", secret
            continue
        found.others.append((below + name, stamped(entry.stat(follow_symlinks=False))))
        if not secret:
            _judge(entry, below, found.faults)


def stamped(of: os.stat_result) -> Stamp:
    """Some systems' inodes take 64 bits, which a column of signed numbers has no room for."""
    return of.st_mtime_ns, of.st_size, of.st_ino & _ROOM


def _judge(entry: os.DirEntry[str], below: str, faults: list[Problem]) -> None:
    """Adds what is wrong with something that is neither a file of an article nor a folder."""
    article = entry.name.endswith(".md")
    if entry.is_symlink():
        if os.path.isdir(entry.path) or article:  # noqa: PTH112 - `entry.is_dir` fails on a loop
            what, hint = "is a symbolic link, and none is followed", "put the file or folder itself here"
            faults.append(Problem(f"content/{below}{entry.name}", 0, what, hint))
    elif article:
        faults.append(Problem(f"content/{below}{entry.name}", 0, "is not a file", "move it elsewhere"))
