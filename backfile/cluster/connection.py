"""The connection to a scheduler, and the first look at its workers."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

from msgspec import structs

from backfile.cluster import sameness
from backfile.cluster.batches import Batches
from backfile.cluster.worker import Crew, Look, look
from backfile.config import Site
from backfile.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from distributed import Client

_ANSWER = 10
"Seconds that a scheduler has to answer the first time."


class Cluster:
    """An `Engine`: the workers of one scheduler. Sent to one of them, it becomes None: a worker has no workers."""

    def __init__(self, client: Client, site: Site, workers: int) -> None:
        self._client, self._site = client, site
        self._crews = count(1)
        self.workers = workers
        "Processes: each does one batch at a time, however many threads it has."

    def executor(self, begin: Callable[..., None], arguments: tuple[Any, ...]) -> Executor:
        seen = look(str(self._site.work), self._site.names_model)
        name = f"{self._client.id} {next(self._crews)}"
        crew = Crew(name, seen, str(self._site.work), self._site.names_model, begin, arguments)
        return Batches(self._client, pickle.dumps(crew))

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        return _nobody, ()


def _nobody() -> None:
    return None


@contextmanager
def connected(site: Site, scheduler: str) -> Iterator[Site]:
    """The archive, which this process has locked, with the workers at `scheduler` for its engine.

    Raises `UsageError` where there are none, `InputError` with a problem for each that would not make what this process
    makes.
    """
    client = _client(scheduler)
    try:
        own = look(str(site.work), site.names_model)
        looks = client.run(look, str(site.work), site.names_model, on_error="return")
        if not looks:
            raise UsageError(f"the scheduler at {scheduler} has no workers — start some: dask worker {scheduler}")
        if problems := [problem for address, seen in looks.items() for problem in _problems(address, seen, own, site)]:
            raise InputError(problems)
        yield structs.replace(site, engine=Cluster(client, site, len(looks)))
    finally:
        client.close()


def _client(scheduler: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        cure = "install Backfile with its extra “dask”: pip install '.[dask]'"
        raise UsageError(f"--engine dask needs the package “distributed”, which is not installed — {cure}") from None
    for name in list(logging.root.manager.loggerDict):
        if name.startswith("distributed"):  # what goes wrong there is said in our words
            logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return Client(scheduler, timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        cure = "is it running, and is this its address? “dask scheduler” prints it, as tcp://10.0.0.5:8786"
        raise UsageError(f"no scheduler answers at {scheduler} ({error}) — {cure}") from None


def _problems(address: str, seen: Look | Exception, own: Look, site: Site) -> Iterator[Problem]:
    if isinstance(seen, Exception):
        hint = "install the same Backfile there as here, its extra “dask” too"
        yield Problem(address, 0, f"this worker cannot run Backfile ({type(seen).__name__}: {seen})", hint)
        return
    if different := sameness.difference(own.parts, seen.parts):
        hint = "install the same there as here, and start the worker again"
        yield Problem(address, 0, f"this worker {different}", hint)
    if seen.lock != own.lock:
        hint = "put the archive on a disk that all machines share, at the same path"
        yield Problem(address, 0, f"this worker cannot see the archive in {site.root}", hint)
    elif not seen.writes:
        yield Problem(address, 0, f"this worker may not write to {site.work}", "let its user write there")
