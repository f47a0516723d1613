"""The archive as the planners see it: each article's list entry, dates in words and links, made once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import structs

from backfile import catalogue, dates, language, urls
from backfile.citations import Citation
from backfile.config import Site
from backfile.language import Language
from backfile.model import Archive, Article, Known, SeedRef, Source, Tag
from backfile.plan.findings import Findings
from backfile.views import Certainty, Count, Direction, Item, Learned, Link, Share, Subject, When

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
# What HTML's <time datetime> takes of EDTF: a year, a month, a day, or a moment.
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?")
_COUNTED = 200
"Tags of one article that are counted: of one with 20,000, each of 20,000 pages would else count them all."


class Shelf:
    """An archive, what is known of it, and what its pages share. Positions are those of `Archive.articles`."""

    def __init__(self, archive: Archive, known: Known, site: Site) -> None:
        self.archive = archive
        self.articles: tuple[Article, ...] = archive.articles
        self.known = known
        self.site = site
        self.settings = site.settings
        self.language = language.load(site.settings.lang)

    @cached_property
    def items(self) -> list[Item]:
        return [self._item(article) for article in self.articles]

    @cached_property
    def findings(self) -> Findings:
        return Findings(self.archive, self.known, self.settings.name_pages_from, self.language)

    @cached_property
    def periods(self) -> list[str]:
        return [catalogue.period(article) for article in self.articles]

    @cached_property
    def dated(self) -> int:
        """How many articles have a place in time: they stand first, the others after them."""
        return sum(map(catalogue.dated, self.articles))

    @cached_property
    def by_id(self) -> dict[str, int]:
        return {article.id: position for position, article in enumerate(self.articles)}

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
    def _tags_of(self) -> list[list[Link]]:
        return self._of(self.archive.tags, self.tag_links)

    @cached_property
    def _source_of(self) -> list[list[Link]]:
        return self._of(self.archive.sources, self.source_links)

    def _of(self, groups: Sequence[Tag | Source], links: dict[str, Link]) -> list[list[Link]]:
        found: list[list[Link]] = [[] for _ in self.articles]
        for group in groups:
            for position in group.articles:
                found[position].append(links[group.slug])
        return found

    def tags(self, position: int) -> tuple[Link, ...]:
        """In the order of the front matter, each once."""
        spelt = {}
        for name in self.articles[position].tags:
            link = self.tag_links[catalogue.slug_of(name, "tag", self.site)]
            spelt[link.text] = link
        return tuple(spelt.values())

    def source(self, position: int) -> Link | None:
        found = self._source_of[position]
        return found[0] if found else None

    def newest_first(self, positions: Iterable[int]) -> list[int]:
        """The dated from the newest to the oldest, then the others in their order."""
        return sorted(positions, key=lambda p: (p >= self.dated, p if p >= self.dated else -p))

    @cached_property
    def data(self) -> list[Share[tuple[Article, Learned]]]:
        """Each article as the data files know it."""
        return [
            _share((structs.replace(article, **_UNTOLD, seed=_named(article)), self.findings.told(position)), item.url)
            for position, (article, item) in enumerate(zip(self.articles, self.items, strict=True))
        ]

    @cached_property
    def rows(self) -> list[Share[Article]]:
        """Each article as the tables know it, which tell nothing that was learned of it."""
        return [_share(share.subject[0], share.url) for share in self.data]

    @cached_property
    def citations(self) -> list[Share[Citation]]:
        return [_share(self.citation(position), item.url) for position, item in enumerate(self.items)]

    @cached_property
    def news(self) -> list[Share[Article]]:
        """Each article as the feeds know it."""
        return [
            _share(structs.replace(article, **_NO_NEWS), item.url)
            for article, item in zip(self.articles, self.items, strict=True)
        ]

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
            supplied=self.items[position].when.certainty == "supplied",
            captured=article.captured,
            url=base + urls.quoted(path) if base else path,
            archive=self.settings.title,
            lang=article.lang,
        )

    def name(self, position: int) -> str:
        """What a list without dates files an article under: the last part of its address."""
        return self.articles[position].path.rpartition("/")[2].casefold()

    def chosen(self, positions: Iterable[int]) -> tuple[Item, ...]:
        return tuple(self.items[position] for position in positions)

    def span(self, positions: Sequence[int]) -> tuple[When | None, When | None]:
        """The oldest and the newest date among ascending `positions`; of publication, where any is known."""
        known = [p for p in positions if p < self.dated]
        known = [p for p in known if _begins(self.items[p].when)] or known
        return (self.items[known[0]].when, self.items[known[-1]].when) if known else (None, None)

    def met_with(self, positions: Iterable[int], besides: str = "", most: int = 12) -> tuple[Count, ...]:
        """The tags most often found on the articles, but for the list's own."""
        near = (link for p in positions for link in self._tags_of[p][:_COUNTED] if link.url)
        return _commonest(near, besides, most)

    def published_by(self, positions: Iterable[int], most: int = 12) -> tuple[Count, ...]:
        return _commonest((link for p in positions for link in self._source_of[p]), "", most)

    def _item(self, article: Article) -> Item:
        source = self.source_links[catalogue.slug_of(article.source, "source", self.site)] if article.source else None
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
    return Share(subject, url, blake2b(msgspec.msgpack.encode((subject, url)), digest_size=16).digest())


def _commonest(links: Iterator[Link], besides: str, most: int) -> tuple[Count, ...]:
    counted = Counter((link.text, link.url) for link in links if link.url != besides)
    ranked = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0][1]))
    return tuple(Count(text, url, count) for (text, url), count in ranked[:most])


def when(article: Article, own: Language) -> When:
    """The date that an article is shown under, and how it is known."""
    if article.published:
        return dated(article.published, own.tag, supplied=bool(article.relative))
    if article.captured:
        found = dated(article.captured, own.tag)
        return When(found.text, "captured", found.edtf, found.iso)
    return When(own.text("n.d."), "unknown")


@lru_cache(maxsize=65536)
def dated(text: str, lang: str, *, supplied: bool = False) -> When:
    """A date of EDTF in words of `lang`. An interval is always somebody's reckoning: no page prints one."""
    date = dates.parse(text)
    certainty: Certainty = "stated"
    if supplied or "/" in text:
        certainty = "supplied"
    elif date.approximate:
        certainty = "about"
    return When(dates.words(text, lang), certainty, text, text if _ISO.fullmatch(text) else "")


def _begins(when: When) -> bool:
    """Whether a date of publication is bounded below: `[by 23 June 2025]` is not."""
    return when.certainty not in ("captured", "unknown") and dates.parse(when.edtf).earliest is not None


def direction(lang: str | None) -> Direction | None:
    """The direction that a language is written in; None where the language is not known."""
    return language.direction(lang) if lang else None
