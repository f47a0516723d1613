"""Which articles are alike, and why: by front matter alone, so that editing a body changes no other page.

    Related(7, names=("Sergei Shoigu", "Kursk"))        both name them
    Related(9, names=("Oman",), topics=("Income tax",))

An article is compared with its nearest neighbours in the list of each of its tags, and the weights are fixed, so one
added article can change the lists of at most 48 others, however large the archive.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from backfile.knowledge import lexicon
from backfile.knowledge import words as w
from backfile.model import Archive, Article, Record, Related

MOST = 5
# Only an article's first tags place it beside others, so that a list of fifty cannot touch the whole archive.
_TAGS = 8
_NEAR = {"country": 2}
_NEAR_ELSE = 3
_WEIGHTS = {"country": 10, "region": 14, "topic": 16, "capital": 14, "city": 18}
_WEIGHT_ELSE = 30
_TITLE_WORD = 5
# A country and a topic, or two countries, are too little; a country and a city, or two topics, will do.
_ENOUGH = 28
_WORD = re.compile(r"[^\W\d_]{4,}")
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


class Card(Record, frozen=True):
    """An article as `related` sees it."""

    tags: frozenset[str]
    "Folded."
    order: tuple[str, ...]
    words: frozenset[str]
    "Telling words of the title."
    day: int | None
    body: tuple[str, str]
    "Folded title and digest of the body: equal for a reprint."


def find(archive: Archive) -> tuple[tuple[Related, ...], ...]:
    """For each article at most five others, the likest first, ties broken by path."""
    articles = archive.articles
    cards = [card(a) for a in articles]
    kinds = {key: kind(key) for key in {key for one in cards for key in one.order}}
    weights = {key: _WEIGHTS.get(kind, _WEIGHT_ELSE) for key, kind in kinds.items()}
    scored: list[list[tuple[int, str, int]]] = [[] for _ in articles]
    for a, b in _pairs(cards, kinds):
        score = likeness(cards[a], cards[b], weights)
        if score:
            scored[a].append((-score, articles[b].path, b))
            scored[b].append((-score, articles[a].path, a))
    found = []
    for a, best in enumerate(scored):
        spelt = {fold(t): t for t in reversed(articles[a].tags[:_TAGS])}
        nearest = sorted(best)[:MOST]
        found.append(tuple(Related(b, *reason(spelt, cards[a], cards[b], weights)) for _, _, b in nearest))
    return tuple(found)


def card(article: Article) -> Card:
    order = tuple(dict.fromkeys(fold(t) for t in article.tags[:_TAGS]))
    title = article.title.casefold()
    words = frozenset(x for x in _WORD.findall(title) if x not in w.COMMON)
    return Card(frozenset(order), order, words, _day(article), (title, article.body_digest))


def _day(article: Article) -> int | None:
    """A day count good enough to tell near from far; months of 31 days."""
    match = _DAY.search(article.published or article.captured or "")
    return (int(match[1]) * 12 + int(match[2])) * 31 + int(match[3] or 15) if match else None


@cache
def _topics() -> frozenset[str]:
    lines = lexicon.text_of("topics.txt").splitlines()
    return frozenset(fold(line.partition(": ")[0]) for line in lines if not line.startswith("#"))


@cache
def fold(tag: str) -> str:
    return lexicon.fold(tag)


@cache
def _places() -> dict[str, str]:
    """Folded name of a place in the gazetteer → country, region, capital or city."""
    entries = lexicon.load().latin.values()
    return {fold(e.name): e.kind for e in entries if e.kind in _WEIGHTS}


def kind(key: str) -> str:
    """What a folded tag is taken for: topic, country, region, capital, city, or `name` for all others.

    It depends on nothing but the tag, so no article can change what another's tags weigh.
    """
    return "topic" if key in _topics() else _places().get(key, "name")


def _pairs(cards: list[Card], kinds: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Pairs that stand close together in the list of one of their tags, each once."""
    lists: dict[str, list[int]] = defaultdict(list)
    for position, one in enumerate(cards):
        for key in one.order:
            lists[key].append(position)
    nearby: list[set[int]] = [set() for _ in cards]
    for key, positions in lists.items():
        for step in range(1, _NEAR.get(kinds[key], _NEAR_ELSE) + 1):
            for a, b in zip(positions, positions[step:], strict=False):
                nearby[a].add(b)
    for a, others in enumerate(nearby):
        for b in others:
            yield a, b


def likeness(a: Card, b: Card, weights: dict[str, int]) -> int:
    """0 where too little is shared: two tags, or one name and a word of the title, are the least."""
    shared = a.tags & b.tags
    score = 0
    for key in shared:
        score += weights[key]
    if len(shared) < 2 and score < _WEIGHT_ELSE:
        return 0
    words = a.words & b.words
    if (len(shared) < 2 and not words) or a.body == b.body:
        return 0
    score += _TITLE_WORD * min(len(words), 4)
    if score < _ENOUGH:
        return 0
    if a.day is not None and b.day is not None:
        apart = abs(a.day - b.day)
        score += 6 if apart <= 7 else 4 if apart <= 31 else 2 if apart <= 120 else 0
    return score


def reason(
    spelt: dict[str, str], a: Card, b: Card, weights: dict[str, int]
) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Names, topics and a word of both titles, as `Related` holds them: the most telling first, as `a` spells them."""
    topics = _topics()
    shared = [key for key in a.order if key in b.tags]
    shared.sort(key=weights.__getitem__, reverse=True)
    named = tuple(spelt[k] for k in shared if k not in topics)[:3]
    on = tuple(spelt[k] for k in shared if k in topics)[:2]
    return named, on, min(a.words & b.words) if len(shared) < 2 else ""
