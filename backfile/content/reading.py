"""Files of `content/` → what is known of them: read, checked and measured, shared among processes where they are many.

read(site, [("2025/06/x", (1750683600000000000, 5120, 77), "")])   → Read("2025/06/x", …, row=Row(…), entry=b"…")
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from backfile import catalogue, frontmatter, prose
from backfile.config import Site
from backfile.content import checking, disk
from backfile.content.bodies import labels
from backfile.content.entries import Entry
from backfile.content.shelf import Stale
from backfile.content.table import FAULTY, NAMED, NOTED, READABLE, SOUND, Row
from backfile.errors import Problem
from backfile.frontmatter import Front, FrontError
from backfile.model import Article
from backfile.processes import copyable
from backfile.walk import Stamp

_WORTH_A_CREW = 1500
"Files: where a worker starts anew that takes half a second, in which this process reads as many."
_WORTH_A_COPY = 200
"Where it is a copy, it takes 20 ms."
_SETTLING = 2_000_000_000  # nanoseconds
_NOTHING = catalogue.outline(Article("", "", "", "", 0))
"Of a file that is no article."

_packed = msgspec.msgpack.Encoder().encode


class Read(NamedTuple):
    """What is known of a file now."""

    path: str
    stamp: Stamp
    sure: bool
    "Its time of change lay well before it was read."
    row: Row | None
    "As yet without stamp and place; None where only the stat is another than it was."
    entry: bytes = b""
    "Packed; empty where it cannot be."
    body: tuple[str, str] | None = None
    "The digest of its Markdown and the HTML that it makes."


def read(site: Site, stale: Sequence[Stale], jobs: int) -> Iterator[Read]:
    """One a file, in no order."""
    reader = Reader(site)
    if jobs == 1 or len(stale) < (_WORTH_A_COPY if copyable() else _WORTH_A_CREW):
        return map(reader.read, stale)
    from backfile.processes.workers import done

    return done(reader.read, stale, jobs - 1, site.engine)


class Reader:
    """One process that reads files."""

    def __init__(self, site: Site) -> None:
        self._site, self._content = site, str(site.content)
        self._label = labels(site)

    def __reduce__(self) -> tuple[type[Reader], tuple[Site]]:
        return Reader, (self._site,)

    def read(self, file: Stale) -> Read:
        """Reads and checks one file; what is known of it holds if only its stat differs."""
        path, stamp, before = file
        sure = time.time_ns() - stamp[0] > _SETTLING
        entry, html = self._entry(path, before)
        if entry is None:
            return Read(path, stamp, sure, None)
        body = (entry.article.body_digest, html) if entry.article and html is not None else None
        try:
            packed = _packed(entry)
        except UnicodeEncodeError:  # half of a surrogate pair
            packed = b""
        return Read(path, stamp, sure, _row(path, entry), packed, body)

    def entry(self, path: str) -> Entry:
        """What is known of one file, however often it was read."""
        return self._entry(path, "")[0] or Entry("", readable=False)

    def _entry(self, path: str, before: str) -> tuple[Entry | None, str | None]:
        """With its body's HTML, if that was made; None where the file's SHA-256 is as `before`."""
        name = f"content/{path}.md"
        raw = b""
        try:
            raw = disk.read(f"{self._content}/{path}.md")
            sha256 = hashlib.sha256(raw).hexdigest()
            if sha256 == before:
                return None, None
            return self._checked(name, path, frontmatter.read(raw.decode("utf-8")), sha256)
        except OSError as error:
            what = f"cannot be read: {(error.strerror or str(error)).lower()}"
            problem = Problem(name, 0, what, "let this user read it")
        except UnicodeDecodeError as error:
            problem = Problem(name, raw.count(b"\n", 0, error.start) + 1, "is not UTF-8", "save it as UTF-8")
        except FrontError as error:
            problem = Problem(name, error.line, error.message, error.hint)
        return Entry("", readable=False, problems=(problem,)), None

    def _checked(self, name: str, path: str, front: Front, sha256: str) -> tuple[Entry, str | None]:
        fields, found = checking.check(name, path, front)
        id_, seed = front.meta.get("id"), checking.seed_ref(front.meta.get("seed"))
        id_ = id_ if isinstance(id_, str) and id_ else None
        if found:
            return Entry(sha256, id_, seed=seed, problems=tuple(found)), None
        body = prose.render(front.body, label=self._label)
        note = None
        if body.set_aside:
            what = f"its text is shown as it was typed: {body.set_aside}"
            note = Problem(name, 0, what, "simplify its markup")
        article = _article(path, fields, front.body, body)
        return Entry(sha256, id_, seed=seed, article=article, note=note), body.html


def _row(path: str, entry: Entry) -> Row:
    """What a table holds of it."""
    of = catalogue.outline(entry.article) if entry.article else _NOTHING._replace(path=path, id=entry.id or "")
    flags = (
        SOUND * bool(entry.article)
        | READABLE * entry.readable
        | FAULTY * bool(entry.problems)
        | NOTED * bool(entry.note)
        | NAMED * (entry.id is not None)
    )
    return Row(0, 0, 0, 0, 0, 0, flags, of)


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
