"""The three-way merge of one article, as a value: what import wrote, what stands in the file, what it would write now.

    wrote A, stands A, now B   → write B
    wrote A, stands M, now B   → leave M, tell that B was spared
    wrote A, stands M, now A   → leave M
    wrote A, stands B, now B   → nothing to do

An absent key is a value like any other, so a key that a person deleted stays deleted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from backfile.content.fields import digest
from backfile.model import Record


class Merged(Record, frozen=True):
    """What to do with one article's file, and what to remember afterwards."""

    changes: dict[str, Any]
    "Fields to write; None removes one."
    spared: dict[str, Any]
    "Fields that a person changed, with what import would write now and has not offered before."
    fields: dict[str, str]
    offered: dict[str, str]
    "Both as in `Remembered`."


def merge(
    fields: Mapping[str, str],
    offered: Mapping[str, str],
    now: Mapping[str, Any],
    standing: Mapping[str, Any] | None,
    only: Collection[str] | None = None,
) -> Merged:
    """Merges what import would write `now` into what is `standing` in the file (None: the file was deleted).

    `fields` and `offered` are the remembered digests. `only` narrows the merge to some fields.
    """
    changes: dict[str, Any] = {}
    spared: dict[str, Any] = {}
    kept, told = dict(fields), dict(offered)
    for key in dict.fromkeys((*now, *fields)):
        if only is not None and key not in only:
            continue
        new, old = digest(now.get(key)), fields.get(key, "")
        told.pop(key, None)
        here = None if standing is None else digest(standing.get(key))
        if here == new or (here == old and new != old):
            if here != new:
                changes[key] = now.get(key)
            kept[key] = new
        elif new != old:
            told[key] = new
            if offered.get(key) != new:
                spared[key] = now.get(key)
    return Merged(changes, spared, {key: value for key, value in kept.items() if value}, told)


def settled(fields: Mapping[str, str], offered: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether import would write exactly what it wrote last, so that no file need be looked at."""
    return not offered and now == fields
