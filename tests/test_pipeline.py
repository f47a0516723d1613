"""From seeds to a site and along its links: the real seed, and a small archive of everything that can be odd."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import html5lib
import pytest
from sites import (
    ROOT,
    HtmlPage,
    archive,
    build,
    configure,
    lost,
    lost_on_disk,
    pages,
    run,
    story,
    target_of,
    tree,
    write,
)

from backfile import config, content, pipeline, prose
from backfile.config import Site
from backfile.prose.blocks import words_of_html

URL = "https://example.org/some/archive/"
LEAD = "North Korea plans to send military workers to Russia"
EXCLUSIVE = "Exclusive: UK privately says attacks on nuclear facilities not illegal"
OMAN = "Oman to impose 5% tax on individuals with annual income of OR42,000, a first in Gulf region"
UKRAINE = "Ukraine army chief pledges to expand strikes on Russia"


# ---------------------------------------------------------------- the real seed


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The repository's own seed, imported and built by the one command, in an archive of its own."""
    site = archive(tmp_path_factory.mktemp("real") / "site")
    shutil.copytree(ROOT / "seeds", site.seeds)
    made = run(ROOT / "build.py", "--site", site.root)
    assert made.returncode == 0, made.stderr
    assert made.stderr == ""
    assert "Imported: 4 created." in made.stdout
    return site


def text(page: HtmlPage, path: str) -> list[str]:
    """The text of every element that an XPath finds, its white space made single."""
    return [" ".join(element.text_content().split()) for element in page.tree.xpath(path)]


def titles(page: HtmlPage) -> set[str]:
    return {title for title in (LEAD, EXCLUSIVE, OMAN, UKRAINE) if title in text(page, "//main//a")}


def test_the_real_seed_has_four_articles(real: Site) -> None:
    found = {article.title: article for article in content.read(real)}
    assert set(found) == {LEAD, EXCLUSIVE, OMAN, UKRAINE}
    assert {title: article.source for title, article in found.items()} == {
        LEAD: None,
        EXCLUSIVE: "Middle East Eye",
        OMAN: "Gulf Today",
        UKRAINE: "Gulf Today",
    }
    assert found[LEAD].agency == "Associated Press"
    assert {title: (article.published, article.relative) for title, article in found.items()} == {
        LEAD: ("../2025-06-23", None),
        EXCLUSIVE: ("2025-06-23", "2 hours ago"),
        OMAN: ("2025-06-23", "2 hours ago"),
        UKRAINE: ("2025-06-23", "2 hours ago"),
    }
    assert all(article.lang == "en" and article.complete for article in found.values())


def test_the_real_lead_has_nine_paragraphs_each_with_its_anchor(real: Site) -> None:
    page = pages(real)["2025/06/north-korea-plans-to-send-military-workers-to-russia/index.html"]
    paragraphs = page.tree.xpath("//*[contains(@class, 'e-content')]/p")
    assert [paragraph.get("id") for paragraph in paragraphs] == [f"p{number}" for number in range(1, 10)]
    assert paragraphs[4].text_content().startswith("Another Russian state news agency, Tass, said that Shoigu met with")


def test_the_real_seeds_furniture_is_set_aside_and_shown(real: Site) -> None:
    found = {article.title: article for article in content.read(real)}
    cut = {(passage.rule, passage.text) for passage in found[EXCLUSIVE].set_aside}
    assert {rule for rule, _ in cut} == {"promo.newsletter", "promo.related-link"}
    assert len([words for _, words in cut if words.endswith("Read More »")]) == 2
    page = pages(real)[f"{found[EXCLUSIVE].path}/index.html"]
    body = " ".join(text(page, "//*[contains(@class, 'e-content')]"))
    for _, words in cut:
        assert words not in body
        assert words in text(page, "//details//blockquote")


def test_the_words_of_a_real_page_are_those_of_its_seed(real: Site) -> None:
    """Body and passages set aside, in the order of the seed, are its article's text from the first word to the last."""
    raw = (real.seeds / "000_ab3311e6f0b6412d.txt").read_text("utf-8")
    for article in content.read(real):
        assert article.seed is not None
        spans = [prose.words(raw[start:end]) for start, end in article.seed.spans]
        words = words_of_html(prose.to_html(content.body(real, article.path)))
        assert words == [word for span in spans for word in span][-len(words) - _after(article.agency) :][: len(words)]


def _after(agency: str | None) -> int:
    """The agency's line follows the body."""
    return len(prose.words(agency or ""))


def test_the_real_seed_is_accounted_for(real: Site) -> None:
    made = run(ROOT / "build.py", "--site", real.root, "account", "--json")
    assert made.returncode == 0
    (seed,) = json.loads(made.stdout)["seeds"]
    spans = seed["spans"]
    assert [span["start"] for span in spans] == [0, *(span["end"] for span in spans[:-1])]
    assert spans[-1]["end"] == seed["length"]
    ids = {article.id for article in content.read(real)}
    assert {span["article"] for span in spans if span["kind"] == "article"} == ids


def test_real_articles_about_one_subject_meet_on_its_page(real: Site) -> None:
    found = pages(real)
    assert titles(found["tags/russia/index.html"]) >= {LEAD, UKRAINE}
    assert titles(found["tags/ukraine/index.html"]) >= {LEAD, UKRAINE}
    assert titles(found["sources/gulf-today/index.html"]) == {OMAN, UKRAINE}
    assert titles(found["2025/06/index.html"]) == {LEAD, EXCLUSIVE, OMAN, UKRAINE}
    assert not [path for path in found if path.startswith(("tags/middle-east-eye", "tags/gulf-today"))]
    lead = found["2025/06/north-korea-plans-to-send-military-workers-to-russia/index.html"]
    assert titles(lead) == {EXCLUSIVE, OMAN, UKRAINE}  # captured on the same page


def test_importing_and_building_again_changes_nothing(real: Site) -> None:
    before = {path: path.read_bytes() for path in sorted(real.root.rglob("*")) if path.is_file()}
    made = run(ROOT / "build.py", "--site", real.root)
    assert "Imported: 4 unchanged." in made.stdout
    assert ", 0 rendered." in made.stdout
    after = {path: path.read_bytes() for path in sorted(real.root.rglob("*")) if path.is_file()}
    kept = {path for path in before if not path.is_relative_to(real.work)}
    assert {path: after[path] for path in kept} == {path: before[path] for path in kept}


def test_the_repository_holds_what_import_makes_of_its_seed(real: Site) -> None:
    def held(root: Path) -> dict[str, str]:
        files = (path for path in sorted((root / "content").rglob("*")) if path.is_file())
        return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in files}

    assert held(ROOT) == held(real.root)


# ---------------------------------------------------------------- an archive of oddities


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Every kind of date, name and character that has broken somebody's links."""
    made = archive(
        tmp_path_factory.mktemp("odd") / "site",
        {
            "2025/06/stated": story(
                'A <title> & "quotes" — 100% ‘so’ \\ {{ view }}',
                "Body with `code`, <b>markup</b> and an <script>alert(1)</script> & more.",
                published="2025-06-21T14:05:00Z",
                source="AT&T <News>",
                author="Ada O’Neill",
                tags=["C++", "C#", "انتخابات", "日本", "</script>"],
                lang="en",
                url="https://example.com/a?b=c&d=e",
                summary="Two & two.",
            ),
            "2025/06/about": story(
                "About dates", "Words.", published="2025-06~", source="Le Monde", tags=["C++"], lang="fr"
            ),
            "2025/06/supplied": story(
                "Supplied", "Words.", published="2025-06-22/2025-06-23", relative="a day ago", captured="2025-06-23"
            ),
            "2025/06/captured": story("Captured", "Words.", captured="2025-06-23", complete=False),
            "2024/before": story("Sometime in 2024", "Words.", published="2024", aliases=["2024/former", "old/place"]),
            "2023/05/interval": story("Across months", "Words.", published="2023-05-30/2023-06-02"),
            "undated/arabic": story(
                "عودة السفينة", "عادت السفينة يوم الاثنين.", lang="ar", source="صحيفة الميناء", tags=["日本"]
            ),
            "undated/untagged": story("Nothing to say", "Well.", tags=[]),
            "deep/er/path/than/most": story("Deep", "Words."),
            "2025/06/ünïcode": story("Accents in its path", "Words.", published="2025-06-20"),
            "2025/06/with space & ampersand": story("Spaces in its path", "Words.", published="2025-06-19"),
            "2025/06/100%25#?": story("Signs in its path", "Words.", published="2025-06-18"),
        },
        url=URL,
        contact="editor@example.org",
        article_files=["md", "bib", "ris", "csl"],
        list_files_from=2,
    )
    write(made.root / "static/logo & mark.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    build(made)
    return made


def test_every_address_of_the_contract_is_there(odd: Site) -> None:
    found = tree(odd).keys()
    folders = ["", "2025/06/stated", "undated", "undated/arabic", "tags", "tags/c-plus-plus", "tags/c-sharp"]
    folders += ["sources", "sources/le-monde", "archive", "2025", "2025/06", "2023", "2024", "about"]
    expected = {f"{folder}/index.html".lstrip("/") for folder in folders}
    expected |= {"404.html", "feed.xml", "feed.json", "sitemap.xml", "robots.txt", "data/articles.jsonl"}
    expected |= {"data/articles.csv", "data/cite.bib", "data/cite.ris", "data/cite.json"}
    expected |= {f"2025/06/stated/{name}" for name in ("article.md", "cite.bib", "cite.ris", "cite.json")}
    expected |= {f"tags/c-plus-plus/{name}" for name in ("feed.xml", "articles.csv", "articles.jsonl", "cite.bib")}
    assert expected <= found, expected - found


def test_every_link_leads_somewhere_at_its_own_address(odd: Site) -> None:
    assert lost(odd, "/some/archive/") == []


def test_every_link_leads_somewhere_at_any_address(odd: Site) -> None:
    assert lost(odd, "/", besides=("404.html",)) == []
    assert lost(odd, "/else where/", besides=("404.html",)) == []


def test_links_cross_no_more_than_they_must(odd: Site) -> None:
    """No page but that for what is not found names a host or a root of its own."""
    for path, page in pages(odd).items():
        inside = [link for link in page.links if not link.startswith(("https://example.com", "mailto:"))]
        absolute = [link for link in inside if link.startswith(("/", "http", "//", "file"))]
        canonical = page.tree.xpath("//link[@rel='canonical']/@href")
        assert path == "404.html" or absolute == list(map(str, canonical)), path


def test_an_offline_site_opens_from_a_folder(odd: Site, tmp_path: Path) -> None:
    copied = config.load(shutil.copytree(odd.root, tmp_path / "off line & more"))
    build(copied, offline=True)
    assert lost_on_disk(copied, besides=("404.html",)) == []


def test_every_page_is_reached_from_the_front_page(odd: Site) -> None:
    found = pages(odd)
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        targets = {target[0] for link in found[path].links if (target := target_of(path, link))}
        waiting += sorted(targets & found.keys() - reached)
        reached |= targets
    assert found.keys() - reached == {"404.html", "2024/former/index.html", "old/place/index.html"}


def test_former_paths_lead_on(odd: Site) -> None:
    for former in ("2024/former", "old/place"):
        page = pages(odd)[f"{former}/index.html"]
        (refresh,) = page.tree.xpath("//meta[@http-equiv='refresh']/@content")
        assert refresh.endswith("2024/before/")
        assert page.tree.xpath("//link[@rel='canonical']/@href") == [f"{URL}2024/before/"]
        assert "2024/before/" in page.links[-1]


def test_canonical_links_need_an_address(odd: Site, tmp_path: Path) -> None:
    for path, page in pages(odd).items():
        canonical = page.tree.xpath("//link[@rel='canonical']/@href")
        expected = path.removesuffix("index.html")
        if path == "404.html":
            assert canonical == []
        elif "former" not in path and "old/place" not in path and expected.isascii() and "%" not in path:
            assert canonical == [URL + expected.replace(" ", "%20").replace("&", "%26")], path
    bare = config.load(shutil.copytree(odd.root, tmp_path / "bare"))
    configure(bare.root)
    build(bare)
    assert "sitemap.xml" not in tree(bare)
    assert b"itemap" not in tree(bare)["robots.txt"]
    assert not [path for path, page in pages(bare).items() if page.tree.xpath("//link[@rel='canonical']")]
    assert not [path for path, content_ in tree(bare).items() if b"example.org" in content_]


def test_only_a_stated_date_is_given_to_machines(odd: Site) -> None:
    dated = {}
    for path, page in pages(odd).items():
        for script in page.tree.xpath("//script[@type='application/ld+json']/text()"):
            made = json.loads(script)
            assert made["@type"] == "NewsArticle"
            dated[path.split("/")[-2]] = made.get("datePublished")
    assert {path: date for path, date in dated.items() if date} == {
        "stated": "2025-06-21T14:05:00Z",
        "before": "2024",
        "ünïcode": "2025-06-20",
        "with space & ampersand": "2025-06-19",
        "100%25#?": "2025-06-18",
    }
    assert len(dated) == 12


def test_what_seeds_say_stays_text(odd: Site) -> None:
    for path, page in pages(odd).items():
        scripts = page.tree.xpath("//script[not(@src) and not(@type='application/ld+json')]")
        assert scripts == [], path
        assert page.tree.xpath("//main//b[text()='markup']") == []
        assert page.tree.xpath("//@*[starts-with(name(), 'on')]") == [], path
    page = pages(odd)["2025/06/stated/index.html"]
    assert text(page, "//h1") == ['A <title> & "quotes" — 100% ‘so’ \\ {{ view }}']


def test_page_titles_and_headings_are_one_each(odd: Site) -> None:
    seen: dict[str, str] = {}
    for path, page in pages(odd).items():
        assert len(page.tree.xpath("//title")) == 1, path
        if "http-equiv" not in tree(odd)[path].decode():
            assert len(page.tree.xpath("//h1")) == 1, path
            assert len(page.tree.xpath("//main")) == 1, path
            (title,) = text(page, "//title")
            assert seen.setdefault(title, path) == path
        ids = list(map(str, page.tree.xpath("//@id")))
        assert len(ids) == len(set(ids)), path


def test_pages_are_whole_documents_of_known_elements(odd: Site) -> None:
    for path, content_ in tree(odd).items():
        if path.endswith(".html"):
            parser = html5lib.HTMLParser(strict=True)
            parser.parse(content_.decode("utf-8"))
            assert content_.startswith(b"<!doctype html>"), path


def test_the_sitemap_names_every_page_and_nothing_else(odd: Site) -> None:
    root = ElementTree.fromstring(tree(odd)["sitemap.xml"])
    named = [element.text or "" for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(named) == len(set(named))
    files = {unquote(name.removeprefix(URL)) + "index.html" for name in named}
    redirects = {"2024/former/index.html", "old/place/index.html"}
    assert files == {path for path in tree(odd) if path.endswith("index.html")} - redirects
    assert f"Sitemap: {URL}sitemap.xml" in tree(odd)["robots.txt"].decode()


def test_the_pipeline_tells_what_is_odd_about_seeds(tmp_path: Path) -> None:
    site = archive(tmp_path / "site")
    write(site.seeds / "a.txt", "A page of no known layout\nWith a line.\n")
    write(site.seeds / "b.html", "<!doctype html><p>Not a dump</p>")
    write(site.seeds / "c.txt", "")
    report, odd_ = pipeline.ingest(site, lambda stage, done: None)
    assert report.created == 1
    assert {problem.path for problem in odd_} == {"seeds/a.txt", "seeds/b.html", "seeds/c.txt"}
    assert build(site).pages > 10
    assert not [path for path, content_ in tree(site).items() if b"Not a dump" in content_]


def test_an_empty_archive_is_a_site_without_lost_links(tmp_path: Path) -> None:
    site = archive(tmp_path / "site", url=URL)
    pipeline.ingest(site, lambda stage, done: None)
    build(site)
    assert lost(site, "/some/archive/") == []
    assert {"index.html", "undated/index.html", "feed.xml", "data/articles.csv"} <= tree(site).keys()
