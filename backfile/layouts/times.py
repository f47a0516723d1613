"""Relative times as the aggregators print them, and a source with its time glued to it.

"Axios12-03-2025"  →  source "Axios", published "12-03-2025"
"CNN12 hours ago"  →  source "CNN", relative "12 hours ago"
"Malaysiakinia day ago"  →  source "Malaysiakini", relative "a day ago"
"""

from __future__ import annotations

import re
from collections.abc import Collection

from backfile.dates import printed
from backfile.model import Record

_UNIT = r"(?:s(?:econd|ec)?s?|m(?:inute|in)?s?|h(?:our|r)?s?|d(?:ay)?s?|w(?:eek|k)?s?|mo(?:nth)?s?|y(?:ear|r)?s?)"
ENGLISH = rf"(?:a few seconds|an? (?:second|minute|hour|day|week|month|year)|\d{{1,3}} ?{_UNIT}) ago"
_ARABIC_UNIT = (
    r"(?:ثانية|ثوان|ثواني|ثانيتين|دقيقة|دقائق|دقيقتين|ساعة|ساعات|ساعتين|يوم|يوما|يوماً|أيام|يومين|"
    r"أسبوع|أسابيع|أسبوعين|شهر|أشهر|شهور|شهرين|عام|أعوام|عامين|سنة|سنوات|سنتين)"
)
ARABIC = rf"منذ (?:بضع |\d{{1,3}} )?{_ARABIC_UNIT}(?: واحدة?| قليلة)?"
RELATIVE = rf"(?:{ENGLISH}|{ARABIC}|[Jj]ust now|in (?:a few seconds|an? minute))"
"A relative time, and nothing else. A page whose clock runs behind prints `in a few seconds`."

_DAY = r"\d\d-\d\d-\d{4}"
WHEN = rf"(?:(?P<relative>{RELATIVE})|(?P<published>{_DAY}))"
"What stands beside a source: how long ago, or, for what is older than some days, the date."

_DATE = re.compile(rf"{_DAY}$")
LONG_DATE = r"(?=.*\d{4})[^\W\d_]{0,9}[\d ,.]*[^\W\d_]{0,9}[\d ,.]*"
"What may be a date on a line of its own: `29 June 2025`, `June 29, 2025`. Whether it is one says `dates.printed`."

_ENGLISH_END = re.compile(r"(?:a few seconds|an? (?:minute|hour|day|month|year)|(\d+) ([a-z]+?)s) ago$")
_ARABIC_END = re.compile(rf"{ARABIC}$")
# Display rules of moment and dayjs: 45 minutes are "an hour", 22 hours "a day", 26 days "a month".
_HIGHEST = {"minute": 44, "hour": 21, "day": 25, "month": 11, "year": 99}
# Outlets named for the clock round or a channel keep their number: `News24`, `CNN-News18`.
_NUMBERED = re.compile(r"(?:\D24|[Nn]ews ?\d{1,2}|[Cc]hannel \d{1,2})$")
_LONGEST_SOURCE = 60


class Glued(Record, frozen=True):
    """A meta line taken apart at `cut`: the source before it, a time behind it."""

    cut: int
    kind: str
    "`published` or `relative`."
    other: str | None = None
    "The other reading's source, where nothing decides between two."


def read_glued(text: str, sources: Collection[str]) -> Glued | None:
    """The parts of a source with its time glued to it, or None where `text` is no such line.

    `sources` are the names that the same page prints by themselves: they decide where `News313 days ago` ends.
    """
    if found := _DATE.search(text):
        cut, kind = found.start(), "published"
        if printed(found[0]) is None:
            return None
    elif found := _ARABIC_END.search(text, max(text.rfind("منذ "), 0)):
        cut, kind = found.start(), "relative"
    elif found := _ENGLISH_END.search(text):
        return _english(text, found, sources)
    else:
        return None
    return Glued(cut, kind) if _is_source(text[:cut], sources) else None


def _english(text: str, found: re.Match[str], sources: Collection[str]) -> Glued | None:
    cut = found.start()
    digits, unit = found.group(1, 2)
    if not digits:
        return Glued(cut, "relative") if _is_source(text[:cut], sources) else None
    readings = []
    for at in range(max(cut, cut + len(digits) - 2), cut + len(digits)):
        number = text[at : cut + len(digits)]
        if number[0] != "0" and 2 <= int(number) <= _HIGHEST.get(unit, -1) and _is_source(text[:at], sources):
            readings.append(at)
    if not readings:
        return None
    known = [at for at in readings if text[:at] in sources]
    if not known and len(readings) > 1 and text[readings[0] - 1].isdigit():
        known = [at for at in readings if _NUMBERED.search(text[:at])]
        if not known:
            return Glued(readings[0], "relative", other=text[: readings[1]])
    return Glued((known or readings)[0], "relative")


def _is_source(text: str, sources: Collection[str]) -> bool:
    if not 0 < len(text) <= _LONGEST_SOURCE:
        return False
    return not text[-1].isspace() or text.rstrip() in sources
