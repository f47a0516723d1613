"""When an article was published, as minutes that can be compared: the span in which that certainly lies.

    span(article published "2025-03-08T07:10:00+08:00")  → one minute, 29,022,430 minutes after the start of 1970
    span(article published "2025-03")                    → the whole month

A time without zone, and a day, are taken in UTC. An article that only has `captured` was published before its end.
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import NamedTuple

from backfile.dates import parse
from backfile.model import Article

DAY = 24 * 60
_BEGAN = datetime.datetime(1970, 1, 1)


class Moments(NamedTuple):
    """First and last minute, both included."""

    low: int
    high: int

    def before(self, other: Moments) -> bool:
        """Whether it certainly is the earlier."""
        return self.high < other.low


def span(article: Article) -> Moments | None:
    """When it was published; None where neither side of that is known."""
    return _span(article.published) if article.published else None


def day(article: Article) -> int | None:
    """Days since 1970 of the earliest it can be, else of its capture: good enough to tell near from far."""
    known = _span(article.published or article.captured or "")
    return known.low // DAY if known else None


@lru_cache(maxsize=1 << 16)
def _span(text: str) -> Moments | None:
    try:
        date = parse(text)
    except ValueError:
        return None
    first, last = date.first, date.last
    if first is None or last is None or date.approximate:
        return None
    zones = [point.zone if point else None for point in (date.start, date.end)]
    return Moments(_minutes(first, zones[0]), _minutes(last, zones[1]))


def _minutes(moment: datetime.datetime, zone: str | None) -> int:
    east = 0
    if zone and zone != "Z":
        hours, _, rest = zone[1:].partition(":")
        east = (int(hours) * 60 + int(rest or 0)) * (-1 if zone[0] == "-" else 1)
    return int((moment - _BEGAN).total_seconds()) // 60 - east
