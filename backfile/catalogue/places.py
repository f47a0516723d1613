"""Where an article stands in time.

period(article)   → "2025-06"
order(article)    → "1000002025-06-23T00:00:00 …", sortable
"""

from __future__ import annotations

import re
from functools import lru_cache

from backfile import dates
from backfile.model import Article, Certainty

# A day, or a time of one, as nearly every article has it: what is known of these needs no reckoning.
_MOMENT = re.compile(
    r"((?!0000)[0-9]{4}-[0-9]{2})-[0-9]{2}(?:T([0-9]{2}:[0-9]{2}(?::[0-5][0-9])?)(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?"
)

_SIGNED = re.compile("[~?%]")  # as `Edtf.approximate` knows it


def period(article: Article) -> str:
    """The month in which it was certainly published, else captured (`2025-06`); else the year (`2025`); else empty."""
    published = published_in(article)
    captured = month_of(article.captured) if article.captured else ""
    return captured if len(published) < 7 and captured.startswith(published) else published


def published_in(article: Article) -> str:
    """As `period`, by the date of publication alone."""
    return month_of(article.published) if article.published else ""


@lru_cache(maxsize=65536)
def month_of(text: str) -> str:
    """The month, else the year, in which a date certainly lies."""
    if plain := _MOMENT.fullmatch(text):
        return plain[1]
    date = dates.parse(text)
    if date.month:
        return date.month
    if date.earliest and date.latest and date.earliest.year == date.latest.year:
        return f"{date.earliest.year:04}"
    return ""


def order(article: Article) -> str:
    """Sortable by the earliest bound of `published`, else of `captured`; empty where neither has one."""
    for text in (article.published, article.captured):
        if text and (key := key_of(text)):
            return key
    return ""


@lru_cache(maxsize=65536)
def key_of(text: str) -> str:
    """Sortable by the earliest day; empty where the date has none, as `../2025-06-23`."""
    if plain := _MOMENT.fullmatch(text):
        day, clock = f"100000{text[:10]}", plain[2]
        if clock is None:
            return f"{day}T00:00:00 {day}T23:59:59"
        return f"{day}T{clock[:5]}:{clock[6:] or '00'} {day}T{clock[:5]}:{clock[6:] or '59'}"
    date = dates.parse(text)
    return date.key if date.earliest else ""


def certainty(article: Article) -> Certainty:
    """How the date is known that an article is shown under."""
    if article.published:
        return certainty_of(article.published, supplied=bool(article.relative))
    return "captured" if article.captured else "unknown"


def certainty_of(text: str, *, supplied: bool) -> Certainty:
    """How a date of publication is known, that this program `supplied` or the text states."""
    if supplied or "/" in text:  # an interval is always somebody's reckoning
        return "supplied"
    return "about" if _SIGNED.search(text) else "stated"
