"""Long lists by period, so that a citation of a list page holds and an addition moves nothing else.

up to 100 articles      /tags/x/                    all of them
more                    /tags/x/                    the newest 50, and the years with their counts
                        /tags/x/2025/               a year
past 500 in a year      /tags/x/2025/               its newest 50, its months, and what fits no month
                        /tags/x/2025/06/            a month
                        /tags/x/undated/            what fits no year
past 500 of those       /tags/x/undated/            the first 50, and the letters that names begin with
                        /tags/x/undated/s/          a letter, or as many as keep a page to 500
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from backfile.model import Record

Thing = TypeVar("Thing")

ONE_PAGE = 100
NEWEST = 50
YEAR_PAGE = 500
LETTERS = "letters "
"What a period begins with that is none: the first letters of names."

Entry = tuple[int, str]
"An article's position and its period: `2025-06`, `2025`, or empty."


class Slice(Record, frozen=True):
    """One page of a list."""

    suffix: str
    "What follows the list's URL: empty, `2025/`, `2025/06/` or `undated/`."
    period: str
    "`2025`, `2025-06`, `undated`, `letters sa`; empty on the first page."
    entries: tuple[int, ...]
    "Positions, newest first."
    rest: tuple[int, ...]
    "On a year's page that is divided into months: those of no certain month."
    periods: tuple[tuple[str, str, int], ...]
    "(period, suffix, count) of the pages below, newest first."


def slices(entries: Sequence[Entry], name: Callable[[int], str] = str) -> Iterator[Slice]:
    """The pages of a list whose `entries` are newest first, those without a period last; `name` files the latter."""
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
            yield from loose("undated/", "undated", [position for position, _ in members], name)


def loose(
    suffix: str, period: str, positions: Sequence[int], name: Callable[[int], str], under: str = ""
) -> Iterator[Slice]:
    """The pages of articles that no date parts. Those of letters stand below `suffix` and `under`."""
    if len(positions) <= YEAR_PAGE:
        yield Slice(suffix, period, tuple(positions), (), ())
        return
    parts = lettered([(name(position), position) for position in positions], YEAR_PAGE)
    places = [(LETTERS + letters, f"{suffix}{under}{key}/", members) for letters, key, members in parts]
    counts = tuple((letters, place, len(members)) for letters, place, members in places)
    yield Slice(suffix, period, tuple(positions[:NEWEST]), (), counts)
    for letters, place, members in places:
        yield Slice(place, letters, members, (), ())


def lettered(named: Sequence[tuple[str, Thing]], most: int) -> Iterator[tuple[str, str, tuple[Thing, ...]]]:
    """(first letters, their path segment, things) by name: one letter, or more where it begins more than `most` names.

    >>> list(lettered([("ham", 1), ("hat", 2), ("ice", 3)], 1))
    [('ham', 'ham', (1,)), ('hat', 'hat', (2,)), ('i', 'i', (3,))]
    """
    waiting = [(1, sorted(named, key=lambda entry: entry[0]))]
    while waiting:
        length, members = waiting.pop()
        groups = [(letters, list(group)) for letters, group in groupby(members, key=lambda entry: entry[0][:length])]
        for place, (letters, group) in enumerate(groups):
            if len(group) > most and group[0][0] != group[-1][0]:
                waiting += [(length, [e for _, g in groups[place + 1 :] for e in g]), (length + 1, group)]
                break
            yield letters, _segment(letters), tuple(thing for _, thing in group)


def _segment(letters: str) -> str:
    """`sa`; a letter outside ASCII by its code point, `_627_`, as hosts and disks spell it in one way only."""
    made = "".join(c if (c.isascii() and c.isalnum()) or c == "-" else f"_{ord(c):x}_" for c in letters)
    return f"{made}_" if made in ("", "con", "prn", "aux", "nul") else made


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
