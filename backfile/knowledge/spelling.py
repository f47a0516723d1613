"""Tags that may be one: told apart by case, a plural, British and American spelling, or a letter.

    suggestions((Tag("election", …, 2 articles), Tag("elections", …, 9 articles)))  →  ((election, elections),)

A suggestion is for a person to take or leave, and errs towards silence: “Kim Min-seo” and “Kim Min-soo” are two people,
and no digit is a slip (“G7”, “G20”). Linear in the tags: each has a handful of keys, and those that share one pair.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from backfile.knowledge import lexicon, variants
from backfile.model import Tag

# Letters that a name needs before a missing one may be a slip: Iran and Iraan are too short to tell.
_SHORTEST = 7
# Tags that share a key and are all compared; more than that share it by chance.
_MOST = 6
_APART = re.compile(r"[^\w]|_")
_SPELT = (
    ("isation", "ization"), ("ise", "ize"), ("our", "or"), ("programme", "program"), ("centre", "center"),
    ("theatre", "theater"), ("defence", "defense"), ("licence", "license"), ("cheque", "check"), ("tyre", "tire"),
)  # fmt: skip


def suggestions(tags: Sequence[Tag]) -> tuple[tuple[Tag, Tag], ...]:
    """Pairs to merge, (the rarer, the commoner), by slug of the commoner and of the rarer."""
    sharing: dict[str, list[int]] = defaultdict(list)
    for number, tag in enumerate(tags):
        for key in sorted(set(_keys(tag.name))):
            sharing[key].append(number)
    pairs = set()
    for key, numbers in sharing.items():
        if 1 < len(numbers) <= _MOST:
            for i, one in enumerate(numbers):
                pairs |= {(one, other) for other in numbers[i + 1 :] if _likely(key, tags[one].name, tags[other].name)}
    found = (_ordered(tags[one], tags[other]) for one, other in pairs)
    return tuple(sorted(found, key=lambda pair: (pair[1].slug, pair[0].slug)))


def _ordered(one: Tag, other: Tag) -> tuple[Tag, Tag]:
    """The rarer first; of equals the one whose slug comes later."""
    return (one, other) if (len(one.articles), other.slug) < (len(other.articles), one.slug) else (other, one)


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    return _APART.sub("", lexicon.fold(name))


def _keys(name: str) -> Iterator[str]:
    """What it shares with names that may be the same; the first letter says by which rule."""
    bare = _bare(name)
    if not bare:
        return
    yield "=" + _standard(_singular(bare))
    if " " in name:
        yield "~" + variants.key(name)
    if len(bare) >= _SHORTEST and bare.isalpha():
        yield "-" + bare
        for at in range(min(len(bare), 60)):
            yield "-" + bare[:at] + bare[at + 1 :]


def _singular(word: str) -> str:
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + instead
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "sui" else word


def _standard(word: str) -> str:
    for british, american in _SPELT:
        word = word.replace(british, american)
    return word


def _likely(key: str, one: str, other: str) -> bool:
    """Whether a shared key speaks for one tag: any does, but a letter left out must be all that differs."""
    if key[0] != "-":
        return True
    first, second = sorted((_bare(one), _bare(other)), key=len)
    if len(second) - len(first) == 1:
        # A last letter makes another word (“Peruvian Andes”, “Andesa”), save a doubled one.
        at = next((i for i, c in enumerate(first) if second[i] != c), len(first))
        return at < len(first) and first[at:] == second[at + 1 :]
    at = next((i for i, c in enumerate(first) if second[i] != c), len(first))
    swapped = first[at : at + 2] == second[at : at + 2][::-1]
    return len(first) == len(second) and swapped and first[at + 2 :] == second[at + 2 :]
