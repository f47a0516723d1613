"""What is found most often, put in order.

ranked({"Oman": 3, "Ferries": 9}, {"Oman": Link("Oman", "/tags/oman/"), …}.__getitem__)
→ (Count("Ferries", "/tags/ferries/", 9), Count("Oman", "/tags/oman/", 3))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from backfile.views import Count, Link


def ranked(
    counted: Mapping[str, int], link_of: Callable[[str], Link], besides: str = "", most: int = 12
) -> tuple[Count, ...]:
    """Of names, the links with a page that are counted most often; ties by URL. One is left out: `besides`."""
    least = sorted(counted.values(), reverse=True)[: most + 1][-1:] or [0]  # the rest, most of all, are not ranked
    links = [(-count, link_of(name)) for name, count in counted.items() if count >= least[0]]
    found = [(count, link.url, link.text) for count, link in links]
    entries = [entry for entry in sorted(found) if entry[1] and entry[1] != besides]
    return tuple([Count(text, url, -count) for count, url, text in entries[:most]])
