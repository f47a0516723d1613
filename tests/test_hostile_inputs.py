"""What people and collectors put into an archive by mistake or by malice, from the file to what the user is told."""

from __future__ import annotations

from pathlib import Path

from sites import archive, story

from backfile import config, pipeline
from backfile.errors import Problem


def warnings(root: Path) -> tuple[Problem, ...]:
    return pipeline.build(config.load(root), lambda *_: None, lambda *_: None, jobs=1).warnings


def test_a_text_that_markdown_cannot_finish_is_told_of_and_the_others_build(tmp_path: Path) -> None:
    archive(tmp_path, {"a": story("A", "[" * 100_000), "b": story("B", "- " * 400 + "x"), "c": story("C", "Well.")})
    told = {problem.path: problem for problem in warnings(tmp_path)}
    assert set(told) == {"content/a.md", "content/b.md"}
    assert "shown as it was typed" in told["content/a.md"].message
    assert all((tmp_path / f"public/{name}/index.html").is_file() for name in "abc")
