"""This process among others: what it may use, and what may not interrupt it.

workers    one stream of tasks shared among processes
copies     processes that are copies of this one
pools      others; it loads `multiprocessing`: import it where it is used
beside     something found out by a copy of this process
coming     the same, as a sequence that is waited for
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from concurrent.futures import Executor


class Engine(Protocol):
    """Processes elsewhere that work beside this one, in the place of this machine's own."""

    workers: int

    def executor(self, begin: Callable[..., None], arguments: tuple[Any, ...]) -> Executor:
        """Sends calls to them, each of whom calls `begin` with `arguments` first; a lost call is a `BrokenExecutor`."""


class LostError(Exception):
    """What a process was to do will not be done, because it died or there is none."""


LENGTH = 8
"Bytes before each piece that goes through a pipe, that tell how many it has."


def framed(piece: bytes) -> bytes:
    """A piece with its length before it."""
    return len(piece).to_bytes(LENGTH, "big") + piece


@contextmanager
def uninterrupted(*signals: signal.Signals) -> Iterator[None]:
    """Holds back signals until the block is done, from this thread and from processes that it starts, for good."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with(begun: int) -> None:
    """Ends this process with the one whose end of a pipe this is: a thread of a copy waits here."""
    os.read(begun, 1)
    os._exit(1)


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def copyable() -> bool:
    """Whether other processes can be copies of this one, which begin within milliseconds and know all that it knows.

    Elsewhere than on Linux, and beside other threads, whose locks a copy would find taken for good, they start anew.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def collect_seldom() -> None:
    """Has Python look for cycles of garbage every 500,000 objects instead of every 700: 50 MB of them at most.

    An archive's records hold none, and there are millions: at 10,000 articles a third of a build went into the search,
    and still a twentieth of an edit's when it was every 50,000.
    """
    gc.set_threshold(500_000, 20, 20)
