"""Results in the order of their tasks, whoever did them and however long each took.

    in_order(crew.results, tasks, weight)      tasks and results carry their number: crew.results(iter([(0, a), …]))

What is done before its turn is held back. It may weigh `MOST` at a time: then no more tasks are given out until the one
that all wait for is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

MOST = 64 << 20
"For tasks that weigh as many bytes as they are long: 64 MB."


def in_order(
    share: Callable[[Iterator[tuple[int, Task]]], Iterator[tuple[int, Result]]],
    tasks: Iterable[Task],
    weight: Callable[[Task], int],
) -> Iterator[Result]:
    """One result a task. `share` does each of the tasks that it is given, and gives the results in any order."""
    gate = _Gate(tasks, weight)
    held: dict[int, Result] = {}
    while not gate.empty:
        for number, result in share(gate.open()):
            held[number] = result
            while gate.turn in held:
                yield held.pop(gate.turn)
                gate.close_behind()


class _Gate(Generic[Task]):
    """Lets tasks through, numbered, while what is on its way does not weigh too much."""

    def __init__(self, tasks: Iterable[Task], weight: Callable[[Task], int]) -> None:
        self.turn = 0
        "The number of the task whose result is the next."
        self.empty = False
        self._tasks, self._weight = enumerate(tasks), weight
        self._weights: dict[int, int] = {}
        self._ahead = 0

    def open(self) -> Iterator[tuple[int, Task]]:
        while self._ahead < MOST:
            task = next(self._tasks, None)
            if task is None:
                self.empty = True
                return
            self._weights[task[0]] = self._weight(task[1])
            self._ahead += self._weights[task[0]]
            yield task

    def close_behind(self) -> None:
        self._ahead -= self._weights.pop(self.turn)
        self.turn += 1
