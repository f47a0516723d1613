"""What differs between a text and its reprint, sentence by sentence.

changes(["A ferry sank. Eleven drowned."], ["A ferry sank. Twelve drowned. More rain is due."])
  → Change("Eleven drowned.", "Twelve drowned."), Change("", "More rain is due.")
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from backfile.model import Change

# A stop with its closing quotes, before white space and what can begin a sentence; not after “Mr” or an initial.
_END = re.compile(
    r"(?<![\s.(][A-Z])(?<!\b[MDS][rst])(?<!\bMrs)(?<![.!?؟…])[.!?؟…]++[\"'”’»)]*+\s++(?=[\"'“‘«(¿¡]*+[^\sa-z])"
)
# Beyond it, comparing in order of the text would take too long; a set will do.
_MOST_PAIRS = 40_000
_ALIKE = 0.4


def sentences(paragraphs: Sequence[str]) -> list[str]:
    """The sentences of a text, each as printed."""
    found = []
    for text in paragraphs:
        start = 0
        for stop in _END.finditer(text):
            found.append(text[start : stop.end()].strip())
            start = stop.end()
        if text[start:].strip():
            found.append(text[start:].strip())
    return found


def changes(before: Sequence[str], after: Sequence[str]) -> tuple[Change, ...]:
    """Where `after` differs from `before`, in order of the text; both are paragraphs."""
    old, new = sentences(before), sentences(after)
    if old == new:
        return ()
    if len(old) * len(new) > _MOST_PAIRS:
        return tuple(_apart(old, new))
    found: list[Change] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            found += _paired(old[a:b], new[c:d])
    return tuple(found)


def _apart(old: list[str], new: list[str]) -> Iterator[Change]:
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    yield from (Change(text, "") for text in gone)
    yield from (Change("", text) for text in come)


def _paired(old: list[str], new: list[str]) -> list[Change]:
    """Each sentence that goes beside the one that comes in its place, if they share enough words."""
    words = [set(text.lower().split()) for text in new]
    made = []
    at = 0
    for text in old:
        mine = set(text.lower().split())
        match = next((i for i in range(at, min(at + 8, len(new))) if _alike(mine, words[i])), None)
        if match is None:
            made.append(Change(text, ""))
            continue
        made += [Change("", one) for one in new[at:match]]
        made.append(Change(text, new[match]))
        at = match + 1
    return made + [Change("", one) for one in new[at:]]


def _alike(a: set[str], b: set[str]) -> bool:
    return len(a & b) >= _ALIKE * max(1, min(len(a), len(b)))
