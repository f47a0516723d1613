"""The output folder is looked through, and what has not changed is not listed: what is found must be the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.memory import folders, standing

AGES = count(1_000_000_000_000_000_000, 1_000)
"Times that lie long ago, each later than the one before, as those of a clock that never ticks twice at once."


def age(site: Path) -> None:
    """Gives every folder that has changed a time of its own."""
    for folder, _, _ in os.walk(site):
        if os.lstat(folder).st_mtime_ns > 1_600_000_000_000_000_000:
            now = next(AGES)
            os.utime(folder, ns=(now, now))


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
    age(made)
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


def test_a_folder_that_changed_a_moment_ago_is_listed_again(tmp_path: Path, listed: list[str]) -> None:
    site = tmp_path / "site"
    lay(site, "index.html", "tags/index.html")
    for _ in range(2):
        assert found(site) == {"index.html", "tags/index.html"}
    assert listed == ["", "tags/"] * 2


def test_a_folder_put_in_the_place_of_another_is_listed(site: Path, listed: list[str]) -> None:
    """With the time of the one that stood there, as a backup that is put back has it."""
    stat = os.lstat(site / "2025/06/x")
    above = os.lstat(site / "2025/06")
    shutil.move(site / "2025/06/x", site.parent / "x")
    lay(site, "2025/06/x/index.html", "2025/06/x/other.txt")
    os.utime(site / "2025/06/x", ns=(stat.st_mtime_ns, stat.st_mtime_ns))
    os.utime(site / "2025/06", ns=(above.st_mtime_ns, above.st_mtime_ns))
    assert found(site) == {*ALL, "2025/06/x/other.txt"}


def test_a_link_to_a_folder_is_no_folder(site: Path) -> None:
    shutil.move(site / "2025", site.parent / "2025")
    (site / "2025").symlink_to(site.parent / "2025")
    assert standing(site, site.parent / "kept")["2025"] == (-1, 0)
    assert found(site) == {"index.html", "tags/index.html", "static/style.css", "2025"}


def test_what_is_kept_is_written_anew_only_once_much_has_changed(tmp_path: Path) -> None:
    site, kept = tmp_path / "site", tmp_path / "kept"
    lay(site, *(f"2025/06/{number}/index.html" for number in range(100)))
    age(site)
    found(site)
    before = kept.read_bytes()
    lay(site, "2025/06/7/extra.txt")
    age(site)
    assert "2025/06/7/extra.txt" in found(site)
    assert kept.read_bytes() == before
    lay(site, *(f"2025/06/{number}/extra.txt" for number in range(10, 20)))
    age(site)
    assert len(found(site)) == 111
    assert kept.read_bytes() != before


@pytest.mark.parametrize("harm", [b"", b"nothing of ours", None])
def test_what_is_kept_may_be_lost_or_damaged(site: Path, harm: bytes | None) -> None:
    kept = site.parent / "kept"
    if harm is None:
        raw = bytearray(kept.read_bytes())
        raw[len(raw) // 2] ^= 1
        harm = bytes(raw)
    kept.write_bytes(harm)
    assert found(site) == ALL
    kept.unlink()
    kept.mkdir()
    assert found(site) == ALL


NAMES = st.sampled_from(["a", "b", "index.html", ".backfile", ".git", "c.txt"])
PLACES = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
STEPS = st.lists(st.tuples(st.sampled_from(["write", "remove", "link", "move", "aged"]), PLACES, PLACES), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=5))
def test_after_any_changes_the_same_is_found_as_by_listing_all(
    tmp_path_factory: pytest.TempPathFactory, turns: list[list[tuple[str, str, str]]]
) -> None:
    top = tmp_path_factory.mktemp("any")
    site, kept = top / "site", top / "kept"
    site.mkdir()
    for steps in turns:
        for step in steps:
            change(site, *step)
        age(site)
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
            case _:
                age(site)
    except OSError:
        pass
