"""Which articles stand in which part of the index: by period, so that closed periods are never indexed again.

    up to 5,000 dated articles      dated
    more                             2016-2023, 2024-2031: spans of 2, 4, 8 … years, as long as they may be
    a year of more                   2024-01, 2024-02, …, 2024 (what fits no month)
    a month of more                  2024-06-0, 2024-06-1: by a digest of the article's path
    what fits no year                undated, or undated-0 and undated-1

The fewer parts, the less a visitor's first query loads: 7 kB of each for each word. The smaller, the sooner an edit is
indexed: 5,000 articles in 5 s. Whether a span is divided depends on what lies in it alone: an article that comes later
divides one part, and moves nothing between the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b

from backfile import catalogue
from backfile.model import Archive, Article

MOST = 5_000
MOST_WORDS = 2_000_000
"Of one part. Pagefind takes some 550 bytes of memory a word: 1.1 GB."
_AGES = 1 << 14  # years; no date is beyond

Part = tuple[str, list[Article]]
"Its name and its articles, in the order of the archive."


def divide(archive: Archive) -> Iterator[Part]:
    """The parts of the index, oldest first, the undated last."""
    years: dict[int, list[Article]] = {}
    undated = []
    for article in archive.articles:
        period = catalogue.period(article)
        if period:
            years.setdefault(int(period[:4]), []).append(article)
        else:
            undated.append(article)
    yield from _span(years, 0, _AGES)
    yield from _halves("undated", undated)


def _fits(articles: Sequence[Article]) -> bool:
    return len(articles) <= MOST and sum(article.words for article in articles) <= MOST_WORDS


def _span(years: dict[int, list[Article]], first: int, width: int) -> Iterator[Part]:
    """Parts of the years from `first` on; `width` is how many, a power of two."""
    inside = [article for year in sorted(years) for article in years[year]]
    if not inside:
        return
    if width == 1:
        yield from _months(f"{first:04}", inside)
    elif _fits(inside):
        yield f"{first:04}-{first + width - 1:04}" if width < _AGES else "dated", inside
    else:
        half = first + width // 2
        yield from _span({year: found for year, found in years.items() if year < half}, first, width // 2)
        yield from _span({year: found for year, found in years.items() if year >= half}, half, width // 2)


def _months(year: str, articles: list[Article]) -> Iterator[Part]:
    if _fits(articles):
        yield year, articles
        return
    months: dict[str, list[Article]] = {}
    for article in articles:
        months.setdefault(catalogue.period(article), []).append(article)
    for month in sorted(months):
        yield from _halves(month, months[month])


def _halves(name: str, articles: list[Article], depth: int = 0) -> Iterator[Part]:
    if len(articles) < 2 or _fits(articles):
        if articles:
            yield name, articles
        return
    halves: tuple[list[Article], list[Article]] = ([], [])
    for article in articles:
        halves[_bit(article.path, depth)].append(article)
    for bit, half in enumerate(halves):
        yield from _halves(f"{name}{bit}" if depth else f"{name}-{bit}", half, depth + 1)


def _bit(path: str, depth: int) -> int:
    digest = blake2b(path.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (63 - depth) & 1
