"""What was seen of each seed, in `.backfile/seeds.msgpack`, by its file's stat. Where it is lost, it is seen anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import blake2b

import msgspec

from backfile.config import Site
from backfile.content import pieces, program
from backfile.errors import Problem
from backfile.model import Record, Sidecar
from backfile.seeds import Stamp

CACHE = "seeds.msgpack"


class Known(Record, frozen=True, omit_defaults=True, array_like=True):
    """What was seen of a seed, and what is odd about it."""

    stamp: Stamp
    sure: bool
    "Its time of change lay well before it was read."
    sha256: str
    label: str
    "A digest of all that decides what it is divided into."
    told: bool = False
    "It was divided under this label, so that the rest holds."
    seed: bool = True
    "False where it is no text."
    odd: tuple[Problem, ...] = ()


def label(site: Site) -> Callable[[str, Sidecar], str]:
    """Gives the label of a seed by its digest and its sidecar."""
    settings = site.settings
    decides = repr((program(), settings.lang, settings.slug_unicode)).encode()
    encode = msgspec.msgpack.encode

    def of(sha256: str, sidecar: Sidecar) -> str:
        return blake2b(decides + encode((sha256, sidecar)), digest_size=8).hexdigest()

    return of


def load(site: Site) -> dict[str, Known]:
    """By file."""
    try:
        return msgspec.msgpack.decode((site.work / CACHE).read_bytes(), type=dict[str, Known])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}


def save(site: Site, known: Mapping[str, Known]) -> None:
    """Where it cannot be written, all is read the same, only more slowly."""
    with suppress(OSError):
        pieces.replace(site.work / CACHE, msgspec.msgpack.encode(known))
