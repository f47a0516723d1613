"""When the articles of one page were published, as far as the page and its sidecar prove it.

    captured 2025-06-23T13:00/2025-06-23T23:59, an item “2 hours ago”   → 2025-06-23
    captured 2025-06-23, an item “2 hours ago”                          → 2025-06-22/2025-06-23
    captured 2025-06-23, a lead without a date of its own               → ../2025-06-23
    not known when it was captured                                      → nothing; the words “2 hours ago” stay

All articles of a page share one moment of capture, T, known as an interval. An article with a relative time is as old
as it says at T; one without is never dated by its neighbours, only bounded above by T. Times are local to the page: a
date is the one that its readers saw.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec

from backfile.dates.ages import Bounds, age
from backfile.dates.edtf import Edtf, parse
from backfile.dates.printed import printed
from backfile.dates.wording import words
from backfile.model import Draft, Record, Sidecar


class Capture(Record, frozen=True):
    """The moment of capture as an interval; None where a side is open."""

    text: str
    low: datetime | None
    high: datetime | None
    said: str
    "“on 23 June 2025 between 13:00 and 23:59”."


def settle(drafts: tuple[Draft, ...], sidecar: Sidecar) -> tuple[Draft, ...]:
    """The drafts of one page with `published`, `published_basis` and `captured` filled in as far as they are known.

    A draft's `published` may come in as EDTF or as the page prints it (`12-03-2025`).
    """
    capture = _told(sidecar.captured) if sidecar.captured else None
    return tuple(_settled(draft, sidecar, capture) for draft in drafts)


def _told(captured: str) -> Capture:
    edtf = parse(captured)
    relied_on = not edtf.approximate
    return Capture(captured, edtf.first if relied_on else None, edtf.last if relied_on else None, _on(edtf))


def _settled(draft: Draft, sidecar: Sidecar, capture: Capture | None) -> Draft:
    captured = capture.text if capture else draft.captured
    published, basis = _own_date(draft, sidecar)
    if published is None and capture is not None:
        published, basis = _by_capture(draft, capture)
    return msgspec.structs.replace(draft, published=published, published_basis=basis, captured=captured)


def _own_date(draft: Draft, sidecar: Sidecar) -> tuple[str | None, str | None]:
    """The date that a person or the page itself gives the article."""
    if draft.role == "lead" and sidecar.published:
        return parse(sidecar.published).text, "The sidecar of the capture gives this date."
    if not draft.published:
        return None, None
    day = printed(draft.published)
    if day:
        return day, f"The page prints “{draft.published}” with the headline."
    try:
        return parse(draft.published).text, draft.published_basis or "The page prints this date with the headline."
    except ValueError:
        return None, None


def _by_capture(draft: Draft, capture: Capture) -> tuple[str | None, str | None]:
    bounds = age(draft.relative) if draft.relative else None
    if bounds is None:
        if capture.high is None:
            return None, None
        basis = f"The page was captured {capture.said}, so the article is no later; it has no date of its own there."
        return f"../{capture.high.date()}", basis
    published = days(*ago(capture.low, capture.high, bounds))
    return published, f"The page was captured {capture.said} and says “{draft.relative}”." if published else None


def ago(low: datetime | None, high: datetime | None, bounds: Bounds) -> tuple[date | None, date | None]:
    """The days on which something of that age at T can have come out."""
    return (
        _back(low, bounds[1]) if low else None,
        _back(high, bounds[0]) if high else None,
    )


def _back(moment: datetime, seconds: float) -> date | None:
    try:
        return (moment - timedelta(seconds=seconds)).date()
    except OverflowError:  # before year 1
        return None


def days(low: date | None, high: date | None) -> str | None:
    """The shortest EDTF for an interval of days."""
    if low is None and high is None:
        return None
    if low == high:
        return str(low)
    return f"{low or '..'}/{high or '..'}"


def _on(edtf: Edtf) -> str:
    """`on 23 June 2025 between 13:00 and 23:59`, `on 23 June 2025`, `in June 2025`, `between … and …`."""
    a, b, text = edtf.start, edtf.end, words(edtf.text)
    if a is None or b is None:
        return text
    if a != b:
        if a.time and b.time and a.text[:10] == b.text[:10]:
            day, _, clock = text.partition(", ")
            return f"on {day} between {clock.replace('–', ' and ')}"
        return f"between {words(a.text)} and {words(b.text)}"
    return f"on {text}" if a.day.isdecimal() else f"in {text}"
