"""Where a new article is put: a shelf mark, given once.

shelf(draft)                                     → "2025/06"
Shelves(paths).place("2025/06", "ferry-returns") → "2025/06/ferry-returns"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from backfile import dates, urls
from backfile.model import Draft

_SHELF = re.compile(r"[0-9]{4}-[0-9]{2}")


def shelf(draft: Draft) -> str:
    """The folder, below `content/`, of a new article."""
    return (_month(draft.published) or _month(draft.captured) or "undated").replace("-", "/")


class Shelves:
    """Which paths are taken: all that are in use or ever were. The later of two alike gets `-2`."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._taken = set(map(key, paths))
        self._last: dict[str, int] = {}
        "The highest number given behind a path, so that the thousandth of one title is not tried a thousand times."

    def place(self, shelf: str, slug: str) -> str:
        """The path of a new article, below `content/` and without `.md`: taken from now on."""
        wanted = made = f"{shelf}/{slug}"
        number = self._last.get(wanted, 1)
        while key(made) in self._taken:
            number += 1
            made = f"{shelf}/{_shortened(slug, f'-{number}')}"
        if number > 1:
            self._last[wanted] = number
        self._taken.add(key(made))
        return made


def key(path: str) -> str:
    """Equal for paths that some file system takes for one: it may ignore case, or how an accent is composed."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def keys(paths: Sequence[str]) -> Iterable[str]:
    """The keys of many, none of which holds a line's end."""
    together = "\n".join(paths)
    return together.lower().split("\n") if together.isascii() else map(key, paths)


def _month(edtf: str | None) -> str | None:
    try:
        month = dates.parse(edtf).month if edtf else None
    except ValueError:
        return None
    return month if month and _SHELF.fullmatch(month) else None


def _shortened(slug: str, suffix: str) -> str:
    """`slug` with `suffix` within the limit, cut between words."""
    room = urls.SLUG_BYTES - len(suffix)
    if len(slug.encode()) > room:
        cut = slug.encode()[:room].decode(errors="ignore")
        slug = cut.rpartition("-")[0] or cut
    return slug + suffix
