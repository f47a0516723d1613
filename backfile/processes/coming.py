"""A sequence that a copy of this process finds out: who asks for any of it waits until all of it is there.

related = Coming(find, 10_000, tuple[tuple[Related, ...], ...])
…
related.waiting()       → whether the copy is still at it
related[7]              → (Related(9, …), …)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

import msgspec

from backfile.processes.beside import Beside

Made = TypeVar("Made")


class Coming(Sequence[Made]):
    """Copies of this process that are begun before it is there find it out for themselves, if they need it."""

    def __init__(self, find: Callable[[], Sequence[Made]], count: int, kind: Any) -> None:
        """`find` gives `count` of them, in a sequence of a `kind` that msgspec can encode."""
        self._find, self._count, self._kind = find, count, kind
        self._found: Sequence[Made] | None = None
        self._home = os.getpid()
        self._copy = Beside(self._answers)

    def _answers(self) -> Iterator[Any]:
        found = self._find()
        yield found if os.getpid() == self._home else msgspec.msgpack.encode(found)

    def waiting(self) -> bool:
        """Whether it is not there yet. If it is, copies of this process have it from now on."""
        if self._found is None and self._copy.busy():
            return True
        _ = self._all
        return False

    @property
    def _all(self) -> Sequence[Made]:
        if self._found is None:
            self._found = self._answer() if os.getpid() == self._home else self._find()
        return self._found

    def _answer(self) -> Sequence[Made]:
        answer = next(self._copy)
        self._copy.close()
        found: Sequence[Made] = msgspec.msgpack.decode(answer, type=self._kind) if isinstance(answer, bytes) else answer
        return found

    def close(self) -> None:
        """Lets go of the copy."""
        self._copy.close()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Made]:
        return iter(self._all)

    @overload
    def __getitem__(self, place: int) -> Made: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Made]: ...
    def __getitem__(self, place: int | slice) -> Made | Sequence[Made]:
        return self._all[place]
