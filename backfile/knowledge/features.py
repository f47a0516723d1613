"""What an article is on: its names, terms and numbers, each with how prominent it is there.

    features(facts, forms)  → {"eperson mirela-oake": 1.2, "smb|k": 2.1, "dredger": 0.3, "#8400": 0.8, …}, {"oake", …}

A name of the title or the first paragraph says what an article is on; one far below may only recall another event.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from backfile.knowledge.lexicon import fold
from backfile.knowledge.skeletons import skeleton
from backfile.knowledge.stems import WORD, stem
from backfile.model import Entity, Facts, Name

# Prominence: in the title or the first paragraph, in the second, further down.
_FIRST, _SECOND, _LATE = 1.0, 0.7, 0.35
_GIVEN = 0.15
# By the number of mentions; none is an adjective (“Iranian”).
_OFTEN = (0.4, *(1 + 0.35 * math.log2(times) for times in range(1, 9)))
# Places that much else happens in.
_BROAD = {"country": 0.5, "region": 0.6, "capital": 0.6}
_WHOLE, _SKELETON, _NUMBER, _TERM = 0.7, 1.2, 0.8, 0.45

Vector = dict[str, float]


def features(fact: Facts, forms: Mapping[str, str]) -> tuple[Vector, frozenset[str]]:
    """What an article is on → how prominent that is in it; and the words of names that can tie it to one event.

    Broad places are not among the latter, nor given names. `forms` has the entities' names, folded.
    """
    found: Vector = {}
    words: Vector = {}
    tying: set[str] = set()
    for name in fact.names:
        broad = _BROAD.get(name.level)
        weight = _prominence(name) * (broad or 1.0)
        _tokens(name, weight, words)
        stems = _stems(name.name)
        if name.mentions and broad is None:
            tying.update(stems[1:] if name.kind == "person" and len(stems) > 1 else stems)
        if len(stems) > 1:
            key = forms.get(fold(name.name)) or "e " + fold(name.name)
            found[key] = max(found.get(key, 0.0), weight * _WHOLE)
            bones = skeleton(name.name) if name.kind != "organisation" else ""
            if bones:
                found["s" + bones] = weight * _SKELETON
    for term, times in fact.terms:
        if term not in words:
            found[term] = _TERM * min(1.2, 0.25 + 0.15 * times)
    found.update(words)
    for one in fact.quantities:
        if one.value >= 100 or one.value % 1:
            found.setdefault(f"#{one.value:g}", _NUMBER * (1.0 if one.paragraph <= 2 else 0.6))
    tying.discard("")
    return found, frozenset(tying)


def script(fact: Facts) -> int:
    """0 for Latin letters, else the block of Unicode that its weightiest term is of."""
    letter = ord(fact.terms[0][0][0]) if fact.terms else 0
    return letter >> 8 if letter > 0x24F else 0


def _prominence(name: Name) -> float:
    places = name.mentions or name.support
    first = places[0].paragraph if places else 9
    weight = _FIRST if first <= 1 else _SECOND if first == 2 else _LATE
    return weight * _OFTEN[min(8, len(name.mentions))]


def _tokens(name: Name, weight: float, words: dict[str, float]) -> None:
    """The words of a name; a person's given name is shared by too many."""
    forms = _stems(name.name)
    given = len(forms) > 1 and name.kind == "person"
    for number, form in enumerate(forms):
        one = _GIVEN if given and not number else weight
        if form and words.get(form, 0.0) < one:
            words[form] = one


@lru_cache(maxsize=1 << 16)
def _stems(name: str) -> tuple[str, ...]:
    return tuple(map(stem, WORD.findall(name)))


def forms_of(entities: Sequence[Entity]) -> dict[str, str]:
    """Folded form of a name → the entity that it is of; none where it is of several."""
    forms: dict[str, str] = {}
    shared: set[str] = set()
    for entity in entities:
        key = f"e{entity.kind} {entity.slug}"
        for form in {fold(x) for x in (entity.name, *entity.spellings)}:
            if forms.setdefault(form, key) != key:
                shared.add(form)
    return {form: key for form, key in forms.items() if form not in shared}


def named(fact: Facts) -> Vector:
    """The words of an article's names → how prominent they are in it; and its other terms, none of them in front."""
    words: Vector = {}
    for name in fact.names:
        _tokens(name, _prominence(name), words)
    for term, _ in fact.terms:
        words.setdefault(term, _LATE)
    return words
