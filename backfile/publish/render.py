"""Stale pages → files in the stage; nothing else on the disk changes.

/2025/06/x/     → .backfile/stage/4711/2025/06/x/index.html
/tags/          → nothing, where the same bytes stand in the output folder already
"""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from msgspec import structs

from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.memory import MARK, STAGE, Look, Looking, Output
from backfile.model import Record
from backfile.processes import copyable, processors
from backfile.publish.desk import Desk, Renderer, Result, together
from backfile.publish.disk import move, put, remove_tree, told
from backfile.publish.output import MARK_TEXT, is_ours

_WORTH_A_POOL = 600  # where a worker starts anew, that takes 0.3 s, in which this process renders about as many pages
_WORTH_A_COPY = 100  # parts of the site; a copy of this process works within 20 ms
_ERRORS = 50  # pages that fail before the rest are not tried


class Staged(Record, frozen=True):
    """What stands ready to be committed."""

    folder: Path
    "Holds the files that changed, each where it will stand in the output folder."
    rendered: int
    "How many pages."
    changed: tuple[str, ...]
    "Paths of those whose files are otherwise than what stood there, in order."
    reasons: tuple[tuple[str, int], ...]
    "Why pages were rendered, and how many for each reason, commonest first."
    warnings: tuple[Problem, ...] = ()


def stage(
    stale: Iterable[Look],
    theme: Renderer,
    site: Site,
    *,
    jobs: int | None = None,
    progress: Callable[[int], object] | None = None,
    made: Callable[[Output], object] = lambda output: None,
) -> Staged:
    """Renders `stale` in `jobs` processes, by default as many as there are processors.

    `progress` is told how many pages are done, `made` of each. Raises `InputError` with the problems of all pages that
    cannot be rendered, or with the disk's refusal, and then leaves no stage behind.
    """
    reasons: Counter[str] = Counter()
    warnings: list[Problem] = []
    place = _Place(site)
    try:
        with told(site):
            results = _results(stale, theme, place, jobs or processors(), reasons, warnings)
            with closing(results):
                rendered, changed = _good(results, progress, made)
    except BaseException:
        remove_tree(place.folder)
        raise
    told_of = tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))
    return Staged(place.folder, rendered, changed, told_of, tuple(warnings))


def _results(
    stale: Iterable[Look],
    theme: Renderer,
    place: _Place,
    jobs: int,
    reasons: Counter[str],
    warnings: list[Problem],
) -> Generator[Result, None, None]:
    """One a page, in no order; by other processes too once there are pages enough."""
    site = place.site
    if jobs > 1 and site.engine is None and isinstance(stale, Looking) and copyable():
        parts = stale.shared()
        if len(parts) < _WORTH_A_COPY:
            stale.back(parts)
        else:
            from backfile.publish.sharing import shared

            yield from shared(stale, parts, Desk(theme, place.ready(), site.output), jobs - 1, reasons, warnings)
            if stale.left < _WORTH_A_COPY:
                jobs = 1  # indexes and data files, whose views are large: they are not held side by side
    pages = _counted(stale, reasons)
    first = list(islice(pages, _WORTH_A_POOL if jobs > 1 else 1))
    if not first:
        return
    desk = Desk(theme, place.ready(), site.output)
    pages = chain(first, pages)
    if len(first) == _WORTH_A_POOL:
        from backfile.publish.workers import rendered

        yield from rendered(pages, desk, jobs - 1, site.engine, warnings)
    for some in together(pages):
        yield from desk.render(some)


def _good(
    results: Iterable[Result], progress: Callable[[int], object] | None, made: Callable[[Output], object]
) -> tuple[int, tuple[str, ...]]:
    """How many files were rendered, and which changed. Raises `InputError` with what is wrong with any page."""
    rendered = 0
    changed: list[str] = []
    failed: list[tuple[Problem, ...]] = []
    for result in results:
        if isinstance(result, Output):
            rendered += 1
            made(result)
            if result.changed:
                changed.append(result.path)
        else:
            failed.append(result)
            if len(failed) >= _ERRORS:
                break
        if progress:
            progress(rendered)
    if failed:
        raise InputError(_causes(chain.from_iterable(failed)))
    return rendered, tuple(sorted(changed))


def _causes(problems: Iterable[Problem]) -> Iterator[Problem]:
    """One cause breaks many pages: each is told once, with the first of its pages and how many more there are."""
    pages: dict[Problem, set[str]] = {}
    for problem in problems:
        pages.setdefault(structs.replace(problem, page=""), set()).add(problem.page)
    for problem, where in pages.items():
        more = f" and {len(where) - 1} more" if len(where) > 1 else ""
        yield structs.replace(problem, page=min(where) + more)


def _counted(stale: Iterable[Look], reasons: Counter[str]) -> Iterator[Look]:
    for one in stale:
        reasons[one.reason] += 1
        yield one


class _Place:
    """Where files are staged, made ready when the first is."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.folder = site.kept / "stage" / str(os.getpid())
        self._ready = False

    def ready(self) -> Path:
        if not self._ready:
            self.folder = _prepared(self.folder, self.site)
            self._ready = True
        return self.folder


def _prepared(folder: Path, site: Site) -> Path:
    """An empty stage. Its mark has been moved into the output folder, so other files can be too.

    Where the output folder is a disk of its own, onto which nothing can be moved, the stage is a hidden folder in it.
    """
    remove_tree(folder)
    put(folder / MARK, MARK_TEXT)
    if not site.output.exists():
        return folder
    mark = site.output / MARK
    if is_ours(site.output):
        before = mark.stat()
        os.utime(folder / MARK, ns=(before.st_atime_ns, before.st_mtime_ns))
    try:
        move(folder / MARK, mark)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        remove_tree(folder)
        folder = site.output / STAGE
        remove_tree(folder)
        put(folder / MARK, MARK_TEXT)
        move(folder / MARK, mark)
    return folder
