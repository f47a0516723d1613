"""What the archive knows, found out by a copy of this process while it does something else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing

import msgspec

from backfile.config import Site
from backfile.errors import Problem
from backfile.kept import MOST
from backfile.model import Known
from backfile.processes.beside import Beside
from backfile.study.left import FILE

Found = tuple[Known, tuple[Problem, ...]]
"And what is odd."
_WORTH_A_COPY = 500
"Articles: what is like each of them is told in 25 ms."


def worth(site: Site, articles: int, *, fresh: bool = False) -> bool:
    """Whether finding it out takes longer than handing it over.

    It does where there is nothing to go on from; but not of what texts say, nor of what fills the memory.
    """
    anew = fresh or not (site.work / FILE).exists()
    return anew and site.settings.knowledge == "related" and _WORTH_A_COPY <= articles <= MOST


def meanwhile(find: Callable[[], Found], *others: Callable[[], object]) -> Found:
    """What `find` finds, while the others are done."""
    home = os.getpid()

    def answers() -> Iterator[bytes | Found]:
        found = find()
        yield found if os.getpid() == home else msgspec.msgpack.encode(found)

    with closing(Beside(answers)) as copy:
        for do in others:
            do()
        found: bytes | Found = next(copy)
        return msgspec.msgpack.decode(found, type=Found) if isinstance(found, bytes) else found
