"""A date as each style of reference writes it: in its own order, as precisely as it is known, supplied ones bracketed.

    written("2025-06-23", CHICAGO)                 → "June 23, 2025"
    written("2025-06-23", MLA)                     → "23 June 2025"
    written("2025-06-22/2025-06-23", APA)          → "[2025, June 22–23]"
    written("2025-06~", CHICAGO)                   → "[ca. June 2025]"
    written("../2025-06-23", MLA)                  → "[by 23 June 2025]"

Times of day are left out: no style cites them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from backfile.dates import Edtf, parse, words

Order = Literal["mdy", "dmy", "ymd"]
CHICAGO: Order = "mdy"
MLA: Order = "dmy"
APA: Order = "ymd"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# MLA shortens the months of more than four letters.
_SHORT = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_CIRCA = {"mdy": "ca. ", "dmy": "circa ", "ymd": "ca. "}


@lru_cache(maxsize=16384)
def written(edtf: str, order: Order, *, supplied: bool = False) -> str:
    """A date of EDTF in a style's order. A reckoned one, an approximate one or an interval stands in brackets."""
    date = parse(edtf)
    text = _text(date, order)
    return f"[{text}]" if supplied or "/" in edtf or date.approximate else text


@lru_cache(maxsize=16384)
def captured(edtf: str, order: Order) -> str:
    """The day or days of a capture, which the archive itself vouches for: never in brackets."""
    return _text(parse(edtf), order)


def year(edtf: str, *, supplied: bool = False) -> str:
    """The year for a reference in the text: `2025`, `[2025]`, `[ca. 2025]`, `[2024–2025]`."""
    date = parse(edtf)
    low, high = (point.text[:4] if point else "" for point in (date.start, date.end))
    if not all(not end or (end.isdecimal() and int(end)) for end in (low, high)):
        return written(edtf, APA, supplied=supplied)
    text = low if low == high else f"by {high}" if not low else f"from {low}" if not high else f"{low}–{high}"
    text = f"{_CIRCA[APA] if date.approximate else ''}{text}"
    return f"[{text}]" if supplied or "/" in edtf or date.approximate else text


def _text(date: Edtf, order: Order) -> str:
    low, high = (_parts(date, first=first) for first in (True, False))
    if (date.start and not low) or (date.end and not high):
        return words(date.text)
    text = (
        _span(low, high, order) if low and high else f"by {_day(high, order)}" if high else f"from {_day(low, order)}"
    )
    signs = {sign for point in (date.start, date.end) if point for sign in point.sign}
    return (_CIRCA[order] if signs & {"~", "%"} else "") + text + ("?" if signs & {"?", "%"} else "")


def _parts(date: Edtf, *, first: bool) -> tuple[int, ...]:
    """Year, month and day of one end as far as they are given; empty if they are no plain figures, or it is open."""
    point = date.start if first else date.end
    if not point or not point.year.isdecimal() or not int(point.year):
        return ()
    found = [int(point.year)]
    for part in (point.month, point.day):
        if not part.isdecimal():
            break
        found.append(int(part))
    return tuple(found) if len(found) < 2 or found[1] <= 12 else ()


def _day(parts: tuple[int, ...], order: Order) -> str:
    """`June 23, 2025`, `June 2025`, `2025`."""
    if len(parts) == 1:
        return str(parts[0])
    month = (_SHORT if order == "dmy" else _MONTHS)[parts[1] - 1]
    if order == "ymd":
        return f"{parts[0]}, {month} {parts[2]}" if len(parts) == 3 else f"{parts[0]}, {month}"
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    return f"{month} {parts[2]}, {parts[0]}" if order == "mdy" else f"{parts[2]} {month} {parts[0]}"


def _span(low: tuple[int, ...], high: tuple[int, ...], order: Order) -> str:
    """Two ends; what they share is said once."""
    if low == high:
        return _day(low, order)
    if low[0] != high[0] or len(low) != len(high) or len(low) == 1:
        return f"{_day(low, order)}–{_day(high, order)}"
    months = _SHORT if order == "dmy" else _MONTHS
    one, two = months[low[1] - 1], months[high[1] - 1]
    if len(low) == 2:
        text = f"{one}–{two}"
    elif order == "dmy":
        text = f"{low[2]}–{high[2]} {one}" if one == two else f"{low[2]} {one}–{high[2]} {two}"
    else:
        text = f"{one} {low[2]}–{high[2]}" if one == two else f"{one} {low[2]}–{two} {high[2]}"
    if order == "ymd":
        return f"{low[0]}, {text}"
    return f"{text}, {low[0]}" if order == "mdy" and len(low) == 3 else f"{text} {low[0]}"
