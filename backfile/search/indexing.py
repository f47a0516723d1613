"""Makes the parts of the index that are not as they were, and names the files of all.

    .backfile/search/2016-2023/       what Pagefind wrote, less what the search page does not use, and our table
    .backfile/search/2016-2023.json   {"key": "9b1d…", "files": [["fragment/en_2f57f17.pf_fragment", 1105, "77a0…"], …]}

A part is as it was if its key is: a digest of its entries and of the program. So one edited article costs one part.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from backfile.config import Site
from backfile.model import Archive, Record
from backfile.publish.disk import put, remove, told
from backfile.search import engine, facets
from backfile.search.entries import Entry, entries, record, stemmed_as
from backfile.search.shards import divide
from backfile.templates import sources
from backfile.views import FileView, SearchIndex

_TABLE = "facets.json"
_ONCE = ("pagefind.js", "wasm.")
"Files that are the same in each part: the first part's are published, no other's."
_KEPT = ("pagefind-entry.json", "pagefind.", "index/", "fragment/")
"What else Pagefind writes are search boxes of its own, and programs for languages."


class _Made(Record, frozen=True):
    """A part as it was written."""

    key: str
    files: tuple[tuple[str, int, str], ...]
    "Path below the part's folder, size in bytes, digest; by path. None where its articles hold no word."


def index(archive: Archive, site: Site, progress: Callable[[str, int], object]) -> SearchIndex:
    """See `search.index`."""
    if site.offline:
        return SearchIndex((), ())
    place = site.work / "search"
    known = entries(archive, site)
    shards: list[str] = []
    files: list[FileView] = []
    names: set[str] = set()
    done = 0
    with told(site):
        place.mkdir(parents=True, exist_ok=True)
        for name, articles in divide(archive):
            members = [known[article.path] for article in articles]
            key = _key(members, site)
            made = _held(place, name, key)
            if made is None:
                progress("Articles indexed:", done)
                made = _make(place, name, key, members, site)
                done += len(members)
            if made.files:
                files += _published(place / name, made, first=not shards)
                shards.append(name)
            names.add(name)
        _clear(place, names)
    return SearchIndex(tuple(shards), tuple(files))


def _key(members: Sequence[Entry], site: Site) -> str:
    decides = (site.pagefind, _program(), site.settings.lang, members)
    return blake2b(msgspec.msgpack.encode(decides), digest_size=8).hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """A digest of what decides how an entry is indexed."""
    own = (file.read_text("utf-8") for file in sorted(Path(__file__).parent.glob("*.py")))
    return sources.digest([sources.engine(), *own])


def _held(place: Path, name: str, key: str) -> _Made | None:
    """The part as an earlier build made it, if that is what is wanted now and all of it is there."""
    try:
        made = msgspec.json.decode((place / f"{name}.json").read_bytes(), type=_Made)
        whole = {path: size for path, size, _ in made.files} == (dict(_sizes(place / name)) if made.files else {})
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return made if whole and made.key == key else None


def _sizes(folder: Path, below: str = "") -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as found:
        for item in found:
            if item.is_symlink():
                yield below + item.name, -1  # none of ours
            elif item.is_dir():
                yield from _sizes(folder / item.name, f"{below}{item.name}/")
            else:
                yield below + item.name, item.stat().st_size


def _make(place: Path, name: str, key: str, members: Sequence[Entry], site: Site) -> _Made:
    listing = place / f"{name}.json"
    listing.unlink(missing_ok=True)
    remove(place / name)
    found = engine.index((record(entry, site) for entry in members), stemmed_as(site))
    files = {path: content for path, content in found.items() if path.startswith((*_KEPT, *_programs(found)))}
    fragments = {path: content for path, content in files.items() if path.startswith("fragment/")}
    if fragments:
        files[_TABLE] = facets.table(members, fragments)
    else:
        files.clear()  # no article of the part holds a word
    for path, content in files.items():
        put(place / name / path, content)
    made = _Made(key, tuple((path, len(content), _digest(content)) for path, content in sorted(files.items())))
    listing.write_bytes(msgspec.json.encode(made))
    return made


def _programs(found: Mapping[str, bytes]) -> Iterator[str]:
    """The program that searches in the index's language."""
    for language in msgspec.json.decode(found["pagefind-entry.json"])["languages"].values():
        yield f"wasm.{language['wasm'] or 'unknown'}.pagefind"


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _published(folder: Path, made: _Made, *, first: bool) -> Iterator[FileView]:
    for path, _, digest in made.files:
        if first or not path.startswith(_ONCE):
            yield FileView(f"/search/index/{folder.name}/{path}", str(folder / path), digest)


def _clear(place: Path, names: set[str]) -> None:
    """Removes parts that the archive has no more."""
    for path in place.iterdir():
        if path.name.removesuffix(".json") not in names:
            remove(path)
