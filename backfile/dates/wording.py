"""Dates in English, as a reader meets them.

words("2025-06-23")                            → "23 June 2025"
words("2025-06-22/2025-06-23")                 → "22–23 June 2025"
words("../2025-06-23")                         → "by 23 June 2025"
words("2025-06~")                              → "c. June 2025"
words("2025-06-23T14:05:00Z")                  → "23 June 2025, 14:05 UTC"
words("2025-06-23T13:00/2025-06-23T23:59")     → "23 June 2025, 13:00–23:59"
"""

from __future__ import annotations

from functools import lru_cache

from backfile.dates.edtf import MONTHS, SEASONS, Edtf, Point, parse

_SIGNS = {"": "", "~": "c. ", "?": "perhaps ", "%": "perhaps c. "}


@lru_cache(maxsize=16384)
def words(text: str) -> str:
    """EDTF as English. Raises ValueError where `text` is not EDTF."""
    date = parse(text)
    if date.start is None and date.end is not None:
        return f"by {_point(date.end)}"
    if date.end is None and date.start is not None:
        return f"from {_point(date.start)}"
    if date.start == date.end and date.start is not None:
        return _point(date.start)
    return _interval(date)


def _interval(date: Edtf) -> str:
    """What the two ends share is said once."""
    a, b = date.start, date.end
    assert a is not None
    assert b is not None
    if a.sign or b.sign or (a.zone != b.zone) or bool(a.time) != bool(b.time):
        return f"{_point(a)} – {_point(b)}"
    if a.time:
        if a.text[:10] != b.text[:10]:
            return f"{_point(a)} – {_point(b)}"
        return f"{_calendar(a)}, {_clock(a.time)}–{_clock(b.time)}{_zone(a.zone)}"
    plain = all(p.month.isdecimal() and int(p.month) <= 12 for p in (a, b))
    if not a.month and not b.month and a.year.isdecimal() and b.year.isdecimal():
        return f"{a.year}–{b.year}"
    if not plain or a.year != b.year or bool(a.day) != bool(b.day) or "XX" in (a.day, b.day):
        return f"{_calendar(a)} – {_calendar(b)}"
    if a.month == b.month:
        return f"{int(a.day)}–{_calendar(b)}" if a.day else _calendar(b)
    month = MONTHS[int(a.month) - 1]
    return f"{int(a.day)} {month} – {_calendar(b)}" if a.day else f"{month}–{_calendar(b)}"


def _point(point: Point) -> str:
    clock = f", {_clock(point.time)}{_zone(point.zone)}" if point.time else ""
    return _SIGNS[point.sign] + _calendar(point) + clock


def _calendar(point: Point) -> str:
    """`23 June 2025`, `June 2025`, `spring 2025`, `2020s`, `44 BC`."""
    year = _year(point.year)
    if point.month in ("", "XX"):
        return year
    number = int(point.month)
    if number in SEASONS:
        return f"{SEASONS[number]} {year}"
    month = f"{MONTHS[number - 1]} {year}"
    return month if point.day in ("", "XX") else f"{int(point.day)} {month}"


def _year(year: str) -> str:
    if year.endswith("XX"):
        return f"{year[:2]}00–{year[:2]}99"
    if year.endswith("X"):
        return f"{year[:3]}0s"
    number = int(year.removeprefix("Y"))
    # Year 0 is 1 BC.
    return str(number) if number > 0 else f"{1 - number} BC"


def _clock(time: str) -> str:
    return time.removesuffix(":00") if time.count(":") == 2 else time


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    return " UTC" if zone == "Z" else f" UTC{zone}"
