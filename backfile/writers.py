"""The files of the site that are not HTML: each writer turns a view into the bytes of its file.

render(Page("/feed.xml", "atom", FeedView(…)), site)  →  b'<?xml version="1.0" …'
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from backfile import citations, feeds, urls
from backfile.citations import Citation
from backfile.config import colour
from backfile.model import Page
from backfile.views import (
    CiteView,
    DataView,
    FeedView,
    FileView,
    ManifestView,
    Share,
    SitemapView,
    SiteView,
    StoryRecords,
    StyleView,
    Subject,
    TableView,
)


def render(page: Page, site: SiteView) -> bytes:
    """The bytes of a file of the site that no template makes."""
    if page.template == "static":
        return _copy(page.view)
    # Text that was never Unicode (half of a surrogate pair) has no UTF-8 to write.
    return _WRITERS[page.template](page.view, site).encode(errors="replace")


def _copy(view: FileView) -> bytes:
    return Path(view.path).read_bytes()


def _lines(members: Iterable[Share[Subject]], kind: str, make: Callable[[Share[Subject]], str]) -> Iterator[str]:
    for share in members:
        line = share.made.get(kind)
        if line is None:
            line = share.made[kind] = make(share)
        yield line


def _jsonl(view: DataView, site: SiteView) -> str:
    return feeds.jsonl(_lines(view.members, "jsonl", lambda s: feeds.jsonl_line(s.subject[0], s.url, s.subject[1])))


def _stories(view: StoryRecords, site: SiteView) -> str:
    return "".join(map(feeds.story_line, view.stories))


def _csv(view: TableView, site: SiteView) -> str:
    return feeds.csv(_lines(view.members, "csv", lambda s: feeds.csv_row(s.subject, s.url)))


def _bibtex(view: CiteView | Citation, site: SiteView) -> str:
    if isinstance(view, Citation):
        return citations.bibtex(view)
    return "\n".join(_lines(view.members, "bib", lambda s: citations.bibtex(s.subject)))


def _ris(view: CiteView | Citation, site: SiteView) -> str:
    if isinstance(view, Citation):
        return citations.ris(view)
    return "".join(_lines(view.members, "ris", lambda s: citations.ris(s.subject)))


def _csl(view: CiteView | Citation, site: SiteView) -> str:
    if isinstance(view, Citation):
        return citations.csl_json([view])
    return "[\n" + ",\n".join(_lines(view.members, "csl", lambda s: citations.csl_item(s.subject))) + "\n]\n"


def _atom(view: FeedView, site: SiteView) -> str:
    entries = (feeds.atom_entry(s.subject, _address(view, s.url, site)) for s in view.items)
    return feeds.atom(_feed(view, site), entries)


def _jsonfeed(view: FeedView, site: SiteView) -> str:
    items = (feeds.json_item(s.subject, _address(view, s.url, site)) for s in view.items)
    return feeds.json_feed(_feed(view, site), items)


def _feed(view: FeedView, site: SiteView) -> feeds.Feed:
    own = _address(view, view.url, site)
    dates = [moment for s in view.items if (moment := feeds.moment(s.subject))]
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


def _manifest(view: ManifestView, site: SiteView) -> str:
    """What a browser that keeps the site as an app wants to know. Addresses are relative to the manifest's own."""
    icon = {"src": "icon.svg", "sizes": "any", "type": "image/svg+xml"}
    touch = {"src": "apple-touch-icon.png", "sizes": "180x180", "type": "image/png"}
    made = {
        "name": site.title,
        "description": site.tagline,
        "lang": site.lang,
        "dir": site.dir,
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": "#fafaf7",
        "theme_color": "#fafaf7",
        "icons": [icon, touch],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _style(view: StyleView, site: SiteView) -> str:
    return f"{Path(view.path).read_text('utf-8')}\n@layer tokens {{ {colour.rules(view.accent)} }}\n"


def _robots(view: SitemapView, site: SiteView) -> str:
    return feeds.robots(site.url)


_WRITERS: dict[str, Callable[[Any, SiteView], str]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "stories": _stories,
    "cite.bib": _bibtex,
    "cite.ris": _ris,
    "cite.csl": _csl,
    "atom": _atom,
    "jsonfeed": _jsonfeed,
    "sitemap": _sitemap,
    "sitemapindex": _sitemap_index,
    "manifest": _manifest,
    "robots": _robots,
    "style": _style,
}
