"""What figures of news are figures of: the words by which accounts say one thing differently.

    of(("people", "drowned"))      → "dead"            of(("toll", "rose"))            → "dead"
    of(("homes", "razed"))         → "homes"           of(("%", "turnout", "was"))     → "turnout"

`counted.txt` has a line for each thing. The word nearest to the number decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from backfile.knowledge.lexicon import text_of
from backfile.knowledge.stems import fold


class Thing(NamedTuple):
    """Something counted, and the folded words that show it."""

    name: str
    happened: bool
    mark: str
    words: frozenset[str]
    needed: frozenset[str]
    excluded: frozenset[str]


@cache
def things() -> tuple[Thing, ...]:
    found = []
    for line in text_of("counted.txt").splitlines():
        if line.startswith("#"):
            continue
        name, _, words = line.partition(":")
        happened, name = name.startswith("*"), name.strip("* ")
        mark = name[-1] if name[-1] in "%$" else ""
        listed = [fold(word) for word in words.split()]
        needed = frozenset(x for word in listed if word[0] == "&" for x in word[1:].split("|"))
        excluded = frozenset(word[1:] for word in listed if word[0] == "!")
        found.append(Thing(name, happened, mark, frozenset(x for x in listed if x[0] not in "&!"), needed, excluded))
    return tuple(found)


@cache
def _index() -> dict[tuple[str, str], tuple[Thing, ...]]:
    found: dict[tuple[str, str], tuple[Thing, ...]] = {}
    for thing in things():
        for word in sorted(thing.words):
            found[word, thing.mark] = (*found.get((word, thing.mark), ()), thing)
    return found


@cache
def words() -> frozenset[str]:
    """All words that show a thing."""
    return frozenset(word for thing in things() for word in thing.words)


def of(about: Sequence[str]) -> str:
    """What a quantity counts, by its `about`; empty where no word tells."""
    mark = about[0] if about and about[0] in ("%", "$", "+") else ""
    words = about[1:] if mark else about
    present = set(words)
    shown = [
        thing
        for word in words
        for thing in _index().get((word, mark), ())
        if not present & thing.excluded and (not thing.needed or present & thing.needed)
    ]
    return next((thing.name for thing in shown if thing.happened), shown[0].name if shown else "")


def names(thing: str, words: Sequence[str]) -> bool:
    """Whether folded words are ones that show `thing`."""
    return any(one.name == thing and not one.words.isdisjoint(words) for one in things())
