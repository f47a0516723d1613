"""What a citation says, and how far its dates are certain."""

from __future__ import annotations

import re
from functools import lru_cache

from backfile.dates import day, parse
from backfile.model import Record


class Citation(Record, frozen=True):
    """What a citation of an article says, as printed; what is unknown is None."""

    id: str
    title: str
    source: str | None = None
    agency: str | None = None
    author: str | None = None
    published: str | None = None
    "EDTF."
    supplied: bool = False
    "Whether the archive reckoned the date, where the page did not state it."
    captured: str | None = None
    "EDTF."
    url: str = ""
    "The article's page in this archive: absolute, or the site's path where the archive has no address."
    archive: str = ""
    "The archive's title."
    lang: str | None = None


class Listed(Record, frozen=True):
    """What a citation of a list says: of a tag's articles, a source's, a month's. A list grows, so it has no date."""

    id: str
    title: str
    "`Articles tagged Ferries`."
    url: str = ""
    archive: str = ""
    lang: str | None = None


# Control characters, halves of surrogate pairs and non-characters, which none of the formats can carry.
_ILLEGAL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_PLAIN = re.compile(r"[A-Za-z0-9/:.%_~?=&+-]*")
_IN_NO_URL = re.compile(r"[^\x21-\x7e]|[{}\\\"<>]")


@lru_cache(maxsize=16384)
def certain(edtf: str | None) -> tuple[int, ...] | None:
    """(year, month, day) as far as they are certain: the day, the month, the year or nothing."""
    if edtf is None:
        return None
    if found := day(edtf):
        return tuple(map(int, found.split("-")))
    date = parse(edtf)
    if date.month:
        return tuple(map(int, date.month.split("-")))
    low, high = date.earliest, date.latest
    if date.approximate or low is None or high is None or low.year != high.year:
        return None
    return (low.year,)


def certain_day(edtf: str | None) -> str | None:
    """`2025-06-23` if it is certainly that day."""
    return day(edtf) if edtf else None


def line(value: str) -> str:
    """`value` on one line, without what the formats cannot carry."""
    if value.isprintable() and "  " not in value:  # ten times as fast, and nearly always so
        return value.strip()
    return _ILLEGAL.sub("\ufffd", " ".join(value.split()))


def address(url: str) -> str:
    """A URL as it stands in any of the formats: what would end a field is percent-encoded."""
    if _PLAIN.fullmatch(url):
        return url
    return _IN_NO_URL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), url)
