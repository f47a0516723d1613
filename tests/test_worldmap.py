"""The dot map: where places lie, how large their dots are, and the land below them."""

from __future__ import annotations

import math
import re

from hypothesis import given
from hypothesis import strategies as st

from backfile.plan import worldmap
from backfile.plan.worldmap import HEIGHT, WIDTH, dots, land, project


def rings() -> list[list[tuple[int, int]]]:
    """The outlines of the land, read as a browser would."""
    found = []
    for ring in land().removesuffix("z").split("z"):
        start, steps = ring.removeprefix("M").split("l")
        x, y = map(int, start.split())
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        points = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        found.append(points)
    return found


def on_land(latitude: float, longitude: float) -> bool:
    """By the even-odd rule, from a point to the right."""
    x, y = project(latitude, longitude)
    crossed = 0
    for ring in rings():
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            crossed += (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
    return crossed % 2 == 1


def test_the_equator_is_straight_and_the_middle_in_the_middle() -> None:
    assert project(0, 0)[0] == WIDTH // 2
    assert project(0, -180) == (0, project(0, 0)[1])
    assert project(0, 180) == (WIDTH, project(0, 0)[1])
    assert project(worldmap.NORTH, 0)[1] == 0
    assert abs(project(worldmap.SOUTH, 0)[1] - HEIGHT) <= 1


def test_the_projection_is_natural_earth() -> None:
    """Patterson's table gives the length of each parallel, of the equator's: the polynomials keep to it."""
    for latitude, length in ((35, 0.9409), (45, 0.9006), (60, 0.8196), (70, 0.7525), (80, 0.6754)):
        assert math.isclose((project(latitude, 180)[0] - WIDTH / 2) / (WIDTH / 2), length, abs_tol=0.0015)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_of_the_earth_is_on_the_map(latitude: float, longitude: float) -> None:
    x, y = project(latitude, longitude)
    assert 0 <= x <= WIDTH
    assert 0 <= y <= HEIGHT


def test_towns_inland_are_on_land_and_the_sea_is_not() -> None:
    inland = [(39.9, 32.9), (-15.8, -47.9), (51.2, 71.4), (39.7, -105.0), (-23.7, 133.9), (9.0, 38.7), (66.0, 172.0)]
    sea = [(30, -40), (0, -25), (-30, 80), (20, -155.0 - 10), (42, 50.5), (-45, -100), (60, 3), (14.5, 66)]
    assert [place for place in inland if not on_land(*place)] == []
    assert [place for place in sea if on_land(*place)] == []


def test_the_land_is_one_small_path_of_closed_outlines_within_the_map() -> None:
    assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", land())
    assert len(land()) < 40_000
    for ring in rings():
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in ring)
        # An outline that crosses 180° is cut there, and draws no line across the map.
        assert all(abs(x1 - x2) < 200 for (x1, _), (x2, _) in zip(ring, [*ring[1:], ring[0]], strict=True))


def test_the_area_of_a_dot_is_its_number_of_articles() -> None:
    made = dots([("b", 10, 10, 4), ("a", 0, 0, 1), ("d", 20, 20, 16), ("c", 5, 5, 1), ("none", 1, 1, 0)])
    assert [dot.key for dot in made] == ["d", "b", "a", "c"]  # the small above the large
    assert [dot.r for dot in made] == [32, 16, 8, 8]
    assert made[0][1:3] == project(20, 20)


def test_no_dot_hides_a_continent_or_is_too_small_to_see() -> None:
    made = dots([("most", 0, 0, 1_000_000), ("some", 1, 1, 250_000), ("one", 2, 2, 1)])
    assert [dot.r for dot in made] == [56, 28, 8]
    assert dots([]) == ()
