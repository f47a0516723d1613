"""Files of `content/` → entries of the shelf: read, checked and measured, shared among processes where they are many.

read(site, [("2025/06/x", (1750683600000000000, 5120, 77), None)])   → Entry("2025/06/x", …, article=Article(…))
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from backfile import frontmatter, prose
from backfile.config import Site
from backfile.content import checking, disk
from backfile.content.bodies import Keeper, labels
from backfile.content.shelf import Entry, Stamp
from backfile.errors import Problem
from backfile.frontmatter import Front, FrontError
from backfile.model import Article
from backfile.processes import Engine, copyable

_WORTH_A_CREW = 1500
"Files: where a worker starts anew that takes half a second, in which this process reads as many."
_WORTH_A_COPY = 200
"Where it is a copy, it takes 20 ms."
_SETTLING = 2_000_000_000  # nanoseconds

Stale = tuple[str, Stamp, Entry | None]
"A file's path without `.md`, its stat, and what was remembered of it."


Made = tuple[Entry, str | None]
"What is known of a file, and its body as HTML if that was made."


def read(site: Site, stale: Sequence[Stale], bodies: Keeper, jobs: int) -> Iterator[Entry]:
    """One entry a file, in no order; their bodies are kept."""
    for entry, html in _made(Reader(site), stale, jobs, site.engine):
        if entry.article and html is not None:
            bodies.keep(entry.article.body_digest, html)
        yield entry


def _made(reader: Reader, stale: Sequence[Stale], jobs: int, engine: Engine | None) -> Iterator[Made]:
    if jobs == 1 or len(stale) < (_WORTH_A_COPY if copyable() else _WORTH_A_CREW):
        return map(reader.read, stale)
    from backfile.processes.workers import done

    return done(reader.read, stale, jobs - 1, engine)


class Reader:
    """One process that reads files."""

    def __init__(self, site: Site) -> None:
        self._site, self._content = site, str(site.content)
        self._label = labels(site)

    def __reduce__(self) -> tuple[type[Reader], tuple[Site]]:
        return Reader, (self._site,)

    def read(self, file: Stale) -> Made:
        """Reads and checks one file; what is known of it holds if only its stat differs."""
        path, stamp, known = file
        name = f"content/{path}.md"
        sure = time.time_ns() - stamp[0] > _SETTLING
        raw = b""
        try:
            raw = disk.read(f"{self._content}/{path}.md")
            sha256 = hashlib.sha256(raw).hexdigest()
            if known is not None and known.sha256 == sha256:
                return msgspec.structs.replace(known, stamp=stamp, sure=sure), None
            front = frontmatter.read(raw.decode("utf-8"))
        except OSError as error:
            what = f"cannot be read: {(error.strerror or str(error)).lower()}"
            problem = Problem(name, 0, what, "let this user read it")
        except UnicodeDecodeError as error:
            problem = Problem(name, raw.count(b"\n", 0, error.start) + 1, "is not UTF-8", "save it as UTF-8")
        except FrontError as error:
            problem = Problem(name, error.line, error.message, error.hint)
        else:
            return self._entry(name, front, path, stamp, sure, sha256)
        return Entry(path, stamp, sure, "", readable=False, problems=(problem,)), None

    def _entry(self, name: str, front: Front, path: str, stamp: Stamp, sure: bool, sha256: str) -> Made:
        fields, found = checking.check(name, path, front)
        id_, seed = front.meta.get("id"), checking.seed_ref(front.meta.get("seed"))
        id_ = id_ if isinstance(id_, str) and id_ else None
        if found:
            return Entry(path, stamp, sure, sha256, id=id_, seed=seed, problems=tuple(found)), None
        body = prose.render(front.body, label=self._label)
        note = None
        if body.set_aside:
            what = f"its text is shown as it was typed: {body.set_aside}"
            note = Problem(name, 0, what, "simplify its markup")
        article = _article(path, fields, front.body, body)
        return Entry(path, stamp, sure, sha256, id=id_, seed=seed, article=article, note=note), body.html


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
