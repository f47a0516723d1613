"""Citations as reference managers read them: BibTeX (biblatex), RIS, CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec

from backfile.citations.record import Citation, Listed, address, certain, certain_day, line
from backfile.dates import Edtf, parse, words

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_BIBTEX_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces are made without braces, as BibTeX counts them even behind a backslash. `{}` keeps TeX from joining what
# follows: -- is a dash to it, '' a quotation mark.
_TEX = {
    "\\": "\\textbackslash{}", "{": "\\ensuremath{\\lbrace}", "}": "\\ensuremath{\\rbrace}", "$": "\\$", "&": "\\&",
    "%": "\\%", "#": "\\#", "_": "\\_", "~": "\\textasciitilde{}", "^": "\\string^",
}  # fmt: skip
_TEX_SPECIAL = re.compile(r"[\\{}$&%#_~^]|-(?=-)|'(?=')|`(?=`)|[!?](?=`)")
_KEY = re.compile(r"[^A-Za-z0-9:.-]+")


def bibtex(cited: Citation | Listed) -> str:
    """One entry, a field a line. `date` holds EDTF, as biblatex reads it; `year` and `month` what is certain."""
    if isinstance(cited, Listed):
        fields = (("title", _tex(cited.title)), ("howpublished", _tex(cited.archive)))
        return _entry("misc", cited.id, (*fields, ("url", address(cited.url)), ("language", _tex(cited.lang or ""))))
    c = cited
    date = certain(c.published)
    return _entry(
        "article" if c.source else "misc",
        c.id,
        (
            # A second pair of braces: a body's name is not to be parted into first and last.
            ("author", f"{{{_tex(who)}}}" if (who := c.author or c.agency) else ""),
            ("title", _tex(c.title)),
            ("journal", _tex(c.source or "")),
            ("year", str(date[0]) if date else ""),
            ("month", _BIBTEX_MONTHS[date[1] - 1] if date and len(date) > 1 else ""),
            ("date", _calendar(c.published) if c.published else ""),
            ("url", address(c.url)),
            ("urldate", certain_day(c.captured) or ""),
            ("language", _tex(c.lang or "")),
            ("note", _tex(_note(c))),
        ),
    )


def _entry(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    lines = [f"  {name} = {{{value}}}" if name != "month" else f"  month = {value}" for name, value in fields if value]
    return f"@{kind}{{{_KEY.sub('-', key) or 'article'},\n" + ",\n".join(lines) + "\n}\n"


def ris(cited: Citation | Listed) -> str:
    """One record, `TY` to `ER`."""
    fields = _ris_list(cited) if isinstance(cited, Listed) else _ris_article(cited)
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - \n"


def _ris_list(c: Listed) -> Iterable[tuple[str, str]]:
    return (
        ("TY", "ELEC"),
        ("ID", line(c.id)),
        ("TI", line(c.title)),
        ("UR", address(c.url)),
        ("DB", line(c.archive)),
        ("LA", line(c.lang or "")),
    )


def _ris_article(c: Citation) -> Iterable[tuple[str, str]]:
    date = certain(c.published)
    day = "/".join(f"{n:02d}" for n in date) + "/" * (3 - len(date)) if date else ""
    captured = certain_day(c.captured)
    return (
        ("TY", "NEWS"),
        ("ID", line(c.id)),
        ("TI", line(c.title)),
        ("AU", line(c.author or c.agency or "")),
        ("T2", line(c.source or "")),
        ("PY", f"{date[0]:04d}" if date else ""),
        ("DA", day),
        ("UR", address(c.url)),
        ("Y2", captured.replace("-", "/") + "/" if captured else ""),
        ("DB", line(c.archive)),
        ("LA", line(c.lang or "")),
        ("N1", line(_note(c))),
    )


def csl(cited: Citation | Listed) -> dict[str, Any]:
    """One item of CSL-JSON."""
    fields = _csl_list(cited) if isinstance(cited, Listed) else _csl_article(cited)
    return {key: value for key, value in fields.items() if value}


def _csl_list(c: Listed) -> dict[str, Any]:
    return {
        "id": line(c.id),
        "type": "webpage",
        "title": line(c.title),
        "container-title": line(c.archive),
        "URL": address(c.url),
        "language": line(c.lang or ""),
    }


def _csl_article(c: Citation) -> dict[str, Any]:
    captured = certain_day(c.captured)
    who = c.author or c.agency
    return {
        "id": line(c.id),
        "type": "article-newspaper",
        "title": line(c.title),
        "container-title": line(c.source or ""),
        "author": [{"literal": line(who)}] if who else None,
        "issued": _issued(c.published) if c.published else None,
        "accessed": {"date-parts": [[int(part) for part in captured.split("-")]]} if captured else None,
        "archive": line(c.archive),
        "URL": address(c.url),
        "language": line(c.lang or ""),
        "note": line(_note(c)),
    }


def csl_json(cited: Iterable[Citation | Listed]) -> str:
    """CSL-JSON: an array of items, one a line."""
    return "[\n" + ",\n".join(map(csl_item, cited)) + "\n]\n"


def csl_item(cited: Citation | Listed) -> str:
    """One item as it stands in the array."""
    return msgspec.json.encode(csl(cited)).decode()


def _note(c: Citation) -> str:
    """What has no field of its own: a date that is not certain, the capture, the archive and the id there."""
    said = []
    if c.published and not certain_day(c.published):
        said.append(f"Published {words(c.published)}.")
    if c.published and c.supplied:
        said.append("The archive supplied the date.")
    if c.agency and c.author:
        said.append(f"Agency: {c.agency}.")
    if c.captured:
        said.append(f"Captured {words(c.captured)}.")
    said.append(f"Archived in {c.archive}, {c.id}." if c.archive else f"Archived as {c.id}.")
    return " ".join(said)


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


def _tex(value: str) -> str:
    return _TEX_SPECIAL.sub(lambda match: _TEX.get(match[0], match[0] + "{}"), line(value))
