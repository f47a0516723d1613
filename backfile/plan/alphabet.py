"""Names in the order of an index, under their letters, and on pages of their own where one page cannot hold them.

letters((Count("Zürich", …), Count("The Hague", …)))   → (Letter("H", (The Hague,)), Letter("Z", (Zürich,)))
shelves(names, 500)                                    → Shelf("m", 1200 names) above Shelf("ma", 480 names), …
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from backfile.model import Record
from backfile.views import Count, Letter

OTHER = "#"
"Where names stand that begin with a figure, a sign, or one of the thousands of ideographs and syllables."
# Hangul, kana and Chinese: an index under each of them would be as long as the list.
_MANY = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
_DEEPEST = 6


def letters(names: Iterable[Count]) -> tuple[Letter, ...]:
    """The names in order, under their letters."""
    ordered = sorted(names, key=lambda name: (initial(name.text), folded(name.text), name.url, name.text))
    grouped = groupby(ordered, key=lambda name: initial(name.text))
    return tuple(Letter(letter, tuple(entries)) for letter, entries in grouped)


def folded(name: str) -> str:
    """For sorting: without accents and case, and without an article at the front."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return name.casefold().removeprefix("the ")


def initial(name: str) -> str:
    """The letter that an index files a name under; `#` for figures and signs."""
    letter = folded(name)[:1].upper()
    return letter if letter.isalpha() and (letter.isascii() or not re.match(_MANY, letter)) else OTHER


class Shelf(Record, frozen=True):
    """The names that begin alike."""

    letters: str
    "Folded: `ma`; `#` in the first place for names without a letter there."
    path: str
    "`m/a/`, below the index."
    names: tuple[Count, ...]
    below: tuple[Shelf, ...]
    "Where they are too many for a page: those that go on alike."
    whole: tuple[Count, ...]
    "Those that are on no shelf below: all of them, or where it is divided those that are no longer than its letters."


def shelves(names: Sequence[Count], most: int) -> tuple[Shelf, ...]:
    """A shelf a letter, divided by the next letter where it holds more than `most` names, and so on."""
    keyed = sorted(((_key(name.text), name) for name in names), key=lambda pair: (pair[0], pair[1].url, pair[1].text))
    return tuple(_shelves(keyed, 1, most))


def _key(name: str) -> str:
    """The letters and figures by which a name is found, `#` first where it begins with no letter of an alphabet."""
    bare = "".join(filter(str.isalnum, folded(name)))[:_DEEPEST]
    return OTHER + bare if initial(name) == OTHER else bare


def _shelves(keyed: Sequence[tuple[str, Count]], depth: int, most: int) -> Iterator[Shelf]:
    for start, group in groupby(keyed, key=lambda pair: pair[0][:depth]):
        members = list(group)
        longer = [pair for pair in members if len(pair[0]) > depth] if len(members) > most else []
        whole = [name for key, name in members if not longer or len(key) <= depth]
        below = tuple(_shelves(longer, depth + 1, most))
        path = "".join(f"{letter}/" for letter in start).replace(OTHER, "other")
        yield Shelf(start, path, tuple(name for _, name in members), below, tuple(whole))
