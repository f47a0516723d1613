"""What `check` finds on an archive that was damaged in one way at a time, and that it writes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sites import archive, build, configure, edit, story, tree_hash, write

from backfile import check, cli, config
from backfile.check import links
from backfile.config import Site
from backfile.errors import InputError, Problem

SHA256 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"  # of "hello\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    seed = {"file": "a.txt", "sha256": SHA256, "spans": [[0, 5]]}
    made = archive(
        tmp_path_factory.mktemp("built") / "site",
        {
            "2025/06/ferry": story("Ferry returns", "hello", id="aaaaaaaaaaaa-1", published="2025-06-21", seed=seed),
            "2025/06/bridge": story("Bridge closes", "It shuts.", id="aaaaaaaaaaaa-2", tags=["Bridges"]),
        },
        url="https://example.org/a/",
    )
    write(made.seeds / "a.txt", "hello\n")
    build(made)
    return made


@pytest.fixture
def site(built: Site, tmp_path: Path) -> Site:
    """Two reports, one of them from a seed, built: a copy for each test."""
    return config.load(shutil.copytree(built.root, tmp_path / "site"))


def found(site: Site) -> list[str]:
    """What it says; looking must leave all but the caches as it was."""
    before = [tree_hash(folder) for folder in (site.content, site.seeds, site.output)]
    said = [str(problem) for problem in check.problems(site)]
    assert [tree_hash(folder) for folder in (site.content, site.seeds, site.output)] == before
    return said


def test_a_sound_archive_has_nothing_wrong(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(site) == []
    assert cli.main(["--site", str(site.root), "check"]) == 0
    assert capsys.readouterr().out == "Nothing wrong.\n"
    assert cli.main(["--site", str(site.root), "check", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_problems_are_results_and_end_with_one(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (site.seeds / "a.txt").unlink()
    assert cli.main(["--site", str(site.root), "check"]) == 1
    printed = capsys.readouterr()
    assert printed.out == (
        "content/2025/06/ferry.md: its seed a.txt is gone from seeds/ — put it back: it is the proof of the text\n"
    )
    assert printed.err == ""


def test_a_seed_that_changed_is_found(site: Site) -> None:
    write(site.seeds / "a.txt", "hello!\n")
    (said,) = found(site)
    assert said.startswith("content/2025/06/ferry.md: its seed a.txt has changed since it was imported — ")


def test_an_article_known_to_two_seeds_needs_both(site: Site) -> None:
    edit(
        site, "2025/06/ferry", '"spans": [[0, 5]]', f'"spans": [], "also": [{{"file": "b.txt", "sha256": "{SHA256}"}}]'
    )
    assert "its seed b.txt is gone" in found(site)[0]


def test_everything_that_a_build_would_refuse_is_found(site: Site) -> None:
    edit(site, "2025/06/bridge", '["Bridges"]', '"Bridges"')
    write(site.content / "copy.md", story("A copy", "It shuts.", id="aaaaaaaaaaaa-1"))
    write(site.content / "tags/x.md", story("In the way", "Words."))
    write(site.root / "templates/home.html", "{% if %}")
    write(site.seeds / "a.txt.toml", "captured = 5\n")
    said = found(site)
    assert [line.split(":")[0] for line in said] == [
        "content/2025/06/bridge.md",
        "content/copy.md",
        "content/tags/x.md",
        "seeds/a.txt.toml",
        "templates/home.html",
    ]
    with pytest.raises(InputError) as caught:
        build(site)
    assert [str(problem) for problem in caught.value.problems] == said


def test_a_dead_link_names_its_line(site: Site) -> None:
    page = site.output / "tags/bridges/index.html"
    text = page.read_text("utf-8")
    line = next(number for number, each in enumerate(text.splitlines(), 1) if "../../2025/06/bridge/" in each)
    write(page, text.replace("../../2025/06/bridge/", "../../2025/06/gone/").replace("#main", "#nowhere"))
    said = found(site)
    assert said[0].startswith("public/tags/bridges/index.html: has changed since it was built — ")
    assert (
        f"public/tags/bridges/index.html:{line}: leads to ../../2025/06/gone/, which is not there — build again" in said
    )
    assert [each for each in said if "leads to #nowhere" in each]


def test_the_output_folder_is_held_against_its_manifest(site: Site) -> None:
    (site.output / "archive/index.html").unlink()
    write(site.output / "stray.html", "<p>mine")
    said = found(site)
    assert "public/archive/index.html: is missing — build again" in said
    assert [each for each in said if each.startswith("public/stray.html: is no part of the site — ")]
    assert [each for each in said if "leads to ./archive/, which is not there" in each]


def test_a_foreign_output_folder_is_told_of_and_not_read(site: Site) -> None:
    (site.output / ".backfile").unlink()
    assert found(site)[0].startswith("public: holds files that no build has written — ")


def test_an_archive_that_was_never_built_is_checked_too(tmp_path: Path) -> None:
    site = archive(tmp_path / "site", {"x/a": story("A", "Words.", published="soon", id="aaaaaaaaaaaa-1")})
    assert [line.split(" ")[0] for line in map(str, check.problems(site))] == ["content/x/a.md:3:"]


def test_settings_that_cannot_be_come_with_the_rest(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    configure(site.root, home_articles="many")
    edit(site, "2025/06/ferry", '"2025-06-21"', '"soon"')
    assert cli.main(["--site", str(site.root), "check"]) == 1
    printed = capsys.readouterr()
    said = [line.split(":")[0] for line in (printed.out + printed.err).splitlines()]
    assert said == ["content/2025/06/ferry.md", "pyproject.toml"]


@pytest.mark.parametrize(
    ("target", "path", "file"),
    [
        ("../x/", "tags/a/index.html", ("tags/x/index.html", "")),
        ("../../x/#p2", "tags/a/index.html", ("x/index.html", "p2")),
        ("#p2", "tags/a/index.html", ("tags/a/index.html", "p2")),
        ("./", "index.html", ("index.html", "")),
        ("../../../../x", "a/index.html", ("x", "")),
        ("/base/x/", "404.html", ("x/index.html", "")),
        ("x%20y/%C3%BC", "index.html", ("x y/ü", "")),
        ("x%23y/#z", "index.html", ("x#y/index.html", "z")),
        ("?q=1", "a/index.html", ("a/index.html", "")),
        ("mailto:a@b", "index.html", None),
        ("https://example.org/x/", "index.html", None),
        ("//example.org/x/", "index.html", None),
    ],
)
def test_links_resolve_as_a_browser_does(target: str, path: str, file: tuple[str, str] | None) -> None:
    assert links._resolved(target, path, "/base/") == file


def test_a_problem_is_told_once() -> None:
    problem = Problem("a", 1, "b", "c")
    assert InputError([problem, problem]).problems == (problem,)


def test_tags_that_may_be_one_are_named_and_nothing_is_wrong_with_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tagged = {f"2025/06/n{n}": story(f"Story {n}", f"Text {n}.", tags=["Elections"]) for n in range(3)}
    site = archive(tmp_path, {**tagged, "2025/06/one": story("One", "Text.", tags=["Election", "Ferries"])})
    build(site)
    assert cli.main(["--site", str(tmp_path), "check"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "Nothing wrong."
    assert second.startswith("“Election” and “Elections” (1 and 3 articles) may be one tag")
    assert '"Election" = "Elections"' in second
    (tmp_path / "tags.toml").write_text('[aliases]\n"Election" = "Elections"\n', encoding="utf-8")
    build(site)
    assert cli.main(["--site", str(tmp_path), "check"]) == 0
    assert capsys.readouterr().out == "Nothing wrong.\n"
