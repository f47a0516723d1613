"""What one derivation of an archive leaves to the next, in a process that builds more than once.

A derivation that is given it says the same as one that is not, at the cost of what changed. At 10,000 articles it takes
about as much memory as what their texts say.
"""

from __future__ import annotations

from collections.abc import Sequence

from backfile.knowledge.entities import Joined
from backfile.knowledge.related import Placed
from backfile.knowledge.reprints import Compared
from backfile.knowledge.since import Since, scratch, since
from backfile.knowledge.stories import Told
from backfile.model import Article, Facts, NamesSaid, StoriesSaid

Said = tuple[NamesSaid, StoriesSaid]


class Kept:
    """Empty at first."""

    def __init__(self) -> None:
        self.facts: dict[bytes, Facts] = {}
        "What each text says, by `study`'s key."
        self._last: tuple[Sequence[Article], Sequence[Facts], Said] | None = None
        self.joined, self.compared, self.told, self.placed = Joined(), Compared(), Told(), Placed()

    def begin(self, articles: Sequence[Article], facts: Sequence[Facts], said: Said) -> Since:
        """What changed. All is forgotten where a person says otherwise than then, or where `end` was not reached."""
        last, self._last = self._last, None
        if last is None or last[2] != said:
            self.joined, self.compared, self.told, self.placed = Joined(), Compared(), Told(), Placed()
            return scratch(len(articles))
        return since(last[0], last[1], articles, facts)

    def end(self, articles: Sequence[Article], facts: Sequence[Facts], said: Said) -> None:
        """All of it is of this state of the archive."""
        self._last = articles, facts, said
