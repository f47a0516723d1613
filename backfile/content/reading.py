"""Files of `content/` → entries of the shelf: read, checked and measured, shared among processes where they are many.

read(site, [("2025/06/x", (1750683600000000000, 5120, 77), None)])   → Entry("2025/06/x", …, article=Article(…))
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import msgspec

from backfile import frontmatter
from backfile.config import Site
from backfile.content import checking, disk
from backfile.content.shelf import Entry, Stamp
from backfile.errors import Problem
from backfile.frontmatter import FrontError
from backfile.model import Article

_WORTH_A_CREW = 1500
"Files: a worker starts in half a second, in which this process reads as many."
_SETTLING = 2_000_000_000  # nanoseconds

Stale = tuple[str, Stamp, Entry | None]
"A file's path without `.md`, its stat, and what was remembered of it."


def read(site: Site, stale: Sequence[Stale], jobs: int) -> Iterator[Entry]:
    """One entry a file, in no order."""
    files = iter(stale)
    entry = partial(_entry, site)
    if jobs > 1 and len(stale) >= _WORTH_A_CREW:
        from backfile.processes.workers import Workers

        crew = Workers.gathered(entry, jobs - 1, site.engine)
        if crew:
            with crew:
                yield from crew.results(files)
    yield from map(entry, files)


def _entry(site: Site, file: Stale) -> Entry:
    """Reads and checks one file; what is known of it holds if only its stat differs."""
    path, stamp, known = file
    name = f"content/{path}.md"
    sure = time.time_ns() - stamp[0] > _SETTLING
    raw = b""
    try:
        raw = disk.read(f"{site.content}/{path}.md")
        sha256 = hashlib.sha256(raw).hexdigest()
        if known is not None and known.sha256 == sha256:
            return msgspec.structs.replace(known, stamp=stamp, sure=sure)
        front = frontmatter.read(raw.decode("utf-8"))
    except OSError as error:
        problem = Problem(name, 0, f"cannot be read: {(error.strerror or str(error)).lower()}", "let this user read it")
    except UnicodeDecodeError as error:
        problem = Problem(name, raw.count(b"\n", 0, error.start) + 1, "is not UTF-8", "save it as UTF-8")
    except FrontError as error:
        problem = Problem(name, error.line, error.message, error.hint)
    else:
        fields, found = checking.check(name, path, front)
        id_ = front.meta.get("id")
        article, why = (None, None) if found else _article(path, fields, front.body)
        typed = f"its text is shown as it was typed: {why}"
        return Entry(
            path,
            stamp,
            sure,
            sha256,
            id=id_ if isinstance(id_, str) and id_ else None,
            seed=checking.seed_ref(front.meta.get("seed")),
            article=article,
            problems=tuple(found),
            note=Problem(name, 0, typed, "simplify its markup") if why else None,
        )
    return Entry(path, stamp, sure, "", readable=False, problems=(problem,))


def _article(path: str, fields: dict[str, Any], markdown: str) -> tuple[Article, str | None]:
    """The article, and why its text is shown as it was typed, if so."""
    from backfile import knowledge, prose

    blocks = prose.blocks(markdown)
    if "tags" not in fields:
        publishers = frozenset(name for key in ("source", "agency") if (name := fields.get(key)))
        lang, title = fields.get("lang"), fields["title"]
        fields["tags"] = knowledge.suggested(title, blocks.text, lang=lang, publishers=publishers)
    article = Article(
        path=path,
        body_digest=hashlib.sha256(markdown.encode()).hexdigest()[:32],
        words=sum(len(paragraph.split()) for paragraph in blocks.text),
        **{"id": "", **fields},
    )
    return article, blocks.set_aside
