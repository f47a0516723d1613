"""Hostile texts from seed to page, by `benchmarks/hostile_import.py`; and that it would notice what it looks for."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import html5lib
import pytest

from backfile import prose

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
hostile = importlib.import_module("hostile")
hostile_import = importlib.import_module("hostile_import")
sys.path.pop(0)


def tree(html: str) -> object:
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


PLAIN = '<!doctype html><script src="./site.js"></script><link rel="stylesheet" href="./site.css"><body><h1>T</h1>'
OWN = hostile.shapes(tree(PLAIN))


def test_generated_texts_come_through_import_and_build_whole_and_harmless(tmp_path: Path) -> None:
    own = hostile_import.own_shapes(tmp_path / "a")
    judged = hostile_import.batch(list(enumerate(hostile.texts(150, seed=3))), 3, tmp_path / "a", own)
    assert judged.faults == {}
    assert judged.articles > 100
    assert judged.pages > judged.articles


def test_lost_words_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose, "to_markdown", "\n\n".join)
    judged = hostile_import.batch(list(enumerate(hostile.texts(40, seed=3))), 3, tmp_path / "a", set())
    assert any("the words of the body" in what for faults in judged.faults.values() for what in faults)


@pytest.mark.parametrize(
    "injected",
    [
        "<script>alert(1)</script>",
        "<script src='//e.com/x.js'></script>",
        "<link rel=stylesheet href=//e.com/x.css>",
        "<link rel=stylesheet href=https://e.com/x.css>",
        "<h1 onclick=a()>",
        "<meta http-equiv=refresh content='0; url=x'>",
        "<a href='java\tscript:a()'>",
        "<img src=https://e.com/p.gif>",
        "<svg></svg>",
        "<p style='color: red'>",
        "<!-- x -->",
    ],
)
def test_whatever_is_alive_is_noticed(injected: str) -> None:
    assert hostile.alive(tree(PLAIN), OWN) == []
    assert hostile.alive(tree(PLAIN + injected), OWN)
