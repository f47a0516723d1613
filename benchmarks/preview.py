"""From saving to seeing: how long an open page of `serve` takes to show what was saved, in Chromium.

    python benchmarks/preview.py [--articles 10000] [--runs 5]

A paragraph is added to the open article, and a colour to the stylesheet; the clock runs from before the file is written
until the page's own script finds it there. Measured in Backfile's own theme with all knowledge, on the corpus of
`benchmarks.peers`; the figures are kept as there, and docs/performance.md is written anew. Needs the `test` extra.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from peers import corpus, report, results
from peers.layout import PROGRAM, Layout
from peers.results import Results, Row
from playwright.sync_api import Page, sync_playwright

_PATIENCE = 120_000
"Milliseconds."
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def served(site: Path, log: Path) -> Iterator[str]:
    """The address of a preview that has built the site and listens."""
    command: list[str | Path] = [sys.executable, PROGRAM / "build.py", "--site", ".", "serve", "--port", "0"]
    with log.open("a") as said:
        process = subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=said, text=True)
    try:
        assert process.stdout
        for line in process.stdout:
            if found := re.match(r"Preview: (http://\S+)", line):
                yield found[1]
                return
        raise SystemExit(f"the preview has ended: see {log}")
    finally:
        process.terminate()
        process.communicate()


@contextmanager
def opened(url: str) -> Iterator[Page]:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise SystemExit("No Chromium is installed: on Debian, apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.set_default_timeout(_PATIENCE)
        page.goto(url)
        page.wait_for_load_state("networkidle")
        yield page
        browser.close()


def timed(page: Page, turns: int, save: Callable[[int], object], seen: str) -> tuple[float, ...]:
    """Seconds from each save until the expression `seen`, given the turn's number, is true in the page."""
    walls = []
    for turn in range(1, turns + 1):
        page.wait_for_load_state("networkidle")
        time.sleep(1)  # a person looks before saving again, and the last build has come to rest
        began = time.perf_counter()
        save(turn)
        page.wait_for_function(seen, arg=turn)
        walls.append(round(time.perf_counter() - began, 3))
    return tuple(walls)


def run(options: argparse.Namespace, found: Results) -> None:
    site = Layout("backfile-own", options.work / "sites" / f"preview-{options.articles}")
    texts = options.work / "corpus" / str(options.articles)
    if not texts.exists():
        corpus.write(options.articles, texts)
    site.lay(texts)
    styles = site.folder / "static" / "site.css"
    styles.parent.mkdir()
    plain = (PROGRAM / "static" / "site.css").read_text(encoding="utf-8")
    styles.write_text(plain, encoding="utf-8", newline="\n")
    article = f"{site.middle.relative_to(site.folder / 'content').with_suffix('').as_posix()}/"

    def style(turn: int) -> None:
        styles.write_text(f"{plain}\n:root {{ --turn: {turn} }}\n", encoding="utf-8", newline="\n")

    of = results.begin({"backfile": results.commit()})
    found.add(of)
    body = "turn => document.body.innerText.includes(`for the time numbered ${turn}.`)"
    colour = "turn => getComputedStyle(document.documentElement).getPropertyValue('--turn').trim() == turn"
    with served(site.folder, options.work / "log-preview.txt") as url, opened(url + article) as page:
        for saved, save, seen in (("an article's body", site.edit, body), ("the stylesheet", style, colour)):
            walls = timed(page, options.runs, save, seen)
            row = Row(of.run, "preview", options.articles, saved, options.runs, median(walls), 0, walls)
            found.add(row)
            print(f"{saved}: {row.wall * 1000:.0f} ms ({', '.join(f'{wall * 1000:.0f}' for wall in walls)})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5, help="saves of each kind")
    parser.add_argument("--work", type=Path, default=results.WORK, help="where all of it is kept")
    options = parser.parse_args()
    options.work = options.work.resolve()
    found = Results(options.work / "results.jsonl")
    run(options, found)
    report.write(found)


if __name__ == "__main__":
    main()
