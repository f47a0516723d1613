"""How old a relative phrase says something is, as bounds in seconds.

    age("2 hours ago")       → (5400, 9000)
    age("an hour ago")       → (2670, 5400)
    age("منذ ٣ أيام")        → (216000, 302400)
    age("last week")         → None

The aggregator's labels follow the rounding of moment and dayjs: 45 seconds are a minute, 90 seconds 2 minutes, 45
minutes an hour, 22 hours a day, 26 days a month. Labels that those never write (`1 hour ago`, `50 minutes ago`,
`2h ago`, `3 weeks ago`) come from sites of which it is not known whether they round or cut: both are allowed for.
"""

from __future__ import annotations

import re

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_MONTH, _YEAR = 2629746, 31556952  # the Gregorian mean

Bounds = tuple[float, float]

# Per unit: its length; the bounds of the single one; the last number that dayjs counts in it.
_UNITS: dict[str, tuple[int, Bounds, int]] = {
    "second": (1, (0, 44), 0),
    "minute": (_MINUTE, (45, 90), 44),
    "hour": (_HOUR, (44.5 * _MINUTE, 90 * _MINUTE), 21),
    "day": (_DAY, (21.5 * _HOUR, 36 * _HOUR), 25),
    "week": (7 * _DAY, (3.5 * _DAY, 14 * _DAY), 0),
    "month": (_MONTH, (25.5 * _DAY, 45.5 * _DAY), 10),
    "year": (_YEAR, (10.5 * _MONTH, 17.5 * _MONTH), 200),
}
_SHORT = {"s": "second", "m": "minute", "min": "minute", "h": "hour", "hr": "hour", "d": "day", "w": "week"}
_SHORT |= {"sec": "second", "mo": "month", "y": "year", "yr": "year"}

_ENGLISH = re.compile(r"(?P<few>a few seconds)|(?:(?P<one>an?)|(?P<n>\d{1,3})) ?(?P<unit>[a-z]{1,8})", re.IGNORECASE)

# Counted nouns of dayjs `ar` and of moment's fuller plurals: (one, two, several).
_ARABIC = {
    "second": ("ثانية", "ثانيتين", "ثواني", "ثوان", "ثوانٍ"),
    "minute": ("دقيقة", "دقيقتين", "دقائق"),
    "hour": ("ساعة", "ساعتين", "ساعات"),
    "day": ("يوم", "يومين", "أيام", "ايام", "يوما", "يومًا"),
    "week": ("أسبوع", "أسبوعين", "أسابيع"),
    "month": ("شهر", "شهرين", "أشهر", "شهور", "شهرا", "شهرًا"),
    "year": ("عام", "عامين", "أعوام", "سنة", "سنتين", "سنوات", "عاما", "عامًا"),
}
_ARABIC_UNIT = {word: unit for unit, words in _ARABIC.items() for word in words}
_DUALS = frozenset(word for words in _ARABIC.values() for word in words if word.endswith("ين"))


def age(phrase: str) -> Bounds | None:
    """The bounds of the age that `phrase` gives, in seconds, or None if it is no relative time."""
    words = " ".join(phrase.split())
    if words.startswith("منذ "):
        return _arabic(words[4:].split())
    bare = words.lower()
    if not bare.endswith(" ago"):
        return None
    match = _ENGLISH.fullmatch(bare[:-4])
    if match is None:
        return None
    if match["few"]:
        return _UNITS["second"][1]
    spelt = match["unit"]
    short = _SHORT.get(spelt) or _SHORT.get(spelt.removesuffix("s"))
    unit = spelt.removesuffix("s")
    if unit not in _UNITS:
        return _loose(int(match["n"]), short) if short and match["n"] else None
    if match["one"]:
        return _UNITS[unit][1]
    return _counted(int(match["n"]), unit)


def _arabic(words: list[str]) -> Bounds | None:
    """`['ساعة', 'واحدة']`, `['ساعتين']`, `['٣', 'أيام']`."""
    if len(words) == 2 and words[0].isdecimal() and len(words[0]) < 4 and words[1] in _ARABIC_UNIT:
        return _counted(int(words[0]), _ARABIC_UNIT[words[1]])
    if words == ["بضع", "ثوان"] or words == ["ثوان"] or words == ["ثوانٍ"]:
        return _UNITS["second"][1]
    if not words or words[0] not in _ARABIC_UNIT or words[1:] not in ([], ["واحد"], ["واحدة"]):
        return None
    unit = _ARABIC_UNIT[words[0]]
    return _counted(2, unit) if words[0] in _DUALS else _UNITS[unit][1]


def _counted(n: int, unit: str) -> Bounds:
    length, single, most = _UNITS[unit]
    if not 2 <= n <= most:
        return _loose(n, unit)
    low = single[1] if n == 2 else (n - 0.5) * length
    return (low, (n + 0.5) * length)


def _loose(n: int, unit: str) -> Bounds:
    """Rounded or cut, it is not known which."""
    length = _UNITS[unit][0]
    return (max(0.0, n - 0.5) * length, (n + 1.0) * length)
