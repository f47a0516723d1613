"""What a process of the cluster does: it says what it is and sees, and it does batches.

A worker stands for longer than a build, serves several by turns, and may have several threads: one thread of its own
does everything, and begins anew whenever another crew's batch comes.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from backfile.cluster import sameness
from backfile.model import Record


class UnfitError(Exception):
    """This process would not make what the build's own makes."""


class Look(Record, frozen=True):
    """What a worker is and sees."""

    parts: sameness.Parts
    lock: bytes
    "What the archive's lock says of its holder; empty where the archive is not to be seen."
    writes: bool
    "Whether it may write into the archive's `.backfile/`."


class Crew(Record, frozen=True):
    """Those who do the batches of one part of one build."""

    name: str
    "Of no other crew."
    seen: Look
    "As the build's own process sees it."
    work: str
    "The archive's `.backfile/`."
    names_model: str
    begin: Callable[..., None]
    arguments: tuple[Any, ...]


def look(work: str, names_model: str) -> Look:
    """Of this process."""
    lock = b""
    with suppress(OSError):
        lock = Path(work, "lock").read_bytes()
    return Look(sameness.parts(names_model), lock, os.access(work, os.W_OK))


def work(crew: bytes, call: bytes) -> bytes:
    """The result of `call`, a function and its arguments, by a process that has begun for `crew`; all are pickled."""
    return _hand.submit(_work, crew, call).result()


_hand = ThreadPoolExecutor(1, "backfile")
_begun = b""
"The crew that this process last began for."


def _work(sent: bytes, call: bytes) -> bytes:
    global _begun
    if sent != _begun:
        crew: Crew = pickle.loads(sent)
        if look(crew.work, crew.names_model) != crew.seen:  # it joined when the others had been looked at
            raise UnfitError(f"process {os.getpid()} does not see the archive, or runs another program")
        _begun = b""
        crew.begin(*crew.arguments)
        _begun = sent
    function, arguments = pickle.loads(call)
    return pickle.dumps(function(*arguments))
