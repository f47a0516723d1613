"""This process among others: what it may use, and what may not interrupt it.

workers    one stream of tasks shared among processes; it loads `multiprocessing`: import it where it is used
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager


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


@contextmanager
def unhurried() -> Iterator[None]:
    """Has Python look seldom for circles of garbage: where most of what is made is kept, that is 20% of it."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
