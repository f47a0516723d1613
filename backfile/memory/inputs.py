"""The inputs of a build in one text: as long as it is the same, nothing need be planned.

    fingerprint(site, theme)   → Inputs(pages="9b1d…", whole="53f0…"), or None where no text can stand for them yet

It is made of where each file is, its size, its time of change and its inode; no file is opened.
"""

from __future__ import annotations

import os
import sys
import time
from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from backfile import __version__, cards, rulings
from backfile.config import Site
from backfile.versions import below
from backfile.walk import Found, stamped

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


def fingerprint(site: Site, theme: Theme, content: Iterable[Found], program: bytes) -> Inputs:
    """Of all that decides what is built; `content` is every file of that folder, `program` what stands for ours."""
    statics = tuple(theme.files("static"))
    pages = _pages(site, theme, content, [str(file) for file in statics], program)
    if pages is None:
        return Inputs(None, None)
    try:
        return Inputs(pages, _of(((str(file), stamped(file.stat())) for file in statics), pages.encode()))
    except OSError:
        return Inputs(pages, None)


def _pages(site: Site, theme: Theme, content: Iterable[Found], names: list[str], program: bytes) -> str | None:
    comments = str(site.root / "comments")
    try:
        others = [
            *(_below(comments, "comments/") if os.path.lexists(comments) else ()),
            *((str(file), file.stat()) for file in theme.files("templates")),
            *((name, (site.root / name).stat()) for name in rulings.FILES if os.path.lexists(site.root / name)),
        ]
    except OSError:
        return None
    began = program + "\0".join(sorted(names)).encode(errors="surrogatepass")
    found = (("content", tuple(content)), ("", tuple((name, stamped(of)) for name, of in others)))
    return _of(((f"{kind}/{name}", stamp) for kind, some in found for name, stamp in some), began)


def _of(found: Iterable[Found], began: bytes) -> str | None:
    """A digest; None where a file may change again and look the same."""
    entries = list(found)
    if max((stamp[0] for _, stamp in entries), default=0) > time.time_ns() - _SETTLED:
        return None
    entries.sort()
    made = blake2b(began, digest_size=16)
    made.update("\0".join([name for name, _ in entries]).encode(errors="surrogatepass"))
    made.update(array("q", chain.from_iterable(stamp for _, stamp in entries)).tobytes())
    return made.hexdigest()


def program(site: Site, engine: str = "") -> bytes:
    """A digest of what decides how an archive is planned besides what it holds: the program and the settings."""
    said = (__version__, sys.version, site.settings, site.offline, site.pagefind, cards.engine(), engine)
    made = blake2b(msgspec.json.encode(said), digest_size=16)
    for name, stat in sorted(_below(str(_PROGRAM), "program/"), key=itemgetter(0)):
        made.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ino}\n".encode(errors="surrogatepass"))
    return made.digest()


def _below(folder: str, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    return ((name, entry.stat(follow_symlinks=False)) for name, entry in below(folder, prefix))
