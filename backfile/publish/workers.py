"""One stream of pages shared among processes.

    pages → batches of 16 → a window of 3 batches a worker → results, in no order

Pages come through the window, so that a million of them are never held at once. While it is full this process renders
too, and what a worker that died left undone, it renders itself.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from pathlib import Path

from backfile.config import Site
from backfile.errors import Problem
from backfile.memory import Stale
from backfile.publish.desk import Desk, Load, Result
from backfile.publish.disk import uninterrupted

_BATCH = 16
_WINDOW = 3
_MOST = 60  # Windows waits for no more at once
_DIED = Problem(
    "build",
    0,
    "a rendering process died, and its work was done without it",
    "if this happens often, build with --jobs 1: there may be too little memory",
)


class Workers:
    """Processes that render beside this one. Ended, with what they have begun, when the block is."""

    def __init__(self, here: Desk, workers: int, start: tuple[Load | None, Site, Path]) -> None:
        self._here = here
        self._workers = min(workers, _MOST)
        self._pool = ProcessPoolExecutor(
            self._workers, mp_context=get_context("spawn"), initializer=_begin, initargs=start
        )
        self.warnings: tuple[Problem, ...] = ()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def render(self, pages: Iterator[Stale]) -> Iterator[Result]:
        """One result a page. Data files and copies, whose views are large, are rendered in this process."""
        away: dict[Future[list[Result]], list[Stale]] = {}
        while some := list(islice(pages, _BATCH)):
            batch = list(filter(_light, some))
            yield from (self._here.render(stale) for stale in some if not _light(stale))
            if len(away) < _WINDOW * self._workers and not self.warnings:
                away[self._sent(batch)] = batch
            else:
                yield from map(self._here.render, batch)
            for future in [future for future in away if future.done()]:
                yield from self._received(future, away.pop(future))
        for future, batch in away.items():  # never cancelled: Python 3.11 can hang if a worker dies meanwhile
            yield from self._received(future, batch)

    def _sent(self, batch: list[Stale]) -> Future[list[Result]]:
        try:
            with uninterrupted(signal.SIGINT):  # workers started here stay deaf to Ctrl-C: it is this process's to heed
                return self._pool.submit(_rendered, batch)
        except (BrokenProcessPool, OSError) as error:  # died between batches; or there are no more processes to be had
            failed: Future[list[Result]] = Future()
            failed.set_exception(BrokenProcessPool(str(error)))
            return failed

    def _received(self, future: Future[list[Result]], batch: list[Stale]) -> Iterable[Result]:
        try:
            return future.result()
        except (BrokenProcessPool, MemoryError):
            self.warnings = (_DIED,)
            return map(self._here.render, batch)


def _light(stale: Stale) -> bool:
    """Whether a page is sooner sent than rendered: its view is small."""
    return stale.page.template.endswith(".html") or stale.page.template == "card"


_desk: Desk
"A worker's own."


def _begin(load: Load | None, site: Site, folder: Path) -> None:
    """The start of a worker: its theme, and a thread that ends it when the process that it works for has died."""
    global _desk
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        if load is None:
            from backfile import templates

            load = templates.load
        _desk = Desk(load(site), folder, site.output)
    except Exception:
        os._exit(1)  # the parent could load the theme, so something changed meanwhile: it renders without us


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _rendered(batch: list[Stale]) -> list[Result]:
    return [_desk.render(stale) for stale in batch]
