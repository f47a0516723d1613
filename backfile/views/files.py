"""What each kind of file that is no page may hold: feeds, data, citations, sitemaps, copies."""

from __future__ import annotations

from typing import Generic, TypeVar

from backfile.citations import Citation
from backfile.model import Article, Record

Subject = TypeVar("Subject")


class Share(Generic[Subject]):
    """What an article brings to one kind of file. It enters a view as its digest: data files hold thousands."""

    __slots__ = ("digest", "made", "subject", "url")

    def __init__(self, subject: Subject, url: str, digest: bytes) -> None:
        self.subject = subject
        self.url = url
        self.digest = digest
        "Of all that the file says of the article, and of nothing else."
        self.made: dict[str, str] = {}
        "Its lines of each format, once made: they are the same in every list that holds the article."


class Learned(Record, frozen=True):
    """What the data files tell of one article beside its front matter. Absent knowledge is empty, never a guess."""

    names: tuple[tuple[str, str, int], ...] = ()
    "(name, kind, mentions)."
    key_points: tuple[tuple[str, int], ...] = ()
    "(text, paragraph)."
    who: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    reprint_of: str | None = None
    "An article's id."
    story: str | None = None
    "A story's slug."
    related: tuple[tuple[str, str], ...] = ()
    "(id, reason)."


class DataView(Record, frozen=True):
    """`articles.jsonl`, of the archive or of one list."""

    url: str
    members: tuple[Share[tuple[Article, Learned]], ...]


class TableView(Record, frozen=True):
    """`articles.csv`, of the archive or of one list: nothing that was learned of the articles stands there."""

    url: str
    members: tuple[Share[Article], ...]


class StoryRecord(Record, frozen=True):
    """A story as the data files know it; articles are ids."""

    slug: str
    title: str
    url: str
    articles: tuple[str, ...]
    sources: tuple[str, ...]
    first: str | None
    figures: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    "(what, values): each value is (article, text)."


class StoryRecords(Record, frozen=True):
    """`stories.jsonl`."""

    url: str
    stories: tuple[StoryRecord, ...]


class CiteView(Record, frozen=True):
    """`cite.bib`, `cite.ris` or `cite.json`, of the archive or of one list."""

    url: str
    members: tuple[Share[Citation], ...]


class FeedView(Record, frozen=True):
    """An Atom or a JSON feed: the newest dated articles of the archive or of one list."""

    url: str
    title: str
    page: str
    "The URL of the list that the feed follows."
    items: tuple[Share[Article], ...]


class SitemapView(Record, frozen=True):
    url: str
    urls: tuple[str, ...]


class ManifestView(Record, frozen=True):
    """The web manifest: all that it says is of the archive itself."""

    url: str


class FileView(Record, frozen=True):
    """A file copied as it is: of the theme's or the archive's `static/`, of the search index, an article's Markdown."""

    url: str
    path: str
    "Where it is read from."
    digest: str


class StyleView(Record, frozen=True):
    """The stylesheet with the archive's own spot colour behind it."""

    url: str
    path: str
    digest: str
    accent: str
    "`#7a1f2b`"


class SearchIndex(Record, frozen=True):
    """The search index as it is published."""

    shards: tuple[str, ...]
    "Its parts, by period: the names of their folders below `/search/index/`, such as `2016-2023`."
    files: tuple[FileView, ...]
