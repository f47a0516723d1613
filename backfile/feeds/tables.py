"""The data files: one article a line, in JSON or as a row of a table.

    jsonl([jsonl_line(article, "/2025/06/x/"), …])       → the whole of articles.jsonl
    csv([csv_row(article, "/2025/06/x/"), …])            → the whole of articles.csv

What is unknown is null or empty in the one, empty in the other; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from backfile.feeds.text import SURROGATE, json
from backfile.model import Article
from backfile.views import Learned, StoryRecord

_NOTHING = Learned()
_CSV_FIELDS = (
    "id", "url", "title", "source", "agency", "author", "published", "published_basis", "captured", "lang", "category",
    "tags", "words", "seed_file", "seed_sha256",
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula; the full-width forms too, in East Asian locales.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_QUOTED = re.compile('[",\r\n]')


def jsonl(lines: Iterable[str]) -> str:
    """A whole `articles.jsonl` of lines made by `jsonl_line`."""
    return "".join(lines)


def jsonl_line(article: Article, url: str, learned: Learned = _NOTHING) -> str:
    """One article as a line of JSON, with its line end. `url` is the site's path; what is unknown is null or empty."""
    seed = article.seed
    record = {
        "id": article.id,
        "url": url,
        "title": article.title,
        "source": article.source,
        "agency": article.agency,
        "author": article.author,
        "published": article.published,
        "published_basis": article.published_basis,
        "captured": article.captured,
        "lang": article.lang,
        "category": article.category,
        "tags": article.tags,
        "words": article.words,
        "seed": {"file": seed.file, "sha256": seed.sha256} if seed else None,
        "names": [{"name": name, "kind": kind, "mentions": count} for name, kind, count in learned.names],
        "key_points": [{"text": text, "paragraph": paragraph} for text, paragraph in learned.key_points],
        "who": learned.who,
        "when": learned.when,
        "where": learned.where,
        "reprint_of": learned.reprint_of,
        "story": learned.story,
        "related": [{"id": id_, "reason": reason} for id_, reason in learned.related],
    }
    return json(record) + "\n"


def story_line(story: StoryRecord) -> str:
    """One story as a line of `stories.jsonl`, with its line end."""
    record = {
        "slug": story.slug,
        "title": story.title,
        "url": story.url,
        "articles": story.articles,
        "sources": story.sources,
        "first": story.first,
        "figures": [
            {"what": what, "values": [{"article": article, "text": text} for article, text in values]}
            for what, values in story.figures
        ],
    }
    return json(record) + "\n"


def csv(rows: Iterable[str]) -> str:
    """A whole `articles.csv` (RFC 4180, UTF-8) of rows made by `csv_row`, under their names."""
    return ",".join(_CSV_FIELDS) + "\r\n" + "".join(rows)


def csv_row(article: Article, url: str) -> str:
    """One article as a row, with its line end. Tags are joined by `; `; what is unknown is empty.

    A cell that a spreadsheet would take for a formula starts with an apostrophe instead.
    """
    a, seed = article, article.seed
    cells = (
        a.id, url, a.title, a.source, a.agency, a.author, a.published, a.published_basis, a.captured, a.lang,
        a.category, "; ".join(a.tags), str(a.words), seed and seed.file, seed and seed.sha256,
    )  # fmt: skip
    return ",".join(_cell(cell) if cell else "" for cell in cells) + "\r\n"


def _cell(text: str) -> str:
    if text[0] in _FORMULA:
        text = f"'{text}"
    if not text.isprintable():
        text = SURROGATE.sub("\ufffd", text).replace("\0", "\ufffd")
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
