"""A small archive for the tests of memory and publish: pages that are text, and a theme that adds a checksum.

    site = archive(tmp_path)
    build(site, article("/2025/06/x/", "hello"), listing("/", "/2025/06/x/"))

A page's last line is the SHA-256 of the rest, so that half a file can be told from a whole one.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from backfile import memory, publish
from backfile.config import Settings, Site
from backfile.errors import InputError, Problem
from backfile.model import Page, Record


class View(Record, frozen=True):
    title: str
    links: tuple[str, ...] = ()
    fault: str = ""


class Theme:
    """Renders a view as lines; `fault` makes it fail as a template would."""

    def __init__(self, version: str = "1") -> None:
        self.version = version

    def digest(self, template: str) -> str:
        return self.version

    def render(self, page: Page) -> bytes:
        if page.view.fault:
            raise InputError([Problem(f"templates/{page.template}", 1, page.view.fault, "mend it")])
        lines = [self.version, page.template, page.url, page.view.title, *page.view.links]
        text = "\n".join(lines).encode() + b"\n"
        return text + sha256(text).hexdigest().encode() + b"\n"


def archive(root: Path, **settings: Any) -> Site:
    (root / "content").mkdir(parents=True, exist_ok=True)
    return Site(root, Settings(**settings))


def article(url: str, title: str = "A headline", *links: str, fault: str = "") -> Page:
    return Page(url, "article.html", View(title, links, fault))


def listing(url: str, *links: str) -> Page:
    return Page(url, "list.html", View("A list", links))


def build(
    site: Site, *pages: Page, version: str = "1", fresh: bool = False, theme: Theme | None = None, **options: Any
) -> publish.Report:
    theme = theme or Theme(version)
    with publish.locked(site):
        publish.check_output(site)
        publish.recover(site)
        with memory.open(site) as remembered:
            stale = remembered.stale(pages, theme, fresh=fresh)
            staged = publish.stage(stale, theme, site, **{"jobs": 1, "made": remembered.made, **options})
            return publish.commit(staged, remembered, site)


def tree(site: Site) -> dict[str, bytes]:
    """Every file of the output folder, by path."""
    files = (file for file in sorted(site.output.rglob("*")) if file.is_file())
    return {file.relative_to(site.output).as_posix(): file.read_bytes() for file in files}


def broken(site: Site) -> list[str]:
    """Pages of the output folder whose checksum is not that of what they hold."""
    found = []
    for path, content in tree(site).items():
        text, _, check = content.rstrip(b"\n").rpartition(b"\n")
        if path != memory.MARK and sha256(text + b"\n").hexdigest().encode() != check:
            found.append(path)
    return found


def dead_links(site: Site) -> list[str]:
    """Links of pages of the output folder that lead to no file."""
    links = [line for content in tree(site).values() for line in content.decode().splitlines()[3:] if line[0] == "/"]
    return [link for link in links if not (site.output / link[1:] / "index.html").is_file()]
