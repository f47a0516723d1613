"""An article as others are compared with it: its features weighed by rarity, and those by which it is found.

alike(profile, other)   →   0.41, or 0 where they are hardly alike
"""

from __future__ import annotations

import math
from typing import NamedTuple

from backfile.knowledge.features import Vector, script
from backfile.knowledge.nearby import WINDOW
from backfile.knowledge.rarity import Rarity
from backfile.model import Article, Facts

LEAST = 0.035
POWER = 1.3
# What no other article has tells little of likeness, so it counts less against it.
_UNSHARED = 0.3
_KEYS = 20
# An outlet tells of most events once; of two of its own articles more is asked.
_SAME_SOURCE = 0.6
# No person, body, town or thing in common: the same kind of event.
_NO_NAME = 0.4
# Between two scripts only names and numbers can be shared.
_OTHER_SCRIPT = 1.8
# Likenesses are multiples of one in so many, so that sums of them are exact, in whatever order they are added.
_GRAIN = 1 << 38

Alike = dict[int, float]


class Profile(NamedTuple):
    when: str
    "Its place in time (`nearby.when`)."
    day: int | None
    source: str | None
    names: frozenset[str]
    "The words of names that can tie it to one event."
    script: int
    "A number for the letters that it is written in."
    norm: float
    "The length of its whole vector."
    own: Vector
    "The features that others have too, weighed by rarity."
    keys: tuple[str, ...]
    "The weightiest of them, by which it is found."
    alone: tuple[str, ...]
    "Its features that no other has."
    alike: Alike
    "The earlier articles that it was compared with; 0 for those that are not alike."


def profile(
    when: str,
    day: int | None,
    article: Article,
    fact: Facts,
    found: tuple[Vector, frozenset[str]],
    rarity: Rarity,
) -> Profile:
    """`found` are the features of the article."""
    total = 1.0
    own: Vector = {}
    alone: list[str] = []
    vector, tying = found
    for feature, prominence in vector.items():
        times, rare = rarity.of(feature)
        weight = prominence**POWER * rare
        if times > 1:
            own[feature] = weight
            total += weight * weight
        else:
            total += weight * weight * _UNSHARED
            alone.append(feature)
    keys = sorted(own, key=lambda key: (-own[key], key))[:_KEYS]
    return Profile(when, day, article.source, tying, script(fact), math.sqrt(total), own, tuple(keys), tuple(alone), {})


def alike(one: Profile, other: Profile) -> float:
    """How much two articles tell of the same; 0 where that is next to nothing."""
    own, theirs = one.own, other.own
    # `fsum` is exact, so that the order does not matter.
    shared = math.fsum([weight * theirs[key] for key, weight in own.items() if key in theirs])
    score = shared / (one.norm * other.norm) * _near(one.day, other.day)
    if one.source == other.source:
        score *= _SAME_SOURCE
    if one.script != other.script:
        score *= _OTHER_SCRIPT
    if score >= LEAST and one.names.isdisjoint(theirs) and other.names.isdisjoint(own):
        score *= _NO_NAME
    return round(score * _GRAIN) / _GRAIN if score >= LEAST else 0.0


def _near(a: int | None, b: int | None) -> float:
    """1 within a day or two, then less. Two undated articles may well belong together."""
    if a is None or b is None:
        return 0.8
    apart = abs(a - b)
    return 1.0 if apart <= 2 else 1 - 0.06 * (apart - 2) if apart <= 8 else 0.64 * (1 - (apart - 8) / (WINDOW - 8))
