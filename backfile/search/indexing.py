"""Makes the parts of the index that are not as they were, and names the files of all.

    .backfile/search/2016-2023/       what Pagefind wrote, less what the search page does not use, and our table
    .backfile/search/2016-2023.json   {"key": "9b1d…", "files": [["fragment/en_2f57f17.pf_fragment", 1105, "77a0…"], …]}

A part is as it was if its key is: a digest of its entries and of the program. So one edited article costs one part.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from backfile.config import Site
from backfile.model import Archive, Record
from backfile.publish.disk import remove, told
from backfile.search import engine, facets
from backfile.search.entries import Entry, entries, record, stemmed_as
from backfile.search.shards import divide
from backfile.templates import sources
from backfile.views import FileView, SearchIndex, Shard

_TABLE = "facets.json"
_ONCE = ("pagefind.js", "wasm.")
"Files that are the same in each part: the first part's are published, no other's."


class _Made(Record, frozen=True):
    """A part as it was written."""

    key: str
    files: tuple[tuple[str, int, str], ...]
    "Path below the part's folder, size in bytes, digest; by path. None where its articles hold no word."


def index(archive: Archive, site: Site, progress: Callable[[str, int], object]) -> SearchIndex | None:
    """The index of `archive`; None where search is switched off or Pagefind is not installed.

    Empty for a folder that is opened from disk, where no browser lets a page search. Raises `InputError` where Pagefind
    fails or the disk refuses.
    """
    if not site.pagefind:
        return None
    if site.offline:
        return SearchIndex((), ())
    place = site.work / "search"
    known = entries(archive, site)
    shards: list[Shard] = []
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
                shards.append(Shard(name, key))
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
        whole = {path: size for path, size, _ in made.files} == dict(_sizes(place / name))
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
    folder, listing = place / name, place / f"{name}.json"
    listing.unlink(missing_ok=True)
    remove(folder)
    engine.write((record(entry, site) for entry in members), stemmed_as(site), folder)
    if (folder / "fragment").is_dir():
        _thin(folder)
        (folder / _TABLE).write_bytes(facets.table(members, folder))
    else:
        remove(folder)
        folder.mkdir()
    files = tuple((path, size, _digest(folder / path)) for path, size in sorted(_sizes(folder)))
    made = _Made(key, files)
    listing.write_bytes(msgspec.json.encode(made))
    return made


def _digest(file: Path) -> str:
    return blake2b(file.read_bytes(), digest_size=16).hexdigest()


def _thin(folder: Path) -> None:
    """Takes out what belongs to Pagefind's own search boxes, and all its programs for languages but ours."""
    entry = msgspec.json.decode((folder / "pagefind-entry.json").read_bytes())
    spoken = {found["wasm"] or "unknown" for found in entry["languages"].values()}
    kept = {"pagefind.js", "pagefind-entry.json", *(f"wasm.{name}.pagefind" for name in spoken)}
    for file in folder.iterdir():
        if file.is_file() and file.name not in kept and file.suffix != ".pf_meta":
            file.unlink()


def _published(folder: Path, made: _Made, *, first: bool) -> Iterator[FileView]:
    for path, _, digest in made.files:
        if first or not path.startswith(_ONCE):
            yield FileView(f"/search/index/{folder.name}/{path}", str(folder / path), digest)


def _clear(place: Path, names: set[str]) -> None:
    """Removes parts that the archive has no more."""
    for path in place.iterdir():
        if path.name.removesuffix(".json") not in names:
            remove(path)
