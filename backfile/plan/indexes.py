"""The indexes of tags and of sources, and a page for each letter where one page cannot hold them.

    /tags/              all of them, A to Z; past 500 the commonest, and the letters
    /tags/a-z/m/        a letter; past 500 its commonest, and what follows: /tags/a-z/m/a/

A page of letters has one letter a folder, a tag's page of a period four figures: they never meet, even where a tag is
called “A–Z”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from backfile import urls
from backfile.model import Page, Source, Tag
from backfile.plan import alphabet
from backfile.plan.shelf import Shelf
from backfile.views import Count, IndexView, Link

ONE_PAGE = 500
"Names on one page: three elements each, of the 2,500 that a page may have."
FIRST = 300
"At most so many of the commonest, on the first page of a longer index."


def pages(shelf: Shelf, kind: Literal["tags", "sources"], groups: Sequence[Tag | Source]) -> Iterator[Page]:
    url_of = urls.tag if kind == "tags" else urls.source
    names = [Count(group.name, url_of(group.slug), len(group.articles)) for group in groups]
    common = sorted(names, key=lambda entry: (-entry.count, entry.url))
    above = alphabet.shelves(names, ONE_PAGE) if len(names) > ONE_PAGE else ()
    title, base = shelf.language.text("Tags") if kind == "tags" else shelf.language.text("Sources"), f"/{kind}/"
    parts = _parts(base, above)
    view = IndexView(
        url=base,
        kind=kind,
        title=title,
        count=len(names),
        commonest=tuple(common[:12]),
        letters=alphabet.letters(_first(common) if parts else names),
        unnamed=sum(1 for source in shelf.archive.outlines.sources if not source) if kind == "sources" else 0,
        parts=parts,
    )
    yield Page(view.url, "index.html", view)
    for part, each in zip(parts, above, strict=True):
        yield from _letter(view, part, each, parts, (Link(title, base),))


def _letter(
    whole: IndexView, part: Count, shelf: alphabet.Shelf, parts: tuple[Count, ...], crumbs: tuple[Link, ...]
) -> Iterator[Page]:
    """The page of a letter, then those of its names by their next letter."""
    common = sorted(shelf.names, key=lambda entry: (-entry.count, entry.url))
    below = _parts(whole.url, shelf.below)
    view = IndexView(
        url=part.url,
        kind=whole.kind,
        title=part.text,
        count=part.count,
        commonest=(),
        letters=alphabet.letters(dict.fromkeys((*_first(common), *shelf.whole)) if below else shelf.names),
        crumbs=crumbs,
        parts=below or parts,
    )
    yield Page(view.url, "index.html", view)
    for each, deeper in zip(below, shelf.below, strict=True):
        yield from _letter(whole, each, deeper, below, (*crumbs, Link(part.text, part.url)))


def _parts(base: str, shelves: Sequence[alphabet.Shelf]) -> tuple[Count, ...]:
    return tuple(Count(each.letters.capitalize(), f"{base}a-z/{each.path}", len(each.names)) for each in shelves)


def _first(common: Sequence[Count]) -> Sequence[Count]:
    """The commonest; of those that are as common as each other all or none, unless there would be none at all."""
    shown = common[:FIRST]
    above = [name for name in shown if name.count > common[FIRST].count] if len(common) > FIRST else shown
    return above or shown
