"""What a derivation leaves, as bytes that the next process goes on from: see `kept`.

unpacked(packed(kept, "program 1"), "program 1")   → a `Kept` that says the same; None for what another program packed

Only what takes long to find out is in it.
"""

from __future__ import annotations

import msgspec

from backfile.knowledge.affinity import Card
from backfile.knowledge.kept import Kept
from backfile.knowledge.since import State
from backfile.model import Record, Related


class _Left(Record, frozen=True):
    made_by: str
    said: bytes
    paths: list[str]
    marks: list[bytes]
    made: list[bytes]
    cards: list[Card]
    kinds: dict[str, str]
    found: list[tuple[Related, ...]]
    events: bytes
    "What `leaving_events` packs; nothing where nobody looked for events."


_decode = msgspec.msgpack.Decoder(_Left).decode


def packed(kept: Kept, made_by: str) -> bytes | None:
    """None where there is nothing to go on from, or a name in it is no Unicode text."""
    if kept.last is None:
        return None
    (state, said), placed = kept.last, kept.looks.placed
    try:
        left = _Left(
            made_by=made_by,
            said=said,
            paths=list(state.paths),
            marks=list(state.marks),
            made=placed.made,
            cards=placed.cards,
            kinds=placed.kinds,
            found=placed.found,
            events=_events(kept),
        )
        return msgspec.msgpack.encode(left)
    except UnicodeEncodeError:
        return None


def _events(kept: Kept) -> bytes:
    if not kept.looks.events:
        return b""
    from backfile.knowledge import leaving_events

    return leaving_events.packed(kept.looks)


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
    kept.looks.placed.go_on(left.made, left.cards, left.kinds, left.found)
    if left.events:
        from backfile.knowledge import leaving_events

        leaving_events.unpack(left.events, kept.looks)
    return kept
