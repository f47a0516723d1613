"""Files of `content/` → what is known of them: read, checked and measured, shared among processes where they are many.

read(site, [("2025/06/x", (1750683600000000000, 5120, 77), "")])   → Block(columns=[["2025/06/x"], …], entries=b"…", …)
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from backfile import catalogue, frontmatter, prose
from backfile.config import Site
from backfile.content import checking, disk
from backfile.content.bodies import Texts, labels
from backfile.content.entries import Entry
from backfile.content.pieces import Place, Several
from backfile.content.shelf import Stale
from backfile.content.table import COLUMNS, FAULTY, NAMED, NOTED, READABLE, SOUND, SURE
from backfile.errors import Problem
from backfile.frontmatter import Front, FrontError
from backfile.model import Article, Outline, SeedRef
from backfile.processes import copyable
from backfile.walk import Stamp

_WORTH_A_CREW = 1500
"Files: where a worker starts anew that takes half a second, in which this process reads as many."
_WORTH_A_COPY = 200
"Where it is a copy, it takes 20 ms."
_BLOCK, _BYTES = 32, 1 << 20
"Files that are read in one go: so many, and as large, at most."
_SETTLING = 2_000_000_000  # nanoseconds
_NOTHING = catalogue.outline(Article("", "", "", "", 0))
"Of a file that is no article."

_encoded = msgspec.msgpack.Encoder().encode


class Block(NamedTuple):
    """What is known of some files now. As columns it goes from one process to another in a third of the time."""

    same: list[tuple[str, Stamp, bool]]
    "Those of which only the stat is another than it was; and whether that is sure."
    columns: Sequence[Sequence[Any]]
    "The rows of the others, as a table has them, but for where their entries stand."
    entries: Several
    "Packed; empty where one cannot be."
    bodies: Texts

    def rows(self, start: int) -> Sequence[Sequence[Any]]:
        """The columns, if the first of the entries stands at `start`."""
        stamps, others = self.columns[:_PLACE], self.columns[_PLACE:]
        places = list(zip(*self.entries.places(start), strict=True)) or _NO_PLACES
        return [*stamps, *places, *others]


_NO_PLACES: list[tuple[int, ...]] = [()] * len(Place._fields)
_PLACE = COLUMNS.index(Place._fields[0])
_NO_ROWS: list[tuple[Any, ...]] = [()] * (len(COLUMNS) - len(Place._fields))


def read(site: Site, stale: Sequence[Stale], jobs: int) -> Iterator[Block]:
    """What is known of all of them, in no order."""
    reader = Reader(site)
    if jobs == 1 or len(stale) < (_WORTH_A_COPY if copyable() else _WORTH_A_CREW):
        return map(reader.block, _blocks(stale))
    from backfile.processes.workers import done

    return done(reader.block, _blocks(stale), jobs - 1, site.engine, batch=1)


def _blocks(stale: Iterable[Stale]) -> Iterator[list[Stale]]:
    some: list[Stale] = []
    size = 0
    for file in stale:
        some.append(file)
        size += file[1][1]
        if len(some) == _BLOCK or size > _BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some


class Reader:
    """One process that reads files."""

    def __init__(self, site: Site) -> None:
        self._site, self._content = site, str(site.content)
        self._label = labels(site)

    def __reduce__(self) -> tuple[type[Reader], tuple[Site]]:
        return Reader, (self._site,)

    def block(self, files: Sequence[Stale]) -> Block:
        """Reads and checks some files; what is known of one holds if only its stat differs."""
        now = time.time_ns()
        same: list[tuple[str, Stamp, bool]] = []
        rows: list[tuple[Any, ...]] = []
        entries: list[Entry] = []
        texts: dict[str, str] = {}
        for (path, stamp, _), (entry, html) in zip(files, self._entries(files), strict=True):
            sure = now - stamp[0] > _SETTLING
            if entry is None:
                same.append((path, stamp, sure))
                continue
            rows.append((*stamp, _flags(entry) | SURE * sure, *_outline(path, entry)))
            entries.append(entry)
            if entry.article and html is not None:
                texts[entry.article.body_digest] = html
        packed = list(map(_packed, entries))
        return Block(same, list(zip(*rows, strict=True)) or _NO_ROWS, Several.of(packed), Texts.of(texts))

    def entry(self, path: str) -> Entry:
        """What is known of one file, however often it was read."""
        return self._entries([(path, (0, 0, 0), "")])[0][0] or Entry("", readable=False)

    def _entries(self, files: Sequence[Stale]) -> list[tuple[Entry | None, str | None]]:
        """With their bodies' HTML, if that was made; None where a file's SHA-256 is as before.

        Each step is done of all files before the next: what it works with is at hand still.
        """
        raw = [self._raw(path) for path, *_ in files]
        read = [_front(path, each, before) for (path, _, before), each in zip(files, raw, strict=True)]
        checked = [_checked(path, each) for (path, *_), each in zip(files, read, strict=True)]
        bodies = [prose.render(each.body, label=self._label) if isinstance(each, _Sound) else None for each in checked]
        return [_entry(path, *each) for (path, *_), each in zip(files, zip(checked, bodies, strict=True), strict=True)]

    def _raw(self, path: str) -> bytes | Entry:
        try:
            return disk.read(f"{self._content}/{path}.md")
        except OSError as error:
            what = f"cannot be read: {(error.strerror or str(error)).lower()}"
            return _unreadable(Problem(_name(path), 0, what, "let this user read it"))


class _Sound(NamedTuple):
    """A file with nothing wrong in its front matter."""

    sha256: str
    id: str | None
    seed: SeedRef | None
    fields: dict[str, Any]
    body: str


def _name(path: str) -> str:
    return f"content/{path}.md"


def _unreadable(problem: Problem) -> Entry:
    return Entry("", readable=False, problems=(problem,))


def _front(path: str, raw: bytes | Entry, before: str) -> tuple[str, Front] | Entry | None:
    """With the file's SHA-256; None where that is as `before`."""
    if isinstance(raw, Entry):
        return raw
    sha256 = hashlib.sha256(raw).hexdigest()
    if sha256 == before:
        return None
    try:
        return sha256, frontmatter.read(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return _unreadable(Problem(_name(path), line, "is not UTF-8", "save it as UTF-8"))
    except FrontError as error:
        return _unreadable(Problem(_name(path), error.line, error.message, error.hint))


def _checked(path: str, read: tuple[str, Front] | Entry | None) -> _Sound | Entry | None:
    if not isinstance(read, tuple):
        return read
    sha256, front = read
    fields, found = checking.check(_name(path), path, front)
    id_, seed = front.meta.get("id"), checking.seed_ref(front.meta.get("seed"))
    id_ = id_ if isinstance(id_, str) and id_ else None
    if found:
        return Entry(sha256, id_, seed=seed, problems=tuple(found))
    return _Sound(sha256, id_, seed, fields, front.body)


def _entry(path: str, of: _Sound | Entry | None, body: prose.Rendered | None) -> tuple[Entry | None, str | None]:
    if not isinstance(of, _Sound):
        return of, None
    assert body
    note = None
    if body.set_aside:
        what = f"its text is shown as it was typed: {body.set_aside}"
        note = Problem(_name(path), 0, what, "simplify its markup")
    article = _article(path, of.fields, of.body, body)
    return Entry(of.sha256, of.id, seed=of.seed, article=article, note=note), body.html


def _outline(path: str, entry: Entry) -> Outline:
    return catalogue.outline(entry.article) if entry.article else _NOTHING._replace(path=path, id=entry.id or "")


def _flags(entry: Entry) -> int:
    return (
        SOUND * bool(entry.article)
        | READABLE * entry.readable
        | FAULTY * bool(entry.problems)
        | NOTED * bool(entry.note)
        | NAMED * (entry.id is not None)
    )


def _packed(entry: Entry) -> bytes:
    try:
        return _encoded(entry)
    except UnicodeEncodeError:  # half of a surrogate pair
        return b""


def _article(path: str, fields: dict[str, Any], markdown: str, body: prose.Rendered) -> Article:
    if "tags" not in fields:
        from backfile import knowledge

        publishers = frozenset(name for key in ("source", "agency") if (name := fields.get(key)))
        lang, title = fields.get("lang"), fields["title"]
        fields["tags"] = knowledge.suggested(title, body.text, lang=lang, publishers=publishers)
    fields.setdefault("id", "")
    return Article(
        path=path, body_digest=hashlib.sha256(markdown.encode()).hexdigest()[:32], words=body.words, **fields
    )
