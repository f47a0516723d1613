"""Dates in words, as a reader meets them, in the language of the archive.

words("2025-06-23")                            → "23 June 2025"
words("2025-06-22/2025-06-23")                 → "22–23 June 2025"
words("../2025-06-23")                         → "by 23 June 2025"
words("2025-06~")                              → "c. June 2025"
words("2025-06-23T14:05:00Z")                  → "23 June 2025, 14:05 UTC"
words("2025-06-23T13:00/2025-06-23T23:59")     → "23 June 2025, 13:00–23:59"
words("2025-06-22/2025-06-23", "ar")           → "22–23 يونيو 2025"
"""

from __future__ import annotations

import re
from functools import lru_cache

from backfile import language
from backfile.dates.edtf import SEASONS, Edtf, Point, parse
from backfile.language import Language, message

_SIGNS = {"~": message("c. %(date)s"), "?": message("perhaps %(date)s"), "%": message("perhaps c. %(date)s")}
_SEASONS = {
    "spring": message("spring %(year)s"),
    "summer": message("summer %(year)s"),
    "autumn": message("autumn %(year)s"),
    "winter": message("winter %(year)s"),
}


_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?", re.ASCII
)
"A moment without signs or digits that are not told, which is one if its day is."


def words(text: str, lang: str = "en") -> str:
    """EDTF in words of the language `lang` (BCP 47). Raises ValueError where `text` is not EDTF."""
    if plain := _MOMENT.fullmatch(text):  # as nearly all are
        own = language.load(lang)
        return own.moment(_words(plain[1], lang), _clock(plain[2], plain[3], own))
    return _words(text, lang)


@lru_cache(maxsize=16384)
def _words(text: str, lang: str) -> str:
    own, date = language.load(lang), parse(text)
    if date.start is None and date.end is not None:
        return own.text("by %(date)s", date=_point(date.end, own))
    if date.end is None and date.start is not None:
        return own.text("from %(date)s", date=_point(date.start, own))
    if date.start == date.end and date.start is not None:
        return _point(date.start, own)
    return _interval(date, own)


def _interval(date: Edtf, own: Language) -> str:
    """What the two ends share is said once."""
    a, b = date.start, date.end
    assert a is not None
    assert b is not None
    if a.sign or b.sign or (a.zone != b.zone) or bool(a.time) != bool(b.time):
        return own.between(_point(a, own), _point(b, own))
    if a.time:
        if a.text[:10] != b.text[:10]:
            return own.between(_point(a, own), _point(b, own))
        clocks = own.clocks(clock(a, own, zone=False), clock(b, own))
        return own.moment(_calendar(a, own), clocks)
    first, last = _numbers(a), _numbers(b)
    if first and last and bool(first[1]) == bool(last[1]) and bool(first[2]) == bool(last[2]):
        return own.interval(first, last)
    return own.between(_calendar(a, own), _calendar(b, own))


def _point(point: Point, own: Language) -> str:
    said = _calendar(point, own)
    if point.time:
        said = own.moment(said, clock(point, own))
    return own.text(_SIGNS[point.sign], date=said) if point.sign else said


def _calendar(point: Point, own: Language) -> str:
    """`23 June 2025`, `June 2025`, `spring 2025`, `2020s`, `44 BC`."""
    if point.month.isdecimal() and int(point.month) in SEASONS:
        return own.text(_SEASONS[SEASONS[int(point.month)]], year=_year(point.year, own))
    numbers = _numbers(point)
    return own.calendar(numbers) if numbers else _year(point.year, own)


def _numbers(point: Point) -> tuple[int, int, int] | None:
    """Year, month and day, 0 where one is not told; None where the year is not or a season stands for the month."""
    month = int(point.month) if point.month.isdecimal() else 0
    if "X" in point.year or month in SEASONS:
        return None
    return int(point.year.removeprefix("Y")), month, int(point.day) if month and point.day.isdecimal() else 0


def _year(year: str, own: Language) -> str:
    if year.endswith("XX"):
        return own.interval((int(f"{year[:2]}00"), 0, 0), (int(f"{year[:2]}99"), 0, 0))
    if year.endswith("X"):
        return own.text("%(decade)ss", decade=own.digits(f"{year[:3]}0"))
    return own.calendar((int(year.removeprefix("Y")), 0, 0))


def clock(point: Point, own: Language, *, zone: bool = True) -> str:
    """The time of day of `point`: `14:05 UTC`."""
    return _clock(point.time, point.zone if zone else None, own)


def _clock(time: str, zone: str | None, own: Language) -> str:
    time = own.digits(time[:5] if time.endswith(":00") and len(time) > 5 else time)
    return time if zone is None else _zoned(zone, own).format(time)


@lru_cache(maxsize=256)
def _zoned(zone: str, own: Language) -> str:
    """What `str.format` makes a clock of that zone from: `{} UTC+03:00`."""
    offset = "" if zone in ("Z", "+00:00", "-00:00") else own.digits(zone)
    return own.text("%(clock)s UTC%(offset)s", clock="{}", offset=offset)
