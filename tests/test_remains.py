"""What the last build left, against what stands: part by part, and what becomes of it in a build."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backfile.memory.holdings import Holdings
from backfile.memory.outputs import Stat, hidden
from backfile.memory.remains import Remains, Row, compared

PATHS = st.sampled_from(["a/index.html", "b/index.html", "c.xml", ".well-known/x", "d", "e", "f"])
STATS = st.tuples(st.integers(0, 2), st.integers(0, 1))
PARTS, KEYS, TEMPLATES = (st.sampled_from(some) for some in (["x", "y", "z"], [b"", b"1", b"2"], [b"t", b"u"]))
ROWS = st.lists(st.tuples(PATHS, PARTS, KEYS, TEMPLATES, STATS), unique_by=lambda row: row[0]).map(
    lambda rows: [(*row[:4], *row[4]) for row in rows]
)
OTHERS = st.dictionaries(PATHS, STATS | st.just((-1, 0)), max_size=3)


@st.composite
def built(draw: st.DrawFn) -> tuple[list[Row], dict[str, Stat]]:
    """What is remembered, and what stands: most of it as it was left."""
    rows = draw(ROWS)
    gone = draw(st.sets(PATHS, max_size=2))
    there = {row[0]: (row[4], row[5]) for row in rows if row[0] not in gone}
    return rows, there | draw(OTHERS)


@given(built())
def test_a_part_is_whole_or_each_of_its_files_is_loose(site: tuple[list[Row], dict[str, Stat]]) -> None:
    rows, there = site
    found = compared(rows, dict(there))
    for part in {row[1] for row in rows}:
        own = [row for row in rows if row[1] == part]
        if all(there.get(path) == (size, time) for path, _, _, _, size, time in own):
            key, paths, made_with = found.parts[part]
            assert paths == [row[0] for row in own]
            assert key == (own[0][2] if len({row[2] for row in own}) == 1 else b"")
            assert set(found.templates[made_with]) == {row[3] for row in own}
        else:
            assert part not in found.parts
            assert {path for path, other in found.loose.items() if other == part} == {row[0] for row in own}
    whole = {path for _, paths, _ in found.parts.values() for path in paths}
    assert found.there == {path: stat for path, stat in there.items() if path not in whole}
    known = {row[0]: (row[4], row[5]) for row in rows}
    assert found.untouched == (
        bool(rows) and known == {path: there[path] for path in there if path in known or not hidden(path)}
    )


@given(built(), st.lists(PARTS, unique=True), st.lists(PATHS, unique=True), st.booleans())
def test_every_file_is_claimed_passed_over_or_an_orphan(
    site: tuple[list[Row], dict[str, Stat]], passed: list[str], claimed: list[str], fresh: bool
) -> None:
    rows, there = site
    holdings = Holdings(compared(rows, dict(there)))
    if fresh:
        holdings.loosen()
    over = holdings.pass_over(passed)
    assert set(over) == {row[0] for row in rows if row[1] in passed and row[0] in there}
    claimed = [path for path in claimed if path not in over]
    assert [holdings.claim(path) for path in claimed] == [True] * len(claimed)
    assert not any(map(holdings.claim, claimed))
    assert len(holdings) == len(over) + len(claimed)
    left = there.keys() - {*over, *claimed}
    known = {row[0] for row in rows}
    assert set(holdings.orphans()) == {path for path in left if path in known or not hidden(path)}
    assert list(holdings.orphans()) == sorted(holdings.orphans())
    assert set(holdings.strays()) == ({path for path in left - known if not hidden(path)} if rows else set())
    assert set(holdings.forgotten()) == known - {*over, *claimed}


def test_a_part_is_sound_while_its_templates_are_those_of_today() -> None:
    rows: list[Row] = [
        ("a", "x", b"1", b"t", 1, 1), ("b", "x", b"1", b"u", 1, 1), ("c", "y", b"2", b"t", 1, 1),
        ("d", "z", b"", b"t", 1, 1), ("e", "w", b"3", b"t", 1, 1),
    ]  # fmt: skip
    there: dict[str, Stat] = dict.fromkeys("abcd", (1, 1))
    holdings = Holdings(compared(rows, there))
    assert holdings.sound({b"t", b"u"}) == {"x": b"1", "y": b"2"}
    assert holdings.sound({b"t"}) == {"y": b"2"}
    holdings.pass_over(["y"])
    assert holdings.sound({b"t", b"u"}) == {"x": b"1"}
    holdings.loosen()
    assert holdings.sound({b"t", b"u"}) == {}


def test_a_path_that_two_parts_have_stops_nothing() -> None:
    rows: list[Row] = [("a", "x", b"1", b"t", 1, 1), ("a", "y", b"2", b"t", 1, 1)]
    found = compared(rows, {"a": (1, 1)})
    assert found.parts.keys() == {"x", "y"}
    assert found.there == {}
    assert not compared([], {}).untouched, "where nothing is remembered, all is to be made"


def test_of_one_part_the_rest_is_passed_over_only_if_nothing_else_is_otherwise() -> None:
    rows: list[Row] = [("a", "x", b"1", b"t", 1, 1), ("s.css", "static", b"", b"t", 1, 1)]
    for there, passed in (
        ({"a": (1, 1), "s.css": (1, 1)}, True),
        ({"a": (1, 1), "s.css": (2, 2)}, True),
        ({"a": (1, 1), ".nojekyll": (1, 1)}, True),
        ({"a": (1, 2), "s.css": (1, 1)}, False),
        ({"a": (1, 1), "s.css": (1, 1), "mine": (1, 1)}, False),
    ):
        holdings = Holdings(compared(rows, dict(there)))
        assert holdings.pass_over_others("static") == passed
        assert len(holdings) == passed
    assert not Holdings(Remains({}, [], {}, {})).remembering
