"""The names in one article: people, organisations and places, each under one form however it is written.

    find("Kim meets Shoigu", ["Sergei Shoigu met Kim Jong Un in Pyongyang. Shoigu said Russian troops…"])
      → Kim Jong Un (person), Sergei Shoigu (person), Pyongyang (place), Russia (place, by “Russian” alone)

A pure function of the article: no other text, no count over an archive enters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import starmap

from backfile.knowledge import arabic, headlines, lexicon
from backfile.knowledge.gather import Found, Gathered, Place
from backfile.knowledge.runs import Run, scan
from backfile.model import Mention, Name

_ARABIC = re.compile(r"[\u0600-\u06ff]")


def find(title: str, paragraphs: Sequence[str], *, lang: str | None = None) -> tuple[Name, ...]:
    """Every name of an article, in order of first appearance."""
    texts = (title, *paragraphs)
    known = lexicon.load()
    gathered = Gathered(known, (lang or "").startswith("en"))
    headline = headlines.shouts(title)
    runs: list[Run] = []
    for number, text in enumerate(texts):
        if number or not headline:
            runs += scan(text, number, known)
    gathered.take(runs, texts)
    if headline:
        headlines.take(gathered, title)
    found = list(gathered.names())
    if lang == "ar" or any(_ARABIC.search(text, 0, 100) for text in texts[:3]):
        found += arabic.names(texts, known)
    return tuple(_named(found))


def _named(found: Iterable[Found]) -> list[Name]:
    made = []
    for name, kind, mentions, support, entry in found:
        level, qid, at = "", "", None
        if entry:
            level = ("country" if entry.kind == "people" else entry.kind) if kind == "place" else ""
            qid, at = entry.qid, entry.at if kind == "place" else None
        made.append(Name(name, kind, _spans(mentions), _spans(support), level, qid, at))  # type: ignore[arg-type]
    return sorted(made, key=_order)


def _spans(places: list[Place]) -> tuple[Mention, ...]:
    return tuple(starmap(Mention, sorted(set(places)) if len(places) > 1 else places))


def _order(name: Name) -> tuple[int, int, str]:
    first = (name.mentions or name.support)[0]
    return first.paragraph, first.start, name.name
