"""Sidecars: what a person says of a capture, in `x.txt.toml` beside `x.txt`.

    captured = "2025-06-23T13:00/2025-06-23T23:59"
    rights = "© Gulf Today"
    tags = ["Kursk"]
    url = "https://example.org/a"        (url, source and published hold for the lead alone)

A broken one is an error, since what it says would be lost: every problem of every sidecar is told at once.
"""

from __future__ import annotations

import datetime
import re
from urllib.parse import urlsplit

from backfile import toml
from backfile.dates import parse
from backfile.errors import Problem, meant
from backfile.model import Sidecar

KEYS = ("captured", "rights", "tags", "lang", "url", "source", "published")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATES = ("captured", "published")


def read(raw: bytes, shown: str, problems: list[Problem]) -> Sidecar:
    """The sidecar in `raw`; what is wrong with it is added to `problems` under the path `shown`."""
    found = toml.table(raw, shown, problems)
    if found is None:
        return Sidecar()
    table, text = found
    values: dict[str, object] = {}
    for key, given in table.items():
        value = _written(given) if isinstance(given, (datetime.date, datetime.time)) else given
        fault = _fault(key, value)
        if fault is None:
            values[key] = tuple(value) if isinstance(value, list) else value
        else:
            problems.append(Problem(shown, toml.line_of(key, text), *fault))
    return Sidecar(**values)  # type: ignore[arg-type]


def _written(date: datetime.date | datetime.time) -> str:
    """A date or a time of TOML as EDTF writes it."""
    text = date.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _fault(key: str, value: object) -> tuple[str, str] | None:
    """What is wrong with a key or its value, and what to do; None if nothing is."""
    if key not in KEYS:
        hint = meant(key, KEYS, f"the keys are {', '.join(KEYS)}")
        return f"a sidecar has no key “{key}”", hint
    if key == "tags":
        if isinstance(value, list) and all(isinstance(tag, str) and tag.strip() for tag in value):
            return None
        return "“tags” is not a list of words", 'write it like tags = ["Kursk", "Ukraine"]'
    if not isinstance(value, str) or not value.strip():
        return f"“{key}” is not text", f'write it like {key} = "…"'
    return _unfit(key, value)


def _unfit(key: str, value: str) -> tuple[str, str] | None:
    if key in _DATES:
        try:
            parse(value)
        except ValueError as error:
            said = str(error).removeprefix("not a date: ")
            return f"“{key}” is not a date: {said}", "write it like 2025-06-23, or 2025-06-22/2025-06-23"
    if key == "lang" and not _LANG.fullmatch(value):
        return f"“lang” is not a language tag: {value}", "write it like en, ar or pt-BR"
    if key == "url" and (urlsplit_or_none(value) not in ("http", "https")):
        return f"“url” is not a web address: {value}", "write it like https://example.org/page"
    return None


def urlsplit_or_none(value: str) -> str | None:
    """The scheme of an address that names a host, else None."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return parts.scheme if parts.netloc else None
