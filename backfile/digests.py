"""Sixteen bytes that stand for plain values or for records of them: equal where these are."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import msgspec

_packed = msgspec.msgpack.Encoder().encode


def of(value: Any) -> bytes:
    """The digest of a record or of plain values."""
    try:
        return blake2b(_packed(value), digest_size=16).digest()
    except UnicodeEncodeError:  # half of a surrogate pair, as "\\ud800" in front matter makes: UTF-8 has none
        return joined(repr(value).encode(errors="backslashreplace"))


def joined(*pieces: bytes) -> bytes:
    """The digest of pieces of which each has its own length, or its own end."""
    return blake2b(b"".join(pieces), digest_size=16).digest()
