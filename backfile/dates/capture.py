"""T, the moment at which a page was captured, as an interval: told by a person, narrowed or proved by the page.

    told "2025-06-23", an item “2 hours ago” says “On Monday morning …”     → T is after 01:30 on that Monday
    nothing told, an item “2 hours ago” says “today (June 23, 2025)”        → 23 June 01:30 to 24 June 02:30
    nothing told, an item “2 hours ago” says “On Monday morning …”          → not known

Without a person's word only a whole date that an article of known age calls today's proves anything, and only if all
that the page says agrees with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

from backfile.dates.ages import Bounds, age
from backfile.dates.edtf import Edtf, parse
from backfile.dates.evidence import Mention, mentions
from backfile.dates.wording import clock, words
from backfile.language import Language
from backfile.model import Draft, Record

# Weekday words look back as far as six days, so beyond that span they no longer tell one week from another.
_ONE_WEEK = timedelta(days=6)
_DAY = timedelta(days=1)


class Witness(Record, frozen=True):
    """An article of known age and what it says of the day it came out."""

    position: int
    relative: str
    bounds: Bounds
    mentions: tuple[Mention, ...]


class Capture(Record, frozen=True):
    """The moment of capture as an interval; a side is None where it is open. Times are local to the page."""

    text: str
    "As EDTF: what a person said or the page proves."
    low: datetime | None
    high: datetime | None
    told: tuple[datetime | None, datetime | None] = (None, None)
    "The interval before the page's words narrowed it."
    said: str = ""
    "“on 23 June 2025 between 13:00 and 23:59”; empty where it was not told but proved."
    evidence: tuple[tuple[int, str, str], ...] = ()
    "What narrowed it or proved it: (position of the article, its relative time, the words)."


def of_page(found: Iterable[Witness | None], told: str | None, own: Language) -> Capture | None:
    """When the page was captured, or None if neither `told` (EDTF) nor the page itself says."""
    witnesses = tuple(one for one in found if one)
    return _narrowed(_told(told, own), witnesses) if told else _proved(witnesses)


def witness(position: int, draft: Draft) -> Witness | None:
    """What the article at `position` of its page says of the day it came out; None if its age is not known."""
    bounds = age(draft.relative) if draft.relative else None
    if bounds is None or draft.relative is None:
        return None
    captions = (aside.text for aside in draft.set_aside if aside.rule == "media.caption")
    said = (mention for text in (*draft.paragraphs, *captions) for mention in mentions(text))
    return Witness(position, draft.relative, bounds, tuple(said))


def ago(low: datetime | None, high: datetime | None, bounds: Bounds) -> tuple[date | None, date | None]:
    """The first and the last day on which something of that age can have come out, if T is `low` to `high`."""
    return _back(low, bounds[1]), _back(high, bounds[0])


def narrowed(low: date | None, high: date | None, said: tuple[Mention, ...]) -> tuple[date | None, date | None, str]:
    """The days on which an article can have come out, given what it says; the words that narrowed them, or ""."""
    quote = ""
    if low is None or high is None or not _DAY <= high - low <= _ONE_WEEK:
        return low, high, quote
    for mention in said:
        named = mention.within(low, high)
        if named is None or (mention.today and mention.quoted):
            continue
        if mention.today:
            return named, named, mention.quote
        if named > low:
            low, quote = named, mention.quote
    return low, high, quote


def _told(text: str, own: Language) -> Capture:
    edtf = parse(text)
    relied_on = not edtf.approximate
    low, high = (edtf.first, edtf.last) if relied_on else (None, None)
    return Capture(text, low, high, (low, high), _on(edtf, own))


def _narrowed(capture: Capture, witnesses: tuple[Witness, ...]) -> Capture:
    """T as told, and no earlier or later than the articles' words allow; as told, if those disagree."""
    low, high, evidence = capture.low, capture.high, []
    for one in witnesses:
        first, last = ago(low, high, one.bounds)
        day, end, quote = narrowed(first, last, one.mentions)
        if not quote or day is None or end is None or low is None or high is None:
            continue
        evidence.append((one.position, one.relative, quote))
        low = max(low, _on_after(day, one.bounds[0]))
        high = min(high, _on_after(end, 86400 + one.bounds[1]))
    if not evidence or low is None or high is None or low > high:
        return capture
    return msgspec.structs.replace(capture, low=low, high=high, evidence=tuple(evidence))


def _proved(witnesses: tuple[Witness, ...]) -> Capture | None:
    """T from whole dates called today's, by articles of known age; None if there is none or anything gainsays it."""
    low, high, evidence = datetime.min, datetime.max, []
    for one in witnesses:
        for mention in one.mentions:
            day = mention.whole()
            if day is None or mention.quoted:
                continue
            low = max(low, _on_after(day, one.bounds[0]))
            if mention.today:
                high = min(high, _on_after(day, 86400 + one.bounds[1]))
                evidence.append((one.position, one.relative, mention.quote))
    if not evidence or low > high or high - low > 2 * _DAY:
        return None
    capture = Capture(days(low.date(), high.date()) or "", low, high, (low, high), "", tuple(evidence))
    return None if any(_gainsaid(capture, one) for one in witnesses) else capture


def _gainsaid(capture: Capture, one: Witness) -> bool:
    """Whether an article calls a day today that it cannot have come out on, if T is what it seems."""
    low, high = ago(capture.low, capture.high, one.bounds)
    if low is None or high is None:
        return True
    return any(m.today and not m.quoted and m.within(low, high) is None for m in one.mentions)


def days(low: date | None, high: date | None) -> str | None:
    """The shortest EDTF for the days from `low` to `high`; None is an open side."""
    if low is None and high is None:
        return None
    if low == high:
        return str(low)
    return f"{low or '..'}/{high or '..'}"


def _on_after(day: date, seconds: float) -> datetime:
    """That long after the midnight with which `day` begins."""
    try:
        return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)
    except OverflowError:  # after 9999
        return datetime.max


def _back(moment: datetime | None, seconds: float) -> date | None:
    try:
        return (moment - timedelta(seconds=seconds)).date() if moment else None
    except OverflowError:  # before year 1
        return None


def _on(edtf: Edtf, own: Language) -> str:
    """`on 23 June 2025 between 13:00 and 23:59`, `on 23 June 2025`, `in June 2025`, `between … and …`."""
    a, b, text = edtf.start, edtf.end, words(edtf.text, own.tag)
    if a is None or b is None:
        return text
    if a != b:
        if a.time and b.time and a.text[:10] == b.text[:10] and a.zone == b.zone:
            day, first, last = words(a.text[:10], own.tag), clock(a, own, zone=False), clock(b, own)
            return own.text("on %(date)s between %(first)s and %(last)s", date=day, first=first, last=last)
        return own.text("between %(first)s and %(last)s", first=words(a.text, own.tag), last=words(b.text, own.tag))
    if a.day.isdecimal():
        return own.text("on %(date)s", date=text)
    return own.text("in %(date)s", date=text)
