"""What views are made of: dates as they are shown, links, counts, list entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, overload

from backfile.model import Certainty, Record

Direction = Literal["ltr", "rtl"]


class Link(Record, frozen=True):
    """A name that leads somewhere."""

    text: str
    url: str


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
    card: bool = False
    "Whether the pages name a social card: there is one, and an address to name it by."
    search: bool = False
    "Whether the archive offers search."
    nameplate: str = ""
    "The title, unless the archive sets other words at the head of its pages."
    navigation: tuple[str | Link, ...] = ()
    "Names of the site's own pages (`home`, `tags` …), and links that the archive adds."
    footer: str = ""
    "A line at the very foot; empty without one."
    names: bool = False
    "Whether there are pages of people, places and organisations."
    stories: bool = False
    isso: str = ""
    "The address of an Isso server, with a slash at its end; empty without one and in a folder opened from disk."


class When(Record, frozen=True):
    """A date and how sure it is, as cataloguers mark it: `17 June 2025`, `[17 June 2025]`, `c. June 2025`, `n.d.`."""

    text: str
    "In words, without brackets: `23 June 2025`, `c. June 2025`; `n.d.` if unknown."
    certainty: Certainty
    "`stated` by the page; `supplied` by reckoning; `about`; `captured`: only the capture is known; `unknown`."
    edtf: str = ""
    iso: str = ""
    "For `<time datetime>`: a year, month or day if `edtf` is one, else empty."


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


class CommentView(Record, frozen=True):
    """One comment with the replies to it. Its text is read from `comments/` where it is rendered."""

    id: str
    "Its anchor on the article's page: `comment-2025-06-24-dana`."
    body: Body
    "Its file below `comments/`, without `.md`."
    when: When
    author: str | None = None
    url: str | None = None
    "Of its author."
    answers: Link | None = None
    "What it replies to, where replies are not nested any deeper."
    replies: tuple[CommentView, ...] = ()


class Items(Sequence[Item]):
    """Each `Item` of a list, in order: gone through, counted, sliced, compared and joined to others as a tuple is."""

    # It enters a view as its digest: each item stands in some ten lists, and is packed once.

    __slots__ = ("_digests", "_items")

    def __init__(self, items: Sequence[Item], digests: Sequence[bytes]) -> None:
        """Each with the digest of it."""
        self._items, self._digests = items, digests

    @property
    def digest(self) -> bytes:
        return b"".join(self._digests)

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> Items: ...
    def __getitem__(self, place: int | slice) -> Item | Items:
        return Items(self._items[place], self._digests[place]) if isinstance(place, slice) else self._items[place]

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Items | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __add__(self, others: Iterable[Item]) -> tuple[Item, ...]:
        return (*self, *others)

    def __radd__(self, others: Iterable[Item]) -> tuple[Item, ...]:
        return (*others, *self)


class Group(Record, frozen=True):
    """Articles of one list under one heading; `heading` is empty where the list has but one group."""

    heading: str
    items: Items
    id: str = ""
    "The heading's anchor, if it has one: `d23` on a month's page."
    note: str = ""
    "One sentence about the group: `Captured in June 2025; when they were published is not certain.`"


class Facet(Record, frozen=True):
    """With what else a list's articles are found: `Published by`, `Often with`."""

    heading: str
    entries: tuple[Count, ...]


class Letter(Record, frozen=True):
    letter: str
    entries: tuple[Count, ...]


class TagSample(Record, frozen=True):
    """One of the front page's tags with its newest articles."""

    tag: Count
    items: tuple[Item, ...]


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
