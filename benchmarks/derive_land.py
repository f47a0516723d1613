"""Derives the outlines of the land for the dot map; run once, by whoever changes the map.

    npm pack world-atlas@2
    python benchmarks/derive_land.py world-atlas-2.0.2.tgz      writes backfile/plan/land.txt

The outlines are Natural Earth's land at 1:50,000,000 (public domain), in TopoJSON by Mike Bostock (ISC). They are cut
at 180°, projected as `backfile.plan.worldmap` does, thinned to what can be seen, and written as one SVG path.
"""

from __future__ import annotations

import argparse
import json
import sys
import tarfile
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from backfile.plan import worldmap

LAND = Path(worldmap.__file__).parent / "land.txt"
Point = tuple[float, float]
TOLERANCE = 1.2
"Units of a map 2000 wide by which a thinned outline may stray."
SMALLEST = 3.0
"Square units of an island that is drawn, of some 400 km² each: Mauritius is, Malta is not."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path)
    with tarfile.open(parser.parse_args().package) as package:
        file = package.extractfile("package/land-50m.json")
        assert file
        topology = json.load(file)
    path = "".join(map(written, outlines(topology)))
    LAND.write_text(path + "\n", encoding="ascii", newline="\n")
    print(f"{LAND}: {len(path)} characters, {path.count('M')} outlines")
    return 0


def outlines(topology: dict[str, Any]) -> list[list[tuple[int, int]]]:
    """Closed rings of the map, the largest first; those south of its edge or too small to see are left out."""
    arcs = [absolute(arc, topology["transform"]) for arc in topology["arcs"]]
    kept = []
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"]:
            for ring in polygon:
                degrees = joined(ring, arcs)
                if max(latitude for _, latitude in degrees) < worldmap.SOUTH or min(y for _, y in degrees) < -70:
                    continue
                for half in cut(unwrapped(degrees)):
                    thin = thinned([worldmap.project(y, x) for x, y in half])
                    if len(thin) > 3 and area(thin) >= SMALLEST:
                        kept.append(thin)
    return sorted(kept, key=lambda ring: (-area(ring), ring))


def absolute(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """An arc of TopoJSON, whose points are differences, as (longitude, latitude)."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A ring of arcs; a negative number is an arc backwards."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def unwrapped(degrees: list[Point]) -> list[Point]:
    """A ring without leaps: one that crosses 180° goes on beyond it."""
    points, turns = [degrees[0]], 0
    for (before, _), (longitude, latitude) in pairwise(degrees):
        turns += (before - longitude > 180) - (longitude - before > 180)
        points.append((longitude + 360 * turns, latitude))
    return points


def cut(ring: list[Point]) -> list[list[Point]]:
    """What lies on either side of 180° and of -180°, each within the map."""
    made = []
    for shift in (-360, 0, 360):
        part = clipped(clipped([(x + shift, y) for x, y in ring], -180, 1), 180, -1)
        if len(part) > 3:
            made.append(part)
    return made


def clipped(ring: list[Point], edge: float, side: int) -> list[Point]:
    """Sutherland and Hodgman at one meridian; `side` 1 keeps the east of it, -1 the west."""
    kept: list[Point] = []
    for (x1, y1), (x2, y2) in pairwise(ring):
        inside, after = (x1 - edge) * side >= 0, (x2 - edge) * side >= 0
        if inside:
            kept.append((x1, y1))
        if inside != after:
            kept.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
    return [*kept, kept[0]] if kept else []


def thinned(points: list[Any]) -> list[Any]:
    """Ramer, Douglas and Peucker, without recursion."""
    keep = {0, len(points) - 1, middle(points)}
    marks = sorted(keep)
    left = list(pairwise(marks))
    while left:
        first, last = left.pop()
        far, at = max(
            ((distance(points[i], points[first], points[last]), i) for i in range(first + 1, last)), default=(0, 0)
        )
        if far > TOLERANCE:
            keep.add(at)
            left += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def middle(points: list[Any]) -> int:
    """The point that lies farthest from the first, which is also the last."""
    x, y = points[0]
    return max(range(len(points)), key=lambda i: (points[i][0] - x) ** 2 + (points[i][1] - y) ** 2)


def distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0.0
    return float(((x - x1 - t * dx) ** 2 + (y - y1 - t * dy) ** 2) ** 0.5)


def area(ring: list[Any]) -> float:
    return float(abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)))) / 2


def written(ring: list[tuple[int, int]]) -> str:
    """`M10 20l3-4 5 6z`: the steps between points, which are shorter than the points."""
    (x, y), *others = ring[:-1]
    text = f"M{x} {y}l"
    steps = []
    for a, b in others:
        if (a, b) != (x, y):
            steps.append(f"{a - x}{'' if b < y else ' '}{b - y}")
        x, y = a, b
    return text + " ".join(steps).replace(" -", "-") + "z"


if __name__ == "__main__":
    sys.exit(main())
