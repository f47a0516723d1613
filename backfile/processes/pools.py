"""Processes that start anew, on this machine or on others of a cluster, as an executor has them."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process
from typing import Any, NamedTuple

from backfile.processes import Engine, LostError, collect_seldom, uninterrupted


class Pool:
    """`work`, which does one task, is sent to each of them once. Raises what a system does that has none."""

    def __init__(self, work: Callable[[Any], Any], count: int, engine: Engine | None) -> None:
        self._executor: Executor
        if engine:
            self._executor = engine.executor(_begin, (work,))
        else:
            context = get_context("spawn")
            self._executor = ProcessPoolExecutor(count, mp_context=context, initializer=_begin_here, initargs=(work,))

    def send(self, batch: list[Any]) -> Promised:
        """Raises `LostError` where nobody is left to do it."""
        try:
            with uninterrupted(signal.SIGINT):  # workers started here stay deaf to Ctrl-C: it is this process's to heed
                return Promised(self._executor.submit(_do, batch))
        except (BrokenExecutor, OSError) as error:  # died between batches; or there are no more processes to be had
            raise LostError(str(error)) from error

    def close(self) -> None:
        """Ends them, with what they have begun."""
        self._executor.shutdown(cancel_futures=True)


class Promised(NamedTuple):
    """A batch that is being done."""

    future: Future[list[Any]]

    def done(self) -> bool:
        """Whether its results are there, or will never be."""
        return self.future.done()

    def results(self) -> list[Any]:
        """Waits for them. Raises what the work raised, or `LostError`."""
        try:
            return self.future.result()
        except BrokenExecutor as error:
            raise LostError(str(error) or type(error).__name__) from error


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
