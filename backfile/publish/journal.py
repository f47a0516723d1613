"""Committing a stage: the journal is written first, then played; a later run plays it again if this one died.

    .backfile/journal.json      {"output": "public", "stage": ".backfile/stage/4711",
                                 "moves": ["2025/06/x", "feed.xml", …], "removals": ["2025/06/gone/index.html"]}

What moves is a file, or a whole folder where the output folder has none of that name, so that no folder need be made
there. Playing a journal twice does what playing it once does.
"""

from __future__ import annotations

import errno
import json
import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.memory import MARK, STAGE, Memory
from backfile.model import Record
from backfile.publish.disk import AS_IT_WAS, HALFWAY, move, patiently, put, remove_tree, told, uninterrupted
from backfile.publish.output import MARK_TEXT, is_ours
from backfile.publish.render import Staged

_JOURNAL = "journal.json"
_DRAFT = "journal.json.new"
_FEW = 64  # files that are sooner made to reach the disk one by one than with everything else that waits to


class Report(Record, frozen=True):
    """What a build did to the output folder."""

    pages: int
    "Files of the whole site."
    rendered: int
    written: int
    "Those of the rendered that differed from what stood there."
    removed: tuple[str, ...]
    "Paths below the output folder."
    reasons: tuple[tuple[str, int], ...]
    "Why pages were rendered, and how many for each reason, commonest first."
    warnings: tuple[Problem, ...] = ()


class _Journal(Record, frozen=True):
    output: str
    stage: str
    moves: tuple[str, ...]
    "Paths in the stage and, where they go, in the output folder: files and whole folders, in order."
    removals: tuple[str, ...]


def commit(staged: Staged, remembered: Memory, site: Site) -> Report:
    """Moves what is staged into the output folder, removes what no page makes, and remembers both.

    Raises `InputError` where the disk refuses: the site is then as it was, or if it refuses half-way, whole in every
    file, and finished by the next run.
    """
    changed = [output.path for output in staged.outputs if output.changed]
    removed, strays = remembered.orphans(), remembered.strays()
    with uninterrupted(signal.SIGINT, signal.SIGTERM):
        if changed or removed:
            _published(staged.folder, changed, removed, site)
        kept = remembered.keep(staged.outputs)
    remove_tree(site.work / "stage")
    remove_tree(site.output / STAGE)
    warnings = [*staged.warnings, *(_stray(site, path) for path in strays)]
    if not kept:
        hint = "the site is complete, but the next build renders more than it need: is the disk full?"
        warnings.append(Problem(site.shown(site.work), 0, "what was built could not be remembered", hint))
    return Report(
        pages=remembered.pages,
        rendered=len(staged.outputs),
        written=len(changed),
        removed=removed,
        reasons=staged.reasons,
        warnings=tuple(warnings),
    )


def _stray(site: Site, path: str) -> Problem:
    hint = "keep such files in static/, which is copied into the site"
    return Problem(site.shown(site.output / path), 0, "was removed: it is no part of the site", hint)


def _published(stage: Path, changed: list[str], removed: tuple[str, ...], site: Site) -> None:
    try:
        with told(site, AS_IT_WAS):
            if not site.output.exists():
                put(stage / MARK, MARK_TEXT)
                _settle(stage, changed)
                site.output.parent.mkdir(parents=True, exist_ok=True)
                patiently(lambda: stage.replace(site.output))
                return
            journal = _journal(stage, changed, removed, site)
            _permitted(journal, site)
            _settle(stage, changed)
            _written(journal, site)
    except InputError:
        for name in (_JOURNAL, _DRAFT):
            (site.work / name).unlink(missing_ok=True)
        remove_tree(stage)
        raise
    with told(site, HALFWAY):
        _played(journal, site)


def _permitted(journal: _Journal, site: Site) -> None:
    """Raises `PermissionError` for a folder that would refuse, before anything has moved."""
    for folder in sorted({(site.output / path).parent for path in (*journal.moves, *journal.removals)}):
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def recover(site: Site) -> bool:
    """Finishes the commit of a run that died, and clears away what it staged; whether there was one to finish."""
    file = site.work / _JOURNAL
    journal = None
    with told(site, HALFWAY):
        with suppress(FileNotFoundError, ValueError, TypeError, KeyError):
            found = json.loads(file.read_bytes())
            journal = _Journal(found["output"], found["stage"], tuple(found["moves"]), tuple(found["removals"]))
        if journal and journal.output == site.settings.output and is_ours(site.output):
            _played(journal, site)
        file.unlink(missing_ok=True)
        if (site.work / "stage").exists():
            remove_tree(site.work / "stage")
        if is_ours(site.output):
            remove_tree(site.output / STAGE)
    return journal is not None


# ---------------------------------------------------------------- the journal


def _journal(stage: Path, changed: list[str], removed: tuple[str, ...], site: Site) -> _Journal:
    """New folders come first, then new files, then changed ones, each with the deepest foremost; removals last.

    So a page is there before any page links to it, and goes when none does any more.
    """
    new = {_top(path, site.output) for path in changed}

    def rank(path: str) -> tuple[bool, bool, int, str]:
        return (site.output / path).is_file(), (stage / path).is_file(), -path.count("/"), path

    moves = sorted(new, key=rank)
    going = tuple(path for path in removed if not _in_the_way(path, new))
    return _Journal(site.settings.output, stage.relative_to(site.root).as_posix(), tuple(moves), going)


def _top(path: str, output: Path) -> str:
    """What moves when `path` does: the highest of its folders that the output folder has not got, or the file."""
    for parent in reversed(PurePosixPath(path).parents[:-1]):
        place = output / parent
        if place.is_symlink() or not place.is_dir():
            return parent.as_posix()
    return path


def _in_the_way(path: str, new: Iterable[str]) -> bool:
    """Whether what stands at `path` makes way for a move: the file `a` for a folder `a`, or `a/x` for a file `a`."""
    return any(parent.as_posix() in new for parent in (PurePosixPath(path), *PurePosixPath(path).parents))


def _written(journal: _Journal, site: Site) -> None:
    """The journal is there, whole, or not at all."""
    draft = site.work / _DRAFT
    record = {name: getattr(journal, name) for name in journal.__struct_fields__}
    put(draft, json.dumps(record).encode())
    _synced(draft)
    draft.replace(site.work / _JOURNAL)
    _synced(site.work)


def _played(journal: _Journal, site: Site) -> None:
    stage = site.root / journal.stage
    for path in journal.moves:
        if (stage / path).exists():  # else it has been moved
            move(stage / path, site.output / path)
    for path in journal.removals:
        file = site.output / path
        with suppress(FileNotFoundError, NotADirectoryError):
            patiently(file.unlink)
        _pruned(file.parent, site.output)
    (site.work / _JOURNAL).unlink(missing_ok=True)


def _pruned(folder: Path, top: Path) -> None:
    """Removes `folder` and those above it as long as they are empty."""
    while folder != top:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass  # a run that died has removed it already
        except OSError:
            return
        folder = folder.parent


def _settle(stage: Path, changed: list[str]) -> None:
    """Staged files reach the disk before they are named in the site, so that a power cut leaves none of them empty."""
    if len(changed) <= _FEW or not hasattr(os, "sync"):
        for path in changed:
            _synced(stage / path)
    else:
        os.sync()


def _synced(path: Path) -> None:
    with suppress(PermissionError):  # Windows opens no folders
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
