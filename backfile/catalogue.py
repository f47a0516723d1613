"""Articles → `Archive`: one order, tags, sources and months, with every clash of paths reported at once.

arrange((…article of June, article of May…), site)
→ Archive(articles=(May's, June's), tags=(Tag("oman", "Oman", (0, 1)), …), months=(("2025-05", (0,)), …), …)
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from backfile import dates, urls
from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.model import Archive, Article, Source, Tag

# First segments that the site's own pages stand under, and folders of hosts that never reach a visitor.
RESERVED = frozenset(
    {"tags", "sources", "archive", "stories", "people", "places", "organisations", "search", "about", "data"}
)
# A day, or a time of one, as nearly every article has it: what is known of these needs no reckoning.
_MOMENT = re.compile(
    r"((?!0000)[0-9]{4}-[0-9]{2})-[0-9]{2}(?:T([0-9]{2}:[0-9]{2}(?::[0-5][0-9])?)(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?"
)
_OWN_PAGE = re.compile(r"\d{4}(/\d{2})?|undated|404|[^/]*\.[^/]*")


def arrange(articles: Iterable[Article], site: Site) -> Archive:
    """The archive of `articles`. Raises `InputError` where paths clash with the site's own or with one another."""
    ordered = tuple(sorted(articles, key=_order))
    problems = list(_clashes(ordered, site))
    if problems:
        raise InputError(problems)
    months: dict[str, list[int]] = defaultdict(list)
    undated = []
    for position, article in enumerate(ordered):
        when = period(article)
        if len(when) == 7:
            months[when].append(position)
        elif not when:
            undated.append(position)
    return Archive(
        articles=ordered,
        tags=tuple(Tag(*group) for group in _groups(((a.tags, i) for i, a in enumerate(ordered)), "tag", site)),
        sources=tuple(
            Source(*group)
            for group in _groups((((a.source,) if a.source else (), i) for i, a in enumerate(ordered)), "source", site)
        ),
        months=tuple((month, tuple(months[month])) for month in sorted(months)),
        undated=tuple(undated),
    )


def period(article: Article) -> str:
    """The month in which it was certainly published, else captured (`2025-06`); else the year (`2025`); else empty."""
    published = published_in(article)
    captured = _period(article.captured) if article.captured else ""
    return captured if len(published) < 7 and captured.startswith(published) else published


def published_in(article: Article) -> str:
    """As `period`, by the date of publication alone."""
    return _period(article.published) if article.published else ""


@lru_cache(maxsize=65536)
def _period(text: str) -> str:
    if plain := _MOMENT.fullmatch(text):
        return plain[1]
    date = dates.parse(text)
    if date.month:
        return date.month
    if date.earliest and date.latest and date.earliest.year == date.latest.year:
        return f"{date.earliest.year:04}"
    return ""


def _order(article: Article) -> tuple[bool, str, str]:
    """Earliest bound of `published`, else of `captured`, else last; ties by URL."""
    for text in (article.published, article.captured):
        if text and (key := _key(text)):
            return (False, key, article.path)
    return (True, "", article.path)


@lru_cache(maxsize=65536)
def _key(text: str) -> str:
    """Sortable by the earliest day; empty where the date has none, as `../2025-06-23`."""
    if plain := _MOMENT.fullmatch(text):
        day, clock = f"100000{text[:10]}", plain[2]
        if clock is None:
            return f"{day}T00:00:00 {day}T23:59:59"
        return f"{day}T{clock[:5]}:{clock[6:] or '00'} {day}T{clock[:5]}:{clock[6:] or '59'}"
    date = dates.parse(text)
    return date.key if date.earliest else ""


def dated(article: Article) -> bool:
    """Whether the order knows a date for it; those without stand last."""
    return not _order(article)[0]


def _groups(
    named: Iterable[tuple[Sequence[str], int]], kind: str, site: Site
) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """(slug, commonest spelling, positions) by slug. A name without a slug gets one from its digest."""
    members: dict[str, list[int]] = defaultdict(list)
    for names, position in named:
        for name in names:
            members[name].append(position)
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in members:
        spellings[slug_of(name, kind, site)].append(name)
    for slug in sorted(spellings):
        names = spellings[slug]
        if len(names) == 1:
            yield slug, names[0], tuple(dict.fromkeys(members[names[0]]))
            continue
        commonest = min(names, key=lambda name: (-len(members[name]), name))
        yield slug, commonest, tuple(sorted({position for name in names for position in members[name]}))


def slug_of(name: str, kind: str, site: Site) -> str:
    """The slug of a tag's or a source's name."""
    return urls.slug_of(name, kind, keep_scripts=site.settings.slug_unicode)


def _clashes(articles: Sequence[Article], site: Site) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    folder = site.shown(site.content)
    for article in articles:
        file = f"{folder}/{article.path}.md"
        if article.path.split("/")[0] in RESERVED or _OWN_PAGE.fullmatch(article.path):
            where = urls.article(article.path)
            yield Problem(file, 0, f"its URL {where} belongs to the site's own pages", "move or rename the file")
        key = article.path.casefold()
        if key in taken:
            hint = "rename one: some hosts and disks do not tell capitals apart"
            yield Problem(file, 0, f"has the same URL as {taken[key]}", hint)
        taken[key] = file
    inside = {place: taken[place] for place in _folders(taken) if place in taken}
    for article in articles if inside else ():
        for place in _folders((article.path.casefold(),)):
            if place in inside:
                what = f"its URL lies inside that of {inside[place]}"
                yield Problem(f"{folder}/{article.path}.md", 0, what, "move one")


def _folders(paths: Iterable[str]) -> set[str]:
    """Every folder that one of `paths` lies in, at any depth."""
    found: set[str] = set()
    for folder in {path.rpartition("/")[0] for path in paths}:
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
