"""Whole dates as a page prints them beside a headline.

    printed("12-03-2025")                           → "2025-03-12"
    printed("٢٢-٠٧-٢٠٢٥")                           → "2025-07-22"
    printed("13 June 2025"), ("Aug. 12, 2025")      → "2025-06-13", "2025-08-12"
    printed("03/04/2025")                           → None: day first or month first, nothing says which

A date joined by hyphens or full stops has its day first, as the aggregator's pages have. A time after it is dropped.
"""

from __future__ import annotations

import re

from backfile.dates.edtf import MONTHS, parse

_ARABIC_MONTHS = (
    ("يناير", "كانون الثاني"), ("فبراير", "شباط"), ("مارس", "آذار"), ("أبريل", "ابريل", "إبريل", "نيسان"),
    ("مايو", "أيار", "ماي"), ("يونيو", "حزيران", "يونيه"), ("يوليو", "تموز", "يوليه"), ("أغسطس", "اغسطس", "آب"),
    ("سبتمبر", "أيلول"), ("أكتوبر", "اكتوبر", "تشرين الأول"), ("نوفمبر", "تشرين الثاني"), ("ديسمبر", "كانون الأول"),
)  # fmt: skip
MONTH_NUMBER = {name.lower(): n for n, name in enumerate(MONTHS, 1)}
MONTH_NUMBER |= {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)} | {"sept": 9}
MONTH_NUMBER |= {name: n for n, names in enumerate(_ARABIC_MONTHS, 1) for name in names}
MONTH = "|".join(sorted(map(re.escape, MONTH_NUMBER), key=len, reverse=True))

_FORMS = (
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})[-.](?P<month>\d{1,2})[-.](?P<year>\d{4})",
    r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4})",
    rf"(?:\w{{3,9}},? )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<name>{MONTH})\.?,? ?(?P<year>\d{{4}})",
    rf"(?:\w{{3,9}},? )?(?P<name>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? ?(?P<year>\d{{4}})",
)


def printed(text: str) -> str | None:
    """The day that `text` gives, as EDTF; None if it is no whole date, no real one, or could be read two ways."""
    words = " ".join(text[:100].split())
    for form in _FORMS:
        match = re.fullmatch(form + r"(?:[ ,T].{0,40})?", words, re.IGNORECASE | re.DOTALL)
        if match:
            return _day(match.groupdict())
    return None


def _day(found: dict[str, str]) -> str | None:
    if "a" in found:
        a, b = int(found["a"]), int(found["b"])
        if a <= 12 and b <= 12 and a != b:
            return None
        day, month = (b, a) if b > 12 else (a, b)
    else:
        day = int(found["day"])
        month = MONTH_NUMBER[found["name"].lower()] if "name" in found else int(found["month"])
    day_text = f"{int(found['year']):04d}-{month:02d}-{day:02d}"
    try:
        return parse(day_text).text
    except ValueError:
        return None
