"""The archive → every `Page` of the site, lazily, each with its own small view.

    pages(archive, known, site, theme) → Page("/2025/06/x/", "article.html", ArticleView(…)), …, Page("/feed.xml", …)

Nothing is rendered here. Pages come in the order in which they may be published: articles before the lists that link
to them, the front page and the data files last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from backfile import urls
from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.model import Archive, Comment, Known, Page
from backfile.plan import articles, files, fronts, lists, names, stories
from backfile.plan.shelf import Shelf
from backfile.views import ArticleView, FileView, RedirectView, SearchIndex


def offers(known: Known) -> dict[str, bool]:
    """Which parts of the site that only some archives have this one has: what the navigation names."""
    return {"names": bool(known.entities), "stories": bool(known.stories)}


class Statics(Protocol):
    """The part of a theme that planning needs: its static files, by the name they are published under."""

    def static(self) -> Iterable[tuple[str, Path]]: ...


def pages(
    archive: Archive,
    known: Known,
    site: Site,
    theme: Statics,
    index: SearchIndex | None = None,
    threads: Mapping[str, tuple[Comment, ...]] = MappingProxyType({}),
) -> Iterator[Page]:
    """Every file of the site; `index` is None where there is no search, `threads` the comments by their article's id.

    Raises `InputError`, at its end, if two of them claim one path.
    """
    shelf = Shelf(archive, known, site)
    statics = tuple(theme.static())
    listed: list[str] = []
    return _distinct(
        chain(
            articles.pages(shelf, threads),
            _noted(chain(lists.pages(shelf), names.pages(shelf), stories.pages(shelf), fronts.pages(shelf)), listed),
            files.search(shelf, index),
            files.pages(shelf, listed),
            files.emblems(shelf, {name for name, _ in statics}),
            files.static(shelf, statics),
        ),
        site,
    )


def _noted(planned: Iterable[Page], listed: list[str]) -> Iterator[Page]:
    """The pages themselves, once their URLs are in `listed`: those that a reader may begin with."""
    for page in planned:
        if page.template.endswith(".html") and page.template != "404.html":
            listed.append(page.url)
        yield page


def _distinct(planned: Iterable[Page], site: Site) -> Iterator[Page]:
    taken: dict[str, Page] = {}
    folders: dict[str, Page] = {}
    problems = []
    for page in planned:
        path = urls.output(page.url).casefold()
        parents = [path[:i] for i, letter in enumerate(path) if letter == "/"]
        clash = taken.get(path) or folders.get(path) or next((taken[p] for p in parents if p in taken), None)
        if clash:
            problems.append(_problem(page, clash, site))
            continue
        taken[path] = page
        for parent in parents:
            folders.setdefault(parent, page)
        yield page
    if problems:
        raise InputError(problems)


def _problem(page: Page, clash: Page, site: Site) -> Problem:
    if not _file(page, site):
        page, clash = clash, page
    file, other = _file(page, site), _file(clash, site) or f"the site's own page {clash.url}"
    if isinstance(clash.view, RedirectView):
        other = f"an alias of {other}"
    own = f"its alias {page.url.strip('/')}" if isinstance(page.view, RedirectView) else "it"
    hint = "take the alias out" if isinstance(page.view, RedirectView) else "rename one of them"
    return Problem(file, 0, f"{own} and {other} both want {page.url}", hint)


def _file(page: Page, site: Site) -> str:
    """The file in which a person can change where the page is; empty for the program's own."""
    match page.view:
        case ArticleView():
            return f"{site.shown(site.content)}/{page.view.body.path}.md"
        case RedirectView():
            return f"{site.shown(site.content)}/{page.view.target.strip('/')}.md"
        case FileView() if (file := Path(page.view.path)).is_relative_to(site.root):
            return site.shown(file)
        case _:
            return ""
