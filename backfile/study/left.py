"""What the last build came to of the archive as a whole, in `.backfile/knowledge.left`: an edit is compared, not all.

with going_on(site, size, None) as kept:
    knowledge.derive(…, kept)

It is a cache: what is lost, damaged or another program's is found out anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from backfile.config import Site
from backfile.kept import MOST
from backfile.versions import library, program

if TYPE_CHECKING:
    from backfile.knowledge.kept import Kept

FILE = "knowledge.left"


def made_by() -> str:
    """Differs when anything of it might be found otherwise, or be called otherwise."""
    libraries = ("markdown", "msgspec", "nh3", "slugify", "text_unidecode")
    return "\n".join((program(), sys.version, *map(library, libraries)))


@contextmanager
def going_on(site: Site, size: int, held: Kept | None, *, fresh: bool = False) -> Iterator[Kept | None]:
    """What a derivation of so many articles goes on from, and leaves to the next; `held`, if this process has any.

    If the build is `fresh`, what lies on the disk is not read. A large archive leaves nothing there, and only a preview
    goes on from what it holds: all of it has to be in memory at once, 8 kB an article.
    """
    large = size > MOST
    if large and held is None:
        yield None
        return
    from backfile.knowledge import kept as keeping

    kept = held or keeping.Kept()
    if kept.last is None and not (large or fresh):
        _read(site, kept)
    before = kept.last
    yield kept
    waits = held is None or before is None  # a preview has it written once, not at each edit
    if waits and not large and kept.last != before:
        _write(site, kept)


def _read(site: Site, kept: Kept) -> None:
    from backfile.content import pieces
    from backfile.knowledge import leaving

    with suppress(OSError):
        if found := leaving.unpacked(pieces.checked(site.work / FILE)[0][0], made_by()):
            kept.take(found)


def _write(site: Site, kept: Kept) -> None:
    from backfile.content import pieces
    from backfile.knowledge import leaving

    if packed := leaving.packed(kept, made_by()):
        with suppress(OSError):
            pieces.replace_checked(site.work / FILE, packed)
