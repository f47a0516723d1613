"""Something found out by a copy of this process while it goes on.

found = Beside(lambda: answers(folder))
…
next(found)         → the first of what the call gives, one after another: plain values, as `marshal` takes them
"""

from __future__ import annotations

import marshal
import os
import select
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BufferedReader
from itertools import islice
from typing import Any, NoReturn

from backfile.processes import LENGTH, copyable, end_with, framed, processors, uninterrupted


class Beside(Iterator[Any]):
    """Where there can be no copy, or it fails, this process finds it out itself when it is asked for an answer."""

    def __init__(self, call: Callable[[], Iterator[Any]], *, worth: bool = True) -> None:
        """`worth`: it takes long enough. A copy costs 3 ms."""
        self._call = call
        self._given = 0
        self._own: Iterator[Any] | None = None
        self._child, self._life = 0, -1
        self._answers: BufferedReader | None = None
        if worth and copyable() and processors() > 1:
            self._copy()

    def _copy(self) -> None:
        """Has a copy do it, unless there can be no more processes."""
        made: list[int] = []
        try:
            made += os.pipe()
            made += os.pipe()
            with uninterrupted(signal.SIGINT):  # to which the copy stays deaf: it is this process's to heed
                self._child = os.fork()
                if self._child == 0:
                    self._answer(*made)
        except OSError:
            for end in made:
                os.close(end)
            return
        answers, pipe, begun, self._life = made
        os.close(pipe)
        os.close(begun)
        self._answers = os.fdopen(answers, "rb")

    def _answer(self, answers: int, pipe: int, begun: int, life: int) -> NoReturn:
        """What the copy does. Nothing of the parent's may run here: no handler, no cleaning up."""
        try:
            os.close(answers)
            os.close(life)
            threading.Thread(target=end_with, args=(begun,), daemon=True).start()
            with open(pipe, "wb") as file:
                for answer in map(marshal.dumps, self._call()):
                    file.write(framed(answer))
                    file.flush()
        finally:
            os._exit(0)

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

    def busy(self) -> bool:
        """Whether a copy has not answered yet."""
        return self._answers is not None and not select.select([self._answers], [], [], 0)[0]

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
            os.close(self._life)
        if child:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGKILL)  # it has answered, or nobody hears it any more
                os.waitpid(child, 0)
