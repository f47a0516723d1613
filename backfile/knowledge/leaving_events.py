"""What the looks for equal texts and for events leave, as bytes: the part of `leaving` that needs their modules.

unpack(packed(looks), Looks())     → the same in other ones

Each word stands there once, and is called by its number.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable

import msgspec

from backfile.knowledge.clusters import Merge
from backfile.knowledge.kept import Looks
from backfile.knowledge.likeness import Likeness
from backfile.knowledge.profiles import Profile
from backfile.knowledge.rarity import Rarity
from backfile.knowledge.stories import Made
from backfile.model import Change, Record


class _Profile(Record, frozen=True):
    """Words by their numbers, with what they weigh; other articles by their positions, with how much they are alike."""

    position: int
    when: str
    day: int | None
    source: str | None
    script: int
    norm: float
    names: bytes
    own: bytes
    weights: bytes
    keys: bytes
    alone: bytes
    beside: bytes
    much: bytes


class _Events(Record, frozen=True):
    words: list[str]
    times: bytes
    "How many articles have each of the first of these words."
    size: int
    forms: dict[str, str]
    profiles: list[_Profile]
    merges: list[Merge]
    texts: dict[int, int]
    stories: list[tuple[tuple[str, ...], Made]]
    same: list[tuple[tuple[str, str], bool]]
    changes: list[tuple[tuple[str, str], tuple[Change, ...]]]


_decode = msgspec.msgpack.Decoder(_Events).decode


def packed(looks: Looks) -> bytes:
    """Raises `UnicodeEncodeError` where a name is no Unicode text."""
    told, compared = looks.told, looks.compared
    size, times = told.likeness.rarity.counted()
    words = _Words(times)
    profiles = [_packed(position, one, words) for position, one in told.likeness.profiles.items()]
    left = _Events(
        words=list(words.numbers),
        times=array("I", times.values()).tobytes(),
        size=size,
        forms=dict(told.likeness.forms),
        profiles=profiles,
        merges=told.merges,
        texts=dict(told.texts),
        stories=list(told.made.items()),
        same=list(compared.same.items()),
        changes=list(compared.changes.items()),
    )
    return msgspec.msgpack.encode(left)


class _Words:
    """Words as they come, each with a number."""

    def __init__(self, first: Iterable[str]) -> None:
        self.numbers = {word: number for number, word in enumerate(first)}

    def __call__(self, words: Iterable[str]) -> bytes:
        numbers = self.numbers
        return array("I", [numbers.setdefault(word, len(numbers)) for word in words]).tobytes()


def _packed(position: int, one: Profile, words: _Words) -> _Profile:
    return _Profile(
        *(position, one.when, one.day, one.source, one.script, one.norm),
        *(words(sorted(one.names)), words(one.own), array("d", one.own.values()).tobytes()),
        *(words(one.keys), words(one.alone)),
        *(array("I", one.alike).tobytes(), array("d", one.alike.values()).tobytes()),
    )


def unpack(raw: bytes, looks: Looks) -> None:
    """Raises `MsgspecError`, `LookupError` or `ValueError` where it holds no sense."""
    left, told, compared = _decode(raw), looks.told, looks.compared
    word = left.words.__getitem__

    def words(numbers: bytes) -> map[str]:
        return map(word, array("I", numbers))

    profiles = {
        one.position: Profile(
            *(one.when, one.day, one.source, frozenset(words(one.names)), one.script, one.norm),
            dict(zip(words(one.own), array("d", one.weights), strict=True)),
            *(tuple(words(one.keys)), tuple(words(one.alone))),
            dict(zip(array("I", one.beside), array("d", one.much), strict=True)),
        )
        for one in left.profiles
    }
    times = dict(zip(left.words, array("I", left.times), strict=False))
    told.likeness = Likeness.of(profiles, left.forms, Rarity(left.size, times))
    told.merges, told.texts, told.made = left.merges, Counter(left.texts), dict(left.stories)
    compared.same, compared.changes = dict(left.same), dict(left.changes)
