"""The site in a browser: it fits every width, keeps quiet, needs no scripts and no server, and is previewed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import showcase
import sites
from browser import hosted, launched, opened
from playwright.sync_api import Browser, Page
from serving import preview

from backfile import config, pipeline
from backfile.config import Site

WIDTHS = (320, 390, 820, 1440, 2560)
OVERFLOW = """() => [...document.querySelectorAll('body *')]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && each.offsetParent)
    .filter(each => !each.closest('.scroll, pre, .vh')).map(each => each.outerHTML.slice(0, 120)).slice(0, 3)"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = showcase.archive(tmp_path_factory.mktemp("shown"), long=120, seed=sites.ROOT / "seeds")
    showcase.built(site)
    return site


@pytest.fixture(scope="module")
def url(shown: Site) -> Iterator[str]:
    with hosted(shown.output, urlsplit(shown.settings.url).path) as address:
        yield address


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The archive of the seed that this repository holds, to be opened from its folder."""
    site = sites.archive(tmp_path_factory.mktemp("real"))
    for file in (sites.ROOT / "seeds").iterdir():
        sites.write(site.seeds / file.name, file.read_text(encoding="utf-8"))
    pipeline.ingest(site, lambda stage, done: None)
    sites.build(site, offline=True)
    return site


def test_no_page_complains_or_asks_elsewhere(chromium: Browser, url: str) -> None:
    with opened(chromium) as page:
        for kind, address in showcase.PAGES.items():
            page.goto(url + address)
            assert page.locator("h1").is_visible(), kind


def test_hostile_texts_do_nothing(chromium: Browser, url: str) -> None:
    with opened(chromium) as page:
        for number in range(len(showcase.HOSTILE)):
            page.goto(f"{url}2025/0{1 + number % 4}/hostile-{number}/")
            page.evaluate("() => document.querySelectorAll('summary').forEach(each => each.click())")
            page.mouse.move(300, 300)
            page.keyboard.press("Tab")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(chromium: Browser, url: str, width: int) -> None:
    found = {}
    with opened(chromium, viewport={"width": width, "height": 900}) as page:
        for kind, address in showcase.PAGES.items():
            page.goto(url + address)
            page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true })")
            wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                found[kind] = wide, page.evaluate(OVERFLOW)
    assert not found


def test_the_theme_is_switched_and_remembered(chromium: Browser, url: str) -> None:
    with opened(chromium, color_scheme="light") as page:
        page.goto(url)
        button = page.locator("[data-theme-toggle]")
        before = ground(page)
        seen = []
        for _ in range(3):
            button.click()
            seen.append((button.inner_text(), ground(page)))
        assert [text.rpartition(": ")[2].lower() for text, _ in seen] == ["light", "dark", "auto"]
        assert [colour == before for _, colour in seen] == [True, False, True]
        button.click()
        button.click()
        page.goto(f"{url}tags/")
        assert ground(page) == seen[1][1]
        assert button.inner_text() == seen[1][0]
        page.emulate_media(color_scheme="dark")
        page.evaluate("() => localStorage.clear()")
        page.reload()
        assert ground(page) == seen[1][1], "without a choice, as the system has it"


def ground(page: Page) -> str:
    return str(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))


def test_a_citation_is_copied(chromium: Browser, url: str) -> None:
    with opened(chromium, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"{url}2025/06/full/")
        page.locator("summary", has_text="BibTeX").click()
        shown = page.locator("details[open]", has_text="BibTeX")
        shown.get_by_role("button").click()
        shown.get_by_text("✓").wait_for()
        copied = page.evaluate("() => navigator.clipboard.readText()")
        assert copied == shown.locator("pre").inner_text().strip()
        assert copied.startswith("@")


def test_everything_is_there_without_scripts(chromium: Browser, url: str) -> None:
    with opened(chromium, java_script_enabled=False) as plain, opened(chromium) as scripted:
        for address in ("", "2025/06/full/"):
            for page in (plain, scripted):
                page.goto(url + address)
            assert plain.locator("main").inner_text() == scripted.locator("main").inner_text().replace("\nCopy", "")
            assert not plain.locator("[data-theme-toggle]").is_visible(), "a button that could do nothing"
            assert not plain.locator("[data-copy]").first.is_visible()


def test_a_paragraph_has_its_address(chromium: Browser, url: str) -> None:
    with opened(chromium, viewport={"width": 1440, "height": 600}) as page:
        page.goto(f"{url}2025/06/full/")
        anchor = page.locator("#p20 > a.pn")
        anchor.scroll_into_view_if_needed()
        anchor.click()
        assert page.url.endswith("/2025/06/full/#p20")
        page.goto("about:blank")
        page.goto(f"{url}2025/06/full/#p20")
        assert page.locator("#p20:target").bounding_box()["y"] < 600  # type: ignore[index]
        drawn = page.evaluate("() => getComputedStyle(document.querySelector('#p20 > a.pn'), '::before').content")
        assert drawn not in ("none", ""), "the number is drawn"
        assert page.locator("#p20").inner_text().startswith("The ferry"), "and is none of the words"


def test_arabic_runs_from_right_to_left(chromium: Browser, url: str) -> None:
    with opened(chromium, viewport={"width": 1440, "height": 900}) as page:
        page.goto(f"{url}2025/06/arabic/")
        for selector in ("h1", ".e-content"):
            direction = page.evaluate("each => getComputedStyle(document.querySelector(each)).direction", selector)
            assert direction == "rtl", selector
        # The last line of a paragraph is short: it must stand at the right.
        left, right, box_left, box_right = page.evaluate(
            """() => {
                const paragraph = document.querySelector('#p1'), range = document.createRange();
                range.selectNodeContents(paragraph);
                const last = [...range.getClientRects()].at(-1), box = paragraph.getBoundingClientRect();
                return [last.left, last.right, box.left, box.right];
            }"""
        )
        assert box_right - right < 2
        assert left - box_left > 2


def test_paper_gets_the_text_and_nothing_to_click(chromium: Browser, url: str) -> None:
    with opened(chromium) as page:
        page.goto(f"{url}2025/06/full/")
        page.emulate_media(media="print")
        for selector in ("nav.nav", "[data-theme-toggle]", "[data-copy]", ".skip"):
            assert not page.locator(selector).first.is_visible(), selector
        assert page.locator("h1").is_visible()
        assert page.locator("#p30").is_visible()
        assert page.locator("#cite details[open] p").is_visible()


def test_the_keyboard_reaches_the_text_first(chromium: Browser, url: str) -> None:
    with opened(chromium) as page:
        page.goto(f"{url}2025/06/full/")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "main"


def test_a_site_opened_from_its_folder_is_walked_through(chromium: Browser, real: Site) -> None:
    with opened(chromium) as page:
        page.goto((real.output / "index.html").as_uri())
        lead = page.locator(".lead .u-url").first
        title = lead.inner_text()
        lead.click()
        assert page.locator("h1").inner_text() == title
        tag = page.locator("a[rel=tag]").first
        name = tag.inner_text()
        tag.click()
        assert page.locator("h1").inner_text() == name
        page.locator(".river .u-url", has_text=title).click()
        assert page.locator("h1").inner_text() == title
        for name in ("By date", "Tags", "Sources", "About", "Front page"):
            page.locator("nav.nav a", has_text=name).click()
            assert page.url.startswith(real.output.as_uri())
            assert page.url.endswith("/index.html")
            page.locator("h1").wait_for()


def test_every_page_opens_from_its_folder(chromium: Browser, real: Site) -> None:
    with opened(chromium) as page:
        for file in sorted(real.output.rglob("index.html")):
            page.goto(file.as_uri())
            assert page.evaluate("() => document.styleSheets.length") == 1, file


def test_a_save_is_shown_in_the_open_page_and_an_error_over_it(chromium: Browser, tmp_path: Path) -> None:
    text = sites.story("Ferry returns", "It came back on Monday.", tags=["Ferries"])
    site = sites.archive(tmp_path, {"2025/06/ferry": text})
    sites.build(site)
    with preview(config.load(tmp_path)) as served, opened(chromium) as page:
        page.goto(f"{served.url}/2025/06/ferry/")
        sites.edit(site, "2025/06/ferry", "Monday", "Tuesday")
        page.get_by_text("back on Tuesday").wait_for()
        broken = tmp_path / "templates/article.html"
        sites.write(broken, "{{ <b>alert(1)</b> }}\n")
        overlay = page.get_by_role("alert")
        overlay.wait_for()
        assert "templates/article.html:1:" in overlay.inner_text()
        assert overlay.locator("b").count() == 0
        assert overlay.evaluate("each => getComputedStyle(each).position") == "fixed", "its style is let through"
        page.get_by_text("back on Tuesday").wait_for()
        broken.unlink()
        overlay.wait_for(state="detached")
        page.get_by_text("back on Tuesday").wait_for()
        page.goto("about:blank")
        assert served.interrupt() == 0


def test_a_page_that_was_not_there_appears(chromium: Browser, tmp_path: Path) -> None:
    site = sites.archive(tmp_path, {"2025/06/ferry": sites.story("Ferry returns", "It came back.")})
    complaints: list[str] = []
    with preview(site) as served, opened(chromium, complaints=complaints) as page:
        page.goto(f"{served.url}/2025/06/new/")
        assert page.locator("h1").inner_text() == "There is no page at this address"
        sites.write(site.content / "2025/06/new.md", sites.story("Harbour opens", "At last."))
        page.get_by_text("At last.").wait_for()
        page.goto("about:blank")
        assert served.interrupt() == 0
    assert all("404" in told for told in complaints), complaints
