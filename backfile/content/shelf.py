"""What stands in `content/`: every file read and checked, and remembered in `.backfile/` by its stat.

scan(site).entries["2025/06/x"].article   → Article(path="2025/06/x", id="3fa0b1c2d4e5-1", …)

A file is read again when its time, size or inode differ, or when it was changed within two seconds of being read: one
that is written twice in the same tick of a coarse clock would otherwise pass for unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import compress, count
from pathlib import Path
from typing import Any

import msgspec

from backfile import frontmatter, walk
from backfile.config import Site
from backfile.content import disk, shelving, stored
from backfile.content.bodies import Keeper, made_by
from backfile.content.entries import ENTRIES, Entries, Entry, opened
from backfile.content.pieces import Adding, shortened
from backfile.content.table import FAULTY, NAMED, PATH, SOUND, Row, Table
from backfile.errors import InputError, Problem
from backfile.kept import taken
from backfile.model import Article, Gathered
from backfile.walk import Found, Stamp, Walked

TABLE = "content.table"
_SPARE = 1 << 20
"Bytes of entries of nothing that stands any more, beside as many as of what does, before they are cleared away."

Stale = tuple[str, Stamp, str]
"A file's path without `.md`, its stat, and the SHA-256 that it had when it was last read."


class Shelf:
    """All files, by path."""

    def __init__(self, of: Table, entries: Entries, faults: tuple[Problem, ...]) -> None:
        """`faults` are of things that cannot be read at all: links, pipes, folders without permission."""
        self.table, self.entries, self.faults = of, entries, faults

    @cached_property
    def ids(self) -> dict[str, str | None]:
        """By path, as written."""
        unnamed = map(self.table.path.__getitem__, self.table.lacking(NAMED))
        return dict(zip(self.table.path, self.table.id, strict=True)) | dict.fromkeys(unnamed)

    def having(self, flag: int) -> Iterator[tuple[str, Entry]]:
        """Those of a kind, with their paths."""
        return ((self.table.path[number], self.entries.at(number)) for number in self.table.having(flag))

    def aliases(self) -> Iterator[str]:
        """Where articles stood before."""
        for number in compress(count(), self.table.outlines().moved):
            article = self.entries.at(number).article
            yield from article.aliases if article else ()


def read(site: Site) -> tuple[Article, ...]:
    """Every article, in order of path. Raises `InputError` with everything wrong in any of them.

    One that has no id yet carries the id that `settle` would give it.
    """
    return tuple(articles(scan(site)))


def articles(shelf: Shelf) -> Gathered:
    """As `read`, of what stands on a shelf."""
    if found := problems(shelf):
        raise InputError(found)
    of, entries = shelf.table, shelf.entries
    ids = new_ids(shelf)

    def article(number: int) -> Article:
        entry = entries.at(number)
        if entry.article is None:  # what was kept of it is lost, and its file is not what it was a moment ago
            raise InputError(entry.problems)
        id_ = ids.get(entry.article.path)
        return msgspec.structs.replace(entry.article, id=id_) if id_ else entry.article

    named = [ids.get(path, id_) for path, id_ in zip(of.path, of.id, strict=True)]
    return Gathered(msgspec.structs.replace(of.outlines(), ids=named), article)


def sound(site: Site) -> tuple[Article, ...]:
    """The articles whose own files have nothing wrong, in order of path: what can be looked at while others cannot."""
    return tuple(entry.article for _, entry in scan(site).having(SOUND) if entry.article)


def look(site: Site, path: str) -> Article | None:
    """The article at `path` as it is now, whatever is remembered of it; None where it has none, or something wrong."""
    from backfile.content.reading import Reader

    return Reader(site).entry(path).article


def body(site: Site, path: str) -> str:
    """The Markdown of the article at `path` (below `content/`, without `.md`)."""
    with disk.told(site):
        raw = disk.read(f"{site.content}/{path}.md")
    return frontmatter.split(raw.decode("utf-8"))[1]


def new_ids(shelf: Shelf, taken: Iterable[str] = ()) -> dict[str, str]:
    """Ids for the sound files that have none: path → 12 digits of the file's SHA-256 and the first free ordinal."""
    ids: dict[str, str] = {}
    unnamed = [number for number in shelf.table.lacking(NAMED) if shelf.table.flags[number] & SOUND]
    used = {*taken, *filter(None, shelf.table.id)} if unnamed else set()
    for number in unnamed:
        sha256 = shelf.entries.at(number).sha256
        made = next(id_ for n in count(1) if (id_ := f"{sha256[:12]}-{n}") not in used)
        ids[shelf.table.path[number]] = made
        used.add(made)
    return ids


def problems(shelf: Shelf) -> list[Problem]:
    """Everything wrong, in one list: in the files, between them, and with what is no file."""
    found = [*shelf.faults, *(problem for _, entry in shelf.having(FAULTY) for problem in entry.problems)]
    paths = shelf.table.path
    named = list(filter(None, shelf.table.id))
    if len(set(named)) == len(named) and len(set(shelving.keys(paths))) == len(paths):
        return found
    ids: dict[str, str] = {}
    keys: dict[str, str] = {}
    for path, id_ in shelf.ids.items():
        if id_ is not None:
            first = ids.setdefault(id_, path)
            if first != path:
                hint = "give the copy an id of its own, or delete its “id” line and a build gives it one"
                what = f"the id {id_} is also that of content/{first}.md"
                found.append(Problem(f"content/{path}.md", 0, what, hint))
        first = keys.setdefault(shelving.key(path), path)
        if first != path:
            what = f"its address differs from that of content/{first}.md only in case or accents' composition"
            found.append(Problem(f"content/{path}.md", 0, what, "rename one of them"))
    return found


def scan(site: Site, jobs: int = 1, walked: Walked | None = None) -> Shelf:
    """Every `.md` file below `content/`, in order of path; only what changed is read, in `jobs` processes.

    `walked` is what stood there a moment ago.
    """
    before = stored.load(site.work / TABLE, made_by(site))
    known = before.table if before else Table()
    with disk.told(site):
        found, _, faults = walked or walk.content(site)
        news = known.news(found)
        if not news and len(found) == len(known):
            return Shelf(known, opened(site, known), tuple(faults))
        bodies, adding, fresh = Keeper(site), Adding(site.work / ENTRIES, anew=before is None), Table()
        _read(site, news, known, fresh, bodies, adding, jobs)
        known, gone = known.joined(fresh, [path for path, _ in found])
    if adding.flush():
        changed = [path for path, _ in news]
        _remember(site, known, adding.end, lambda file: before and stored.amend(before, file, known, changed, gone))
    shelf = Shelf(known, opened(site, known), tuple(faults))
    if news:
        bodies.close(len(known), lambda: (e.article.body_digest for _, e in shelf.having(SOUND) if e.article))
    return shelf


def _read(
    site: Site,
    news: list[Found],
    known: Table,
    fresh: Table,
    bodies: Keeper,
    adding: Adding,
    jobs: int,
) -> None:
    """Puts what files are now into `known`; those that were not there before into `fresh`, in no order."""
    if not news:
        return
    from backfile.content import reading

    held, places = opened(site, known), known.places()
    stale = [(*new, "" if (at := known.at(new[0])) is None else held.digest(at)) for new in news]
    for block in reading.read(site, stale, jobs):
        bodies.keep(block.bodies)
        _put(block.rows(adding.add_all(block.entries.content)), known, fresh)
        for path, stamp, sure in block.same:
            if (at := known.at(path)) is not None:
                known.put(at, known.row(at).seen(stamp, places[at], sure=sure))


def _put(rows: Sequence[Sequence[Any]], known: Table, fresh: Table) -> None:
    new = []
    for number, path in enumerate(rows[PATH]):
        if (at := known.at(path)) is None:
            new.append(number)
        else:
            known.put(at, Row.of_values([column[number] for column in rows]))
    fresh.extend(rows if len(new) == len(rows[PATH]) else [taken(column, new) for column in rows])


def _remember(site: Site, known: Table, size: int, amended: Callable[[Path], object]) -> None:
    """Writes the cache. Where it cannot be written, or a name in it, all is read the same, only more slowly."""
    file = site.work / TABLE
    with suppress(OSError, UnicodeEncodeError):
        if size > 2 * known.weight + _SPARE:
            file.unlink(missing_ok=True)  # its places hold no longer: whatever happens now, all is read again
            places = shortened(site.work / ENTRIES, known.places())
            if places is None:
                return
            known.moved(places)
        elif amended(file):
            return
        stored.save(known, file, made_by(site))
