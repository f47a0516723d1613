"""One to three sentences that tell an article best: who did what, when, where, how many.

    draw("Kerribee cut off", ["They sang, a bit. A fire burned into Kerribee on Friday, destroying 23 houses."], names)
      → (KeyPoint("A fire burned into Kerribee on Friday, destroying 23 houses.", 1),)

Each is a part of its paragraph, word for word. The sentences of the beginning are weighed one by one; then they are
chosen from the weightiest down, and what repeats a chosen one counts for less. Nothing is drawn where none is good
enough.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from backfile.knowledge import moments, sentences, wording
from backfile.model import KeyPoint, Name

MOST = 3
_LEANS = -1.0
"What a sentence is worth that does not tell the news by itself."
_READ = 18
"Sentences that are weighed: what a report is about stands in its first four hundred words."
_LEAST = 50
"Words of a text that can be told in fewer."
_SHARE = 0.5
"Of the text, at most, is drawn: more is no summary."
_FIRST, _FURTHER = 2.5, 1.7
"What the first point must weigh, and each further one."
_DATED = 0.7
_LOOKED = 9
_REPEATS = 4.0
"What a sentence loses if all its words stand in one that is drawn."


class Candidate(NamedTuple):
    """A sentence that may be drawn."""

    weight: float
    paragraph: int
    start: int
    text: str
    words: list[str]
    stems: frozenset[str]


def draw(title: str, paragraphs: Sequence[str], names: Sequence[Name], lang: str | None = None) -> tuple[KeyPoint, ...]:
    """The points of an article whose names are known, in order of the text; paragraphs count from 1."""
    if sum([p.count(" ") + 1 for p in paragraphs[:_LEAST]]) < _LEAST:
        return ()
    left = _weighed(title, paragraphs, names, lang)
    lost = [0.0] * len(left)
    "What each loses beside those that are drawn: what repeats them tells less."
    room = sum(map(len, paragraphs)) * _SHARE
    drawn: list[Candidate] = []
    while len(drawn) < MOST and left:
        worth = [candidate.weight - less for candidate, less in zip(left, lost, strict=True)]
        best = worth.index(max(worth))
        if worth[best] < (_FURTHER if drawn else _FIRST):
            break
        chosen = left.pop(best)
        lost.pop(best)
        if not drawn or len(chosen.text) <= room:
            room -= len(chosen.text)
            drawn.append(chosen)
            lost = [max(less, _repeats(other, chosen)) for other, less in zip(left, lost, strict=True)]
    return tuple(KeyPoint(c.text, c.paragraph) for c in sorted(drawn, key=lambda c: c[1:3]))


def _repeats(other: Candidate, drawn: Candidate) -> float:
    share = len(other.stems & drawn.stems) / max(4, len(other.stems))
    return _REPEATS * share * share


def _weighed(title: str, paragraphs: Sequence[str], names: Sequence[Name], lang: str | None) -> list[Candidate]:
    """The sentences that come into question, the weightiest first."""
    read = list(_read(paragraphs))
    stemmed = [wording.stems(said) for _, _, _, said in read]
    common = dict(Counter([stem for stems in stemmed for stem in stems]))
    titled = wording.stems(wording.words(title))
    standing = _standing(names)
    found: list[Candidate] = []
    order = counted = last = inner = 0
    for (paragraph, start, text, said), stems in zip(read, stemmed, strict=True):
        worth = wording.fitness(text, said, lang)
        if worth is None:
            continue
        inner, last = inner + 1 if paragraph == last else 0, paragraph
        if worth > _LEANS and paragraph != counted:  # a scene before the news does not put it further back
            order, counted = order + 1, paragraph
        named = _named(standing.get(paragraph, []), start, start + len(text))
        shared = len(stems & titled)
        worth += (1.3 / inner**0.5 if inner else 2.4 if named or shared else 1.6) / (order or 1)
        worth += named + 0.5 * min(3, shared)
        worth += min(1.5, (sum(map(common.__getitem__, stems)) - len(stems)) / (6 + len(stems)))
        found.append(Candidate(worth, paragraph, start, text, said, stems))
    found.sort(key=lambda c: (-c.weight, c.paragraph, c.start))
    # A day adds too little to lift a sentence from far behind, and looking for one takes as long as all else.
    return [Candidate(c.weight + _DATED * moments.dated(c.text, c.words), *c[1:]) for c in found[:_LOOKED]]


def _read(paragraphs: Sequence[str]) -> Iterator[tuple[int, int, str, list[str]]]:
    """(paragraph, start, text, words) of the first sentences that stand in prose."""
    left = _READ
    for number, paragraph in enumerate(paragraphs, 1):
        if not wording.is_prose(paragraph):
            continue
        for start, end in sentences.split(paragraph):
            if start < 9 and not paragraph[:start].strip():
                start = max(start, wording.after_dateline(paragraph, end))
            text = paragraph[start:end]
            yield number, start, text, wording.words(text)
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
    if not places:
        return 0.0
    here = places[bisect_left(places, (start, 0, 0.0)) : bisect_left(places, (end, 0, 0.0))]
    return min(2.0, sum({which: weight for _, which, weight in here}.values()))
