"""Takes pictures of every kind of page, as people with different screens see them.

    python docs/screenshots.py FOLDER      each kind at 1440, 820 and 390 px, dark, printed, and in Arabic
    python docs/screenshots.py             the two of the README, of the site of the first seed: docs/images/*.png

Needs Playwright (the `test` extra) and a Chromium of the system.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
LEAD = "2025/06/north-korea-plans-to-send-military-workers-to-russia/"
WIDTHS = (1440, 820, 390)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@contextmanager
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        sys.exit("No Chromium is installed: on Debian, apt-get install chromium")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--force-color-profile=srgb"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=quiet)
        yield chromium
        chromium.close()


def built(folder: Path, *settings: str, articles: int = 0) -> Path:
    """The site of the repository's archive, or of a generated one with more `settings`, built in `folder`."""
    if articles:
        generator = [sys.executable, str(ROOT / "benchmarks/archive.py"), str(folder), "--articles", str(articles)]
        subprocess.run(generator, check=True, stdout=subprocess.DEVNULL)
    else:
        for name in ("seeds", "content"):
            shutil.copytree(ROOT / name, folder / name)
    (folder / "pyproject.toml").write_text("\n".join(("[tool.backfile]", *settings, "")), encoding="utf-8")
    command = [sys.executable, str(ROOT / "build.py"), "--site", str(folder), "--quiet"]
    subprocess.run(command, check=True)
    return folder / "public"


def picture(chromium: Browser, url: str, file: Path, width: int, *, media: str = "screen", dark: bool = False) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.emulate_media(media="print" if media == "print" else "screen")
    page.goto(url)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=file, full_page=media != "top")
    context.close()
    print(file.name)


def kinds(site: Path) -> dict[str, str]:
    """A page of each kind, by what it is called in the pictures' names."""
    articles = sorted(site.glob("20??/??/*/index.html"), key=lambda file: -file.stat().st_size)
    tags = sorted((site / "tags").glob("*/index.html"), key=lambda file: -file.stat().st_size)
    sources = sorted((site / "sources").glob("*/index.html"), key=lambda file: -file.stat().st_size)
    months = sorted(site.glob("20??/??/index.html"))
    found = {
        "front": "", "article": _url(site, articles[0]), "tag": _url(site, tags[0]), "tags": "tags/",
        "source": _url(site, sources[0]), "sources": "sources/", "archive": "archive/", "undated": "undated/",
        "month": _url(site, months[-1]), "year": _url(site, months[-1].parent.parent), "about": "about/",
        "404": "404.html",
    }  # fmt: skip
    return {**found, "search": "search/"} if (site / "search").exists() else found


def _url(site: Path, file: Path) -> str:
    return f"{(file.parent if file.is_file() else file).relative_to(site).as_posix()}/"


def gallery(folder: Path) -> None:
    """Every kind of page, from a generated archive of 600 articles, and the first seed's lead."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as work, browser() as chromium:
        english = built(Path(work) / "en", 'title = "The Harbour Archive"', articles=600)
        with hosted(english) as url:
            for name, path in kinds(english).items():
                for width in WIDTHS:
                    picture(chromium, url + path, folder / f"{name}-{width}.png", width)
                picture(chromium, url + path, folder / f"{name}-1440-dark.png", 1440, dark=True)
            picture(chromium, url + kinds(english)["article"], folder / "article-print.png", 794, media="print")
        arabic = built(Path(work) / "ar", 'title = "أرشيف الميناء"', 'lang = "ar"', articles=200)
        with hosted(arabic) as url:
            for name, path in kinds(arabic).items():
                for width in (1440, 390):
                    picture(chromium, url + path, folder / f"{name}-{width}-rtl.png", width)


def readme() -> None:
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as work, browser() as chromium, hosted(built(Path(work))) as url:
        picture(chromium, url, IMAGES / "front.png", 1280, media="top")
        picture(chromium, url + LEAD, IMAGES / "article.png", 1280, media="top")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    wanted = parser.parse_args().folder
    gallery(wanted) if wanted else readme()
