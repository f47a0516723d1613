"""The HTML of bodies, made where their files are read, and kept in `.backfile/`: no page parses Markdown again.

    keeper = Keeper(site); keeper.keep(Texts.of({article.body_digest: "<p …"})); keeper.close()
    Bodies(site).html(article.body_digest)      → b"<p …", or None where it is not kept

`bodies.html` is one text after another, `bodies.index` says where each stands: records of 32 bytes in the order of the
digests. Both are a cache: what is lost, damaged or another program's is None, and whoever asks makes it again.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from struct import Struct
from typing import NamedTuple

from backfile import language, prose
from backfile.config import Site
from backfile.content.pieces import Adding, Pieces, Place, Several, replace, shortened
from backfile.versions import library, program

_TEXTS, _INDEX = "bodies.html", "bodies.index"
_RECORD = Struct(">16sQII")  # its digest, where it begins, its length, its CRC-32
_KEY = 16
"Bytes of the index before its records: what the texts were made by."


class Bodies:
    """What is kept, as it stands when it is first asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._pieces = Pieces(site.work / _TEXTS)

    @cached_property
    def _index(self) -> bytes:
        return _index(self._site)

    @cached_property
    def _begin(self) -> array[int]:
        """The first eight bytes of each record's digest, as a number: sought in a quarter of the time."""
        words = array("Q", self._index[_KEY:])
        if sys.byteorder == "little":
            words.byteswap()
        return words[:: _RECORD.size // words.itemsize]

    def html(self, digest: str) -> bytes | None:
        """UTF-8."""
        if not self._index:
            return None
        key = bytes.fromhex(digest)
        first = int.from_bytes(key[:8], "big")
        for number in range(bisect_left(self._begin, first), len(self._begin)):
            found, *place = _RECORD.unpack_from(self._index, _KEY + _RECORD.size * number)
            if found == key:
                return self._pieces.get(Place(*place))
            if self._begin[number] != first:
                break
        return None


class Texts(NamedTuple):
    """Some of them, as they are kept. Any process may make them."""

    keys: list[bytes]
    pieces: Several

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Texts:
        """By the digests of their Markdown."""
        pieces = [html.encode(errors="replace") for html in texts.values()]
        return cls(list(map(bytes.fromhex, texts)), Several.of(pieces))


class Keeper:
    """Keeps more. What the disk refuses is not kept."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.label = labels(site)
        "What a paragraph's number is called."
        self._index = _index(site)
        self._added: dict[bytes, bytes] = {}
        self._adding = Adding(site.work / _TEXTS, anew=not self._index)

    def keep(self, texts: Texts) -> None:
        """Each once, however often the same is given."""
        new = [number for number, key in enumerate(texts.keys) if key not in self._added]
        pieces = texts.pieces if len(new) == len(texts.keys) else texts.pieces.taken(new)
        for number, place in zip(new, pieces.places(self._adding.add_all(pieces.content)), strict=True):
            self._added[texts.keys[number]] = _RECORD.pack(texts.keys[number], *place)

    def close(self, count: int, live: Callable[[], Iterable[str]]) -> None:
        """Puts the index in its place.

        The texts are written anew once most are of no body of `live`, of which there are `count`.
        """
        if not self._adding.flush():
            return
        index = self._merged()
        with suppress(OSError):
            if (len(index) - _KEY) // _RECORD.size > 2 * count + 1000:
                index = self._shortened(index, set(map(bytes.fromhex, live())))
            replace(self._site.work / _INDEX, index)

    def _merged(self) -> bytes:
        """The index with what was added: where that is little, put between what stands there."""
        index = self._index or _key(self._site)
        if len(self._added) * 100 > len(index) // _RECORD.size:
            known = {index[at : at + 16]: index[at : at + _RECORD.size] for at in _at(index)} | self._added
            return index[:_KEY] + b"".join(map(known.__getitem__, sorted(known)))
        for key, record in self._added.items():
            at = _KEY + _RECORD.size * _before(key, index)
            index = index[:at] + record + index[at + _RECORD.size * (index[at : at + 16] == key) :]
        return index

    def _shortened(self, index: bytes, wanted: set[bytes]) -> bytes:
        found = [record for at in _at(index) if (record := _RECORD.unpack_from(index, at))[0] in wanted]
        places = shortened(self._site.work / _TEXTS, (Place(*place) for _, *place in found))
        if places is None:
            return index
        keys = (key for key, *_ in found)
        return index[:_KEY] + b"".join(_RECORD.pack(key, *place) for key, place in zip(keys, places, strict=True))


def labels(site: Site) -> prose.Label:
    """What those who hear a page are told of a paragraph's number, in the site's language."""
    own = language.load(site.settings.lang)
    named = own.text("Paragraph %(number)s", number="{}")
    return lambda number: named.format(own.digits(number))


def _index(site: Site) -> bytes:
    """The index, if this program made it; empty otherwise."""
    try:
        index = (site.work / _INDEX).read_bytes()
    except OSError:
        return b""
    return index if index[:_KEY] == _key(site) and (len(index) - _KEY) % _RECORD.size == 0 else b""


def made_by(site: Site) -> str:
    """Differs when a body would be made into other HTML."""
    return " ".join((program(), library("markdown"), library("nh3"), site.settings.lang))


def _key(site: Site) -> bytes:
    return blake2b(made_by(site).encode(errors="replace"), digest_size=_KEY).digest()


def _at(index: bytes) -> range:
    """Where its records begin."""
    return range(_KEY, len(index), _RECORD.size)


def _before(key: bytes, index: bytes) -> int:
    """How many records stand before that of `key`."""
    records = _at(index)
    return bisect_left(records, key, key=lambda at: index[at : at + 16])
