"""Weighs a built site as its readers meet it, and prints each figure beside its limit.

    python benchmarks/archive.py /tmp/big --articles 10000 && python build.py --site /tmp/big build
    python benchmarks/reading_room.py /tmp/big/public

A first visit is a fresh browser's, from a host that compresses text; requests and bytes are all that it loads, fonts
included. The largest paint and the shift are measured at 1.6 Mbit/s, 150 ms away, with a processor slowed four times.
Each is the best of three, as other work on the machine would be weighed too. Of each kind of list it is the page with
the most elements that is counted; of the articles, the heaviest.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright
from search import hosted

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
"Lighthouse's slow 4G, applied to each request: 1.6 Mbit/s down, 750 kbit/s up."
KINDS = (
    ("month", r"\d{4}/\d\d"), ("day", r"\d{4}/\d\d/day/.*"), ("year", r"\d{4}"),
    ("month not certain", r"\d{4}/undated.*"),
    ("undated", "undated(/.*)?"), ("archive", "archive"), ("tags", "tags"), ("tags, a letter", "tags/a-z/.*"),
    ("tag", "tags/.*"), ("sources", "sources"), ("sources, a letter", "sources/a-z/.*"), ("source", "sources/.*"),
    ("stories", "stories"), ("story", "stories/.*"), ("names", "(people|places|organisations)"),
    ("names, a letter", "(people|places|organisations)/a-z/.*"), ("name", "(people|places|organisations)/.*"),
)  # fmt: skip
_WATCH = """() => {
    window.seen = { paint: 0, shift: 0, what: '' };
    new PerformanceObserver(list => list.getEntries().forEach(each => {
        seen.paint = each.startTime; seen.what = each.element?.className || each.element?.tagName || '';
    })).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver(list => list.getEntries().forEach(each => {
        seen.shift += each.hadRecentInput ? 0 : each.value;
    })).observe({ type: 'layout-shift', buffered: true });
}"""
_ARTICLE = re.compile(rb"<article class=\"h-entry\">")


class Visit(NamedTuple):
    requests: int
    size: int
    paint: float
    "Seconds until the largest paint; 0 where the network was not slowed."
    shift: float
    what: str


def visit(browser: Browser, url: str, *, slow: bool = False, width: int = 1440) -> Visit:
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.add_init_script(f"({_WATCH})()")
    if slow:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    seen = page.evaluate("seen")
    context.close()
    return Visit(len(sizes), sum(sizes), seen["paint"] / 1000, seen["shift"], seen["what"])


def elements(browser: Browser, url: str) -> int:
    page = browser.new_page(java_script_enabled=True)
    page.goto(url)
    count = page.evaluate("document.querySelectorAll('*').length")
    page.close()
    return int(count)


def lists(site: Path) -> Iterator[tuple[str, Path]]:
    """Of each kind of list, the page with the most tags."""
    largest: dict[str, tuple[int, Path]] = {}
    for file in site.rglob("index.html"):
        place, page = file.parent.relative_to(site).as_posix(), file.read_bytes()
        kind = next((kind for kind, pattern in KINDS if re.fullmatch(pattern, place)), "")
        if kind and not _ARTICLE.search(page) and b'http-equiv="refresh"' not in page:
            largest[kind] = max(largest.get(kind, (0, file)), (page.count(b"<"), file))
    return ((kind, largest[kind][1]) for kind, _ in KINDS if kind in largest)


def articles(site: Path) -> list[tuple[int, Path]]:
    """(bytes compressed, page) of each article, the heaviest last."""
    pages = ((file, file.read_bytes()) for file in site.glob("*/**/index.html"))
    return sorted((len(gzip.compress(page, 6)), file) for file, page in pages if _ARTICLE.search(page))


def tell(what: str, figure: float, limit: float, unit: str, more: str = "") -> None:
    """`limit` is 0 where there is none."""
    shown = f"{figure:,.3f}" if unit == "s" or 0 < limit < 1 else f"{figure:,.0f}"
    bar = f"of {limit:>7,g}" if limit else ""
    print(f"{what:<44}{shown:>10} {bar:<10} {unit:<9}{more}{'   OVER' if limit and figure > limit else ''}")


def weigh(site: Path, browser: Browser, root: str) -> None:
    def at(file: Path) -> str:
        return file.parent.relative_to(site).as_posix() + "/"

    found = articles(site)
    tell("heaviest article, gzip", found[-1][0], 15_000, "bytes", f"median {found[len(found) // 2][0]:,}")
    tell("site.css, gzip", len(gzip.compress((site / "site.css").read_bytes(), 9)), 14_000, "bytes")
    tell("site.js", (site / "site.js").stat().st_size, 3_000, "bytes")
    chosen = dict(lists(site))
    for kind, file in chosen.items():
        tell(f"elements, {kind}", elements(browser, root + at(file)), 2_500, "", f"/{at(file)}")
    tell("elements, front", elements(browser, root), 2_500, "")
    visits = {"front": "", "heaviest article": at(found[-1][1]), "median article": at(found[len(found) // 2][1])}
    visits |= {kind: at(file) for kind, file in chosen.items() if kind in ("tag", "month", "tags")}
    for name, place in visits.items():
        first = visit(browser, root + place)
        front = name == "front"
        tell(f"first visit, {name}: bytes", first.size, 150_000 * front, "bytes", f"/{place}")
        tell(f"first visit, {name}: requests", first.requests, 7 * front, "")
        for width in (1440, 390):
            slow = min((visit(browser, root + place, slow=True, width=width) for _ in range(3)), key=lambda v: v.paint)
            tell(f"largest paint, {name}, {width} px", slow.paint, 1.8, "s", slow.what)
            tell(f"shift, {name}, {width} px", slow.shift, 0.03, "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path, help="a built site's folder: public/")
    site = parser.parse_args().site
    with hosted(site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        weigh(site, browser, root)
        browser.close()


if __name__ == "__main__":
    main()
