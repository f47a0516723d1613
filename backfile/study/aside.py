"""What the archive knows, found out by a copy of this process while it does something else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import msgspec

from backfile.config import Site
from backfile.errors import Problem
from backfile.kept import MOST
from backfile.model import Known
from backfile.processes.beside import Beside

Found = tuple[Known, tuple[Problem, ...]]
"And what is odd."
_WORTH_A_COPY = 500
"Articles: what is like each of them is told in 25 ms."


def worth(site: Site, articles: int) -> bool:
    """Whether it takes longer than to hand over what is found: not what texts say, and not what fills the memory."""
    return site.settings.knowledge == "related" and _WORTH_A_COPY <= articles <= MOST


def meanwhile(find: Callable[[], Found], *others: Callable[[], object]) -> Found:
    """What `find` finds, while the others are done."""
    with closing(Beside(lambda: map(msgspec.msgpack.encode, [find()]))) as answers:
        for do in others:
            do()
        return msgspec.msgpack.decode(next(answers), type=Found)
