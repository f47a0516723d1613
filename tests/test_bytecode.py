"""Compiled templates kept from build to build: of today's program and language, and never needed."""

from pathlib import Path

import pytest
from sites import archive, build, configure, story, tree, write

from backfile import config
from backfile.templates.translation import Speaking

ARTICLES = {"2025/06/x": story("Ferry returns", "It came back.", tags=["Ferries"])}


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    compile_ = Speaking.compile

    def counting(self: Speaking, source: object, name: str = "", *rest: object, **more: object) -> object:
        names.append(name)
        return compile_(self, source, name, *rest, **more)

    monkeypatch.setattr(Speaking, "compile", counting)
    return names


def test_a_second_build_compiles_nothing_again(tmp_path: Path, compiled: list[str]) -> None:
    site = archive(tmp_path, ARTICLES)
    build(site)
    before = tree(site)
    compiled.clear()
    build(site, fresh=True)
    assert compiled == []
    assert tree(site) == before


def test_another_template_or_language_is_compiled(tmp_path: Path, compiled: list[str]) -> None:
    site = archive(tmp_path, ARTICLES)
    build(site)
    compiled.clear()
    write(tmp_path / "templates/404.html", "{{ site.title }}: nothing here")
    build(site)
    assert "404.html" in compiled
    assert (site.output / "404.html").read_text() == "A Test: nothing here"
    configure(tmp_path, lang="ar")
    build(config.load(tmp_path))
    assert 'lang="ar"' in (site.output / "about/index.html").read_text()


def test_a_damaged_or_unwritable_folder_costs_time_alone(tmp_path: Path) -> None:
    site = archive(tmp_path, ARTICLES)
    build(site)
    before = tree(site)
    for file in (site.work / "compiled").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:40])
    build(site, fresh=True)
    assert tree(site) == before
    (folder,) = (site.work / "compiled").iterdir()
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_text("in the way")
    build(site, fresh=True)
    assert tree(site) == before
