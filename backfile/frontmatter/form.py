"""How a content file is cut into front matter and body, and the order and kind of its keys.

split("---\\ntitle: x\\n---\\n\\nText.\\n")   → Parts(head "title: x\\n", body "Text.\\n")
"""

from __future__ import annotations

import re
from typing import Any

from backfile.model import Record

KEYS = (
    "id",
    "title",
    "source",
    "agency",
    "author",
    "published",
    "published_basis",
    "relative",
    "captured",
    "category",
    "lang",
    "tags",
    "summary",
    "role",
    "related",
    "complete",
    "set_aside",
    "comments",
    "url",
    "rights",
    "aliases",
    "seed",
)
"The known keys, in the order in which they are written; a person's own follow."

LISTS = frozenset({"tags", "related", "aliases", "comments"})
"Keys that hold a list of texts."

TEXTS = frozenset(KEYS) - LISTS - {"complete", "set_aside", "seed"}
"Keys that hold one text, whatever it looks like: `title: 2025` is the text “2025”."

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# At most 18 digits, so that a number fits 64 bits everywhere; longer ones stay text.
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{0,18}(?:[eE][-+]?[0-9]{1,2})?")
_OPEN = re.compile(r"\ufeff?---[ \t]*(?:\r?\n|\Z)")
_CLOSE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


class FrontError(Exception):
    """Front matter that cannot be read: the 1-based line in the file, what is wrong and what to do."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        self.line, self.message, self.hint = line, message, hint
        super().__init__(line, message, hint)


class Front(Record, frozen=True):
    """What a content file says."""

    meta: dict[str, Any]
    "The keys in the order of the file."
    body: str
    "The Markdown: lines end in LF; the one empty line that parts it from the front matter is no part of it."
    lines: dict[str, int]
    "The 1-based line of each key in the file."


class Parts(Record, frozen=True):
    """Where the pieces of a file stand: offsets into its text."""

    start: int
    "Of the YAML, after the opening line."
    end: int
    "Of the YAML, before the closing line."
    body: int
    "Of the first character after the closing line."


def parts(text: str) -> Parts:
    """Raises `FrontError` where `text` does not begin with front matter, or its end is missing."""
    if text.startswith("---\n") and (end := text.find("\n---", 3)) >= 0 and text[end + 4 : end + 5] == "\n":
        return Parts(4, end + 1, end + 5)  # as nearly all are written
    opened = _OPEN.match(text)
    if opened is None:
        raise FrontError(1, "there is no front matter", "begin the file with a line ---, then “title: …”, then ---")
    closed = _CLOSE.search(text, opened.end())
    if closed is None:
        raise FrontError(1, "the front matter has no end", "put --- on a line of its own after the last key")
    after = closed.end() + 1 if closed.end() < len(text) else len(text)
    return Parts(opened.end(), closed.start(), after)


def split(text: str) -> tuple[str, str]:
    """The YAML as it stands and the body, as `Front.body`. Cheap: nothing is parsed."""
    at = parts(text)
    return text[at.start : at.end], plain_lines(text[at.body :])


def plain_lines(body: str) -> str:
    """`body` with LF line ends, without the empty line that parts it from the front matter."""
    body = body.replace("\r\n", "\n") if "\r" in body else body
    return body[1:] if body.startswith("\n") else body


def plain(text: str, *, is_text: bool) -> Any:
    """What an unquoted value means: nothing, or, where its key holds no text, perhaps a number or a truth value."""
    if text in _NULL:
        return None
    if is_text:
        return text
    if text in _BOOL:
        return _BOOL[text]
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
