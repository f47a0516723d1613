"""What the plan says in the archive's own language: periods, and why articles are related.

period("2025-06", own)                                              → "June 2025"
reason(Related(3, names=("Kursk",), topics=("War",)), own)          → "both name Kursk, both on War"
"""

from __future__ import annotations

from functools import lru_cache

from backfile import dates
from backfile.language import Language, message
from backfile.model import Related
from backfile.pagination import LETTERS

# By what two articles share: names, topics, a word of their titles.
_REASONS = {
    (True, False, False): message("both name %(names)s"),
    (False, True, False): message("both on %(topics)s"),
    (True, True, False): message("both name %(names)s, both on %(topics)s"),
    (True, False, True): message("both name %(names)s, “%(word)s” in both titles"),
    (False, True, True): message("both on %(topics)s, “%(word)s” in both titles"),
}


def period(text: str, own: Language) -> str:
    """`2025-06` → `June 2025`; an empty one and `undated` have no date; `letters sa` are a letter's."""
    if text.startswith(LETTERS):
        return own.apart(text.removeprefix(LETTERS).capitalize())
    return own.text("Undated") if text in ("", "undated") else dates.words(text, own.tag)


def reason(related: Related, own: Language) -> str:
    """Why one article is said to be related to another."""
    return _reason(related.names, related.topics, related.word, own)


@lru_cache(maxsize=16384)
def _reason(names: tuple[str, ...], topics: tuple[str, ...], word: str, own: Language) -> str:
    return own.text(
        _REASONS[bool(names), bool(topics), bool(word)],
        names=own.list([own.apart(name) for name in names]),
        topics=own.list([own.apart(topic) for topic in topics]),
        word=own.apart(word),
    )
