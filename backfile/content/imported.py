"""The memory of import: `content/.imported/XX.jsonl`, one article a line, kept in version control.

{"id":"3fa0b1c2d4e5-1","path":"2025/06/x","seed":{"file":"a.txt",…},"title":"…","fields":{"title":"0b1c2d4e5f60",…}}

XX is the first two hex digits of the id. A line outlives its article's file: that is how a deleted one stays deleted,
its id and path are never given again, and a moved one is recognised.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from backfile.config import Site
from backfile.content import disk
from backfile.errors import InputError, Problem
from backfile.model import Record, SeedRef

FOLDER = ".imported"
_HEX = re.compile(r"[0-9a-f]{2}")


class Remembered(Record, frozen=True, omit_defaults=True):
    """What is remembered of one article. A handwritten one has an id and a path alone."""

    id: str
    path: str
    "Where its file was last seen, below `content/`, without `.md`."
    seed: SeedRef | None = None
    title: str = ""
    "As import last gave it, to find the article again in a seed that was changed; likewise:"
    sentences: str = ""
    "The digests of its first sentences, parted by spaces."
    fields: dict[str, str] = {}  # noqa: RUF012 - msgspec copies an empty default
    "The digest of each field as import last wrote it, the body under `body`."
    offered: dict[str, str] = {}  # noqa: RUF012
    "Where a person's edit was spared: the digest of what import would have written, empty for nothing."
    gone: bool = False
    "Its seed no longer holds it."


class File(Record, frozen=True):
    """A `SeedRef` without its spans."""

    file: str
    sha256: str
    also: tuple[tuple[str, str], ...] = ()


class Filed(Record, frozen=True):
    """Of what is remembered, the little that is looked at for every article: it is read in a third of the time."""

    seed: File | None = None
    gone: bool = False


class Shelved(Record, frozen=True):
    """Of what is remembered, what a build looks at."""

    id: str
    path: str


Read = TypeVar("Read")
_decode = msgspec.json.Decoder(Remembered).decode
_shelved = msgspec.json.Decoder(Shelved).decode
_filed = msgspec.json.Decoder(Filed).decode


class Memory(Mapping[str, Remembered]):
    """Every article known, by id, in the order in which they became so.

    Each is held as its line: a million would take 3 GB as records, and take 0.8 GB so.
    """

    def __init__(self) -> None:
        self._lines: dict[str, bytes] = {}
        self.paths: dict[str, str] = {}
        "By id, without reading a line."
        self.changed: set[str] = set()
        "The ids of what is not yet on the disk."

    def __getitem__(self, id_: str) -> Remembered:
        return _decode(self._lines[id_])

    def __contains__(self, id_: object) -> bool:
        return id_ in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def put(self, entry: Remembered) -> None:
        """Remembers `entry`, in place of what was remembered of its id."""
        line = msgspec.json.encode(entry, order="deterministic")
        if self._lines.get(entry.id) != line:
            self.hold(entry, line)
            self.changed.add(entry.id)

    def hold(self, entry: Remembered, line: bytes) -> None:
        """Remembers what stands on the disk as `line`."""
        self._lines[entry.id] = line
        self.paths[entry.id] = entry.path

    def line(self, id_: str) -> bytes:
        return self._lines[id_]

    def filed(self, id_: str) -> Filed:
        return _filed(self._lines[id_])

    def copy(self) -> Memory:
        made = Memory()
        made._lines, made.paths, made.changed = self._lines.copy(), self.paths.copy(), self.changed.copy()
        return made


def load(site: Site) -> Memory:
    """Everything remembered. Raises `InputError` naming each line that cannot be read."""
    return _held(_lines(site, _decode))


def _held(lines: Iterable[tuple[Remembered, bytes]]) -> Memory:
    memory = Memory()
    for entry, line in lines:
        memory.hold(entry, line)
    return memory


def compared(site: Site, ids: Mapping[str, str | None]) -> tuple[list[tuple[str, str]], list[str]]:
    """The remembered (id, path) that are not the `ids` by path, and the paths that are not remembered with their ids.

    Raises `InputError` naming each line that cannot be read.
    """
    astray, new = [], dict(ids)
    for entry, _ in _lines(site, _shelved):
        if ids.get(entry.path) == entry.id:
            new.pop(entry.path, None)
        else:
            astray.append((entry.id, entry.path))
    return astray, list(new)


def added(site: Site, entries: Sequence[Remembered]) -> Memory:
    """As much of the memory as is to be saved when it gets such of these as it lacks.

    Raises `InputError` naming each line of that which cannot be read.
    """
    memory = _held(_lines(site, _decode, {name(entry.id) for entry in entries}))
    for entry in entries:
        if entry.id not in memory:
            memory.put(entry)
    return memory


def _lines(
    site: Site, decode: Callable[[bytes], Read], names: Container[str] | None = None
) -> Iterator[tuple[Read, bytes]]:
    """Of all files, or of those with some `names`."""
    problems = []
    folder = site.content / FOLDER
    with disk.told(site):
        for file in sorted(folder.glob("*.jsonl")) if folder.is_dir() else ():
            if names is not None and file.stem not in names:
                continue
            for number, line in enumerate(file.read_bytes().split(b"\n"), 1):
                if not line.strip():
                    continue
                try:
                    yield decode(line), line.strip()
                except (msgspec.MsgspecError, UnicodeDecodeError):
                    what = "is not a line that import wrote"
                    if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>")):
                        what = "a merge conflict stands here"
                    hint = "keep the lines of both sides" if "merge" in what else "restore it from version control"
                    problems.append(Problem(site.shown(file), number, what, hint))
    if problems:
        raise InputError(problems)


def save(site: Site, memory: Memory) -> None:
    """Writes the files that remember what changed, each sorted by id."""
    files: dict[str, list[str]] = {key: [] for key in map(name, memory.changed)}
    for id_ in memory:
        if name(id_) in files:
            files[name(id_)].append(id_)
    folder = site.content / FOLDER
    for key in sorted(files):
        new = b"".join(memory.line(id_) + b"\n" for id_ in sorted(files[key], key=order))
        path = folder / f"{key}.jsonl"
        old = path.read_bytes() if path.exists() else None
        if old is None or old.replace(b"\r\n", b"\n") != new:
            disk.replace(site, path, new, old)
    memory.changed.clear()


def name(id_: str) -> str:
    """The file, without its ending, that remembers the article `id_`; a handwritten id may begin with no hex digits."""
    return id_[:2] if _HEX.match(id_) else hashlib.sha256(id_.encode()).hexdigest()[:2]


def prefix(id_: str) -> str:
    """What an id owes to its seed: `3fa0b1c2d4e5-12` → `3fa0b1c2d4e5`."""
    return id_.rpartition("-")[0] or id_


def ordinal(id_: str) -> int:
    """`3fa0b1c2d4e5-12` → 12; 0 where a person chose the id."""
    number = id_.rpartition("-")[2]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


def order(id_: str) -> tuple[str, int, str]:
    """Sorts ids by seed, then as they stand on its page."""
    return prefix(id_), ordinal(id_), id_
