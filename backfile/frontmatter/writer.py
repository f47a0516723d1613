"""Values → YAML that YAML 1.1 and 1.2 readers take for the same.

write({"title": "no", "tags": ["Harbour"]}, "Text.\\n")
→ ---\\ntitle: "no"\\ntags: [Harbour]\\n---\\n\\nText.\\n

Our own emitter, because PyYAML's writes U+0085 as a space and leaves unquoted what only a 1.2 reader takes for text.
Every text stands on one line, so no line of it can pass for the closing `---`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from backfile.frontmatter.form import KEYS

# Controls, line ends that are not LF, direction overrides (they would reorder a line in an editor), the byte order
# mark, surrogates and noncharacters. All else, in any script, is written as it is.
_ODD = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
# What a reader of YAML 1.1 or 1.2 takes for something other than text although it begins with a letter.
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_PLAIN_BREAK = re.compile(r": | #|[: ]\Z|[^\S ]")
_FLOW_BREAK = re.compile(r"[\[\]{},:#?\"'\\]")  # PyYAML ends a plain text in brackets at any `?`


def write(meta: Mapping[str, Any], body: str) -> str:
    """A content file: the known keys in their order, then the others in theirs, then `body`.

    Values are text, finite numbers, booleans, None, lists and mappings with text keys. Surrogates, which no UTF-8 file
    can hold, become U+FFFD.
    """
    order = [key for key in KEYS if key in meta]
    if len(order) < len(meta):
        order += [key for key in meta if key not in KEYS]
    lines = [line for key in order for line in pair(key, meta[key])]
    return "".join(f"{line}\n" for line in ("---", *lines, "---")) + ("\n" + body if body else "")


def pair(key: str, value: Any, indent: str = "") -> list[str]:
    """The lines of one key: on one line where that reads well, as a block below it where not."""
    head = f"{indent}{_key(key)}:"
    if type(value) is str:  # as most are
        return [f"{head} {scalar(value)}"]
    if isinstance(value, dict) and value:
        return [head, *(line for k, v in value.items() for line in pair(k, v, indent + "  "))]
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return [head, *(line for item in value for line in _item(item, indent + "  "))]
    return [f"{head} {inline(value)}"]


def _item(item: Any, indent: str) -> list[str]:
    if not isinstance(item, dict) or not item:
        return [f"{indent}- {inline(item)}"]
    lines = [line for key, value in item.items() for line in pair(key, value, indent + "  ")]
    return [f"{indent}- {lines[0].lstrip(' ')}", *lines[1:]]


def inline(value: Any, *, nested: bool = False) -> str:
    """`value` on one line."""
    if isinstance(value, list):
        if _whole(value):
            return str(value)
        return "[" + ", ".join(inline(item, nested=True) for item in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{scalar(key, nested=True)}: {inline(item, nested=True)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        digits = repr(value)
        return digits if "." in digits else digits.replace("e", ".0e")  # 1e+20 is a text to YAML 1.1
    return str(value) if isinstance(value, int) else scalar(value, nested=nested)


def _whole(values: list[Any]) -> bool:
    """Whether a list holds whole numbers alone, or lists of them: Python writes those as YAML does."""
    return all(type(value) is int or (type(value) is list and _whole(value)) for value in values)


def scalar(text: str, *, nested: bool = False) -> str:
    """A text, unquoted where every reader takes it for text, else in double quotes; `nested`: inside brackets."""
    if text.isprintable() and "\\" not in text and '"' not in text:  # nothing to escape
        plain = (
            text[:1].isalpha()
            and text.lower() not in _WORDS
            and ": " not in text
            and " #" not in text
            and text[-1] not in ": "
            and not (nested and _FLOW_BREAK.search(text))
        )
        return text if plain else f'"{text}"'
    plain = (
        text[:1].isalpha()
        and text.lower() not in _WORDS
        and not _ODD.search(text.replace('"', ""))
        and not _PLAIN_BREAK.search(text)
        and not (nested and _FLOW_BREAK.search(text))
    )
    return text if plain else '"' + _ODD.sub(_escape, text) + '"'


_key = lru_cache(maxsize=256)(scalar)


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    if sign in _SHORT:
        return _SHORT[sign]
    code = ord(sign)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
