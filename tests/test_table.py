"""What is known of the files of content/, in columns and in pieces: what is lost or damaged is read again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import archive, build, edit, story, tree, write

from backfile import content, kept
from backfile.config import Site
from backfile.content import shelf, stored, table
from backfile.content.pieces import Adding, Pieces, Place, shortened
from backfile.content.table import Row, Table
from backfile.model import Outline, Outlines

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
NUMBERS = st.integers(-(1 << 63), (1 << 63) - 1)
DIGESTS = st.binary(min_size=16, max_size=16)
OUTLINES = st.builds(Outline, *[NUMBERS] * 5, *[TEXTS] * 7, st.lists(TEXTS, max_size=4).map(tuple), *[DIGESTS] * 3)
ROWS = st.builds(Row, *[NUMBERS] * 7, OUTLINES)


def test_columns_stand_in_the_order_of_an_outline() -> None:
    told = [name.rstrip("s").replace("certaintie", "certainty") for name in Outlines.__struct_fields__]
    assert told == [name.rstrip("s") for name in Outline._fields]


@settings(deadline=None)
@given(st.lists(ROWS, max_size=9), st.data())
def test_a_table_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], data: st.DataObject
) -> None:
    file, made = tmp_path_factory.mktemp("table") / "content.table", _table(rows)
    stored.save(made, file, "this")
    found = stored.load(file, "this")
    assert found is not None
    read = found.table
    assert [read.row(number) for number in range(len(read))] == rows
    some = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=9) if rows else st.just([]))
    taken = read.taken(some)
    assert [taken.row(number) for number in range(len(taken))] == [rows[number] for number in some]
    assert stored.load(file, "another") is None


def _table(rows: Iterable[Row]) -> Table:
    """Of rows, put there in two turns."""
    made, columns = Table(), [[*row[:-1], *row.of] for row in rows]
    for some in (columns[:1], columns[1:]):
        made.extend(list(zip(*some, strict=True)) or [()] * len(table.COLUMNS))
    return made


def _by_path(rows: list[Row]) -> dict[str, Row]:
    """The last of each path."""
    return dict(sorted({row.of.path: row for row in rows}.items()))


@settings(deadline=None)
@given(st.lists(ROWS, max_size=12), st.lists(ROWS, max_size=4), st.data(), st.sampled_from([1, 100]))
def test_new_rows_are_put_into_their_places_and_those_that_are_gone_are_left_out(
    before: list[Row], new: list[Row], data: st.DataObject, few: int
) -> None:
    """Whether they are few of all rows or many."""
    known = _by_path(before)
    fresh = {path: row for path, row in _by_path(new).items() if path not in known}
    gone = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    now = dict(sorted({**known, **fresh}.items()))
    paths = [path for path in now if path not in gone]
    table_, others = _table(known.values()), _table(data.draw(st.permutations(list(fresh.values()))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "_FEW", few)
        joined, found = table_.joined(others, paths)
    assert found == gone
    assert [joined.row(number) for number in range(len(joined))] == [now[path] for path in paths]


@settings(deadline=None)
@given(st.lists(st.tuples(st.lists(ROWS, max_size=5), st.lists(TEXTS, max_size=3)), max_size=4), st.data())
def test_what_changed_is_added_to_its_file(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[Row], list[str]]], data: st.DataObject
) -> None:
    """What is read is the last of what was wholly written, whatever was written anew and what was added."""
    file, now = tmp_path_factory.mktemp("table") / "content.table", dict[str, Row]()
    stored.save(Table(), file, "this")
    sizes = [(file.stat().st_size, now)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stored, "_FEW", 0)
        for rows, gone in steps:
            found = stored.load(file, "this")
            assert found is not None
            news = _by_path(rows)
            now = dict(sorted(({path: row for path, row in now.items() if path not in gone} | news).items()))
            found.table.change(rows, gone)
            assert stored.amend(found, file, found.table, news, set(gone) - news.keys())
            sizes.append((file.stat().st_size, now))
    cut = data.draw(st.integers(sizes[0][0], sizes[-1][0]))
    os.truncate(file, cut)
    size, whole = [each for each in sizes if each[0] <= cut][-1]
    read = stored.load(file, "this")
    assert read is not None
    assert read.size == size
    assert [read.table.row(number) for number in range(len(read.table))] == list(whole.values())
    assert read.table.path == list(whole)
    if size < cut:
        assert not stored.amend(read, file, read.table, [], ["a"])


@given(st.lists(ROWS, min_size=1, max_size=3), st.integers(0, 1 << 20), st.integers(0, 7))
def test_a_damaged_table_is_none(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], place: int, bit: int
) -> None:
    file, made = tmp_path_factory.mktemp("table") / "content.table", _table(rows)
    stored.save(made, file, "this")
    raw = bytearray(file.read_bytes())
    raw[place % len(raw)] ^= 1 << bit
    file.write_bytes(raw)
    assert stored.load(file, "this") is None
    file.write_bytes(raw[: place % len(raw)])
    assert stored.load(file, "this") is None


@given(st.lists(st.binary(max_size=40), max_size=12), st.lists(st.binary(max_size=40), max_size=12))
def test_pieces_come_back_whenever_they_were_added(
    tmp_path_factory: pytest.TempPathFactory, first: list[bytes], then: list[bytes]
) -> None:
    file = tmp_path_factory.mktemp("pieces") / "pieces"
    places = []
    for some, anew in ((first, True), (then, False)):
        adding = Adding(file, anew=anew)
        places += [adding.add(piece) for piece in some]
        assert adding.flush()
        assert adding.end == file.stat().st_size
    found = Pieces(file)
    assert [found.get(place) for place in places] == first + then
    kept = shortened(file, places[::2])
    assert kept is not None
    assert [Pieces(file).get(place) for place in kept] == (first + then)[::2]
    assert file.stat().st_size == sum(place.length for place in kept)


@pytest.mark.parametrize("place", [Place(0, 4, 0), Place(2, 9, 0), Place(-1, 4, 0), Place(1 << 70, 1, 0)])
def test_what_is_no_piece_is_none(tmp_path: Path, place: Place) -> None:
    (tmp_path / "pieces").write_bytes(b"abcd")
    assert Pieces(tmp_path / "pieces").get(place) is None
    assert Pieces(tmp_path / "none").get(Place(0, 0, 0)) is None


@pytest.fixture
def site(tmp_path: Path) -> Site:
    many = {f"2025/06/{n}": story(f"Story {n}", f"Text of {n}.", tags=["Oman", f"T{n}"]) for n in range(9)}
    made = archive(tmp_path, many)
    for file in made.content.rglob("*.md"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    return made


@pytest.mark.parametrize("damage", [lambda raw: b"", lambda raw: raw[:100], lambda raw: bytes(b ^ 1 for b in raw)])
def test_entries_that_are_damaged_are_read_again(site: Site, damage: object) -> None:
    before = content.read(site)
    file = site.work / "content.entries"
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert content.read(site) == before
    edit(site, "2025/06/3", "Text of 3", "Another text")
    after = content.read(site)
    assert [a.path for a, b in zip(after, before, strict=True) if a != b] == ["2025/06/3"]


def _remove(site: Site) -> None:
    (site.work / "content.entries").unlink()


def _stop_short(site: Site) -> None:
    """As where a build is killed, or the disk is full, once entries stand elsewhere."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shelf, "_SPARE", -(1 << 30))
        patched.setattr(stored, "save", lambda *given: (_ for _ in ()).throw(OSError))
        edit(site, "2025/06/5", "Text of 5", "Text of five")
        content.read(site)


@pytest.mark.parametrize("lose", [_remove, _stop_short])
def test_where_entries_are_lost_an_edit_is_an_edit(site: Site, tmp_path: Path, lose: Callable[[Site], None]) -> None:
    content.read(site)
    lose(site)
    edit(site, "2025/06/3", "Story 3", "Told otherwise")
    edit(site, "2025/06/3", "T3", "Yemen")
    told, _ = content.articles(site)
    shutil.rmtree(site.work)
    afresh, _ = content.articles(site)
    assert told.outlines == afresh.outlines
    assert list(told) == list(afresh)


def test_what_is_not_sure_is_read_again_whatever_else_has_come(site: Site) -> None:
    rows = [Row(1, 2, 3, 0, 0, 0, flags, _outline(path)) for path, flags in (("a", table.SURE), ("b", 0))]
    known = _table(rows)
    here = [(path, (1, 2, 3)) for path in "abc"]
    assert known.news(here) == here[1:]
    assert known.news(here[:2]) == here[1:2]
    assert known.news(here[:1]) == []
    assert known.news([("a", (1, 2, 4)), *here[1:]]) == [("a", (1, 2, 4)), *here[1:]]


def _outline(path: str) -> Outline:
    return Outline(0, 0, False, False, True, path, "", "", "", "", "", "stated", (), *[bytes(16)] * 3)


def test_zeros_that_a_power_cut_leaves_end_the_table(site: Site) -> None:
    before, file = content.read(site), site.work / shelf.TABLE
    with file.open("ab") as left:
        left.write(bytes(4096))
    assert stored.load(file, "another") is None
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shelf, "_read", lambda *args: pytest.fail("the table is whole"))
        assert content.read(site) == before


def test_what_nothing_stands_for_any_more_goes_in_the_end(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_SPARE", 1000)
    entries = site.work / "content.entries"
    content.read(site)
    sizes = []
    for n in range(12):
        edit(site, "2025/06/3", f"Text of {n or 3}", f"Text of {n + 1}")
        before = content.read(site)
        sizes.append(entries.stat().st_size)
    assert max(sizes) < 3 * min(sizes) + 1000
    assert any(later < sooner for sooner, later in pairwise(sizes))
    assert content.read(site) == before


def test_of_an_edit_little_is_written(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """And all of it once that was done often, which forgets no file that is added or gone."""
    content.read(site)
    sizes = []
    for n in range(12):
        edit(site, "2025/06/3", f"Text of {n or 3}", f"Text of {n + 1}")
        if n == 5:
            (site.content / "2025/06/7.md").unlink()
            write(site.content / "2025/06/70.md", story("Story 70", "Text of 70.", id="0123456789ab-1"))
        for name in ("3", "70")[: 1 + (n == 5)]:
            os.utime(site.content / f"2025/06/{name}.md", (1_700_000_001 + n, 1_700_000_001 + n))
        with monkeypatch.context() as patched:
            patched.setattr(stored, "_FEW", 3)
            before = content.read(site)
        sizes.append((site.work / shelf.TABLE).stat().st_size)
        with monkeypatch.context() as patched:
            patched.setattr(shelf, "_read", lambda *args: pytest.fail("what was added tells of all"))
            assert content.read(site) == before
        assert [article.path for article in before].count("2025/06/70") == (n >= 5)
    assert any(later < sooner for sooner, later in pairwise(sizes))
    assert any(sooner < later < sooner + 600 for sooner, later in pairwise(sizes))


def test_what_is_remembered_is_enough(site: Site) -> None:
    """What an archive is put in order by, without a look at any article."""
    gathered, _ = content.articles(site)
    again, _ = content.articles(site)
    for one in (gathered, again):
        for place, article in enumerate(one):
            assert one.outlines.paths[place] == article.path
            assert one.outlines.tags[place] == article.tags
            assert one.outlines.words[place] == article.words
    assert again.outlines == gathered.outlines


@given(st.lists(st.text(st.characters(exclude_categories=[]), max_size=5)), st.lists(st.binary(max_size=5)), st.data())
def test_what_is_packed_is_what_it_was(texts: list[str], pieces: list[bytes], data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kept, "MOST", 1)
        for values in (texts, pieces):
            held = kept.packed(values)
            assert isinstance(held, kept.Asked) == bool(values)
            assert list(held) == values
            assert len(held) == len(values)
            assert list(held[1:]) == values[1:]
            some = data.draw(
                st.lists(st.integers(-len(values), len(values) - 1), max_size=4) if values else st.just([])
            )
            assert kept.taken(held, some) == [values[number] for number in some]
            assert kept.packed(held) is held


def test_a_large_archive_is_built_as_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are many, texts lie in buffers, and what was made of articles is let go and made again."""
    articles = {
        f"2025/0{n % 6 + 1}/told-{n}": story(
            f"Told {n}", f"It was told {n}.", published=f"2025-0{n % 6 + 1}-0{n % 9 + 1}", id=f"{n:012x}-1",
            tags=[f"Tag {n % 3}", "Ferries"], source=f"Source {n % 2}",
        )
        for n in range(40)
    }  # fmt: skip
    articles |= {
        f"undated/later-{n}": story(f"Later {n}", "Told.", tags=["Boats"], id=f"{n:x}fffffffffff-1") for n in range(9)
    }
    small, large = (archive(tmp_path / name, articles, knowledge="none") for name in ("small", "large"))
    for site in (small, large):
        write(site.root / "tags.toml", '[aliases]\nBoats = "Ferries"\n')
    build(small)
    monkeypatch.setattr(kept, "MOST", 7)
    build(large)
    assert tree(large) == tree(small)
    for site in (small, large):
        edit(site, "2025/03/told-2", "It was told", "It was said")
        assert len(build(site).rendered) < 20
    assert tree(large) == tree(small)
