"""The search page in a browser: what it finds, how it says so, and that the address holds all that was asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browser import hosted, launched, opened
from playwright.sync_api import Browser, Page, Route, expect
from sites import ROOT, archive, build, story

from backfile.config import Site

# What a host may send with every page: nothing but the archive's own files, and WebAssembly for the index.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
STORIES = {
    "2019/04/ferry": story(
        "Ferry crews vote to stop sailings",
        "The harbour board met on Monday & said <b>nothing</b>. The winter rota stands, “for now”.",
        published="2019-04-01",
        source="Lantern Wire",
        lang="en",
        tags=["Ferries", "Harbours"],
    ),
    "2025/06/rota": story(
        "A rota agreed in 1988",
        "Nobody knows why the ferry runs at dawn. The board of the harbour met again.",
        published="2025-06-22~",
        source="The Courier",
        lang="en",
        tags=["Ferries"],
    ),
    "2025/06/mina": story(
        "افتتاح الميناء الجديد",
        "قال الوزير إن الميناء سيفتح غدا، وبالمدينة سفن كثيرة.",
        published="2025-06-23",
        source="صحيفة الميناء",
        lang="ar",
        tags=["موانئ"],
    ),
    "undated/museum": story("Museum of the ferry", "When it opens is not known.", agency="Hill Press", tags=[]),
    **{
        f"2024/{n:02}/bridge": story(
            f"Bridge number {n} closes",
            "It shuts for two weeks.",
            published=f"2024-{n:02}-03",
            source="The Courier",
            lang="en",
            tags=["Bridges"],
        )
        for n in range(1, 13)
    },
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = archive(tmp_path_factory.mktemp("site"), STORIES, search=True, url="https://example.org/under/here/")
    build(made)
    return made


@pytest.fixture(scope="module")
def url(site: Site) -> Iterator[str]:
    with hosted(site.output, "/under/here/") as address:
        yield address


@pytest.fixture
def page(chromium: Browser, url: str) -> Iterator[Page]:
    def guarded(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "Content-Security-Policy": POLICY})

    # Without motion: Chromium complains of a fade between pages that is cut short.
    with opened(chromium, viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as made:
        made.route(lambda address: address.split("?")[0].endswith("/"), guarded)
        yield made


def ask(page: Page, url: str, query: str) -> None:
    page.goto(f"{url}search/?{query}")
    expect(page.get_by_role("status")).to_contain_text("match")


def titles(page: Page) -> list[str]:
    return page.locator(".hits h3").all_inner_texts()


def told(page: Page) -> str:
    return page.get_by_role("status").inner_text()


# ---------------------------------------------------------------- what is found


def test_the_form_of_any_page_leads_to_results(page: Page, url: str) -> None:
    page.goto(url)
    page.keyboard.press("/")
    page.keyboard.type("ferry crews")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 report matches ferry crews.")
    assert page.url == f"{url}search/?q=ferry+crews"
    page.get_by_role("link", name="Ferry crews vote").click()
    expect(page.locator("h1")).to_have_text("Ferry crews vote to stop sailings")
    assert page.url == f"{url}2019/04/ferry/"


def test_results_come_from_every_part_of_the_index(page: Page, url: str) -> None:
    ask(page, url, "q=ferry")
    assert set(titles(page)) == {
        "Ferry crews vote to stop sailings",
        "A rota agreed in 1988",
        "Museum of the ferry",
    }


def test_a_result_shows_its_slug_line_headline_and_excerpt_with_the_match_marked(page: Page, url: str) -> None:
    ask(page, url, "q=ferry&sort=oldest")
    first, second, third = page.locator(".hits article").all()
    assert first.locator(".slug").inner_text().split("\n") == ["Lantern Wire", "1 April 2019"]
    assert first.locator("time").get_attribute("datetime") == "2019-04-01"
    assert first.locator("h3 mark").all_inner_texts() == ["Ferry"]
    assert "Monday & said <b>nothing</b>. The winter rota" in first.locator(".sum").inner_text()
    assert "c. 22 June 2025" in second.locator(".slug").inner_text()
    assert "(approximate date)" in (second.locator(".slug").text_content() or "")
    assert second.locator(".sum").inner_text() == STORIES["2025/06/rota"].split("---\n")[2].strip()
    assert second.locator(".sum mark").all_inner_texts() == ["ferry"]
    assert third.locator(".slug").text_content() == "Hill Pressn.d. (no date known)"


def test_a_phrase_finds_its_words_in_their_order_alone(page: Page, url: str) -> None:
    ask(page, url, "q=" + quote("board harbour"))
    assert len(titles(page)) == 2
    ask(page, url, "q=" + quote("“harbour board”"))
    assert titles(page) == ["Ferry crews vote to stop sailings"]
    ask(page, url, "q=" + quote('ferry "winter rota"'))
    assert titles(page) == ["Ferry crews vote to stop sailings"]
    ask(page, url, "q=" + quote('museum "winter rota"'))
    assert titles(page) == []
    assert told(page) == 'No report matches museum "winter rota".'


def test_words_that_all_reports_hold_do_not_hide_any(page: Page, url: str) -> None:
    ask(page, url, "q=" + quote("the museum of a ferry"))
    assert titles(page) == ["Museum of the ferry"]


def test_an_arabic_noun_is_found_with_its_article_and_without(page: Page, url: str) -> None:
    for query in ("الميناء", "ميناء", "المدينة", "مدينة", "“الميناء الجديد”", "والوزير"):
        ask(page, url, "q=" + quote(query))
        assert titles(page) == ["افتتاح الميناء الجديد"], query
        assert "^" not in page.locator(".hits").inner_text(), query
    assert page.locator(".hits a").get_attribute("lang") == "ar"


def test_an_archive_in_arabic_is_searched_in_arabic(chromium: Browser, tmp_path: Path) -> None:
    site = archive(tmp_path, STORIES, search=True, lang="ar")
    build(site)
    with hosted(site.output) as url, opened(chromium) as page:
        for query in ("ميناء", "الميناء", "بالمدينة", "سفن كثيرة"):
            page.goto(f"{url}search/?q={quote(query)}")
            expect(page.locator(".hits h3").first).to_have_text("افتتاح الميناء الجديد")
        page.goto(f"{url}search/?q=ferry&sort=oldest")
        expect(page.locator(".hits h3").first).to_have_text("Ferry crews vote to stop sailings")


# ---------------------------------------------------------------- narrowing and order


def test_results_are_narrowed_and_the_address_says_how(page: Page, url: str) -> None:
    ask(page, url, "q=ferry")
    page.get_by_label("2025").check()
    expect(page.get_by_role("status")).to_have_text("1 report matches ferry.")
    assert titles(page) == ["A rota agreed in 1988"]
    assert page.url == f"{url}search/?q=ferry&year=2025"
    assert page.get_by_label("2025").evaluate("box => box === document.activeElement")
    page.get_by_label("2019").check()
    expect(page.get_by_role("status")).to_have_text("2 reports match ferry.")
    page.get_by_role("button", name="Remove filter: 2025").click()
    expect(page.get_by_role("status")).to_have_text("1 report matches ferry.")
    assert titles(page) == ["Ferry crews vote to stop sailings"]
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("2 reports match ferry.")
    assert page.get_by_label("2025").is_checked()


def test_filters_find_without_words(page: Page, url: str) -> None:
    counts = {"tag=Ferries": 2, "source=The+Courier": 13, "lang=ar": 1, "year=2024&source=The+Courier": 12}
    for query, count in counts.items():
        ask(page, url, query)
        assert page.locator("[role=status] b").first.inner_text() == str(count), query


def test_counts_beside_filters_are_of_the_results(page: Page, url: str) -> None:
    ask(page, url, "q=ferry")
    year = page.locator("[data-facet=year] label").all_inner_texts()
    assert [line.split() for line in year] == [["2025", "1"], ["2019", "1"]]
    assert page.locator("[data-facet=lang] label").all_inner_texts()[0].split() == ["English", "2"]


def test_order_by_date_runs_across_the_parts_and_ends_with_the_undated(page: Page, url: str) -> None:
    ask(page, url, "q=ferry")
    page.get_by_label("Order").select_option("Newest first")
    expect(page.locator(".hits h3").first).to_have_text("A rota agreed in 1988")
    assert page.url.endswith("?q=ferry&sort=newest")
    newest = titles(page)
    assert newest[1:] == ["Ferry crews vote to stop sailings", "Museum of the ferry"]
    page.get_by_label("Order").select_option("Oldest first")
    expect(page.locator(".hits h3").first).to_have_text(newest[1])
    assert titles(page) == [newest[1], newest[0], newest[2]]


def test_more_results_are_shown_on_demand_and_take_the_focus(page: Page, url: str) -> None:
    ask(page, url, "q=bridge&sort=oldest")
    assert len(titles(page)) == 10
    page.get_by_role("button", name="Show 2 more").press("Enter")
    expect(page.locator(".hits h3")).to_have_count(12)
    assert page.evaluate("document.activeElement.textContent") == "Bridge number 11 closes"
    assert page.get_by_role("button", name="more").is_hidden()


# ---------------------------------------------------------------- where nothing is found


def test_no_match_is_said(page: Page, url: str) -> None:
    ask(page, url, "q=zeppelin")
    assert told(page) == "No report matches zeppelin."
    assert titles(page) == []


def test_an_empty_query_asks_nothing(page: Page, url: str) -> None:
    page.goto(f"{url}search/?q=")
    page.wait_for_load_state("networkidle")
    assert told(page) == ""
    assert page.locator(".narrow").is_hidden()


def test_a_query_is_text_whatever_it_holds(page: Page, url: str) -> None:
    page.goto(f"{url}search/?q=" + quote("<img src=x onerror=alert(1)> (["))
    expect(page.get_by_role("status")).to_contain_text("No report matches <img")
    assert page.locator("#search img").count() == 0


def test_an_index_that_cannot_be_loaded_is_said(chromium: Browser, url: str) -> None:
    complaints: list[str] = []
    with opened(chromium, complaints=complaints) as page:
        page.route("**/*.pf_meta", lambda route: route.abort())
        page.goto(f"{url}search/?q=ferry")
        expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    assert complaints


def test_a_table_older_than_the_index_hides_no_report(page: Page, url: str) -> None:
    def older(route: Route) -> None:
        table = route.fetch().json()
        route.fulfill(json={**table, "ids": " ".join(f"{n:07}" for n, _ in enumerate(table["ids"].split()))})

    page.route("**/index/dated/facets.json*", older)
    ask(page, url, "q=ferry&sort=oldest")
    assert len(titles(page)) == 3


def test_results_fit_every_width(page: Page, url: str) -> None:
    ask(page, url, "q=bridge&year=2024&tag=Bridges&source=The+Courier")
    page.evaluate("document.querySelector('.narrow').open = true")
    for width in (320, 390, 820, 1440, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        targets = page.locator("#search :is(button, a, select, label:has(input)), .hunt :is(input, button)").all()
        boxes = [box for target in targets if (box := target.bounding_box())]
        assert len(boxes) > 15
        assert min(box["height"] for box in boxes) >= 24, width


def test_without_scripts_the_page_offers_the_indexes_and_no_dead_form(chromium: Browser, url: str) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        page.goto(f"{url}search/?q=ferry")
        assert page.locator("noscript .alert").is_visible()
        for name in ("by date", "by tag", "by source"):
            assert page.get_by_role("main").get_by_role("link", name=name, exact=True).is_visible()
        assert page.locator(".hunt").is_hidden()
        assert page.locator("#search").is_hidden()


# ---------------------------------------------------------------- what it weighs


def test_the_scripts_stay_small() -> None:
    sizes = {name: (ROOT / "static" / name).stat().st_size for name in ("search.js", "search-index.js", "site.js")}
    assert sizes["search.js"] <= 6 * 1024
    assert sizes["search-index.js"] <= 4.5 * 1024
    assert sizes["site.js"] <= 3 * 1024


def test_only_the_search_page_loads_them(chromium: Browser, url: str) -> None:
    with opened(chromium) as page:
        loaded: list[str] = []
        page.on("request", lambda request: loaded.append(request.url))
        for path in ("", "2019/04/ferry/", "tags/"):
            page.goto(url + path)
        assert not [address for address in loaded if "search" in address]
        assert json.loads(page.evaluate("JSON.stringify(performance.getEntriesByType('resource').length > 0)"))
