"""The archive → every `Page` of the site, lazily, each with its own small view.

    pages(archive, known, site, theme) → Page("/2025/06/x/", "article.html", ArticleView(…)), …, Page("/feed.xml", …)
    parts(Shelf(archive, site), known, theme) → the same, in parts that need not be planned where they are as they were

Nothing is rendered here. Pages come in the order in which they may be published: articles before the lists that link
to them, the front page and the data files last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from backfile.config import Site
from backfile.model import Archive, Comment, Known, Page
from backfile.plan import articles, files, fronts, lists, months, names, stories
from backfile.plan.articles import ready
from backfile.plan.claims import Claims
from backfile.plan.marks import Marks
from backfile.plan.parts import Part, Parts, Planned
from backfile.plan.shelf import Shelf
from backfile.views import SearchIndex

__all__ = ["FOLLOWING", "STATIC", "Shelf", "Statics", "alone", "offers", "pages", "parts", "ready", "statics"]

STATIC = "static"
"The name of the part that static files make."
FOLLOWING = ("search", "files")
"Parts that take the longest and that no page is made from: a preview may show them as they were for a while."


def offers(known: Known) -> dict[str, bool]:
    """Which parts of the site that only some archives have this one has: what the navigation names."""
    return {"names": bool(known.entities), "stories": bool(known.stories)}


class Statics(Protocol):
    """The part of a theme that planning needs: its static files, by the name they are published under."""

    def static(self) -> Iterable[tuple[str, Path]]: ...


def parts(
    shelf: Shelf,
    known: Known,
    theme: Statics,
    index: SearchIndex | None = None,
    threads: Mapping[str, tuple[Comment, ...]] = MappingProxyType({}),
    program: bytes = b"",
) -> Parts:
    """Every file of the site, in parts; `index` is None where there is no search, `threads` the comments by article id.

    `shelf` is of the archive, and learns what is `known` of it; `program` stands for what else decides how one is
    planned. The last part raises `InputError` if two pages claim one path.
    """
    shelf.known = known
    marks = Marks(shelf, program)
    found = tuple(theme.static())
    listed: list[str] = []
    claims = Claims(shelf.site)
    others: list[Part] = []
    for each in chain(*(of.parts(shelf, marks) for of in (lists, months, names, stories, fronts))):
        others.append(Part(each, claims, listed))
    for each in (
        articles.redirects(shelf),  # once the lists hold their places: none of them may be taken from one passed over
        Planned(FOLLOWING[0], partial(files.search, shelf, index)),
        Planned(FOLLOWING[1], partial(files.pages, shelf, listed)),
        Planned("emblems", partial(files.emblems, shelf, {name for name, _ in found})),
        _static(shelf.site, found),
        Planned("end", claims.end),
    ):
        others.append(Part(each, claims))
    return Parts(articles.Planner(shelf, marks, threads), claims, others)


def alone(
    archive: Archive, known: Known, site: Site, threads: Mapping[str, tuple[Comment, ...]], positions: Sequence[int]
) -> list[Part]:
    """The parts of some articles, without keys."""
    shelf = Shelf(archive, site)
    shelf.known = known
    own, claims = articles.Planner(shelf, Marks(shelf, b""), threads), Claims(site)
    return [Part(own.planned(position)._replace(key=None), claims) for position in positions]


def statics(site: Site, theme: Statics) -> tuple[Part]:
    """The part that static files make, alone."""
    return (Part(_static(site, tuple(theme.static())), Claims(site)),)


def _static(site: Site, found: tuple[tuple[str, Path], ...]) -> Planned:
    return Planned(STATIC, partial(files.static, site.settings.accent, found))


def pages(
    archive: Archive,
    known: Known,
    site: Site,
    theme: Statics,
    index: SearchIndex | None = None,
    threads: Mapping[str, tuple[Comment, ...]] = MappingProxyType({}),
) -> Iterator[Page]:
    """The pages of all parts, with their views."""
    for part in parts(Shelf(archive, site), known, theme, index, threads):
        yield from map(Page.made, filter(part.granted, part.pages()))
