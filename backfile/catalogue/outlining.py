"""Articles → their outlines, which say all that is asked of every article before a page is made.

outline(article)           → Outline(path="2025/06/x", id="3fa0b1c2d4e5-1", period="2025-06", tags=("Oman",), …)
gather((article, …))       → Gathered: the articles, their outlines beside them
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from backfile import digests
from backfile.catalogue.places import certainty, order, period
from backfile.model import Article, Gathered, Outline, Outlines

_SAID = attrgetter(
    *("path", "id", "title", "source", "agency", "summary", "lang", "published", "relative", "captured", "tags")
)
"What a list says of an article, its tags and its source as its file spells them."
NO_SEED = bytes(16)


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
