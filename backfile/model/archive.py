"""The collection as a whole, and the files that are made of it."""

from __future__ import annotations

from typing import Any

from backfile.model.content import Article
from backfile.model.record import Record


class Tag(Record, frozen=True):
    """A tag is its slug. `name` is the commonest spelling among its articles."""

    slug: str
    name: str
    articles: tuple[int, ...]
    "Positions in `Archive.articles`, ascending."
    broader: tuple[str, ...] = ()
    "Slugs of the tags that a person says it is a part or a kind of."


class Source(Record, frozen=True):
    """A publisher as printed. Two labels with one slug are one source, shown in the commoner spelling."""

    slug: str
    name: str
    articles: tuple[int, ...]


class Archive(Record, frozen=True):
    """The whole collection in its one order: earliest bound of `published`, else of `captured`, else last; then URL.

    Oldest first; positions in `articles` are what everything else refers to.
    """

    articles: tuple[Article, ...]
    tags: tuple[Tag, ...]
    "By slug."
    sources: tuple[Source, ...]
    "By slug."
    months: tuple[tuple[str, tuple[int, ...]], ...]
    "(`2025-06`, positions) in order: by the month in which `published` certainly lies, else that of `captured`."
    undated: tuple[int, ...]
    "Positions of articles with neither."


class Page(Record, frozen=True):
    """One file of the site. `view` is everything its template may show, and so the list of what it depends on."""

    url: str
    "Site path: `/2025/06/x/` (written as `index.html` in that folder) or a file's, `/feed.xml`."
    template: str
    "A template's name (`article.html`), or a writer's (`atom`, `jsonl`, `static` …)."
    view: Any
    "A frozen record of tuples: no sets, no clock."
