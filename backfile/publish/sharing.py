"""Parts of the site that copies of this process plan and render beside it.

A copy knows the archive and the theme as this process does: nothing but numbers of parts goes to it, and nothing but
what was found out about pages comes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from itertools import chain
from typing import NamedTuple

from backfile.errors import Problem
from backfile.memory import Look, Looking, Part
from backfile.model import Page
from backfile.processes.workers import Workers
from backfile.publish.desk import Desk, Result
from backfile.publish.workers import DIED
from backfile.views import OWNED

_STRETCH, _OWN = 32, 4
"Parts that a copy does together, and this process, at most. Articles that stand side by side name one another."


class Done(NamedTuple):
    """What was made of one page of a part."""

    part: int
    look: Look
    result: Result | None
    "None where the page is as it was."


class Share:
    """One process's means of doing some of `parts`, for any of which it may be asked."""

    def __init__(self, stale: Looking, parts: Sequence[Part], desk: Desk) -> None:
        self._stale, self._parts, self._desk = stale, parts, desk

    def do(self, numbers: range) -> list[Done]:
        """Their pages."""
        looks = self._stale.look(self._parts[numbers.start : numbers.stop])
        pages = [(number, look) for number, some in zip(numbers, looks, strict=True) for look in some]
        made = iter(self._desk.render([look for _, look in pages if look.reason]))
        return [Done(number, _bare(look), next(made) if look.reason else None) for number, look in pages]


class Ends:
    """The numbers of parts that nobody has taken yet."""

    def __init__(self, count: int, workers: int) -> None:
        self._left, self._workers = range(count), workers

    def first(self) -> Iterator[range]:
        """Stretches of them from the front; shorter ones where few are left, so that all have something to do."""
        while self._left:
            length = max(1, min(_STRETCH, len(self._left) // (4 * self._workers)))
            some, self._left = self._left[:length], self._left[length:]
            yield some

    def last(self) -> Iterator[range]:
        """Some after others from the back, fewer of them: lists take longer."""
        while self._left:
            length = max(1, min(_OWN, len(self._left) // (4 * self._workers)))
            some, self._left = self._left[-length:], self._left[:-length]
            yield some


def shared(
    stale: Looking,
    parts: Sequence[Part],
    desk: Desk,
    workers: int,
    reasons: Counter[str],
    warnings: list[Problem],
) -> Iterator[Result]:
    """One result a page that must be rendered, in no order; every page is noted.

    Copies begin at the front, where articles stand, and this process at the back, where lists do: of two processes
    one alone then makes what an article is on a list. Parts at the back take long, and between them copies are given
    more. As long as something that articles show is still being found out, this process works alone.
    """
    left, share = Ends(len(parts), workers), Share(stale, parts, desk)
    own = left.last()
    alone = map(share.do, _meanwhile(stale, own))
    crew = Workers.gathered(share.do, workers, batch=1)
    with crew or nullcontext():
        for some in chain(alone, crew.results(left.first(), own=own) if crew else map(share.do, left.first())):
            for done in some:
                if stale.note(parts[done.part], done.look) and done.result is not None:
                    reasons[done.look.reason] += 1
                    yield done.result
    if crew and crew.died:
        warnings.append(DIED)


def _meanwhile(stale: Looking, own: Iterator[range]) -> Iterator[range]:
    """As many as there is time for before the others can be looked at."""
    while stale.waiting() and (some := next(own, None)) is not None:
        yield some


def _bare(look: Look) -> Look:
    """Without the view, which stays where it was planned, but for what tells whose a page is."""
    page = look.page
    if isinstance(page.view, OWNED):
        return look
    return Look(
        Page(page.url, page.template, None),
        *(look.reason, look.standing, look.path, look.made_from, look.touched, look.moved),
    )
