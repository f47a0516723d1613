"""Change a few keys of a person's file and leave every other byte alone: comments, order, spacing, line ends.

update("---\\ntitle: 'x'   # mine\\n---\\n", {"title": "y"})   → "---\\ntitle: y   # mine\\n---\\n"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from backfile.frontmatter.form import KEYS, FrontError, parts
from backfile.frontmatter.writer import inline, pair, write
from backfile.model import Span

if TYPE_CHECKING:
    from backfile.frontmatter.reader import Entry, Tree

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.MULTILINE)
_Edit = tuple[int, int, str]


def update(text: str, changes: Mapping[str, Any], body: str | None = None) -> str:
    """`text` with the keys of `changes` replaced or added (None removes one), and `body` in place of its own.

    A new key goes to its place in the known order. A comment beside or inside a value that is replaced is kept. Where
    the keys do not stand one a line (`{title: x}`), or one depends on another (`*alias`), the front matter is written
    anew. Raises `FrontError` where `text` cannot be read.
    """
    from backfile.frontmatter import reader

    at = parts(text)
    head = text[at.start : at.end]
    tree = reader.parse(head)
    meta = {entry.key: entry.value for entry in tree.entries}
    wanted = {key: value for key, value in {**meta, **changes}.items() if value is not None or key not in changes}
    eol = "\r\n" if text[: at.start].endswith("\r\n") else "\n"
    edited = _edited(head, tree, changes, eol) if tree.block else None
    if edited is None or _meaning(reader.parse, edited) != write(wanted, ""):
        edited = write(wanted, "")[4:-4].replace("\n", eol)
    if body is None:
        after = text[at.end :]
    else:
        after = text[at.end : at.body].rstrip("\r\n") + eol + (("\n" + body).replace("\n", eol) if body else "")
    return text[: at.start] + edited + after


def _meaning(parse: Any, head: str) -> str:
    """`head` as it would be written anew; empty where it can no longer be read. Equal meaning, equal text."""
    try:
        return write({entry.key: entry.value for entry in parse(head).entries}, "")
    except FrontError:
        return ""


def _edited(head: str, tree: Tree, changes: Mapping[str, Any], eol: str) -> str | None:
    """`head` with the changes made in place; None where its keys do not each begin a line of their own."""
    starts = [head.rfind("\n", 0, entry.start) + 1 for entry in tree.entries]
    before = {head[start : entry.start] for start, entry in zip(starts, tree.entries, strict=True)} or {""}
    indent = before.pop()
    if before or indent.strip(" "):
        return None
    regions = [(a, _end(head, a, b, indent)) for a, b in zip(starts, [*starts[1:], len(head)], strict=False)]
    edits = []
    for entry, region in zip(tree.entries, regions, strict=True):
        if entry.key in changes:
            edits.append(_replaced(head, tree, entry, region, changes[entry.key], (indent, eol)))
    places = {entry.key: end for entry, (_, end) in zip(tree.entries, regions, strict=True)}
    for key in sorted(set(changes) - set(places), key=_rank, reverse=True):
        if changes[key] is not None:
            place = max((end for other, end in places.items() if _rank(other) < _rank(key)), default=0)
            edits.append((place, place, "".join(line + eol for line in pair(key, changes[key], indent))))
    # From the last to the first, so that offsets hold; of two at one place the one made later comes to stand first.
    for start, end, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        head = head[:start] + new + head[end:]
    return head


def _rank(key: str) -> tuple[int, str]:
    return (KEYS.index(key), "") if key in KEYS else (len(KEYS), key)


def _end(head: str, start: int, after: int, indent: str) -> int:
    """Where the lines of the key at `start` end: blank lines and comments before the next key are not its own."""
    end = after
    while (line := head.rfind("\n", start, end - 1) + 1) > start:
        last = head[line:end]
        if last.strip() and not last.startswith((indent + "#", "#")):
            break
        end = line
    return end


def _replaced(head: str, tree: Tree, entry: Entry, region: Span, value: Any, form: tuple[str, str]) -> _Edit:
    """The edit that gives `entry` its new value, or removes it; what is replaced leaves its comments behind."""
    (start, end), (indent, eol) = region, form
    notes = [
        match
        for match in _COMMENT.finditer(head, start, end)
        if not any(a <= match.start() < b for a, b in tree.scalars)
    ]
    lines = [] if value is None else pair(entry.key, value, indent)
    from_, to = entry.value_span
    if len(lines) == 1 and entry.inline:
        kept = (note for note in notes if from_ <= note.start() < to)
        new = head[start:from_] + inline(value)
        return start, to, "".join(indent + note[0] + eol for note in kept) + new
    return start, end, "".join(line + eol for line in (*(indent + note[0] for note in notes), *lines))
