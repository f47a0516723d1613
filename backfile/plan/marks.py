"""What each article brings to pages, as digests: the keys of the parts that show it are made of them.

    marks.shown[7]   of all that a list shows of the article at position 7, its tags and its source as they are spelt
    marks.named[7]   of the names in it, its story, its reprints and related ones, as its own page shows them
    marks.whole[7]   of everything

Nothing of a page may depend on an article but by way of one of these, or by way of a part without a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from backfile.digests import joined as digest
from backfile.digests import of
from backfile.kept import Kept
from backfile.plan.shelf import Shelf

_NOTHING = bytes(16)


class Marks:
    def __init__(self, shelf: Shelf, program: bytes) -> None:
        """`program` stands for what else decides what is planned: the program and the settings."""
        self._shelf = shelf
        self._program = program

    def key(self, *pieces: bytes) -> bytes:
        """A part's key, of what it shows."""
        return digest(self._program, *pieces)

    def of_all(self, positions: Sequence[int], *, whole: bool = False, named: bool = False) -> bytes:
        found = b"".join(map((self.whole if whole else self.shown).__getitem__, positions))
        return found + (b"".join(map(self.named.__getitem__, positions)) if named else b"")

    @cached_property
    def shown(self) -> list[bytes]:
        """What its file says, mostly; and the names in it that pages write otherwise, or that have no page."""
        shelf, all_of = self._shelf, self._shelf.archive.outlines
        tags = {name: shelf.tag_named(name) for name in set().union(*all_of.tags)}
        sources = {name: shelf.source_named(name) for name in set(all_of.sources) if name}
        odd = {name: of(link) for name, link in tags.items() if link.text != name or not link.url}
        besides = {name: of(link) for name, link in sources.items() if link.text != name}
        if not (odd or besides):
            return list(all_of.said)
        rows = zip(all_of.said, all_of.tags, all_of.sources, strict=True)
        return [
            said
            if source not in besides and odd.keys().isdisjoint(tags)
            else digest(said, *(odd.get(tag, b"") for tag in tags), besides.get(source, b""))
            for said, tags, source in rows
        ]

    @cached_property
    def named(self) -> Kept[bytes] | list[bytes]:
        known = self._shelf.known
        if not known.facts and not any(known.related):
            return [_NOTHING] * len(self._shelf.articles)
        return Kept(self._named)

    @cached_property
    def whole(self) -> Kept[bytes]:
        of = self._shelf.archive.outlines
        return Kept(lambda position: digest(of.whole[position], self.named[position], self.shown[position]))

    @cached_property
    def _entities(self) -> list[bytes]:
        pairs = zip(self._shelf.known.entities, self._shelf.findings.links, strict=True)
        return [of((link, entity.kind)) for entity, link in pairs]

    def _named(self, position: int) -> bytes:
        known, findings, shown = self._shelf.known, self._shelf.findings, self.shown
        related = [(r.names, r.topics, r.word, shown[r.position]) for r in known.related[position]]
        if not known.facts:
            return of(related) if related else _NOTHING
        story, repeat = findings.story(position), findings.repeat(position)
        beside = [shown[p] for p in findings.beside(position)]
        repeated = [(r.same_source, r.changes, shown[p]) for p, r in findings.repeated.get(position, ())]
        entities = [(self._entities[e], mentions) for e, mentions in findings.named(position)]
        of_story = (story.slug, story.title, beside) if story else None
        leads = (repeat.same_source, repeat.changes, shown[repeat.of]) if repeat else None
        return of((findings.facts(position), entities, of_story, leads, repeated, related))
