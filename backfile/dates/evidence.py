"""Words in an article that bear on the day it came out.

    "On Monday morning … he declined to say"         → Mention(weekday=0, …): it came out on that Monday or later
    "told reporters on Saturday (September 20)"      → Mention(weekday=5, month=9, day=20, …): on that day or later
    "said today (June 23, 2025)"                     → Mention(today=True, …): on that day

A bare “on Monday” is left alone: reports look back a week. With a part of the day, or with its date, it is recent or
exact. What has not happened yet, and what recurs or lies further back, proves nothing, so a sentence is taken only if
it tells of the past and nothing in it points elsewhere; better to miss ten mentions than to misread one.
"""

from __future__ import annotations

import re
from calendar import day_name
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from backfile.dates.edtf import days_in
from backfile.dates.printed import MONTH, MONTH_NUMBER
from backfile.model import Record


class Mention(Record, frozen=True):
    """A day named in a text, as far as the text names it."""

    quote: str
    "The words, as printed."
    today: bool
    "The day on which the article came out; otherwise a day no later than that."
    weekday: int | None = None
    "0 is Monday."
    month: int | None = None
    day: int | None = None
    year: int | None = None
    quoted: bool = False
    "It may stand inside quotation marks: somebody else's today."

    def fits(self, when: date) -> bool:
        """Whether `when` can be the day named."""
        return (
            self.weekday in (None, when.weekday())
            and (self.month is None or (self.month, self.day) == (when.month, when.day))
            and self.year in (None, when.year)
        )

    def whole(self) -> date | None:
        """The day named, where the text names it in full."""
        if self.year is None or self.month is None or self.day is None:
            return None
        found = date(self.year, self.month, self.day)
        return found if self.fits(found) else None

    def within(self, low: date, high: date) -> date | None:
        """The latest day of `low` to `high`, both included, that can be the day named."""
        span = range((high - low).days, -1, -1)
        return next((when for n in span if self.fits(when := low + timedelta(n))), None)


_WEEKDAYS = {name.lower(): n for n, name in enumerate(day_name)}
_WEEKDAY = "|".join(_WEEKDAYS)
_ARABIC_WEEKDAYS = {
    "الاثنين": 0, "الإثنين": 0, "الثلاثاء": 1, "الأربعاء": 2, "الاربعاء": 2,
    "الخميس": 3, "الجمعة": 4, "السبت": 5, "الأحد": 6, "الاحد": 6,
}  # fmt: skip
_PART = r"(?:morning|afternoon|evening|night)"
_TAIL = (
    rf"(?:(?P<name>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<day2>\d{{1,2}}) (?P<name2>{MONTH}))\b"
    r"(?:,? (?P<year>\d{4})\b)?"
)
_PAST_DAY = re.compile(
    rf"(?P<part>\b(?:early|late) )?(?:\bon )?\b(?P<weekday>{_WEEKDAY})(?P<after> {_PART})?\b(?!['’]s|s\b)"
    rf"(?:,? \(?{_TAIL}\)?)?",
    re.IGNORECASE,
)
_TODAY = re.compile(
    rf"\b(?:today|this {_PART}|tonight),? \(?(?:(?P<weekday>{_WEEKDAY})\b(?:,? )?)?(?:{_TAIL})?\)?", re.IGNORECASE
)
_ARABIC_TODAY = re.compile(
    rf"(?<!\w)اليوم،? \(?(?P<weekday>{'|'.join(_ARABIC_WEEKDAYS)})(?!\w)"
    rf"(?:[،,]? ?\(?(?P<day>\d{{1,2}}) (?P<name>{MONTH})(?:[،,]? (?P<year>\d{{4}})\b)?\)?)?"
)
_TELLS_OF_THE_PAST = re.compile(
    r"\b(?:said|told|was|were|had|did|met|took|came|went|made|began|won|lost|fell|rose|held|found|left|gave|saw|wrote"
    r"|spoke|struck|led|broke|became|brought|sent|shot|drew|flew|kept|paid|sank|threw|(?!need|feed|speed|indeed)\w{2,}ed)\b",
    re.IGNORECASE,
)
_POINTS_ELSEWHERE = re.compile(
    r"\b(?:will|would|shall|should|may|might|must|can|could(?! not)|to be|due|scheduled|expected|set to|plan(?:s|ned)?"
    r"|until|till|by|from|next|upcoming|coming|if|unless|deadline|tomorrow|begins?|opens?|starts?|every|each|ago"
    r"|anniversary|cancell?ed|postponed|called off|delayed|ahead of|forecast"
    r"|last (?:week|month|year)|previous|earlier (?:this|that)|that (?:week|month|year)|when|usually|often"
    r"|(?:last|by|until|from|next|before|after|since|every|following|previous) (?:on )?"
    rf"(?:{_WEEKDAY})|in (?:1[0-9]|20)\d\d)\b|['’]ll\b",
    re.IGNORECASE,
)
# “By telephone” and “by police” say nothing of time; “by Monday” and “by noon” do.
_HARMLESS = re.compile(rf"\b(?:by|from) (?!early|late|then|noon|midnight|dawn|\d|the end|{_WEEKDAY})", re.IGNORECASE)
# “… an attack in Kyiv, Ukraine, early on Monday”: the commas of a place divide no clause.
_PLACES = re.compile(r"(?:, [A-Z][\w-]*(?: [A-Z][\w-]*){0,2}){1,3}, ?$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]? (?=[\"'“‘A-Z])|[.!?][\"'”’)]?(?=[A-Z][a-z])")
_REACH = 400
# A text that names more days than this is a calendar, and a hostile one costs no more than this.
_MOST = 100
_YEARS = range(1000, 3000)
_TODAYS = ("today", "tonight", "this morning", "this afternoon", "this evening", "this night")
_STEMS = tuple(name.removesuffix("day") for name in _WEEKDAYS)
_BEFORE = len("early on wednes")
_OTHER_CASES = "\u017f\u0130\u0131\u212a"
"Long s, dotted and dotless i, the Kelvin sign: a pattern that ignores case takes them for s, i and k."


def mentions(text: str) -> tuple[Mention, ...]:
    """The days that one paragraph names and that bear on when its article came out, in order of place."""
    found: list[tuple[int, Mention]] = []
    # Looked for before the patterns are, which take 0.5 ms of an article's 2 ms. What is not the same length in lower
    # case, or a letter's other form only to a pattern, goes to the patterns at once.
    low = "" if any(sign in text for sign in _OTHER_CASES) else text.lower()
    if not low or any(word in low for word in _TODAYS):
        for match in islice(_TODAY.finditer(text), _MOST):
            _add(found, match, text, today=True)
    if "اليوم" in text:
        for match in islice(_ARABIC_TODAY.finditer(text), _MOST):
            _add(found, match, text, today=True)
    for match in islice(_past_days(text, low) if low else _PAST_DAY.finditer(text), _MOST):
        exact = match["part"] or match["after"] or match["name"] or match["name2"]
        if exact and _past(text, match):
            _add(found, match, text, today=False)
    return tuple(mention for _, mention in sorted(found, key=lambda item: item[0]))


def _past_days(text: str, low: str) -> Iterator[re.Match[str]]:
    """As `_PAST_DAY.finditer`, which begins at most `_BEFORE` before a weekday; `low` is `text` in lower case."""
    at = 0
    day = low.find("day")
    while day >= 0:
        if low.endswith(_STEMS, at, day):
            match = _PAST_DAY.search(text, max(at, day - _BEFORE))
            if match is None:
                return
            yield match
            at = match.end()
            day = low.find("day", at)
        else:
            day = low.find("day", day + 1)


def _add(found: list[tuple[int, Mention]], match: re.Match[str], text: str, *, today: bool) -> None:
    groups = match.groupdict()
    name, day = groups["name"] or groups.get("name2"), groups["day"] or groups.get("day2")
    weekday = (groups["weekday"] or "").lower()
    month, number = MONTH_NUMBER[name.lower()] if name else None, int(day) if day else None
    year = int(groups["year"]) if groups["year"] else None
    if not weekday and month is None:
        return  # “today” alone says nothing
    if year is not None and year not in _YEARS:
        return
    if month and not 1 <= (number or 0) <= days_in(year or 2000, month):
        return
    quote = match[0].strip(" ,(") + (")" if "(" in match[0] and not match[0].endswith(")") else "")
    number_of = _WEEKDAYS.get(weekday, _ARABIC_WEEKDAYS.get(weekday))
    inside = _inside_quotes(text[max(0, match.start() - 10 * _REACH) : match.start()])
    found.append((match.start(), Mention(quote, today, number_of, month, number, year, inside)))


def _past(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence of `match` tells of what has happened and points to no other time.

    The clause must tell it, up to its commas (“it reopens on Saturday morning, he said” does not); where the day opens
    the sentence, any clause may.
    """
    near = max(0, match.start() - _REACH)
    cut = max((end.end() for end in _SENTENCE_END.finditer(text, near, match.start() + 1)), default=near)
    end = _SENTENCE_END.search(text, match.end(), match.end() + _REACH)
    before, after = text[cut : match.start()], text[match.end() : end.start() if end else match.end() + _REACH]
    if _POINTS_ELSEWHERE.search(_HARMLESS.sub("", before + match[0] + after)):
        return False
    clause = _PLACES.sub("", before).rstrip(", ").rpartition(",")[2]
    told = clause + after.partition(",")[0] if before.strip(" \"'“‘") else after
    return bool(_TELLS_OF_THE_PAST.search(told))


def _inside_quotes(before: str) -> bool:
    """Whether a quotation opened in `before` may still be open."""
    single = len(re.findall(r"(?<!\w)['‘](?=\w)", before)) - len(re.findall(r"(?<=[\w.,!?])['’](?!\w)", before))
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”") or single > 0
