"""Which page each path of the site belongs to: no two may want one, and none may lie in another."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from backfile import urls
from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.model import Page, Record
from backfile.views import OWNED, FileView, RedirectView

_INDEX = "/index.html"


class _Owner(Record, frozen=True):
    """Whose a page is."""

    url: str
    file: str = ""
    "In which a person can change where the page is; empty for the program's own."
    alias: bool = False


class Claims:
    """Hosts and disks may not tell capitals apart: no two paths may differ by these alone."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._taken: set[str] = set()
        "Paths, without capitals."
        self._spelt: dict[str, str] = {}
        "How those are spelt that have any."
        self._held: list[str] = []
        "Paths that are taken too, as they are spelt."
        self._folders: dict[str, str] = {}
        "Folders → a path below, but for those of a page alone, which lies in them as `index.html`."
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
        spelt = urls.output(page.url)
        path = spelt.casefold()
        other = self._other(path)
        if other:
            url = "/" + self._spelt.get(other, other).removesuffix("index.html")
            self._problems.append(_problem(self._owner(page.url, page), self._owner(url)))
            return False
        if isinstance(page.view, OWNED):
            self._owners[page.url] = self._owner(page.url, page)
        self._take(path, spelt)
        return True

    def _take_held(self) -> None:
        """In one go: it costs a fifth. No path holds a line's end."""
        held, self._held = self._held, []
        together = "\n".join(held)
        if (lowered := together.casefold()) == together:
            paths = held
        else:
            paths = lowered.split("\n")
            self._spelt.update((path, spelt) for path, spelt in zip(paths, held, strict=True) if path != spelt)
        self._taken.update(paths)
        for path in paths:
            self._place(path)

    def end(self) -> tuple[()]:
        """No pages. Raises `InputError` if two of all claim one path, or one that lies in another."""
        if self._problems:
            raise InputError(self._problems)
        return ()

    def _take(self, path: str, spelt: str) -> None:
        self._taken.add(path)
        if spelt != path:
            self._spelt[path] = spelt
        self._place(path)

    def _place(self, path: str) -> None:
        """Of the folders that it lies in."""
        folder = path.removesuffix(_INDEX).rpartition("/")[0]
        while folder and folder not in self._folders:
            self._folders[folder] = path
            folder = folder.rpartition("/")[0]

    def _other(self, path: str) -> str:
        """What has taken a path, lies in it, or stands as a file where it has a folder; empty if nothing does."""
        if path in self._taken:
            return path
        if below := self._below(path):
            return below
        folder = path.rpartition("/")[0]
        while folder and not self._below(folder):  # below what is known as a folder there is nothing to find
            if folder in self._taken:
                return folder
            folder = folder.rpartition("/")[0]
        return ""

    def _below(self, folder: str) -> str:
        index = folder + _INDEX
        return index if index in self._taken else self._folders.get(folder, "")

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
