"""What a preview shows at once is what a build shows, and what follows is mended by the next one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sites import archive, build, edit, story, tree, write

from backfile import config, glance, pipeline, publish
from backfile.config import Site
from backfile.rebuilding import Rebuilding

ARTICLES = {
    f"2025/06/story-{n}": story(
        f"Ferry {n} sails from Sohar",
        f"The ferry of pier {n} sailed from Sohar to Muscat on Monday, said Haitham bin Tariq of Oman.",
        published=f"2025-06-1{n}",
        tags=["Oman", f"T{n}"],
    )
    for n in range(6)
}


def quiet(*_: object) -> None:
    pass


class Previewed:
    """An archive that one process builds again and again."""

    def __init__(self, site: Site) -> None:
        self.site, self.held = site, glance.Held()
        self.build()

    def build(self) -> publish.Report:
        return pipeline.build(self.site, quiet, quiet, held=self.held, jobs=1)

    def glance(self, *paths: str) -> list[str] | None:
        """The URLs that are rendered; None where it takes a build."""
        rendered: list[str] = []
        saved = {self.site.root / path for path in paths}
        report = glance.taken(self.site, self.held, saved, lambda look: rendered.append(look.page.url))
        return None if report is None else rendered


@pytest.fixture
def previewed(tmp_path: Path) -> Previewed:
    site = archive(tmp_path, ARTICLES)
    write(site.root / "static/own.css", "p { color: red }\n")
    return Previewed(site)


STORY = "content/2025/06/story-2.md"


@pytest.mark.parametrize("settings", [{}, {"knowledge": "none"}, {"article_files": ["md", "bib"]}])
def test_an_edited_body_is_seen_at_once_and_the_next_build_is_as_any(tmp_path: Path, settings: dict[str, Any]) -> None:
    one, other = (archive(tmp_path / name, ARTICLES, **settings) for name in ("one", "other"))
    previewed = Previewed(one)
    build(other)
    for site in (one, other):
        edit(site, "2025/06/story-2", "Monday", "Tuesday, and Ali bin Said stayed")
    rendered = previewed.glance(STORY)
    assert rendered
    assert rendered[0] == "/2025/06/story-2/"
    assert all(url.startswith("/2025/06/story-2/") for url in rendered)
    assert "stayed" in (one.output / "2025/06/story-2/index.html").read_text("utf-8")
    previewed.build()
    build(other)
    assert tree(one) == tree(other)


def test_the_next_build_makes_what_the_glance_did_not(previewed: Previewed) -> None:
    edit(previewed.site, "2025/06/story-2", "Monday", "Tuesday")
    previewed.glance(STORY)
    assert previewed.build().rendered
    assert build(previewed.site, fresh=True).written == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ferry 2", "Ship 2"),
        ("T2", "T5"),
        ("2025-06-12", "2025-05-12"),
        ("title:", "titel:"),
    ],
)
def test_what_other_pages_show_takes_a_build(previewed: Previewed, before: str, after: str) -> None:
    edit(previewed.site, "2025/06/story-2", before, after)
    assert previewed.glance(STORY) is None


def test_static_files_are_seen_at_once(previewed: Previewed) -> None:
    css = previewed.site.root / "static/own.css"
    css.write_text("p { color: blue }\n")
    assert previewed.glance("static/own.css") == ["/own.css"]
    assert (previewed.site.output / "own.css").read_text() == css.read_text()
    edit(previewed.site, "2025/06/story-2", "Monday", "Tuesday")
    css.write_text("p { color: green }\n")
    assert sorted(previewed.glance("static/own.css", STORY) or ()) == ["/2025/06/story-2/", "/own.css"]


def test_what_is_new_or_gone_or_else_takes_a_build(previewed: Previewed) -> None:
    site = previewed.site
    write(site.root / "static/new.css", "p {}\n")
    assert previewed.glance("static/new.css") is None
    write(site.root / "content/2025/06/new.md", story("New", "It is new."))
    assert previewed.glance("content/2025/06/new.md") is None
    assert previewed.glance("templates/article.html") is None
    (site.root / STORY).unlink()
    assert previewed.glance(STORY) is None
    assert previewed.glance(STORY, "content/2025/06/story-1.md") is None
    (site.root / "static/own.css").unlink()
    assert previewed.glance("static/own.css", "content/2025/06/story-1.md") is None


def test_what_editors_leave_and_take_away_again_is_nothing(previewed: Previewed) -> None:
    edit(previewed.site, "2025/06/story-2", "Monday", "Tuesday")
    assert previewed.glance(STORY, "content/2025/06/4913") == ["/2025/06/story-2/"]


def test_nothing_is_seen_at_a_glance_after_a_build_that_failed(previewed: Previewed) -> None:
    edit(previewed.site, "2025/06/story-1", "title:", "titel:")
    with pytest.raises(Exception, match="title"):
        previewed.build()
    edit(previewed.site, "2025/06/story-2", "Monday", "Tuesday")
    assert previewed.glance(STORY) is None
    edit(previewed.site, "2025/06/story-1", "titel:", "title:")
    previewed.build()
    assert previewed.build().rendered == 0
    edit(previewed.site, "2025/06/story-2", "Tuesday", "Sunday")
    assert previewed.glance(STORY) == ["/2025/06/story-2/"]


def test_other_settings_take_a_build(previewed: Previewed) -> None:
    (previewed.site.root / "pyproject.toml").write_text('[tool.backfile]\ntitle = "Another"\n')
    other = config.load(previewed.site.root)
    assert glance.taken(other, previewed.held, {previewed.site.root / STORY}, quiet) is None


def test_files_that_others_changed_stay_until_the_next_build(previewed: Previewed) -> None:
    other = previewed.site.output / "2025/06/story-1/index.html"
    other.write_text("changed by hand")
    edit(previewed.site, "2025/06/story-2", "Monday", "Tuesday")
    previewed.glance(STORY)
    assert other.read_text() == "changed by hand"
    previewed.build()
    assert "Ferry 1" in other.read_text("utf-8")


def test_the_preview_builds_whole_once_nothing_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backfile.rebuilding._SMALL", 3)
    site = archive(tmp_path, ARTICLES)
    rebuild = Rebuilding(site, jobs=1, fresh=False, quiet=True, explain=False)
    assert rebuild(whole=True).whole
    edit(site, "2025/06/story-2", "Monday", "Tuesday")
    first = rebuild(whole=False, saved={site.root / STORY})
    assert (first.changed, first.whole) == (True, False)
    last = rebuild(whole=True)
    assert last.whole
    assert build(site, fresh=True).written == 0
