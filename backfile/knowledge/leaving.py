"""What a derivation leaves, as bytes that the next process goes on from: see `kept`.

unpacked(packed(kept, "program 1"), "program 1")   → a `Kept` that says the same; None for what another program packed

Only what takes long to find out is in it. Each word stands there once, and is called by its number.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable

import msgspec

from backfile.knowledge.affinity import Card
from backfile.knowledge.clusters import Merge
from backfile.knowledge.kept import Kept
from backfile.knowledge.likeness import Likeness
from backfile.knowledge.profiles import Profile
from backfile.knowledge.rarity import Rarity
from backfile.knowledge.since import State
from backfile.knowledge.stories import Made
from backfile.model import Change, Record, Related


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


class _Left(Record, frozen=True):
    made_by: str
    said: bytes
    paths: list[str]
    marks: list[bytes]
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
    made: list[bytes]
    cards: list[Card]
    kinds: dict[str, str]
    found: list[tuple[Related, ...]]


_decode = msgspec.msgpack.Decoder(_Left).decode


def packed(kept: Kept, made_by: str) -> bytes | None:
    """None where there is nothing to go on from, or a name in it is no Unicode text."""
    if kept.last is None:
        return None
    (state, said), likeness, placed = kept.last, kept.told.likeness, kept.placed
    size, times = likeness.rarity.counted()
    words = _Words(times)
    profiles = [_packed(position, one, words) for position, one in likeness.profiles.items()]
    left = _Left(
        made_by=made_by,
        said=said,
        paths=list(state.paths),
        marks=list(state.marks),
        words=list(words.numbers),
        times=array("I", times.values()).tobytes(),
        size=size,
        forms=dict(likeness.forms),
        profiles=profiles,
        merges=kept.told.merges,
        texts=dict(kept.told.texts),
        stories=list(kept.told.made.items()),
        same=list(kept.compared.same.items()),
        changes=list(kept.compared.changes.items()),
        made=placed.made,
        cards=placed.cards,
        kinds=placed.kinds,
        found=placed.found,
    )
    try:
        return msgspec.msgpack.encode(left)
    except UnicodeEncodeError:
        return None


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


def unpacked(raw: bytes | memoryview, made_by: str) -> Kept | None:
    """None where it holds no sense or is another program's."""
    try:
        left = _decode(raw)
        beside = {len(each) for each in (left.paths, left.marks, left.made, left.cards, left.found)}
        return _kept(left) if left.made_by == made_by and len(beside) == 1 else None
    except (msgspec.MsgspecError, LookupError, ValueError):
        return None


def _kept(left: _Left) -> Kept:
    kept = Kept()
    kept.last = State(left.paths, left.marks), left.said
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
    kept.told.likeness = Likeness.of(profiles, left.forms, Rarity(left.size, times))
    kept.told.merges, kept.told.texts, kept.told.made = left.merges, Counter(left.texts), dict(left.stories)
    kept.compared.same, kept.compared.changes = dict(left.same), dict(left.changes)
    kept.placed.go_on(left.made, left.cards, left.kinds, left.found)
    return kept
