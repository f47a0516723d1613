"""A story's reports day by day: what was held when, and for how long nothing was.

days(shelf, story)  → (StoryDay("3 May 2025", reports=(…)), StoryDay(gap="4–6 May 2025"), StoryDay("7 May 2025", …))
span(shelf, positions)  → (3 May 2025, 14 May 2025)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import structs

from backfile import dates
from backfile.dates import wording
from backfile.language import Language
from backfile.model import Story
from backfile.plan.shelf import Shelf
from backfile.views import Link, StoryDay, StoryReport

_FULL = 120
"Reports up to which each is shown with a sentence: an element more of the 2,500 that a page may have."
PAGE = 200
"Reports on a page: ten elements each, at most."
_DAY = timedelta(days=1)
Days = tuple[date, date]


def bounds(shelf: Shelf, position: int) -> Days | None:
    """The first and the last day on which it can have been published; None where either is not known."""
    published = shelf.articles[position].published
    when = dates.parse(published) if published else None
    return (when.earliest, when.latest) if when and when.earliest and when.latest else None


def certain(shelf: Shelf, position: int) -> date | None:
    """The day on which it was published, where that is certain."""
    published = shelf.articles[position].published
    day = dates.day(published) if published else None
    return date.fromisoformat(day) if day else None


def span(shelf: Shelf, positions: Sequence[int]) -> Days | None:
    """The first and the last day of publication: of those that are certain, else of all that are bounded."""
    days = [day for p in positions if (day := certain(shelf, p))]
    if not days:
        days = [day for p in positions for day in bounds(shelf, p) or ()]
    return (min(days), max(days)) if days else None


def in_words(found: Days | None, own: Language) -> str:
    """`3–14 May 2025`; empty for no span."""
    if found is None:
        return ""
    first, last = ((day.year, day.month, day.day) for day in found)
    return own.calendar(first) if first == last else own.interval(first, last)


def hour(shelf: Shelf, position: int) -> str:
    """`14:05 UTC`, where it is known."""
    published = shelf.articles[position].published
    start = dates.parse(published).start if published and "/" not in published else None
    return wording.clock(start, shelf.language) if start and start.time else ""


def days(shelf: Shelf, story: Story) -> tuple[StoryDay, ...]:
    """The days of a story in order, with the stretches between them on which nothing is held."""
    gaps = list(_gaps(shelf, story))
    made: list[StoryDay] = []
    for positions in _grouped(shelf, story):
        begins = bounds(shelf, positions[0])
        while gaps and begins and gaps[0][1] < begins[0]:
            made.append(StoryDay(gap=in_words(gaps.pop(0), shelf.language)))
        made.append(_day(shelf, story, positions))
    return tuple(made)


def parts(found: Sequence[StoryDay], most: int = PAGE) -> list[tuple[StoryDay, ...]]:
    """The days for each page, with no more than `most` reports; a day that holds more is told on several."""
    pages: list[list[StoryDay]] = [[]]
    room = most
    for day in found:
        for piece in _pieces(day, most):
            size = sum(1 + len(report.same) for report in piece.reports)
            if size > room and pages[-1] and not piece.gap:
                pages.append([])
                room = most
            pages[-1].append(piece)
            room -= size
    return [tuple(page) for page in pages]


def _pieces(day: StoryDay, most: int) -> Iterator[StoryDay]:
    if len(day.reports) <= most:
        yield day
        return
    for start in range(0, len(day.reports), most):
        yield structs.replace(day, reports=day.reports[start : start + most])


def _grouped(shelf: Shelf, story: Story) -> list[list[int]]:
    """By day, and those whose day is not certain by what is known of it; each group where its first report stands."""
    groups: dict[str, list[int]] = {}
    for position in story.articles:
        day = certain(shelf, position)
        key = day.isoformat() if day else f"{shelf.items[position].when.certainty} {shelf.items[position].when.edtf}"
        groups.setdefault(key, []).append(position)
    return list(groups.values())


def _gaps(shelf: Shelf, story: Story) -> Iterator[Days]:
    """Days between the first and the last on which no report of the story can have been published."""
    held = sorted(found for p in story.articles if (found := bounds(shelf, p)))
    until: date | None = None
    for first, last in held:
        if until and first - until > _DAY:
            yield until + _DAY, first - _DAY
        until = max(until, last) if until else last


def _day(shelf: Shelf, story: Story, positions: Sequence[int]) -> StoryDay:
    reports = tuple(_reports(shelf, story, positions))
    day = certain(shelf, positions[0])
    if day is None:
        return StoryDay(when=shelf.items[positions[0]].when, reports=reports)
    own = shelf.language
    weekday = own.weekdays[(day.weekday() - own.week_begins) % 7][0]
    return StoryDay(in_words((day, day), own), None, weekday, f"d{day.isoformat()}", reports)


def _reports(shelf: Shelf, story: Story, positions: Sequence[int]) -> Iterator[StoryReport]:
    """A day's reports, each with those that repeat it that day; what repeats another day's text stands by itself."""
    here, within = set(positions), set(story.articles)
    folded: dict[int, list[int]] = {}
    leads: dict[int, int] = {}
    for position in positions:
        repeat = shelf.findings.repeat(position)
        if repeat and repeat.of in within:
            leads[position] = repeat.of
            folded.setdefault(repeat.of, []).append(position)
    for position in positions:
        lead = leads.get(position)
        if lead is not None and lead in here and lead not in leads:
            continue
        yield StoryReport(
            item=shelf.items[position],
            clock=hour(shelf, position),
            said=_said(shelf, position) if lead is None and len(story.articles) <= _FULL else "",
            first=position == story.first,
            same=shelf.chosen(folded.get(position, ())) if lead is None else (),
            repeats=Link(_publisher(shelf, lead), shelf.items[lead].url) if lead is not None else None,
        )


def _publisher(shelf: Shelf, position: int) -> str:
    article = shelf.articles[position]
    return article.source or article.agency or article.title


def _said(shelf: Shelf, position: int) -> str:
    points = shelf.findings.facts(position).key_points
    return shelf.articles[position].summary or (points[0].text if points else "")
