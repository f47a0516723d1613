"""A view in the canonical encoding by which it is told from another, and where the two differ.

encoded(view)                          → four bytes for each field, the digest of all
changed_fields(view, now, remembered)  → ": related, next"
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from operator import attrgetter
from typing import Any
from zlib import crc32

import msgspec

from backfile.memory.outputs import digest

# What is no record of plain values stands in a view by its `digest`: a data file's thousands of articles.
_packed = msgspec.msgpack.Encoder(enc_hook=attrgetter("digest")).encode


def _encode(value: Any) -> bytes:
    """The canonical form of a view or of one of its fields."""
    try:
        return _packed(value)
    except UnicodeEncodeError:  # half of a surrogate pair, as "\ud800" in front matter makes: UTF-8 has none
        return repr(value).encode(errors="backslashreplace")


def encoded(view: Any) -> tuple[bytes, bytes]:
    """Four bytes for each field of a view, which only say where it changed, and the digest by which it is found out."""
    names = getattr(view, "__struct_fields__", ())
    if len(names) < 2:
        return b"", digest(_encode(view))
    values = _getter(names)(view)
    try:
        fields = list(map(_packed, values))
    except UnicodeEncodeError:
        fields = list(map(_encode, values))
    # Of what is packed into one byte, as most fields of most views are, that byte is as good.
    marks = [crc32(packed) if len(packed) > 1 else packed[0] for packed in fields]
    return array("I", marks).tobytes(), digest(b"".join(fields))


@lru_cache(maxsize=256)
def _getter(names: tuple[str, ...]) -> attrgetter[tuple[Any, ...]]:
    return attrgetter(*names)


def changed_fields(view: Any, now: bytes, remembered: bytes) -> str:
    """`: related, next`; nothing where the fields themselves are others than they were."""
    if not isinstance(remembered, bytes) or len(now) != len(remembered):
        return ""
    pairs = zip(array("I", now), array("I", remembered), strict=True)
    changed = [name for name, (a, b) in zip(getattr(view, "__struct_fields__", ()), pairs, strict=True) if a != b]
    return ": " + ", ".join(changed) if changed else ""
