"""Committing a stage: the journal is written first, then played; a later run plays it again if this one died.

    .backfile/journal.json      {"output": "public", "stage": ".backfile/stage/4711",
                                 "additions": ["2025/06/new", …], "replacements": ["index.html", …],
                                 "removals": ["2025/06/gone/index.html"]}

An addition is a file, or a whole folder where the output folder has none of that name, so that no folder need be made
there. Additions are all that may ask a full disk for room, and can be taken back. Playing a journal twice does what
playing it once does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence, Set
from contextlib import suppress
from pathlib import Path, PurePosixPath

import msgspec

from backfile.config import Site
from backfile.memory import STAGE
from backfile.model import Record
from backfile.publish.disk import HALFWAY, move, patiently, put, remove, remove_tree, told
from backfile.publish.output import is_ours

_FILE = "journal.json"
_DRAFT = "journal.json.new"


class Journal(Record, frozen=True):
    output: str
    stage: str
    additions: tuple[str, ...]
    "Paths in the stage and, where they go, in the output folder: files and whole folders, in order."
    replacements: tuple[str, ...]
    removals: tuple[str, ...]


def drawn_up(stage: Path, changed: Sequence[str], removed: tuple[str, ...], site: Site) -> Journal:
    """New folders and files come first, the deepest foremost, then changed files likewise; removals last.

    So a page is there before any page links to it, and goes when none does any more.
    """
    moves = {_top(path, site.output) for path in changed}
    order = sorted(moves, key=lambda path: ((stage / path).is_file(), -path.count("/"), path))
    return Journal(
        output=site.shown(site.output),
        stage=stage.relative_to(site.root).as_posix(),
        additions=tuple(path for path in order if not os.path.lexists(site.output / path)),
        replacements=tuple(path for path in order if os.path.lexists(site.output / path)),
        removals=tuple(path for path in removed if not _in_the_way(path, moves)),
    )


def _top(path: str, output: Path) -> str:
    """What moves when `path` does: the highest of its folders that the output folder has not got, or the file."""
    for parent in reversed(PurePosixPath(path).parents[:-1]):
        place = output / parent
        if place.is_symlink() or not place.is_dir():
            return parent.as_posix()
    return path


def _in_the_way(path: str, moves: Set[str]) -> bool:
    """Whether what stands at `path` makes way for a move: the file `a` for a folder `a`, or `a/x` for a file `a`."""
    return any(parent.as_posix() in moves for parent in (PurePosixPath(path), *PurePosixPath(path).parents))


def write(journal: Journal, site: Site) -> None:
    """The journal is there, whole, or not at all."""
    draft = site.kept / _DRAFT
    put(draft, json.dumps(msgspec.to_builtins(journal)).encode())  # in ASCII: names that are no Unicode come back too
    synced(draft)
    draft.replace(site.kept / _FILE)
    synced(site.kept)


def play_additions(journal: Journal, site: Site) -> OSError | None:
    """Plays the additions alone; if one is refused, takes them all back and returns the refusal."""
    stage = site.root / journal.stage
    try:
        for path in journal.additions:
            move(stage / path, site.output / path)
    except OSError as error:
        drop(site)
        for path in journal.additions:
            if not (stage / path).exists():
                remove(site.output / path)
        remove_tree(stage)
        return error
    return None


def play(journal: Journal, site: Site) -> None:
    stage = site.root / journal.stage
    for path in (*journal.additions, *journal.replacements):
        if (stage / path).exists():  # else it has been moved
            move(stage / path, site.output / path)
    for path in journal.removals:
        file = site.output / path
        with suppress(FileNotFoundError, NotADirectoryError):
            patiently(file.unlink)
        _prune(file.parent, site.output)
    (site.kept / _FILE).unlink(missing_ok=True)


def _prune(folder: Path, top: Path) -> None:
    """Removes `folder` and those above it as long as they are empty."""
    while folder != top:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass  # a run that died has removed it already
        except OSError:
            return
        folder = folder.parent


def synced(path: Path) -> None:
    with suppress(PermissionError):  # Windows opens no folders
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def drop(site: Site) -> None:
    """Forgets the journal, so that no run plays it."""
    for name in (_FILE, _DRAFT):
        (site.kept / name).unlink(missing_ok=True)


def recover(site: Site) -> bool:
    """Finishes the commit of a run that died, and clears away what it staged; whether there was one to finish."""
    journal = None
    with told(site, HALFWAY):
        with suppress(FileNotFoundError, ValueError, msgspec.ValidationError):
            journal = msgspec.convert(json.loads((site.kept / _FILE).read_bytes()), Journal)
        if journal and journal.output == site.shown(site.output) and is_ours(site.output):
            play(journal, site)
        drop(site)
        remove_tree(site.kept / "stage")
        for unfinished in site.work.glob("*.tmp"):
            remove(unfinished)
        if is_ours(site.output):
            remove_tree(site.output / STAGE)
    return journal is not None
