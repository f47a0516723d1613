"""Every character of every seed, and what took it.

seeds/a.txt: 14,245 characters, 4 articles
    title                      283
    body                    12,710
    promo.related-link         257
    space                       31
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from backfile.errors import visible
from backfile.model import Divided, Segment

Report = dict[str, Any]
"One seed's entry in `account --json`: file, sha256, length and spans, as the contract has them."


def report(divided: Divided, ids: Sequence[str]) -> Report:
    """The account of one seed, ready for JSON. `ids[i]` is the id of `divided.articles[i]`."""
    seed = divided.seed
    spans = [_entry(segment, ids) for segment in divided.ledger]
    return {"file": seed.file, "sha256": seed.sha256, "length": len(seed.text), "spans": spans}


def _entry(segment: Segment, ids: Sequence[str]) -> Report:
    article = None if segment.article is None else ids[segment.article]
    return {
        "start": segment.start,
        "end": segment.end,
        "kind": segment.kind,
        "article": article,
        "field": segment.field,
        "rule": segment.rule,
    }


def unaccounted(divided: Divided) -> tuple[tuple[int, int], ...]:
    """The stretches `[start, end)` of a seed that no segment covers, that several cover, or that are not the white
    space they are said to be. Empty for every seed that `seeds.divide` took apart."""
    text, at = divided.seed.text, 0
    found: list[tuple[int, int]] = []
    for segment in divided.ledger:
        if segment.start != at:
            found.append((min(at, segment.start), max(at, segment.start)))
        elif segment.kind == "space" and text[segment.start : segment.end].strip():
            found.append((segment.start, segment.end))
        at = max(at, segment.end)
    if at != len(text):
        found.append((min(at, len(text)), max(at, len(text))))
    return tuple(found)


def lines(reports: Iterable[Report]) -> Iterator[str]:
    """The reports for a person: what each seed's characters went to, then the sum of all."""
    total: Counter[str] = Counter()
    seeds = characters = articles = 0
    for each in reports:
        taken: Counter[str] = Counter()
        for span in each["spans"]:
            taken[span["rule"] or span["field"] or span["kind"]] += span["end"] - span["start"]
        own = len({span["article"] for span in each["spans"] if span["kind"] == "article"})
        yield visible(f"seeds/{each['file']}: {_count(each['length'], 'character')}, {_count(own, 'article')}")
        yield from _table(taken)
        total += taken
        seeds += 1
        characters += each["length"]
        articles += own
    yield f"{_count(seeds, 'seed')}: {_count(characters, 'character')}, {_count(articles, 'article')}"
    yield from _table(total)


_FIRST = ("title", "source", "agency", "author", "relative", "published", "category", "tags", "body")


def _table(taken: Counter[str]) -> Iterator[str]:
    """Fields in the order of an article, then rules by name, then white space."""
    rules = sorted(name for name in taken if name not in _FIRST and name != "space")
    names = [name for name in (*_FIRST, *rules, "space") if taken[name]]
    width = max(map(len, names), default=0)
    for name in names:
        yield f"    {name:<{width}}  {taken[name]:>12,}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
