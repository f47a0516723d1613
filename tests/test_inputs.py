"""The shortcut above the rule: inputs that are as they were need no planning, and only those."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from backfile import config, memory, pipeline, walk
from backfile.config import Site

ARTICLE = "---\nid: 0123456789ab-1\ntitle: Ferry returns\ntags: [Harbours]\n---\nIt was late.\n"


def settle(folder: Path) -> None:
    """Let all of an archive's files be older than the two seconds in which a change may go unseen."""
    old = time.time() - 60
    for file in folder.rglob("*"):
        os.utime(file, (old, old))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "content/undated").mkdir(parents=True)
    (tmp_path / "content/undated/ferry.md").write_text(ARTICLE)
    settle(tmp_path / "content")
    return config.load(tmp_path)


def build(site: Site) -> int:
    return pipeline.build(site, lambda what, done: None, lambda stale: None, jobs=1).rendered


@pytest.fixture
def settled_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program whose files nobody is editing while the tests run."""
    program = tmp_path / "program"
    program.mkdir()
    monkeypatch.setattr("backfile.memory.inputs._PROGRAM", program)
    monkeypatch.setattr("backfile.templates.Theme.files", lambda theme, kind: ())


class Theme:
    """No files, and an engine."""

    def __init__(self, engine: str = "", *statics: Path) -> None:
        self.engine, self._statics = engine, statics

    def files(self, kind: str) -> tuple[Path, ...]:
        return self._statics if kind == "static" else ()


NONE = memory.Inputs(None, None)


def fingerprint(site: Site, theme: Theme) -> memory.Inputs:
    return memory.fingerprint(site, theme, walk.content(site).files, memory.program(site, theme.engine))


@pytest.mark.usefixtures("settled_program")
def test_unchanged_inputs_are_not_planned(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    build(site)  # remembers in content/ where each article stands, and that is an input
    settle(site.content)
    build(site)
    monkeypatch.setattr("backfile.plan.pages", None)
    assert build(site) == 0


@pytest.mark.usefixtures("settled_program")
def test_a_file_that_left_the_output_folder_is_made_again(site: Site) -> None:
    build(site)
    (site.output / "undated/ferry/index.html").unlink()
    assert build(site) == 1
    assert (site.output / "undated/ferry/index.html").exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda site: (site.content / "undated/ferry.md").write_text(ARTICLE.replace("late", "soon")),
        lambda site: (site.content / "undated/other.md").write_text(ARTICLE),
        lambda site: (site.content / "undated/ferry.md").unlink(),
        lambda site: (site.content / "undated/ferry.md").rename(site.content / "undated/boat.md"),
    ],
    ids=["edited", "added", "deleted", "renamed"],
)
@pytest.mark.usefixtures("settled_program")
def test_a_changed_input_changes_the_fingerprint(site: Site, change: Callable[[Site], object]) -> None:
    before = fingerprint(site, Theme())
    change(site)
    settle(site.content)
    assert before != NONE
    assert fingerprint(site, Theme()) not in (NONE, before)


@pytest.mark.usefixtures("settled_program")
def test_comments_are_inputs(site: Site) -> None:
    found = [fingerprint(site, Theme())]
    said = site.root / "comments/0123456789ab-1/sam.md"
    said.parent.mkdir(parents=True)
    for text in ("---\n---\nHere.\n", "---\n---\nThere, too.\n"):
        said.write_text(text)
        assert fingerprint(site, Theme()) == NONE, "saved just now"
        settle(site.root / "comments")
        found.append(fingerprint(site, Theme()))
    assert NONE not in found
    assert len(set(found)) == 3


@pytest.mark.usefixtures("settled_program")
def test_settings_are_inputs(site: Site) -> None:
    other = msgspec.structs.replace(site, settings=config.Settings(title="Other"))
    offline = msgspec.structs.replace(site, offline=True)
    assert len({fingerprint(each, Theme()) for each in (site, other, offline)}) == 3
    assert fingerprint(site, Theme("jinja2 4.0")) != fingerprint(site, Theme("jinja2 3.1"))


@pytest.mark.usefixtures("settled_program")
def test_what_was_saved_just_now_may_change_again_unseen(site: Site) -> None:
    (site.content / "undated/ferry.md").write_text(ARTICLE)
    assert fingerprint(site, Theme()) == NONE


@pytest.mark.usefixtures("settled_program")
def test_static_files_are_inputs_of_which_pages_know_the_names_alone(site: Site, tmp_path: Path) -> None:
    files = tmp_path / "theme/a.css", tmp_path / "theme/b.css"
    files[0].parent.mkdir()
    for file in files:
        file.write_text("p {}")
    settle(files[0].parent)
    one, two = fingerprint(site, Theme("", files[0])), fingerprint(site, Theme("", *files))
    assert len({one.pages, two.pages, one.whole, two.whole, None}) == 5
    files[0].write_text("p { color: red }")
    assert fingerprint(site, Theme("", files[0])) == (one.pages, None)
    settle(files[0].parent)
    now = fingerprint(site, Theme("", files[0]))
    assert now.pages == one.pages
    assert now.whole not in (None, one.whole)


def test_a_stylesheet_is_published_without_planning_a_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    style = site.root / "static/own.css"
    style.parent.mkdir()
    style.write_text("p {}")
    settle(site.root)
    build(site)
    settle(site.content)
    build(site)
    style.write_text("p { color: red }")
    with monkeypatch.context() as patched:
        patched.setattr("backfile.plan.parts", None)
        assert build(site) == 1
    assert (site.output / "own.css").read_text() == "p { color: red }"
    (site.output / "stray.html").write_text("")
    style.write_text("p { color: blue }")
    assert build(site) == 1, "with a stray in the site all is planned"
    assert not (site.output / "stray.html").exists()
    (site.root / "static/more.css").write_text("")
    style.write_text("p { color: green }")
    assert build(site) == 2


def test_a_stylesheet_saved_after_an_article_leaves_search_and_data_files_to_follow(site: Site) -> None:
    def shown() -> int:
        return pipeline.build(site, lambda what, done: None, lambda look: None, jobs=1, whole=False).rendered

    style = site.root / "static/own.css"
    style.parent.mkdir()
    style.write_text("p {}")
    build(site)
    (site.content / "undated/ferry.md").write_text(ARTICLE.replace("returns", "sinks"))
    settle(site.root)
    assert shown() > 1
    style.write_text("p { color: red }")
    assert shown() == 1
    assert b"sinks" not in (site.output / "data/articles.jsonl").read_bytes()
    settle(site.root)
    assert build(site) > 1
    assert b"sinks" in (site.output / "data/articles.jsonl").read_bytes()
