"""The parts that a site is planned in: an article's pages, a list's, those there is one of; and that no two clash.

    Part("/tags/oman/", key, …).pages()     → Page("/tags/oman/", …), Page("/tags/oman/2025/", …)

A part's key stands for all that its pages show. Where it is as it was when they were last planned, and their files
stand, they need not be planned again: the part is `passed`, with the paths of those files. A part without a key is
planned each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from backfile import urls
from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.model import Page, Record
from backfile.views import FileView, RedirectView

_NOT_FOUND = "404.html"


class Planned(NamedTuple):
    """What a planner plans together. `name` tells it from all others, and stays while what it is of does."""

    name: str
    make: Callable[[], Iterable[Page]]
    key: Callable[[], bytes] | None = None


class Part:
    """Pages that are planned together, or passed over together."""

    __slots__ = ("_claims", "_key", "_listed", "_made", "_make", "name")

    def __init__(self, planned: Planned, claims: Claims, listed: list[str] | None = None) -> None:
        """The URLs of its pages that a reader may begin with are added to `listed`, as they become known."""
        self.name, self._make, self._key = planned
        self._made = b""
        self._claims = claims
        self._listed = listed

    @property
    def keyed(self) -> bool:
        return self._key is not None

    @property
    def key(self) -> bytes:
        if not self._made and self._key:
            self._made = self._key()
        return self._made

    def pages(self) -> Iterable[Page]:
        return self._make()

    def granted(self, page: Page) -> bool:
        """Whether one of its pages may have its place. It is asked of each, once, before its file is the site's."""
        if self._listed is not None and page.template.endswith(".html") and page.template != _NOT_FOUND:
            self._listed.append(page.url)
        return self._claims.granted(page)

    def passed(self, paths: Sequence[str]) -> None:
        """Its pages are as they were, in the files at `paths` of the output folder."""
        self._claims.hold(paths)
        if self._listed is not None:
            self._listed += ["/" + path.removesuffix("index.html") for path in paths if path.endswith("index.html")]


class _Owner(Record, frozen=True):
    """Whose a page is."""

    url: str
    file: str = ""
    "In which a person can change where the page is; empty for the program's own."
    alias: bool = False


class Claims:
    """Which page each path belongs to. Hosts and disks may not tell capitals apart: none may differ by these alone."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._taken: dict[str, str] = {}
        "Paths → URLs."
        self._held: list[str] = []
        "Paths that are taken too, as they are spelt."
        self._folders: dict[str, str] = {}
        "Folders → the URL of a page below."
        self._owners: dict[str, _Owner] = {}
        "By URL, of what is neither an article's nor the program's own."
        self._problems: list[Problem] = []

    def hold(self, paths: Iterable[str]) -> None:
        """Keeps paths that were granted when their pages were last planned."""
        self._held += paths

    def granted(self, page: Page) -> bool:
        """Whether the page may have its path. One that may not is a problem, raised by `end`."""
        if self._held:
            self._take_held()
        path = urls.output(page.url).casefold()
        other = self._taken.get(path) or self._folders.get(path) or self._above(path)
        if other:
            self._problems.append(_problem(self._owner(page.url, page), self._owner(other)))
            return False
        if isinstance(page.view, RedirectView | FileView):
            self._owners[page.url] = self._owner(page.url, page)
        self._take(path, page.url)
        return True

    def _take_held(self) -> None:
        """In one go: it costs a third. No path holds a line's end."""
        held, self._held = self._held, []
        for path, spelt in zip("\n".join(held).casefold().split("\n"), held, strict=True):
            self._take(path, "/" + spelt.removesuffix("index.html"))

    def end(self) -> tuple[()]:
        """No pages. Raises `InputError` if two of all claim one path, or one that lies in another."""
        if self._problems:
            raise InputError(self._problems)
        return ()

    def _take(self, path: str, url: str) -> None:
        self._taken[path] = url
        folder = path.rpartition("/")[0]
        while folder and folder not in self._folders:
            self._folders[folder] = url
            folder = folder.rpartition("/")[0]

    def _above(self, path: str) -> str:
        """What claims a folder of `path` as a file. Below a folder that is known as one there is nothing to find."""
        folder = path.rpartition("/")[0]
        while folder and folder not in self._folders:
            if folder in self._taken:
                return self._taken[folder]
            folder = folder.rpartition("/")[0]
        return ""

    def _owner(self, url: str, page: Page | None = None) -> _Owner:
        if page is not None and isinstance(page.view, RedirectView):
            return _Owner(url, self._content(page.view.target), alias=True)
        if page is not None and isinstance(page.view, FileView):
            file = Path(page.view.path)
            return _Owner(url, self._site.shown(file) if file.is_relative_to(self._site.root) else "")
        if page is None and url in self._owners:
            return self._owners[url]
        article = url.endswith("/") and (self._site.content / f"{url.strip('/')}.md").is_file()
        return _Owner(url, self._content(url) if article else "")

    def _content(self, url: str) -> str:
        return f"{self._site.shown(self._site.content)}/{url.strip('/')}.md"


def _problem(page: _Owner, clash: _Owner) -> Problem:
    if not page.file:
        page, clash = clash, page
    other = clash.file or f"the site's own page {clash.url}"
    if clash.alias:
        other = f"an alias of {other}"
    own = f"its alias {page.url.strip('/')}" if page.alias else "it"
    hint = "take the alias out" if page.alias else "rename one of them"
    return Problem(page.file, 0, f"{own} and {other} both want {page.url}", hint)
