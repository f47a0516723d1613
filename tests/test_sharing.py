"""Parts of a site that copies of the building process plan and render: nobody can tell who did them."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from sites import archive, build, edit, problems, story, tree

from backfile import knowledge
from backfile.config import Site
from backfile.model import Known
from backfile.processes import workers
from backfile.publish import desk, render, sharing
from backfile.study import aside

ARTICLES = {
    f"2025/0{month}/story-{n}": story(
        f"Story {n} of {month}",
        f"The ferry of pier {n} sailed.",
        published=f"2025-0{month}-1{n}",
        tags=["Oman", f"T{n}"],
    )
    for month in (5, 6)
    for n in range(4)
}


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few parts there are, and whatever threads, copies do some of them."""
    if not hasattr(os, "fork"):
        pytest.skip("there are no copies of processes here")
    monkeypatch.setattr(render, "_WORTH_A_COPY", 1)
    for module in (render, workers):
        monkeypatch.setattr(module, "copyable", lambda: True)


def pair(tmp_path: Path, articles: dict[str, str], **settings: Any) -> tuple[Site, Site]:
    return archive(tmp_path / "one", articles, **settings), archive(tmp_path / "many", articles, **settings)


@pytest.mark.parametrize("settings", [{"knowledge": "none"}, {"knowledge": "full"}, {"article_files": ["md", "bib"]}])
def test_the_same_files_are_made_and_the_same_reasons_told(
    tmp_path: Path, settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "_WORTH_A_POOL", 3)
    one, many = pair(tmp_path, ARTICLES, **settings)
    for change in (lambda site: None, lambda site: edit(site, "2025/05/story-2", "sailed", "sank")):
        change(one)
        change(many)
        alone, together = build(one, jobs=1), build(many, jobs=3)
        assert tree(many) == tree(one)
        assert together == alone
        assert together.warnings == ()


def test_copies_do_a_part_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    did: Path = tmp_path / "did"
    put = desk.put

    def noted(file: Any, content: bytes) -> os.stat_result:
        with did.open("a", encoding="utf-8") as log:
            log.write(f"{os.getpid()}\n")
        return put(file, content)

    monkeypatch.setattr(desk, "put", noted)
    many = {f"2025/06/{n}": story(f"Story {n}", "It sailed.", published="2025-06-11") for n in range(400)}
    build(archive(tmp_path, many, knowledge="none"), jobs=2)
    assert len(set(did.read_text(encoding="utf-8").split())) == 2


def test_lists_are_made_while_a_copy_finds_out_what_articles_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copied_beside: None
) -> None:
    one, many = pair(tmp_path, ARTICLES, knowledge="related")
    home, own, late = os.getpid(), knowledge.derive, tmp_path / "late"

    def derive(*of: Any) -> Known:
        deadline = time.monotonic() + 10
        while os.getpid() != home and not [*many.work.rglob("tags/t0/index.html")]:
            if time.monotonic() > deadline:
                late.touch()
                break
            time.sleep(0.001)
        return own(*of)

    monkeypatch.setattr(knowledge, "derive", derive)
    monkeypatch.setattr(aside, "_WORTH_A_COPY", 1)
    build(one, jobs=1)
    build(many, jobs=2)
    assert not late.exists()
    assert tree(many) == tree(one)


def test_parts_are_taken_from_both_ends_each_once() -> None:
    left = sharing.Ends(101, workers=1)
    first, last = left.first(), left.last()
    taken = [next(last), next(first), next(last), *first, *last]
    assert taken[:3] == [range(97, 101), range(24), range(93, 97)]
    assert [len(some) for some in taken[-3:]] == [1, 1, 1]
    assert sorted(number for some in taken for number in some) == list(range(101))
    assert not [*sharing.Ends(0, workers=3).first(), *sharing.Ends(0, workers=3).last()]


def test_pages_that_want_one_place_are_found_whoever_planned_them(tmp_path: Path) -> None:
    alias = story("Elsewhere", "It moved.", published="2025-06-20", aliases=["tags/oman"])
    one, many = pair(tmp_path, {**ARTICLES, "2025/06/elsewhere": alias})
    assert [str(problem) for problem in problems(many, jobs=2)] == [str(problem) for problem in problems(one, jobs=1)]
    assert "both want /tags/oman/" in str(problems(many, jobs=2)[0])
    assert not many.output.exists()


def test_what_cannot_be_rendered_is_told_once(tmp_path: Path) -> None:
    one, many = pair(tmp_path, ARTICLES)
    for site in (one, many):
        (site.root / "templates").mkdir()
        (site.root / "templates" / "article.html").write_text("{{ view.headline }}", encoding="utf-8")
    found = [(each.path, each.line, each.message) for each in problems(many, jobs=2)]
    assert found == [(each.path, each.line, each.message) for each in problems(one, jobs=1)]
    assert len(found) == 1
    assert not many.output.exists()


def test_what_a_copy_that_died_left_is_done_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, put = os.getpid(), desk.put
    monkeypatch.setattr(desk, "put", lambda file, content: put(file, content) if os.getpid() == home else os._exit(3))
    many = {f"2025/06/{n}": story(f"Story {n}", "It sailed.", published="2025-06-11") for n in range(300)}
    one, other = pair(tmp_path, many, knowledge="none")
    built = build(other, jobs=2)
    assert [each.message for each in built.warnings] == ["a rendering process died, and its work was done without it"]
    build(one, jobs=1)
    assert tree(other) == tree(one)
