"""What people and collectors put into an archive by mistake or by malice, from the file to what the user is told."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from sites import archive, build, edit, problems, story, tree, write

from backfile import cli, config, pipeline
from backfile.content import disk
from backfile.errors import InputError, Problem
from backfile.plan import shelf
from backfile.publish.disk import remove
from backfile.seeds import sidecars

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are POSIX here")


def warnings(root: Path) -> tuple[Problem, ...]:
    return pipeline.build(config.load(root), lambda *_: None, lambda *_: None, jobs=1).warnings


def test_a_text_that_markdown_cannot_finish_is_told_of_and_the_others_build(tmp_path: Path) -> None:
    archive(tmp_path, {"a": story("A", "[" * 100_000), "b": story("B", "- " * 400 + "x"), "c": story("C", "Well.")})
    told = {problem.path: problem for problem in warnings(tmp_path)}
    assert set(told) == {"content/a.md", "content/b.md"}
    assert "shown as it was typed" in told["content/a.md"].message
    assert all((tmp_path / f"public/{name}/index.html").is_file() for name in "abc")


def test_two_files_that_want_one_path_are_both_named(tmp_path: Path) -> None:
    site = archive(
        tmp_path,
        {"a": story("A", "x", aliases=["tags", "site.css"]), "b": story("B", "x", aliases=["old", "feed.xml"])},
    )
    write(tmp_path / "content/c.md", story("C", "x", aliases=["OLD"]))
    write(tmp_path / "static/b", "x")
    assert {str(problem) for problem in problems(site)} == {
        "content/a.md: its alias site.css and the site's own page /site.css both want /site.css/ — take the alias out",
        "content/a.md: its alias tags and the site's own page /tags/ both want /tags/ — take the alias out",
        "content/b.md: its alias feed.xml and the site's own page /feed.xml both want /feed.xml/ — take the alias out",
        "content/c.md: its alias OLD and an alias of content/b.md both want /OLD/ — take the alias out",
        "static/b: it and content/b.md both want /b — rename one of them",
    }


@posix
def test_links_and_pipes_are_nowhere_followed_and_all_told(tmp_path: Path) -> None:
    site = archive(tmp_path, {"a": story("A", "x")})
    build(site)
    before = tree(site)
    for folder in ("content", "static", "templates"):
        for name, target in (("loop", "loop"), ("up", ".."), ("x.md", "/etc/hostname")):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / name).symlink_to(target)
        os.mkfifo(tmp_path / folder / "pipe.md")
    told = {problem.path for problem in problems(site)}
    odd = {f"{folder}/{name}" for folder in ("static", "templates") for name in ("loop", "up", "x.md", "pipe.md")}
    assert told == odd | {"content/up", "content/x.md", "content/pipe.md"}
    assert tree(site) == before


@posix
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda file: file.symlink_to(file)])
def test_settings_that_are_no_file_are_told(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "pyproject.toml")
    with pytest.raises(InputError) as caught:
        config.load(tmp_path)
    assert str(caught.value) == "pyproject.toml: is not an ordinary file — put a file of settings in its place"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('title = "a"\ntitle = "b"', "pyproject.toml:3: is not valid TOML: Cannot overwrite a value — mend the line"),
        ("x = " + "[" * 5000, "pyproject.toml:1: is nested too deeply — write each setting as key = value"),
        ('output = "Seeds"', "pyproject.toml:2: “output” cannot be “Seeds” — name a folder of its own, like public"),
    ],
)
def test_settings_that_cannot_be_are_told_by_their_line(tmp_path: Path, settings: str, told: str) -> None:
    write(tmp_path / "pyproject.toml", f"[tool.backfile]\n{settings}")
    with pytest.raises(InputError) as caught:
        config.load(tmp_path)
    assert str(caught.value) == told


def test_settings_saved_with_a_mark_of_their_encoding_are_read(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '\ufeff[tool.backfile]\ntitle = "x"')
    assert config.load(tmp_path).settings.title == "x"


def test_a_sidecar_may_write_its_dates_as_toml_does(tmp_path: Path) -> None:
    problems: list[Problem] = []
    given = sidecars.read(b"captured = 2025-06-23T12:00:00Z\npublished = 2025-06-23", "seeds/a.txt.toml", problems)
    assert (given.captured, given.published, problems) == ("2025-06-23T12:00:00Z", "2025-06-23", [])
    sidecars.read(b'rights = "x"\nrights = "y"', "seeds/a.txt.toml", problems)
    assert str(problems[0]) == "seeds/a.txt.toml:2: is not valid TOML: Cannot overwrite a value — mend the line"


@pytest.mark.parametrize("given", ["0", "x", "-1", "٣", "9" * 5000])
def test_a_number_that_cannot_be_is_wrong_usage(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["build", f"--jobs={given}"])
    assert left.value.code == 2
    assert capsys.readouterr().err.endswith("argument --jobs: give a number from 1\n")


@posix
def test_nothing_is_written_through_a_link_in_the_folder_of_caches(tmp_path: Path) -> None:
    site = archive(tmp_path / "a", {"a": story("A", "x")})
    build(site)
    before = tree(site)
    kept = tmp_path / "kept"
    for file in [file.name for file in site.work.iterdir()]:
        write(kept / "own.txt", "mine")
        remove(site.work / file)
        (site.work / file).symlink_to(kept if (site.work / file).suffix == "" and file != "lock" else kept / "own.txt")
        build(site, fresh=True)
        assert (kept / "own.txt").read_text() == "mine"
        assert [one.name for one in kept.iterdir()] == ["own.txt"]
        assert not (site.work / file).is_symlink()
    assert tree(site) == before


@posix
@pytest.mark.parametrize("folder", [".backfile", "content/.imported"])
def test_a_folder_of_ours_that_is_a_link_is_refused(tmp_path: Path, folder: str) -> None:
    site = archive(tmp_path / "a", {"a": story("A", "x")})
    write(tmp_path / "kept/search/own.txt", "mine")
    write(tmp_path / "kept/stage/own.txt", "mine")
    (site.root / folder).symlink_to(tmp_path / "kept")
    assert [problem.path for problem in problems(site)] == [folder]
    assert sorted(file.name for file in (tmp_path / "kept").rglob("*") if file.is_file()) == ["own.txt", "own.txt"]


@pytest.mark.parametrize("how", ["cut", "emptied", "flipped", "garbage", "a folder"])
def test_whatever_becomes_of_the_caches_the_site_is_the_same(tmp_path: Path, how: str) -> None:
    site = archive(tmp_path / "a", {"a": story("A", "Kenya.", tags=["Kenya"]), "b": story("B", "Oslo.")})
    build(site)
    edit(site, "b", "Oslo", "Lima")
    for file in sorted(site.work.glob("*.*")):
        whole = file.read_bytes() if file.is_file() else b""
        if not whole or (file.name == "theme.json" and how == "flipped"):
            continue
        middle = len(whole) // 2
        remove(file)
        if how == "a folder":
            (file / "x").mkdir(parents=True)
        else:
            made = {"cut": whole[:middle], "emptied": b"", "garbage": bytes(range(256))}
            file.write_bytes(made.get(how, whole[:middle] + bytes([whole[middle] ^ 0x80]) + whole[middle + 1 :]))
        build(site)
    after = tree(site)
    assert b"Lima" in after["b/index.html"]
    remove(site.work)
    build(site)
    assert tree(site) == after


def test_too_little_memory_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    site = archive(tmp_path, {"a": story("A", "x")})

    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(pipeline, "ingest", full)
    assert cli.main(["--site", str(site.root)]) == 1
    assert "too little memory — close other programs" in capsys.readouterr().err


def test_a_long_text_cannot_be_repeated_without_end(tmp_path: Path) -> None:
    often = "".join(f"b{n}: *a\n" for n in range(2000))
    write(tmp_path / "content/a.md", f"---\ntitle: A\na: &a {'x' * 100_000}\n{often}---\n\nx\n")
    (problem,) = problems(archive(tmp_path, {"b": story("B", "x")}))
    assert (problem.path, problem.hint) == ("content/a.md", "write them without aliases")


def test_each_page_of_an_article_of_thousands_of_tags_counts_a_few_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []

    class Counting(Counter[int]):
        def __init__(self, things: Iterable[int] = ()) -> None:
            things = list(things)
            counted.append(len(things))
            super().__init__(things)

    monkeypatch.setattr(shelf, "Counter", Counting)
    site = archive(tmp_path, {"a": story("A", "x", tags=[f"Tag {number}" for number in range(400)])}, search=False)
    assert sum(url.startswith("/tags/tag-") for url in build(site).rendered) == 400
    assert 0 < max(counted) <= 200


def test_a_file_that_vanishes_while_it_is_read_is_told(tmp_path: Path) -> None:
    site = archive(tmp_path, {"a": story("A", "x")})
    with pytest.raises(InputError) as caught, disk.told(site):
        (site.content / "b.md").read_bytes()
    assert "was moved or deleted meanwhile" in str(caught.value)
