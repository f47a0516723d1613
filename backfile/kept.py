"""What is made of each of many things when it is asked for: kept as far as there is room, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

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


class Asked(Sequence[Made]):
    """Many things of which each is made when it is asked for."""

    def __init__(self, count: int, make: Callable[[int], Made]) -> None:
        self._places, self._make = range(count), make

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Made]:
        return map(self._make, self._places)

    @overload
    def __getitem__(self, place: int) -> Made: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Made, ...]: ...
    def __getitem__(self, place: int | slice) -> Made | tuple[Made, ...]:
        if isinstance(place, slice):
            return tuple(map(self._make, self._places[place]))
        return self._make(self._places[place])
