"""CLDR's patterns for dates, filled by hand: Babel's own formatter knows no year before 1 and no intervals this long.

    filled("d MMMM y", locale, (2025, 6, 23))                → "23 June 2025"
    year(locale, -43)                                        → "44 BC"
    interval(locale, (2025, 6, 22), (2025, 7, 3))            → "22 June – 3 July 2025"

A date is (year, month, day), the year counted as astronomers do; a month or day of 0 is not told. Digits are European.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

Date = tuple[int, int, int]
_FIELD = re.compile(r"'(?P<quoted>[^']*)'|(?P<field>(?P<letter>[GyMLd])(?P=letter)*)")


def filled(pattern: str, locale: Locale, date: Date) -> str:
    """`pattern` with its fields replaced; months in full wherever it names them."""
    number, month, day = date
    return _form(pattern, locale, month, int(number > 0)).format(year=year(locale, number), day=day)


@lru_cache(maxsize=1024)  # an archive has as many dates as days, and those of one month differ in figures
def _form(pattern: str, locale: Locale, month: int, era: int) -> str:
    """What `str.format` makes a date of that month from: `{day:01} June {year}`."""

    def value(match: re.Match[str]) -> str:
        if match["quoted"] is not None:
            return match["quoted"] or "'"
        match match["letter"]:
            case "y":
                return "{year}"
            case "d":
                return f"{{day:0{len(match['field'])}}}"
            case "M" | "L" if len(match["field"]) < 3:
                return f"{month:0{len(match['field'])}}"
            case "M":
                return str(locale.months["format"]["wide"][month])
            case "L":
                return str(locale.months["stand-alone"]["wide"][month])
            case _:
                return str(locale.eras["abbreviated"][era])

    return _FIELD.sub(value, pattern.replace("{", "{{").replace("}", "}}"))


def year(locale: Locale, number: int) -> str:
    """`2025`; year 0 is 1 BC."""
    if number > 0:
        return str(number)
    parts = {"y": str(1 - number), "G": str(locale.eras["abbreviated"][0])}
    return _FIELD.sub(lambda match: parts.get(match["letter"], match["quoted"] or ""), _skeleton(locale, "Gy"))


def calendar(locale: Locale, date: Date) -> str:
    """A day, a month or a year."""
    if date[2]:
        return filled(locale.date_formats["long"].pattern, locale, date)
    return filled(_skeleton(locale, "yMMMM"), locale, date) if date[1] else year(locale, date[0])


def interval(locale: Locale, first: Date, last: Date) -> str:
    """From one date to another, both told to the same point; what they share is said once."""
    if first == last:
        return calendar(locale, first)
    differing = next(letter for letter, a, b in zip("yMd", first, last, strict=True) if a != b)
    form = "yMMMd" if last[2] else "yMMMM" if last[1] else "y"
    patterns = locale.interval_formats.get(form, {}).get(differing)
    if not patterns or first[0] < 1:
        return between(locale, calendar(locale, first), calendar(locale, last))
    made = "".join(filled(part, locale, date) for part, date in zip(patterns, (first, last), strict=True))
    # CLDR sets thin spaces in one language and none in another. A dash between single words takes none.
    return made.replace("\u2009", " ") if form == "yMMMd" or differing == "y" != form else closed(made)


def between(locale: Locale, first: str, last: str) -> str:
    """CLDR's pattern for any two: `{0} – {1}`."""
    return str(locale.interval_formats[None]).replace("\u2009", " ").format(first, last)


def closed(text: str) -> str:
    """Without space round its dash: `13:00–23:59`."""
    return re.sub("[ \u2009]?–[ \u2009]?", "–", text)


def _skeleton(locale: Locale, name: str) -> str:
    return str(locale.datetime_skeletons[name].pattern)
