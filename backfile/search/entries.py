"""What the index says of an article: all that a result shows, and what results are narrowed and ordered by.

    Entry("/2025/06/x/", "Dam gives way", when=When("17 June 2025", …), tags=("Dams", "Rivers"), year="2025", …)

The article's body enters as its digest, so a key over entries tells whether a part of the index is as it was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Any

from backfile import catalogue, content, dates, language, prose, urls
from backfile.config import Site
from backfile.model import Archive, Article, Record
from backfile.plan import dating
from backfile.views import When

SEAM = "^"
"Set after an Arabic article, so that Pagefind knows the noun too; the search page takes it out of what it shows."
# The article with what may be written in one word with it: و، ف، ب، ك، ل. `search.js` takes the same off a query.
_ARABIC_ARTICLE = re.compile(r"\b([وف]?(?:[بك]?ال|لل))(?=[^\W\d_]{3})")


class Entry(Record, frozen=True):
    url: str
    path: str
    title: str
    body: str
    "The digest of its Markdown."
    when: When
    date: int
    "The earliest day it can be of, as 20250617; 0 where there is none."
    source: str
    "As its slug line prints it: the publisher, else the agency."
    lang: str
    publisher: str
    "The name of the source's page."
    tags: tuple[str, ...]
    "The names of the tags' pages."
    year: str
    "Empty where it is not certain."


def entries(archive: Archive, site: Site) -> dict[str, Entry]:
    """Every article's entry, by the article's path."""
    own = language.load(site.settings.lang)
    tags: dict[int, list[str]] = defaultdict(list)
    publishers: dict[int, str] = {}
    for tag in archive.tags:
        for position in tag.articles:
            tags[position].append(tag.name)
    for source in archive.sources:
        publishers.update((position, source.name) for position in source.articles)
    return {
        article.path: Entry(
            url=urls.article(article.path),
            path=article.path,
            title=article.title,
            body=article.body_digest,
            when=dating.when(article, own),
            date=_date(article),
            source=article.source or article.agency or "",
            lang=article.lang or "",
            publisher=publishers.get(position, ""),
            tags=tuple(tags[position]),
            year=catalogue.period(article)[:4],
        )
        for position, article in enumerate(archive.articles)
    }


def _date(article: Article) -> int:
    return next((day for text in (article.published, article.captured) if text and (day := _earliest(text))), 0)


@lru_cache(maxsize=65536)
def _earliest(text: str) -> int:
    day = dates.parse(text).earliest
    return day.year * 10000 + day.month * 100 + day.day if day else 0


def record(entry: Entry, site: Site) -> dict[str, Any]:
    """The article as Pagefind takes it. Its body is read here, from `content/`."""
    from backfile.templates.helpers import clean, marked

    title = clean(seamed(entry.title))
    body = " ".join(prose.plain(content.body(site, entry.path)))
    shown = {
        "title": title,
        "source": clean(entry.source),
        "date": marked(entry.when),
        "iso": entry.when.iso,
        "how": "" if entry.when.certainty == "stated" else entry.when.certainty,
        "lang": clean(entry.lang) if entry.lang != language.spoken(site.settings.lang) else "",
    }
    return {
        "url": urls.quoted(entry.url)[1:],
        "content": clean(seamed(body)) or title,  # Pagefind passes over what has no text
        "language": stemmed_as(site),
        "meta": {name: text for name, text in shown.items() if text},
    }


def stemmed_as(site: Site) -> str:
    """The one language that the whole index is stemmed by: Pagefind searches but one at a time."""
    return site.settings.lang.split("-")[0].lower()


def seamed(text: str) -> str:
    """`text` with a seam after every Arabic article.

    >>> seamed("قال والميناء")
    'قال وال^ميناء'
    """
    return _ARABIC_ARTICLE.sub(rf"\1{SEAM}", text)
