"""Links of a built site that lead nowhere inside it.

dead(site)      → Problem("public/tags/oman/index.html", 41, "leads to ../../2025/06/y/, which is not there", …)
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from backfile import memory, urls
from backfile.config import Site
from backfile.errors import Problem


def dead(site: Site) -> Iterator[Problem]:
    """Links of the site's pages that lead nowhere inside it, fragments included."""
    files = {path for path in memory.standing(site.output) if not path.startswith(".")}
    pages = {path: _Page.read(site.output / path) for path in sorted(files) if path.endswith(".html")}
    base = urlsplit(site.settings.url).path.rstrip("/") + "/"
    for path, page in pages.items():
        for line, target in page.links:
            if (found := _resolved(target, path, base)) is None:
                continue
            file, fragment = found
            lost = file not in files or (fragment and file in pages and fragment not in pages[file].anchors)
            if lost:
                message = f"leads to {target}, which is not there"
                yield Problem(site.shown(site.output / path), line, message, "build again")


def _resolved(target: str, path: str, base: str) -> tuple[str, str] | None:
    """The file of the site that a link on the page at `path` names, and the fragment; None for a link elsewhere."""
    try:
        parts = urlsplit(target)
    except ValueError:  # `https://[bad`: no page of the site's
        return None
    if parts.scheme or parts.netloc:
        return None
    if parts.path.startswith("/"):
        whole = "/" + parts.path.removeprefix(base)
    else:
        folder = "/" + path.rpartition("/")[0]
        whole = folder.rstrip("/") + "/" + parts.path if parts.path else "/" + path
    stack: list[str] = []
    for segment in unquote(whole).split("/")[1:]:
        if segment == "..":
            if stack:
                stack.pop()
        elif segment != ".":
            stack.append(segment)
    return urls.output("/" + "/".join(stack)), unquote(parts.fragment)


class _Page(HTMLParser):
    """The links of a page with their lines, and what a fragment may name."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[int, str]] = []
        self.anchors: set[str] = set()

    @classmethod
    def read(cls, file: Path) -> _Page:
        page = cls()
        page.feed(file.read_text(encoding="utf-8"))
        page.close()
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in ("href", "src") and value is not None:
                self.links.append((self.getpos()[0], value))
