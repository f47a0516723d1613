"""`write`: seeds → files, carried out decision by decision.

    new article      → a file on its shelf
    known article    → its file merged field by field
    deleted by hand  → left deleted
    lost by its seed → left, and told
    seed as it was   → not even divided

Files come first and the memory last, so that an import that dies half-way is simply run again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from backfile import frontmatter
from backfile.config import Site
from backfile.content import disk, fields, imported, marks, merging, recall, settling, shelf, telling
from backfile.content.imported import Remembered
from backfile.content.marks import Seen
from backfile.content.matching import Index, identify, where
from backfile.content.ready import Made, Ready, refiled, text
from backfile.content.shelving import Shelves
from backfile.content.table import READABLE
from backfile.content.telling import Report
from backfile.errors import InputError, Problem
from backfile.model import SeedRef

_BOOKKEEPING = frozenset({"seed", "related"})


def write(
    seeds: Mapping[str, Seen], divide: Callable[[Sequence[str]], Iterable[Ready]], site: Site, jobs: int = 1
) -> Report:
    """Imports the articles of `seeds`, which are known by their files' names, into `content/`.

    `divide` gives the dumps of some of them, in their order, without those that cannot be read. What stands in
    `content/` is read in `jobs` processes. Raises `InputError`, with the notes among its problems, once all sound files
    are done, where others could not be read; before anything is written, where `content/` holds links.
    """
    with disk.told(site):
        run = _Import(site, seeds, jobs)
        for dump in divide(run.wanted()):
            run.take(dump)
        run.note_copies()
        return run.finish()


class _Import:
    """One run: what is remembered, what stands, and what was done so far."""

    def __init__(self, site: Site, seeds: Mapping[str, Seen], jobs: int) -> None:
        memory, shelved, self.moved = settling.settled(site, jobs=jobs)
        if shelved.faults:
            raise InputError(shelf.problems(shelved))
        self.site, self.seeds = site, seeds
        astray = map(shelved.table.path.__getitem__, shelved.table.lacking(READABLE))
        self.standing = shelved.ids | dict.fromkeys(astray, "")
        "The id in each file: None where it has none, empty where it cannot be read."
        self.found = set(filter(None, self.standing.values()))
        self.index = Index(memory)
        for path, id_ in shelved.ids.items():
            if id_ is not None and id_ not in memory:
                entry = shelved.entries[path]
                self.index.reserve(id_)
                if entry.article is not None and entry.seed is not None:
                    self.index.put(settling.adopted(path, entry, id_))
        self.shelves = Shelves((*self.standing, *shelved.aliases(), *memory.paths.values()))
        self.present = {file: seen.sha256 for file, seen in seeds.items()}
        self.copies: dict[str, set[tuple[str, str]]] = {}
        self.did: dict[str, str] = {}
        self.before, self.marks = marks.load(site), dict[str, str]()
        self.taken: dict[str, int] = {}
        self.lost = 0
        self.notes: list[Problem] = []

    def stands(self, file: str, sha256: str) -> bool:
        """Whether a seed has these bytes: one of this run by what was seen, another by what is on the disk."""
        return self.present[file] == sha256 if file in self.present else recall.stands(self.site, file, sha256)

    def wanted(self) -> list[str]:
        """The seeds to be divided, in the order to take them. Counts the articles of the others as unchanged.

        A known path with new bytes may be a corrected seed, or its old bytes go by another name now and are that
        seed's: so it comes last.
        """
        wanted, later = [], []
        for file, seen in self.seeds.items():
            how, filed = where(self.index, file, seen.sha256, self.stands)
            if how == "changed":
                later.append(file)
            elif how == "copy" and seen.told:
                self.copies.setdefault(filed, set()).add((file, seen.sha256))
            elif not (how == "same" and seen.told and self.pass_by(file)):
                wanted.append(file)
        return wanted + later

    def pass_by(self, file: str) -> bool:
        """Counts the articles of a seed that would be imported as they are; False if they must be looked at."""
        before = self.before.get(file)
        if not before or self.mark(file) != before:
            return False
        entries = self.index.entries
        for id_ in self.index.by_file[file]:
            if not entries.filed(id_).gone:
                gone = self.state(id_, entries.paths[id_]) == "deleted"
                self.done(id_, "deleted" if gone else "unchanged")
        self.marks[file] = before
        return True

    def mark(self, file: str) -> str:
        ids = sorted(self.index.by_file.get(file, ()))
        return marks.mark(self.seeds[file].label, map(self.index.entries.line, ids))

    def take(self, dump: Ready) -> None:
        """Imports one dump."""
        file, sha256 = dump.file, dump.sha256
        self.taken[file] = len(dump.articles)
        self.present[file] = sha256  # it may have been written since it was seen
        found = identify(self.index, file, sha256, dump.articles, self.stands)
        if found.how == "copy":
            self.copies.setdefault(found.file, set()).add((file, sha256))
            return
        # From the foot of the page up: a page stands newest first, so of two headlines alike the later gets the `-2`.
        for number, (id_, made) in reversed(list(enumerate(zip(found.ids, dump.articles, strict=True)))):
            old = self.index.entries.get(id_)
            also = old.seed.also if old and old.seed and old.seed.sha256 == sha256 else ()
            seed = SeedRef(file, sha256, made.spans, also)
            if also or found.ids != dump.ids:
                made = refiled(made, found.ids, number, seed)
            if old is None:
                self.create(Remembered(id_, "", seed, made.title, made.sentences, made.digests), made)
            else:
                changes = {"seed": seed, "title": made.title, "sentences": made.sentences, "gone": False}
                self.merge(msgspec.structs.replace(old, **changes), made.fields, made.digests)
        for id_ in found.lost:
            self.lose(self.index.entries[id_])

    def create(self, entry: Remembered, made: Made) -> None:
        """Gives a new article its file."""
        path = self.shelves.place(made.shelf, made.slug or entry.id)
        disk.replace(self.site, self.site.content / f"{path}.md", text(made).encode())
        self.did[entry.id] = "created"
        self.index.put(msgspec.structs.replace(entry, path=path))

    def merge(
        self, entry: Remembered, given: dict[str, Any], digests: dict[str, str], only: tuple[str, ...] | None = None
    ) -> None:
        """Brings a known article's file up to date, but for what a person did to it."""
        state = self.state(entry.id, entry.path)
        if state == "here" and only is None and merging.settled(entry.fields, entry.offered, digests):
            self.done(entry.id, "unchanged")
        elif state == "astray":  # `read` says what is wrong with the file; until that is mended it is let be
            self.done(entry.id, "unchanged")
            entry = self.index.entries[entry.id]
        else:
            entry = self.merge_file(entry, given, only) if state == "here" else self.pass_over(entry, given, only)
        self.index.put(entry)

    def state(self, id_: str, path: str) -> str:
        """Whether the file is `here`, was `deleted` by a person, or is `astray`: somewhere, but not to be touched."""
        here = self.standing.get(path)
        if self.did.get(id_) == "created" or here == id_:
            return "here"
        unsure = path in self.standing and not here
        return "astray" if unsure or id_ in self.found else "deleted"

    def merge_file(self, entry: Remembered, given: dict[str, Any], only: tuple[str, ...] | None) -> Remembered:
        file = self.site.content / f"{entry.path}.md"
        raw = file.read_bytes()
        text = raw.decode("utf-8")
        front = frontmatter.read(text)
        merged = merging.merge(entry.fields, entry.offered, given, {**front.meta, "body": front.body}, only)
        if merged.changes:
            body = merged.changes.get("body")
            keys = {key: value for key, value in merged.changes.items() if key != "body"}
            disk.replace(self.site, file, frontmatter.update(text, keys, body).encode(), raw)
        self.done(entry.id, "updated" if merged.changes else "unchanged")
        self.notes += telling.spared(entry.path, front.lines, merged.spared)
        return msgspec.structs.replace(entry, fields=merged.fields, offered=merged.offered)

    def pass_over(self, entry: Remembered, given: dict[str, Any], only: tuple[str, ...] | None) -> Remembered:
        """A deleted article stays deleted; that its seed has changed since is told once."""
        merged = merging.merge(entry.fields, entry.offered, given, None, only)
        told = [key for key in merged.spared if key not in _BOOKKEEPING]
        if told:
            self.notes.append(telling.deleted(entry.path, told))
        self.done(entry.id, "deleted")
        return msgspec.structs.replace(entry, fields=merged.fields, offered=merged.offered)

    def done(self, id_: str, what: str) -> None:
        if self.did.get(id_, "unchanged") == "unchanged":
            self.did[id_] = what

    def lose(self, entry: Remembered) -> None:
        """The seed no longer holds the article: its file is kept."""
        if entry.gone or entry.seed is None:
            return
        self.index.put(msgspec.structs.replace(entry, gone=True))
        if self.state(entry.id, entry.path) != "deleted":
            self.lost += 1
            self.notes.append(telling.lost(entry.path, entry.seed.file))

    def note_copies(self) -> None:
        """Lists in each article the other seeds that hold the same bytes."""
        for id_ in sorted(self.did, key=imported.order):
            seed = self.index.entries.filed(id_).seed
            if seed is None or not (seed.also or seed.file in self.copies):
                continue
            file, sha256, also = seed.file, seed.sha256, seed.also
            copies = {*also, *self.copies.get(file, ())}
            now = tuple(sorted(copy for copy in copies if copy[0] != file and copy[1] == sha256 and self.stands(*copy)))
            if now != also:
                entry = self.index.entries[id_]
                whole = SeedRef(file, sha256, entry.seed.spans if entry.seed else (), now)
                given = {"seed": fields.seed_field(whole)}
                self.merge(msgspec.structs.replace(entry, seed=whole), given, fields.digests(given), ("seed",))

    def remembered(self, files: Iterable[str]) -> dict[str, str]:
        """The marks of the seeds that were passed by and of such of these `files` as need no other look."""
        for file in self.seeds.keys() & files:
            seen, entries = self.seeds[file], self.index.filed(file)
            held = [entry for entry in entries if not entry.gone]
            same = self.present[file] == seen.sha256 and self.taken.get(file, len(held)) == len(held)
            astray = any(self.state(entry.id, entry.path) == "astray" for entry in held)
            self.marks[file] = self.mark(file) if same and not astray and marks.lasting(entries) else ""
        return {file: mark for file, mark in self.marks.items() if mark}

    def finish(self) -> Report:
        entries = self.index.entries
        changed = {seed.file for id_ in entries.changed if (seed := entries.filed(id_).seed)}
        looked_at = changed.union(self.taken)
        found = self.remembered(looked_at)
        spared = [id_ for file in looked_at for id_ in self.index.by_file.get(file, ()) if entries[id_].offered]
        if entries.changed:
            imported.save(self.site, entries)
        if found != self.before:
            marks.save(self.site, found)
        unreadable = "" in self.standing.values()
        if unreadable and (problems := shelf.problems(shelf.scan(self.site))):  # none, if mended meanwhile
            raise InputError([*problems, *self.notes])
        did = Counter(self.did.values())
        counts = {what: did[what] for what in ("created", "updated", "unchanged", "deleted")}
        still = sum(self.did.get(id_, "deleted") != "deleted" for id_ in spared)
        return Report(**counts, spared=still, moved=self.moved, lost=self.lost, notes=tuple(sorted(self.notes)))
