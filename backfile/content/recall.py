"""What is remembered of a seed, for the account of it.

ids(divided, site)   → ("3fa0b1c2d4e5-1", "3fa0b1c2d4e5-2", …)
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from backfile.config import Site
from backfile.content import fields, imported
from backfile.content.matching import Index, Traits, identify
from backfile.model import Divided


def ids(divided: Divided, site: Site) -> tuple[str, ...]:
    """The ids of a dump's articles, as remembered, or as an import would give them now."""
    folder = site.content / imported.FOLDER
    files = sorted(folder.glob("*.jsonl")) if folder.is_dir() else []
    state = tuple((file.name, found.st_size, found.st_mtime_ns) for file in files if (found := file.stat()))
    file, sha256 = fields.whole(divided.seed.file), divided.seed.sha256
    traits = [Traits(fields.title(each), fields.sentences(each), each.spans) for each in divided.articles]
    return identify(_index(site, state), file, sha256, traits, lambda *seed: stands(site, *seed)).ids


@lru_cache(maxsize=1)
def _index(site: Site, state: object) -> Index:
    """What is remembered; `state`, the stat of its files, says when to look again."""
    return Index(imported.load(site))


def stands(site: Site, file: str, sha256: str) -> bool:
    try:
        with (site.seeds / file).open("rb") as seed:
            return hashlib.file_digest(seed, "sha256").hexdigest() == sha256
    except (OSError, ValueError):
        return False
