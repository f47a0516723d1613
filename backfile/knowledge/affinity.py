"""What two articles have in common, what it counts, and how that is said: tags, names, words of their titles.

    a, b = card(article, facts, …), card(…)
    alike(a, [7, 9], cards, weights)     →   (44, 9): what it has in common with that of 7 is too little
    reasons(a, [9], cards, weights)      →   (("Sergei Shoigu",), ("Income tax",), "")

The weights are fixed, so that no article changes what another's tags weigh.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache

from backfile.knowledge import lexicon
from backfile.knowledge import words as w
from backfile.model import Article, Facts, Record

# Only an article's first tags place it beside others, so that a list of fifty cannot touch the whole archive.
_TAGS = 8
# Its names as the text has them, the most mentioned first, as far as no tag has them already.
NAMES = 6
# Before all others.
_SAME_STORY = 1000
_WEIGHTS = {"country": 10, "region": 14, "topic": 16, "capital": 14, "city": 18}
_WEIGHT_ELSE = 30
_TITLE_WORD = 5
# A country and a topic, or two countries, are too little; a country and a city, or two topics, will do.
_ENOUGH = 28
_WORD = re.compile(r"[^\W\d_]{4,}")
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


Forms = tuple[str, tuple[str, ...]]
"The name of an entity, and its other spellings."


class Card(Record, frozen=True):
    """An article as `related` sees it."""

    path: str
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
    text: str
    "The path of the article whose text it repeats, or its own."
    story: str
    "The path of the first article of its story; empty where it is of none."


def card(article: Article, facts: Facts, text: str, story: str, names: Collection[Forms]) -> Card:
    forms = article.tags[:_TAGS]
    order = tuple(map(fold, forms))
    tags = frozenset(order)
    if names or len(tags) < len(order):
        spelt = dict(zip(reversed(order), reversed(forms), strict=True))
        keys = dict.fromkeys(order)
        for key, name in _names(facts, names):
            keys.setdefault(key)
            spelt.setdefault(key, name)
        order, tags, forms = tuple(keys), frozenset(keys), tuple(map(spelt.__getitem__, keys))
    title = article.title.casefold()
    words = frozenset(_WORD.findall(title)).difference(w.COMMON)
    day = _day(article.published or article.captured or "")
    return Card(article.path, order, forms, tags, words, day, (title, article.body_digest), text, story)


@lru_cache(maxsize=1 << 16)
def _day(date: str) -> int | None:
    """A day count good enough to tell near from far; months of 31 days."""
    match = _DAY.search(date)
    return (int(match[1]) * 12 + int(match[2])) * 31 + int(match[3] or 15) if match else None


@cache
def _topics() -> frozenset[str]:
    lines = lexicon.text_of("topics.txt").splitlines()
    return frozenset(fold(line.partition(": ")[0]) for line in lines if not line.startswith("#"))


@cache
def fold(tag: str) -> str:
    return lexicon.fold(tag)


def kind(key: str) -> str:
    """What a folded tag is taken for: topic, country, region, capital, city, or `name` for all others.

    It depends on nothing but the tag, so no article can change what another's tags weigh.
    """
    return "topic" if key in _topics() else lexicon.kinds().get(key, "name")


def _names(fact: Facts, names: Iterable[Forms]) -> Iterator[tuple[str, str]]:
    """(folded canonical name, as this article spells it) of what it names, the most mentioned first."""
    own = {fold(name.name): name.name for name in fact.names}
    for name, spellings in names:
        forms = (fold(form) for form in (name, *spellings))
        yield fold(name), next((own[form] for form in forms if form in own), name)


def weight(kind: str) -> int:
    """What a tag of a kind counts."""
    return _WEIGHTS.get(kind, _WEIGHT_ELSE)


def alike(
    a: Card, others: Iterable[int], cards: Sequence[Card], weights: Mapping[str, int]
) -> Iterator[tuple[int, int]]:
    """(what it counts, position) of those with which it has enough in common, in the order of `others`.

    Two tags or names, or one and a word of the title; in one story one will do.
    """
    tags, words, story = a.tags, a.words, a.story
    for position in others:
        b = cards[position]
        shared = tags & b.tags
        if len(shared) < 2 and not story and words.isdisjoint(b.words):  # as seven in eight are
            continue
        if score := _likeness(a, b, shared, weights):
            yield score, position


def _likeness(a: Card, b: Card, shared: Set[str], weights: Mapping[str, int]) -> int:
    """0 where it is too little."""
    if not shared or a.body == b.body or a.text == b.text:
        return 0
    together = a.story != "" and a.story == b.story
    score = sum([weights[key] for key in shared])
    words = len(a.words & b.words)
    if not together:
        if len(shared) < 2 and (not words or score < _WEIGHT_ELSE):
            return 0
        if score + _TITLE_WORD * min(words, 4) < _ENOUGH:
            return 0
    score += _TITLE_WORD * min(words, 4)
    if a.day is not None and b.day is not None:
        apart = abs(a.day - b.day)
        score += 6 if apart <= 7 else 4 if apart <= 31 else 2 if apart <= 120 else 0
    return score + _SAME_STORY if together else score


Reason = tuple[tuple[str, ...], tuple[str, ...], str]
"Names, topics and a word of both titles, as `Related` holds them."


def reasons(a: Card, others: Iterable[int], cards: Sequence[Card], weights: Mapping[str, int]) -> Iterator[Reason]:
    """What it has in common with each of them, the most telling first, as `a` spells it."""
    topics = _topics()
    ranked = sorted(zip(a.order, a.spelt, strict=True), key=lambda one: weights[one[0]], reverse=True)
    named = [one for one in ranked if one[0] not in topics]
    on = [one for one in ranked if one[0] in topics]
    for position in others:
        b = cards[position]
        tags = b.tags
        names = [form for key, form in named if key in tags]
        subjects = [form for key, form in on if key in tags]
        words = a.words & b.words if len(names) + len(subjects) < 2 else ()
        yield tuple(names[:3]), tuple(subjects[:2]), min(words) if words else ""
