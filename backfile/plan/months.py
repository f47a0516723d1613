"""Months: day by day, with a page for each day where there are too many; and what fits no one month of its year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import structs

from backfile import catalogue, dates, pagination, urls
from backfile.digests import of as digest_of
from backfile.language import Language
from backfile.model import Page
from backfile.plan import facets, wording
from backfile.plan.files import has_files, list_files
from backfile.plan.marks import Marks
from backfile.plan.parts import Planned
from backfile.plan.shelf import Shelf
from backfile.views import Count, Group, Link, ListView


def parts(shelf: Shelf, marks: Marks) -> Iterator[Planned]:
    months = shelf.archive.months
    for index, (month, positions) in enumerate(months):
        beside = tuple(months[i][0] if 0 <= i < len(months) else "" for i in (index - 1, index + 1))
        key = partial(_key, shelf, marks, (month, beside), positions)
        yield Planned(urls.month(month), partial(_month, shelf, month, positions, *beside), key)


def _key(shelf: Shelf, marks: Marks, said: tuple[object, ...], positions: Sequence[int]) -> bytes:
    return marks.key(digest_of(said), marks.of_all(positions, whole=has_files(shelf, positions)))


def _month(shelf: Shelf, month: str, positions: Sequence[int], before: str, after: str) -> Iterator[Page]:
    """A month day by day; one of too many articles shows the newest, and a page for each day."""
    own, url = shelf.language, urls.month(month)
    name = wording.period(month, own)
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
        previous=_period_link(before, own) if before else None,
        next=_period_link(after, own) if after else None,
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
    day = dates.day(published) if published else None
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
        Group(wording.period(f"{month}-{day:02}", own), shelf.listed(days[day]), f"d{day:02}")
        for day in sorted(days, reverse=True)
        if day
    ]
    if 0 in days:
        made.append(Group(own.text("Day not certain"), shelf.listed(days[0]), "day-not-certain"))
    if captured:
        name = wording.period(month, own)
        heading = own.text("Captured in %(month)s", month=name)
        note = own.text("Captured in %(month)s. When they were published is not known to the month.", month=name)
        made.append(Group(heading, shelf.listed(captured[::-1]), "captured", note))
    return tuple(made)


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
            groups=(Group("", shelf.listed(part.entries)),),
            crumbs=(Link(own.text("By date"), "/archive/"), year, *((Link(title, base),) if part.suffix else ())),
            periods=periods,
            period=wording.period(part.period, own) if part.period else "",
        )
        yield Page(view.url, "list.html", view)
