"""Long lists by period, so that a citation of a list page holds and an addition moves nothing else.

up to 100 articles      /tags/x/                    all of them
more                    /tags/x/                    the newest 50, and the years with their counts
                        /tags/x/2025/               a year
past 500 in a year      /tags/x/2025/               its newest 50, its months, and what fits no month
                        /tags/x/2025/06/            a month
                        /tags/x/undated/            what fits no year
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from backfile.model import Record

ONE_PAGE = 100
NEWEST = 50
YEAR_PAGE = 500

Entry = tuple[int, str]
"An article's position and its period: `2025-06`, `2025`, or empty."


class Slice(Record, frozen=True):
    """One page of a list."""

    suffix: str
    "What follows the list's URL: empty, `2025/`, `2025/06/` or `undated/`."
    period: str
    "`2025`, `2025-06`, `undated`; empty on the first page."
    entries: tuple[int, ...]
    "Positions, newest first."
    rest: tuple[int, ...]
    "On a year's page that is divided into months: those of no certain month."
    periods: tuple[tuple[str, str, int], ...]
    "(period, suffix, count) of the pages below, newest first."


def slices(entries: Sequence[Entry]) -> Iterator[Slice]:
    """The pages of a list whose `entries` are newest first, those without a period last."""
    if len(entries) <= ONE_PAGE:
        yield Slice("", "", tuple(position for position, _ in entries), (), ())
        return
    years = _by(entries, 4)
    periods = tuple((year or "undated", f"{year or 'undated'}/", len(members)) for year, members in years)
    yield Slice("", "", _newest(entries), (), periods)
    for year, members in years:
        if year:
            yield from _year(year, members)
        else:
            yield Slice("undated/", "undated", tuple(position for position, _ in members), (), ())


def _year(year: str, members: Sequence[Entry]) -> Iterator[Slice]:
    if len(members) <= YEAR_PAGE:
        yield Slice(f"{year}/", year, tuple(position for position, _ in members), (), ())
        return
    months = [(month, group) for month, group in _by(members, 7) if len(month) == 7]
    rest = tuple(position for position, period in members if len(period) < 7)
    periods = tuple((month, f"{month.replace('-', '/')}/", len(group)) for month, group in months)
    newest = _newest([entry for _, group in months for entry in group])
    yield Slice(f"{year}/", year, newest, rest, periods)
    for month, group in months:
        yield Slice(f"{month.replace('-', '/')}/", month, tuple(position for position, _ in group), (), ())


def _newest(entries: Sequence[Entry]) -> tuple[int, ...]:
    return tuple(position for position, _ in entries[:NEWEST])


def _by(entries: Sequence[Entry], length: int) -> list[tuple[str, list[Entry]]]:
    """Grouped by the first `length` characters of the period, newest period first, the periodless last."""
    keyed = sorted(entries, key=lambda entry: entry[1][:length], reverse=True)
    return [(period, list(group)) for period, group in groupby(keyed, key=lambda entry: entry[1][:length])]
