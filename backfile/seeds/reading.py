"""The files of `seeds/`, read in the order of their names: what can be divided, and a word on what cannot.

seeds/a.txt            a seed
seeds/a.txt.toml       its sidecar
seeds/2025/b.md        a seed, known as `2025/b.md`
seeds/c.pdf            not read by this version: a warning
seeds/.note            not looked at
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.model import Record, Seed, Sidecar
from backfile.seeds import sidecars
from backfile.seeds.decoding import decode
from backfile.seeds.sniffing import HEAD, document_kind, kind_of

LIMIT = 16 * 1024 * 1024
"Bytes; a larger file is told of, not read. A page has some 20 kB, and 16 MB take 0.5 GB of memory to divide."
_NOT_YET = "this version reads text dumps; its bytes stay in seeds/ for a later one"
_TOML = ".toml"

Stamp = tuple[int, int, int]
"Time of change in nanoseconds, size in bytes, inode."


class Capture(Record, frozen=True):
    """A file of `seeds/` that may be a seed, and what a person says of it."""

    file: str
    "Relative to `seeds/`, forward slashes."
    stamp: Stamp
    sidecar: Sidecar = Sidecar()


def read(site: Site, problems: list[Problem], files: Sequence[str] | None = None) -> Iterator[Seed]:
    """Every seed, in the order of the files' names; or those named in `files` (relative to `seeds/`).

    What makes a single file unreadable is added to `problems` as the walk reaches it. Raises as `captures` does,
    before any seed is read.
    """
    wanted = None if files is None else frozenset(files)
    chosen = [one for one in captures(site, problems) if wanted is None or one.file in wanted]
    return _seeds(site, chosen, problems)


def captures(site: Site, problems: list[Problem]) -> tuple[Capture, ...]:
    """Every file but the sidecars, in the order of their names; none is opened.

    What else lies in `seeds/` is added to `problems`. Broken sidecars raise `InputError`, all their problems at once.
    """
    found, odd = _files(site.seeds, site)
    problems += odd
    told = _sidecars(site, [name for name, _ in found], problems)
    none = Sidecar()
    return tuple(Capture(name, stamp, told.get(name, none)) for name, stamp in found if not name.endswith(_TOML))


def stamp(site: Site) -> int:
    """Differs, in one process, when a file of `seeds/` does, by its stat; none is opened."""
    found, odd = _files(site.seeds, site)
    return hash((tuple(found), tuple(odd)))


def digest(site: Site, capture: Capture) -> str | Problem:
    """The SHA-256 of a file that may be a seed, in hex; or why it is none."""
    found = _raw(site, capture.file)
    return hashlib.sha256(found).hexdigest() if isinstance(found, bytes) else found


def seed(site: Site, capture: Capture) -> Seed | Problem:
    """The seed in a file, or why there is none."""
    shown = f"seeds/{capture.file}"
    raw = _raw(site, capture.file)
    if isinstance(raw, Problem):
        return raw
    decoded = decode(raw)
    text = decoded.text
    if text is None:
        return Problem(shown, 0, decoded.oddities[0].message, decoded.oddities[0].hint)
    if kind := document_kind(text):
        return Problem(shown, 0, f"is {kind}, which is not read by this version", _NOT_YET)
    from backfile.layouts.lines import EDGE  # an unchanged build needs no layouts

    if not text.strip(EDGE):
        return Problem(shown, 0, "is empty", "take it out of seeds/, or capture the page again")
    warnings = tuple(Problem(shown, odd.line, odd.message, odd.hint) for odd in decoded.oddities)
    return Seed(capture.file, hashlib.sha256(raw).hexdigest(), decoded.encoding, text, capture.sidecar, warnings)


def _seeds(site: Site, chosen: Sequence[Capture], problems: list[Problem]) -> Iterator[Seed]:
    for capture in chosen:
        found = seed(site, capture)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            yield found


def _raw(site: Site, name: str) -> bytes | Problem:
    """A file's bytes; or why it is not read."""
    try:
        raw = _bytes(site.seeds / name, name)
    except OSError as error:
        return Problem(f"seeds/{name}", 0, f"cannot be read: {error.strerror or error}", "see that you may read it")
    return raw if isinstance(raw, bytes) else Problem(f"seeds/{name}", 0, *raw)


def _bytes(path: Path, name: str) -> bytes | tuple[str, str]:
    """A file's bytes; or why it is not read, and what to do. One that is too large is hashed, never held whole."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        if kind := kind_of(name, head):
            return f"is {kind}, which is not read by this version", _NOT_YET
        if os.fstat(file.fileno()).st_size <= LIMIT:
            return head + file.read()
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return f"is larger than {LIMIT >> 20} MB and was not read (SHA-256 {digest})", "split it into several files"


def _files(folder: Path, site: Site) -> tuple[list[tuple[str, Stamp]], list[Problem]]:
    """The regular files below `folder`, sorted by their names as seeds are known by; and what else lies there."""
    found: list[tuple[str, Stamp]] = []
    odd: list[Problem] = []
    folders = [(folder, "")]
    while folders:
        path, prefix = folders.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if not entry.name.startswith("."):
                        _enter(entry, prefix, found, folders, odd)
        except FileNotFoundError:
            continue
        except OSError as error:
            odd.append(Problem(site.shown(path), 0, f"cannot be read: {error.strerror}", "see that you may read it"))
    return sorted(found), sorted(odd)


def _enter(
    entry: os.DirEntry[str],
    prefix: str,
    found: list[tuple[str, Stamp]],
    folders: list[tuple[Path, str]],
    odd: list[Problem],
) -> None:
    name = prefix + entry.name
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = f"seeds/{name.encode(errors='backslashreplace').decode()}"
        odd.append(Problem(shown, 0, "has a name that is not UTF-8, and was not read", "rename it"))
        return
    if entry.is_symlink():
        odd.append(Problem(f"seeds/{name}", 0, "is a link, which is not followed", "put the file itself there"))
    elif entry.is_dir(follow_symlinks=False):
        folders.append((Path(entry.path), name + "/"))
    elif stat.S_ISREG((of := entry.stat(follow_symlinks=False)).st_mode):
        found.append((name, (of.st_mtime_ns, of.st_size, of.st_ino)))
    else:
        odd.append(Problem(f"seeds/{name}", 0, "is not an ordinary file, and was not read", "take it out of seeds/"))


def _sidecars(site: Site, names: Sequence[str], problems: list[Problem]) -> dict[str, Sidecar]:
    """Each seed's sidecar. One whose seed is missing is a warning."""
    told: dict[str, Sidecar] = {}
    broken: list[Problem] = []
    present = frozenset(names)
    for name in names:
        if not name.endswith(_TOML):
            continue
        shown, seed = f"seeds/{name}", name.removesuffix(_TOML)
        if seed not in present:
            problems.append(Problem(shown, 0, "is a sidecar without its seed", f"put {seed} beside it, or remove it"))
            continue
        try:
            raw = (site.seeds / name).read_bytes()
        except OSError as error:
            broken.append(Problem(shown, 0, f"cannot be read: {error.strerror}", "see that you may read it"))
            continue
        told[seed] = sidecars.read(raw, shown, broken)
    if broken:
        raise InputError(broken)
    return told
