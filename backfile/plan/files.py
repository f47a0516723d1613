"""Feeds, data files, citations, the sitemap, and static files: what the site offers besides pages to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

from backfile import cards, feeds, urls
from backfile.model import Page
from backfile.plan.articles import copied
from backfile.plan.shelf import Shelf
from backfile.views import (
    CiteView,
    DataView,
    FeedView,
    Link,
    ManifestView,
    SearchIndex,
    SearchView,
    SitemapView,
    StyleView,
    TableView,
)

FEED_ENTRIES = 50
DATA_FILE = 50_000
"Past this many articles the data files are split by year."
SITEMAP = 50_000
"Most URLs that a sitemap may name, by the protocol."
_CITES = (("cite.bib", "cite.bib"), ("cite.ris", "cite.ris"), ("cite.json", "cite.csl"))
"(name of the file, writer)"


def pages(shelf: Shelf, listed: Sequence[str]) -> Iterator[Page]:
    """The archive's own feeds and data. `listed` are the URLs of its pages besides articles, for the sitemap."""
    everything = range(len(shelf.articles))
    yield from _feed(shelf, "/", shelf.settings.title, everything, both=True)
    for folder, positions in data_folders(shelf).items():
        yield from _data(shelf, folder, positions)
    yield Page("/robots.txt", "robots", SitemapView("/robots.txt", ()))
    if shelf.settings.url:
        yield from _sitemap(shelf, sorted(listed))


def data_folders(shelf: Shelf) -> dict[str, Sequence[int]]:
    """Which articles each data folder holds: all of them in one, or a year each in a large archive."""
    if not shelf.settings.data_files:
        return {}
    if len(shelf.articles) <= DATA_FILE:
        return {"/data/": range(len(shelf.articles))}
    years: dict[str, list[int]] = defaultdict(list)
    for position, period in enumerate(shelf.periods):
        years[f"/data/{period[:4] or 'undated'}/"].append(position)
    return dict(sorted(years.items()))


def data_links(shelf: Shelf) -> tuple[Link, ...]:
    """The data files that are split by year; none where they stand in `/data/` itself, as templates know."""
    return tuple(
        Link(f"{folder.split('/')[2]}: {name}", folder + name)
        for folder in data_folders(shelf)
        if folder != "/data/"
        for name in ("articles.jsonl", "articles.csv", *(name for name, _ in _CITES))
    )


def has_files(shelf: Shelf, positions: Sequence[int]) -> bool:
    """Whether a tag, a source or a month of these articles has a feed and data files of its own."""
    return shelf.settings.data_files and len(positions) >= shelf.settings.list_files_from


def list_files(
    shelf: Shelf, base: str, title: str, positions: Sequence[int]
) -> tuple[tuple[Link, ...], tuple[Page, ...]]:
    """The feed and the data files of one list, and the links to them; none for a short list."""
    if not has_files(shelf, positions):
        return (), ()
    made = (*_feed(shelf, base, title, positions), *_data(shelf, base, positions))
    return tuple(Link(page.url.rpartition("/")[2], page.url) for page in made), made


def _feed(shelf: Shelf, base: str, title: str, positions: Sequence[int], *, both: bool = False) -> Iterator[Page]:
    newest = (p for p in reversed(positions) if feeds.moment(shelf.articles[p]))
    items = tuple(shelf.news[p] for p, _ in zip(newest, range(FEED_ENTRIES), strict=False))
    for name, writer in (("feed.xml", "atom"), ("feed.json", "jsonfeed"))[: 2 if both else 1]:
        yield Page(base + name, writer, FeedView(base + name, title, base, items))


def _data(shelf: Shelf, folder: str, positions: Sequence[int]) -> Iterator[Page]:
    lines, table = folder + "articles.jsonl", folder + "articles.csv"
    yield Page(lines, "jsonl", DataView(lines, tuple(shelf.data[p] for p in positions)))
    yield Page(table, "csv", TableView(table, tuple(shelf.rows[p] for p in positions)))
    cited = tuple(shelf.citations[position] for position in positions)
    for name, writer in _CITES:
        yield Page(folder + name, writer, CiteView(folder + name, cited))


def _sitemap(shelf: Shelf, lists: list[str]) -> Iterator[Page]:
    """One sitemap; past 50,000 URLs an index of one for the lists and one or more for each year."""
    if len(shelf.articles) + len(lists) <= SITEMAP:
        yield Page(
            "/sitemap.xml",
            "sitemap",
            SitemapView("/sitemap.xml", (*lists, *map(urls.article, shelf.archive.outlines.paths))),
        )
        return
    parts: dict[str, list[str]] = {"lists": lists}
    for path, period in zip(shelf.archive.outlines.paths, shelf.periods, strict=True):
        parts.setdefault(period[:4] or "undated", []).append(urls.article(path))
    names = []
    for part in sorted(parts):
        for number, batch in enumerate(_batches(parts[part])):
            name = f"/sitemap-{part}{f'-{number + 1}' if number else ''}.xml"
            names.append(name)
            yield Page(name, "sitemap", SitemapView(name, batch))
    yield Page("/sitemap.xml", "sitemapindex", SitemapView("/sitemap.xml", tuple(names)))


def _batches(found: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(found), SITEMAP):
        yield tuple(found[start : start + SITEMAP])


def search(shelf: Shelf, index: SearchIndex | None) -> Iterator[Page]:
    """The search index and the page that uses it."""
    if index:
        yield from (Page(file.url, "static", file) for file in index.files)
        view = SearchView("/search/", len(shelf.articles), index.shards)
        yield Page(view.url, "search.html", view)


def emblems(shelf: Shelf, own: Set[str]) -> Iterator[Page]:
    """The archive's social card and its web manifest, but for what stands in `static/` under `own` names."""
    card = cards.of_site(shelf.settings)
    if card.url[1:] not in own and cards.drawable(card):
        yield Page(card.url, "card", card)
    manifest = ManifestView("/site.webmanifest")
    if manifest.url[1:] not in own:
        yield Page(manifest.url, "manifest", manifest)


def static(accent: str, theme_files: Iterable[tuple[str, Path]]) -> Iterator[Page]:
    """The theme's and the archive's static files, under their own names; the stylesheet with the archive's colour."""
    for name, file in theme_files:
        page = copied(f"/{name}", file)
        if name == "site.css" and accent:
            view = StyleView(page.url, page.view.path, page.view.digest, accent)
            page = Page(page.url, "style", view)
        yield page
