"""A browser for tests, and a plain static host for a site; skipped with a reason where no browser is.

with launched() as chromium, hosted(site.output) as url, opened(chromium) as page:
    page.goto(url)
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@contextmanager
def launched() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip(f"no browser is installed here: none of {', '.join(_NAMES)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu", *_QUIET])
        yield browser
        browser.close()


@contextmanager
def opened(chromium: Browser, *, complaints: list[str] | None = None, **options: Any) -> Iterator[Page]:
    """A page of a fresh profile. What the browser complains of is appended to `complaints`, or else fails the test."""
    context = chromium.new_context(**options)
    context.set_default_timeout(20_000)
    page = context.new_page()
    said: list[str] = [] if complaints is None else complaints
    page.on("console", lambda told: said.append(f"{told.type}: {told.text}") if told.type in _LOUD else None)
    page.on("pageerror", lambda error: said.append(f"script: {error}"))
    page.on("requestfailed", lambda request: said.append(f"not loaded: {request.url}") if _is_lost(request) else None)
    page.on("request", lambda request: said.append(f"remote: {request.url}") if _is_remote(request.url) else None)
    page.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    try:
        yield page
    finally:
        context.close()
    assert complaints is not None or not said, said


_LOUD = ("error", "warning")


def _is_lost(request: Request) -> bool:
    return request.failure != "net::ERR_ABORTED"  # which only says that the page was left meanwhile


def _is_remote(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "http://localhost:", "file:", "data:", "blob:", "about:"))


class _Quiet(SimpleHTTPRequestHandler):
    """Serves its folder under a path as a plain static host does, with the site's own 404 page."""

    def __init__(self, *args: Any, base: str, **options: Any) -> None:
        self._base = base
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self._base) if path.startswith(self._base) else "/no such path")

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@contextmanager
def hosted(folder: Path, base: str = "/") -> Iterator[str]:
    """The address of `folder`, served while the block lasts: `http://127.0.0.1:40123/`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder), base=base))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
