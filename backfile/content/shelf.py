"""What stands in `content/`: every file read and checked, and remembered in `.backfile/` by its stat.

scan(site).entries["2025/06/x"].article   → Article(path="2025/06/x", id="3fa0b1c2d4e5-1", …)

A file is read again when its time, size or inode differ, or when it was changed within two seconds of being read: one
that is written twice in the same tick of a coarse clock would otherwise pass for unchanged.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from backfile import frontmatter
from backfile.config import Site
from backfile.content import disk, shelving
from backfile.content.bodies import Keeper, made_by
from backfile.errors import InputError, Problem
from backfile.model import Article, Record, SeedRef

CACHE = "content.msgpack"
_SETTLING = 2_000_000_000  # nanoseconds

Stamp = tuple[int, int, int]
"Time of change in nanoseconds, size in bytes, inode."


class Entry(Record, frozen=True):
    """One file."""

    path: str
    stamp: Stamp
    sure: bool
    "Its time of change lay well before it was read."
    sha256: str
    "Of its bytes: where it has no id yet, its id comes from here."
    id: str | None = None
    "As written."
    readable: bool = True
    "Its front matter is."
    seed: SeedRef | None = None
    article: Article | None = None
    "None where there are problems. Its id is empty where the file has none."
    problems: tuple[Problem, ...] = ()
    note: Problem | None = None
    "Its Markdown could not be made into a page, which shows it as it was typed."

    def __reduce__(self) -> Any:
        """Sent to another process as the cache holds it: a fifth of the work of pickling each record."""
        try:
            return _received, (msgspec.msgpack.encode(self),)
        except UnicodeEncodeError:  # half of a surrogate pair
            return super().__reduce__()


def _received(packed: bytes) -> Entry:
    return msgspec.msgpack.decode(packed, type=Entry)


class Shelf(Record, frozen=True):
    """All files, by path."""

    entries: dict[str, Entry]
    faults: tuple[Problem, ...]
    "Of things that cannot be read at all: links, pipes, folders without permission."


class _Cache(Record, frozen=True):
    made_by: str
    entries: tuple[Entry, ...]


def read(site: Site) -> tuple[Article, ...]:
    """Every article, in order of path. Raises `InputError` with everything wrong in any of them.

    One that has no id yet carries the id that `settle` would give it.
    """
    return articles(scan(site))


def articles(shelf: Shelf) -> tuple[Article, ...]:
    """As `read`, of what stands on a shelf."""
    if found := problems(shelf):
        raise InputError(found)
    standing = {path: entry.article for path, entry in shelf.entries.items() if entry.article}
    for path, id_ in new_ids(shelf, {article.id for article in standing.values()}).items():
        standing[path] = msgspec.structs.replace(standing[path], id=id_)
    return tuple(standing.values())


def sound(site: Site) -> tuple[Article, ...]:
    """The articles whose own files have nothing wrong, in order of path: what can be looked at while others cannot."""
    return tuple(entry.article for entry in scan(site).entries.values() if entry.article)


def body(site: Site, path: str) -> str:
    """The Markdown of the article at `path` (below `content/`, without `.md`)."""
    with disk.told(site):
        raw = disk.read(f"{site.content}/{path}.md")
    return frontmatter.split(raw.decode("utf-8"))[1]


def new_ids(shelf: Shelf, taken: set[str]) -> dict[str, str]:
    """Ids for the sound files that have none: path → 12 digits of the file's SHA-256 and the first free ordinal."""
    ids: dict[str, str] = {}
    for path, entry in shelf.entries.items():
        if entry.id is None and entry.article is not None:
            ids[path] = next(id_ for n in count(1) if (id_ := f"{entry.sha256[:12]}-{n}") not in taken)
            taken.add(ids[path])
    return ids


def problems(shelf: Shelf) -> list[Problem]:
    """Everything wrong, in one list: in the files, between them, and with what is no file."""
    found = [*shelf.faults, *(problem for entry in shelf.entries.values() for problem in entry.problems)]
    ids: dict[str, str] = {}
    keys: dict[str, str] = {}
    for path, entry in shelf.entries.items():
        if entry.id is not None:
            first = ids.setdefault(entry.id, path)
            if first != path:
                hint = "give the copy an id of its own, or delete its “id” line and a build gives it one"
                what = f"the id {entry.id} is also that of content/{first}.md"
                found.append(Problem(f"content/{path}.md", 0, what, hint))
        first = keys.setdefault(shelving.key(path), path)
        if first != path:
            what = f"its address differs from that of content/{first}.md only in case or accents' composition"
            found.append(Problem(f"content/{path}.md", 0, what, "rename one of them"))
    return found


def scan(site: Site, jobs: int = 1) -> Shelf:
    """Every `.md` file below `content/`, in order of path; only what changed is read, in `jobs` processes."""
    known = _remembered(site)
    faults: list[Problem] = []
    with disk.told(site):
        found = sorted(_walk(str(site.content), "", faults))
        entries = {path: entry for path, stamp in found if (entry := _as_it_was(known.get(path), stamp))}
        stale = [(path, stamp, known.get(path)) for path, stamp in found if path not in entries]
        if stale:
            from backfile.content import reading

            bodies = Keeper(site)
            entries |= {entry.path: entry for entry in reading.read(site, stale, bodies, jobs)}
            entries = {path: entries[path] for path, _ in found}
            bodies.close(entry.article.body_digest for entry in entries.values() if entry.article)
    if stale or len(known) != len(entries):
        _remember(site, entries)
    return Shelf(entries, tuple(faults))


def _as_it_was(entry: Entry | None, stamp: Stamp) -> Entry | None:
    return entry if entry is not None and entry.sure and entry.stamp == stamp else None


def _walk(folder: str, below: str, faults: list[Problem]) -> Iterator[tuple[str, Stamp]]:
    """Paths without `.md`, each with its stat. Hidden names are passed over; links are not followed, but reported."""
    try:
        found = list(os.scandir(folder)) if below or Path(folder).is_dir() else []
    except OSError as error:
        faults.append(Problem(f"content/{below}", 0, f"cannot be listed: {error.strerror}", "let this user read it"))
        return
    for item in found:
        name = item.name
        if name.startswith("."):
            continue
        if item.is_file(follow_symlinks=False):
            if name.endswith(".md"):
                of = item.stat(follow_symlinks=False)
                yield below + name[:-3], (of.st_mtime_ns, of.st_size, of.st_ino)
        elif item.is_dir(follow_symlinks=False):
            yield from _walk(item.path, f"{below}{name}/", faults)
        elif item.is_symlink():
            if os.path.isdir(item.path) or name.endswith(".md"):  # noqa: PTH112 - `item.is_dir` fails on a loop
                what, hint = "is a symbolic link, and none is followed", "put the file or folder itself here"
                faults.append(Problem(f"content/{below}{name}", 0, what, hint))
        elif name.endswith(".md"):
            faults.append(Problem(f"content/{below}{name}", 0, "is not a file", "move it elsewhere"))


def _remembered(site: Site) -> dict[str, Entry]:
    """The cache; empty where there is none, another program wrote it or it is damaged."""
    try:
        cache = msgspec.msgpack.decode((site.work / CACHE).read_bytes(), type=_Cache)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}
    return {entry.path: entry for entry in cache.entries} if cache.made_by == made_by(site) else {}


def _remember(site: Site, entries: dict[str, Entry]) -> None:
    """Writes the cache. Where it cannot be written, or a name in it, all is read the same, only more slowly."""
    made = site.work / f"{CACHE}.{os.getpid()}.tmp"
    with suppress(OSError, UnicodeEncodeError):
        site.work.mkdir(parents=True, exist_ok=True)
        made.write_bytes(msgspec.msgpack.encode(_Cache(made_by(site), tuple(entries.values()))))
        made.replace(site.work / CACHE)
