"""Something found out by a copy of this process while it goes on.

found = Beside(lambda: answers(folder))
…
next(found)         → the first of what the call gives, one after another: plain values, as `marshal` takes them
"""

from __future__ import annotations

import marshal
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from backfile.processes import LENGTH, copyable, framed, processors


class Beside(Iterator[Any]):
    """Where there can be no copy, or it fails, this process finds it out itself when it is asked for an answer."""

    def __init__(self, call: Callable[[], Iterator[Any]], *, worth: bool = True) -> None:
        """`worth`: it takes long enough. A copy costs 3 ms."""
        self._call = call
        self._given = 0
        self._own: Iterator[Any] | None = None
        self._child, pipe = self._copy() if worth and copyable() and processors() > 1 else (0, -1)
        self._answers = os.fdopen(pipe, "rb") if self._child else None

    def _copy(self) -> tuple[int, int]:
        """A copy that does it, and what it answers by; none where there can be no more processes."""
        answers, pipe = os.pipe()
        try:
            child = os.fork()
        except OSError:
            child = -1
        if child == 0:  # nothing of the parent's may run here: no handler, no cleaning up
            try:
                os.close(answers)
                with open(pipe, "wb") as file:
                    for answer in map(marshal.dumps, self._call()):
                        file.write(framed(answer))
                        file.flush()
            finally:
                os._exit(0)
        os.close(pipe)
        if child > 0:
            return child, answers
        os.close(answers)
        return 0, -1

    def __next__(self) -> Any:
        """Raises what the call does."""
        if self._answers:
            with suppress(EOFError, ValueError, TypeError):  # it died, or its call failed
                answer = marshal.loads(self._read(int.from_bytes(self._read(LENGTH), "big")))
                self._given += 1
                return answer
            self.close()
        if self._own is None:
            self._own = islice(self._call(), self._given, None)
        return next(self._own)

    def _read(self, size: int) -> bytes:
        """Raises `EOFError` where there is less."""
        read = self._answers.read(size) if self._answers else b""
        if len(read) < size:
            raise EOFError
        return read

    def close(self) -> None:
        """Lets go of the copy, whether it is done or not."""
        child, self._child = self._child, 0
        if self._answers:
            self._answers.close()
            self._answers = None
        if child:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGKILL)  # it has answered, or nobody hears it any more
                os.waitpid(child, 0)
