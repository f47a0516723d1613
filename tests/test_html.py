"""Every page of a site that has every kind of page: valid, whole, and passive whatever its texts hold."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import html5lib
import lxml.html
import pytest
import showcase
import sites

from backfile import content, frontmatter, prose
from backfile.config import Site
from backfile.prose.blocks import words_of_html

_NAMES = "iframe object embed applet base form input style img audio video source frame frameset portal math"
ACTIVE = " | ".join(
    (
        "//script[not(@src) and not(@type='application/ld+json')]",
        *(f"//{name}" for name in _NAMES.split()),
    )
)
ADDRESSES = ("href", "src", "action", "formaction", "poster", "srcset", "cite", "data", "background", "ping")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Everything at once, with an address, feeds, data files and lists that are paged by period."""
    site = showcase.archive(tmp_path_factory.mktemp("shown"), long=120, seed=sites.ROOT / "seeds")
    showcase.built(site)
    return site


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same without an address, its links naming files, its own words Arabic."""
    options = {"url": "", "contact": "", "article_files": [], "list_files_from": 1000, "tag_pages_from": 1}
    site = showcase.archive(tmp_path_factory.mktemp("plain"), lang="ar", **options)
    showcase.built(site, offline=True)
    return site


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = sites.archive(tmp_path_factory.mktemp("empty"))
    sites.build(site)
    return site


def html(site: Site) -> Iterator[tuple[str, bytes]]:
    return ((path, page) for path, page in sites.tree(site).items() if path.endswith(".html"))


def test_every_kind_of_page_is_there(shown: Site) -> None:
    there = sites.tree(shown).keys()
    for kind, address in showcase.PAGES.items():
        assert (address if address.endswith(".html") else f"{address}index.html") in there, kind
    assert "tags/ferries/2022/index.html" in there, "a long list has periods"
    assert "2025/05/ferry-returns/index.html" in there, "a former path leads on"
    assert "2025/06/full/index.html.md" in there or any(name.startswith("2025/06/full/") for name in there)


def test_the_validator_finds_no_error(shown: Site, plain: Site, empty: Site) -> None:
    jar = os.environ.get("VNU_JAR", "")
    if not jar or not Path(jar).is_file():
        pytest.skip("VNU_JAR does not name the validator's vnu.jar")
    if not shutil.which("java"):
        pytest.skip("no java is installed here")
    folders = [str(site.output) for site in (shown, plain, empty)]
    command = ["java", "-jar", jar, "--errors-only", "--stdout", "--format", "json", "--skip-non-html", *folders]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    found = json.loads(done.stdout)["messages"]
    assert not [f"{each.get('url')}:{each.get('lastLine')}: {each['message']}" for each in found]
    assert done.returncode == 0


def test_every_page_parses_without_an_error(shown: Site, plain: Site, empty: Site) -> None:
    """By html5lib at its strictest; of the many reports that differ in a number only, some."""
    for site in (shown, plain, empty):
        for path, page in html(site):
            if "/long-" not in path or path.endswith("7/index.html"):
                parser = html5lib.HTMLParser(strict=False)
                parser.parse(page.decode())
                assert not parser.errors, (path, parser.errors[:3])


def test_no_text_becomes_active(shown: Site, plain: Site) -> None:
    for site in (shown, plain):
        for path, page in html(site):
            tree = lxml.html.document_fromstring(page, parser=lxml.html.HTMLParser(encoding="utf-8"))
            assert not tree.xpath(ACTIVE), path
            assert [urlsplit(each).path.rpartition("/")[2] for each in tree.xpath("//script/@src")] in (["site.js"], [])
            for element in tree.iter():
                if not isinstance(element.tag, str):
                    continue
                for name, value in element.attrib.items():
                    assert not name.lower().startswith("on"), (path, name)
                    assert name not in ("style", "srcdoc"), (path, name)
                    if name in ADDRESSES:
                        assert urlsplit(value.strip()).scheme in ("", "http", "https", "mailto"), (path, value)
            loaded = [*tree.xpath("//link[@rel!='canonical']/@href"), *tree.xpath("//@src")]
            assert not [each for each in loaded if urlsplit(each).netloc], path


def test_hostile_titles_are_shown_as_they_are(shown: Site) -> None:
    pages = sites.pages(shown)
    for number, title in enumerate(showcase.HOSTILE):
        page = pages[f"2025/0{1 + number % 4}/hostile-{number}/index.html"].tree
        (heading,) = page.xpath("//h1")
        spoken = " ".join(heading.text_content().split())
        assert letters(spoken) == letters(title)
        about = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
        assert letters(about["headline"]) == letters(title)
        assert letters(page.xpath("//title")[0].text_content()).startswith(letters(title))


def letters(text: str) -> str:
    """What is left of `text` without spaces and characters that do not show."""
    return "".join(c for c in text if c.isprintable() and not c.isspace() and c not in "\ufffd\ufffe")


def test_each_page_has_one_heading_of_the_first_rank(shown: Site, plain: Site, empty: Site) -> None:
    for site in (shown, plain, empty):
        for path, page in sites.pages(site).items():
            assert len(page.tree.xpath("//h1")) == 1, path
            assert len(page.tree.xpath("//main")) == 1, path
            ranks = [int(each.tag[1]) for each in page.tree.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4]")]
            leaps = [pair for pair in pairwise(ranks) if pair[1] > pair[0] + 1]
            assert not leaps, (path, ranks)


def test_the_words_of_a_page_are_those_of_its_body(shown: Site) -> None:
    pages = sites.pages(shown)
    articles = content.read(shown)
    assert len(articles) > 140
    for article in articles:
        (body,) = pages[f"{article.path}/index.html"].tree.xpath("//*[contains(@class, 'e-content')]")
        source = frontmatter.read((shown.content / f"{article.path}.md").read_text(encoding="utf-8")).body
        expected = [word for paragraph in prose.plain(source) for word in prose.words(paragraph)]
        assert words_of_html(lxml.html.tostring(body, encoding="unicode")) == expected, article.path


def test_plain_words_reach_the_page_one_by_one(shown: Site) -> None:
    pages = sites.pages(shown)
    for address, paragraph, times in (("2025/06/arabic", showcase.ARABIC, 6), ("undated/date-0", showcase.PLAIN, 1)):
        (body,) = pages[f"{address}/index.html"].tree.xpath("//*[contains(@class, 'e-content')]")
        assert body.text_content().split() == paragraph.split() * times


def test_references_within_a_page_are_kept(shown: Site) -> None:
    for path, page in sites.pages(shown).items():
        ids = page.tree.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        for name in ("aria-labelledby", "aria-describedby", "for", "data-copy"):
            named = {each for value in page.tree.xpath(f"//@{name}") for each in value.split()}
            assert named <= set(ids), (path, name)


def test_arabic_stands_from_right_to_left(shown: Site, plain: Site) -> None:
    page = sites.pages(shown)["2025/06/arabic/index.html"].tree
    for xpath in ("//h1", "//*[contains(@class, 'e-content')]"):
        (element,) = page.xpath(xpath)
        assert (element.get("lang"), element.get("dir")) == ("ar", "rtl")
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    page = sites.pages(plain)["2025/06/full/index.html"].tree
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    (element,) = page.xpath("//h1")
    assert (element.get("lang"), element.get("dir")) == ("en-GB", "ltr")


def test_a_former_path_leads_on_at_once(shown: Site) -> None:
    page = sites.pages(shown)["2025/05/ferry-returns/index.html"].tree
    (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    (target,) = page.xpath("//a/@href")
    assert refresh == f"0; url={target}"
    assert urljoin("/2025/05/ferry-returns/", target) == "/2025/06/full/"
