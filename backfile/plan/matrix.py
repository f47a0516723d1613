"""Who reported on a story, and when: its sources down, days across; where these are too many, weeks, months or years.

matrix(shelf, story)  → Matrix("day", (("3", "3 May 2025"), …), (("May 2025", 12),), (MatrixRow("Lantern Wire", …), …))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import groupby

from backfile.language import Language
from backfile.model import Story
from backfile.plan import chronicle
from backfile.plan.shelf import Shelf
from backfile.views import Link, Matrix, MatrixRow, Unit

COLUMNS = 31
"A dot of 16 pixels each still fits beside the headline."
ROWS = 12


def matrix(shelf: Shelf, story: Story) -> Matrix | None:
    """None where all its reports are of one day, or of none that is known."""
    days = [day for p in story.articles if (day := chronicle.certain(shelf, p))]
    if not days or min(days) == max(days):
        return None
    unit, starts = columns(min(days), max(days), shelf.language)
    places = [_column(shelf, position, unit, starts) for position in story.articles]
    width = len(starts) + (len(starts) in places)
    names = [_source(shelf, position) for position in story.articles]
    counted = Counter(names)
    kept = sorted(counted, key=lambda name: (-counted[name], names.index(name)))[:ROWS]
    rows = []
    for name in sorted(kept, key=names.index):
        columns_of = [place for other, place in zip(names, places, strict=True) if other == name]
        first = next((places[i] for i, p in enumerate(story.articles) if p == story.first and names[i] == name), -1)
        rows.append(MatrixRow(name, _counts(columns_of, width), first))
    rest = [place for name, place in zip(names, places, strict=True) if name not in kept]
    labels = tuple(_label(start, unit, shelf.language) for start in starts)
    if width > len(starts):
        labels += (("", shelf.language.text("Day not certain")),)
    over = _over(starts, unit, width, shelf.language)
    others = _counts(rest, width) if rest else ()
    most = max(3, *others, *(count for row in rows for count in row.counts))
    return Matrix(unit, labels, over, tuple(rows), most, others, len(counted) - len(kept))


def columns(first: date, last: date, own: Language, most: int = COLUMNS) -> tuple[Unit, list[date]]:
    """The finest unit of which no more than `most` reach from the first day to the last, and the days they begin on."""
    units: tuple[Unit, ...] = ("day", "week", "month")
    for unit in units:
        # No month is shorter than 28 days: what cannot fit is not counted out.
        if (last - first).days // {"day": 1, "week": 7, "month": 31}[unit] < most:
            starts = _starts(first, last, unit, own)
            if len(starts) <= most:
                return unit, starts
    return "year", [date(year, 1, 1) for year in range(first.year, last.year + 1)][-most:]


def ending(first: date, last: date, own: Language, most: int) -> tuple[Unit, list[date]]:
    """As `columns`, but as many as `most`, up to the last day; what lies before sixteen months or so is left out."""
    unit, _ = columns(first, last, own, most)
    unit = "month" if unit == "year" else unit
    length = {"day": 1, "week": 7, "month": 32}[unit]
    early = date.fromordinal(max(last.toordinal() - length * most, 1))
    return unit, _starts(begins(early, unit, own), last, unit, own)[-most:]


def _starts(first: date, last: date, unit: Unit, own: Language) -> list[date]:
    start, made = begins(first, unit, own), []
    while start <= last:
        made.append(start)
        start = _next(start, unit)
        if start == date.max:
            break
    return made


def begins(day: date, unit: Unit, own: Language) -> date:
    """The first day of the week, the month or the year that `day` is in."""
    if unit == "week":
        back = (day.weekday() - own.week_begins) % 7
        return day - timedelta(days=min(back, day.toordinal() - 1))
    return {"day": day, "month": day.replace(day=1)}.get(unit, day.replace(month=1, day=1))


def _next(start: date, unit: Unit) -> date:
    if unit == "month":
        year, month = divmod(start.year * 12 + start.month, 12)
        return date(year, month + 1, 1) if year <= 9999 else date.max
    days = 7 if unit == "week" else 1
    return date.fromordinal(min(start.toordinal() + days, date.max.toordinal()))


def _column(shelf: Shelf, position: int, unit: Unit, starts: Sequence[date]) -> int:
    """Where a report stands: behind the last column if its date does not say in which."""
    found = chronicle.bounds(shelf, position)
    if found:
        first, last = (begins(day, unit, shelf.language) for day in found)
        if first == last and first in starts:
            return starts.index(first)
    return len(starts)


def _source(shelf: Shelf, position: int) -> Link:
    """By what a report is printed: its source, else its agency, else nobody."""
    article = shelf.articles[position]
    return shelf.source_named(article.source) if article.source else Link(article.agency or "", "")


def _counts(found: Sequence[int], width: int) -> tuple[int, ...]:
    counted = Counter(found)
    return tuple(counted[column] for column in range(width))


def _label(start: date, unit: Unit, own: Language) -> tuple[str, str]:
    if unit == "month":
        return own.months[start.month - 1][1], own.calendar((start.year, start.month, 0))
    if unit == "year":
        return own.calendar((start.year, 0, 0)), own.calendar((start.year, 0, 0))
    end = start if unit == "day" else _next(start, "week") - timedelta(days=1)
    return own.digits(str(start.day)), chronicle.in_words((start, end), own)


def _over(starts: Sequence[date], unit: Unit, width: int, own: Language) -> tuple[tuple[str, int], ...]:
    """The months above days and weeks, the years above months."""
    if unit == "year":
        return ()
    keys: Callable[[date], tuple[int, int]] = lambda day: (day.year, 0 if unit == "month" else day.month)  # noqa: E731
    made = [(own.calendar((*key, 0)), len(list(group))) for key, group in groupby(starts, key=keys)]
    return (*made, ("", width - len(starts))) if width > len(starts) else tuple(made)
