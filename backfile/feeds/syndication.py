"""Atom 1.0 (RFC 4287) and JSON Feed 1.1 of dated articles.

    atom(feed, [atom_entry(article, "2025/06/x/"), …])         → the whole of feed.xml
    json_feed(feed, [json_item(article, "2025/06/x/"), …])     → the whole of feed.json

The date of an entry is the earliest bound of `published`, as midnight UTC where no time with a zone is given. An
article that is not dated, or only from above, has no entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from backfile.dates import parse
from backfile.feeds.text import json, xml
from backfile.model import Article, Record

_LANG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")


class Feed(Record, frozen=True):
    """What a feed says of itself. Addresses are absolute, or relative to the feed where the archive has no address."""

    title: str
    address: str
    "The feed's own."
    page: str
    "The page that it follows."
    id: str
    "Permanent: the feed's absolute address, or `urn:backfile:feed:/feed.xml` without one."
    publisher: str
    "The archive's title: the author where an article names none."
    subtitle: str = ""
    lang: str = ""
    "BCP 47."
    updated: str = "1970-01-01T00:00:00Z"
    "RFC 3339: the newest entry's date. A feed must say one; of an empty one nothing is known, and no clock is asked."


def moment(article: Article) -> str | None:
    """When an article came out, as RFC 3339: the earliest bound, to the second if `published` gives a zone.

    None where it is not dated, or dated only from above.
    """
    if article.published is None:
        return None
    date = parse(article.published)
    if date.start is None or date.earliest is None:
        return None
    point = date.start
    if point.time and point.zone:
        clock = point.time if point.time.count(":") == 2 else f"{point.time}:00"
        zone = point.zone if point.zone == "Z" or ":" in point.zone else f"{point.zone}:00"
        return f"{date.earliest}T{clock}{zone}"
    return f"{date.earliest}T00:00:00Z"


def atom(feed: Feed, entries: Iterable[str]) -> str:
    """A whole Atom feed of entries made by `atom_entry`."""
    subtitle = f"  <subtitle>{xml(feed.subtitle)}</subtitle>\n" if feed.subtitle else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"{_xml_lang(feed.lang)}>\n'
        f"  <title>{xml(feed.title)}</title>\n{subtitle}"
        f"  <id>{xml(feed.id)}</id>\n  <updated>{feed.updated}</updated>\n"
        f"  <author><name>{xml(feed.publisher)}</name></author>\n"
        f'  <link rel="self" type="application/atom+xml" href="{xml(feed.address)}"/>\n'
        f'  <link rel="alternate" type="text/html" href="{xml(feed.page)}"/>\n'
        f"{''.join(entries)}</feed>\n"
    )


def atom_entry(article: Article, address: str) -> str:
    """One entry of a dated article; `address` is its page's, percent-encoded. Raises ValueError if it is not dated."""
    when = _dated(article)
    who = article.author or article.agency or article.source
    author = f"    <author><name>{xml(who)}</name></author>\n" if who else ""
    summary = f"    <summary>{xml(article.summary)}</summary>\n" if article.summary else ""
    tags = "".join(f'    <category term="{xml(tag)}"/>\n' for tag in article.tags)
    return (
        f"  <entry{_xml_lang(article.lang)}>\n    <title>{xml(article.title)}</title>\n"
        f"    <id>urn:backfile:{xml(article.id)}</id>\n"
        f'    <link rel="alternate" type="text/html" href="{xml(address)}"/>\n'
        f"    <published>{when}</published>\n    <updated>{when}</updated>\n{author}{summary}{tags}  </entry>\n"
    )


def _xml_lang(lang: str | None) -> str:
    return f' xml:lang="{lang}"' if lang and _LANG.fullmatch(lang) else ""


def _dated(article: Article) -> str:
    when = moment(article)
    if when is None:
        raise ValueError(f"an article without a date of publication has no place in a feed: {article.id}")
    return when


def json_feed(feed: Feed, items: Iterable[str]) -> str:
    """A whole JSON Feed of items made by `json_item`."""
    head: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "description": feed.subtitle,
        "language": feed.lang,
        "authors": [{"name": feed.publisher}],
    }
    start = json({key: value for key, value in head.items() if value or key == "title"})[:-1]
    return start + ',"items":[\n' + ",\n".join(items) + "\n]}\n"


def json_item(article: Article, address: str) -> str:
    """One item of a dated article. Raises ValueError if it is not dated."""
    who = article.author or article.agency or article.source
    item: dict[str, Any] = {
        "id": f"urn:backfile:{article.id}",
        "url": address,
        "title": article.title,
        # The format asks for a text; none is made up where a person wrote no summary.
        "content_text": article.summary or "",
        "date_published": _dated(article),
        "authors": [{"name": who}] if who else None,
        "tags": article.tags or None,
        "language": article.lang,
    }
    return json({key: value for key, value in item.items() if value is not None})
