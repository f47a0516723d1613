"""YAML → values, by the events of PyYAML's parser (libyaml's where it is there, ten times as fast).

`parse("title: 2025\\nrating: 5\\n")` → entries title “2025” and rating 5, each with the offsets at which it stands.

Events rather than PyYAML's own loader: libyaml's composer recurses in C and ends the whole process on deeply nested
text, and keys here need their place, their duplicates told, and text kept as text.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

import yaml

from backfile.frontmatter.form import LISTS, TEXTS, Front, FrontError, parts, plain, plain_lines
from backfile.model import Record, Span

DEPTH = 50
"Lists and mappings inside one another. Written front matter has 4."
VALUES = 200_000
"""Values in all, aliases counted as often as they are used: an article with 20,000 tags passes, an alias bomb does not.
A longer text may hold as many as it has characters, for so much import writes of a seed with a million short lines."""

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCALAR: Any = yaml.ScalarEvent
_ALIAS: Any = yaml.AliasEvent
_LIST: Any = yaml.SequenceStartEvent
_LIST_END: Any = yaml.SequenceEndEvent
_MAPPING: Any = yaml.MappingStartEvent
_MAPPING_END: Any = yaml.MappingEndEvent
_END: Any = yaml.StreamEndEvent
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_YAML = "tag:yaml.org,2002:"
_TYPES = {None, "!", *(_YAML + name for name in ("str", "int", "float", "bool", "null", "seq", "map"))}


class Entry(Record, frozen=True):
    """One key of the front matter. Offsets are into the YAML."""

    key: str
    start: int
    value: Any
    value_span: Span
    inline: bool
    "Its value is written on from the colon, not as a block on the lines below it."


class Tree(Record, frozen=True):
    """All keys in the order of the file."""

    entries: tuple[Entry, ...]
    scalars: tuple[Span, ...]
    "Where every key and plain value stands, so that a `#` inside one is not taken for a comment."
    block: bool
    "The keys stand one a line, as against `{title: x}`."


def read(text: str) -> Front:
    """See `frontmatter.read`."""
    at = parts(text)
    head = text[at.start : at.end]
    tree = parse(head)
    meta = {entry.key: entry.value for entry in tree.entries}
    lines = {entry.key: _line(head, entry.start) for entry in tree.entries}
    return Front(meta, plain_lines(text[at.body :]), lines)


def parse(head: str) -> Tree:
    """The keys of the YAML `head`. Raises `FrontError`."""
    odd = _CONTROL.search(head)
    if odd is not None:
        code = f"U+{ord(odd[0]):04X}"
        hint = f'delete it, or write it in double quotes as "\\u{ord(odd[0]):04x}"'
        raise FrontError(_line(head, odd.start()), f"the front matter holds the control character {code}", hint)
    try:
        return _Events(head).tree()
    except yaml.MarkedYAMLError as error:
        raise _plainly(head, error) from None
    except yaml.YAMLError as error:
        raise FrontError(1, f"the front matter is not YAML: {error}", "mend it") from None


def _line(head: str, offset: int) -> int:
    """The line in the file: the YAML begins on its second. Only LF ends a line, as in any editor."""
    return head.count("\n", 0, offset) + 2


def _plainly(head: str, error: Any) -> FrontError:
    """PyYAML's error in the words of somebody who never heard of tokens."""
    problem, mark = error.problem or error.context or "", error.problem_mark or error.context_mark
    offset = min(mark.index, len(head)) if mark else 0
    # libyaml points past the end for what was never closed; the place where it began helps more.
    if error.context_mark and ("end of stream" in problem or offset >= len(head.rstrip())):
        offset = min(error.context_mark.index, len(head))
    line, after = _line(head, offset), head[offset : offset + 1]
    if after == "\t" or "tab" in problem:
        return FrontError(line, "a tab stands where YAML allows only spaces", "use spaces, or put the text in quotes")
    if "mapping values are not allowed" in problem:
        return FrontError(line, "a colon stands inside an unquoted text", 'put the whole text in double quotes: "…"')
    if "cannot start any token" in problem:
        return FrontError(line, f"an unquoted text cannot begin with “{after}”", 'put it in double quotes: "…"')
    if "could not find expected ':'" in problem:
        return FrontError(max(line - 1, 2), "a line holds neither a key nor part of a text", "write it as “key: text”")
    if "unknown escape" in problem:
        return FrontError(line, "a backslash in double quotes begins no known escape", "double it: \\\\")
    return FrontError(line, f"the front matter is not YAML: {problem}", 'mend the line, or put its text in quotes: "…"')


class _Events:
    """A pass over the events of one front matter."""

    def __init__(self, head: str) -> None:
        self.head = head
        self.parser = _Parser(head)
        self.next = self.parser.get_event
        self.most = self.left = max(VALUES, len(head))
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.scalars: list[Span] = []

    def tree(self) -> Tree:
        try:
            self.next()  # the start of the stream
            if type(self.next()) is _END:
                return Tree((), (), True)
            root = self.next()
            if type(root) is _SCALAR and not root.value:
                return Tree((), (), True)
            if type(root) is not _MAPPING:
                self.fail(root, "the front matter is not a list of keys", "write each as “key: text”, “title: …” first")
            entries = self.entries()
            self.next()  # the end of the document
            if type(self.next()) is not _END:
                raise FrontError(_line(self.head, len(self.head)) - 1, "a second document begins", "delete it")
            return Tree(tuple(entries), tuple(self.scalars), not root.flow_style)
        finally:
            self.parser.dispose()

    def fail(self, event: Any, message: str, hint: str) -> NoReturn:
        raise FrontError(_line(self.head, event.start_mark.index), message, hint)

    def entries(self) -> list[Entry]:
        found: dict[str, Entry] = {}
        while type(event := self.next()) is not _MAPPING_END:
            key = self.key(event, found)
            first = self.next()
            kind = "text" if key in TEXTS else "list" if key in LISTS else ""
            value, end = self.value(first, 1, kind)
            inline = type(first) is _ALIAS or first.__dict__.get("style") not in ("|", ">")
            if type(first) in (_MAPPING, _LIST):
                inline = bool(first.flow_style)
            span = (first.start_mark.index, end)
            found[key] = Entry(key, event.start_mark.index, value, span, inline and span[0] < span[1])
        return list(found.values())

    def key(self, event: Any, known: dict[str, Any]) -> str:
        if type(event) is not _SCALAR:
            self.fail(event, "a key is not a text", "write “key: text”")
        key = str(event.value)
        if key in known:
            self.fail(event, f"the key “{key}” stands twice", "keep one of them")
        self.scalars.append((event.start_mark.index, event.end_mark.index))
        return key

    def value(self, event: Any, depth: int, kind: str = "") -> tuple[Any, int]:
        """The value that begins with `event`, and its end. `kind`: a “text”, a “list” of texts, or any."""
        self.left -= 1
        if self.left < 0:
            self.fail(event, f"the front matter holds more than {self.most:,} values", "shorten it")
        if depth > DEPTH:
            self.fail(event, f"lists or mappings stand more than {DEPTH} deep in one another", "flatten them")
        before = self.left
        if type(event) is _ALIAS:
            return self.alias(event), event.end_mark.index
        if event.tag not in _TYPES:
            self.fail(event, f"a value is of the type {event.tag.replace(_YAML, '!!')}", "write it as text or a list")
        value, end = self.scalar_or_collection(event, depth, kind)
        if event.anchor:
            # A long text counts for many values, where it is used again.
            self.anchors[event.anchor] = value, before - self.left + 1 + (end - event.start_mark.index) // 8
        return value, end

    def scalar_or_collection(self, event: Any, depth: int, kind: str) -> tuple[Any, int]:
        if type(event) is _SCALAR:
            end = event.end_mark.index
            self.scalars.append((event.start_mark.index, end))
            return _scalar(event, is_text=kind == "text"), end
        if type(event) is _LIST:
            items = []
            while type(item := self.next()) is not _LIST_END:
                items.append(self.value(item, depth + 1, "text" if kind == "list" else "")[0])
            return items, item.end_mark.index
        pairs: dict[str, Any] = {}
        while type(item := self.next()) is not _MAPPING_END:
            key = self.key(item, pairs)
            pairs[key] = self.value(self.next(), depth + 1)[0]
        return pairs, item.end_mark.index

    def alias(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            self.fail(event, f"*{event.anchor} refers to nothing above it", f'put it in quotes: "*{event.anchor}…"')
        value, size = self.anchors[event.anchor]
        self.left -= size
        if self.left < 0:
            self.fail(event, f"the front matter holds more than {self.most:,} values", "write them without aliases")
        return value


def _scalar(event: Any, *, is_text: bool) -> Any:
    text = str(event.value)
    # A plain text may be something else; one that is quoted, or marked `!!str` or `!`, is what it is.
    return text if event.style or event.tag in (_YAML + "str", "!") else plain(text, is_text=is_text)
