"""The sitemap (sitemaps.org 0.9) and robots.txt (RFC 9309).

    sitemap("https://example.org/", ["/2025/06/x/"])     → … <url><loc>https://example.org/2025/06/x/</loc></url> …

Paths of the site come in; the site's address makes them absolute, as both formats ask.
"""

from __future__ import annotations

from collections.abc import Iterable

from backfile import urls
from backfile.feeds.text import xml

_SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(site: str, paths: Iterable[str]) -> str:
    """At most 50,000 site paths, made absolute by the site's address. No date: none is known that a crawler means."""
    return _map("urlset", "url", site, paths)


def sitemap_index(site: str, paths: Iterable[str]) -> str:
    """The site paths of the sitemaps of a large archive."""
    return _map("sitemapindex", "sitemap", site, paths)


def _map(root: str, element: str, site: str, paths: Iterable[str]) -> str:
    begun, ended = f"<{element}><loc>{xml(site.rstrip('/'))}", f"</loc></{element}>\n"
    lines = "".join([f"{begun}{urls.quoted(path)}{ended}" for path in paths])  # quoted, a path holds nothing of XML's
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{root} {_SITEMAPS}>\n{lines}</{root}>\n'


def robots(site: str) -> str:
    """All may read; where the site has an address, its sitemap is named."""
    where = f"\nSitemap: {site.rstrip('/')}/sitemap.xml\n" if site else ""
    return f"User-agent: *\nAllow: /\n{where}"
