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
from backfile.content.telling import Report
from backfile.errors import InputError, Problem
from backfile.model import SeedRef

_BOOKKEEPING = frozenset({"seed", "related"})


def write(seeds: Mapping[str, Seen], divide: Callable[[Sequence[str]], Iterable[Ready]], site: Site) -> Report:
    """Imports the articles of `seeds`, which are known by their files' names, into `content/`.

    `divide` gives the dumps of some of them, in their order, without those that cannot be read. Raises `InputError`,
    with the notes among its problems, once all sound files are done, where others could not be read; before anything
    is written, where `content/` holds links.
    """
    with disk.told(site):
        run = _Import(site, seeds)
        for dump in divide(run.wanted()):
            run.take(dump)
        run.note_copies()
        return run.finish()


class _Import:
    """One run: what is remembered, what stands, and what was done so far."""

    def __init__(self, site: Site, seeds: Mapping[str, Seen]) -> None:
        memory, shelved, self.moved = settling.settled(site)
        if shelved.faults:
            raise InputError(shelf.problems(shelved))
        self.site, self.seeds, self.standing = site, seeds, shelved.entries
        self.found = {entry.id for entry in self.standing.values() if entry.id is not None}
        self.index = Index(memory.values())
        self.index.changed.clear()
        aliases: list[str] = []
        for entry in self.standing.values():
            aliases += entry.article.aliases if entry.article else ()
            if entry.id is not None and entry.id not in memory:
                self.index.take(entry.id)
                if entry.article is not None and entry.seed is not None:
                    self.index.put(settling.adopted(entry, entry.id))
        self.shelves = Shelves((*self.standing, *aliases, *(entry.path for entry in memory.values())))
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

    def states(self, file: str) -> list[tuple[str, str]]:
        """Of the articles that a seed holds: (id, state)."""
        found = (entry for entry in self.index.filed(file) if entry.fields and not entry.gone)
        return [(entry.id, self.state(entry)) for entry in found]

    def pass_by(self, file: str) -> bool:
        """Counts the articles of a seed that would be imported as they are; False if they must be looked at."""
        before = self.before.get(file)
        if not before or marks.mark(self.seeds[file].label, self.index.filed(file)) != before:
            return False
        states = self.states(file)
        if any(state == "astray" for _, state in states):
            return False
        for id_, state in states:
            self.done(id_, "unchanged" if state == "here" else "deleted")
        self.marks[file] = before
        return True

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
        state = self.state(entry)
        if state == "here" and only is None and merging.settled(entry.fields, entry.offered, digests):
            self.done(entry.id, "unchanged")
        elif state == "astray":  # `read` says what is wrong with the file; until that is mended it is let be
            self.done(entry.id, "unchanged")
            entry = self.index.entries[entry.id]
        else:
            entry = self.merge_file(entry, given, only) if state == "here" else self.pass_over(entry, given, only)
        self.index.put(entry)

    def state(self, entry: Remembered) -> str:
        """Whether the file is `here`, was `deleted` by a person, or is `astray`: somewhere, but not to be touched."""
        here = self.standing.get(entry.path)
        if self.did.get(entry.id) == "created" or (here is not None and here.readable and here.id == entry.id):
            return "here"
        unsure = here is not None and (not here.readable or here.id is None)
        return "astray" if unsure or entry.id in self.found else "deleted"

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
        if self.state(entry) != "deleted":
            self.lost += 1
            self.notes.append(telling.lost(entry.path, entry.seed.file))

    def note_copies(self) -> None:
        """Lists in each article the other seeds that hold the same bytes."""
        for id_ in sorted(self.did, key=imported.order):
            entry = self.index.entries[id_]
            if entry.seed is None or not (entry.seed.also or entry.seed.file in self.copies):
                continue
            file, sha256, also = entry.seed.file, entry.seed.sha256, entry.seed.also
            copies = {*also, *self.copies.get(file, ())}
            now = tuple(sorted(copy for copy in copies if copy[0] != file and copy[1] == sha256 and self.stands(*copy)))
            if now != also:
                seed = msgspec.structs.replace(entry.seed, also=now)
                given = {"seed": fields.seed_field(seed)}
                self.merge(msgspec.structs.replace(entry, seed=seed), given, fields.digests(given), ("seed",))

    def remember(self) -> None:
        """Marks the seeds that were taken, and those whose articles note other copies now."""
        changed = (self.index.entries[id_].seed for id_ in self.index.changed)
        for file in {*self.taken, *(seed.file for seed in changed if seed)} & self.seeds.keys():
            seen, states = self.seeds[file], self.states(file)
            whole = self.present[file] == seen.sha256 and self.taken.get(file, len(states)) == len(states)
            if whole and all(state != "astray" for _, state in states):
                self.marks[file] = marks.mark(seen.label, self.index.filed(file))
        found = {file: mark for file, mark in self.marks.items() if mark}
        if found != self.before:
            marks.save(self.site, found)

    def finish(self) -> Report:
        entries = self.index.entries
        if self.index.changed:
            imported.save(self.site, entries, set(map(imported.name, self.index.changed)))
        self.remember()
        unreadable = not all(entry.readable for entry in self.standing.values())
        if unreadable and (problems := shelf.problems(shelf.scan(self.site))):  # none, if mended meanwhile
            raise InputError([*problems, *self.notes])
        did = Counter(self.did.values())
        spared = sum(bool(entries[id_].offered) for id_, what in self.did.items() if what != "deleted")
        return Report(
            created=did["created"],
            updated=did["updated"],
            unchanged=did["unchanged"],
            spared=spared,
            deleted=did["deleted"],
            moved=self.moved,
            lost=self.lost,
            notes=tuple(sorted(self.notes)),
        )
