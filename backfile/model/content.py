"""The files of an archive as they are read: articles, and comments on them."""

from __future__ import annotations

from typing import Any, Literal

from backfile.model.record import Record
from backfile.model.seeds import Role, SetAside, Span

Certainty = Literal["stated", "supplied", "about", "captured", "unknown"]
"How a date is known that is shown: printed, reckoned, printed as being about, that of the capture, not at all."


class SeedRef(Record, frozen=True):
    """Where an article's text came from."""

    file: str
    sha256: str
    spans: tuple[Span, ...]
    also: tuple[tuple[str, str], ...] = ()
    "Other seeds that hold the same article: (file, sha256)."


class Article(Record, frozen=True):
    """One file of `content/`, read and checked. Its body stays in the file: `body_digest` stands for it here."""

    path: str
    "The shelf mark: the file's path below `content/` without `.md`, such as `2025/06/a-headline`."
    id: str
    title: str
    body_digest: str
    "Hex digest of the Markdown."
    words: int
    "Number of words of the body, as white space divides them."
    source: str | None = None
    agency: str | None = None
    author: str | None = None
    published: str | None = None
    published_basis: str | None = None
    relative: str | None = None
    captured: str | None = None
    category: str | None = None
    lang: str | None = None
    tags: tuple[str, ...] = ()
    "Display names. Written in the file, or found in the text where the file has no such key."
    summary: str | None = None
    role: Role | None = None
    related: tuple[str, ...] = ()
    complete: bool = True
    set_aside: tuple[SetAside, ...] = ()
    comments: tuple[str, ...] = ()
    "Printed on the captured page, one a line. Those of this archive's readers stand in `comments/ID/`."
    url: str | None = None
    rights: str | None = None
    aliases: tuple[str, ...] = ()
    "Former paths below `content/`, without `.md`."
    seed: SeedRef | None = None
    extra: tuple[tuple[str, Any], ...] = ()
    "Keys that a person added, as they are, in the order of the file."


class Comment(Record, frozen=True):
    """One file of `comments/ID/`, read and checked. Its text stays in the file."""

    stem: str
    "Its file's name without `.md`."
    digest: str
    "Of its Markdown."
    author: str | None = None
    date: str | None = None
    "EDTF."
    url: str | None = None
    "Of its author."
    reply_to: str | None = None
    "The stem of another comment on the same article."
