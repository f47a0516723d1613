"""One record for each template: all that the page shows."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from backfile.citations import Citation
from backfile.model import KeyPoint, Opening, Record, SeedRef, SetAside
from backfile.views.known import Motion, NameGroup, Repeated, StoryBox
from backfile.views.parts import (
    Body,
    CommentView,
    Count,
    Direction,
    Facet,
    Group,
    Item,
    Letter,
    Link,
    RelatedItem,
    TagSample,
    When,
    YearCount,
)

ListKind = Literal["tag", "source", "month", "undated", "person", "place", "organisation"]


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
    comments: tuple[CommentView, ...] = ()
    "Of the archive's readers, the oldest first."
    printed_comments: tuple[str, ...] = ()
    "Of the captured page, one a line."
    key_points: tuple[KeyPoint, ...] = ()
    "Sentences of the body, word for word, with their paragraphs."
    who: tuple[str, ...] = ()
    "In the words of the text, as `times` and `where` are."
    times: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    names: tuple[NameGroup, ...] = ()
    story: StoryBox | None = None
    repeats: Repeated | None = None
    "The article whose text this one repeats."
    repeated: tuple[Repeated, ...] = ()
    "Articles that repeat this one's text."
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
    card: str = ""
    "The URL of its own social card, if it has one."
    extra: dict[str, Any] = msgspec.field(default_factory=dict)
    "Keys that a person added to the front matter, as they are."


class ListView(Record, frozen=True):
    url: str
    kind: ListKind
    title: str
    count: int
    "Of the list, or of the period if this page shows one: not of what lies elsewhere."
    groups: tuple[Group, ...]
    first: When | None = None
    "The oldest and the newest date among its articles."
    last: When | None = None
    crumbs: tuple[Link, ...] = ()
    periods: tuple[Count, ...] = ()
    "The periods of a long list, newest first, or its letters; empty for a list that stands on one page."
    period: str = ""
    "The period that this page shows, in words; empty on a list's first page."
    facets: tuple[Facet, ...] = ()
    files: tuple[Link, ...] = ()
    "The list's own feed and data files."
    previous: Link | None = None
    next: Link | None = None
    spellings: tuple[str, ...] = ()
    "Other forms of a person's, a place's or an organisation's name, as articles print them."
    qid: str = ""
    "Its Wikidata id."
    at: tuple[float, float] | None = None
    "A place's latitude and longitude."


class IndexView(Record, frozen=True):
    url: str
    kind: Literal["tags", "sources"]
    title: str
    count: int
    commonest: tuple[Count, ...]
    letters: tuple[Letter, ...]
    unnamed: int = 0
    "Sources: how many articles name none."
    crumbs: tuple[Link, ...] = ()
    "Of a letter's page."
    parts: tuple[Count, ...] = ()
    "The pages of an index too long for one, by the letters that names begin with; `letters` then holds the commonest."


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
    "The day's anchor on its month's page, or a page of its own; empty if nothing is held."


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
    loose: Count | None = None
    "Where the articles of no certain month stand, if they are too many for the year's own page."


class HomeView(Record, frozen=True):
    url: str
    count: int
    sources: int
    latest: When | None
    lead: Item | None
    items: tuple[Item, ...]
    "The newest after the lead."
    openings: tuple[Opening | None, ...]
    "Of the lead, then of the five after it."
    samples: tuple[TagSample, ...]
    tags: tuple[Count, ...]
    top_sources: tuple[Count, ...]
    years: tuple[YearCount, ...]
    undated: int
    stories: int = 0
    motion: Motion | None = None
    named: tuple[NameGroup, ...] = ()
    "The most named people, places and organisations, by the number of articles."


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
    data: bool = True
    "Whether there are data files."
    names: int = 0
    "Of people, places and organisations."
    key_points: int = 0
    "Articles with any."
    reprints: int = 0
    stories: int = 0


class NotFoundView(Record, frozen=True):
    url: str


class SearchView(Record, frozen=True):
    url: str
    count: int
    shards: tuple[str, ...]
    "The parts of the index that the page joins; none in a folder opened from disk, where nothing can be searched."


class RedirectView(Record, frozen=True):
    url: str
    target: str
    title: str
