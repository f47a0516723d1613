"""Feeds, tables, citations and data of a whole built site, read back with the libraries that others read them with."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import unquote

import bibtexparser
import feedparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from sites import archive, build, configure, pages, story, tree, write

from backfile import content, urls
from backfile.config import Site
from backfile.model import Article

URL = "https://example.org/some/archive/"
HARD = 'Über “Çay” & <tea>: 50% of {it}, $3_000 #1 \\o/ "quoted", =SUM(A1), ‏مرحبا، 日本'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Thirty reports under one tag, so that it has files of its own; some titles are hard on every format."""
    articles = {
        f"2025/{n % 6 + 1:02}/n{n}": story(
            f"{HARD} {n}" if n % 3 == 0 else f"=Report {n}",
            "Some words.",
            published=f"2025-{n % 6 + 1:02}-{n % 27 + 1:02}",
            source=f"Gulf & Today {n % 2}",
            agency="Northern Press" if n % 4 == 0 else "",
            author=f"O’Neill, Ada {n}" if n % 5 == 0 else "",
            lang="en",
            tags=["Oman", f"Tag, with; signs {n % 4}"],
        )
        for n in range(28)
    }
    articles["undated/a"] = story("Without a date", "Words.", tags=["Oman"])
    articles["2025/06/ünder & over"] = story("By its capture", "Words.", captured="2025-06-23", tags=["Oman"])
    made = archive(tmp_path_factory.mktemp("writers") / "site", articles, url=URL)
    write(made.root / "static/.well-known/x.txt", "kept")
    write(made.root / "static/photo.bin", "\x00\x01")
    build(made)
    return made


@pytest.fixture(scope="module")
def articles(site: Site) -> dict[str, Article]:
    """By the address of its page."""
    return {URL + urls.quoted(urls.article(article.path)[1:]): article for article in content.read(site)}


def text(site: Site, path: str) -> str:
    return tree(site)[path].decode("utf-8")


@pytest.mark.parametrize("folder", ["", "tags/oman/", "sources/gulf-and-today-1/"])
def test_atom_feeds_are_sound(folder: str, site: Site, articles: dict[str, Article]) -> None:
    if folder.startswith("sources"):
        configure(site.root, url=URL, list_files_from=14)
        build(site)
    feed = feedparser.parse(tree(site)[f"{folder}feed.xml"])
    assert feed.bozo == 0
    assert feed.version == "atom10"
    assert feed.feed.link == URL + folder
    for entry in feed.entries:
        article = articles[entry.link]
        assert entry.id == f"urn:backfile:{article.id}"
        assert entry.updated.startswith(str(article.published))
        assert {tag.term for tag in entry.tags} == set(article.tags)
    dates = [entry.updated for entry in feed.entries]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == (14 if folder.startswith("sources") else 28)


def test_titles_survive_the_feed(site: Site, articles: dict[str, Article]) -> None:
    feed = feedparser.parse(tree(site)["feed.xml"], sanitize_html=False)
    assert {entry.title for entry in feed.entries} == {a.title for a in articles.values() if a.published}
    items = json.loads(text(site, "feed.json"))["items"]
    assert [item["title"] for item in items] == [entry.title for entry in feed.entries]


def test_the_json_feed_says_what_the_atom_feed_says(site: Site) -> None:
    made = json.loads(text(site, "feed.json"))
    assert made["version"] == "https://jsonfeed.org/version/1.1"
    assert made["home_page_url"] == URL
    assert made["feed_url"] == f"{URL}feed.json"
    atom = feedparser.parse(tree(site)["feed.xml"]).entries
    assert [(item["id"], item["url"]) for item in made["items"]] == [(entry.id, entry.link) for entry in atom]


def test_feeds_without_an_address_are_relative(tmp_path: Path) -> None:
    made = archive(tmp_path / "site", {"x/a": story("A", "Words.", published="2025-06-23")})
    build(made)
    feed = feedparser.parse(tree(made)["feed.xml"])
    assert feed.bozo == 0
    assert feed.entries[0].link == "./x/a/"
    assert json.loads(text(made, "feed.json"))["items"][0]["url"] == "./x/a/"


@pytest.mark.parametrize("folder", ["data/", "tags/oman/"])
def test_tables_hold_every_article_in_order(folder: str, site: Site, articles: dict[str, Article]) -> None:
    rows = [json.loads(line) for line in text(site, f"{folder}articles.jsonl").splitlines()]
    by_url = {"/" + unquote(address.removeprefix(URL)): article for address, article in articles.items()}
    assert len(rows) == 30
    for row in rows:
        article = by_url[row["url"]]
        assert [
            row[key] for key in ("id", "title", "source", "agency", "author", "published", "captured", "words")
        ] == [
            *(article.id, article.title, article.source, article.agency, article.author, article.published),
            *(article.captured, article.words),
        ]
        assert tuple(row["tags"]) == article.tags
        assert row["reprint_of"] is None
    dates = [row["published"] or row["captured"] or "x" for row in rows]
    assert dates == sorted(dates)
    table = list(csv.DictReader(io.StringIO(text(site, f"{folder}articles.csv"))))
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert [row["title"].removeprefix("'") for row in table] == [row["title"] for row in rows]
    assert not [row for row in table if row["title"].startswith("=")]


@pytest.mark.parametrize("folder", ["data/", "tags/oman/"])
def test_citations_parse_back_to_the_same_fields(folder: str, site: Site, articles: dict[str, Article]) -> None:
    made = text(site, f"{folder}cite.bib")
    addresses = [entry.fields_dict["url"].value for entry in bibtexparser.parse_string(made).entries]  # verbatim
    library = bibtexparser.parse_string(made, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    bibtex = {url: entry.fields_dict for url, entry in zip(addresses, library.entries, strict=True)}
    ris = {entry["urls"][0]: entry for entry in rispy.loads(text(site, f"{folder}cite.ris"))}
    csl = {item["URL"]: item for item in json.loads(text(site, f"{folder}cite.json"))}
    assert bibtex.keys() == ris.keys() == csl.keys() == articles.keys()
    assert len({entry.key for entry in library.entries}) == len(articles)
    for address, article in articles.items():
        assert ris[address]["title"] == csl[address]["title"] == article.title
        assert bibtex[address]["title"].value.replace("{", "").replace("}", "") == article.title.replace(
            "{", ""
        ).replace("}", "")
        assert csl[address].get("container-title") == article.source
        issued = csl[address].get("issued")
        assert issued == (
            {"date-parts": [[int(part) for part in article.published.split("-")]]} if article.published else None
        )


def test_what_a_page_offers_to_copy_is_what_the_files_say(site: Site, articles: dict[str, Article]) -> None:
    page = pages(site)["2025/01/n0/index.html"].tree
    (bibtex,) = page.xpath("//*[@id='cite-bib']")
    (ris,) = page.xpath("//*[@id='cite-ris']")
    (csl,) = page.xpath("//*[@id='cite-csl']")
    assert bibtex.text_content().strip() in text(site, "data/cite.bib")
    assert ris.text_content().strip() in text(site, "data/cite.ris").replace("\r\n", "\n")
    (item,) = json.loads(csl.text_content())
    assert item in json.loads(text(site, "data/cite.json"))


def test_static_files_are_copied_byte_for_byte(site: Site) -> None:
    assert tree(site)["photo.bin"] == b"\x00\x01"
    assert tree(site)[".well-known/x.txt"] == b"kept"


def test_robots_welcome_all_and_name_the_sitemap(site: Site) -> None:
    lines = text(site, "robots.txt").splitlines()
    assert "User-agent: *" in lines
    assert not [line for line in lines if line.startswith("Disallow: /")]
    assert f"Sitemap: {URL}sitemap.xml" in lines
