"""The HTML of bodies, made where their files are read, and kept in `.backfile/`: no page parses Markdown again.

    keeper = Keeper(site); keeper.keep(article.body_digest, "<p …"); keeper.close()
    Bodies(site).html(article.body_digest)      → "<p …", or None where it is not kept

`bodies.html` is one text after another, `bodies.index` says where each stands: records of 32 bytes in the order of the
digests. Both are a cache: what is lost, damaged or another program's is None, and whoever asks makes it again.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from zlib import crc32

from backfile import language, prose
from backfile.config import Site
from backfile.versions import library, program

_TEXTS, _INDEX = "bodies.html", "bodies.index"
_RECORD = Struct(">16sQII")  # its digest, where it begins, its length, its CRC-32
_KEY = 16
"Bytes of the index before its records: what the texts were made by."


class Bodies:
    """What is kept, as it stands when it is first asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site

    @cached_property
    def _index(self) -> bytes:
        return _index(self._site)

    @cached_property
    def _texts(self) -> int:
        """A descriptor of the file; -1 where there is none."""
        try:
            return os.open(self._site.work / _TEXTS, os.O_RDONLY | getattr(os, "O_BINARY", 0)) if self._index else -1
        except OSError:
            return -1

    def __del__(self) -> None:
        if self.__dict__.get("_texts", -1) >= 0:
            os.close(self._texts)

    def html(self, digest: str) -> str | None:
        if self._texts < 0:
            return None
        key, index, records = bytes.fromhex(digest), self._index, _at(self._index)
        at = bisect_left(records, key, key=lambda at: index[at : at + 16])
        if at == len(records) or index[records[at] : records[at] + 16] != key:
            return None
        _, start, length, check = _RECORD.unpack_from(index, records[at])
        made = _part(self._texts, start, length)
        return made.decode() if crc32(made) == check and len(made) == length else None


class Keeper:
    """Keeps more. What the disk refuses is not kept."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.label = labels(site)
        "What a paragraph's number is called."
        self._index = _index(site)
        self._added: dict[bytes, bytes] = {}
        self._waiting: list[bytes] = []
        self._weight = 0
        self._end = 0
        with suppress(OSError):
            self._end = os.stat(site.work / _TEXTS).st_size if self._index else 0  # noqa: PTH116

    def keep(self, digest: str, html: str) -> None:
        key, text = bytes.fromhex(digest), html.encode(errors="replace")
        if key not in self._added:
            self._added[key] = _RECORD.pack(key, self._end + self._weight, len(text), crc32(text))
            self._waiting.append(text)
            self._weight += len(text)
            if self._weight > 1 << 22:
                self._write()

    def close(self, live: Iterable[str]) -> None:
        """Puts the index in its place. The texts are written anew once most of them are of no body of `live`."""
        with suppress(OSError):
            self._write()
            known = {self._index[at : at + 16]: self._index[at : at + _RECORD.size] for at in _at(self._index)}
            known |= self._added
            wanted = set(map(bytes.fromhex, live))
            if len(known) > 2 * len(wanted) + 1000:
                known = self._shortened(known, wanted)
            _replace(self._site.work / _INDEX, _key(self._site) + b"".join(map(known.__getitem__, sorted(known))))

    def _write(self) -> None:
        self._site.work.mkdir(parents=True, exist_ok=True)
        with (self._site.work / _TEXTS).open("ab" if self._end else "wb") as file:
            for text in self._waiting:
                file.write(text)
            self._end = file.tell()
        self._waiting, self._weight = [], 0

    def _shortened(self, known: dict[bytes, bytes], wanted: set[bytes]) -> dict[bytes, bytes]:
        made: dict[bytes, bytes] = {}
        place = self._site.work / _TEXTS
        fresh = place.with_name(f"{_TEXTS}.{os.getpid()}.tmp")
        with place.open("rb") as file, fresh.open("wb") as into:
            for key in known.keys() & wanted:
                _, start, length, check = _RECORD.unpack(known[key])
                file.seek(start)
                made[key] = _RECORD.pack(key, into.tell(), length, check)
                into.write(file.read(length))
        fresh.replace(place)
        return made


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
    return range(_KEY, len(index), _RECORD.size)


def _part(file: int, start: int, length: int) -> bytes:
    if hasattr(os, "pread"):  # processes that are copies of one another share a file's position
        return os.pread(file, length, start)
    os.lseek(file, start, os.SEEK_SET)
    return os.read(file, length)


def _replace(place: Path, content: bytes) -> None:
    fresh = place.with_name(f"{place.name}.{os.getpid()}.tmp")
    fresh.write_bytes(content)
    fresh.replace(place)
