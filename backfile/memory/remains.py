"""What the last build left in the output folder, beside what stands there now: as a copy of this process finds out.

compared(rows, {"2025/06/x/index.html": (5120, 1750683600000000000), "notes.txt": (3, 5)})
→ Remains(parts={"/2025/06/x/": (key, ["2025/06/x/index.html"], 0)}, …, there={"notes.txt": (3, 5)})
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from backfile.memory.database import Rows
from backfile.memory.folders import standing
from backfile.memory.outputs import Stat, hidden

Row = tuple[str, str, bytes, bytes, int, int]
"Of a file: path, part, key, template, size, time."


class Remains(NamedTuple):
    """Of plain values, as `marshal` takes them."""

    parts: dict[str, tuple[bytes, list[str], int]]
    "Those whose files all stand as they were left: key, which is empty where there is none, paths, place in:"
    templates: list[tuple[bytes, ...]]
    "Digests of the templates that the files of a part were made with."
    loose: dict[str, str]
    "The parts of all other files that are remembered, standing or not."
    there: dict[str, Stat]
    "What else stands there."

    @property
    def untouched(self) -> bool:
        """Whether every file stands as it was left, and none besides but a person's or a host's, which are hidden."""
        return bool(self.parts) and not self.loose and all(map(hidden, self.there))


def compared(rows: Iterable[Row], there: dict[str, Stat]) -> Remains:
    """What is remembered in `rows`, against what stands, which is taken apart."""
    found: dict[str, tuple[bytes, list[str], bytes]] = {}
    mixed: dict[str, set[bytes]] = {}  # few parts are made with more than one template
    unkeyed, changed = set(), set()
    stat = there.get
    for path, part, key, template, size, mtime in rows:
        known = found.get(part)
        if known is None:
            found[part] = (key, [path], template)
        else:
            known[1].append(path)
            if known[0] != key:
                unkeyed.add(part)
            if known[2] != template:
                mixed.setdefault(part, {known[2]}).add(template)
        if stat(path) != (size, mtime):
            changed.add(part)
    loose = {path: part for part in changed for path in found.pop(part)[1]}
    places: dict[tuple[bytes, ...], int] = {}
    parts = {}
    for part, (key, paths, template) in found.items():
        made_with = (template,) if part not in mixed else tuple(sorted(mixed[part]))
        parts[part] = b"" if part in unkeyed else key, paths, places.setdefault(made_with, len(places))
        for path in paths:
            there.pop(path, None)  # where the tables are damaged, two parts may have it
    return Remains(parts, list(places), loose, there)


def answers(rows: Rows, folder: Path, kept: Path) -> Iterator[Any]:
    """Whether all is as it was left, and how many files, which is often all that is asked; then those of `Remains`.

    In a copy raises `sqlite3.DatabaseError` where the tables are damaged: the process that can mend them then looks.
    """
    left = rows("SELECT path, part, key, template, size, mtime FROM outputs", strict=True)
    remains = compared(left, standing(folder, kept))
    yield remains.untouched, len(left)
    yield tuple(remains)
