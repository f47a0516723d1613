"""Which articles are alike, and why: by front matter, names and stories, so that editing a body changes no other page.

    Related(7, names=("Sergei Shoigu", "Kursk"))        both name them
    Related(9, names=("Oman",), topics=("Income tax",))

An article is compared with its nearest neighbours in the list of each of its tags and names and in its story, and the
weights are fixed, so one added article can change the lists of a bounded number of others, however large the archive.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cache, partial

from msgspec import structs

from backfile import digests
from backfile.knowledge.affinity import NAMES, Card, Forms, alike, card, kind, reasons, weight
from backfile.knowledge.since import Since
from backfile.model import Archive, Article, Entity, Facts, Related, Repeat

MOST = 5
# In the list of each tag, name or story an article is compared with so many on either side.
_NEAR = {"country": 2}
_NEAR_ELSE = 3
# Before a story's path among the lists.
_STORY = "\0"

Lists = Mapping[str, Sequence[int]]
"A tag, a name or a story → the positions of its articles, ascending."
Made = tuple[Article, Facts, str, str, tuple[Forms, ...]]
"What a card is made of: beside article and facts the paths of the text and of the story, and the names."


class Placed:
    """What one look leaves to the next: it finds the same, but looks only around articles of which anything changed."""

    def __init__(self) -> None:
        self.made: list[bytes] = []
        "Digests of what cards were made of."
        self.cards: list[Card] = []
        self.lists: Lists = {}
        self.kinds: dict[str, str] = {}
        self.found: list[tuple[Related, ...]] = []

    def go_on(
        self, made: list[bytes], cards: list[Card], kinds: dict[str, str], found: list[tuple[Related, ...]]
    ) -> None:
        """As another left them."""
        self.made, self.cards, self.lists, self.kinds, self.found = made, cards, _lists(cards), kinds, found


def find(
    archive: Archive,
    facts: Sequence[Facts] = (),
    named: Sequence[Sequence[tuple[int, int]]] = (),
    entities: Sequence[Entity] = (),
    repeats: Sequence[Repeat | None] = (),
    story_of: Sequence[int | None] = (),
    since: Since | None = None,
    before: Placed | None = None,
) -> tuple[tuple[Related, ...], ...]:
    """For each article at most five others: those of its story first, the likest before others, ties broken by path.

    Of several that print one text only one is named, and never one that prints the article's own. Without what the
    texts say, tags alone decide. `before` has what was found of the archive before `since`.
    """
    before, moved = before or Placed(), since.moved if since else {}
    old = {new: i for i, new in moved.items()}
    made = _made(archive.articles, facts, named, entities, repeats, story_of)
    now = [digests.of((mark, *of[2:])) for mark, of in zip(since.marks if since else (), made, strict=False)]
    same = {i for i, of in enumerate(now) if i in old and before.made[old[i]] == of}
    cards = [before.cards[old[i]] if i in same else card(*of) for i, of in enumerate(made)]
    anew = {i for i, one in enumerate(cards) if i not in same and (i not in old or before.cards[old[i]] != one)}
    lists = _lists(cards)
    kinds = {key: before.kinds.get(key) or kind(key) for key in lists}
    whole = len(anew) == len(cards)
    near = partial(_nearby, cards=cards, lists=lists, kinds=kinds, ahead=whole)
    around = near if whole else cache(near)
    again = anew if whole else anew.union(*map(around, anew))
    left = [i for i in range(len(before.cards)) if i not in moved or moved[i] in anew]
    again |= {moved[j] for i in left for j in _nearby(i, before.cards, before.lists, before.kinds) if j in moved}
    best = _best(again, around, cards, {key: weight(kind) for key, kind in kinds.items()})
    found = [best[i] if i in best else _moved(before.found[old[i]], moved) for i in range(len(cards))]
    before.made, before.cards, before.lists, before.kinds, before.found = now, cards, lists, kinds, found
    return tuple(found)


def _made(
    articles: Sequence[Article],
    facts: Sequence[Facts],
    named: Sequence[Sequence[tuple[int, int]]],
    entities: Sequence[Entity],
    repeats: Sequence[Repeat | None],
    story_of: Sequence[int | None],
) -> list[Made]:
    forms = [(entity.name, entity.spellings) for entity in entities]
    first: dict[int, str] = {}
    made = []
    for i, article in enumerate(articles):
        repeat = repeats[i] if repeats else None
        story = story_of[i] if story_of else None
        text = articles[repeat.of].path if repeat else article.path
        told = "" if story is None else first.setdefault(story, article.path)
        names = tuple([forms[n] for n, _ in named[i][:NAMES]]) if named else ()
        made.append((article, facts[i] if facts else Facts(), text, told, names))
    return made


def _lists(cards: Iterable[Card]) -> Lists:
    lists: dict[str, list[int]] = defaultdict(list)
    for position, one in enumerate(cards):
        for key in one.order:
            lists[key].append(position)
        if one.story:
            lists[_STORY + one.story].append(position)
    return lists


def _nearby(
    position: int, cards: Sequence[Card], lists: Lists, kinds: Mapping[str, str], *, ahead: bool = False
) -> set[int]:
    """Those that stand close to an article in the list of one of its tags or names, or in its story.

    Or of these only those `ahead` of it: where all are asked for, each pair is told by the former.
    """
    own, found = cards[position], set[int]()
    wanted = [(key, _NEAR.get(kinds[key], _NEAR_ELSE)) for key in own.order]
    for key, near in [*wanted, (_STORY + own.story, MOST)] if own.story else wanted:
        places = lists[key]
        at = bisect_left(places, position)
        found.update(places[at + 1 if ahead else max(0, at - near) : at + near + 1])
    found.discard(position)
    return found


def _best(
    some: Set[int], around: Callable[[int], Set[int]], cards: Sequence[Card], weights: Mapping[str, int]
) -> dict[int, tuple[Related, ...]]:
    """For some articles the others that are related to them."""
    scored: dict[int, list[tuple[int, str, int]]] = {i: [] for i in some}
    for a in some:
        own, mine = cards[a], scored[a]
        others = [b for b in around(a) if b > a or b not in scored]  # as far from either side: told when `b` was
        for score, b in alike(own, others, cards, weights):
            mine.append((-score, cards[b].path, b))
            if b in scored:
                scored[b].append((-score, own.path, a))
    found = {}
    for a, best in scored.items():
        others = _each_text_once(sorted(best), cards) if best else []
        why = reasons(cards[a], others, cards, weights) if others else ()
        found[a] = tuple([Related(b, *each) for b, each in zip(others, why, strict=True)])
    return found


def _each_text_once(best: Iterable[tuple[int, str, int]], cards: Sequence[Card]) -> list[int]:
    """The first five; of one text the article that leads, if it is among them, else the likest."""
    ranked = [b for _, _, b in best]
    leads = {cards[b].path for b in ranked if cards[b].text == cards[b].path}
    kept: dict[str, int] = {}
    for b in ranked:
        if cards[b].text == cards[b].path or cards[b].text not in leads:
            kept.setdefault(cards[b].text, b)
    return list(kept.values())[:MOST]


def _moved(found: tuple[Related, ...], moved: Mapping[int, int]) -> tuple[Related, ...]:
    """The same of articles that stand elsewhere now."""
    if all(moved[one.position] == one.position for one in found):
        return found
    return tuple(structs.replace(one, position=moved[one.position]) for one in found)
