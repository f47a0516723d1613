"""Dask's executor, and what is to be done when there is nobody to do it.

Dask itself does again what a worker that died left undone. But where no worker is left it waits for one, without end,
so a watch is kept; and what does not come back is a `BrokenExecutor`, upon which the process that asked does it itself.
"""

from __future__ import annotations

import pickle
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, InvalidStateError
from concurrent.futures import wait as all_done
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from backfile.cluster.worker import work
from backfile.errors import BackfileError

if TYPE_CHECKING:
    from distributed import Client

_LOOK = 1.0
"Seconds from one look for workers to the next."
PATIENCE = 10.0
"Seconds without any worker until none is waited for. One that died is replaced by its nanny in about two."

_NOBODY = "no worker is left"


class Batches(Executor):
    """Sends calls of module-level functions to the workers of `client`, as those of `crew`, which is pickled."""

    def __init__(self, client: Client, crew: bytes) -> None:
        self._client, self._crew = client, crew
        self._executor = client.get_executor(pure=False)
        self._waiting: set[Future[Any]] = set()
        self._ended, self._lost = threading.Event(), threading.Event()
        threading.Thread(target=self._watch, name="backfile workers", daemon=True).start()

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Raises `BrokenExecutor` where there is nobody to send it to."""
        if self._lost.is_set():
            raise BrokenExecutor(_NOBODY)
        call = pickle.dumps((partial(function, **named) if named else function, arguments))
        promised: Future[Any] = Future()
        promised.set_running_or_notify_cancel()
        try:
            sent = self._executor.submit(work, self._crew, call)
        except Exception as error:  # the connection is lost
            raise BrokenExecutor(str(error)) from error
        self._waiting = {future for future in self._waiting if not future.done()} | {promised}
        if self._lost.is_set():  # while it was sent: the watch may not have seen it among those that wait
            _lose(promised)
        sent.add_done_callback(partial(_arrived, promised))
        return promised

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Waits for all that has been sent, come what may: it writes into the stage."""
        all_done(self._waiting)
        self._ended.set()
        with suppress(Exception):  # the scheduler may be gone
            self._executor.shutdown(wait=False)

    def _watch(self) -> None:
        seen = time.monotonic()
        while not self._ended.wait(_LOOK):
            with suppress(Exception):
                if self._client.nthreads():
                    seen = time.monotonic()
            if time.monotonic() - seen > PATIENCE:
                self._lost.set()
                for promised in self._waiting:
                    _lose(promised)
                return


def _lose(promised: Future[Any]) -> None:
    with suppress(InvalidStateError):  # where it came after all
        promised.set_exception(BrokenExecutor(_NOBODY))


def _arrived(promised: Future[Any], sent: Future[bytes]) -> None:
    """Passes on a result, or what is wrong with the input; anything else is no fault of it, so it is done again."""
    with suppress(InvalidStateError):  # where it is no more waited for
        try:
            promised.set_result(pickle.loads(sent.result()))
        except BackfileError as error:
            promised.set_exception(error)
        except CancelledError:
            promised.set_exception(BrokenExecutor("the scheduler is gone"))
        except Exception as error:
            promised.set_exception(BrokenExecutor(f"{type(error).__name__}: {error}"))
