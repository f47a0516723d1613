"""Dates as EDTF (ISO 8601-2, level 1): read, checked against the calendar, and bounded.

    parse("2025-06-23").day                     → "2025-06-23"
    parse("2025-06-XX").earliest, .latest       → 1 June 2025, 30 June 2025
    parse("../2025-06-23").earliest             → None
    parse("2024-02-30")                         → ValueError: February 2024 has 29 days: 2024-02-30

Beyond level 1, times may leave out their seconds, as in `2025-06-23T13:00/2025-06-23T23:59`.
"""

from __future__ import annotations

import datetime
import re
from calendar import isleap
from functools import lru_cache

from backfile.errors import visible
from backfile.model import Record

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
# A season is taken in either hemisphere, and a winter or a summer over the new year may be counted with either year.
_OVER_NEW_YEAR = (22, 24)

_DATE = re.compile(
    r"(?P<year>-?[0-9]{4}|Y-?[0-9]{5,9}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<sign>[~?%])?"
)
_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?P<zone>Z|[+-][0-9]{2}(?::[0-9]{2})?)?"
)
_SURE = re.compile(
    r"((?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8]))"
    r"(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?)?"
)
"A day, or a time of one, that every calendar has: nothing needs to be reckoned to know that it is a date."
_HINT = "dates are written like 2025-06-23, 2025-06, 2025-06-23~ or 2025-06-17/2025-06-23"

Moment = tuple[int, int, int, int, int, int]
"Year, month, day, hour, minute, second, as written, in the zone that it is written in."


class Point(Record, frozen=True):
    """One date or time of day: what stands on either side of an interval's slash."""

    text: str
    first: Moment
    last: Moment
    year: str
    month: str = ""
    "`06`, `XX`, a season `21`–`24`, or empty; so with `day`."
    day: str = ""
    time: str = ""
    "`13:00` or `14:05:30`."
    zone: str | None = None
    "`Z`, `+02:00`, or None for local time."
    sign: str = ""
    "`~` approximate, `?` uncertain, `%` both."


class Edtf(Record, frozen=True):
    """An EDTF date with its bounds. A date alone has `start` equal to `end`; an open side of an interval is None."""

    text: str
    start: Point | None
    end: Point | None

    @property
    def approximate(self) -> bool:
        """Whether the date is not to be relied on: `~`, `?` or `%` on either side."""
        return any(p.sign for p in (self.start, self.end) if p)

    @property
    def earliest(self) -> datetime.date | None:
        """The first day it can be; None where that side is open, or before year 1 or after 9999."""
        return _date(self.start.first) if self.start else None

    @property
    def latest(self) -> datetime.date | None:
        return _date(self.end.last) if self.end else None

    @property
    def first(self) -> datetime.datetime | None:
        """The first second it can be, without zone: as written."""
        return _datetime(self.start.first) if self.start else None

    @property
    def last(self) -> datetime.datetime | None:
        return _datetime(self.end.last) if self.end else None

    @property
    def month(self) -> str | None:
        """`2025-06` if it certainly lies in that month."""
        low, high = self.earliest, self.latest
        if self.approximate or low is None or high is None or (low.year, low.month) != (high.year, high.month):
            return None
        return low.isoformat()[:7]

    @property
    def day(self) -> str | None:
        """`2025-06-23` if it certainly is that day."""
        low, high = self.earliest, self.latest
        return low.isoformat() if low is not None and low == high and not self.approximate else None

    @property
    def key(self) -> str:
        """Sorts by the earliest bound, then the latest. A date open at its start stands at its end."""
        low = self.start.first if self.start else self.end.first if self.end else None
        return f"{_sortable(low)} {_sortable(self.end.last if self.end else None)}"


def check(text: str) -> None:
    """Raises as `parse` does where `text` is no date. Of 10,000 moments it takes 7 ms where that takes 84."""
    if not _SURE.fullmatch(text):
        parse(text)


def day(text: str) -> str | None:
    """`parse(text).day`, likewise."""
    plain = _SURE.fullmatch(text)
    return plain[1] if plain else parse(text).day


@lru_cache(maxsize=65536)
def parse(text: str) -> Edtf:
    """`text` as EDTF. Raises ValueError with a sentence a person can act on."""
    left, slash, right = text.partition("/")
    if not slash:
        point = _point(text)
        return Edtf(text, point, point)
    start = None if left in ("", "..") else _point(left)
    end = None if right in ("", "..") else _point(right)
    if start is None and end is None:
        raise ValueError(f"an interval needs at least one date: {_shown(text)}")
    if start and end and (end.last < start.first or (end.first < start.first and end.last < start.last)):
        raise ValueError(f"the interval ends before it begins: {_shown(text)}")
    return Edtf(text, start, end)


@lru_cache(maxsize=65536)
def _point(text: str) -> Point:
    match = _DATE.fullmatch(text)
    if match:
        return _day(text, match["year"], match["month"] or "", match["day"] or "", match["sign"] or "")
    match = _TIME.fullmatch(text)
    if match:
        return _time(text, match)
    raise ValueError(f"not a date: {_shown(text)}; {_HINT}")


def _day(text: str, year: str, month: str, day: str, sign: str) -> Point:
    low_year, high_year = _years(year)
    if year.endswith("X") and month:
        raise ValueError(f"a year with unspecified digits stands alone: {text}")
    if month == "XX" and day not in ("", "XX"):
        raise ValueError(f"a day needs its month: {text}")
    if month in ("", "XX"):
        return Point(text, (low_year, 1, 1, 0, 0, 0), (high_year, 12, 31, 23, 59, 59), year, month, day, "", None, sign)
    number = int(month)
    if number in SEASONS and not day:
        low, high = (low_year, 1, 1, 0, 0, 0), (high_year, 12, 31, 23, 59, 59)
        if number in _OVER_NEW_YEAR:
            low, high = (low_year - 1, 12, 1, 0, 0, 0), (high_year + 1, 3, 31, 23, 59, 59)
        return Point(text, low, high, year, month, "", "", None, sign)
    if not 1 <= number <= 12:
        raise ValueError(f"there is no month {month}: {text}")
    length = days_in(low_year, number)
    if day in ("", "XX"):
        low, high = (low_year, number, 1, 0, 0, 0), (low_year, number, length, 23, 59, 59)
        return Point(text, low, high, year, month, day, "", None, sign)
    if not 1 <= int(day) <= length:
        raise ValueError(f"{MONTHS[number - 1]} {year} has {length} days: {text}")
    low, high = (low_year, number, int(day), 0, 0, 0), (low_year, number, int(day), 23, 59, 59)
    return Point(text, low, high, year, month, day, "", None, sign)


def _time(text: str, match: re.Match[str]) -> Point:
    day = _point(match["day"])
    hour, minute, second = int(match["hour"]), int(match["minute"]), match["second"]
    # 23:59:60 is a leap second.
    if hour > 23 or minute > 59 or int(second or 0) > (60 if (hour, minute) == (23, 59) else 59):
        raise ValueError(f"there is no such time of day: {text}")
    zone = match["zone"]
    if zone and zone != "Z" and (int(zone[1:3]) > 14 or int(zone[4:] or 0) > 59):
        raise ValueError(f"there is no such time zone: {text}")
    first, last = min(int(second or 0), 59), min(int(second or 59), 59)
    date = day.first[:3]
    clock = text[11:].removesuffix(zone or "")
    return Point(text, (*date, hour, minute, first), (*date, hour, minute, last),
                 day.year, day.month, day.day, clock, zone)  # fmt: skip


def _years(year: str) -> tuple[int, int]:
    """`202X` → 2020, 2029; `Y-12000` → -12000 twice."""
    if year.startswith("Y") and abs(int(year[1:])) <= 9999:
        raise ValueError(f"a year after Y has more than four digits: {year}")
    bare = year.removeprefix("Y")
    if bare == "-0000":
        raise ValueError("the year 0 has no sign: -0000")
    return int(bare.replace("X", "0")), int(bare.replace("X", "9"))


def days_in(year: int, month: int) -> int:
    """The length of a month, in the Gregorian calendar carried back before its time, as ISO 8601 has it."""
    if month == 2:
        return 29 if isleap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _date(moment: Moment) -> datetime.date | None:
    return datetime.date(*moment[:3]) if 1 <= moment[0] <= 9999 else None


def _datetime(moment: Moment) -> datetime.datetime | None:
    return datetime.datetime(*moment) if 1 <= moment[0] <= 9999 else None


def _sortable(moment: Moment | None) -> str:
    if moment is None:
        return "~"  # after every digit
    year, month, day, *clock = moment
    return f"{year + 10**9:010d}-{month:02d}-{day:02d}T" + ":".join(f"{n:02d}" for n in clock)


def _shown(text: str) -> str:
    return f"“{visible(text[:60]).replace(chr(10), ' ')}{'…' if len(text) > 60 else ''}”"
