"""Staging and committing: what is written, what is left alone, in which order, and what is refused."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest
from publish_archive import Theme, View, archive, article, broken, build, listing, tree

from backfile import memory, publish
from backfile.config import Settings, Site
from backfile.errors import BusyError, InputError
from backfile.model import Page
from backfile.processes import pools, workers
from backfile.publish import desk, disk, journal, render

X, Y, HOME = article("/2025/06/x/", "X"), article("/2025/06/y/", "Y"), listing("/", "/2025/06/x/", "/2025/06/y/")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return archive(tmp_path)


def problems(error: pytest.ExceptionInfo[InputError]) -> str:
    return str(error.value)


# ---------------------------------------------------------------- what is written


def test_a_first_build_makes_the_folder_whole_with_its_mark(site: Site) -> None:
    report = build(site, X, Y, HOME)
    assert sorted(tree(site)) == [".backfile", "2025/06/x/index.html", "2025/06/y/index.html", "index.html"]
    assert (report.pages, report.rendered, report.written, report.removed) == (3, 3, 3, ())
    assert report.reasons == (("new page", 3),)
    assert not (site.work / "stage").exists()


def test_an_empty_output_folder_is_taken(site: Site) -> None:
    site.output.mkdir()
    build(site, X, HOME)
    assert sorted(tree(site)) == [".backfile", "2025/06/x/index.html", "index.html"]


def test_an_unchanged_build_touches_nothing(site: Site) -> None:
    build(site, X, HOME)
    before = {path: path.stat() for path in (site.output, *site.output.rglob("*"))}
    assert build(site, X, HOME).rendered == 0
    assert {path: path.stat() for path in (site.output, *site.output.rglob("*"))} == before


def test_equal_bytes_are_not_written_again(site: Site) -> None:
    build(site, X, HOME)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in site.output.rglob("*.html")}
    report = build(site, X, HOME, fresh=True)
    assert (report.rendered, report.written) == (2, 0)
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in site.output.rglob("*.html")} == before


@pytest.mark.parametrize("most", [0, 1 << 20])
def test_pages_are_rendered_before_any_is_written_as_far_as_they_are_small(
    site: Site, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    acts: list[str] = []

    class Noting(Theme):
        def render(self, page: Page) -> bytes:
            acts.append("render")
            return super().render(page)

    put = desk.put
    monkeypatch.setattr(desk, "put", lambda *given: (acts.append("put"), put(*given))[1])
    monkeypatch.setattr(desk, "_AT_ONCE", most)
    build(site, X, Y, HOME, theme=Noting())
    assert acts == (["render"] * 3 + ["put"] * 3 if most else ["render", "put"] * 3)


def test_the_mark_keeps_its_time_of_change(site: Site) -> None:
    build(site, X)
    os.utime(site.output / ".backfile", ns=(5, 5))
    build(site, X, Y)
    assert (site.output / ".backfile").stat().st_mtime_ns == 5


def test_a_page_that_is_gone_goes_with_its_empty_folders(site: Site) -> None:
    build(site, X, article("/2024/01/z/"), HOME)
    assert build(site, X, HOME).removed == ("2024/01/z/index.html",)
    assert not (site.output / "2024").exists()


@pytest.mark.parametrize("old", [("/a",), ("/a/",), ("/a/b/c/", "/a/d/"), ("/a/b", "/a/")])
@pytest.mark.parametrize("new", [("/a",), ("/a/",), ("/a/b/", "/a/b/c/"), ("/a/b/c", "/a/d/")])
def test_a_file_gives_way_to_a_folder_and_a_folder_to_a_file(
    site: Site, old: tuple[str, ...], new: tuple[str, ...]
) -> None:
    build(site, X, *map(article, old))
    build(site, X, *map(article, new))
    expected = {"2025/06/x/index.html", ".backfile", *(url[1:] + "index.html" * url.endswith("/") for url in new)}
    assert set(tree(site)) == expected
    assert build(site, X, *map(article, new)).rendered == 0


def test_a_link_in_the_output_folder_is_replaced_and_what_it_leads_to_is_left_alone(site: Site, tmp_path: Path) -> None:
    build(site, X, HOME)
    outside = tmp_path / "outside"
    (site.output / "2025").replace(outside)
    (site.output / "2025").symlink_to(outside)
    build(site, X, HOME)
    assert not (site.output / "2025").is_symlink()
    assert [path.name for path in outside.rglob("*")] == ["06", "x", "index.html"]
    assert (site.output / "2025/06/x/index.html").is_file()


def test_strays_are_removed_with_a_warning_that_names_them(site: Site) -> None:
    build(site, X)
    (site.output / "notes.txt").write_text("mine")
    report = build(site, X)
    assert report.removed == ("notes.txt",)
    assert "public/notes.txt: was removed: it is no part of the site" in str(report.warnings[0])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
def test_files_have_the_permissions_that_the_users_mask_gives(site: Site) -> None:
    before = os.umask(0o027)
    try:
        build(site, X)
        build(site, X, Y)
    finally:
        os.umask(before)
    assert {stat.S_IMODE(p.stat().st_mode) for p in site.output.rglob("*") if p.is_file()} == {0o640}
    assert {stat.S_IMODE(p.stat().st_mode) for p in site.output.rglob("*") if p.is_dir()} == {0o750}


def test_new_pages_come_before_those_that_link_to_them_and_removals_last(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(site, X, HOME, listing("/tags/old/", "/2025/06/x/"))
    done: list[str] = []
    move, unlink = disk.move, Path.unlink
    monkeypatch.setattr(journal, "move", lambda s, t: (done.append(t.relative_to(site.output).as_posix()), move(s, t)))
    monkeypatch.setattr(Path, "unlink", lambda p, **o: (done.append(f"- {p.name}"), unlink(p, **o)))
    build(site, X, article("/2025/06/z/"), listing("/tags/new/", "/2025/06/z/"), listing("/", "/2025/06/z/"))
    done = [step for step in done if "journal" not in step]
    assert done == ["2025/06/z", "tags/new", "index.html", "- index.html"]


def test_progress_is_told_after_each_page(site: Site) -> None:
    seen: list[int] = []
    build(site, X, Y, HOME, progress=seen.append)
    assert seen == [1, 2, 3]


# ---------------------------------------------------------------- errors


def test_all_pages_that_fail_are_reported_and_the_site_is_as_it_was(site: Site) -> None:
    build(site, X, HOME)
    before = tree(site)
    with pytest.raises(InputError) as error:
        build(site, article("/2025/06/x/", fault="no such field"), article("/b/", fault="no such filter"), HOME, Y)
    assert [p.message for p in error.value.problems] == ["no such field", "no such filter"]
    assert tree(site) == before
    assert list((site.work / "stage").iterdir()) == []
    assert build(site, X, HOME).rendered == 0


def test_a_theme_that_fails_everywhere_is_not_tried_on_every_page(site: Site) -> None:
    seen = []

    class Counting(Theme):
        def render(self, page: Page) -> bytes:
            seen.append(page.url)
            return super().render(page)

    stale = (memory.Look(article(f"/{i}/", fault=f"fault {i}"), "new page", False) for i in range(1000))
    with pytest.raises(InputError):
        publish.stage(stale, Counting(), site, jobs=1)
    assert 50 <= len(seen) < 50 + desk._TOGETHER


def test_an_interrupt_while_rendering_leaves_the_site_and_no_stage(site: Site) -> None:
    build(site, X, HOME)
    before = tree(site)

    def interrupt(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(site, article("/2025/06/x/", "Other"), Y, HOME, progress=interrupt)
    assert tree(site) == before
    assert list((site.work / "stage").iterdir()) == []


# ---------------------------------------------------------------- processes


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_processes_makes_the_same_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, started: str
) -> None:
    monkeypatch.setattr(render, "_WORTH_A_POOL", 100)
    pages = [article(f"/2025/{i % 12:02}/{i}/", "X" * i) for i in range(1200)]
    pages += [Page(f"/data/{i}.xml", "atom", View(f"{i}")) for i in range(30)]
    one, many = archive(tmp_path / "one"), archive(tmp_path / "many")
    build(one, *pages, jobs=1)
    report = build(many, *pages, jobs=jobs)
    assert tree(one) == tree(many)
    assert report.warnings == ()
    assert broken(many) == []


@pytest.fixture(params=["copied", "anew"])
def started(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How workers start: as copies of this process, as where it has no other threads, or as new ones."""
    copied = request.param == "copied"
    monkeypatch.setattr(workers, "copyable", lambda: copied)
    monkeypatch.setattr(render, "copyable", lambda: copied)
    return str(request.param)


class _DyingTheme(Theme):
    """It lives in one process only."""

    def __init__(self) -> None:
        super().__init__()
        self.home = os.getpid()

    def render(self, page: Page) -> bytes:
        return super().render(page) if os.getpid() == self.home else os._exit(3)


class _UnsendableTheme(_DyingTheme):
    def __setstate__(self, state: object) -> None:
        os._exit(4)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no copies of processes here")
@pytest.mark.parametrize("theme", [_DyingTheme, _UnsendableTheme])
def test_what_a_dead_worker_left_is_rendered_without_it(
    site: Site, monkeypatch: pytest.MonkeyPatch, theme: type[_DyingTheme], started: str
) -> None:
    monkeypatch.setattr(render, "_WORTH_A_POOL", 20)
    pages = [article(f"/{i}/") for i in range(200)]
    report = build(site, *pages, jobs=2, theme=theme())
    assert report.written == 200
    assert broken(site) == []
    assert [p.message for p in report.warnings] == ["a rendering process died, and its work was done without it"]


def test_errors_in_workers_are_reported_like_those_here(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "_WORTH_A_POOL", 20)
    pages = [article(f"/{i}/", fault="no such field" if i % 20 == 3 else "") for i in range(400)]
    with pytest.raises(InputError, match="no such field"):
        build(site, *pages, jobs=2)
    assert not site.output.exists()


def test_without_semaphores_one_process_does_it_all(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(render, "_WORTH_A_POOL", 20)
    monkeypatch.setattr(workers, "copyable", lambda: False)
    monkeypatch.setattr(pools, "ProcessPoolExecutor", refuse)
    assert build(site, *(article(f"/{i}/") for i in range(50)), jobs=2).written == 50


# ---------------------------------------------------------------- the output folder


def _refused(site: Site) -> str:
    with pytest.raises(InputError) as error:
        publish.check_output(site)
    return problems(error)


@pytest.mark.parametrize("output", [".", "..", "/", "content/..", "content/../.."])
def test_the_archive_and_what_holds_it_are_no_output_folders(site: Site, output: str) -> None:
    other = Site(site.root, Settings(output=output))
    assert "holds more than the site" in _refused(other)


def test_home_is_no_output_folder(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(site.root / "me"))
    monkeypatch.setenv("USERPROFILE", str(site.root / "me"))
    assert "holds more than the site" in _refused(Site(site.root, Settings(output="me")))


@pytest.mark.parametrize("output", ["content", "content/x", "seeds", ".git/hooks", "templates"])
def test_a_source_folder_is_no_output_folder(site: Site, output: str) -> None:
    (site.root / output).mkdir(parents=True, exist_ok=True)
    assert "own sources" in _refused(Site(site.root, Settings(output=output)))


def test_a_source_folder_under_another_name_is_no_output_folder(site: Site) -> None:
    (site.root / "static").mkdir()
    site.output.symlink_to(site.root / "static")
    assert "symbolic link" in _refused(site)


def test_a_folder_behind_a_link_is_no_output_folder(site: Site, tmp_path: Path) -> None:
    (tmp_path / "elsewhere/public").mkdir(parents=True)
    (site.root / "out").symlink_to(tmp_path / "elsewhere")
    assert "symbolic link" in _refused(Site(site.root, Settings(output="out/public")))


@pytest.mark.parametrize("name", ["index.html", ".git", "x/y.html"])
def test_a_folder_with_files_and_without_our_mark_is_left_alone(site: Site, name: str) -> None:
    file = site.output / name
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    with pytest.raises(InputError, match="holds files that no build has written — empty it"):
        build(site, X)
    assert [p.read_text() for p in site.output.rglob("*") if p.is_file()] == ["mine"]


def test_another_archive_is_no_output_folder(site: Site) -> None:
    (site.output / ".backfile").mkdir(parents=True)
    assert "no build has written" in _refused(site)


def test_another_programs_mark_is_not_ours(site: Site) -> None:
    site.output.mkdir()
    (site.output / ".backfile").write_text("")
    assert "no build has written" in _refused(site)


def test_a_file_is_no_output_folder(site: Site) -> None:
    site.output.write_text("mine")
    assert "is no folder" in _refused(site)


# ---------------------------------------------------------------- the lock


def test_a_second_build_is_told_who_holds_the_archive(site: Site) -> None:
    with publish.locked(site):
        with pytest.raises(BusyError) as error:
            build(site, X)
        assert f"process {os.getpid()} on " in str(error.value)
    assert build(site, X).written == 1


def test_the_lock_of_a_process_that_is_no_more_is_no_obstacle(site: Site) -> None:
    site.work.mkdir()
    (site.work / "lock").write_text("999999 another-host\n")
    assert build(site, X).written == 1


def test_an_archive_that_cannot_be_written_to_is_told_in_words(site: Site) -> None:
    site.work.write_text("a file in the folder's place")
    with pytest.raises(InputError, match=r"\.backfile: cannot be written: "):
        build(site, X)


# ---------------------------------------------------------------- recovery


def test_a_journal_that_cannot_be_read_is_dropped(site: Site) -> None:
    build(site, X)
    for content in (b"", b"{", b"[]", b'{"output": "public"}', b"\xff\xfe", b"null"):
        (site.work / "journal.json").write_bytes(content)
        assert build(site, X).rendered == 0
        assert not (site.work / "journal.json").exists()


def test_a_journal_for_another_output_folder_is_not_played(site: Site) -> None:
    build(site, X)
    record = {
        "output": "elsewhere",
        "stage": ".backfile/stage/1",
        "additions": [],
        "replacements": [],
        "removals": ["2025/06/x/index.html"],
    }
    (site.work / "journal.json").write_text(json.dumps(record))
    assert publish.recover(site)
    assert "2025/06/x/index.html" in tree(site)


def test_a_journal_is_played_by_the_next_run_and_then_gone(site: Site) -> None:
    build(site, X, Y)
    stage = site.work / "stage/1"
    disk.put(stage / "a/b/index.html", b"new")
    disk.put(stage / "2025/06/x/index.html", b"changed")
    record = {
        "output": "public",
        "stage": ".backfile/stage/1",
        "additions": ["a", "gone/before"],
        "replacements": ["2025/06/x/index.html"],
        "removals": ["2025/06/y/index.html", "never/there"],
    }
    (site.work / "journal.json").write_text(json.dumps(record))
    assert publish.recover(site)
    assert sorted(tree(site)) == [".backfile", "2025/06/x/index.html", "a/b/index.html"]
    assert tree(site)["2025/06/x/index.html"] == b"changed"
    assert not publish.recover(site)
    assert not (site.work / "stage").exists()


def test_what_a_dead_run_staged_is_cleared_away(site: Site) -> None:
    disk.put(site.work / "stage/1/x/index.html", b"half")
    assert not publish.recover(site)
    assert not (site.work / "stage").exists()


# ---------------------------------------------------------------- Windows


def test_a_file_that_another_program_has_open_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(disk.time, "sleep", waits.append)

    def act() -> None:
        if len(waits) < 3:
            error = PermissionError(13, "sharing violation")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error

    disk.patiently(act)
    assert len(waits) == 3


def test_a_file_that_stays_open_is_reported_with_a_cure(site: Site) -> None:
    error = PermissionError(13, "sharing violation", str(site.output / "x.html"))
    error.winerror = 32  # type: ignore[attr-defined]
    expected = r"public/x.html: .*another program has it open — close that program"
    with pytest.raises(InputError, match=expected), disk.told(site):
        raise error
