"""The inputs of a build in one text: as long as it is the same, nothing need be planned.

    fingerprint(site, the theme's files)   → "9b1d…", or None where no text can stand for them yet

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

import msgspec

from backfile import __version__, cards, rulings
from backfile.config import Site

_PROGRAM = Path(__file__).parent.parent
# Some disks keep times of change to two seconds: what was changed so lately may change again and look the same.
_SETTLED = 2_000_000_000


def fingerprint(site: Site, files: Iterable[Path], engine: str = "") -> str | None:
    """A digest of all that decides what is built: content, comments, rulings, theme (`files`), settings and program.

    `engine` stands for the libraries that render.

    None where a file changed within the last two seconds, or cannot be looked at.
    """
    made = blake2b(program(site, engine), digest_size=16)
    settled = time.time_ns() - _SETTLED
    comments = str(site.root / "comments")
    try:
        entries = sorted(
            (
                *_below(str(site.content), "content/"),
                *(_below(comments, "comments/") if os.path.lexists(comments) else ()),
                *((str(file), file.stat()) for file in files),
                *((name, (site.root / name).stat()) for name in rulings.FILES if os.path.lexists(site.root / name)),
            ),
            key=itemgetter(0),
        )
    except OSError:
        return None
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
