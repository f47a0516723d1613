"""What is found most often, put in order.

order = Order([Link("Oman", "/tags/oman/"), Link("Ferries", "/tags/ferries/")])
order.ranked({"Oman": 3, "Ferries": 9})
→ (Count("Ferries", "/tags/ferries/", 9), Count("Oman", "/tags/oman/", 3))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backfile.views import Count, Link


class Order:
    """The order of links to pages, by URL, in which those stand that are found as often."""

    def __init__(self, links: Iterable[Link]) -> None:
        """Each of another text. One without a page is never ranked."""
        self._links = sorted((link for link in links if link.url), key=lambda link: (link.url, link.text))
        self._places = {link.text: place for place, link in enumerate(self._links)}

    def ranked(self, counted: Mapping[str, int], besides: str = "", most: int = 12) -> tuple[Count, ...]:
        """Those that are counted most often, by their texts; ties by URL. One is left out: `besides`, a URL."""
        places, many = self._places, len(self._links)
        # Sorted as numbers, which of 250 takes a sixth of the time: the more often, the less; as often, by place.
        keys = sorted([places[text] - count * many for text, count in counted.items() if text in places])
        found = ((self._links[key % many], -(key // many)) for key in keys[: most + 1])
        return tuple([Count(link.text, link.url, count) for link, count in found if link.url != besides][:most])
