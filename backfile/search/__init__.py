"""The search index: Pagefind's, in parts of at most 5,000 articles by period, which the search page joins.

    index(archive, site)   → SearchIndex(shards=("2016-2023", "undated"), files=(…))

    shards    which articles stand in which part
    entries   what the index says of an article, and what a part's key is made of
    engine    Pagefind itself, fed by its service protocol
    facets    the table of tags, sources, years, languages and dates beside each part
    indexing  makes the parts that changed, in `.backfile/search/`; the rest are as they were

The files are outputs like any other: the plan names them, and they are staged, committed and removed with the pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backfile.config import Site
    from backfile.model import Archive
    from backfile.views import SearchIndex


def index(archive: Archive, site: Site, progress: Callable[[str, int], object]) -> SearchIndex | None:
    """The index of `archive`; None where search is switched off or Pagefind is not installed.

    Empty for a folder that is opened from disk, where no browser lets a page search. Raises `InputError` where Pagefind
    fails or the disk refuses.
    """
    if not site.pagefind:
        return None
    from backfile.search import indexing  # loads what runs other programs

    return indexing.index(archive, site, progress)
