"""With what else a list's articles are found: who published them, what they are tagged with besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backfile.model import Source, Tag
from backfile.plan.shelf import Shelf
from backfile.views import Count, Facet


def of_group(shelf: Shelf, group: Tag | Source, own: str) -> tuple[Facet, ...]:
    """Those of a tag or a source, whose page is `own`."""
    above = nested(shelf, group) if isinstance(group, Tag) else ()
    return (*above, *of(shelf, group.articles, own, sources=isinstance(group, Tag)))


def nested(shelf: Shelf, tag: Tag) -> Iterator[Facet]:
    """The tags that a person calls broader or narrower."""
    above = [shelf.tags_by_slug[slug] for slug in tag.broader]
    below = shelf.narrower.get(tag.slug, [])
    for heading, tags in ((shelf.language.text("Broader"), above), (shelf.language.text("Narrower"), below)):
        linked = ((shelf.tag_links[tag.slug], tag) for tag in tags)
        if entries := tuple(Count(link.text, link.url, len(tag.articles)) for link, tag in linked):
            yield Facet(heading, entries)


def of(shelf: Shelf, positions: Sequence[int], own: str, *, sources: bool = True) -> tuple[Facet, ...]:
    text = shelf.language.text
    found = (
        Facet(text("Published by"), shelf.published_by(positions) if sources else ()),
        Facet(text("Often with") if own.startswith("/tags/") else text("Tags"), shelf.met_with(positions, own)),
    )
    return tuple(facet for facet in found if facet.entries)
