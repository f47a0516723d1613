"""What a word looks like: a given name, an ordinary English word, a family name that stands first.

given_name("Sergei") · given_name("Min-seo") · ordinary("industries") · surname_first(("Kim", "Min-seo"))
"""

from __future__ import annotations

import re
import unicodedata

from backfile.knowledge import words as w
from backfile.knowledge.lexicon import load
from backfile.knowledge.memo import remembered

# “Min-seo”, “Jong-un”: a syllable, a hyphen and another in lower case.
_SYLLABLES = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{2,6}$")
# Endings that only words have: names of people hardly ever end so.
_WORDY = re.compile(
    r".{3,}(?:ment|tion|sion|able|ible|ical|ology|ware|works|tech|soft|cast|link|net|corp|bank|com|craft|gen|chain|grid|hub|labs|media|pay|ability|ivity)s?$"
)
_ENDINGS = {
    "s": (("ies", "y"), ("es", ""), ("s", "")),
    "d": (("ed", ""), ("ed", "e")),
    "g": (("ing", ""), ("ing", "e")),
    "y": (("ly", ""),),
}
"By their last letter, and what the word has in their place without them."


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()


@remembered(1 << 16)
def given_name(word: str) -> bool:
    """Whether people are called so: “Sergei”, “Anne-Marie”, “Min-seo”."""
    folded = _folded(word)
    given = load().given
    if folded in given:
        return True
    if "-" not in word:
        return False
    if all(map(ordinary, folded.split("-"))):
        return False  # Ninety-six
    return bool(_SYLLABLES.match(word)) or all(part in given for part in folded.split("-"))


def surname_first(words: tuple[str, ...]) -> bool:
    """“Kim Min-seo”, “Xi Jinping”: a family name that comes first."""
    return words[0].lower() in w.FAMILY_FIRST and len(words) in (2, 3) and words[1].lower() not in w.BODIES


@remembered(1 << 16)
def ordinary(word: str) -> bool:
    """Whether it is an English word too, inflected or not."""
    lower = word.lower()
    if "-" in lower and len(parts := lower.split("-")) < 5:
        return all(len(part) < 3 or ordinary(part) for part in parts)
    english = load().english
    if lower in english or lower in w.COMMON:
        return True
    for ending, instead in _ENDINGS.get(lower[-1:], ()):
        if len(lower) - len(ending) > 3 and lower.endswith(ending) and lower[: -len(ending)] + instead in english:
            return True
    return coined(lower)


def coined(word: str) -> bool:
    """Whether it ends as words and firms do, and names of people hardly ever: “…tech”, “…soft”, “…ment”."""
    return bool(_WORDY.match(word.lower()))
