"""People, places and organisations: a list of articles for each, and the indexes of them.

/people/                  all of them, A to Z; past 500 the commonest, and the letters
/people/a-z/m/            a letter of a large index; past 500 divided again: /people/a-z/m/a/
/people/haitham-bin-tariq/        as a tag's page, with the spellings that articles print

Pages of letters have one letter a folder and a name's pages of periods four figures, so that they never meet, even
where somebody is called “A–Z”.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from backfile import urls
from backfile.digests import of as digest_of
from backfile.language import Language, message
from backfile.model import Entity, Page
from backfile.plan import alphabet, worldmap
from backfile.plan.findings import KINDS
from backfile.plan.lists import paged
from backfile.plan.marks import Marks
from backfile.plan.parts import Planned
from backfile.plan.shelf import Shelf
from backfile.views import Count, Facet, Letter, Link, MapDot, NamedKind, NamesView, WorldMap

ONE_PAGE = 500
"Names on one page of an index: three elements each, of the 2,500 that a page may have."
FIRST = 300
"The commonest, on the first page of a larger index; a third as many on that of a letter that is divided."
TITLES = {"person": message("People"), "place": message("Places"), "organisation": message("Organisations")}
_DOTS = 300
"Places on the map: three elements each."
_FORMS = 24
"Spellings that a page shows."


class _Listed:
    """An entity as a list has it."""

    def __init__(self, entity: Entity) -> None:
        self.name = entity.name
        self.articles = tuple(position for position, _ in entity.articles)


def parts(shelf: Shelf, marks: Marks) -> Iterator[Planned]:
    for kind in KINDS:
        for entity, link in shelf.findings.of_kind(kind):
            if link.url:
                yield Planned(link.url, partial(_entity, shelf, marks, entity, link), partial(_key, marks, entity))
    yield Planned("names", partial(_indexes, shelf))


def _key(marks: Marks, entity: Entity) -> bytes:
    said = (entity.name, entity.kind, entity.spellings[:_FORMS], entity.qid, entity.at)
    return marks.key(digest_of(said), marks.of_all([position for position, _ in entity.articles], named=True))


def _indexes(shelf: Shelf) -> Iterator[Page]:
    kinds = {kind: found for kind in KINDS if (found := _entries(shelf, kind))}
    if shelf.known.entities:  # the first index is the one that the navigation names, whatever it holds
        tabs = tuple(Count(title(kind, shelf.language), urls.named(kind), len(kinds.get(kind, ()))) for kind in KINDS)
        tabs = tuple(tab for tab in tabs if tab.count or tab.url == urls.named(KINDS[0]))
        for kind in KINDS:
            if kind in kinds or kind == KINDS[0]:
                yield from _index(shelf, kind, kinds.get(kind, []), tabs)


def title(kind: NamedKind, own: Language) -> str:
    return own.text(TITLES[kind])


def _entity(shelf: Shelf, marks: Marks, entity: Entity, link: Link) -> Iterator[Page]:
    listed, own = _Listed(entity), shelf.language
    facets = (
        Facet(own.text("Stories"), shelf.findings.told_in(listed.articles)),
        Facet(own.text("Often named with"), shelf.findings.met_with(listed.articles, link.url)),
        Facet(own.text("Published by"), shelf.published_by(listed.articles)),
        Facet(own.text("Tags"), shelf.met_with(listed.articles, most=8)),
    )
    besides = {"spellings": entity.spellings[:_FORMS], "qid": entity.qid, "at": entity.at}
    crumb = Link(title(entity.kind, own), urls.named(entity.kind))
    shown = tuple(facet for facet in facets if facet.entries)
    return paged(shelf, marks, entity.kind, link.url, listed, crumb, shown, besides)


def _entries(shelf: Shelf, kind: NamedKind) -> list[Count]:
    """What the index of a kind lists: names with a page; where all fit one, the others too, by their one article."""
    found = shelf.findings.of_kind(kind)
    everything = len(found) <= ONE_PAGE
    return [
        Count(entity.name, link.url or _only(shelf, entity), len(entity.articles))
        for entity, link in found
        if link.url or (everything and entity.articles)
    ]


def _only(shelf: Shelf, entity: Entity) -> str:
    """The one article of a name that has no page; empty where there are more."""
    return shelf.items[entity.articles[0][0]].url if len(entity.articles) == 1 else ""


def _index(shelf: Shelf, kind: NamedKind, names: Sequence[Count], tabs: tuple[Count, ...]) -> Iterator[Page]:
    base, own = urls.named(kind), shelf.language
    small = len(names) <= ONE_PAGE
    above = () if small else alphabet.shelves(names, ONE_PAGE)
    commonest = _commonest(names, FIRST) if not small else _commonest(names, 12) if kind == "place" else ()
    view = NamesView(
        url=base,
        kind=kind,
        title=title(kind, own),
        count=len(names),
        tabs=tabs if len(tabs) > 1 else (),
        initials=tuple(Link(each.letters.upper(), _url(base, each)) for each in above),
        commonest=commonest,
        letters=alphabet.letters(names) if small else (),
        map=_map(shelf) if kind == "place" else None,
    )
    yield Page(view.url, "names.html", view)
    crumbs = (Link(view.title, base),)
    for each in above:
        yield from _letter(kind, base, each, crumbs, view.initials)


def _map(shelf: Shelf) -> WorldMap | None:
    """The places that are named most, where any of them is known to lie somewhere."""
    found = [(entity, link) for entity, link in shelf.findings.of_kind("place") if entity.at and entity.articles]
    found.sort(key=lambda pair: (-len(pair[0].articles), pair[0].slug))
    shown = {entity.slug: (entity, link) for entity, link in found[:_DOTS]}
    placed = [(slug, *entity.at, len(entity.articles)) for slug, (entity, _) in shown.items() if entity.at]
    dots = tuple(
        MapDot(dot.x, dot.y, dot.r, entity.name, link.url or _only(shelf, entity), len(entity.articles))
        for dot in worldmap.dots(placed)
        for entity, link in (shown[dot.key],)
    )
    return WorldMap(worldmap.land(), worldmap.WIDTH, worldmap.HEIGHT, dots) if dots else None


def _letter(
    kind: NamedKind, base: str, shelf: alphabet.Shelf, crumbs: tuple[Link, ...], initials: tuple[Link, ...]
) -> Iterator[Page]:
    """The page of a letter, then those of its names by their next letter."""
    name = _label(shelf)
    view = NamesView(
        url=_url(base, shelf),
        kind=kind,
        title=name,
        count=len(shelf.names),
        crumbs=crumbs,
        initials=initials,
        commonest=_commonest(shelf.names, FIRST // 3) if shelf.below else (),
        letters=(Letter(name, _in_order(shelf.whole)),) if shelf.whole else (),
        narrower=tuple(Count(_label(each), _url(base, each), len(each.names)) for each in shelf.below),
    )
    yield Page(view.url, "names.html", view)
    for each in shelf.below:
        yield from _letter(kind, base, each, (*crumbs, Link(name, view.url)), initials)


def _url(base: str, shelf: alphabet.Shelf) -> str:
    return f"{base}a-z/{shelf.path}"


def _label(shelf: alphabet.Shelf) -> str:
    return shelf.letters[:1].upper() + shelf.letters[1:]


def _in_order(names: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(entry for letter in alphabet.letters(names) for entry in letter.entries)


def _commonest(names: Sequence[Count], most: int) -> tuple[Count, ...]:
    return tuple(sorted(names, key=lambda name: (-name.count, name.url, name.text))[:most])
