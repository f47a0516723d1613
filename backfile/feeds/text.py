"""Any text made fit for XML and for JSON on a line.

    xml("a < b\\x00")       → "a &lt; b\\ufffd"
    json({"a": "b"})       → '{"a":"b"}'

Every text comes through, whatever it holds; what a format cannot carry becomes U+FFFD.
"""

from __future__ import annotations

import re

import msgspec

# What XML 1.0 can hold: no halves of surrogate pairs, nor what it should not, the C1 controls.
_XML = "\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff"
_MARKUP = re.compile('[&<>"\r]')
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
# They end a line for some readers of a format whose lines end at \n alone.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
SURROGATE = re.compile("[\ud800-\udfff]")


def xml(text: str) -> str:
    """`text` for an element or a quoted attribute; what XML cannot hold becomes U+FFFD."""
    if not text.isprintable():  # printable text holds nothing that XML cannot
        text = re.sub(f"[^{_XML}]", "\ufffd", text)
    return _MARKUP.sub(lambda match: _ENTITY[match[0]], text) if _MARKUP.search(text) else text


def json(value: object) -> str:
    """Compact JSON on one line, whatever a reader takes for the end of a line."""
    try:
        made = msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # halves of surrogate pairs
        made = msgspec.json.encode(_whole(value)).decode()
    return made if made.isprintable() else made.translate(_LINE_ENDS)


def _whole(value: object) -> object:
    """`value` with each lone half of a surrogate pair replaced by U+FFFD."""
    if isinstance(value, str):
        return SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in value.items()}
    return [_whole(inner) for inner in value] if isinstance(value, list | tuple) else value
