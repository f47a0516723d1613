"""The pages there is one of: the front page, the archive by date, each year, about, and what is not found."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from backfile import catalogue, pagination, urls
from backfile.digests import of as digest_of
from backfile.language import Language, message
from backfile.model import Opening, Page, Tag
from backfile.plan import stories, wording
from backfile.plan.files import data_links
from backfile.plan.marks import Marks
from backfile.plan.months import day_of, month_uncertain
from backfile.plan.parts import Planned
from backfile.plan.shelf import Shelf
from backfile.views import (
    AboutView,
    ArchiveView,
    CalendarMonth,
    Certainty,
    Count,
    Day,
    Figure,
    Group,
    HomeView,
    Link,
    MonthCount,
    NotFoundView,
    TagSample,
    YearCount,
    YearView,
)

_CERTAINTY: tuple[tuple[Certainty, str], ...] = (
    ("stated", message("Stated by the page")),
    ("supplied", message("Supplied by reckoning, with the evidence")),
    ("about", message("Approximate")),
    ("captured", message("Only the capture is dated")),
    ("unknown", message("Unknown")),
)

_LOOSE = 100
"Articles of no certain month that a year's own page shows, below its calendar of some 2,000 elements."
_SUMMARY = 40
"Words with which the front page begins an article after the newest, of which it shows all that is kept."


def parts(shelf: Shelf, marks: Marks) -> Iterator[Planned]:
    years = _years(shelf)
    yield from _year_parts(shelf, marks, years)
    yield Planned("fronts", partial(_fronts, shelf, years))


def _fronts(shelf: Shelf, years: tuple[YearCount, ...]) -> Iterator[Page]:
    count, undated = len(shelf.articles), len(shelf.archive.undated)
    yield Page("/archive/", "archive.html", ArchiveView("/archive/", count, years, undated))
    yield Page("/about/", "about.html", _about(shelf))
    yield Page("/404.html", "404.html", NotFoundView("/404.html"))
    yield Page("/", "home.html", _home(shelf, years))


def _years(shelf: Shelf) -> tuple[YearCount, ...]:
    months = {month: len(positions) for month, positions in shelf.archive.months}
    totals = Counter(period[:4] for period in shelf.periods if period)
    return tuple(
        YearCount(
            year,
            urls.month(year),
            totals[year],
            tuple(
                MonthCount(name, urls.month(key) if key in months else "", months.get(key, 0))
                for key, name in ((f"{year}-{n:02}", name) for n, (name, _) in enumerate(shelf.language.months, 1))
            ),
        )
        for year in sorted(totals, reverse=True)
    )


def _year_parts(shelf: Shelf, marks: Marks, years: Sequence[YearCount]) -> Iterator[Planned]:
    months: dict[str, dict[str, Sequence[int]]] = defaultdict(dict)
    for month, positions in shelf.archive.months:
        months[month[:4]][month] = positions
    loose: dict[str, list[int]] = defaultdict(list)
    for position, period in enumerate(shelf.periods):
        if len(period) == 4:
            loose[period].append(position)
    for index, year in enumerate(years):
        before = years[index + 1] if index + 1 < len(years) else None
        after = years[index - 1] if index else None
        rest = loose.get(year.year, [])[::-1]
        said = (year, before and before.year, after and after.year)
        key = partial(_year_key, marks, said, (*months[year.year].values(), rest))
        make = partial(_year_pages, shelf, year, months[year.year], rest, before, after)
        yield Planned(year.url, make, key)


def _year_key(marks: Marks, said: tuple[object, ...], members: Iterable[Sequence[int]]) -> bytes:
    return marks.key(digest_of(said), *map(marks.of_all, members))


def _year_pages(
    shelf: Shelf,
    year: YearCount,
    positions: Mapping[str, Sequence[int]],
    rest: Sequence[int],
    before: YearCount | None,
    after: YearCount | None,
) -> Iterator[Page]:
    """The calendar of a year; `rest` fits no month of it, the newest first."""
    apart = len(rest) > _LOOSE
    view = YearView(
        url=year.url,
        year=year.year,
        count=year.count,
        months=tuple(
            _calendar(shelf, year.year, number, month, positions.get(f"{year.year}-{number:02}", ()))
            for number, month in enumerate(year.months, 1)
        ),
        groups=() if apart or not rest else (Group(shelf.language.text("Month not certain"), shelf.listed(rest)),),
        loose=Count(shelf.language.text("Month not certain"), f"{year.url}undated/", len(rest)) if apart else None,
        previous=_link(before, shelf.language) if before else None,
        next=_link(after, shelf.language) if after else None,
    )
    yield Page(view.url, "year.html", view)
    if apart:
        yield from month_uncertain(shelf, _link(year, shelf.language), rest)


def _link(year: YearCount, own: Language) -> Link:
    return Link(wording.period(year.year, own), year.url)


def _calendar(shelf: Shelf, year: str, number: int, month: MonthCount, positions: Sequence[int]) -> CalendarMonth:
    key = f"{year}-{number:02}"
    inside = (p for p in positions if catalogue.published_in(shelf.articles[p]) == key)
    held = Counter(day_of(shelf, p) for p in inside)
    starts, length = calendar.monthrange(int(year) or 4, number)  # year 0 is a leap year, as 4 is
    long = len(positions) > pagination.YEAR_PAGE
    places = (urls.day(key, f"d{day:02}") if long else f"{month.url}#d{day:02}" for day in range(1, length + 1))
    days = tuple(Day(day, held[day], url if held[day] else "") for day, url in enumerate(places, 1))
    blank = (starts - shelf.language.week_begins) % 7
    return CalendarMonth(month.name, month.url, month.count, blank, days, len(positions) - sum(d.count for d in days))


def _home(shelf: Shelf, years: tuple[YearCount, ...]) -> HomeView:
    newest = shelf.newest_first(range(len(shelf.articles)))
    newest = newest[: shelf.settings.home_articles]
    shown = shelf.chosen(newest)
    tags = sorted(shelf.archive.tags, key=lambda tag: (-len(tag.articles), tag.slug))
    with_page = [tag for tag in tags if shelf.tag_links[tag.slug].url]
    counts = [Count(tag.name, urls.tag(tag.slug), len(tag.articles)) for tag in with_page[:24]]
    return HomeView(
        url="/",
        count=len(shelf.articles),
        sources=len(shelf.archive.sources),
        latest=shelf.span(range(len(shelf.articles)))[1],
        lead=shown[0] if shown else None,
        items=shown[1:],
        openings=tuple(_opening(shelf, position, first=not place) for place, position in enumerate(newest[:6])),
        samples=_samples(shelf, with_page, counts),
        tags=tuple(counts),
        top_sources=shelf.publishers,
        years=years[:6],
        undated=len(shelf.archive.undated),
        stories=len(shelf.known.stories),
        motion=stories.motion(shelf),
        named=shelf.findings.groups(shelf.findings.commonest(), 6),
    )


def _opening(shelf: Shelf, position: int, *, first: bool) -> Opening | None:
    if not shelf.known.facts or not shelf.known.facts[position].opening.paragraphs:
        return None
    from backfile.knowledge import beginnings  # whose rules for sentences take 4 ms to load

    whole = shelf.known.facts[position].opening
    short = whole if first else beginnings.begin(whole.paragraphs, _SUMMARY)
    return short if short.goes_on else whole


def _samples(shelf: Shelf, tags: Sequence[Tag], counts: Sequence[Count]) -> tuple[TagSample, ...]:
    """The commonest tags with their newest articles, each article under the commonest of its tags alone."""
    shown: set[int] = set()
    made = []
    for tag, count in zip(tags, counts, strict=False):
        newest = [p for p in shelf.newest_first(tag.articles) if p not in shown][:3]
        if newest:
            shown.update(newest)
            made.append(TagSample(count, shelf.chosen(newest)))
        if len(made) == 4:
            break
    return tuple(made)


def _about(shelf: Shelf) -> AboutView:
    of, articles = shelf.archive.outlines, len(shelf.articles)
    first, last = shelf.span(range(articles))
    known = Counter(of.certainties)
    years = Counter(period[:4] for period in shelf.periods if period)
    languages = Counter(lang or "unknown" for lang in of.langs)
    return AboutView(
        url="/about/",
        articles=articles,
        sources=len(shelf.archive.sources),
        tags=len(shelf.archive.tags),
        words=sum(of.words),
        seeds=len(set(of.seeds) - {catalogue.NO_SEED}),
        incomplete=articles - sum(of.complete),
        set_aside=sum(of.aside),
        first=first,
        last=last,
        dates=_figures([(shelf.language.text(text), known[key]) for key, text in _CERTAINTY if known[key]]),
        years=_figures([(wording.period(year, shelf.language), n) for year, n in sorted(years.items())]),
        languages=_figures(sorted(languages.items(), key=lambda entry: (-entry[1], entry[0]))),
        files=data_links(shelf),
        data=shelf.settings.data_files,
        names=len(shelf.known.entities),
        key_points=sum(1 for facts in shelf.known.facts if facts.key_points),
        reprints=sum(1 for repeat in shelf.known.repeats if repeat),
        stories=len(shelf.known.stories),
    )


def _figures(rows: Sequence[tuple[str, int]]) -> tuple[Figure, ...]:
    most = max((count for _, count in rows), default=1)
    return tuple(Figure(text, count, round(100 * count / most)) for text, count in rows)
