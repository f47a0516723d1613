"""The files of the site that are not HTML: each writer turns a view into the bytes of its file.

    render(Page("/feed.xml", "atom", FeedView(…)), site)  →  b'<?xml version="1.0" …'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from backfile import citations, feeds, urls
from backfile.citations import Citation
from backfile.model import Page
from backfile.views import DataView, Datum, FeedView, FileView, SitemapView, SiteView


def render(page: Page, site: SiteView) -> bytes:
    """The bytes of a file of the site that no template makes."""
    if page.template == "static":
        return _copy(page.view)
    # Text that was never Unicode (half of a surrogate pair) has no UTF-8 to write.
    return _WRITERS[page.template](page.view, site).encode(errors="replace")


def _copy(view: FileView) -> bytes:
    return Path(view.path).read_bytes()


def _lines(view: DataView, kind: str, make: Callable[[Datum], str]) -> Iterable[str]:
    """Each article's share of a data file. It is the same in every list that holds the article, so it is kept."""
    for datum in view.members:
        line = datum.made.get(kind)
        if line is None:
            line = datum.made[kind] = make(datum)
        yield line


def _jsonl(view: DataView, site: SiteView) -> str:
    return feeds.jsonl(_lines(view, "jsonl", lambda d: feeds.jsonl_line(d.article, d.url, d.related)))


def _csv(view: DataView, site: SiteView) -> str:
    return feeds.csv(_lines(view, "csv", lambda d: feeds.csv_row(d.article, d.url)))


def _bibtex(view: DataView | Citation, site: SiteView) -> str:
    if isinstance(view, Citation):
        return citations.bibtex(view)
    return "\n".join(_lines(view, "bib", lambda d: citations.bibtex(d.citation)))


def _ris(view: DataView | Citation, site: SiteView) -> str:
    if isinstance(view, Citation):
        return citations.ris(view)
    return "".join(_lines(view, "ris", lambda d: citations.ris(d.citation)))


def _csl(view: DataView | Citation, site: SiteView) -> str:
    if isinstance(view, Citation):
        return citations.csl_json([view])
    return "[\n" + ",\n".join(_lines(view, "csl", lambda d: citations.csl_item(d.citation))) + "\n]\n"


def _atom(view: FeedView, site: SiteView) -> str:
    entries = (feeds.atom_entry(d.article, _address(view, d.url, site)) for d in view.items)
    return feeds.atom(_feed(view, site), entries)


def _jsonfeed(view: FeedView, site: SiteView) -> str:
    items = (feeds.json_item(d.article, _address(view, d.url, site)) for d in view.items)
    return feeds.json_feed(_feed(view, site), items)


def _feed(view: FeedView, site: SiteView) -> feeds.Feed:
    own = _address(view, view.url, site)
    dates = [moment for d in view.items if (moment := feeds.moment(d.article))]
    return feeds.Feed(
        title=view.title,
        address=own,
        page=_address(view, view.page, site),
        id=own if site.url else f"urn:backfile:feed:{view.url}",
        publisher=site.title,
        subtitle=site.tagline if view.page == "/" else "",
        lang=site.lang,
        **({"updated": max(dates)} if dates else {}),
    )


def _address(view: FeedView, url: str, site: SiteView) -> str:
    """Absolute where the archive has an address, else relative to the feed."""
    return site.url.rstrip("/") + urls.quoted(url) if site.url else urls.link(view.url, url, offline=site.offline)


def _sitemap(view: SitemapView, site: SiteView) -> str:
    return feeds.sitemap(site.url, view.urls)


def _sitemap_index(view: SitemapView, site: SiteView) -> str:
    return feeds.sitemap_index(site.url, view.urls)


def _robots(view: SitemapView, site: SiteView) -> str:
    return feeds.robots(site.url)


_WRITERS: dict[str, Callable[[Any, SiteView], str]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "cite.bib": _bibtex,
    "cite.ris": _ris,
    "cite.csl": _csl,
    "atom": _atom,
    "jsonfeed": _jsonfeed,
    "sitemap": _sitemap,
    "sitemapindex": _sitemap_index,
    "robots": _robots,
}
