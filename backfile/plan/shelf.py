"""The archive as the planners see it: each article's list entry, dates in words and links, made once."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, lru_cache, partial
from itertools import chain
from typing import Any

from msgspec import structs

from backfile import catalogue, digests, language, urls
from backfile.citations import Citation
from backfile.config import Site
from backfile.kept import Kept
from backfile.model import Archive, Article, Known, SeedRef, Tag
from backfile.plan.dating import begins, when
from backfile.plan.findings import Findings
from backfile.plan.ranking import Order
from backfile.views import Count, Direction, Item, Items, Learned, Link, Share, Subject, When

# The fields of an article that no data file prints, and those that no feed does: they make none of them stale.
_UNTOLD: dict[str, Any] = {
    **{"body_digest": "", "relative": None, "role": None, "related": (), "complete": True, "set_aside": ()},
    "comments": (),
    **{"summary": None, "url": None, "rights": None, "aliases": (), "extra": ()},
}
_NO_NEWS: dict[str, Any] = {
    **{key: value for key, value in _UNTOLD.items() if key != "summary"},
    **{"words": 0, "published_basis": None, "captured": None, "category": None, "seed": None},
}

_COUNTED = 200
"Tags of one article that are counted: of one with 20,000, each of 20,000 pages would else count them all."


class Shelf:
    """An archive and what its pages share; what is `known` of it, too, which lists can be made ready without.

    Positions are those of `Archive.articles`.
    """

    known: Known

    def __init__(self, archive: Archive, site: Site) -> None:
        self.archive = archive
        self.articles = archive.articles
        self.periods = archive.outlines.periods
        self.site = site
        self.settings = site.settings
        self.language = language.load(site.settings.lang)

    @cached_property
    def items(self) -> Kept[Item]:
        return Kept(lambda position: self._item(self.articles[position]))

    @cached_property
    def findings(self) -> Findings:
        return Findings(self.archive, self.known, self.settings.name_pages_from, self.language)

    @cached_property
    def dated(self) -> int:
        """How many articles have a place in time: they stand first, the others after them."""
        return sum(map(bool, self.archive.outlines.orders))

    @cached_property
    def by_id(self) -> dict[str, int]:
        return {id_: position for position, id_ in enumerate(self.archive.outlines.ids)}

    @cached_property
    def tag_links(self) -> dict[str, Link]:
        """By slug. A tag of too few articles has a name and no page."""
        few = self.settings.tag_pages_from
        return {t.slug: Link(t.name, urls.tag(t.slug) if len(t.articles) >= few else "") for t in self.archive.tags}

    @cached_property
    def tags_by_slug(self) -> dict[str, Tag]:
        return {tag.slug: tag for tag in self.archive.tags}

    @cached_property
    def narrower(self) -> dict[str, list[Tag]]:
        """By slug, the tags that are a part or a kind of it."""
        found: dict[str, list[Tag]] = defaultdict(list)
        for tag in self.archive.tags:
            for slug in tag.broader:
                found[slug].append(tag)
        return found

    @cached_property
    def source_links(self) -> dict[str, Link]:
        return {s.slug: Link(s.name, urls.source(s.slug)) for s in self.archive.sources}

    @cached_property
    def _tags_of(self) -> Callable[[int], Sequence[str]]:
        """The tags of an article, each in the same spelling wherever it stands; mostly as they stand there."""
        named = self.archive.outlines.tags
        if len(set().union(*named)) == len(self.archive.tags) and max(map(len, named), default=0) <= _COUNTED:
            return named.__getitem__
        slug = partial(catalogue.slug_of, kind="tag", site=self.site)
        return Kept(lambda p: [self.tag_links[s].text for s in sorted(set(map(slug, named[p])))[:_COUNTED]]).__getitem__

    def tags(self, position: int) -> tuple[Link, ...]:
        """In the order of the front matter, each once."""
        links = map(self.tag_named, self.articles[position].tags)
        return tuple({link.text: link for link in links}.values())

    @cached_property
    def tag_named(self) -> Callable[[str], Link]:
        """By any of its spellings."""
        return cache(lambda name: self.tag_links[catalogue.slug_of(name, "tag", self.site)])

    @cached_property
    def source_named(self) -> Callable[[str], Link]:
        return cache(lambda name: self.source_links[catalogue.slug_of(name, "source", self.site)])

    def newest_first(self, positions: Iterable[int]) -> list[int]:
        """The dated from the newest to the oldest, then the others in their order."""
        ordered = sorted(positions)
        known = bisect_left(ordered, self.dated)
        return [*reversed(ordered[:known]), *ordered[known:]]

    @cached_property
    def data(self) -> Kept[Share[tuple[Article, Learned]]]:
        """Each article as the data files know it."""

        def made(position: int) -> Share[tuple[Article, Learned]]:
            article = self.articles[position]
            told = structs.replace(article, **_UNTOLD, seed=_named(article))
            return _share((told, self.findings.told(position)), urls.article(article.path))

        return Kept(made)

    @cached_property
    def rows(self) -> Kept[Share[Article]]:
        """Each article as the tables know it, which tell nothing that was learned of it."""
        return Kept(lambda position: _share(self.data[position].subject[0], self.data[position].url))

    @cached_property
    def citations(self) -> Kept[Share[Citation]]:
        return Kept(lambda position: _share(self.citation(position), urls.article(self.articles[position].path)))

    @cached_property
    def news(self) -> Kept[Share[Article]]:
        """Each article as the feeds know it."""

        def made(position: int) -> Share[Article]:
            article = self.articles[position]
            return _share(structs.replace(article, **_NO_NEWS), urls.article(article.path))

        return Kept(made)

    def citation(self, position: int) -> Citation:
        """What a citation of the article says, in any format."""
        article = self.articles[position]
        path = urls.article(article.path)
        base = self.settings.url.rstrip("/")
        return Citation(
            id=article.id,
            title=article.title,
            source=article.source,
            agency=article.agency,
            author=article.author,
            published=article.published,
            supplied=catalogue.certainty(article) == "supplied",
            captured=article.captured,
            url=base + urls.quoted(path) if base else path,
            archive=self.settings.title,
            lang=article.lang,
        )

    def name(self, position: int) -> str:
        """What a list without dates files an article under: the last part of its address."""
        return self.archive.outlines.paths[position].rpartition("/")[2].casefold()

    def chosen(self, positions: Iterable[int]) -> tuple[Item, ...]:
        return tuple(map(self.items.__getitem__, positions))

    def listed(self, positions: Sequence[int]) -> Items:
        """As `chosen`, for a list."""
        return Items(self.chosen(positions), list(map(self._told.__getitem__, positions)))

    @cached_property
    def _told(self) -> Kept[bytes]:
        """A digest of each entry of a list."""
        return Kept(lambda position: digests.of(self.items[position]))

    def span(self, positions: Sequence[int]) -> tuple[When | None, When | None]:
        """The oldest and the newest date among ascending `positions`; of publication, where any is known."""
        known = positions[: bisect_left(positions, self.dated)]
        if not known:
            return (None, None)
        first = next((p for p in known if begins(self.items[p].when)), None)
        if first is None:
            return self.items[known[0]].when, self.items[known[-1]].when
        last = next(p for p in reversed(known) if begins(self.items[p].when))
        return self.items[first].when, self.items[last].when

    def met_with(self, positions: Iterable[int], besides: str = "", most: int = 12) -> tuple[Count, ...]:
        """The tags most often found on the articles, but for the list's own."""
        return self._tags_in_order.ranked(Counter(chain.from_iterable(map(self._tags_of, positions))), besides, most)

    def published_by(self, positions: Iterable[int], most: int = 12) -> tuple[Count, ...]:
        counted: Counter[str] = Counter()
        for name, count in Counter(map(self.archive.outlines.sources.__getitem__, positions)).items():
            if name:
                counted[self.source_named(name).text] += count
        return self._sources_in_order.ranked(counted, most=most)

    @property
    def publishers(self) -> tuple[Count, ...]:
        """`published_by` of all articles."""
        return self._sources_in_order.ranked({source.name: len(source.articles) for source in self.archive.sources})

    @cached_property
    def _tags_in_order(self) -> Order:
        return Order(self.tag_links.values())

    @cached_property
    def _sources_in_order(self) -> Order:
        return Order(self.source_links.values())

    def _item(self, article: Article) -> Item:
        source = self.source_named(article.source) if article.source else None
        return Item(
            url=urls.article(article.path),
            title=article.title,
            when=when(article, self.language),
            lang=article.lang,
            dir=direction(article.lang),
            source=source and Link(article.source or "", source.url),
            agency=article.agency,
            summary=article.summary,
        )


def _named(article: Article) -> SeedRef | None:
    """Its seed, without the place in it."""
    return article.seed and SeedRef(article.seed.file, article.seed.sha256, ())


def _share(subject: Subject, url: str) -> Share[Subject]:
    return Share(subject, url, digests.of((subject, url)))


@lru_cache(maxsize=256)
def direction(lang: str | None) -> Direction | None:
    """The direction that a language is written in; None where the language is not known."""
    return language.direction(lang) if lang else None
