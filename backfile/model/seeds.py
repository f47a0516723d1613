"""A raw capture, and what dividing it gave."""

from __future__ import annotations

from typing import Literal

from backfile.errors import Problem
from backfile.model.record import Record

Span = tuple[int, int]
Role = Literal["lead", "related", "listing"]
Kind = Literal["article", "furniture", "space"]


class Sidecar(Record, frozen=True):
    """What a person wrote in `x.txt.toml` about `x.txt`. `url`, `source` and `published` hold for the lead alone."""

    captured: str | None = None
    "EDTF, or an interval of local times: `2025-06-23T13:00/2025-06-23T23:59`."
    rights: str | None = None
    tags: tuple[str, ...] = ()
    lang: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None


class Seed(Record, frozen=True):
    """One raw capture, decoded once. `text` keeps every character of the file, newlines untouched."""

    file: str
    "Relative to `seeds/`, forward slashes."
    sha256: str
    "Hex digest of the raw bytes."
    encoding: str
    text: str
    sidecar: Sidecar = Sidecar()
    warnings: tuple[Problem, ...] = ()
    "What was odd about its bytes: broken characters, a guessed encoding."


class Segment(Record, frozen=True):
    """A stretch of a seed and what took it. A seed's segments are ordered and tile it without gap or overlap."""

    start: int
    end: int
    kind: Kind
    article: int | None = None
    "Index into `Divided.articles`; for furniture, the article it was cut from, or None where it belongs to the page."
    field: str | None = None
    "For kind `article`: title, source, agency, author, relative, published, category, tags, comments or body."
    rule: str | None = None
    "For kind `furniture`: the name of the rule, such as `promo.related-link`."


class SetAside(Record, frozen=True):
    """A passage of an article's run of text that is page furniture: kept, shown on demand, not in the body."""

    rule: str
    text: str
    after: int
    "The number of the paragraph it followed; 0 before the first."


class Draft(Record, frozen=True):
    """An article as divided from a seed: the source's own words and what the dump proves, nothing more."""

    role: Role
    title: str
    paragraphs: tuple[str, ...] = ()
    "Each is its fragments of the seed, joined by one space where furniture was cut out between them."
    source: str | None = None
    agency: str | None = None
    author: str | None = None
    relative: str | None = None
    published: str | None = None
    published_basis: str | None = None
    captured: str | None = None
    category: str | None = None
    lang: str | None = None
    tags: tuple[str, ...] = ()
    "Empty from `seeds.divide` but for the sidecar's and a hashtag page's own tag; `knowledge.tags` adds to them."
    complete: bool = True
    set_aside: tuple[SetAside, ...] = ()
    comments: tuple[str, ...] = ()
    "Of the page's readers, one a line as printed: which line names whom is not known. The page's lead has them."
    url: str | None = None
    rights: str | None = None
    spans: tuple[Span, ...] = ()
    "Where all the article's fields stand in the seed, ordered, merged where they touch."


class Divided(Record, frozen=True):
    """A seed taken apart: its articles in the order of the page and the gapless ledger of its characters."""

    seed: Seed
    layout: str
    "The name of the layout module that divided it, or `unknown`."
    articles: tuple[Draft, ...]
    ledger: tuple[Segment, ...]
    warnings: tuple[Problem, ...] = ()
    "The seed's own and what dividing it met: no known layout, a page cut off, a lead without a body."
