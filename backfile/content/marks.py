"""Which seeds stand in `content/` just as they would be imported: they need not be divided again.

A mark is a digest of what decides a seed's articles and of what is remembered of them. Where it is the same as after
the last import, another would change nothing. Marks are kept in `.backfile/`; without them all is divided again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b

import msgspec

from backfile.config import Site
from backfile.content.imported import Remembered
from backfile.content.pieces import replace
from backfile.model import Record

CACHE = "imported.msgpack"
_encode = msgspec.msgpack.Encoder(order="deterministic").encode


class Seen(Record, frozen=True):
    """A seed as it lies in `seeds/`, before it is divided."""

    sha256: str
    label: str
    "Differs whenever the same bytes may be divided into something else."
    told: bool
    "What is odd about it has been told already, so that it need not be divided for that."


def load(site: Site) -> dict[str, str]:
    """The marks after the last import, by the seeds' files."""
    try:
        return msgspec.msgpack.decode((site.work / CACHE).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}


def save(site: Site, marks: Mapping[str, str]) -> None:
    with suppress(OSError):
        replace(site.work / CACHE, _encode(marks))


def mark(label: str, lines: Iterable[bytes]) -> str:
    """Of a seed's label and the lines that remember its articles."""
    made = blake2b(label.encode(), digest_size=8)
    for line in lines:
        made.update(line)
    return made.hexdigest()


def lasting(entries: Collection[Remembered]) -> bool:
    """Whether another import of their seed would remember of these articles just the same.

    It may not where an edit was spared, for that may be undone; where a person's own article cites the seed, or two
    have the same spans, for which is which then depends on their order.
    """
    spans = {entry.seed.spans for entry in entries if entry.seed and entry.fields and not entry.offered}
    return len(spans) == len(entries)
