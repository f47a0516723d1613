"""The date that an article is shown under: in words, and how it is known.

when(article, English)   → When("[23 June 2025]", "supplied", edtf="2025-06-22/2025-06-23", iso="")
"""

from __future__ import annotations

import re
from functools import lru_cache

from backfile import catalogue, dates
from backfile.language import Language
from backfile.model import Article
from backfile.views import When

_DAY = len("2025-06-23")
"What is longer is hardly ever the date of two articles."
# What HTML's <time datetime> takes of EDTF: a year, a month, a day, or a moment.
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?")


def when(article: Article, own: Language) -> When:
    """The date that an article is shown under, and how it is known."""
    if article.published:
        return dated(article.published, own.tag, supplied=bool(article.relative))
    if article.captured:
        found = dated(article.captured, own.tag)
        return When(found.text, "captured", found.edtf, found.iso)
    return When(own.text("n.d."), "unknown")


def dated(text: str, lang: str, *, supplied: bool = False) -> When:
    """A date of EDTF in words of `lang`. No page prints an interval."""
    return (_dated if len(text) > _DAY else _kept)(text, lang, supplied)


def _dated(text: str, lang: str, supplied: bool) -> When:
    known = catalogue.certainty_of(text, supplied=supplied)
    return When(dates.words(text, lang), known, text, text if _ISO.fullmatch(text) else "")


_kept = lru_cache(maxsize=16384)(_dated)


def begins(when: When) -> bool:
    """Whether a date of publication is bounded below: `[by 23 June 2025]` is not."""
    if when.certainty in ("captured", "unknown"):
        return False
    return when.iso > "0001" or dates.parse(when.edtf).earliest is not None
