"""Drawn cards, kept in `.backfile/cards/`: one file a card, good for as long as it says the same and is drawn alike.

`.backfile/cards/5f0c….card` is the digest of the card and of what draws it, 16 bytes, and then the PNG.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from backfile.cards.card import Card, engine


def png(card: Card, folder: Path) -> bytes:
    """The card as a PNG: drawn, if `folder` holds none like it. A folder that cannot be written costs time alone."""
    key = blake2b(engine().encode() + msgspec.msgpack.encode(card), digest_size=16).digest()
    file = folder / f"{blake2b(card.url.encode(errors='surrogatepass'), digest_size=12).hexdigest()}.card"
    with suppress(OSError):
        found = file.read_bytes()
        if found.startswith(key) and _whole(found):
            return found[len(key) :]
    from backfile.cards.drawing import draw

    made = draw(card)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(key + made)
        fresh.replace(file)
    return made


def _whole(found: bytes) -> bool:
    """Whether the PNG in it has its end: a disk that lost power may have kept the beginning only."""
    return found.endswith(b"IEND\xaeB`\x82")
