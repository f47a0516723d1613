"""The collection as a whole, and the files that are made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from msgspec import structs

from backfile.kept import Asked, Kept, packed, taken
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


class Outline(NamedTuple):
    """The little of an article that is asked before any page is made."""

    words: int
    aside: int
    "How many passages are set aside."
    referring: bool
    "Whether it names related ones in its front matter."
    moved: bool
    "Whether it names places where it stood before."
    complete: bool
    path: str
    id: str
    order: str
    "Sortable by time; empty where no date tells."
    period: str
    "`2025-06`, `2025` or empty: see `catalogue.period`."
    source: str
    "Empty where none is named; so:"
    lang: str
    certainty: Certainty
    "How the date is known that it is shown under: see `catalogue.certainty`."
    tags: tuple[str, ...]
    whole: bytes
    "A digest of the article."
    said: bytes
    "A digest of what lists say of it, its tags and its source as its file spells them."
    seed: bytes
    "A digest of its seed's SHA-256; zeros where there is no seed."


class Outlines(Record, frozen=True):
    """Those of all articles, in columns that run beside one another, in the order of an outline's fields.

    A million articles take 2 GB, their outlines 0.4.
    """

    words: Sequence[int] = ()
    aside: Sequence[int] = ()
    referring: Sequence[bool] = ()
    moved: Sequence[bool] = ()
    complete: Sequence[bool] = ()
    paths: Sequence[str] = ()
    ids: Sequence[str] = ()
    orders: Sequence[str] = ()
    periods: Sequence[str] = ()
    sources: Sequence[str] = ()
    langs: Sequence[str] = ()
    certainties: Sequence[Certainty] = ()
    tags: Sequence[tuple[str, ...]] = ()
    whole: Sequence[bytes] = ()
    said: Sequence[bytes] = ()
    seeds: Sequence[bytes] = ()

    def taken(self, numbers: Sequence[int]) -> Outlines:
        """Those of some articles, in the order of their `numbers`."""
        columns = {name: taken(getattr(self, name), numbers) for name in self.__struct_fields__}
        return Outlines(**columns | {name: packed(columns[name]) for name in _OWN})


_OWN = ("paths", "ids", "orders", "whole", "said", "seeds")
"The columns in which no two articles say the same, or few."


class Gathered(Asked[Article]):
    """Articles that are read where they are kept when they are asked for, and their outlines."""

    def __init__(self, outlines: Outlines, read: Callable[[int], Article]) -> None:
        super().__init__(len(outlines.paths), Kept(read).__getitem__)
        self.outlines, self._read = outlines, read

    def ordered(self, numbers: Sequence[int]) -> Gathered:
        """The same in another order."""
        read = self._read  # with `self`, its outlines would be held beside the new ones
        return Gathered(self.outlines.taken(numbers), lambda position: read(numbers[position]))

    def changed(self, outlines: Outlines, change: Callable[[Article, int], Article]) -> Gathered:
        """Each of them changed, with the outlines that they have then; `change` is given its number, too."""
        read = self._read
        return Gathered(outlines, lambda number: change(read(number), number))


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


class Later(NamedTuple):
    """A view that need not be made where its page is as it was."""

    key: bytes
    "Stands for all that it shows."
    make: Callable[[], Any]


class Page(Record, frozen=True):
    """One file of the site. `view` is everything its template may show, and so the list of what it depends on."""

    url: str
    "Site path: `/2025/06/x/` (written as `index.html` in that folder) or a file's, `/feed.xml`."
    template: str
    "A template's name (`article.html`), or a writer's (`atom`, `jsonl`, `static` …)."
    view: Any
    "A frozen record of tuples: no sets, no clock. Or a `Later`."

    def made(self) -> Page:
        """With its view."""
        return structs.replace(self, view=self.view.make()) if isinstance(self.view, Later) else self
