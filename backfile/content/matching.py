"""Which article of a seed is which that was imported before, and what id a new one gets.

    same bytes, same spans             → the same article
    same bytes, other spans            → the best overlap (the program divides better now)
    another text under the same path   → the likest title and sentences (somebody corrected the seed)

Pure: `Index` is what is remembered, `identify` answers for one dump.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from backfile.content.imported import Memory, Remembered, order, ordinal, prefix
from backfile.model import Record, Span

How = Literal["same", "copy", "moved", "changed", "new"]
Stands = Callable[[str, str], bool]
"Whether the seed of this name still has these bytes (file, sha256)."

OVERLAP = 0.2
"Intersection over union from which two sets of spans are one article: half of one that was divided in two has 0.5."
LIKENESS = 0.35
PAIRS = 1_000_000
"Above so many pairs only those that share a sentence or a title are compared."
_GIVEN = re.compile(r"[0-9a-f]{12,64}-")


class Traits(Record, frozen=True):
    """What an article of a dump is known by; all but the spans as `Remembered` has them."""

    title: str
    "Empty where neither the dump nor its text gives one."
    sentences: str
    spans: tuple[Span, ...]


class Identified(Record, frozen=True):
    """A dump's articles, known again."""

    how: How
    file: str
    "The seed that its articles are filed under: for a copy, the other one."
    ids: tuple[str, ...]
    "One a draft, in their order."
    lost: tuple[str, ...] = ()
    "Ids of the seed that none of the drafts is."


class Index:
    """What is remembered, to be found by seed. Grows as articles are added."""

    def __init__(self, memory: Memory) -> None:
        self.entries = memory
        self.by_file: dict[str, set[str]] = {}
        self.by_sha: dict[str, set[str]] = {}
        self.last: dict[str, int] = {}
        self.reserved: set[str] = set()
        for id_ in memory:
            self._file(id_)

    def put(self, entry: Remembered) -> None:
        """Adds `entry`, or replaces what was remembered of its id."""
        if entry.id in self.entries and (seed := self.entries.filed(entry.id).seed):
            self.by_file[seed.file].discard(entry.id)
            self.by_sha[seed.sha256].discard(entry.id)
        self.entries.put(entry)
        self._file(entry.id)

    def _file(self, id_: str) -> None:
        if seed := self.entries.filed(id_).seed:
            self.by_file.setdefault(seed.file, set()).add(id_)
            self.by_sha.setdefault(seed.sha256, set()).add(id_)
        self.take(id_)

    def reserve(self, id_: str) -> None:
        """Keeps an id that is not remembered but stands in a file."""
        self.reserved.add(id_)
        self.take(id_)

    def take(self, id_: str) -> None:
        """Never gives `id_`, nor a lower ordinal of its seed."""
        self.last[prefix(id_)] = max(ordinal(id_), self.last.get(prefix(id_), 0))

    def filed(self, file: str) -> list[Remembered]:
        """The articles of a seed, in the order of their ids."""
        return [self.entries[id_] for id_ in sorted(self.by_file.get(file, ()), key=order)]

    def fresh(self, sha256: str) -> str:
        """An unused prefix for what has this digest: 12 digits, more where another seed begins alike."""
        return next(sha256[:size] for size in range(12, 65) if sha256[:size] not in self.last)


def where(index: Index, file: str, sha256: str, stands: Stands) -> tuple[How, str]:
    """What is known of the seed `file`, and the name that its articles are filed under now."""
    files = {seed.file for id_ in index.by_sha.get(sha256, ()) if (seed := index.entries.filed(id_).seed)}
    if file in files:
        return "same", file
    standing = [other for other in sorted(files) if stands(other, sha256)]
    if standing:
        return "copy", standing[0]
    if files:
        return "moved", min(files)
    return ("changed" if index.by_file.get(file) else "new"), file


def identify(index: Index, file: str, sha256: str, drafts: Sequence[Traits], stands: Stands) -> Identified:
    """Matches the drafts of a seed to what was imported before; the rest get the next unused ordinals."""
    how, filed = where(index, file, sha256, stands)
    known = index.filed(filed)
    matched = match(known, drafts, sha256)
    ids = [entry.id if entry else "" for entry in matched]
    if "" in ids:
        ids = _numbered(index, known, ids, sha256)
    given = set(ids)
    lost = tuple(entry.id for entry in known if entry.fields and entry.id not in given)
    return Identified(how, filed, tuple(ids), lost)


def _numbered(index: Index, known: Sequence[Remembered], ids: list[str], sha256: str) -> list[str]:
    """`ids` with one in the place of each empty one: the next unused ordinals.

    Where nothing is remembered of the seed, an import of it may have been cut short: each gets the id of its place on
    the page, if no file has that.
    """
    # A person's own article may cite the seed too; the ids that import gave are the more.
    ours = [entry.id for entry in known if entry.fields]
    seeds = Counter(map(prefix, ours or [entry.id for entry in known if _GIVEN.match(entry.id)]))
    stem = min(seeds, key=lambda one: (-seeds[one], one)) if seeds else index.fresh(sha256)
    number = index.last.get(stem, 0)
    made, used = list(ids), set(ids)
    for position, id_ in enumerate(ids):
        if not id_:
            id_ = f"{stem}-{position + 1}"
            if ours or id_ in used or id_ in index.entries or id_ in index.reserved:
                number += 1
                id_ = f"{stem}-{number}"
            made[position] = id_
            used.add(id_)
    return made


def match(known: Sequence[Remembered], drafts: Sequence[Traits], sha256: str) -> list[Remembered | None]:
    """For each draft the article it is, or None. No article is given twice; those that import wrote come first."""
    found: list[Remembered | None] = [None] * len(drafts)
    free = {entry.id: entry for entry in sorted(known, key=lambda entry: (not entry.fields, order(entry.id)))}
    for same_text in (True, False):
        alike: dict[object, list[Remembered]] = {}
        for entry in free.values():
            if entry.seed is not None and (entry.seed.sha256 == sha256) == same_text:
                alike.setdefault(entry.seed.spans if same_text else (entry.title, entry.sentences), []).append(entry)
        for number, draft in enumerate(drafts):
            like = draft.spans if same_text else (draft.title, draft.sentences)
            if found[number] is None and (entries := alike.get(like)):
                found[number] = free.pop(entries.pop(0).id)
    left = [number for number, entry in enumerate(found) if entry is None]
    scored = _scored(list(free.values()), [(number, drafts[number]) for number in left], sha256)
    for _, number, entry in sorted(scored, key=lambda one: (-one[0], one[1], order(one[2].id))):
        if found[number] is None and entry.id in free:
            found[number] = free.pop(entry.id)
    return found


def _scored(
    known: Sequence[Remembered], drafts: Sequence[tuple[int, Traits]], sha256: str
) -> Iterator[tuple[float, int, Remembered]]:
    """Every pair that may be one article: (how sure, number of the draft, article)."""
    features = [_features(draft.title, draft.sentences) for _, draft in drafts]
    all_pairs = len(known) * len(drafts) <= PAIRS
    for entry in known:
        same_text = entry.seed is not None and entry.seed.sha256 == sha256
        own = _features(entry.title, entry.sentences)
        for (number, draft), other in zip(drafts, features, strict=True):
            if same_text and entry.seed is not None:
                score = overlap(entry.seed.spans, draft.spans)
                if score >= OVERLAP:
                    yield score, number, entry
            elif all_pairs or own[1] & other[1] or entry.title == draft.title:
                score = _likeness(own, other)
                if score >= LIKENESS:
                    yield score, number, entry


_Features = tuple[frozenset[str], frozenset[str]]


def _features(headline: str, marks: str) -> _Features:
    return frozenset(headline.casefold().split()), frozenset(marks.split())


def _likeness(one: _Features, other: _Features) -> float:
    """0…1: the mean of what titles and sentences share, and at least 0.7 of either alone.

    So a teaser whose one sentence was corrected is known by its headline, and a text with a new headline by itself.
    """
    titles, texts = (len(a & b) / len(a | b) if a and b else 0.0 for a, b in zip(one, other, strict=True))
    return max((titles + texts) / 2, 0.7 * titles, 0.7 * texts)


def overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Intersection over union of two ordered sets of spans."""
    shared = i = j = 0
    while i < len(one) and j < len(other):
        shared += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    total = sum(end - start for spans in (one, other) for start, end in spans) - shared
    return shared / total if total else 0.0
