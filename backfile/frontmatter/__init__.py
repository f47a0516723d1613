"""The front matter of a content file: the only reader and writer of that format.

    ---
    id: "0123456789ab-1"
    title: Ferry returns to the harbour
    published: "2025-06-23"
    tags: [Harbour, Ferries]
    ---

    The ferry came back on Monday.

    read(text).meta["tags"]                  → ["Harbour", "Ferries"]
    update(text, {"published": "2025-06"})   → the same text, but for that one value

The format is YAML, read so that text stays text: a title of `2025`, `no` or `12:30` and an unquoted date are text.
There is no `yes`/`no`, no base 60, no timestamp and no type beyond text, number, `true`/`false`, null, list and
mapping. What is written is read alike by YAML 1.1 and 1.2 readers.
"""

from __future__ import annotations

from backfile.frontmatter import quick
from backfile.frontmatter.form import KEYS, Front, FrontError, parts, plain_lines, split
from backfile.frontmatter.updater import update
from backfile.frontmatter.writer import inline, write

__all__ = ["KEYS", "Front", "FrontError", "inline", "read", "split", "update", "write"]


def read(text: str) -> Front:
    """The front matter and body of one file. Raises `FrontError` with the line in the file and the cure."""
    at = parts(text)
    if found := quick.read(text[at.start : at.end]):
        meta, lines = found
        return Front(meta, plain_lines(text[at.body :]), lines)
    # Few files need the YAML library, so it is not loaded before one does.
    from backfile.frontmatter import reader

    return reader.read(text)
