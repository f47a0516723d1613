"""The frozen records that travel between stages, in the order in which they are made.

    Seed → Divided(Draft…, Segment…) → content/*.md → Article → Archive

Text offsets count Unicode code points of the decoded seed, as half-open `[start, end)` pairs.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from backfile.errors import Problem

Span = tuple[int, int]
Role = Literal["lead", "related", "listing"]
Kind = Literal["article", "furniture", "space"]


class Record(msgspec.Struct, frozen=True):
    """The base of every record: immutable, compared by value, encoded canonically by msgspec."""


# ---------------------------------------------------------------- seeds


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


# ---------------------------------------------------------------- content


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


# ---------------------------------------------------------------- archive


class Tag(Record, frozen=True):
    """A tag is its slug. `name` is the commonest spelling among its articles."""

    slug: str
    name: str
    articles: tuple[int, ...]
    "Positions in `Archive.articles`, ascending."


class Source(Record, frozen=True):
    """A publisher as printed. Two labels with one slug are one source, shown in the commoner spelling."""

    slug: str
    name: str
    articles: tuple[int, ...]


class Archive(Record, frozen=True):
    """The whole collection in its one order: earliest bound of `published`, else of `captured`, else last; then URL.

    Oldest first; positions in `articles` are what everything else refers to.
    """

    articles: tuple[Article, ...]
    tags: tuple[Tag, ...]
    "By slug."
    sources: tuple[Source, ...]
    "By slug."
    months: tuple[tuple[str, tuple[int, ...]], ...]
    "(`2025-06`, positions) in order: by the month in which `published` certainly lies, else that of `captured`."
    undated: tuple[int, ...]
    "Positions of articles with neither."


class Related(Record, frozen=True):
    """One article said to be related to another, and why: what both name, what both are on."""

    position: int
    names: tuple[str, ...] = ()
    "The most telling first, in the spelling of the article that is read."
    topics: tuple[str, ...] = ()
    word: str = ""
    "Of both titles, where they share but one tag."


class Known(Record, frozen=True):
    """What the archive knows beyond its front matter. `related[i]` belongs to `Archive.articles[i]`."""

    related: tuple[tuple[Related, ...], ...]


# ---------------------------------------------------------------- pages


class Page(Record, frozen=True):
    """One file of the site. `view` is everything its template may show, and so the list of what it depends on."""

    url: str
    "Site path: `/2025/06/x/` (written as `index.html` in that folder) or a file's, `/feed.xml`."
    template: str
    "A template's name (`article.html`), or a writer's (`atom`, `jsonl`, `static` …)."
    view: Any
    "A frozen record of tuples: no sets, no clock."
