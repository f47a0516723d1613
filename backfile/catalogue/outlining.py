"""Articles → their outlines, which say all that is asked of every article before a page is made.

outline(article)           → Outline("2025/06/x", "3fa0b1c2d4e5-1", "100000…", "2025-06", ("Oman",), …)
gather((article, …))       → Gathered: the articles, their outlines beside them
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from backfile import digests
from backfile.catalogue.places import order, period
from backfile.model import Article, Gathered, Outlines

_SAID = attrgetter("path", "id", "title", "source", "agency", "summary", "lang", "published", "relative", "captured")
"What a list says of an article, besides its tags and the spelling of its source."


class Outline(NamedTuple):
    """One row of `Outlines`."""

    path: str
    id: str
    order: str
    period: str
    tags: tuple[str, ...]
    source: str
    whole: bytes
    said: bytes
    referring: bool


def outline(article: Article) -> Outline:
    return Outline(
        path=article.path,
        id=article.id,
        order=order(article),
        period=period(article),
        tags=article.tags,
        source=article.source or "",
        whole=digests.of(article),
        said=digests.of(_SAID(article)),
        referring=bool(article.related or article.aliases),
    )


def gather(articles: Iterable[Article]) -> Gathered:
    held = tuple(articles)
    columns = zip(*map(outline, held), strict=True) if held else ()
    return Gathered(Outlines(*columns), held.__getitem__)
