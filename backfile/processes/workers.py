"""One stream of tasks shared among processes.

    tasks → batches → a window of 3 batches a worker → results, in no order

Tasks come through the window, so that a million of them are never held at once. While it is full this process works
too, and where the workers are done before it is, the window widens for a while. What a worker that died left undone, it
does itself. Whether the workers are processes of this machine or of a cluster, copies of this one or not, makes no
difference but to the crew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from backfile.processes import Engine, LostError, copyable

Task = TypeVar("Task")
Result = TypeVar("Result")

_BATCH = 16
_WINDOW, _WIDEST = 3, 48
"Batches. Results of so many are a megabyte, which is what a pipe takes until this process has time for it."
_MOST = 60  # Windows waits for no more at once


class Sent(Protocol):
    """A batch that was sent."""

    def done(self) -> bool: ...
    def results(self) -> list[Any]: ...


class Crew(Protocol):
    """Processes: see `copies` and `pools`."""

    def send(self, batch: list[Any], /) -> Sent: ...
    def close(self) -> None: ...


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
        self._crew = _crew(work, self._workers, engine)
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
        self._crew.close()

    def results(
        self,
        tasks: Iterator[Task],
        light: Callable[[Task], bool] = lambda task: True,
        own: Iterator[Task] | None = None,
    ) -> Iterator[Result]:
        """One result a task. Those that are not `light` are sooner done than sent: they are done in this process.

        What this process does of the others comes from `own`, which ends with `tasks`, if it is given.
        """
        away: list[tuple[Sent, list[Task]]] = []
        window = _WINDOW
        yield from map(self._work, islice(tasks, 1))  # what this loads and makes ready, copies of this process have
        while True:
            room = len(away) < window * self._workers and not self.died
            some = list(islice(tasks if room or own is None else own, self._batch))
            if not some:
                break
            batch = list(filter(light, some))
            yield from (self._work(task) for task in some if not light(task))
            if room and (sent := self._sent(batch)):
                away.append((sent, batch))
            else:
                yield from map(self._work, batch)
            sent_before, away = away, []
            for each in sent_before:
                if each[0].done():
                    yield from self._received(*each)
                else:
                    away.append(each)
            if not room:  # and if they had to wait meanwhile, they get more to do
                window = max(window - 1, _WINDOW) if away else min(2 * window, _WIDEST)
        for each in away:  # never cancelled: Python 3.11 can hang if a worker of a pool dies meanwhile
            yield from self._received(*each)

    def _sent(self, batch: list[Task]) -> Sent | None:
        try:
            return self._crew.send(batch)
        except LostError as error:
            self.died = str(error)
            return None

    def _received(self, sent: Sent, batch: list[Task]) -> Iterable[Result]:
        try:
            return sent.results()
        except (LostError, MemoryError) as error:
            self.died = str(error) or type(error).__name__
            return map(self._work, batch)


def done(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    workers: int,
    engine: Engine | None = None,
    batch: int = _BATCH,
) -> Iterator[Result]:
    """One result a task, in no order: with workers, or by this process alone where none can be had."""
    waiting = iter(tasks)
    crew = Workers.gathered(work, workers, engine, batch)
    if crew:
        with crew:
            yield from crew.results(waiting)
    yield from map(work, waiting)


def _crew(work: Callable[[Any], Any], count: int, engine: Engine | None) -> Crew:
    if engine is None and copyable():
        from backfile.processes.copies import Copies

        return Copies(work, count)
    from backfile.processes.pools import Pool

    return Pool(work, count, engine)
