"""Tags, sources, months and the undated: each a list, paged by period where it is long, and the indexes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from msgspec import structs

from backfile import catalogue, dates, pagination, urls
from backfile.language import Language
from backfile.model import Page, Source, Tag
from backfile.plan import facets, indexes, wording
from backfile.plan.files import list_files
from backfile.plan.shelf import Shelf
from backfile.views import Count, Facet, Group, Link, ListKind, ListView


class Listed(Protocol):
    """What a list is of: a tag, a source, a name."""

    @property
    def name(self) -> str: ...
    @property
    def articles(self) -> tuple[int, ...]: ...


def pages(shelf: Shelf) -> Iterator[Page]:
    tags = [tag for tag in shelf.archive.tags if len(tag.articles) >= shelf.settings.tag_pages_from]
    for tag in tags:
        yield from _named(shelf, tag)
    for source in shelf.archive.sources:
        yield from _named(shelf, source)
    yield from _months(shelf)
    yield from _undated(shelf)
    yield from indexes.pages(shelf, "tags", tags)
    yield from indexes.pages(shelf, "sources", shelf.archive.sources)


def _named(shelf: Shelf, group: Tag | Source) -> Iterator[Page]:
    """The pages of a tag or of a source."""
    is_tag, own = isinstance(group, Tag), shelf.language
    base = urls.tag(group.slug) if is_tag else urls.source(group.slug)
    crumb = Link(own.text("Tags"), "/tags/") if is_tag else Link(own.text("Sources"), "/sources/")
    return paged(shelf, "tag" if is_tag else "source", base, group, crumb, facets.of_group(shelf, group, base))


def paged(
    shelf: Shelf,
    kind: ListKind,
    base: str,
    group: Listed,
    crumb: Link,
    facets: tuple[Facet, ...],
    besides: Mapping[str, Any] = MappingProxyType({}),
) -> Iterator[Page]:
    """The pages of a list, by period where it is long; facets, files and what `besides` tells stand on the first."""
    own, (first, last) = shelf.language, shelf.span(group.articles)
    files: tuple[Link, ...] = ()
    extra: tuple[Page, ...] = ()
    if kind in ("tag", "source"):  # hosts count files, and there are more names than tags and sources
        files, extra = list_files(shelf, base, group.name, group.articles)
    entries = [(p, shelf.periods[p]) for p in shelf.newest_first(group.articles)]
    for part in pagination.slices(entries, shelf.name):
        periods = tuple(Count(wording.period(p, own), base + suffix, count) for p, suffix, count in part.periods)
        view = ListView(
            url=base + part.suffix,
            kind=kind,
            title=group.name,
            count=sum(each.count for each in periods) + len(part.rest) if periods else len(part.entries),
            groups=_groups(shelf, part.entries, part.rest, part.period),
            crumbs=(crumb, Link(group.name, base)) if part.suffix else (crumb,),
            periods=periods,
            period=wording.period(part.period, own) if part.period else "",
        )
        if not part.suffix:
            view = structs.replace(view, first=first, last=last, facets=facets, files=files, **besides)
        yield Page(view.url, "list.html", view)
    yield from extra


def _groups(shelf: Shelf, entries: Sequence[int], rest: Sequence[int], period: str) -> tuple[Group, ...]:
    """Newest first, under the month they fall in; a short list or a month's has no headings."""
    if len(period) == 7 or len(entries) <= 10 or period.startswith(pagination.LETTERS):
        return (Group("", shelf.chosen(entries)),)
    months: dict[str, list[int]] = {}
    for position in entries:
        months.setdefault(shelf.periods[position], []).append(position)
    # A year whose month is not certain follows its months; what has no date at all comes last.
    made = [
        Group(_heading(when, shelf), shelf.chosen(months[when]))
        for when in sorted(months, key=lambda when: when.ljust(7, "-"), reverse=True)
    ]
    if rest:
        made.append(Group(_heading(period, shelf), shelf.chosen(rest)))
    return tuple(made)


def _heading(period: str, shelf: Shelf) -> str:
    said = wording.period(period, shelf.language)
    return shelf.language.text("%(year)s, month not certain", year=said) if len(period) == 4 else said


def _months(shelf: Shelf) -> Iterator[Page]:
    """A month day by day; one of too many articles shows the newest, and a page for each day."""
    months, own = shelf.archive.months, shelf.language
    for index, (month, positions) in enumerate(months):
        url, name = urls.month(month), wording.period(month, own)
        files, extra = list_files(shelf, url, name, positions)
        days = _days(shelf, month, positions)
        crumbs = (Link(own.text("By date"), "/archive/"), _period_link(month[:4], own))
        long = len(positions) > pagination.YEAR_PAGE
        view = ListView(
            url=url,
            kind="month",
            title=name,
            count=len(positions),
            groups=_first(days) if long else days,
            crumbs=crumbs,
            periods=tuple(Count(g.heading, urls.day(month, g.id), len(g.items)) for g in days) if long else (),
            facets=facets.of(shelf, positions, ""),
            files=files,
            previous=_period_link(months[index - 1][0], own) if index else None,
            next=_period_link(months[index + 1][0], own) if index + 1 < len(months) else None,
        )
        yield Page(url, "list.html", view)
        if long:
            yield from _day_pages(view, days)
        yield from extra


def _first(days: Sequence[Group]) -> tuple[Group, ...]:
    """As much of a month as the first page of any long list shows."""
    made, left = [], pagination.NEWEST
    for group in days:
        if left > 0:
            made.append(structs.replace(group, items=group.items[:left]))
        left -= len(group.items)
    return tuple(made)


def _day_pages(month: ListView, days: Sequence[Group]) -> Iterator[Page]:
    links = [Link(count.text, count.url) for count in month.periods]
    for number, (link, group) in enumerate(zip(links, days, strict=True)):
        view = ListView(
            url=link.url,
            kind="month",
            title=month.title,
            count=len(group.items),
            groups=(structs.replace(group, heading="", id=""),),
            crumbs=(*month.crumbs, Link(month.title, month.url)),
            periods=month.periods,
            period=group.heading,
            previous=links[number + 1] if number + 1 < len(links) else None,
            next=links[number - 1] if number else None,
        )
        yield Page(view.url, "list.html", view)


def _period_link(period: str, own: Language) -> Link:
    return Link(wording.period(period, own), urls.month(period))


def day_of(shelf: Shelf, position: int) -> int:
    """The day of its month on which it was certainly published; 0 if that is not known."""
    published = shelf.articles[position].published
    day = dates.parse(published).day if published else None
    return int(day[8:10]) if day else 0


def _days(shelf: Shelf, month: str, positions: Sequence[int]) -> tuple[Group, ...]:
    """The days of a month from the last to the first, then the month's undated, then those only captured in it."""
    published = [p for p in positions if catalogue.published_in(shelf.articles[p]) == month]
    captured = [p for p in positions if catalogue.published_in(shelf.articles[p]) != month]
    days: dict[int, list[int]] = {}
    for position in reversed(published):
        days.setdefault(day_of(shelf, position), []).append(position)
    own = shelf.language
    made = [
        Group(wording.period(f"{month}-{day:02}", own), shelf.chosen(days[day]), f"d{day:02}")
        for day in sorted(days, reverse=True)
        if day
    ]
    if 0 in days:
        made.append(Group(own.text("Day not certain"), shelf.chosen(days[0]), "day-not-certain"))
    if captured:
        name = wording.period(month, own)
        heading = own.text("Captured in %(month)s", month=name)
        note = own.text("Captured in %(month)s. When they were published is not known to the month.", month=name)
        made.append(Group(heading, shelf.chosen(reversed(captured)), "captured", note))
    return tuple(made)


def _undated(shelf: Shelf) -> Iterator[Page]:
    own, positions = shelf.language, shelf.archive.undated
    title, base = own.text("Undated"), "/undated/"
    for part in pagination.loose("", "", positions, shelf.name, under="a-z/"):
        first = not part.suffix
        periods = tuple(Count(wording.period(p, own), base + suffix, count) for p, suffix, count in part.periods)
        view = ListView(
            url=base + part.suffix,
            kind="undated",
            title=title,
            count=len(positions) if first else len(part.entries),
            groups=(Group("", shelf.chosen(part.entries)),) if part.entries else (),
            crumbs=(Link(own.text("By date"), "/archive/"), *(() if first else (Link(title, base),))),
            periods=periods,
            period=wording.period(part.period, own) if part.period else "",
            facets=facets.of(shelf, positions, "") if first else (),
        )
        yield Page(view.url, "list.html", view)


def month_uncertain(shelf: Shelf, year: Link, positions: Sequence[int]) -> Iterator[Page]:
    """The pages below a year's for articles that fit no one month of it, where there are many."""
    own = shelf.language
    title = own.text("%(year)s, month not certain", year=year.text)
    base = f"{year.url}undated/"
    for part in pagination.loose("", "", positions, shelf.name, under="a-z/"):
        periods = tuple(Count(wording.period(p, own), base + suffix, count) for p, suffix, count in part.periods)
        view = ListView(
            url=base + part.suffix,
            kind="month",
            title=title,
            count=len(part.entries) if part.suffix else len(positions),
            groups=(Group("", shelf.chosen(part.entries)),),
            crumbs=(Link(own.text("By date"), "/archive/"), year, *((Link(title, base),) if part.suffix else ())),
            periods=periods,
            period=wording.period(part.period, own) if part.period else "",
        )
        yield Page(view.url, "list.html", view)
