"""What a text is about, and how it is worded: two small digests by which likeness is told without the text.

    note("Ferry capsizes off Tablas", ["At least 11 people drowned when a ferry…", …], "en")
      → (("ferry", 9), ("tabla", 8), ("capsiz", 5), …)       at most 48 stems, the weightiest first
      , (90412, 177803, 203391, …)                           at most 64 numbers: the smallest hashes of its word triples

Texts that share most of their triples share most of their smallest hashes (Broder 1997), so that near-identical texts
are found through an index of those numbers, without comparing every pair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from zlib import crc32

from backfile.knowledge.stems import stem, words

MOST_TERMS = 48
SKETCH = 64
# What stands in the title, in the first paragraph, with a capital.
_TITLED, _OPENING, _CAPITAL = 4, 2, 2
_MARKS = b'.,;:!?"()[]*_\\'
_CURLY = (("\u2019", "'"), ("\u2018", "'"), ("\u201c", ""), ("\u201d", ""), ("«", ""), ("»", ""))

Terms = tuple[tuple[str, int], ...]


def note(title: str, paragraphs: Sequence[str], lang: str | None = None) -> tuple[Terms, tuple[int, ...]]:
    """The terms of a text with their weights, and the sketch of its wording. `lang` is taken for the day it helps."""
    del lang
    return _terms(title, paragraphs), sketch(paragraphs)


def _terms(title: str, paragraphs: Sequence[str]) -> Terms:
    headline = words(title)
    read = [words(paragraph) for paragraph in paragraphs]
    opening = read[0] if read else ()
    said = [*headline, *chain(*read)]
    weights = Counter(map(stem, said))
    distinct = set(said)
    for word in distinct:
        # A capital that is no habit of the word: it names something.
        if not word.islower() and word[0].isupper() and word.lower() not in distinct:
            weights[stem(word)] += _CAPITAL
    for some, bonus in ((headline, _TITLED), (opening, _OPENING)):
        for form in set(map(stem, some)):
            weights[form] += bonus
    del weights[""]  # what tells nothing
    # Those that weigh the same keep the order of the text.
    return tuple(sorted(weights.items(), key=itemgetter(1), reverse=True)[:MOST_TERMS])


def sketch(paragraphs: Sequence[str]) -> tuple[int, ...]:
    """The smallest hashes of a body's triples of words, ascending; equal for equal wording."""
    text = " ".join(paragraphs).lower()
    if not text.isascii():
        for mark, instead in _CURLY:  # a tenth of the time that a table takes
            text = text.replace(mark, instead)
    words = text.encode("utf-8", "surrogatepass").translate(None, _MARKS).split()
    if not words:
        return ()
    if len(words) < 3:
        words = (words * 3)[:3]
    triples = zip(words, words[1:], words[2:], strict=False)
    # Sorting all takes four times as long: twice as many as are wanted lie below this, if they are spread evenly.
    least = (2 * SKETCH << 32) // (len(words) - 2)
    hashes = list(map(crc32, map(b" ".join, triples)))
    low = {x for x in hashes if x < least}
    return tuple(sorted(low if len(low) >= SKETCH else set(hashes))[:SKETCH])
