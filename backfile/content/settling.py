"""Files that a person wrote, moved or renamed: each gets its id, and leaves its former path as an alias.

follow(memory, shelf) → Followed(memory with new paths, (("2025/07/x", {"aliases": ["2025/06/x"]}),), 1)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from backfile import frontmatter
from backfile.config import Site
from backfile.content import disk, imported, shelf
from backfile.content.entries import Entry
from backfile.content.imported import Memory, Remembered
from backfile.content.shelf import Shelf
from backfile.content.table import NOTED
from backfile.content.telling import Report
from backfile.errors import InputError, Problem
from backfile.model import Gathered, Record
from backfile.walk import Walked

Edit = tuple[str, dict[str, Any]]
"A path, and the keys of its front matter to change."


class Followed(Record, frozen=True):
    """What is where: a decision, not yet carried out."""

    memory: Memory
    edits: tuple[Edit, ...]
    moved: int


def settle(site: Site) -> Report:
    """Writes an id into each handwritten article and aliases into each moved one; remembers where all of them are.

    Files with problems are left alone: `read` reports them.
    """
    return _settle(site, 1, None)[0]


def articles(site: Site, jobs: int = 1, walked: Walked | None = None) -> tuple[Gathered, Report]:
    """Settles, then reads: every article, and what was done. Raises `InputError` as `read` does."""
    report, standing = _settle(site, jobs, walked)
    return shelf.articles(shelf.scan(site) if report.named else standing), report


def _settle(site: Site, jobs: int, walked: Walked | None) -> tuple[Report, Shelf]:
    standing = shelf.scan(site, jobs, walked)
    notes = tuple(entry.note for _, entry in standing.having(NOTED) if entry.note)
    _check(site)
    astray, new = imported.compared(site, standing.ids)
    taken: Collection[str] = [id_ for id_, _ in astray]
    named, moved = set(standing.ids.values()), 0
    if any(id_ in named or path in standing.ids for id_, path in astray):  # not merely deleted
        taken, standing, moved = settled(site, standing)
        new = [path for path, id_ in standing.ids.items() if id_ not in taken]
    if not new:
        return Report(moved=moved, notes=notes), standing
    ids = shelf.new_ids(standing, taken)
    known = ((path, standing.entries[path], ids.get(path) or standing.ids[path]) for path in new)
    memory = imported.added(site, [adopted(path, entry, id_) for path, entry, id_ in known if id_ and entry.article])
    with disk.told(site):
        apply(site, ((path, {"id": id_}) for path, id_ in ids.items()))
        imported.save(site, memory)
    return Report(named=len(ids), moved=moved, notes=notes), standing


def held(site: Site) -> frozenset[str]:
    """The id of every article in `content/`, sound or not; one that a build has still to give is none."""
    return frozenset(filter(None, shelf.scan(site).ids.values()))


def settled(site: Site, standing: Shelf | None = None, jobs: int = 1) -> tuple[Memory, Shelf, int]:
    """The memory and what stands in `content/`, after moved files have been followed."""
    _check(site)
    memory, standing = imported.load(site), standing or shelf.scan(site, jobs)
    found = follow(memory, standing)
    if found.edits or found.memory.changed:
        with disk.told(site):
            apply(site, found.edits)
            imported.save(site, found.memory)
        standing = shelf.scan(site) if found.edits else standing
    return found.memory, standing, found.moved


def _check(site: Site) -> None:
    """Raises `InputError` where the memory lies elsewhere."""
    if (site.content / imported.FOLDER).is_symlink():
        hint = "put the folder itself in its place"
        raise InputError([Problem(f"content/{imported.FOLDER}", 0, "is a symbolic link, and none is followed", hint)])


def follow(memory: Memory, standing: Shelf) -> Followed:
    """Finds the remembered articles that are no longer where they were. Pure."""
    ids = standing.ids
    astray = [(id_, path) for id_, path in memory.paths.items() if ids.get(path) != id_]
    if not astray:
        return Followed(memory, (), 0)
    places: dict[str, list[str]] = {}
    for path, id_ in ids.items():
        if id_ is not None:
            places.setdefault(id_, []).append(path)
    now, moved = memory.copy(), 0
    edits: list[Edit] = []
    for id_, path in astray:
        here = standing.entries.get(path)
        old = memory[id_]
        found = places.get(id_, [])
        article = standing.entries[found[0]].article if len(found) == 1 else None
        if article is not None:
            aliases = [alias for alias in article.aliases if alias != article.path]
            if here is None and old.path not in aliases:
                aliases.append(old.path)
            if aliases != list(article.aliases):
                edits.append((article.path, {"aliases": aliases or None}))
            now.put(msgspec.structs.replace(old, path=article.path))
            moved += 1
        elif not found and here is not None and here.id is None and here.article and (here.seed or not old.seed):
            # Somebody deleted the `id` line: the article is known by its place.
            edits.append((old.path, {"id": id_}))
    return Followed(now, tuple(edits), moved)


def adopted(path: str, entry: Entry, id_: str) -> Remembered:
    """What can be remembered of a file that is not: a handwritten one, or what an interrupted import wrote."""
    title = entry.article.title if entry.article else ""
    return Remembered(id_, path, entry.seed, title if entry.seed else "")


def apply(site: Site, edits: Iterable[Edit]) -> None:
    """Makes the edits, each leaving every other byte of its file alone."""
    for path, changes in edits:
        file = site.content / f"{path}.md"
        raw = file.read_bytes()
        disk.replace(site, file, frontmatter.update(raw.decode("utf-8"), changes).encode(), raw)
