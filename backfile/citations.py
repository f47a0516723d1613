"""A citation of an article in the formats that reference managers read, and as a line of text.

    c = Citation(id="ab3311e6f0b6-2", title="Dam gives way", source="Gulf Today", published="2025-06-23", …)
    bibtex(c)      → @article{ab3311e6f0b6-2, title = {Dam gives way}, journal = {Gulf Today}, date = {2025-06-23}, …}
    ris(c)         → TY  - NEWS …
    csl(c)         → {"type": "article-newspaper", "issued": {"date-parts": [[2025, 6, 23]]}, …}
    text(c)        → “Dam gives way”. Gulf Today, 23 June 2025. …

A date is given only as precisely as it is known, and no date is made up: formats that can say “about” or “between” do,
the others are left without and carry it in words in a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec

from backfile.dates import Edtf, parse, words
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
    captured: str | None = None
    "EDTF."
    url: str = ""
    "The article's page in this archive: absolute, or the site's path where the archive has no address."
    archive: str = ""
    "The archive's title."
    lang: str | None = None


# Control characters, halves of surrogate pairs and non-characters, which none of the formats can carry.
_ILLEGAL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_BIBTEX_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces are made without braces, as BibTeX counts them even behind a backslash. `{}` keeps TeX from joining what
# follows: -- is a dash to it, '' a quotation mark.
_TEX = {
    "\\": "\\textbackslash{}", "{": "\\ensuremath{\\lbrace}", "}": "\\ensuremath{\\rbrace}", "$": "\\$", "&": "\\&",
    "%": "\\%", "#": "\\#", "_": "\\_", "~": "\\textasciitilde{}", "^": "\\string^",
}  # fmt: skip
_TEX_SPECIAL = re.compile(r"[\\{}$&%#_~^]|-(?=-)|'(?=')|`(?=`)|[!?](?=`)")
_PLAIN = re.compile(r"[A-Za-z0-9/:.%_~?=&+-]*")
_IN_NO_URL = re.compile(r"[^\x21-\x7e]|[{}\\\"<>]")
_KEY = re.compile(r"[^A-Za-z0-9:.-]+")


def bibtex(citation: Citation) -> str:
    """One entry, a field a line. `date` holds EDTF, as biblatex reads it; `year` and `month` what is certain."""
    c = citation
    date = _certain(c.published)
    fields = [
        # A second pair of braces: a body's name is not to be parted into first and last.
        ("author", f"{{{_tex(who)}}}" if (who := c.author or c.agency) else ""),
        ("title", _tex(c.title)),
        ("journal", _tex(c.source or "")),
        ("year", str(date[0]) if date else ""),
        ("month", _BIBTEX_MONTHS[date[1] - 1] if date and len(date) > 1 else ""),
        ("date", _calendar(c.published) if c.published else ""),
        ("url", _address(c.url)),
        ("urldate", _certain_day(c.captured) or ""),
        ("language", _tex(c.lang or "")),
        ("note", _tex(_note(c))),
    ]
    lines = [f"  {name} = {{{value}}}" if name != "month" else f"  month = {value}" for name, value in fields if value]
    kind = "article" if c.source else "misc"
    return f"@{kind}{{{_KEY.sub('-', c.id) or 'article'},\n" + ",\n".join(lines) + "\n}\n"


def ris(citation: Citation) -> str:
    """One record, `TY` to `ER`."""
    c = citation
    date = _certain(c.published)
    day = "/".join(f"{n:02d}" for n in date) + "/" * (3 - len(date)) if date else ""
    captured = _certain_day(c.captured)
    fields = (
        ("TY", "NEWS"),
        ("ID", _line(c.id)),
        ("TI", _line(c.title)),
        ("AU", _line(c.author or c.agency or "")),
        ("T2", _line(c.source or "")),
        ("PY", f"{date[0]:04d}" if date else ""),
        ("DA", day),
        ("UR", _address(c.url)),
        ("Y2", captured.replace("-", "/") + "/" if captured else ""),
        ("DB", _line(c.archive)),
        ("LA", _line(c.lang or "")),
        ("N1", _line(_note(c))),
    )
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - \n"


def csl(citation: Citation) -> dict[str, Any]:
    """One item of CSL-JSON."""
    c = citation
    captured = _certain_day(c.captured)
    who = c.author or c.agency
    fields: dict[str, Any] = {
        "id": _line(c.id),
        "type": "article-newspaper",
        "title": _line(c.title),
        "container-title": _line(c.source or ""),
        "author": [{"literal": _line(who)}] if who else None,
        "issued": _issued(c.published) if c.published else None,
        "accessed": {"date-parts": [[int(part) for part in captured.split("-")]]} if captured else None,
        "archive": _line(c.archive),
        "URL": _address(c.url),
        "language": _line(c.lang or ""),
        "note": _line(_note(c)),
    }
    return {key: value for key, value in fields.items() if value}


def csl_json(citations: Iterable[Citation]) -> str:
    """CSL-JSON: an array of items, one a line."""
    return "[\n" + ",\n".join(map(csl_item, citations)) + "\n]\n"


def csl_item(citation: Citation) -> str:
    """One item as it stands in the array."""
    return msgspec.json.encode(csl(citation)).decode()


def text(citation: Citation) -> str:
    """A reference in one line, for people."""
    c = citation
    published = words(c.published) if c.published else "n.d."
    where = f"{_line(c.source)}, {published}" if c.source else published[0].upper() + published[1:]
    parts = (_line(c.author or c.agency or ""), f"“{_line(c.title)}”", where)
    said = [part if part.endswith(".") else f"{part}." for part in parts if part]
    said.append(f"Captured {words(c.captured)}." if c.captured else "")
    said.append(f"{_line(c.archive)}." if c.archive else "")
    return " ".join(part for part in (*said, _address(c.url)) if part)


def _note(c: Citation) -> str:
    """What has no field of its own: a date that is not certain, the capture, the archive and the id there."""
    said = []
    if c.published and not _certain_day(c.published):
        said.append(f"Published {words(c.published)}.")
    if c.agency and c.author:
        said.append(f"Agency: {c.agency}.")
    if c.captured:
        said.append(f"Captured {words(c.captured)}.")
    said.append(f"Archived in {c.archive}, {c.id}." if c.archive else f"Archived as {c.id}.")
    return " ".join(said)


@lru_cache(maxsize=16384)
def _certain(edtf: str | None) -> tuple[int, ...] | None:
    """(year, month, day) as far as they are certain: the day, the month, the year or nothing."""
    if edtf is None:
        return None
    date = parse(edtf)
    if date.day:
        return tuple(map(int, date.day.split("-")))
    if date.month:
        return tuple(map(int, date.month.split("-")))
    low, high = date.earliest, date.latest
    if date.approximate or low is None or high is None or low.year != high.year:
        return None
    return (low.year,)


def _certain_day(edtf: str | None) -> str | None:
    return parse(edtf).day if edtf else None


@lru_cache(maxsize=16384)
def _calendar(edtf: str) -> str:
    """EDTF with its times of day left out: biblatex has fields of their own for these."""
    date = parse(edtf)
    if date.day:
        return date.day
    start, end = (point.text.partition("T")[0] if point else ".." for point in (date.start, date.end))
    return start if start == end else f"{start}/{end}"


def _issued(edtf: str) -> dict[str, Any]:
    """A CSL date: as parts, as a range of parts, `circa` where approximate, else in words."""
    date = parse(edtf)
    low, high = _parts(date, first=True), _parts(date, first=False)
    if low is None or high is None:
        return {"literal": words(edtf)}
    made: dict[str, Any] = {"date-parts": [low] if low == high else [low, high]}
    if date.approximate:
        made["circa"] = True
    return made


def _parts(date: Edtf, *, first: bool) -> list[int] | None:
    """Year, month and day of one end, as far as they are given; None if it cannot be said so."""
    point = date.start if first else date.end
    found = _DAY.fullmatch(point.text.rstrip("~?%").partition("T")[0].replace("-XX", "")) if point else None
    parts = [int(part) for part in found[0].split("-")] if found else None
    # Seasons are months from 21 on; the year 0 and before are not among CSL's.
    return parts if parts and parts[0] > 0 and (len(parts) < 2 or parts[1] <= 12) else None


def _line(value: str) -> str:
    """`value` on one line, without what the formats cannot carry."""
    if value.isprintable() and "  " not in value:  # ten times as fast, and nearly always so
        return value.strip()
    return _ILLEGAL.sub("\ufffd", " ".join(value.split()))


def _tex(value: str) -> str:
    return _TEX_SPECIAL.sub(lambda match: _TEX.get(match[0], match[0] + "{}"), _line(value))


def _address(url: str) -> str:
    """A URL as it stands in any of the formats: what would end a field is percent-encoded."""
    if _PLAIN.fullmatch(url):
        return url
    return _IN_NO_URL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), url)
