"""The collection as a whole, and the files that are made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, overload

from backfile.kept import Kept
from backfile.model.content import Article, Certainty
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


class Outlines(Record, frozen=True):
    """The little that is asked of every article before any page is made, in columns that run beside one another.

    A million articles take 2 GB, their outlines 0.4.
    """

    paths: Sequence[str] = ()
    ids: Sequence[str] = ()
    orders: Sequence[str] = ()
    "Sortable by time; empty where no date tells."
    periods: Sequence[str] = ()
    "`2025-06`, `2025` or empty: see `catalogue.period`."
    sources: Sequence[str] = ()
    "Empty where none is named; so:"
    langs: Sequence[str] = ()
    certainties: Sequence[Certainty] = ()
    "How the date is known that it is shown under: see `catalogue.certainty`."
    tags: Sequence[tuple[str, ...]] = ()
    whole: Sequence[bytes] = ()
    "Digests of the articles."
    said: Sequence[bytes] = ()
    "Digests of what lists say of them, besides tags and the spelling of sources."
    seeds: Sequence[bytes] = ()
    "Digests of the seeds' SHA-256; zeros where there is no seed."
    words: Sequence[int] = ()
    aside: Sequence[int] = ()
    "How many passages are set aside."
    referring: Sequence[bool] = ()
    "Whether it names related ones in its front matter."
    moved: Sequence[bool] = ()
    "Whether it names places where it stood before."
    complete: Sequence[bool] = ()

    def taken(self, numbers: Sequence[int]) -> Outlines:
        """Those of some articles, in the order of their `numbers`."""
        columns = (getattr(self, name) for name in self.__struct_fields__)
        return Outlines(*(list(map(column.__getitem__, numbers)) for column in columns))


class Gathered(Sequence[Article]):
    """Articles that are read where they are kept when they are asked for, and their outlines."""

    def __init__(self, outlines: Outlines, read: Callable[[int], Article]) -> None:
        self.outlines = outlines
        self._make = read
        self._read = Kept(read)

    def __len__(self) -> int:
        return len(self.outlines.paths)

    def __iter__(self) -> Iterator[Article]:
        return map(self._read.__getitem__, range(len(self)))

    @overload
    def __getitem__(self, place: int) -> Article: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Article, ...]: ...
    def __getitem__(self, place: int | slice) -> Article | tuple[Article, ...]:
        if isinstance(place, int):
            return self._read[place if place >= 0 else place + len(self)]
        return tuple(map(self._read.__getitem__, range(len(self))[place]))

    def ordered(self, numbers: Sequence[int]) -> Gathered:
        """The same in another order."""
        return Gathered(self.outlines.taken(numbers), lambda position: self._make(numbers[position]))

    def changed(self, outlines: Outlines, change: Callable[[Article, int], Article]) -> Gathered:
        """Each of them changed, with the outlines that they have then; `change` is given its number, too."""
        return Gathered(outlines, lambda number: change(self._make(number), number))


class Archive(Record, frozen=True):
    """The whole collection in its one order: earliest bound of `published`, else of `captured`, else last; then URL.

    Oldest first; positions in `articles` are what everything else refers to.
    """

    articles: Sequence[Article]
    tags: tuple[Tag, ...]
    "By slug."
    sources: tuple[Source, ...]
    "By slug."
    months: tuple[tuple[str, tuple[int, ...]], ...]
    "(`2025-06`, positions) in order: by the month in which `published` certainly lies, else that of `captured`."
    undated: tuple[int, ...]
    "Positions of articles with neither."
    outlines: Outlines = Outlines()
    "Beside `articles`."


class Page(Record, frozen=True):
    """One file of the site. `view` is everything its template may show, and so the list of what it depends on."""

    url: str
    "Site path: `/2025/06/x/` (written as `index.html` in that folder) or a file's, `/feed.xml`."
    template: str
    "A template's name (`article.html`), or a writer's (`atom`, `jsonl`, `static` …)."
    view: Any
    "A frozen record of tuples: no sets, no clock."
