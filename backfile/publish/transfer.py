"""The stage becomes the site: what changed moves in, what no page makes goes, and the memory learns of both."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Sequence
from pathlib import Path

from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.memory import MARK, STAGE, Memory
from backfile.model import Record
from backfile.processes import uninterrupted
from backfile.publish import journal
from backfile.publish.disk import AS_IT_WAS, HALFWAY, patiently, put, remove_tree, told
from backfile.publish.output import MARK_TEXT
from backfile.publish.render import Staged

_FEW = 64  # files that are sooner made to reach the disk one by one than with everything else that waits to


class Report(Record, frozen=True):
    """What a build did to the output folder."""

    pages: int
    "Files of the whole site."
    rendered: int = 0
    written: int = 0
    "Those of the rendered that differed from what stood there."
    removed: tuple[str, ...] = ()
    "Paths below the output folder."
    reasons: tuple[tuple[str, int], ...] = ()
    "Why pages were rendered, and how many for each reason, commonest first."
    warnings: tuple[Problem, ...] = ()
    sent: int = 0
    "Files sent to the URL that the site goes to."
    withdrawn: int = 0
    "Files removed there."


def commit(staged: Staged, remembered: Memory, site: Site, notes: Sequence[Problem] = ()) -> Report:
    """Moves what is staged into the output folder, removes what no page makes, and remembers both.

    `notes` join what it reports.
    Raises `InputError` where the disk refuses: the site is then as it was, or if it refuses half-way, whole in every
    file, and finished by the next run.
    """
    changed = staged.changed
    removed, strays = remembered.orphans(), remembered.strays()
    with uninterrupted(signal.SIGINT, signal.SIGTERM):
        if changed or removed:
            _published(staged.folder, changed, removed, site)
        kept = remembered.keep()
    remove_tree(site.kept / "stage")
    remove_tree(site.output / STAGE)
    warnings = [*notes, *staged.warnings, *(_stray(site, path) for path in strays)]
    if not kept:
        hint = "the site is complete, but the next build renders more than it need: is the disk full?"
        warnings.append(Problem(site.shown(site.work), 0, "what was built could not be remembered", hint))
    return Report(
        pages=remembered.pages,
        rendered=staged.rendered,
        written=len(changed),
        removed=removed,
        reasons=staged.reasons,
        warnings=tuple(warnings),
    )


def _stray(site: Site, path: str) -> Problem:
    hint = "keep such files in static/, which is copied into the site"
    return Problem(site.shown(site.output / path), 0, "was removed: it is no part of the site", hint)


def _published(stage: Path, changed: Sequence[str], removed: tuple[str, ...], site: Site) -> None:
    try:
        with told(site, AS_IT_WAS):
            if not site.output.exists():  # nothing is lost by a power cut: the next build finds which files it emptied
                put(stage / MARK, MARK_TEXT)
                site.output.parent.mkdir(parents=True, exist_ok=True)
                patiently(lambda: stage.replace(site.output))
                return
            plan = journal.drawn_up(stage, changed, removed, site)
            _permitted(plan, site)
            _settle(stage, changed)
            journal.write(plan, site)
    except InputError:
        journal.drop(site)
        remove_tree(stage)
        raise
    if refusal := journal.play_additions(plan, site):
        with told(site, AS_IT_WAS):
            raise refusal
    with told(site, HALFWAY):
        journal.play(plan, site)


def _permitted(plan: journal.Journal, site: Site) -> None:
    """Raises `PermissionError` for a folder that would refuse, before anything has moved."""
    for folder in sorted(
        {(site.output / path).parent for path in (*plan.additions, *plan.replacements, *plan.removals)}
    ):
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _settle(stage: Path, changed: Sequence[str]) -> None:
    """Staged files reach the disk before they are named in the site, so that a power cut leaves none of them empty."""
    if len(changed) <= _FEW:
        for path in changed:
            journal.synced(stage / path)
    elif hasattr(os, "sync"):
        os.sync()
