"""What one process does with seeds: read, decoded, divided, tagged, made ready.

A few small ones go through each step together: a step's rules, lists and code are then still at hand for the next seed,
which takes a tenth off the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from backfile import content, knowledge, seeds
from backfile.config import Site
from backfile.content import Ready
from backfile.errors import Problem
from backfile.model import Divided, Seed

Task = tuple[int, Sequence[seeds.Capture]]
"Captures that go together, and their place in the order."
Made = tuple[int, list[Ready | Problem]]
"One for each of them."

_TOGETHER = 8
_LARGE = 64 << 10
"Bytes that go together: a larger seed goes alone."
A = TypeVar("A")
B = TypeVar("B")


def together(captures: Iterable[seeds.Capture]) -> Iterator[list[seeds.Capture]]:
    """The captures in their order, those together that go so."""
    group: list[seeds.Capture] = []
    for capture in captures:
        if group and (len(group) == _TOGETHER or size([*group, capture]) > _LARGE):
            yield group
            group = []
        group.append(capture)
    if group:
        yield group


def size(captures: Iterable[seeds.Capture]) -> int:
    """Bytes."""
    return sum(capture.stamp[1] for capture in captures)


class Divider:
    def __init__(self, site: Site) -> None:
        self._site = site

    def divide(self, task: Task) -> Made:
        """The dumps, or why there is none."""
        number, captures = task
        read = [seeds.seed(self._site, capture) for capture in captures]
        divided = _sound(self._divided, read)
        tagged = _sound(knowledge.tag, divided)
        return number, _sound(self._ready, tagged)

    def _divided(self, seed: Seed) -> Divided:
        return seeds.divide(seed, self._site.settings.lang)

    def _ready(self, divided: Divided) -> Ready:
        return content.ready(divided, keep_scripts=self._site.settings.slug_unicode)


def _sound(act: Callable[[A], B], things: Sequence[A | Problem]) -> list[B | Problem]:
    """What `act` makes of each that is no problem."""
    return [thing if isinstance(thing, Problem) else act(thing) for thing in things]
