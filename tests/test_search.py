"""The search index: which articles stand in which part, that only what changed is made anew, what a failure says."""

from __future__ import annotations

import errno
import gzip
import json
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import archive, build, configure, edit, pages, problems, story, tree, write

from backfile import cli, config, content
from backfile.config import Site
from backfile.model import Archive, Article
from backfile.publish.disk import put
from backfile.search import engine, indexing, shards
from backfile.search.entries import seamed

STORIES = {
    "2019/04/ferry": story(
        "Ferry returns", "It came back on Monday.", id="aaaaaaaaaaaa-1", published="2019-04-01", tags=[]
    ),
    "2025/06/bridge": story(
        "Bridge closes",
        "It shuts for weeks.",
        id="aaaaaaaaaaaa-2",
        published="2025-06-22",
        source="Lisbon Daily",
        tags=["Bridges", "Norway"],
    ),
    "undated/museum": story("Museum opens", "When is not known.", id="aaaaaaaaaaaa-3", lang="en", tags=[]),
}


# ---------------------------------------------------------------- parts


def article(number: int, published: str | None, words: int = 100) -> Article:
    return Article(f"shelf/{number}", str(number), f"Report {number}", "0", words, published=published)


def divided(articles: list[Article]) -> dict[str, set[str]]:
    ordered = Archive(tuple(articles), (), (), (), ())
    parts = [(name, [a.path for a in members]) for name, members in shards.divide(ordered)]
    assert len({name for name, _ in parts}) == len(parts)
    return {name: set(members) for name, members in parts}


@pytest.fixture
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MOST", 4)
    monkeypatch.setattr(shards, "MOST_WORDS", 1000)


@pytest.mark.usefixtures("_small_parts")
def test_a_small_archive_is_one_part_and_the_undated() -> None:
    found = divided([article(1, "1912-04-15"), article(2, "2025-06"), article(3, None)])
    assert found == {"dated": {"shelf/1", "shelf/2"}, "undated": {"shelf/3"}}


@pytest.mark.usefixtures("_small_parts")
def test_spans_of_years_are_as_long_as_may_be() -> None:
    years = (1912, 2016, 2017, 2018, 2023, 2024, 2025)
    found = divided([article(n, f"{year}-01-01") for n, year in enumerate(years)])
    assert {name: len(members) for name, members in found.items()} == {"1792-1919": 1, "2016-2023": 4, "2024-2031": 2}


@pytest.mark.usefixtures("_small_parts")
def test_a_full_year_is_divided_by_month_and_a_full_month_by_path() -> None:
    year = [article(n, "2024-03-05") for n in range(9)] + [article(20, "2024-07"), article(21, "2024")]
    found = divided([*year, article(30, "2025-01-01")])
    assert found["2024-07"] == {"shelf/20"}
    assert found["2024"] == {"shelf/21"}
    march = [name for name in found if name.startswith("2024-03-")]
    assert len(march) > 1
    assert set().union(*(found[name] for name in march)) == {f"shelf/{n}" for n in range(9)}


@pytest.mark.usefixtures("_small_parts")
def test_long_articles_fill_a_part_sooner() -> None:
    found = divided([article(1, "2016-01-01", 600), article(2, "2025-01-01", 600)])
    assert sorted(map(len, found.values())) == [1, 1]
    assert divided([article(1, "2016-01-01", 5000)]) != {}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([None, "1999", "2024-03-05", "2024-07", "2025-01-01", "2012-12-01"]), max_size=30))
def test_every_article_stands_in_one_part_and_another_moves_none_of_the_rest(dates: list[str | None]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "MOST", 4)
        articles = [article(n, date) for n, date in enumerate(dates)]
        before = divided(articles)
        assert sorted(path for members in before.values() for path in members) == sorted(a.path for a in articles)
        assert all(len(members) <= 4 for members in before.values())
        after = divided([*articles, article(99, "2024-09-09")])
        assert sum(after.get(name) != members for name, members in before.items()) <= 1


def test_the_noun_after_an_arabic_article_is_found_too() -> None:
    assert seamed("قال الوزير والميناء للمدينة إلى لندن") == "قال ال^وزير وال^ميناء لل^مدينة إلى لندن"
    assert seamed("Al-Quds, all of it") == "Al-Quds, all of it"


# ---------------------------------------------------------------- the index


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = archive(tmp_path / "site", STORIES, search=True)
    build(made)
    return made


def parts(site: Site) -> dict[str, Any]:
    return {
        path.split("/")[2]: json.loads(content)
        for path, content in tree(site).items()
        if path.startswith("search/index/") and path.endswith("facets.json")
    }


def anew(rendered: dict[str, str]) -> set[str]:
    """The parts of the index of which files were rendered."""
    return {url.split("/")[3] for url in rendered if url.startswith("/search/index/")}


def test_a_site_holds_its_index_and_a_page_that_names_the_parts(site: Site) -> None:
    found = parts(site)
    assert set(found) == {"dated", "undated"}
    assert found["dated"]["date"] == [20190401, 20250622]
    assert found["dated"]["tag"] == {"names": ["Bridges", "Norway"], "of": [[], [0, 1]]}
    assert found["dated"]["source"] == {"names": ["Lisbon Daily"], "of": [[], [0]]}
    assert found["dated"]["year"] == {"names": ["2019", "2025"], "of": [[0], [1]]}
    assert found["undated"]["date"] == [0]
    assert found["undated"]["lang"] == {"names": ["en"], "of": [[0]]}
    (page,) = pages(site)["search/index.html"].tree.xpath("//*[@id='search']")
    assert page.get("data-shards").split() == ["dated", "undated"]


def test_a_part_holds_what_the_page_uses_and_no_more(site: Site) -> None:
    files = [path.removeprefix("search/index/") for path in tree(site) if path.startswith("search/index/")]
    plain = [file for file in files if "/fragment/" not in file and "/index/" not in file]
    assert {file.split("/")[1].split("_")[0] for file in plain} == {
        "facets.json",
        "pagefind-entry.json",
        "pagefind.en",
        "pagefind.js",
        "wasm.en.pagefind",
    }
    assert [file for file in plain if file.endswith(("pagefind.js", "wasm.en.pagefind"))] == [
        "dated/pagefind.js",
        "dated/wasm.en.pagefind",
    ]


def test_a_result_knows_what_its_slug_line_prints(site: Site) -> None:
    fragments = [content for path, content in tree(site).items() if path.endswith(".pf_fragment")]
    told = [json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd")) for content in fragments]
    bridge = next(one for one in told if one["url"] == "2025/06/bridge/")
    assert bridge["content"] == "It shuts for weeks."
    assert bridge["meta"] == {
        "title": "Bridge closes",
        "source": "Lisbon Daily",
        "date": "22 June 2025",
        "iso": "2025-06-22",
    }
    museum = next(one for one in told if one["url"] == "undated/museum/")
    assert museum["meta"] == {"title": "Museum opens", "date": "n.d.", "how": "unknown"}


def bodies_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the articles whose bodies are read, as they are."""
    read: list[str] = []
    body = content.body
    monkeypatch.setattr(content, "body", lambda site, path: (read.append(path), body(site, path))[1])
    return read


def test_nothing_changed_makes_nothing_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    read = bodies_read(monkeypatch)
    monkeypatch.setattr(engine, "index", None)
    assert build(site).rendered == {}
    assert read == []


def test_an_edit_makes_one_part_anew_and_reads_no_other_body(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    read = bodies_read(monkeypatch)
    edit(site, "undated/museum", "not known", "no secret")
    rendered = build(site).rendered
    assert anew(rendered) == {"undated"}
    assert "/search/" not in rendered
    assert set(read) == {"undated/museum"}


@pytest.mark.parametrize(
    ("old", "new"),
    [('"Bridges"', '"Viaducts"'), ("Lisbon Daily", "Porto Daily"), ("2025-06-22", "2025-06-23"), ("closes", "shuts")],
)
def test_all_that_a_result_shows_is_kept_up(site: Site, old: str, new: str) -> None:
    edit(site, "2025/06/bridge", old, new)
    assert anew(build(site).rendered) == {"dated"}


def test_equal_archives_have_equal_indexes(site: Site, tmp_path: Path) -> None:
    other = archive(tmp_path / "other", STORIES, search=True)
    build(other, jobs=2)
    assert tree(other) == tree(site)
    edit(other, "2019/04/ferry", "Monday", "Friday")
    build(other)
    edit(other, "2019/04/ferry", "Friday", "Monday")
    build(other)
    assert tree(other) == tree(site)


def test_a_part_goes_with_its_last_article(site: Site) -> None:
    (site.content / "undated/museum.md").unlink()
    removed = build(site).removed
    assert "search/index/undated/facets.json" in removed
    assert set(parts(site)) == {"dated"}
    assert not list((site.work / "search").glob("undated*"))


def test_what_went_missing_of_the_cache_is_made_again(site: Site) -> None:
    before = tree(site)
    next((site.work / "search/dated/index").iterdir()).unlink()
    (site.work / "search/undated.json").write_text("{")
    (site.work / "search/stray").write_text("")
    assert build(site).rendered == {}
    for file in (site.output / "search").rglob("*"):
        if file.is_file():
            file.unlink()
    build(site)
    assert tree(site) == before
    assert not (site.work / "search/stray").exists()


@pytest.mark.parametrize(
    "text", ['<script>alert("x")</script> & </mark>', "bell\x07 \u202ertl", "日本語 \U0001f600", "a^b"]
)
def test_any_text_is_indexed(tmp_path: Path, text: str) -> None:
    site = archive(tmp_path, {"undated/x": story(text, text, source=text, tags=[text])}, search=True)
    build(site)
    assert len(parts(site)["undated"]["ids"].split()) == 1


def test_an_article_without_a_body_is_found_by_its_title(tmp_path: Path) -> None:
    site = archive(tmp_path, {"undated/x": story("Ferry")}, search=True)
    build(site)
    assert len(parts(site)["undated"]["ids"].split()) == 1


def test_articles_without_a_word_make_no_part(tmp_path: Path) -> None:
    site = archive(
        tmp_path, {"undated/x": story("^", "…"), "2025/06/y": story("Word", published="2025-06-01")}, search=True
    )
    build(site)
    assert set(parts(site)) == {"dated"}
    assert build(site).rendered == {}


def test_an_empty_archive_has_a_search_page(tmp_path: Path) -> None:
    site = archive(tmp_path, search=True)
    build(site)
    assert "search/index.html" in tree(site)
    assert parts(site) == {}


# ---------------------------------------------------------------- without


def forms(site: Site) -> Iterator[str]:
    for path, page in pages(site).items():
        if page.tree.xpath("//form[@role='search']") or any("search/" in link for link in page.links):
            yield path


def test_search_can_be_switched_off(site: Site) -> None:
    configure(site.root, search=False)
    build(site)
    assert not [path for path in tree(site) if path.startswith("search/")]
    assert list(forms(site)) == []


def test_without_pagefind_all_else_is_built_and_a_line_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = archive(tmp_path, STORIES, search=True)
    with monkeypatch.context() as bare:
        bare.setattr(config.site, "find_spec", lambda name: None)
        assert cli.main(["--site", str(tmp_path), "build"]) == 0
        (line,) = (line for line in capsys.readouterr().out.splitlines() if "Pagefind" in line)
        assert "pip install" in line
        assert "2025/06/bridge/index.html" in tree(site)
        assert list(forms(site)) == []
    assert "/search/" in build(site).rendered  # installed since


def test_a_folder_for_the_disk_says_that_it_cannot_be_searched(tmp_path: Path) -> None:
    site = archive(tmp_path, STORIES, search=True)
    build(site, offline=True)
    assert parts(site) == {}
    page = pages(site)["search/index.html"]
    assert "read from disk" in page.tree.text_content()
    assert {"../tags/index.html", "../sources/index.html", "../archive/index.html"} <= set(page.links)
    assert not [path for path, page in pages(site).items() if page.tree.xpath("//form[@role='search']")]


def program(folder: Path, code: str) -> str:
    file = folder / "program"
    write(file, f"#!{sys.executable}\n{code}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


SAYS_NO = """import base64, sys
sys.stdin.buffer.read(40)
sys.stdout.buffer.write(base64.b64encode(b'{"payload": {"type": "Error", "message": "no"}}') + b",")
sys.stdout.flush()
sys.stdin.buffer.read()"""


@pytest.mark.parametrize(("code", "said"), [("raise SystemExit(1)", "before its work was done"), (SAYS_NO, "said: no")])
def test_where_pagefind_fails_the_site_is_as_it_was(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, said: str
) -> None:
    before = tree(site)
    edit(site, "undated/museum", "not known", "no secret")
    with monkeypatch.context() as broken:
        broken.setattr(engine, "_program", lambda: program(tmp_path, code))
        (problem,) = problems(site)
    assert said in problem.message
    assert "search = false" in problem.hint
    assert tree(site) == before
    assert anew(build(site).rendered) == {"undated"}


def test_a_full_disk_is_told_and_no_part_of_an_index_is_published(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(site)
    edit(site, "undated/museum", "not known", "no secret")

    def full(file: Path, content: bytes) -> None:
        if file.suffix == ".pf_index":
            raise OSError(errno.ENOSPC, "No space left on device", str(file))
        put(file, content)

    with monkeypatch.context() as filled:
        filled.setattr(indexing, "put", full)
        (problem,) = problems(site)
    assert "the disk is full" in problem.message
    assert tree(site) == before
    assert anew(build(site).rendered) == {"undated"}
