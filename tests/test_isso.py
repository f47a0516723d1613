"""Isso, switched on: a real server of comments, and a reader who writes one in a real browser."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
import sites
from browser import hosted, launched, opened
from playwright.sync_api import Browser

from backfile.errors import InputError

STORY = sites.story("Lock opens at last", "The gates moved at noon.", id="3fa0b1c2d4e5-1")
_START = "import sys; from isso import main; sys.argv[0] = 'isso'; main()"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def isso(folder: Path, port: int, site: str) -> Iterator[None]:
    """An Isso server at `port` for the pages of `site`, with a database of its own."""
    settings = folder / "isso.cfg"
    sites.write(
        settings,
        f"[general]\ndbpath = {folder / 'comments.db'}\nhost = {site}\n"
        f"[server]\nlisten = http://127.0.0.1:{port}/\n[guard]\nenabled = false\n",
    )
    log = (folder / "isso.log").open("w")
    environment = {key: value for key, value in os.environ.items() if key != "ISSO_SETTINGS"}
    command = [sys.executable, "-c", _START, "-c", str(settings), "run"]
    server = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    try:
        until = time.monotonic() + 15
        while True:
            try:
                urlopen(f"http://127.0.0.1:{port}/js/embed.min.js", timeout=5).close()
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > until:
                    pytest.fail((folder / "isso.log").read_text())
                time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.wait(10)
        log.close()


def test_a_reader_comments_and_finds_it_there_again(chromium: Browser, tmp_path: Path) -> None:
    port = free_port()
    server = f"http://127.0.0.1:{port}"
    site = sites.archive(tmp_path / "site", {"2025/06/lock": STORY}, isso=server)
    sites.build(site)
    with hosted(site.output) as url, isso(tmp_path, port, url), opened(chromium) as page:
        page.goto(f"{url}2025/06/lock/")
        page.locator("#isso-thread textarea").fill("I was there, and saw it *open*.")
        page.locator("#isso-thread [name=author]").fill("Dana Reyes")
        page.locator("#isso-thread [type=submit]").click()
        page.locator(".isso-text em", has_text="open").wait_for()
        page.reload()
        page.locator(".isso-text", has_text="I was there, and saw it open.").wait_for()
        assert page.locator(".isso-author").inner_text() == "Dana Reyes"
    with closing(sqlite3.connect(tmp_path / "comments.db")) as kept:
        assert kept.execute("SELECT uri, title FROM threads").fetchall() == [("3fa0b1c2d4e5-1", "Lock opens at last")]


def test_only_articles_ask_another_server_and_only_where_it_is_set(tmp_path: Path) -> None:
    site = sites.archive(tmp_path, {"2025/06/lock": STORY})
    sites.build(site)
    assert not any("isso" in page.decode() for path, page in sites.tree(site).items() if path.endswith(".html"))
    sites.configure(tmp_path, isso="https://comments.example.org/isso")
    sites.build(site)
    pages = {path: page.decode() for path, page in sites.tree(site).items() if path.endswith(".html")}
    assert [path for path, page in pages.items() if "comments.example.org" in page] == ["2025/06/lock/index.html"]
    article = pages["2025/06/lock/index.html"]
    assert "script-src 'self' https://comments.example.org/isso/;" in article
    assert "connect-src 'self' https://comments.example.org/isso/;" in article
    assert "img-src 'self';" in article
    assert '<script src="https://comments.example.org/isso/js/embed.min.js"' in article
    sites.build(site, offline=True)
    assert not any(b"example.org" in page for path, page in sites.tree(site).items() if path.endswith(".html"))


@pytest.mark.parametrize("address", ["https://comments.example.org", "http://127.0.0.1:8080/", "https://[::1]:8/a/b/"])
def test_an_address_of_a_server_is_taken(tmp_path: Path, address: str) -> None:
    assert sites.archive(tmp_path, isso=address).settings.isso == address


@pytest.mark.parametrize(
    "address",
    [
        *["comments.example.org", "//comments.example.org/", "ftp://example.org/", "javascript:alert(1)", "https://"],
        *[
            "https://*/",
            "https://*.example.org/",
            "https://a.org; script-src *",
            "https://a.org/;x/",
            "https://a.org,b/",
        ],
        *[
            "https://me:secret@a.org/",
            "https://a.org/?x=1",
            "https://a.org/#x",
            "https://a.org/'x'/",
            "https://a.org:99999/",
        ],
        *["https://a.org/\u200b", 'https://a.org/"><script>'],
    ],
)
def test_what_is_no_such_address_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(InputError) as caught:
        sites.archive(tmp_path, isso=address)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("pyproject.toml", 4)
    assert "https://comments.example.org/" in problem.hint


def test_a_page_loads_what_is_its_own_and_nothing_else(chromium: Browser, tmp_path: Path) -> None:
    site = sites.archive(tmp_path / "site", {"2025/06/lock": STORY}, url="https://example.org/news/")
    sites.build(site)
    sites.write(tmp_path / "other/evil.js", "document.title = 'taken over'\n")
    sites.write(tmp_path / "other/404.html", "<p>nothing</p>\n")
    addresses = ("", "2025/06/lock/", "tags/", "no/such/page")
    complaints: list[str] = []
    with (
        hosted(site.output, "/news/") as url,
        hosted(tmp_path / "other") as other,
        opened(chromium, complaints=complaints) as page,
    ):
        for address in addresses:
            page.goto(url + address)
            assert page.evaluate("() => document.styleSheets.length") == 1, address
            page.evaluate(_INTRUDE, f"{other}evil.js")
            assert page.title() != "taken over", address
            assert page.evaluate("() => !window.ran"), address
            last = "() => getComputedStyle(document.body.lastElementChild).color"
            assert page.evaluate(last) != "rgb(255, 0, 0)", address
    refused = [told for told in complaints if "Content Security Policy" in told]
    assert len(refused) >= 3 * len(addresses), complaints


_INTRUDE = """async (address) => {
    const add = (name, properties) => new Promise((done) => {
        const made = Object.assign(document.createElement(name), properties, { onload: done, onerror: done });
        document.head.append(made);
        setTimeout(done, 300);
    });
    await add("script", { src: address });
    await add("script", { textContent: "window.ran = true" });
    await fetch(address).catch(() => {});
    document.body.insertAdjacentHTML("beforeend", `<p style="color: red" onclick="window.ran = true">x</p>`);
    document.body.lastElementChild.click();
}"""
