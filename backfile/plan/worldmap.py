"""The map of the world on which places are dots: where a place lies on it, and the outlines of its land.

    project(59.91, 10.75)                                       → (1049, 124): Oslo, on a map of 2000 × 876
    dots([("oslo", 59.91, 10.75, 4), ("rome", 41.89, 12.51, 1)]) → four articles have four times the area of one

The projection is Natural Earth by Tom Patterson (2008), in the polynomials of Bojan Šavrič (2011). `land.txt` holds the
land in it as an SVG path of whole numbers: a page needs but `<path d>` and `<circle cx cy r>`, no style and no script.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import radians
from pathlib import Path
from typing import NamedTuple

NORTH, SOUTH = 84.0, -58.0
"Degrees: without Antarctica, whose coast would take a fifth of the height. What lies beyond stands at the edge."
WIDTH, HEIGHT = 2000, 876
"In the map's own units: a `viewBox` of `0 0 2000 876`."
_LEAST, _MOST = 8, 56
"Radii of a dot: one that can be seen and pointed at, and one that hides no continent."


class Dot(NamedTuple):
    """A circle on the map; its area is as the number of articles, unless that would make it too small to see."""

    key: str
    x: int
    y: int
    r: int


def project(latitude: float, longitude: float) -> tuple[int, int]:
    """Where a place (degrees north and east) lies: from the left and from the top."""
    x, y = _natural_earth(min(NORTH, max(SOUTH, latitude)), min(180.0, max(-180.0, longitude)))
    return round(WIDTH / 2 + x * _SCALE), round((_TOP - y) * _SCALE)


def dots(places: Iterable[tuple[str, float, float, int]]) -> tuple[Dot, ...]:
    """A dot for each (key, latitude, longitude, articles); the largest first, so that the small are drawn over them."""
    counted = sorted((place for place in places if place[3] > 0), key=lambda place: (-place[3], place[0]))
    if not counted:
        return ()
    unit = min(_LEAST, _MOST / counted[0][3] ** 0.5)
    made = []
    for key, latitude, longitude, articles in counted:
        x, y = project(latitude, longitude)
        made.append(Dot(key, x, y, max(_LEAST, round(unit * articles**0.5))))
    return tuple(made)


@cache
def land() -> str:
    """The land as the `d` of an SVG path."""
    return (Path(__file__).parent / "land.txt").read_text("ascii").strip()


def _natural_earth(latitude: float, longitude: float) -> tuple[float, float]:
    """Radians of a sphere of radius 1, east and north of its middle."""
    north, east = radians(latitude), radians(longitude)
    p2 = north * north
    p4 = p2 * p2
    x = east * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    y = north * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    return x, y


_SCALE = WIDTH / 2 / _natural_earth(0, 180)[0]
_TOP = _natural_earth(NORTH, 0)[1]
