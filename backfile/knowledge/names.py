"""The names in one article: people, organisations and places, each under one form however it is written.

    find("Kim meets Shoigu", ["Sergei Shoigu met Kim Jong Un in Pyongyang. Shoigu said Russian troops…"])
      → Kim Jong Un (person), Sergei Shoigu (person), Pyongyang (place), Russia (place, by “Russian” alone)

A pure function of the article: no other text, no count over an archive enters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from backfile.knowledge import arabic, lexicon
from backfile.knowledge import words as w
from backfile.knowledge.gather import Gathered
from backfile.knowledge.runs import Run, scan
from backfile.model import Mention, Name


def find(title: str, paragraphs: Sequence[str], *, lang: str | None = None) -> tuple[Name, ...]:
    """Every name of an article, in order of first appearance."""
    texts = (title, *paragraphs)
    known = lexicon.load()
    gathered = Gathered(known)
    headline = shouts(title)
    runs: list[Run] = []
    for number, text in enumerate(texts):
        if number or not headline:
            runs += scan(text, number, known.latin)
    gathered.take(runs, texts)
    if headline:
        gathered.take_headline(title)
    found = list(gathered.names())
    if lang == "ar" or any("\u0600" <= c <= "\u06ff" for text in texts[:3] for c in text[:100]):
        found += arabic.names(texts, known)
    return tuple(_named(found))


def _named(
    found: Iterable[tuple[str, str, list[tuple[int, int, int]], list[tuple[int, int, int]], str, str]],
) -> list[Name]:
    made = []
    for name, kind, mentions, support, level, qid in found:
        places = tuple(Mention(*m) for m in sorted(set(mentions)))
        made.append(Name(name, kind, places, tuple(Mention(*m) for m in sorted(set(support))), level, qid))  # type: ignore[arg-type]
    return sorted(
        made, key=lambda n: ((n.mentions or n.support)[0].paragraph, (n.mentions or n.support)[0].start, n.name)
    )


_LONG = re.compile(r"[^\W\d_]{4,}")


def shouts(title: str) -> bool:
    """Whether capitals prove nothing in `title`, as in “Eight Dead As Mine Waste Dam Bursts”.

    >>> shouts("Kenya trims key rate as inflation eases")
    False
    """
    long = [x for x in _LONG.findall(title) if x.lower() not in w.COMMON]
    plain = [x for x in long if x[0].islower()]
    return len(long) >= 4 and len(plain) * 5 <= len(long)
