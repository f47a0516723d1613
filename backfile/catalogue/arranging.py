"""Articles → `Archive`: one order, tags, sources and months, with every clash of paths reported at once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import not_

from backfile import urls
from backfile.catalogue.clashes import clashes
from backfile.catalogue.outlining import gather
from backfile.config import Site
from backfile.errors import InputError
from backfile.model import Archive, Article, Gathered, Source, Tag


def arrange(articles: Iterable[Article], site: Site) -> Archive:
    """The archive of `articles`. Raises `InputError` where paths clash with the site's own or with one another."""
    gathered = articles if isinstance(articles, Gathered) else gather(articles)
    of = gathered.outlines
    order = [n for *_, n in sorted(zip(map(not_, of.orders), of.orders, of.paths, range(len(gathered)), strict=True))]
    ordered = gathered.ordered(array("L", order))
    of = ordered.outlines
    problems = list(clashes(of.paths, site))
    if problems:
        raise InputError(problems)
    months: dict[str, list[int]] = defaultdict(list)
    for position, when in enumerate(of.periods):
        months[when].append(position)
    undated = months.pop("", [])
    sources = [(source,) if source else () for source in of.sources]
    return Archive(
        articles=ordered,
        tags=tuple(Tag(*group) for group in _groups(of.tags, "tag", site)),
        sources=tuple(Source(*group) for group in _groups(sources, "source", site)),
        months=tuple((month, tuple(months[month])) for month in sorted(months) if len(month) == 7),
        undated=tuple(undated),
        outlines=of,
    )


def _groups(named: Sequence[tuple[str, ...]], kind: str, site: Site) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """(slug, commonest spelling, positions) by slug. A name without a slug gets one from its digest."""
    members: dict[str, list[int]] = defaultdict(list)
    for position, names in enumerate(named):
        for name in names:
            members[name].append(position)
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in members:
        spellings[slug_of(name, kind, site)].append(name)
    for slug in sorted(spellings):
        spelt = spellings[slug]
        if len(spelt) == 1:
            yield slug, spelt[0], tuple(dict.fromkeys(members[spelt[0]]))
            continue
        commonest = min(spelt, key=lambda name: (-len(members[name]), name))
        yield slug, commonest, tuple(sorted({position for name in spelt for position in members[name]}))


def slug_of(name: str, kind: str, site: Site) -> str:
    """The slug of a tag's or a source's name."""
    return urls.slug_of(name, kind, keep_scripts=site.settings.slug_unicode)
