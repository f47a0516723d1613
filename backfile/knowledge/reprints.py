"""Texts that repeat another's, word for word or nearly: reprints, and later captures of one article.

    find(articles, facts, text, said)  → (None, Repeat(of=0, same_source=False, changes=(…)), None, …)

An article is looked up by the numbers of its sketch among those before it, and only a text that shares a fifth of them
is read: never all pairs. What two accounts quote alike is not enough: most of the wording must be the same, and so must
the figures and names, lest one form filled in twice pass for a reprint.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import chain

from backfile.knowledge.changes import changes
from backfile.knowledge.instants import Moments, span
from backfile.model import Article, Change, Facts, Repeat, StoriesSaid

Text = Callable[[int], Sequence[str]]

# Of the sketches: measured on invented coverage, reprints share 47–58 numbers of 64, other accounts at most 7.
_CANDIDATE = 0.2
_MOST_CANDIDATES = 8
# Eight numbers of a text stand in the index, for the sake of memory; of a text of which 60 % is kept, two are met in 99
# of 100 cases.
_INDEXED, _HITS = 8, 2
# A number that so many texts share is an agency's closing line.
_MOST_POSTINGS = 64
# Shares of the triples of words: of both texts, or of the shorter where it leaves out up to half of the other.
_SAME, _WITHIN, _HALF = 0.45, 0.75, 0.5
_SHORT, _SAME_SHORT = 40, 0.85
_LEAST = 12
"Words: fewer are anybody's, as “No details were given.”"
# Of figures and names.
_TELLING = 0.75
_WORD = re.compile(r"\w+")
_NAMES = re.compile(r"\d[\d.,:]*|(?<=[\w,;] )[A-Z]\w+")


class Compared:
    """Pairs of texts, by the digests of their bodies: whether they are one, and what differs between them."""

    def __init__(self) -> None:
        self.same: dict[tuple[str, str], bool] = {}
        self.changes: dict[tuple[str, str], tuple[Change, ...]] = {}


class _Texts:
    """The texts of an archive, each pair of them read and compared at most once, if not before."""

    def __init__(self, articles: Sequence[Article], text: Text, before: Compared) -> None:
        self._articles, self._text, self._before = articles, text, before
        self.now = Compared()

    def same(self, a: int, b: int) -> bool:
        pair = self._pair(a, b)
        known = self._before.same.get(pair)
        self.now.same[pair] = found = same(self._text(a), self._text(b)) if known is None else known
        return found

    def changes(self, a: int, b: int) -> tuple[Change, ...]:
        pair = self._pair(a, b)
        known = self._before.changes.get(pair)
        self.now.changes[pair] = found = changes(self._text(a), self._text(b)) if known is None else known
        return found

    def _pair(self, a: int, b: int) -> tuple[str, str]:
        return self._articles[a].body_digest, self._articles[b].body_digest


def find(
    articles: Sequence[Article],
    facts: Sequence[Facts],
    text: Text,
    said: StoriesSaid,
    before: Compared | None = None,
) -> tuple[Repeat | None, ...]:
    """For each article what it repeats, if it does. The earliest text of a group leads; else the longest; else by path.

    `before` has what an earlier state of the archive came to. `text` gives an article's paragraphs; it is called for
    texts that are likely to be the same, and no others.
    """
    alone = frozenset(said.original)
    before = before or Compared()
    texts = _Texts(articles, text, before)
    spans = [span(a) for a in articles]
    index: dict[int, list[int]] = defaultdict(list)
    groups: dict[int, list[int]] = {}
    for position in sorted(range(len(articles)), key=lambda i: _order(articles[i], spans[i])):
        sketch = facts[position].sketch
        leader = None if articles[position].id in alone else _leader(position, sketch, index, facts, texts)
        if leader is not None:
            groups.setdefault(leader, [leader]).append(position)
            continue
        for number in sketch[:_INDEXED]:
            holders = index[number]
            if len(holders) < _MOST_POSTINGS:
                holders.append(position)
    repeats = {
        member: lead
        for group in groups.values()
        for lead in [_first(group, articles, spans)]
        for member in group
        if member != lead
    }
    _obey(repeats, articles, said)
    made = tuple(_repeat(articles, texts, i, repeats[i]) if i in repeats else None for i in range(len(articles)))
    before.same, before.changes = texts.now.same, texts.now.changes
    return made


def _order(article: Article, known: Moments | None) -> tuple[int, int, int, str]:
    return (known is None, known.low if known else 0, -article.words, article.path)


def _leader(
    position: int, sketch: tuple[int, ...], index: dict[int, list[int]], facts: Sequence[Facts], texts: _Texts
) -> int | None:
    """The earlier text that this one repeats most of."""
    met = [index[number] for number in sketch if number in index]
    if len(met) < min(_HITS, len(sketch)):
        return None
    shared = Counter(chain.from_iterable(met))
    mine = frozenset(sketch)
    likely = []
    for other, count in shared.items():
        theirs = facts[other].sketch
        if count >= min(_HITS, len(theirs)):
            common = len(mine.intersection(theirs))
            if common >= _CANDIDATE * min(len(sketch), len(theirs)):
                likely.append((-common, other))
    for _, other in sorted(likely)[:_MOST_CANDIDATES]:
        if texts.same(other, position):
            return other
    return None


def same(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two texts, as paragraphs, are one in all but 15 % of the words or so, or one is most of the other."""
    words = [_WORD.findall(" ".join(x).lower()) for x in (a, b)]
    if words[0] == words[1]:
        return len(words[0]) >= _LEAST
    triples = [set(zip(x, x[1:], x[2:], strict=False)) for x in words]
    less, more = sorted(map(len, triples))
    if not less:
        return False
    shared = len(triples[0] & triples[1])
    likeness = shared / (less + more - shared)
    if less < _SHORT:
        return likeness >= _SAME_SHORT and _figures(a) == _figures(b)
    if likeness < _SAME and (shared < _WITHIN * less or less < _HALF * more):
        return False
    told = [Counter(_NAMES.findall(" ".join(x))) for x in (a, b)]
    fewest = min(told[0].total(), told[1].total())
    return (told[0] & told[1]).total() >= _TELLING * fewest


def _figures(paragraphs: Sequence[str]) -> list[str]:
    return re.findall(r"\d+", " ".join(paragraphs))


def _first(group: list[int], articles: Sequence[Article], spans: Sequence[Moments | None]) -> int:
    """The one that leads: the longest of those that may be the earliest."""
    known = [s for i in group if (s := spans[i])]
    soonest = min((s.high for s in known), default=0)
    early = [i for i in group if (s := spans[i]) and s.low <= soonest] or group
    return min(early, key=lambda i: (-articles[i].words, articles[i].path))


def _obey(repeats: dict[int, int], articles: Sequence[Article], said: StoriesSaid) -> None:
    """What a person says of reprints: groups with their leader. Who followed one of a group follows its leader."""
    if not said.reprint:
        return
    positions = {a.id: i for i, a in enumerate(articles)}
    for ids in said.reprint:
        group = [positions[x] for x in dict.fromkeys(ids) if x in positions]
        if len(group) < 2:
            continue
        for member, lead in list(repeats.items()):
            if lead in group:
                repeats[member] = group[0]
        repeats.pop(group[0], None)
        repeats.update(dict.fromkeys(group[1:], group[0]))


def _repeat(articles: Sequence[Article], texts: _Texts, position: int, lead: int) -> Repeat:
    one, other = articles[lead], articles[position]
    own = one.source is not None and one.source.casefold() == (other.source or "").casefold()
    return Repeat(lead, own, texts.changes(lead, position))
