"""One to three sentences that tell an article best: who did what, when, where, how many.

    draw("Kerribee cut off", ["They sang, a bit. A fire burned into Kerribee on Friday, destroying 23 houses."], names)
      → (KeyPoint("A fire burned into Kerribee on Friday, destroying 23 houses.", 1),)

Each is a part of its paragraph, word for word. The sentences of the beginning are weighed one by one; then they are
chosen from the weightiest down, and what repeats a chosen one counts for less. Nothing is drawn where none is good enough.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from backfile.knowledge import moments, prose, sentences
from backfile.model import KeyPoint, Name

MOST = 3
_READ = 50
"Sentences that are weighed: what a report is about stands in its first thousand words."
_LEAST = 50
"Words of a text that can be told in fewer."
_SHARE = 0.5
"Of the text, at most, is drawn: more is no summary."
_FIRST, _FURTHER = 3.0, 2.0
"What the first point must weigh, and each further one."
_REPEATS = 4.0
"What a sentence loses if all its words stand in one that is drawn."


class Candidate(NamedTuple):
    """A sentence that may be drawn."""

    paragraph: int
    start: int
    text: str
    stems: frozenset[str]
    weight: float


def draw(title: str, paragraphs: Sequence[str], names: Sequence[Name], lang: str | None = None) -> tuple[KeyPoint, ...]:
    """The points of an article whose names are known, in order of the text; paragraphs count from 1."""
    found = _weighed(title, paragraphs, names, lang)
    length = sum(map(len, paragraphs))
    if sum(p.count(" ") + 1 for p in paragraphs[:_READ]) < _LEAST:
        return ()
    drawn: list[Candidate] = []
    while found and len(drawn) < MOST:
        best = max(found, key=lambda c: (_worth(c, drawn), -c.paragraph, -c.start))
        if _worth(best, drawn) < (_FURTHER if drawn else _FIRST):
            break
        found.remove(best)
        if not drawn or sum(len(c.text) for c in (*drawn, best)) <= length * _SHARE:
            drawn.append(best)
    return tuple(KeyPoint(c.text, c.paragraph) for c in sorted(drawn, key=lambda c: (c.paragraph, c.start)))


def _worth(candidate: Candidate, drawn: list[Candidate]) -> float:
    """What it weighs beside those that are drawn."""
    stems = candidate.stems
    shared = max((len(stems & c.stems) for c in drawn), default=0)
    return candidate.weight - _REPEATS * (shared / max(4, len(stems))) ** 1.5


def _weighed(title: str, paragraphs: Sequence[str], names: Sequence[Name], lang: str | None) -> list[Candidate]:
    read = list(_read(paragraphs))
    stems = [prose.stems(text) for _, _, text in read]
    common = Counter(stem for each in stems for stem in each)
    titled = prose.stems(title)
    standing = _standing(names)
    found: list[Candidate] = []
    order, last = 0, 0
    for (paragraph, start, text), mine in zip(read, stems, strict=True):
        fitness = prose.fitness(text, lang)
        if fitness is None:
            continue
        order, second, last = order + (paragraph != last), paragraph == last, paragraph
        weight = fitness + (1.3 if second else 2.4) / order
        weight += 0.5 * min(3, len(mine & titled))
        weight += min(1.5, sum(common[x] - 1 for x in mine) / (6 + len(mine)))
        weight += _named(standing.get(paragraph, []), start, start + len(text))
        if any(m.grain == moments.DAY for m in moments.find(text)):
            weight += 0.7
        found.append(Candidate(paragraph, start, text, mine, round(weight, 3)))
    return found


def _read(paragraphs: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(paragraph, start, text) of the first sentences that stand in prose."""
    left = _READ
    for number, paragraph in enumerate(paragraphs, 1):
        if not prose.is_prose(paragraph):
            continue
        for start, end in sentences.split(paragraph):
            if start == 0:
                start = prose.after_dateline(paragraph, end)
            yield number, start, paragraph[start:end]
            left -= 1
            if not left:
                return


def _standing(names: Sequence[Name]) -> dict[int, list[tuple[int, int, float]]]:
    """Paragraph → (start, which name, its weight) in order; a name weighs more the oftener it stands."""
    found: dict[int, list[tuple[int, int, float]]] = {}
    for which, name in enumerate(names):
        weight = (0.2 if name.kind == "other" else 0.4) + 0.08 * min(5, len(name.mentions) - 1)
        for mention in name.mentions:
            found.setdefault(mention.paragraph, []).append((mention.start, which, weight))
    for places in found.values():
        places.sort()
    return found


def _named(places: list[tuple[int, int, float]], start: int, end: int) -> float:
    """What the names of a sentence add to it."""
    here = {which: weight for _, which, weight in places[bisect_left(places, (start, 0, 0.0)) : bisect_left(places, (end, 0, 0.0))]}
    return min(2.0, sum(here.values()))
