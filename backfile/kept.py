"""What is made of each of many things when it is asked for: kept as far as there is room, or not at all."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, MutableSequence, Sequence
from itertools import accumulate
from typing import Any, TypeVar, overload

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


def taken(column: Sequence[Any], numbers: Sequence[int]) -> MutableSequence[Any]:
    """Some of its values, in the order of their numbers; whole numbers in an array are in one again."""
    some = map(column.__getitem__, numbers)
    return array(column.typecode, some) if isinstance(column, array) else list(some)


def packed(values: Sequence[Any]) -> Sequence[Any]:
    """The same texts, or bytes, in one buffer where they are many.

    As objects, a million short ones take 0.1 GB, and as much again in each copy of this process that reads them: who
    holds an object is counted where it lies.
    """
    if len(values) < MOST or isinstance(values, Asked):
        return values
    pieces = [value.encode("utf-8", "surrogatepass") for value in values] if isinstance(values[0], str) else values
    whole, ends = b"".join(pieces), array("Q", accumulate(map(len, pieces), initial=0))

    def piece(place: int) -> bytes:
        return whole[ends[place] : ends[place + 1]]

    if pieces is values:
        return Asked(len(values), piece)
    return Asked(len(values), lambda place: piece(place).decode("utf-8", "surrogatepass"))
