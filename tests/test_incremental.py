"""What a build renders after each kind of edit: named pages, no others, and the same bytes as a clean build."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sites import (
    ROOT,
    Built,
    archive,
    build,
    configure,
    edit,
    generated,
    pages,
    problems,
    run,
    story,
    tree,
    tree_hash,
    write,
)

from backfile import config, frontmatter
from backfile.config import Site
from backfile.plan import lists

URL = "https://example.org/a/"
FEEDS = {"/feed.xml", "/feed.json"}
TABLES = {"/data/articles.jsonl", "/data/articles.csv"}
CITES = {"/data/cite.bib", "/data/cite.ris", "/data/cite.json"}
GENERATED = 1000


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Four reports, built: two of June that share a tag, one of July, one of no date."""
    made = archive(
        tmp_path_factory.mktemp("built") / "site",
        {
            "2025/06/ferry": story(
                "Ferry returns",
                "It came back on Monday.",
                id="aaaaaaaaaaaa-1",
                source="The Bergen Courier",
                published="2025-06-21",
                lang="en",
                tags=["Ferries", "Norway"],
            ),
            "2025/06/bridge": story(
                "Bridge closes",
                "It shuts for two weeks.",
                id="aaaaaaaaaaaa-2",
                source="Lisbon Daily",
                published="2025-06-22",
                lang="en",
                tags=["Bridges", "Norway"],
            ),
            "2025/07/budget": story(
                "Budget passes",
                "The vote was close.",
                id="aaaaaaaaaaaa-3",
                source="Lisbon Daily",
                published="2025-07-02",
                lang="en",
                tags=["Budget"],
            ),
            "undated/museum": story("Museum opens", "When?", id="aaaaaaaaaaaa-4", lang="en", tags=["Museums"]),
        },
        url=URL,
    )
    build(made)
    return made


@pytest.fixture
def site(built: Site, tmp_path: Path) -> Iterator[Site]:
    """A copy for each test, after which what stands there must be what a build from nothing makes, byte for byte."""
    made = config.load(shutil.copytree(built.root, tmp_path / "site"))
    yield made
    apart = config.load(
        shutil.copytree(made.root, tmp_path / "apart", ignore=shutil.ignore_patterns(".backfile", "public"))
    )
    build(apart)
    assert tree(apart) == tree(made)


def test_nothing_changed_renders_nothing(site: Site) -> None:
    before = {path: (site.output / path).stat().st_mtime_ns for path in tree(site)}
    assert build(site) == Built({}, 0, (), len(before), ())
    assert {path: (site.output / path).stat().st_mtime_ns for path in tree(site)} == before


def test_touched_files_render_nothing(site: Site) -> None:
    for file in (*site.content.rglob("*.md"), *site.output.rglob("*.html")):
        file.touch()
    assert build(site).rendered == {}


def test_other_words_of_a_body_render_its_page_alone(site: Site) -> None:
    long = "The crossing takes twenty minutes and costs what it did. " * 20
    edit(site, "2025/06/ferry", "It came back on Monday.", f"It came back on Monday.\n\n{long}\n\nIt rained.")
    build(site)
    edit(site, "2025/06/ferry", "It rained.", "It snowed.")
    built = build(site)
    assert built.rendered == {"/2025/06/ferry/": "what it shows changed: body"}
    assert b"It snowed." in tree(site)["2025/06/ferry/index.html"]


def test_other_words_render_what_else_quotes_them(site: Site) -> None:
    edit(site, "2025/06/ferry", "on Monday", "on Friday")
    built = build(site)
    assert built.rendered == {
        "/2025/06/ferry/": "what it shows changed: body, times",
        "/": "what it shows changed: openings",
        "/data/articles.jsonl": "what it shows changed: members",
    }
    assert b"on Friday" in tree(site)["index.html"]


def test_more_words_in_a_body_render_what_counts_them_too(site: Site) -> None:
    edit(site, "2025/06/ferry", "on Monday", "on Monday morning")
    assert set(build(site).rendered) == {"/2025/06/ferry/", "/", "/about/"} | TABLES


def test_a_title_renders_the_pages_that_print_it(site: Site) -> None:
    edit(site, "2025/06/ferry", "Ferry returns", "Ferry is back")
    built = build(site)
    lists = {"/tags/ferries/", "/tags/norway/", "/sources/the-bergen-courier/", "/2025/06/", "/"}
    neighbours = {"/2025/06/bridge/"}
    assert set(built.rendered) == {"/2025/06/ferry/"} | neighbours | lists | FEEDS | TABLES | CITES
    assert built.rendered["/2025/06/bridge/"] == "what it shows changed: previous"
    assert not [path for path, content in tree(site).items() if b"Ferry returns" in content]


def test_a_date_renders_what_is_ordered_by_it(site: Site) -> None:
    edit(site, "2025/06/ferry", "2025-06-21", "2025-06-23")
    built = build(site)
    assert {"/2025/", "/2025/06/", "/tags/norway/", "/2025/06/bridge/", "/2025/07/budget/"} <= set(built.rendered)
    assert "/2025/07/" not in built.rendered
    assert "/tags/budget/" not in built.rendered
    assert "/tags/" not in built.rendered


def test_a_tag_moves_an_article_from_list_to_list(site: Site) -> None:
    edit(site, "2025/06/bridge", '"Bridges"', '"Viaducts"')
    built = build(site)
    assert built.rendered["/tags/viaducts/"] == "new page"
    assert built.removed == ("tags/bridges/index.html",)
    assert not built.rendered.keys() & {"/tags/budget/", "/tags/museums/", "/2025/07/", "/undated/", "/2025/"}


def test_a_key_that_a_person_adds_renders_its_page_alone(site: Site) -> None:
    edit(site, "undated/museum", "lang:", "shelf: B7\nlang:")
    assert build(site).rendered == {"/undated/museum/": "what it shows changed: extra"}


def test_an_added_article_renders_a_bounded_set(site: Site) -> None:
    text = story("School opens", "It is new.", id="aaaaaaaaaaaa-5", published="2025-07-05", lang="en", tags=["Schools"])
    write(site.content / "2025/07/school.md", text)
    built = build(site)
    assert {url for url, reason in built.rendered.items() if reason == "new page"} == {
        "/2025/07/school/",
        "/tags/schools/",
    }
    assert set(built.rendered) == (
        {"/2025/07/school/", "/tags/schools/", "/2025/07/budget/", "/undated/museum/"}
        | {"/2025/07/", "/2025/", "/archive/", "/tags/", "/sources/", "/about/", "/", "/sitemap.xml"}
        | (FEEDS | TABLES | CITES)
    )


def test_of_a_long_list_the_pages_that_changed_alone_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [f"{2015 + n % 9}-0{n % 6 + 1}-11" for n in range(120)]
    reports = {
        f"{day[:4]}/{day[5:7]}/told-{n}": story(
            f"Told {n}", "It was told.", published=day, id=f"{n:012x}-1", tags=["Ferries"]
        )
        for n, day in enumerate(days)
    }
    site = archive(tmp_path / "site", reports, knowledge="none")
    build(site)
    made: list[str] = []
    groups = lists._groups
    monkeypatch.setattr(lists, "_groups", lambda *given: made.append(given[3]) or groups(*given))
    edit(site, "2017/03/told-2", "Told 2", "Said 2")
    assert {"/tags/ferries/2017/", "/2017/03/told-2/"} <= set(build(site).rendered)
    assert made == ["", "2017"]
    write(
        site.content / "2025/06/other.md", story("Another", "Of nothing.", published="2025-06-12", id="abcdefabcdef-1")
    )
    made.clear()
    build(site)
    assert made == [], "its part is passed over again, as each of its pages has the key of today"
    page = site.output / "tags/ferries/2019/index.html"
    page.write_text("mine", "utf-8")
    assert set(build(site).rendered) == {"/tags/ferries/2019/"}
    page.unlink()
    assert set(build(site).rendered) == {"/tags/ferries/2019/"}
    template = (ROOT / "templates/list.html").read_text("utf-8")
    write(site.root / "templates/list.html", template + "{# of ours #}\n")
    assert "/tags/ferries/2019/" in build(site).rendered
    (site.content / "2017/03/told-2.md").unlink()
    build(site)
    again = tree(site)
    build(site, fresh=True)
    assert tree(site) == again


def test_a_former_path_takes_no_page_that_is_passed_over(tmp_path: Path) -> None:
    reports = {f"2025/06/{n}": story(f"Told {n}", "It was.", id=f"{n:012x}-1", tags=["Norway"]) for n in range(3)}
    site = archive(tmp_path, reports)
    build(site)
    edit(site, "2025/06/2", "id: ", "aliases: [tags/norway]\nid: ")
    (problem,) = problems(site)
    assert "both want /tags/norway/" in str(problem)


def test_a_deleted_article_goes_with_the_lists_that_held_it_alone(site: Site) -> None:
    (site.content / "2025/07/budget.md").unlink()
    built = build(site)
    assert built.removed == ("2025/07/budget/index.html", "2025/07/index.html", "tags/budget/index.html")
    assert not (site.output / "2025/07").exists()
    assert not [path for path, content in tree(site).items() if b"2025/07/" in content]


def test_a_renamed_article_leaves_a_redirect_and_keeps_its_id(site: Site) -> None:
    (site.content / "2025/06/bridge.md").rename(site.content / "2025/06/viaduct.md")
    built = build(site)
    assert built.removed == ()
    assert frontmatter.read((site.content / "2025/06/viaduct.md").read_text()).meta["aliases"] == ["2025/06/bridge"]
    assert "../../../2025/06/viaduct/" in pages(site)["2025/06/bridge/index.html"].links
    assert b"aaaaaaaaaaaa-2" in tree(site)["2025/06/viaduct/index.html"]
    linking = [path for path, page in pages(site).items() if any("2025/06/bridge/" in link for link in page.links)]
    assert linking == []


def test_an_article_that_moves_back_takes_its_redirect_away(site: Site) -> None:
    here, there = site.content / "2025/06/bridge.md", site.content / "2025/07/bridge.md"
    before = tree(site)
    here.rename(there)
    build(site)
    there.rename(here)
    build(site)
    assert tree(site).keys() - before.keys() == {"2025/07/bridge/index.html"}  # it stood there too, for a while


def test_a_template_of_the_archive_renders_the_pages_that_use_it(site: Site) -> None:
    theirs = (ROOT / "templates/year.html").read_text("utf-8")
    write(site.root / "templates/year.html", theirs.replace("{% block main %}", "{% block main %}<!-- ours -->", 1))
    built = build(site)
    assert built.rendered == {"/2025/": "template year.html changed"}
    assert b"<!-- ours -->" in tree(site)["2025/index.html"]
    (site.root / "templates/year.html").unlink()
    assert set(build(site).rendered) == {"/2025/"}


def test_a_macro_renders_every_page_whose_template_imports_it(site: Site) -> None:
    write(site.root / "templates/_macros.html", (ROOT / "templates/_macros.html").read_text("utf-8") + "{# ours #}\n")
    built = build(site)
    assert set(built.rendered) > {"/2025/06/ferry/", "/tags/norway/", "/2025/", "/"}
    assert not built.rendered.keys() & (FEEDS | TABLES | CITES)
    assert built.written == 0  # a comment prints nothing, so nothing is written


def test_a_static_file_is_copied_alone(site: Site) -> None:
    write(site.root / "static/site.css", "body { color: teal }\n")
    write(site.root / "static/press/logo.txt", "A logo\n")
    assert build(site).rendered == {"/site.css": "what it shows changed: path, digest", "/press/logo.txt": "new page"}
    assert tree(site)["site.css"] == b"body { color: teal }\n"
    (site.root / "static/press/logo.txt").unlink()
    assert build(site).removed == ("press/logo.txt",)


def test_a_setting_that_pages_print_writes_those_pages(site: Site) -> None:
    configure(site.root, url=URL, tagline="Reports of the coast")
    built = build(site)
    changed = {path for path, content in tree(site).items() if b"Reports of the coast" in content}
    assert "index.html" in changed
    assert built.written == len(changed | {"card.png"}), "where it is drawn"


def test_list_files_come_and_go_with_their_setting(site: Site) -> None:
    configure(site.root, url=URL, list_files_from=2)
    build(site)
    assert {"tags/norway/feed.xml", "sources/lisbon-daily/cite.bib", "2025/06/articles.csv"} <= tree(site).keys()
    assert "tags/budget/feed.xml" not in tree(site)
    configure(site.root, url=URL)
    assert "tags/norway/feed.xml" in build(site).removed


def test_offline_and_back(site: Site) -> None:
    before = tree(site)
    assert build(site, offline=True).written > 0
    assert "./tags/index.html" in pages(site)["index.html"].links
    build(site)
    assert tree(site) == before


def test_fresh_renders_all_and_writes_what_differs(site: Site) -> None:
    built = build(site, fresh=True)
    assert len(built.rendered) == built.pages
    assert set(built.rendered.values()) == {"--fresh"}
    assert built.written == 0


def test_files_of_the_site_that_were_damaged_are_mended(site: Site) -> None:
    write(site.output / "2025/06/ferry/index.html", "gone")
    (site.output / "tags/norway/index.html").unlink()
    write(site.output / "stray.html", "somebody's")
    built = build(site)
    assert built.rendered == {
        "/2025/06/ferry/": "output file changed since it was written",
        "/tags/norway/": "output file missing",
    }
    assert built.removed == ("stray.html",)


def test_a_site_is_kept_while_an_article_is_broken(site: Site) -> None:
    before = tree(site)
    edit(site, "2025/06/ferry", "It came back on Monday.", "It came back on Friday.")
    edit(site, "2025/06/bridge", '"2025-06-22"', '"22 June"')
    assert [problem.path for problem in problems(site)] == ["content/2025/06/bridge.md"]
    assert tree(site) == before
    edit(site, "2025/06/bridge", '"22 June"', '"2025-06-22"')
    assert set(build(site).rendered) == {"/2025/06/ferry/", "/", "/data/articles.jsonl"}


# ---------------------------------------------------------------- a generated archive


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A thousand reports, built once by the command line with two processes."""
    folder = tmp_path_factory.mktemp("large") / "site"
    generated(folder, "--articles", str(GENERATED), "--no-search")
    made = run(ROOT / "build.py", "--site", folder, "build", "--jobs", "2")
    assert made.returncode == 0, made.stderr
    return config.load(folder)


@pytest.fixture(scope="module")
def large_hash(large: Site) -> str:
    """Of the site as first built, before any test edits it."""
    return tree_hash(large.output)


def listed(large: Site, path: str) -> dict[str, object]:
    lines = (large.output / "data/articles.jsonl").read_text("utf-8").splitlines()
    return next(row for row in map(json.loads, lines) if row["url"] == f"/{path}/")


def some_article(large: Site) -> str:
    """The path of a report in the thick of the archive."""
    files = sorted((large.content / "2024").rglob("*.md"))
    return files[len(files) // 2].relative_to(large.content).as_posix()[:-3]


def test_a_large_archive_unchanged_renders_nothing(large: Site, large_hash: str) -> None:
    made = run(ROOT / "build.py", "--site", large.root, "build", "--explain")
    assert made.returncode == 0, made.stderr
    assert ", 0 rendered." in made.stdout
    assert tree_hash(large.output) == large_hash


def test_other_words_in_a_large_archive_render_one_page(large: Site, large_hash: str) -> None:
    path = some_article(large)
    file = large.content / f"{path}.md"
    before = file.read_text("utf-8")
    write(file, before[:-2] + "x" + before[-2:])  # a longer word
    built = build(large)
    assert built.rendered == {f"/{path}/": "what it shows changed: body"}
    write(file, before + "\nMore.\n")
    assert set(build(large).rendered) == {f"/{path}/", "/about/"} | tables_with(large, path)
    write(file, before)
    build(large)
    assert tree_hash(large.output) == large_hash


def tables_with(large: Site, path: str) -> set[str]:
    """URLs of the tables that hold the article."""
    id_ = listed(large, path)["id"]
    files = {name: content for name, content in tree(large).items() if name.endswith("articles.jsonl")}
    held = [name for name, content in files.items() if id_ in (json.loads(line)["id"] for line in content.splitlines())]
    return {f"/{name}" for name in held} | {f"/{name.removesuffix('jsonl')}csv" for name in held}


def test_an_article_added_to_a_large_archive_renders_a_bounded_set(large: Site, large_hash: str) -> None:
    tags = ["Harbours", "Norway", "Entirely new"]
    text = story("A report more", "It was late.", id="ffffffffffff-1", source="The Norway Courier", tags=tags)
    added = large.content / "2023/05/a-report-more.md"
    write(added, text.replace("\ntags:", '\npublished: "2023-05-17"\ntags:'))
    made = run(ROOT / "build.py", "--site", large.root, "build", "--explain")
    told = dict(line.split(": ", 1) for line in made.stdout.splitlines() if line.startswith("/"))
    assert f"{len(told):,} rendered" in made.stdout
    assert {url for url, reason in told.items() if reason == "new page"} == {
        "/2023/05/a-report-more/",
        "/tags/entirely-new/",
    }
    lists = {"/tags/harbours/", "/tags/harbours/2023/", "/tags/norway/2023/", "/sources/the-norway-courier/2023/"}
    assert lists | {"/2023/", "/2023/05/", "/archive/", "/about/", "/"} <= told.keys()
    assert len(told) < 60
    articles = {url for url in told if url[1:5].isdigit() and url.count("/") == 4}
    assert len(articles) <= 3, articles  # itself, the one before and the one after
    strangers = {url for url in told if url.startswith("/tags/")} - {"/tags/", "/tags/entirely-new/"}
    assert all(url.split("/")[2] in ("harbours", "norway") for url in strangers), strangers
    added.unlink()
    build(large)
    assert tree_hash(large.output) == large_hash


@pytest.mark.parametrize(
    ("jobs", "environment"),
    [
        ("1", {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}),
        ("2", {"PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8"}),
        ("2", {"PYTHONHASHSEED": "random", "LANG": "C.UTF-8"}),
    ],
)
def test_the_same_bytes_everywhere(
    jobs: str, environment: dict[str, str], large: Site, large_hash: str, tmp_path: Path
) -> None:
    """From nothing but settings and content, under other hash seeds, time zones, locales and numbers of processes."""
    folder = tmp_path / "elsewhere, with a space"
    shutil.copytree(large.root, folder, ignore=shutil.ignore_patterns(".backfile", "public"))
    made = run(ROOT / "build.py", "--site", folder, "build", "--jobs", jobs, **environment)
    assert made.returncode == 0, made.stderr
    assert tree_hash(folder / "public") == large_hash


def test_a_lost_memory_costs_time_alone(large: Site, large_hash: str) -> None:
    shutil.rmtree(large.work)
    built = build(large, jobs=2)
    assert set(built.rendered.values()) == {"nothing is remembered of its file"}
    assert built.written == 0
    assert tree_hash(large.output) == large_hash
