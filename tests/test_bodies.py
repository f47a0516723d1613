"""The HTML of bodies, kept: it is what the Markdown gives, and whatever befalls the cache, nobody sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_archive import archive, edit, file
from hypothesis import given
from hypothesis import strategies as st

from backfile import content, prose
from backfile.config import Settings, Site
from backfile.content import bodies
from backfile.templates import helpers
from backfile.views import Body

TEXT = "---\ntitle: A\n---\n\nIt *rose*, said “one”.\n\n- by `5 %`\n- and more\n"


def kept(site: Site) -> dict[str, str | None]:
    """What is kept of each article, by path."""
    found = bodies.Bodies(site)
    return {article.path: _text(found.html(article.body_digest)) for article in content.read(site)}


def _text(html: bytes | None) -> str | None:
    return None if html is None else html.decode()


def made(site: Site) -> dict[str, str]:
    """What each body gives."""
    return {article.path: prose.to_html(content.body(site, article.path)) for article in content.read(site)}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = archive(tmp_path)
    for path, written in (("2025/06/a", TEXT), ("2025/06/b", TEXT.replace("rose", "fell"))):
        file(site, path).parent.mkdir(parents=True, exist_ok=True)
        file(site, path).write_text(written, encoding="utf-8", newline="\n")
    content.read(site)
    return site


def test_what_is_kept_is_what_the_markdown_gives(site: Site) -> None:
    assert kept(site) == made(site)
    edit(site, "2025/06/b", "fell", "sank")
    assert kept(site) == made(site)
    assert "sank" in str(kept(site)["2025/06/b"])


def test_a_page_takes_what_is_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = helpers.PrintedBody(site)
    article = content.read(site)[0]
    monkeypatch.setattr(prose, "to_html", None)
    assert shown(Body(article.path, article.body_digest)) == kept(site)["2025/06/a"]


@pytest.mark.parametrize("name", ["bodies.html", "bodies.index"])
@pytest.mark.parametrize("damage", [lambda raw: b"", lambda raw: raw[:-40], lambda raw: bytes(b ^ 1 for b in raw)])
def test_what_is_damaged_is_made_anew(site: Site, name: str, damage: object) -> None:
    article = content.read(site)[0]
    file = site.work / name
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert _text(bodies.Bodies(site).html(article.body_digest)) in (None, made(site)[article.path])
    assert helpers.PrintedBody(site)(Body(article.path, article.body_digest)) == made(site)[article.path]


def test_nothing_is_taken_from_another_language_or_library(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    article, arabic = content.read(site)[0], Site(site.root, Settings(lang="ar"))
    assert bodies.Bodies(arabic).html(article.body_digest) is None
    assert "الفقرة" in str(kept(arabic)[article.path])  # once its files are read for it
    content.read(site)
    monkeypatch.setattr(bodies, "library", lambda name: "another")
    assert bodies.Bodies(site).html(article.body_digest) is None
    assert kept(site) == made(site)


def test_a_body_that_many_articles_have_is_kept_once(site: Site) -> None:
    before = (site.work / "bodies.html").stat().st_size
    keeper, (one, two, three) = bodies.Keeper(site), (f"{number:032x}" for number in range(3))
    for some in ([one, two], [two, three], [one, two, three]):
        keeper.keep(bodies.Texts.of(dict.fromkeys(some, "<p>The same.</p>")))
    keeper.close(3, lambda: ())
    assert (site.work / "bodies.html").stat().st_size == before + 3 * len("<p>The same.</p>")
    assert {bodies.Bodies(site).html(digest) for digest in (one, two, three)} == {b"<p>The same.</p>"}


def test_what_no_article_holds_any_more_goes_in_the_end(site: Site) -> None:
    keeper = bodies.Keeper(site)
    keeper.keep(bodies.Texts.of({f"{number:032x}": "<p>Gone.</p>" * 20 for number in range(1200)}))
    live = [article.body_digest for article in content.read(site)]
    keeper.close(len(live), lambda: live)
    assert (site.work / "bodies.html").stat().st_size == sum(len(html.encode()) for html in made(site).values())
    assert kept(site) == made(site)


def test_a_disk_that_refuses_costs_nothing_but_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(bodies, "replace", refuse)
    edit(site, "2025/06/b", "fell", "sank")
    assert kept(site) == {"2025/06/a": made(site)["2025/06/a"], "2025/06/b": None}


@given(st.dictionaries(st.integers(0, 1 << 128 - 1), st.text(st.characters(exclude_categories=["Cs"])), max_size=12))
def test_every_text_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: dict[int, str]) -> None:
    site = archive(tmp_path_factory.mktemp("bodies"))
    keeper = bodies.Keeper(site)
    keeper.keep(bodies.Texts.of({f"{number:032x}": text for number, text in texts.items()}))
    keeper.close(len(texts), lambda: ())
    found = bodies.Bodies(site)
    assert {number: _text(found.html(f"{number:032x}")) for number in texts} == texts
    assert found.html("f" * 32) is None or (1 << 128) - 1 in texts
