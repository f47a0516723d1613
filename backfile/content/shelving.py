"""Where a new article is put: a shelf mark, given once.

path(draft, "3fa0b1c2d4e5-1", taken)   → "2025/06/ferry-returns-to-the-harbour"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from backfile import dates, urls
from backfile.content.fields import title
from backfile.model import Draft

_SHELF = re.compile(r"[0-9]{4}-[0-9]{2}")


def path(draft: Draft, id_: str, taken: Container[str], *, keep_scripts: bool = False) -> str:
    """The path of the article `id_`, below `content/` and without `.md`.

    `taken` holds the keys (see `key`) of all paths that are or ever were in use; the later of two alike gets `-2`.
    """
    shelf = (_month(draft.published) or _month(draft.captured) or "undated").replace("-", "/")
    slug = urls.slug(title(draft), id_, keep_scripts=keep_scripts)
    made, number = f"{shelf}/{slug}", 1
    while key(made) in taken:
        number += 1
        made = f"{shelf}/{_shortened(slug, f'-{number}')}"
    return made


def key(path: str) -> str:
    """Equal for paths that some file system takes for one: it may ignore case, or how an accent is composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


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
