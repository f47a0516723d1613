"""What axe-core finds wrong with each kind of page, in light and dark, wide and narrow, from left and from right."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import showcase
import sites
from browser import hosted, launched, opened
from playwright.sync_api import Browser, Page

from backfile.config import Site

SEARCH = {"search": "search/", "results": "search/?q=ferry"}
LOOKED = {("dark", 1440), ("light", 390)}
"Where pages differ from those looked at whole in nothing but looks."
BY_LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
RUN = """only => axe.run({ rules: { 'target-size': { enabled: true } }, ...(only.length ? { runOnly: only } : {}) })
    .then(found => [found.violations, found.passes.length])"""
SMALL = """() => [...document.querySelectorAll('a, button, input, select, summary')].filter(each => {
    if (each.matches('.skip') || !each.checkVisibility({ visibilityProperty: true })) return false;
    // A link in a sentence is as high as its line (WCAG 2.5.8, inline).
    if (each.closest('.prose, .said, .alert, .card > p, .out, .note, .stand, .rows')) return false;
    const boxes = [...each.getClientRects()];
    return boxes.length && Math.max(...boxes.map(box => box.height)) < 23.5;
}).map(each => each.outerHTML.slice(0, 120)).slice(0, 3)"""
"Elements to press that are lower than 24 px, by half a pixel of rounding."


@pytest.fixture(scope="module")
def axe() -> str:
    file = os.environ.get("AXE_JS", "")
    if not file or not Path(file).is_file():
        pytest.skip("AXE_JS does not name axe-core's axe.min.js")
    return Path(file).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module", params=["en", "ar"])
def shown(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Site:
    root = tmp_path_factory.mktemp(request.param)
    site = showcase.archive(root, long=101, seed=sites.ROOT / "seeds", lang=request.param, search=True)
    showcase.built(site)
    return site


@pytest.fixture(scope="module")
def url(shown: Site) -> Iterator[str]:
    with hosted(shown.output, urlsplit(shown.settings.url).path) as address:
        yield address


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390), ("dark", 1440), ("light", 390)])
def test_axe_finds_nothing(chromium: Browser, url: str, axe: str, scheme: Any, width: int) -> None:
    found = {}
    size: Any = {"width": width, "height": 900}
    # The page's own policy would not let axe in.
    with opened(chromium, color_scheme=scheme, viewport=size, bypass_csp=True, reduced_motion="reduce") as page:
        for kind, address in (showcase.PAGES | SEARCH).items():
            page.goto(url + address)
            if "?" in address:
                page.wait_for_selector("[role=status] b")
            page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true })")
            page.evaluate(axe)
            told = page.evaluate(RUN, BY_LOOKS if (scheme, width) in LOOKED else [])
            assert told[1], "it looked"
            if told[0]:
                found[kind] = [(each["id"], [node["html"][:120] for node in each["nodes"]][:2]) for each in told[0]]
    assert not found


@pytest.mark.parametrize("width", [1440, 390])
def test_what_can_be_pressed_is_large_enough(chromium: Browser, url: str, width: int) -> None:
    found = {}
    with opened(chromium, viewport={"width": width, "height": 900}) as page:
        for kind, address in (showcase.PAGES | SEARCH).items():
            page.goto(url + address)
            if small := page.evaluate(SMALL):
                found[kind] = small
    assert not found


def test_forced_colours_leave_dots_and_the_place_where_one_is(chromium: Browser, url: str) -> None:
    with opened(chromium, forced_colors="active", viewport={"width": 1440, "height": 900}) as page:
        page.goto(f"{url}archive/")
        assert colour(page, ".matrix .l7", "backgroundColor") != colour(page, "body", "backgroundColor")
        current, other = ".nav [aria-current]", ".nav a:not([aria-current])"
        assert colour(page, current, "borderBottomColor") != colour(page, other, "borderBottomColor")


def test_nothing_moves_for_who_wants_no_motion(chromium: Browser, url: str) -> None:
    with opened(chromium, reduced_motion="reduce") as page:
        page.goto(url)
        moving = """() => [...document.querySelectorAll('*')].filter(each => {
            const style = getComputedStyle(each);
            return parseFloat(style.animationDuration) > 0 || parseFloat(style.transitionDuration) > 0;
        }).length"""
        assert page.evaluate(moving) == 0
        rules = """() => [...document.styleSheets[0].cssRules].filter(each => each.cssText.includes('navigation'))
            .every(each => each instanceof CSSMediaRule && !matchMedia(each.conditionText).matches)"""
        assert page.evaluate(rules), "the fade between pages neither"


def test_all_that_can_be_pressed_is_reached_by_keyboard_and_shows_it(chromium: Browser, url: str) -> None:
    with opened(chromium) as page:
        for address in ("", "tags/ferries/", "2025/06/full/", "search/"):
            page.goto(url + address)
            count = page.evaluate(
                "() => [...document.querySelectorAll('a[href], button, input, select, summary')]"
                ".filter(each => each.checkVisibility({ visibilityProperty: true })).length"
            )
            seen = set()
            for _ in range(count + 5):
                page.keyboard.press("Tab")
                told = page.evaluate(
                    "() => { const each = document.activeElement, style = getComputedStyle(each);"
                    "return [each.outerHTML.slice(0, 90) + each.getBoundingClientRect().top, style.outlineStyle] }"
                )
                if not told[0].startswith("<body"):  # where the browser's own buttons have the focus
                    assert told[1] != "none", told
                    seen.add(told[0])
            assert len(seen) >= count, address


def test_on_a_phone_the_search_field_has_room_beside_the_button(chromium: Browser, url: str) -> None:
    with opened(chromium, viewport={"width": 390, "height": 900}) as page:
        for address in ("", "tags/"):
            page.goto(url + address)
            field, button = (page.locator(each).bounding_box() for each in (".find input", "[data-theme-toggle]"))
            assert field["width"] > 130, address  # type: ignore[index]
            assert any(_parted(field, button, *axis) for axis in (("x", "width"), ("y", "height"))), address


def _parted(one: Any, other: Any, at: str, size: str) -> bool:
    return bool(one[at] + one[size] <= other[at] or other[at] + other[size] <= one[at])


def test_what_parts_a_slug_line_hangs_where_the_line_begins(chromium: Browser, url: str) -> None:
    """Though a name in it runs the other way: else it would stay at the line's end when the date wraps."""
    with opened(chromium, viewport={"width": 1440, "height": 900}) as page:
        page.goto(f"{url}tags/ferries/")
        side = "right" if page.locator("html").get_attribute("dir") == "rtl" else "left"
        hung = """side => [...document.querySelectorAll('.slug > *')].every(each =>
            parseFloat(getComputedStyle(each, '::before')[side]) < 0)"""
        assert page.evaluate(hung, side)


def colour(page: Page, selector: str, which: str) -> str:
    return str(page.evaluate(f"() => getComputedStyle(document.querySelector({selector!r})).{which}"))
