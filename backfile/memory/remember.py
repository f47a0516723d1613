"""The one rule of incremental building: a page is stale when its view, its template or its file is not as it was.

path → digests of (template, view, each field of the view) and the (digest, size, time of change) of the file made from
them. On 5,000 unchanged pages with views of 1 kB: 19 µs a page, 2 of them for its digest; the shortcut takes 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.memory import database
from backfile.memory.encoding import encoded
from backfile.memory.folders import standing
from backfile.memory.holdings import Holdings
from backfile.memory.inputs import Inputs
from backfile.memory.looking import Digests, Look, Looking, Part, Told, otherwise, path_of
from backfile.memory.outputs import Left, MadeFrom, Output, Stat, digest, digest_of, standing_of
from backfile.memory.remains import Remains, answers, compared
from backfile.model import Later, Page
from backfile.processes.beside import Beside

_WAITING = 1000
"Rows that are added in one go."

_LEFT = f"SELECT digest, size, mtime, {', '.join(MadeFrom._fields)} FROM outputs WHERE path = ?"

Extent = Literal["whole", "shown"]
"Whether all of a site was built, or what a preview shows first."


@contextmanager
def open(site: Site) -> Iterator[Memory]:
    """The memory of the last build, or an empty one."""
    with closing(Memory(site.kept / "memory.sqlite", site.output)) as memory:
        yield memory


class Memory:
    """Asked once a build, in this order: `inputs_unchanged`, `rest`, `stale`, `orphans`, `keep`, `remember_inputs`."""

    def __init__(self, file: Path, output: Path) -> None:
        self._output = output
        self._file = file
        self._rows = database.Rows(file)
        self._beside = Beside(self._answers, worth=False)
        self._holdings = Holdings(Remains({}, [], {}, {}))
        self._waiting: list[tuple[Any, ...]] = []
        "Rows of files that were rendered. Most are in the tables already: if `keep` is not asked to, that is undone."
        self._any = False
        self._parted: list[tuple[str, bytes, bytes, str]] = []
        "(part, key, shown, path) of files that are as they were, and one of whose keys is not."
        self._templates: dict[str, bytes] = {}
        self._touched: list[tuple[int, str]] = []
        "Files that are as they were but for their time of change, as in a copy of the archive."

    def close(self) -> None:
        self._beside.close()
        self._rows.close()

    @property
    def pages(self) -> int:
        """How many files the pages seen in this build make; before it, how many the last one left."""
        return len(self._holdings) or self._glance[1]

    def inputs_unchanged(self, inputs: Inputs) -> bool:
        """Whether the last build was of the same inputs and every file it left is still there as it was."""
        if inputs.whole is None or self._rows("SELECT value FROM facts WHERE name = 'inputs'") != [(inputs.whole,)]:
            return False
        return self._glance[0]

    def look_ahead(self) -> None:
        """Has the output folder looked through while this process does other things, if that takes long."""
        self._beside = Beside(self._answers, worth=database.large(self._file))

    def _answers(self) -> Iterator[Any]:
        return answers(self._rows, self._output, self._file.with_name("folders"))

    @cached_property
    def _glance(self) -> tuple[bool, int]:
        """Whether every file stands as it was left, and none besides; how many were left."""
        untouched, files = next(self._beside)
        return untouched, files

    @cached_property
    def _found(self) -> Holdings:
        """The holdings, once they are known."""
        _ = self._glance  # which is answered first
        afresh = self._rows.anew
        self._holdings = Holdings(compared((), standing(self._output)) if afresh else Remains._make(next(self._beside)))
        return self._holdings

    def rest(self, part: str, inputs: Inputs, *, whole: bool) -> Extent | None:
        """Passes over every file but those of one part, which alone other static files can change.

        Says what they are the rest of. None, and nothing is done, where they may be otherwise than they were left, or
        where they are not of a `whole` site, if that is asked for.
        """
        facts = self._rows("SELECT name, value FROM facts")
        wanted: tuple[Extent, ...] = ("whole",) if whole else ("whole", "shown")
        extent = next((name for name in wanted if (name, inputs.pages) in facts), None)
        if extent is None or not self._found.pass_over_others(part):
            return None
        return extent

    def stale(
        self,
        planned: Iterable[Page | Part],
        theme: Digests,
        *,
        fresh: bool = False,
        told: Told = lambda look: None,
        spared: Iterable[str] = (),
    ) -> Looking:
        """Those pages that must be rendered, each `told`. Iterating raises `InputError` where two make one file.

        A part whose key is as it was, and whose files stand as it left them, is passed over; others are planned.
        So are the `spared` ones, by name, as far as their files stand, whatever has become of them.
        """
        self._theme = theme
        found = self._found
        if fresh:
            found.loosen()
        rows = self._rows("SELECT digest, name FROM templates")
        sound = found.sound({digest_ for digest_, name in rows if self._template(name) == digest_})
        kept = {name for name in spared if found.of(name)}
        return Looking(self, planned, sound, kept, fresh=fresh, told=told)

    def alone(self, parts: Sequence[Part], theme: Digests, *, told: Told = lambda look: None) -> Looking:
        """As `stale`, where nothing is asked of other parts: what they left is neither looked at nor forgotten."""
        self._theme = theme
        loose = {
            path: part.name
            for part in parts
            for (path,) in self._rows("SELECT path FROM outputs WHERE part = ?", part.name)
        }
        self._holdings = Holdings(Remains({}, [], loose, standing_of(self._output, loose)))
        return Looking(self, parts, {}, (), fresh=False, told=told)

    def look(self, page: Page, part: str, key: bytes, *, fresh: bool) -> Look:
        """Whether a page is stale, and then with its view. Changes nothing: copies of this process may look, too."""
        path, template = path_of(page), self._template(page.template)
        stat, before = self._holdings.stat(path), None if fresh else self._before(path)
        if before and stat is None and self._holdings.as_left(before.made_from.part):
            stat = before.stat
        shown = page.view.key if isinstance(page.view, Later) else b""
        if before and shown and before.stands(template, shown, stat):
            now = before.made_from._replace(part=part, key=key)
            return Look(page, "", True, path, now, moved=now != before.made_from)
        page = page.made()
        fields, view = encoded(page.view)
        now = MadeFrom(template, view, fields, part, key, shown)
        there = stat is not None and stat[0] >= 0
        if fresh:
            return Look(page, "--fresh", there, path, now)
        reason = self._reason(page, path, now, stat, before)
        touched, moved = before is None or stat != before.stat, before is None or now != before.made_from
        return Look(page, reason, there, path, now, touched, moved and not reason)

    def pass_over(self, parts: Iterable[str]) -> list[str]:
        """They are not planned, and their files are as they were, as far as they stand: which these are."""
        return self._holdings.pass_over(parts)

    def note(self, look: Look) -> None:
        """What was found out about a page. Raises `InputError` where another makes the same file."""
        path = look.path
        stat = self._holdings.stat(path)
        if not self._holdings.claim(path):
            what = "two pages make this file"
            raise InputError([Problem(look.page.url, 0, what, "give one of them another name")])
        self._template(look.page.template)
        if look.touched and stat and not look.reason:
            self._touched.append((stat[1], path))
        if look.moved:
            self._parted.append((*look.made_from[3:], path))

    def _template(self, name: str) -> bytes:
        if name not in self._templates:
            self._templates[name] = digest(f"{name}\n{self._theme.digest(name)}".encode())
        return self._templates[name]

    def _before(self, path: str) -> Left | None:
        """What is remembered of a file."""
        if not self._holdings.remembering:
            return None
        rows = self._rows(_LEFT, path)
        return next((Left(MadeFrom(*row[3:]), row[0], row[1:3]) for row in rows), None)

    def _reason(self, page: Page, path: str, now: MadeFrom, stat: Stat | None, before: Left | None) -> str:
        """Why `page` is stale; empty where it is not."""
        if not before:
            return "new page" if stat is None else "nothing is remembered of its file"
        if stat is None:
            return "output file missing"
        if stat != before.stat and digest_of(self._output / path, stat) != before.digest:
            return "output file changed since it was written"
        return otherwise(page, now, before.made_from)

    def orphans(self) -> tuple[str, ...]:
        """Files of the output folder that no page makes, once `stale` has seen them all, in order."""
        return self._holdings.orphans()

    def strays(self) -> tuple[str, ...]:
        """Those of `orphans` that no remembered build has written: somebody may miss them. Empty for a new memory."""
        return self._holdings.strays()

    def made(self, output: Output) -> None:
        """Notes a file that was rendered, and will be the site's once `keep` is asked to."""
        self._any = True
        self._waiting.append((output.path, *output.made_from, output.digest, output.size, output.mtime))
        if len(self._waiting) >= _WAITING:
            self._send()

    def _send(self) -> None:
        """What waits goes to the tables: of a million files it would take a gigabyte."""
        rows, self._waiting = self._waiting, []
        self._rows.add("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def keep(self) -> bool:
        """Remembers the files that were `made`, and forgets those that no page makes; False if that failed.

        A failure leaves an older memory, or none: the next build then renders more than it need, and nothing else.
        """
        gone = [(path,) for path in self._holdings.forgotten()]
        if self._any or gone or self._touched or self._parted:
            self._send()
            self._rows.add("DELETE FROM facts", [()])
            self._rows.add("UPDATE outputs SET mtime = ? WHERE path = ?", self._touched)
            self._rows.add("UPDATE outputs SET part = ?, key = ?, shown = ? WHERE path = ?", self._parted)
            self._rows.add("DELETE FROM templates", [()])
            templates = [(digest_, name) for name, digest_ in self._templates.items()]
            self._rows.add("INSERT INTO templates VALUES (?, ?)", templates)
            self._rows.add("DELETE FROM outputs WHERE path = ?", gone)
        return self._rows.kept()

    def digests(self) -> dict[str, bytes]:
        """Every file of the site by its path, once `keep` has remembered what was built."""
        return dict(self._rows("SELECT path, digest FROM outputs ORDER BY path"))

    def remember_inputs(self, inputs: Inputs, extent: Extent = "whole") -> bool:
        """What this build was made from, to compare with; False if that failed."""
        known = ((extent, inputs.pages), ("inputs", inputs.whole if extent == "whole" else None))
        facts = [(name, text) for name, text in known if text]
        self._rows.add("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts)
        return self._rows.kept()
