"""One thing done by a copy of this process while it goes on.

found = Beside(lambda: walked(folder))
…
found.result()      → what the call gives: plain values, as `marshal` takes them
"""

from __future__ import annotations

import marshal
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from backfile.processes import copyable, processors

Result = TypeVar("Result")


class Beside(Generic[Result]):
    """Where there can be no copy, or it fails, this process does it itself when it is asked for the result."""

    def __init__(self, call: Callable[[], Result], *, worth: bool = True) -> None:
        """`worth`: it takes long enough. A copy costs 3 ms."""
        self._call = call
        self._child, self._pipe = self._copy() if worth and copyable() and processors() > 1 else (0, -1)

    def _copy(self) -> tuple[int, int]:
        """A copy that does it, and what it answers by; none where there can be no more processes."""
        answer, pipe = os.pipe()
        try:
            child = os.fork()
        except OSError:
            child = -1
        if child == 0:  # nothing of the parent's may run here: no handler, no cleaning up
            try:
                os.close(answer)
                with open(pipe, "wb") as file:
                    file.write(marshal.dumps(self._call()))  # type: ignore[arg-type]
            finally:
                os._exit(0)
        os.close(pipe)
        if child > 0:
            return child, answer
        os.close(answer)
        return 0, -1

    def result(self) -> Result:
        """Raises what the call does. Is asked once."""
        if self._child:
            with open(self._pipe, "rb", closefd=False) as file:
                made = file.read()
            self.close()
            with suppress(EOFError, ValueError, TypeError):  # it died, or its call failed
                return marshal.loads(made)  # type: ignore[no-any-return]
        return self._call()

    def close(self) -> None:
        """Lets go of the copy, whether it is done or not."""
        child, self._child = self._child, 0
        if child:
            os.close(self._pipe)
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGKILL)  # it has answered, or nobody hears it any more
                os.waitpid(child, 0)
