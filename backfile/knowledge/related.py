"""Which articles are alike, and why: by front matter, names and stories, so that editing a body changes no other page.

    Related(7, names=("Sergei Shoigu", "Kursk"))        both name them
    Related(9, names=("Oman",), topics=("Income tax",))

An article is compared with its nearest neighbours in the list of each of its tags and names and in its story, and the
weights are fixed, so one added article can change the lists of a bounded number of others, however large the archive.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from backfile.knowledge import lexicon
from backfile.knowledge import words as w
from backfile.model import Archive, Article, Entity, Facts, Record, Related, Repeat

MOST = 5
# Only an article's first tags place it beside others, so that a list of fifty cannot touch the whole archive.
_TAGS = 8
# Its names as the text has them, the most mentioned first, as far as no tag has them already.
_NAMES = 6
# Before all others.
_SAME_STORY = 1000
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

    order: tuple[str, ...]
    "Its tags and names, folded."
    spelt: tuple[str, ...]
    "The same as it spells them."
    tags: frozenset[str]
    words: frozenset[str]
    "Telling words of the title."
    day: int | None
    body: tuple[str, str]
    "Folded title and digest of the body: equal for a reprint."
    text: int
    "The article whose text it repeats, or itself."
    story: int | None


def find(
    archive: Archive,
    facts: Sequence[Facts] = (),
    named: Sequence[Sequence[tuple[int, int]]] = (),
    entities: Sequence[Entity] = (),
    repeats: Sequence[Repeat | None] = (),
    story_of: Sequence[int | None] = (),
) -> tuple[tuple[Related, ...], ...]:
    """For each article at most five others: those of its story first, the likest before others, ties broken by path.

    Of several that print one text only one is named, and never one that prints the article's own. Without what the
    texts say, tags alone decide.
    """
    articles = archive.articles
    cards = []
    for i, article in enumerate(articles):
        own = _names(facts[i] if facts else Facts(), (entities[n] for n, _ in named[i]) if named else ())
        repeat = repeats[i] if repeats else None
        cards.append(card(article, own, repeat.of if repeat else i, story_of[i] if story_of else None))
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
        nearest = _each_text_once(sorted(best), cards)
        found.append(tuple(Related(b, *reason(cards[a], cards[b], weights)) for b in nearest))
    return tuple(found)


def _each_text_once(best: Iterable[tuple[int, str, int]], cards: list[Card]) -> list[int]:
    """The first five; of one text the article that leads, if it is among them, else the likest."""
    ranked = [b for _, _, b in best]
    leads = {b for b in ranked if cards[b].text == b}
    kept: dict[int, int] = {}
    for b in ranked:
        if cards[b].text == b or cards[b].text not in leads:
            kept.setdefault(cards[b].text, b)
    return list(kept.values())[:MOST]


def _names(fact: Facts, entities: Iterable[Entity]) -> Iterator[tuple[str, str]]:
    """(folded canonical name, as this article spells it) of what it names, the most mentioned first."""
    own = {fold(name.name): name.name for name in fact.names}
    for entity, _ in zip(entities, range(_NAMES), strict=False):
        forms = (fold(form) for form in (entity.name, *entity.spellings))
        yield fold(entity.name), next((own[form] for form in forms if form in own), entity.name)


def card(article: Article, names: Iterable[tuple[str, str]], text: int, story: int | None) -> Card:
    spelt = {fold(tag): tag for tag in reversed(article.tags[:_TAGS])}
    order = {fold(tag): None for tag in article.tags[:_TAGS]}
    for key, name in names:
        order.setdefault(key)
        spelt.setdefault(key, name)
    title = article.title.casefold()
    words = frozenset(x for x in _WORD.findall(title) if x not in w.COMMON)
    forms = tuple(spelt[key] for key in order)
    body = (title, article.body_digest)
    return Card(tuple(order), forms, frozenset(order), words, _day(article), body, text, story)


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
    """Pairs that stand close together in the list of one of their tags or names, or in their story, each once."""
    lists: dict[str, list[int]] = defaultdict(list)
    for position, one in enumerate(cards):
        for key in one.order:
            lists[key].append(position)
    nearby: list[set[int]] = [set() for _ in cards]
    stories: dict[str, list[int]] = defaultdict(list)
    for position, one in enumerate(cards):
        if one.story is not None:
            stories[f"story {one.story}"].append(position)
    for key, positions in (*lists.items(), *stories.items()):
        near = _NEAR.get(kinds[key], _NEAR_ELSE) if key in kinds else MOST
        for step in range(1, near + 1):
            for a, b in zip(positions, positions[step:], strict=False):
                nearby[a].add(b)
    for a, others in enumerate(nearby):
        for b in others:
            yield a, b


def likeness(a: Card, b: Card, weights: dict[str, int]) -> int:
    """0 where too little is shared: two tags or names, or one and a word of the title; in one story one will do."""
    shared = a.tags & b.tags
    if not shared or a.body == b.body or a.text == b.text:
        return 0
    score = sum(weights[key] for key in shared)
    words = a.words & b.words
    together = a.story is not None and a.story == b.story
    if not together:
        if len(shared) < 2 and (score < _WEIGHT_ELSE or not words):
            return 0
        if score + _TITLE_WORD * min(len(words), 4) < _ENOUGH:
            return 0
    score += _TITLE_WORD * min(len(words), 4)
    if a.day is not None and b.day is not None:
        apart = abs(a.day - b.day)
        score += 6 if apart <= 7 else 4 if apart <= 31 else 2 if apart <= 120 else 0
    return score + _SAME_STORY if together else score


def reason(a: Card, b: Card, weights: dict[str, int]) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Names, topics and a word of both titles, as `Related` holds them: the most telling first, as `a` spells them."""
    topics = _topics()
    spelt = dict(zip(a.order, a.spelt, strict=True))
    shared = [key for key in a.order if key in b.tags]
    shared.sort(key=weights.__getitem__, reverse=True)
    named = tuple(spelt[k] for k in shared if k not in topics)[:3]
    on = tuple(spelt[k] for k in shared if k in topics)[:2]
    words = a.words & b.words
    return named, on, min(words) if len(shared) < 2 and words else ""
