"""The inputs of a build in one text: as long as it is the same, nothing need be planned.

    fingerprint(site, theme)   → Inputs(pages="9b1d…", whole="53f0…"), or None where no text can stand for them yet

It is made of where each file is, its size, its time of change and its inode; no file is opened.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from backfile import __version__, cards, rulings
from backfile.config import Site

_PROGRAM = Path(__file__).parent.parent
# Some disks keep times of change to two seconds: what was changed so lately may change again and look the same.
_SETTLED = 2_000_000_000


class Inputs(NamedTuple):
    """Digests of what a build is made of; None where a file changed within the last two seconds, or cannot be seen."""

    pages: str | None
    "Of all that pages are made of: content, comments, rulings, templates, settings, program, names of static files."
    whole: str | None
    "Of the static files, too."


class Theme(Protocol):
    """What is asked of a theme."""

    @property
    def engine(self) -> str:
        """Stands for the libraries that render."""

    def files(self, kind: str, /) -> Iterable[Path]: ...


def fingerprint(site: Site, theme: Theme) -> Inputs:
    """Of all that decides what is built."""
    statics = tuple(theme.files("static"))
    pages = _pages(site, theme, [str(file) for file in statics])
    if pages is None:
        return Inputs(None, None)
    whole = blake2b(pages.encode(), digest_size=16)
    try:
        return Inputs(pages, _of([(str(file), file.stat()) for file in statics], whole))
    except OSError:
        return Inputs(pages, None)


def _pages(site: Site, theme: Theme, names: list[str]) -> str | None:
    made = blake2b(program(site, theme.engine), digest_size=16)
    made.update("\0".join(sorted(names)).encode(errors="surrogatepass"))
    comments = str(site.root / "comments")
    try:
        entries = sorted(
            (
                *_below(str(site.content), "content/"),
                *(_below(comments, "comments/") if os.path.lexists(comments) else ()),
                *((str(file), file.stat()) for file in theme.files("templates")),
                *((name, (site.root / name).stat()) for name in rulings.FILES if os.path.lexists(site.root / name)),
            ),
            key=itemgetter(0),
        )
    except OSError:
        return None
    return _of(entries, made)


def _of(entries: Iterable[tuple[str, os.stat_result]], made: blake2b) -> str | None:
    settled = time.time_ns() - _SETTLED
    for name, stat in entries:
        if stat.st_mtime_ns > settled:
            return None
        made.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ino}\n".encode(errors="surrogatepass"))
    return made.hexdigest()


def program(site: Site, engine: str = "") -> bytes:
    """A digest of what decides how an archive is planned besides what it holds: the program and the settings."""
    said = (__version__, sys.version, site.settings, site.offline, site.pagefind, cards.engine(), engine)
    made = blake2b(msgspec.json.encode(said), digest_size=16)
    for name, stat in sorted(_below(str(_PROGRAM), "program/"), key=itemgetter(0)):
        made.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ino}\n".encode(errors="surrogatepass"))
    return made.digest()


def _below(folder: str, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry.stat(follow_symlinks=False)
