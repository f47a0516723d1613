"""What is like each article, found out by a copy of this process while it does something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from backfile.config import Site
from backfile.kept import MOST
from backfile.model import Known, Related
from backfile.processes.coming import Coming
from backfile.study.left import FILE

_WORTH_A_COPY = 500
"Articles: what is like each of them is told in 25 ms."


def worth(site: Site, articles: int, *, fresh: bool = False) -> bool:
    """Whether finding it out takes longer than handing it over.

    It does where there is nothing to go on from; but not of what fills the memory. And nothing else may be known.
    """
    alone = site.settings.knowledge == "related" and not (site.root / "stories.toml").exists()
    anew = fresh or not (site.work / FILE).exists()
    return alone and anew and _WORTH_A_COPY <= articles <= MOST


@contextmanager
def coming(find: Callable[[], Known], articles: int) -> Iterator[Known]:
    """What `find` finds, of which there is nothing but what is like each article: it is waited for when it is asked."""
    kind = tuple[tuple[Related, ...], ...]
    with closing(Coming(lambda: find().related, articles, kind)) as related:
        yield Known(related, named=((),) * articles)
