"""What is made of each of many things when it is first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")

MOST = 60_000
"In an archive of a million, all that is kept of each would fill the memory; who stands close is asked for together."


class Kept(dict[int, Made]):
    """Something of each by its number, made when it is first asked for, and again if it was long ago."""

    def __init__(self, make: Callable[[int], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, number: int) -> Made:
        if len(self) >= MOST:
            self.clear()
        made = self[number] = self._make(number)
        return made
