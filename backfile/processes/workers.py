"""One stream of tasks shared among processes.

    tasks → batches → a window of 3 batches a worker → results, in no order

Tasks come through the window, so that a million of them are never held at once. While it is full this process works
too, and what a worker that died left undone, it does itself. Whether the workers are processes of this machine or of a
cluster makes no difference but to the executor.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from typing import Any, Generic, TypeVar

from backfile.processes import Engine, collect_seldom, copyable, uninterrupted

Task = TypeVar("Task")
Result = TypeVar("Result")

_BATCH = 16
_WINDOW = 3
_MOST = 60  # Windows waits for no more at once


class Workers(Generic[Task, Result]):
    """Processes that do `work` beside this one. Ended, with what they have begun, when the block is.

    `work`, which does one task, is copied or sent to each of them once, and `batch` tasks at a time. There are
    `workers` of them, or as many as `engine` has.
    """

    def __init__(
        self, work: Callable[[Task], Result], workers: int, engine: Engine | None = None, batch: int = _BATCH
    ) -> None:
        self._work, self._batch = work, batch
        self._workers = engine.workers if engine else min(workers, _MOST)
        self._pool = engine.executor(_begin, (work,)) if engine else _processes(self._workers, work)
        self.died = ""
        "Why, if a process did and its work was done without it."

    @classmethod
    def gathered(
        cls, work: Callable[[Task], Result], workers: int, engine: Engine | None = None, batch: int = _BATCH
    ) -> Workers[Task, Result] | None:
        """None without semaphores, as in some containers: one process it is."""
        try:
            return cls(work, workers, engine, batch)
        except (OSError, ImportError, NotImplementedError):
            return None

    def __enter__(self) -> Workers[Task, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def results(
        self,
        tasks: Iterator[Task],
        light: Callable[[Task], bool] = lambda task: True,
        own: Iterator[Task] | None = None,
    ) -> Iterator[Result]:
        """One result a task. Those that are not `light` are sooner done than sent: they are done in this process.

        What this process does of the others comes from `own`, which ends with `tasks`, if it is given.
        """
        away: dict[Future[list[Result]], list[Task]] = {}
        yield from map(self._work, islice(tasks, 1))  # what this loads and makes ready, copies of this process have
        while True:
            room = len(away) < _WINDOW * self._workers and not self.died
            some = list(islice(tasks if room or own is None else own, self._batch))
            if not some:
                break
            batch = list(filter(light, some))
            yield from (self._work(task) for task in some if not light(task))
            if room:
                away[self._sent(batch)] = batch
            else:
                yield from map(self._work, batch)
            for future in [future for future in away if future.done()]:
                yield from self._received(future, away.pop(future))
        for future, batch in away.items():  # never cancelled: Python 3.11 can hang if a worker dies meanwhile
            yield from self._received(future, batch)

    def _sent(self, batch: list[Task]) -> Future[list[Result]]:
        try:
            with uninterrupted(signal.SIGINT):  # workers started here stay deaf to Ctrl-C: it is this process's to heed
                return self._pool.submit(_do, batch)
        except (BrokenExecutor, OSError) as error:  # died between batches; or there are no more processes to be had
            failed: Future[list[Result]] = Future()
            failed.set_exception(BrokenExecutor(str(error)))
            return failed

    def _received(self, future: Future[list[Result]], batch: list[Task]) -> Iterable[Result]:
        try:
            return future.result()
        except (BrokenExecutor, MemoryError) as error:
            self.died = str(error) or type(error).__name__
            return map(self._work, batch)


def done(
    work: Callable[[Task], Result], tasks: Iterable[Task], workers: int, engine: Engine | None = None
) -> Iterator[Result]:
    """One result a task, in no order: with workers, or by this process alone where none can be had."""
    waiting = iter(tasks)
    crew = Workers.gathered(work, workers, engine)
    if crew:
        with crew:
            yield from crew.results(waiting)
    yield from map(work, waiting)


def _processes(workers: int, work: Callable[[Any], Any]) -> Executor:
    copies = copyable()
    if copies:
        gc.freeze()  # so that looking for garbage touches, and thereby copies, no memory of what was there before
    context = get_context("fork" if copies else "spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin_here, initargs=(work,))


_work: Callable[[Any], Any]
"A worker's own."


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work


def _do(batch: list[Any]) -> list[Any]:
    return list(map(_work, batch))


def _begin_here(work: Callable[[Any], Any]) -> None:
    """The start of a worker, and a thread that ends it when the process that it works for has died."""
    collect_seldom()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _begin(work)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
