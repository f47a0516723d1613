"""Front matter as the program itself writes it, and as most people do, read line by line: a tenth of the YAML parser.

read('title: "No"\\ntags: [Harbour, Ferries]\\nseed:\\n  file: a.txt\\n')
→ {"title": "No", "tags": ["Harbour", "Ferries"], "seed": {"file": "a.txt"}}, {"title": 2, "tags": 3, "seed": 4}

Only what stands on one line a key is understood, quoted in double quotes or beginning with a letter or a digit, and the
blocks of `seed` and `set_aside`. For anything else the answer is None, and the YAML parser is asked. Tests hold that
both say the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from backfile.frontmatter.form import KEYS, LISTS, TEXTS, plain

_PAIR = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):(?: (.*))?")
_QUOTED = re.compile(r'"[^"\\]*+(?:\\["\\][^"\\]*+)*+"')
_ESCAPE = re.compile(r'\\(["\\])')
_ITEM = re.compile(r' ?("[^"\\]*+(?:\\["\\][^"\\]*+)*+"|[^\W_][^\[\]{},:#?"\'\\]*+)(?:,|\Z)')
_SPANS = re.compile(r"\[\[\d{1,18}, \d{1,18}\](?:, \[\d{1,18}, \d{1,18}\])*\]")
_INDENTED = re.compile("  ").match
_KNOWN = frozenset(KEYS)


class _UnknownError(Exception):
    """Not of the form that is understood here."""


def read(head: str) -> tuple[dict[str, Any], dict[str, int]] | None:
    """The keys of the YAML `head` and the line in the file of each; None where it takes a parser to tell."""
    if not head.replace("\n", "").isprintable():
        return None
    lines = head.split("\n")
    if lines.pop():  # of text behind the last line's end
        return None
    try:
        return _mapping(lines)
    except (_UnknownError, ValueError):
        return None


def _mapping(lines: Sequence[str]) -> tuple[dict[str, Any], dict[str, int]]:
    meta: dict[str, Any] = {}
    places: dict[str, int] = {}
    blocks = 0
    for number, line in enumerate(lines, 2):
        if number <= blocks:
            continue
        key, value = _pair(line)
        if key in meta:
            raise _UnknownError
        places[key] = number
        if value:
            meta[key] = _value(value, key)
        else:
            below = list(takewhile(_INDENTED, lines[number - 1 :]))
            meta[key], blocks = _block(below), number + len(below)
    return meta, places


def _pair(line: str) -> tuple[str, str]:
    key, colon, value = line.partition(": ")
    if colon and key in _KNOWN:
        return key, value
    found = _PAIR.fullmatch(line)
    if not found:
        raise _UnknownError
    return found[1], found[2] or ""


def _block(lines: Sequence[str]) -> Any:
    """What stands indented below a key: a mapping, or a list of mappings."""
    if not lines:
        raise _UnknownError
    if not lines[0].startswith("  - "):
        return _flat([line[2:] for line in lines])
    items: list[list[str]] = []
    for line in lines:
        if line.startswith("  - "):
            items.append([line[4:]])
        elif line.startswith("    "):
            items[-1].append(line[4:])
        else:
            raise _UnknownError
    return [_flat(item) for item in items]


def _flat(lines: Sequence[str]) -> dict[str, Any]:
    """A mapping of values that stand on one line each."""
    made = {}
    for line in lines:
        key, value = _pair(line)
        if key in made or not value:
            raise _UnknownError
        made[key] = _value(value, "")
    return made


def _value(text: str, key: str) -> Any:
    if text[0] == '"':
        if text.find('"', 1) == len(text) - 1 and "\\" not in text:
            return text[1:-1]
        if not _QUOTED.fullmatch(text):
            raise _UnknownError
        return _ESCAPE.sub(r"\1", text[1:-1])
    if text[0] == "[":
        return _list(text, is_text=key in LISTS)
    if not text[0].isalnum() or ": " in text or " #" in text or text[-1] in ": ":
        raise _UnknownError
    return plain(text, is_text=key in TEXTS)


def _list(text: str, *, is_text: bool) -> list[Any]:
    if text[1:2] == '"' and text[-2:] == '"]' and "\\" not in text:
        made = text[2:-2].split('", "')
        if text.count('"') == 2 * len(made):  # so none of them is within an item
            return made
    if _SPANS.fullmatch(text) and not is_text:
        return list(json.loads(text))
    if text[-1] != "]":
        raise _UnknownError
    made, at, within = list[Any](), 0, text[1:-1]
    while at < len(within):
        item = _ITEM.match(within, at)
        if not item or item[1][-1] == " ":
            raise _UnknownError
        said, at = item[1], item.end()
        if said[0] != '"':
            made.append(plain(said, is_text=is_text))
        else:
            made.append(_ESCAPE.sub(r"\1", said[1:-1]) if "\\" in said else said[1:-1])
    return made
