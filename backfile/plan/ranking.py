"""What is found most often, put in order.

ranked({0: 3, 1: 9}, (Link("Oman", "/tags/oman/"), Link("Ferries", "/tags/ferries/")))
→ (Count("Ferries", "/tags/ferries/", 9), Count("Oman", "/tags/oman/", 3))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backfile.views import Count, Link


def ranked(counted: Mapping[int, int], links: Sequence[Link], besides: str = "", most: int = 12) -> tuple[Count, ...]:
    """The links with a page, by their places, that are counted most often; ties by URL. One is left out: `besides`."""
    least = sorted(counted.values(), reverse=True)[: most + 1][-1:] or [0]  # the rest, most of all, are not ranked
    found = [(-count, links[n].url, links[n].text) for n, count in counted.items() if count >= least[0]]
    entries = [entry for entry in sorted(found) if entry[1] and entry[1] != besides]
    return tuple([Count(text, url, -count) for count, url, text in entries[:most]])
