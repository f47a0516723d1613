"""Articles → their outlines, which say all that is asked of every article before a page is made.

outline(article)           → Outline("2025/06/x", "3fa0b1c2d4e5-1", "100000…", "2025-06", ("Oman",), …)
gather((article, …))       → Gathered: the articles, their outlines beside them
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from backfile import digests
from backfile.catalogue.places import certainty, order, period
from backfile.model import Article, Gathered, Outlines

_SAID = attrgetter("path", "id", "title", "source", "agency", "summary", "lang", "published", "relative", "captured")
"What a list says of an article, besides its tags and the spelling of its source."


NO_SEED = bytes(16)


class Outline(NamedTuple):
    """One row of `Outlines`."""

    path: str
    id: str
    order: str
    period: str
    source: str
    lang: str
    certainty: str
    tags: tuple[str, ...]
    whole: bytes
    said: bytes
    seed: bytes
    words: int
    aside: int
    referring: bool = False
    moved: bool = False
    complete: bool = True


def outline(article: Article) -> Outline:
    return Outline(
        path=article.path,
        id=article.id,
        order=order(article),
        period=period(article),
        source=article.source or "",
        lang=article.lang or "",
        certainty=certainty(article),
        tags=article.tags,
        whole=digests.of(article),
        said=digests.of(_SAID(article)),
        seed=digests.of(article.seed.sha256) if article.seed else NO_SEED,
        words=article.words,
        aside=len(article.set_aside),
        referring=bool(article.related),
        moved=bool(article.aliases),
        complete=article.complete,
    )


def gather(articles: Iterable[Article]) -> Gathered:
    held = tuple(articles)
    columns = zip(*map(outline, held), strict=True) if held else ()
    return Gathered(Outlines(*columns), held.__getitem__)
