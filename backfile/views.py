"""What each kind of page may show: one frozen record a template, and nothing else reaches it.

A view is its page's whole list of dependencies, so it holds no clock, no total that the page does not print and no
"page 3 of 812". An article's body enters as a digest and is read where it is rendered.

| template | view |
|---|---|
| `article.html` | `ArticleView` |
| `list.html` | `ListView`: a tag, a source, a month, what is undated, or one period of these |
| `index.html` | `IndexView`: all tags, all sources |
| `archive.html`, `year.html` | `ArchiveView`, `YearView` |
| `home.html`, `about.html`, `404.html`, `redirect.html` | `HomeView`, `AboutView`, `NotFoundView`, `RedirectView` |
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from backfile.citations import Citation
from backfile.model import Article, Record, SeedRef, SetAside

Direction = Literal["ltr", "rtl"]
Certainty = Literal["stated", "supplied", "about", "captured", "unknown"]
ListKind = Literal["tag", "source", "month", "undated"]


class SiteView(Record, frozen=True):
    """The archive itself, the same on every page: given to each template as `site`."""

    title: str
    tagline: str
    lang: str
    dir: Direction
    rights: str
    contact: str
    url: str
    "Absolute, with a trailing slash; empty if the archive has no address, and then nothing absolute is written."
    base: str
    "The path of `url`: `/` or `/archive/`. What `404.html` starts its links with."
    offline: bool


class When(Record, frozen=True):
    """A date and how sure it is, as cataloguers mark it: `17 June 2025`, `[17 June 2025]`, `c. June 2025`, `n.d.`."""

    text: str
    "In words, without the marks: `23 June 2025`; `n.d.` if unknown."
    certainty: Certainty
    "`stated` by the page; `supplied` by reckoning; `about`; `captured`: only the capture is known; `unknown`."
    edtf: str = ""
    iso: str = ""
    "For `<time datetime>`: a year, month or day if `edtf` is one, else empty."


class Link(Record, frozen=True):
    """A name that leads somewhere."""

    text: str
    url: str


class Count(Record, frozen=True):
    """A name that leads somewhere, and how many articles are there."""

    text: str
    url: str
    count: int


class Item(Record, frozen=True):
    """One article as a list shows it."""

    url: str
    title: str
    when: When
    lang: str | None = None
    dir: Direction | None = None
    "Set where the title's language is known."
    source: Link | None = None
    agency: str | None = None
    summary: str | None = None


class RelatedItem(Record, frozen=True):
    item: Item
    reason: str
    "In words: `both name Sergei Shoigu and Kursk`."


class Body(Record, frozen=True):
    """Stands for an article's Markdown, which is read from `content/` where it is rendered."""

    path: str
    digest: str


class ArticleView(Record, frozen=True):
    url: str
    id: str
    title: str
    when: When
    body: Body
    words: int
    citation: Citation
    crumbs: tuple[Link, ...]
    "From the year to the month; the archive's undated shelf otherwise."
    lang: str | None = None
    dir: Direction | None = None
    source: Link | None = None
    agency: str | None = None
    author: str | None = None
    published: str | None = None
    "EDTF, as in the front matter."
    published_basis: str | None = None
    relative: str | None = None
    captured: When | None = None
    category: str | None = None
    tags: tuple[Link, ...] = ()
    "A tag without a page of its own has an empty URL."
    summary: str | None = None
    complete: bool = True
    set_aside: tuple[SetAside, ...] = ()
    related: tuple[RelatedItem, ...] = ()
    same_page: tuple[Item, ...] = ()
    "The other articles of the same dump."
    previous: Item | None = None
    "The article before in the archive's order: older."
    next: Item | None = None
    seed: SeedRef | None = None
    address: str | None = None
    "Where the page was captured from, if the sidecar says."
    rights: str | None = None
    files: tuple[Link, ...] = ()
    "Files written beside the page, if the archive asks for them."
    extra: dict[str, Any] = msgspec.field(default_factory=dict)
    "Keys that a person added to the front matter, as they are."


class Group(Record, frozen=True):
    """Articles of one list under one heading; `heading` is empty where the list has but one group."""

    heading: str
    items: tuple[Item, ...]
    id: str = ""
    "The heading's anchor, if it has one: `d23` on a month's page."
    note: str = ""
    "One sentence about the group: `Captured in June 2025; when they were published is not certain.`"


class Facet(Record, frozen=True):
    """With what else a list's articles are found: `Published by`, `Often with`."""

    heading: str
    entries: tuple[Count, ...]


class ListView(Record, frozen=True):
    url: str
    kind: ListKind
    title: str
    count: int
    "Of the whole list, not of this page."
    groups: tuple[Group, ...]
    first: When | None = None
    "The oldest and the newest date among its articles."
    last: When | None = None
    crumbs: tuple[Link, ...] = ()
    periods: tuple[Count, ...] = ()
    "The periods of a long list, newest first; empty for a list that stands on one page."
    period: str = ""
    "The period that this page shows, in words; empty on a list's first page."
    facets: tuple[Facet, ...] = ()
    files: tuple[Link, ...] = ()
    "The list's own feed and data files."
    previous: Link | None = None
    next: Link | None = None


class Letter(Record, frozen=True):
    letter: str
    entries: tuple[Count, ...]


class IndexView(Record, frozen=True):
    url: str
    kind: Literal["tags", "sources"]
    title: str
    count: int
    commonest: tuple[Count, ...]
    letters: tuple[Letter, ...]
    unnamed: int = 0
    "Sources: how many articles name none."


class MonthCount(Record, frozen=True):
    name: str
    url: str
    "Empty for a month that holds nothing."
    count: int


class YearCount(Record, frozen=True):
    year: str
    url: str
    count: int
    months: tuple[MonthCount, ...]
    "Twelve."


class ArchiveView(Record, frozen=True):
    url: str
    count: int
    years: tuple[YearCount, ...]
    "Newest first."
    undated: int


class Day(Record, frozen=True):
    day: int
    count: int
    url: str
    "The day's anchor on its month's page; empty if nothing is held."


class CalendarMonth(Record, frozen=True):
    name: str
    url: str
    count: int
    starts: int
    "The weekday of the first, Monday = 0."
    days: tuple[Day, ...]
    elsewhere: int
    "Articles of the month whose day is not certain."


class YearView(Record, frozen=True):
    url: str
    year: str
    count: int
    months: tuple[CalendarMonth, ...]
    groups: tuple[Group, ...] = ()
    "Articles that certainly lie in the year but in no one month of it."
    previous: Link | None = None
    next: Link | None = None


class TagSample(Record, frozen=True):
    """One of the front page's tags with its newest articles."""

    tag: Count
    items: tuple[Item, ...]


class HomeView(Record, frozen=True):
    url: str
    count: int
    sources: int
    latest: When | None
    lead: Item | None
    items: tuple[Item, ...]
    "The newest after the lead."
    samples: tuple[TagSample, ...]
    tags: tuple[Count, ...]
    top_sources: tuple[Count, ...]
    years: tuple[YearCount, ...]
    undated: int


class Figure(Record, frozen=True):
    """A line of a table of figures; `share` is of 100, for its bar."""

    text: str
    count: int
    share: int


class AboutView(Record, frozen=True):
    url: str
    articles: int
    sources: int
    tags: int
    words: int
    seeds: int
    incomplete: int
    set_aside: int
    "Passages kept out of the bodies."
    first: When | None
    last: When | None
    dates: tuple[Figure, ...]
    "How the dates are known."
    years: tuple[Figure, ...]
    languages: tuple[Figure, ...]
    files: tuple[Link, ...] = ()
    "The archive's data files, where they are split by year; empty where they stand in `/data/` itself."


class NotFoundView(Record, frozen=True):
    url: str


class RedirectView(Record, frozen=True):
    url: str
    target: str
    title: str


# ---------------------------------------------------------------- files


class Datum:
    """An article as the data files know it. It enters their views as its digest: they hold thousands."""

    __slots__ = ("article", "citation", "digest", "made", "related", "url")

    def __init__(
        self, article: Article, url: str, citation: Citation, related: tuple[tuple[str, str], ...], digest: bytes
    ) -> None:
        self.article = article
        self.url = url
        self.citation = citation
        self.related = related
        "(id, reason)"
        self.digest = digest
        self.made: dict[str, str] = {}
        "Its share of each kind of file, once made."


class DataView(Record, frozen=True):
    """`articles.jsonl`, `articles.csv` or `cite.*`, of the archive or of one list."""

    url: str
    members: tuple[Datum, ...]


class FeedView(Record, frozen=True):
    """An Atom or a JSON feed: the newest dated articles of the archive or of one list."""

    url: str
    title: str
    page: str
    "The URL of the list that the feed follows."
    other: str
    "The URL of the same feed in the other format."
    items: tuple[Datum, ...]


class SitemapView(Record, frozen=True):
    url: str
    urls: tuple[str, ...]


class FileView(Record, frozen=True):
    """A file copied as it is: of the theme's or the archive's `static/`, or an article's Markdown."""

    url: str
    path: str
    "Where it is read from."
    digest: str
