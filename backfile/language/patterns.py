"""CLDR's patterns for dates, filled by hand: Babel's own formatter knows no year before 1 and no intervals this long.

    filled("d MMMM y", cldr, (2025, 6, 23))                → "23 June 2025"
    year(cldr, -43)                                        → "44 BC"
    interval(cldr, (2025, 6, 22), (2025, 7, 3))            → "22 June – 3 July 2025"

A date is (year, month, day), the year counted as astronomers do; a month or day of 0 is not told. Digits are European.
"""

from __future__ import annotations

import re
from functools import lru_cache

from backfile.language.cldr import Cldr

Date = tuple[int, int, int]
_FIELD = re.compile(r"'(?P<quoted>[^']*)'|(?P<field>(?P<letter>[GyMLd])(?P=letter)*)")


def filled(pattern: str, cldr: Cldr, date: Date) -> str:
    """`pattern` with its fields replaced; months in full wherever it names them."""
    number, month, day = date
    return _form(pattern, cldr, month, int(number > 0)).format(year=year(cldr, number), day=day)


@lru_cache(maxsize=1024)  # an archive has as many dates as days, and those of one month differ in figures
def _form(pattern: str, cldr: Cldr, month: int, era: int) -> str:
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
                return cldr.months[month - 1]
            case "L":
                return cldr.months_alone[month - 1]
            case _:
                return cldr.eras[era]

    return _FIELD.sub(value, pattern.replace("{", "{{").replace("}", "}}"))


def year(cldr: Cldr, number: int) -> str:
    """`2025`; year 0 is 1 BC."""
    if number > 0:
        return str(number)
    parts = {"y": str(1 - number), "G": cldr.eras[0]}
    return _FIELD.sub(lambda match: parts.get(match["letter"], match["quoted"] or ""), cldr.era)


def calendar(cldr: Cldr, date: Date) -> str:
    """A day, a month or a year."""
    if date[2]:
        return filled(cldr.day, cldr, date)
    return filled(cldr.month, cldr, date) if date[1] else year(cldr, date[0])


def interval(cldr: Cldr, first: Date, last: Date) -> str:
    """From one date to another, both told to the same point; what they share is said once."""
    if first == last:
        return calendar(cldr, first)
    differing = next(letter for letter, a, b in zip("yMd", first, last, strict=True) if a != b)
    form = "yMMMd" if last[2] else "yMMMM" if last[1] else "y"
    patterns = cldr.intervals[form].get(differing)
    if not patterns or first[0] < 1:
        return between(cldr, calendar(cldr, first), calendar(cldr, last))
    made = "".join(filled(part, cldr, date) for part, date in zip(patterns, (first, last), strict=True))
    # CLDR sets thin spaces in one language and none in another. A dash between single words takes none.
    return made.replace("\u2009", " ") if form == "yMMMd" or differing == "y" != form else closed(made)


def between(cldr: Cldr, first: str, last: str) -> str:
    """CLDR's pattern for any two: `{0} – {1}`."""
    return cldr.between.replace("\u2009", " ").format(first, last)


def closed(text: str) -> str:
    """Without space round its dash: `13:00–23:59`."""
    return re.sub("[ \u2009]?–[ \u2009]?", "–", text)
