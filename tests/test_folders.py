"""The output folder is looked through, and what has not changed is not listed: what is found must be the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
import sites
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backfile.content.pieces import replace_checked
from backfile.memory import folders, standing

SETTLING = 0.02
"Seconds: longer than any clock of a file system takes to tick."


@pytest.fixture(autouse=True)
def settling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_SETTLING", int(SETTLING * 1e9))


def age() -> None:
    """Until what has changed has settled."""
    time.sleep(1.5 * SETTLING)


def lay(site: Path, *files: str) -> None:
    for file in files:
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(file)


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The folders that were listed."""
    found: list[str] = []
    scandir = os.scandir

    def noted(path: str) -> object:
        found.append(path.rpartition("/site/")[2])
        return scandir(path)

    monkeypatch.setattr(folders.os, "scandir", noted)
    return found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Three pages and two files, found once."""
    made = tmp_path / "site"
    lay(made, "index.html", "2025/06/x/index.html", "2025/06/y/index.html", "tags/index.html", "static/style.css")
    age()
    standing(made, tmp_path / "kept")
    return made


def found(site: Path) -> set[str]:
    return set(standing(site, site.parent / "kept"))


ALL = {"index.html", "2025/06/x/index.html", "2025/06/y/index.html", "tags/index.html", "static/style.css"}


def test_folders_that_are_as_they_were_are_not_listed(site: Path, listed: list[str]) -> None:
    assert found(site) == ALL
    assert listed == [""]


def test_a_folder_that_has_changed_is_listed_and_what_is_in_it_found(site: Path, listed: list[str]) -> None:
    lay(site, "2025/06/y/extra.txt", "2025/06/z/index.html")
    assert found(site) == {*ALL, "2025/06/y/extra.txt", "2025/06/z/index.html"}
    assert sorted(listed) == ["", "2025/06/", "2025/06/y/", "2025/06/z/"]


def test_a_file_is_looked_at_though_its_folder_is_as_it_was(site: Path, listed: list[str]) -> None:
    (site / "2025/06/x/index.html").write_text("edited by hand, which no folder knows of")
    assert standing(site, site.parent / "kept") == standing(site)
    assert standing(site, site.parent / "kept")["2025/06/x/index.html"][0] == 40


def test_a_folder_that_changed_a_moment_ago_is_listed_again(
    tmp_path: Path, listed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "_SETTLING", int(60e9))
    site = tmp_path / "site"
    lay(site, "index.html", "tags/index.html")
    for _ in range(2):
        assert found(site) == {"index.html", "tags/index.html"}
    assert listed == ["", "tags/"] * 2


def with_time_kept(folder: Path, change: Callable[[], object]) -> None:
    """As `touch -r` does, and a backup that is put back."""
    before = folder.stat()
    change()
    os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_times_that_are_put_back_hide_nothing(site: Path) -> None:
    with_time_kept(site / "2025/06/x", lambda: lay(site, "2025/06/x/new.txt"))
    with_time_kept(site / "2025/06", lambda: lay(site, "2025/06/z/index.html"))
    assert found(site) == {*ALL, "2025/06/x/new.txt", "2025/06/z/index.html"}


def test_a_page_that_is_gone_leaves_though_its_folder_was_put_back_from_a_backup(tmp_path: Path) -> None:
    """An archive and its site are rolled back by `cp -a`, which gives folders the times that they had."""
    made = sites.archive(tmp_path / "site", {f"2025/06/n{n}": sites.story(f"N{n}", "x") for n in range(3)})
    sites.build(made)
    age()
    sites.build(made)
    shutil.copytree(made.output, tmp_path / "backup", symlinks=True)
    new = made.content / "2025/06/new.md"
    sites.write(new, sites.story("New", "It is new."))
    sites.build(made)
    assert (made.output / "2025/06/new/index.html").exists()
    new.unlink()
    subprocess.run(["cp", "-a", f"{tmp_path}/backup/.", made.output], check=True)
    sites.build(made)
    assert not (made.output / "2025/06/new").exists()
    clean = sites.archive(tmp_path / "clean")
    shutil.copytree(made.content, clean.content)
    sites.build(clean)
    assert sites.tree(made) == sites.tree(clean)


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_takes_the_place_of_a_folder_is_no_folder(site: Path, kind: str) -> None:
    elsewhere = site.parent / "elsewhere"
    lay(elsewhere, "index.html", "own.txt")

    def take() -> None:
        shutil.rmtree(site / "2025/06/x")
        if kind == "file":
            (site / "2025/06/x").write_text("a file")
        else:
            (site / "2025/06/x").symlink_to(elsewhere)

    with_time_kept(site / "2025/06", take)
    assert found(site) == {*ALL, "2025/06/x"} - {"2025/06/x/index.html"}


def test_a_link_to_a_folder_is_no_folder(site: Path) -> None:
    shutil.move(site / "2025", site.parent / "2025")
    (site / "2025").symlink_to(site.parent / "2025")
    assert standing(site, site.parent / "kept")["2025"] == (-1, 0)
    assert found(site) == {"index.html", "tags/index.html", "static/style.css", "2025"}


def test_what_is_kept_is_written_anew_only_once_much_has_changed(tmp_path: Path) -> None:
    site, kept = tmp_path / "site", tmp_path / "kept"
    lay(site, *(f"2025/06/{number}/index.html" for number in range(100)))
    age()
    found(site)
    before = kept.read_bytes()
    lay(site, "2025/06/7/extra.txt")
    age()
    assert "2025/06/7/extra.txt" in found(site)
    assert kept.read_bytes() == before
    lay(site, *(f"2025/06/{number}/extra.txt" for number in range(10, 20)))
    age()
    assert len(found(site)) == 111
    assert kept.read_bytes() != before


@pytest.mark.parametrize("harm", [b"", b"nothing of ours", None, "lengths"])
def test_what_is_kept_may_be_lost_or_damaged(site: Path, harm: bytes | str | None) -> None:
    kept = site.parent / "kept"
    if harm == "lengths":
        listings = {"": folders.Listing(["index.html"], ["2025", "tags"], b"12345678", b"")}
        replace_checked(kept, msgspec.msgpack.encode(listings))
        harm = kept.read_bytes()
    if harm is None:
        raw = bytearray(kept.read_bytes())
        raw[len(raw) // 2] ^= 1
        harm = bytes(raw)
    assert isinstance(harm, bytes)
    kept.write_bytes(harm)
    assert found(site) == ALL
    kept.unlink()
    kept.mkdir()
    assert found(site) == ALL


NAMES = st.sampled_from(["a", "b", "index.html", ".backfile", ".git", "c.txt"])
PLACES = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
STEPS = st.lists(
    st.tuples(st.sampled_from(["write", "remove", "link", "move", "aged", "kept"]), PLACES, PLACES), max_size=12
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=1, max_size=4))
def test_after_any_changes_the_same_is_found_as_by_listing_all(
    tmp_path_factory: pytest.TempPathFactory, turns: list[list[tuple[str, str, str]]]
) -> None:
    top = tmp_path_factory.mktemp("any")
    site, kept = top / "site", top / "kept"
    site.mkdir()
    for steps in turns:
        for step in steps:
            change(site, *step)
        age()
        assert standing(site, kept) == standing(site)


def change(site: Path, how: str, here: str, there: str) -> None:
    """One step, if it can be taken."""
    try:
        match how:
            case "write":
                lay(site, here)
            case "remove" if (site / here).is_dir() and not (site / here).is_symlink():
                shutil.rmtree(site / here)
            case "remove":
                (site / here).unlink()
            case "link":
                (site / here).symlink_to(site / there)
            case "move":
                (site / here).rename(site / there)
            case "kept":
                with_time_kept((site / here).parent, lambda: change(site, "write", here, there))
            case _:
                age()
    except OSError:
        pass
