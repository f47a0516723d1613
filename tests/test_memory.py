"""The memory: which pages are stale and why, what no page makes any more, and that nothing depends on it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publish_archive import Theme, View, archive, article, build, listing, tree

from backfile import memory
from backfile.config import Site
from backfile.errors import InputError
from backfile.memory import database
from backfile.model import Later, Page
from backfile.processes import beside

X, Y, HOME = article("/2025/06/x/", "X"), article("/2025/06/y/", "Y"), listing("/", "/2025/06/x/", "/2025/06/y/")


def reasons(site: Site, *pages: Page, version: str = "1", fresh: bool = False) -> dict[str, str]:
    with memory.open(site) as remembered:
        return {s.page.url: s.reason for s in remembered.stale(pages, Theme(version), fresh=fresh)}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = archive(tmp_path)
    build(site, X, Y, HOME)
    return site


def test_an_unchanged_archive_has_no_stale_page(site: Site) -> None:
    assert reasons(site, X, Y, HOME) == {}


def test_a_page_never_built_is_new(site: Site) -> None:
    assert reasons(site, X, Y, HOME, article("/2025/06/z/")) == {"/2025/06/z/": "new page"}


def test_the_changed_fields_of_a_view_are_named(site: Site) -> None:
    changed = article("/2025/06/x/", "Other words", "/2025/06/y/")
    assert reasons(site, changed, Y, HOME) == {"/2025/06/x/": "what it shows changed: title, links"}


def test_a_view_with_other_fields_is_said_to_have_changed(site: Site) -> None:
    bare = Page("/2025/06/x/", "article.html", ("X",))
    assert reasons(site, bare) == {"/2025/06/x/": "what it shows changed"}


def test_a_changed_template_makes_each_of_its_pages_stale(site: Site) -> None:
    assert reasons(site, X, HOME, version="2") == {
        "/2025/06/x/": "template article.html changed",
        "/": "template list.html changed",
    }


def test_a_page_that_moves_to_another_template_is_stale(site: Site) -> None:
    assert reasons(site, Page("/", "home.html", HOME.view)) == {"/": "template home.html changed"}


def test_a_writer_is_called_one(tmp_path: Path) -> None:
    site = archive(tmp_path)
    build(site, Page("/feed.xml", "atom", View("F")))
    assert reasons(site, Page("/feed.xml", "atom", View("F")), version="2") == {"/feed.xml": "writer atom changed"}


def test_a_missing_output_file_is_made_again(site: Site) -> None:
    (site.output / "index.html").unlink()
    assert reasons(site, X, Y, HOME) == {"/": "output file missing"}


def test_an_output_file_changed_by_hand_is_made_again(site: Site) -> None:
    (site.output / "index.html").write_text("mine")
    assert reasons(site, X, Y, HOME) == {"/": "output file changed since it was written"}


def test_an_output_file_replaced_by_a_link_is_made_again(site: Site) -> None:
    file = site.output / "index.html"
    target = site.root / "elsewhere.html"
    file.replace(target)
    file.symlink_to(target)
    assert reasons(site, X, Y, HOME) == {"/": "output file changed since it was written"}
    build(site, X, Y, HOME)
    assert not file.is_symlink()


def test_a_file_whose_time_alone_changed_is_not_stale_and_its_new_time_is_kept(site: Site) -> None:
    os.utime(site.output / "index.html", ns=(5, 5))
    assert build(site, X, Y, HOME).rendered == 0
    with sqlite3.connect(site.work / "memory.sqlite") as database:
        assert database.execute("SELECT mtime FROM outputs WHERE path = 'index.html'").fetchone() == (5,)
    database.close()
    assert (site.output / "index.html").stat().st_mtime_ns == 5


def test_fresh_makes_every_page_stale(site: Site) -> None:
    assert set(reasons(site, X, Y, HOME, fresh=True).values()) == {"--fresh"}


def test_two_pages_for_one_file_are_refused(site: Site) -> None:
    with pytest.raises(InputError, match="two pages make this file"):
        reasons(site, X, X)


def test_text_that_is_no_unicode_is_compared_like_any_other(site: Site) -> None:
    with memory.open(site) as remembered:
        odd = [article("/2025/06/x/", "half of a pair: \ud800"), Y, HOME]
        assert [s.reason for s in remembered.stale(odd, Theme())] == ["what it shows changed: title"]


def test_a_page_whose_name_is_no_unicode_is_refused(site: Site) -> None:
    with pytest.raises(InputError, match="its name is no Unicode text — rename"):
        reasons(site, article("/caf\udce9/"))


def test_orphans_are_files_that_no_page_makes_but_not_a_persons_hidden_files(site: Site) -> None:
    (site.output / ".nojekyll").write_text("")
    (site.output / ".git").mkdir()
    (site.output / ".git/config").write_text("")
    (site.output / "notes.txt").write_text("")
    with memory.open(site) as remembered:
        assert list(remembered.stale([X, HOME], Theme())) == []
        assert remembered.orphans() == ("2025/06/y/index.html", "notes.txt")
        assert remembered.strays() == ("notes.txt",)


def test_a_hidden_file_that_a_build_wrote_is_removed_with_its_page(tmp_path: Path) -> None:
    site = archive(tmp_path)
    build(site, X, Page("/.nojekyll", "static", View("")))
    assert build(site, X).removed == (".nojekyll",)


def test_nothing_is_remembered_of_a_build_that_was_not_kept(site: Site) -> None:
    changed = article("/2025/06/x/", "Other")
    assert reasons(site, changed, Y, HOME) == reasons(site, changed, Y, HOME) != {}


def test_pages_counts_the_site(site: Site) -> None:
    with memory.open(site) as remembered:
        assert remembered.pages == 3
        assert list(remembered.stale([X], Theme())) == []
        assert remembered.pages == 1


# ---------------------------------------------------------------- memory that is lost


def _truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:1000])


def _garble(file: Path) -> None:
    file.write_bytes(b"no database " * 1000)


def _from_the_future(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()


def _other_tables(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("DROP TABLE outputs")
        database.execute("CREATE TABLE outputs (path TEXT)")
    database.close()


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("harm", [Path.unlink, _truncate, _garble, _from_the_future, _other_tables, _a_folder])
def test_memory_that_is_lost_costs_rendering_and_nothing_else(site: Site, harm: Any) -> None:
    before = {path: path.stat().st_mtime_ns for path in site.output.rglob("*.html")}
    harm(site.work / "memory.sqlite")
    report = build(site, X, Y, HOME)
    assert report.reasons == (("nothing is remembered of its file", 3),)
    assert report.written == 0
    assert {path: path.stat().st_mtime_ns for path in site.output.rglob("*.html")} == before


def test_a_lost_memory_is_made_anew(site: Site) -> None:
    _garble(site.work / "memory.sqlite")
    build(site, X, Y, HOME)
    assert build(site, X, Y, HOME).rendered == 0


def test_what_no_page_makes_goes_even_if_nothing_is_remembered_of_it(site: Site) -> None:
    shutil.rmtree(site.work)
    report = build(site, X, HOME)
    assert report.removed == ("2025/06/y/index.html",)
    assert report.warnings == ()


def test_flipped_bits_in_the_memory_never_stop_a_build_nor_change_the_site(tmp_path: Path) -> None:
    site = archive(tmp_path)
    pages = [article(f"/2025/{i:02}/x/", "X" * i) for i in range(60)]
    build(site, *pages)
    file, chance = site.work / "memory.sqlite", random.Random(1)
    whole, expected = file.read_bytes(), tree(site)
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(20):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        file.write_bytes(content)
        build(site, *pages)
        assert tree(site) == expected


# ---------------------------------------------------------------- the shortcut


ONE = memory.Inputs("pages", "whole")


def test_a_view_is_not_made_while_what_it_shows_is_as_it_was(site: Site) -> None:
    def listed(key: bytes, *titles: str) -> Page:
        return Page("/tags/x/", "list.html", Later(key, lambda: View(titles[0]) if titles else pytest.fail("is made")))

    assert build(site, X, listed(b"1", "Of one")).rendered == 1
    assert build(site, X, listed(b"1")).rendered == 0
    assert build(site, X, listed(b"2", "Of one")).rendered == 0
    assert build(site, X, listed(b"2")).rendered == 0
    assert build(site, X, listed(b"3", "Of two")).reasons == (("what it shows changed: title", 1),)
    assert build(site, X, listed(b"3", "Of two"), version="2").rendered == 2
    (site.output / "tags/x/index.html").write_text("mine")
    assert build(site, X, listed(b"3", "Of two"), version="2").rendered == 1
    assert build(site, X, listed(b"3", "Of two"), version="2", fresh=True).rendered == 2


@pytest.mark.parametrize("table", ["outputs", "facts"])
@pytest.mark.parametrize("copied", [False, True])
def test_damaged_rows_are_found_out_where_they_can_be_mended(
    site: Site, copied: bool, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if copied and not hasattr(os, "fork"):
        pytest.skip("there are no copies of processes here")
    monkeypatch.setattr(beside, "copyable", lambda: copied)
    monkeypatch.setattr(beside, "processors", lambda: 2)
    monkeypatch.setattr(database, "large", lambda file: True)
    with memory.open(site) as remembered:
        remembered.remember_inputs(ONE)
    file = site.work / "memory.sqlite"
    with sqlite3.connect(file) as tables:
        (root,) = tables.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = tables.execute("PRAGMA page_size").fetchone()
    tables.close()
    raw = bytearray(file.read_bytes())
    raw[(root - 1) * size : (root - 1) * size + 8] = b"\xff" * 8
    file.write_bytes(raw)
    shutil.rmtree(site.output)
    with memory.open(site) as remembered:
        remembered.look_ahead()
        assert not remembered.inputs_unchanged(ONE)
        assert len(list(remembered.stale([X, Y, HOME], Theme()))) == 3
        assert remembered.strays() == ()
    assert build(site, X, Y, HOME).rendered == 3
    assert build(site, X, Y, HOME).rendered == 0


def test_inputs_are_unchanged_when_their_fingerprint_and_the_outputs_are(site: Site) -> None:
    with memory.open(site) as remembered:
        assert not remembered.inputs_unchanged(ONE)
        assert remembered.remember_inputs(ONE)
    with memory.open(site) as remembered:
        assert remembered.inputs_unchanged(ONE)
        assert not remembered.inputs_unchanged(memory.Inputs("two", "two"))


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: (folder / "index.html").unlink(),
        lambda folder: (folder / "index.html").write_text("mine"),
        lambda folder: (folder / "notes.txt").write_text("mine"),
        lambda folder: os.utime(folder / "index.html", ns=(5, 5)),
        shutil.rmtree,
    ],
    ids=["missing", "edited", "stray", "touched", "all gone"],
)
def test_inputs_are_not_taken_for_unchanged_when_an_output_is_not_as_it_was(site: Site, harm: Any) -> None:
    with memory.open(site) as remembered:
        remembered.remember_inputs(ONE)
        harm(site.output)
        assert not remembered.inputs_unchanged(ONE)


def test_a_persons_hidden_file_does_not_prevent_the_shortcut(site: Site) -> None:
    (site.output / ".DS_Store").write_text("")
    with memory.open(site) as remembered:
        remembered.remember_inputs(ONE)
        assert remembered.inputs_unchanged(ONE)


def test_a_build_that_changes_something_forgets_its_inputs(site: Site) -> None:
    with memory.open(site) as remembered:
        remembered.remember_inputs(ONE)
    build(site, X, Y)
    with memory.open(site) as remembered:
        assert not remembered.inputs_unchanged(ONE)


# ---------------------------------------------------------------- check


def test_the_output_folder_as_built_shows_no_difference(site: Site) -> None:
    assert list(memory.differences(site)) == []


def test_every_difference_is_named(site: Site) -> None:
    (site.output / "index.html").unlink()
    file = site.output / "2025/06/x/index.html"
    stat = file.stat()
    file.write_bytes(file.read_bytes().replace(b"X", b"Z"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # as a failing disk would: content alone
    (site.output / "notes.txt").write_text("")
    (site.output / ".nojekyll").write_text("")
    assert [(p.path, p.message) for p in memory.differences(site)] == [
        ("public/2025/06/x/index.html", "has changed since it was built"),
        ("public/index.html", "is missing"),
        ("public/notes.txt", "is no part of the site"),
    ]


def test_an_output_folder_without_memory_cannot_be_checked(site: Site) -> None:
    shutil.rmtree(site.work)
    assert [p.message for p in memory.differences(site)] == ["cannot be checked: its build is not remembered"]
    assert not site.work.exists()


def test_an_archive_never_built_has_no_differences(tmp_path: Path) -> None:
    assert list(memory.differences(archive(tmp_path))) == []


# ---------------------------------------------------------------- any history ends in the clean site

_URLS = st.sampled_from(["/", "/a/", "/a/b/", "/a.html", "/c/d/e/", "/c/d.xml", "/.well-known/x"])
_SITES = st.dictionaries(_URLS, st.sampled_from(["one", "two"]), min_size=1)


@settings(max_examples=40, deadline=None)
@given(history=st.lists(st.tuples(_SITES, st.sampled_from("12"), st.booleans()), min_size=2, max_size=5))
def test_any_history_of_builds_ends_in_the_tree_of_a_clean_one(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[dict[str, str], str, bool]]
) -> None:
    grown, clean = archive(tmp_path_factory.mktemp("grown")), archive(tmp_path_factory.mktemp("clean"))
    before: dict[str, str] = {}
    for titles, version, forget in history:
        pages = [article(url, title) for url, title in titles.items()]
        if forget and ("/.well-known/x" in titles or "/.well-known/x" not in before):  # hidden files would be spared
            shutil.rmtree(grown.work, ignore_errors=True)
        build(grown, *pages, version=version)
        before = titles
    build(clean, *pages, version=version)
    assert tree(grown) == tree(clean)
    assert build(grown, *pages, version=version).rendered == 0
