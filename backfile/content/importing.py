"""`write`: divided seeds → files, carried out decision by decision.

    new article      → a file on its shelf
    known article    → its file merged field by field
    deleted by hand  → left deleted
    lost by its seed → left, and told

Files come first and the memory last, so that an import that dies half-way is simply run again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec

from backfile import frontmatter
from backfile.config import Site
from backfile.content import disk, fields, imported, merging, recall, settling, shelf, shelving, telling
from backfile.content.imported import Remembered
from backfile.content.matching import How, Index, identify, where
from backfile.content.telling import Report
from backfile.errors import InputError, Problem
from backfile.model import Divided, Seed, SeedRef

_BOOKKEEPING = frozenset({"seed", "related"})


def write(divided: Iterable[Divided], site: Site) -> Report:
    """Imports the articles of `divided` into `content/`.

    Raises `InputError`, with the notes among its problems, once all sound files are done, where others could not be
    read; before anything is written, where `content/` holds links.
    """
    with disk.told(site):
        run = _Import(site)
        later = []
        for dump in divided:
            # Whether a known path with new bytes is a corrected seed, or its old bytes go by another name now, shows
            # only when all have been seen.
            if run.sees(dump.seed) == "changed":
                later.append(dump)
            else:
                run.take(dump)
        for dump in later:
            run.take(dump)
        run.note_copies()
        return run.finish()


class _Import:
    """One run: what is remembered, what stands, and what was done so far."""

    def __init__(self, site: Site) -> None:
        memory, shelved, self.moved = settling.settled(site)
        if shelved.faults:
            raise InputError(shelf.problems(shelved))
        self.site, self.standing = site, shelved.entries
        self.found = {entry.id for entry in self.standing.values() if entry.id is not None}
        self.index = Index(memory.values())
        aliases: list[str] = []
        for entry in self.standing.values():
            aliases += entry.article.aliases if entry.article else ()
            if entry.id is not None and entry.id not in memory:
                self.index.take(entry.id)
                if entry.article is not None and entry.seed is not None:
                    self.index.put(settling.adopted(entry, entry.id))
        paths = (*self.standing, *aliases, *(entry.path for entry in memory.values()))
        self.taken = set(map(shelving.key, paths))
        self.present: dict[str, str] = {}
        self.copies: dict[str, set[tuple[str, str]]] = {}
        self.did: dict[str, str] = {}
        self.lost = 0
        self.notes: list[Problem] = []

    def stands(self, file: str, sha256: str) -> bool:
        """Whether a seed has these bytes: one of this run by what was seen, another by what is on the disk."""
        return self.present[file] == sha256 if file in self.present else recall.stands(self.site, file, sha256)

    def sees(self, seed: Seed) -> How:
        file = fields.whole(seed.file)
        self.present[file] = seed.sha256
        return where(self.index, file, seed.sha256, self.stands)[0]

    def take(self, dump: Divided) -> None:
        """Imports one dump."""
        file, sha256 = fields.whole(dump.seed.file), dump.seed.sha256
        found = identify(self.index, file, sha256, dump.articles, self.stands)
        if found.how == "copy":
            self.copies.setdefault(found.file, set()).add((file, sha256))
            return
        numbered = list(enumerate(zip(found.ids, dump.articles, strict=True)))
        # From the foot of the page up: a page stands newest first, so of two headlines alike the later gets the `-2`.
        for number, (id_, draft) in reversed(numbered):
            old = self.index.entries.get(id_)
            also = old.seed.also if old and old.seed and old.seed.sha256 == sha256 else ()
            seed = SeedRef(file, sha256, draft.spans, also)
            given = fields.given(draft, found.ids, number, seed)
            title = fields.title(draft)
            same = old is not None and not old.offered and old.fields.get("body") == fields.digest(given["body"])
            sentences = old.sentences if old and same else fields.sentences(draft)
            if old is None:
                path = shelving.path(draft, id_, self.taken, keep_scripts=self.site.settings.slug_unicode)
                self.create(Remembered(id_, path, seed, title, sentences), given)
            else:
                entry = msgspec.structs.replace(old, seed=seed, title=title, sentences=sentences, gone=False)
                self.merge(entry, given)
        for id_ in found.lost:
            self.lose(self.index.entries[id_])

    def create(self, entry: Remembered, given: dict[str, Any]) -> None:
        """Gives a new article its file."""
        meta = {"id": entry.id, **given}
        body = meta.pop("body")
        text = frontmatter.write(meta, body)
        disk.replace(self.site, self.site.content / f"{entry.path}.md", text.encode())
        self.taken.add(shelving.key(entry.path))
        self.did[entry.id] = "created"
        self.index.put(msgspec.structs.replace(entry, fields=fields.digests(given)))

    def merge(self, entry: Remembered, given: dict[str, Any], only: tuple[str, ...] | None = None) -> None:
        """Brings a known article's file up to date, but for what a person did to it."""
        state = self.state(entry)
        if state == "here" and only is None and merging.settled(entry.fields, entry.offered, fields.digests(given)):
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
            if entry.seed is None:
                continue
            file, sha256, also = entry.seed.file, entry.seed.sha256, entry.seed.also
            copies = {*also, *self.copies.get(file, ())}
            now = tuple(sorted(copy for copy in copies if copy[0] != file and copy[1] == sha256 and self.stands(*copy)))
            if now != also:
                seed = msgspec.structs.replace(entry.seed, also=now)
                self.merge(msgspec.structs.replace(entry, seed=seed), {"seed": fields.seed_field(seed)}, ("seed",))

    def finish(self) -> Report:
        entries = self.index.entries
        imported.save(self.site, entries)
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
