"""When the articles of one page were published, as far as the page and its sidecar prove it.

    captured 2025-06-23T13:00/2025-06-23T23:59, an item “2 hours ago”   → 2025-06-23
    captured 2025-06-23, an item “2 hours ago”                          → 2025-06-22/2025-06-23
    captured 2025-06-23, a lead without a date of its own               → ../2025-06-23
    not known when it was captured                                      → nothing; the words “2 hours ago” stay

All articles of a page share one moment of capture. An article with a relative time is as old as it says at that
moment; one without is never dated by its neighbours, only bounded above by it. Times are local to the page: a date is
the one that its readers saw.
"""

from __future__ import annotations

import msgspec

from backfile.dates.capture import Capture, Witness, ago, days, narrowed, of_page, witness
from backfile.dates.edtf import parse
from backfile.dates.printed import printed
from backfile.model import Draft, Sidecar

Dated = tuple[str | None, str | None]
"`published` and `published_basis`."


def settle(drafts: tuple[Draft, ...], sidecar: Sidecar) -> tuple[Draft, ...]:
    """The drafts of one page with `published`, `published_basis` and `captured` filled in as far as they are known.

    A draft's `published` may come in as EDTF or as the page prints it (`12-03-2025`). Raises ValueError where the
    sidecar's dates are not EDTF.
    """
    witnesses = [witness(position, draft) for position, draft in enumerate(drafts)]
    capture = of_page(witnesses, sidecar.captured)
    return tuple(_settled(draft, own, sidecar, capture) for draft, own in zip(drafts, witnesses, strict=True))


def _settled(draft: Draft, own: Witness | None, sidecar: Sidecar, capture: Capture | None) -> Draft:
    published, basis = _own_date(draft, sidecar)
    captured = draft.captured
    if capture is not None:
        captured = capture.text
        if published is None:
            published, basis = _by_capture(own, capture) if own else _no_later(capture)
    return msgspec.structs.replace(draft, published=published, published_basis=basis, captured=captured)


def _own_date(draft: Draft, sidecar: Sidecar) -> Dated:
    """The date that a person or the page itself gives the article."""
    if draft.role == "lead" and sidecar.published:
        return parse(sidecar.published).text, "The sidecar of the capture gives this date."
    if not draft.published:
        return None, None
    day = printed(draft.published)
    if day and day != draft.published:
        return day, f"The page prints “{draft.published}” with the headline."
    try:
        return parse(draft.published).text, draft.published_basis or "The page prints this date with the headline."
    except ValueError:
        return None, None


def _by_capture(own: Witness, capture: Capture) -> Dated:
    low, high, quote = narrowed(*ago(capture.low, capture.high, own.bounds), own.mentions)
    published = days(low, high)
    if published is None or (not capture.said and low != high):
        return None, None
    if not capture.said:
        return published, f"The page says “{own.relative}”, and {_witnessed(own.position, capture)}."
    basis = f"The page was captured {capture.said} and says “{own.relative}”"
    if quote:
        basis += f", and the article itself says “{quote}”"
    elif (low, high) != ago(*capture.told, own.bounds):
        basis += f"; {_witnessed(own.position, capture)}"
    return published, basis + "."


def _no_later(capture: Capture) -> Dated:
    """An article without a date of its own: the capture is its upper bound."""
    if capture.high is None:
        return None, None
    _, relative, quote = capture.evidence[0] if capture.evidence else (0, "", "")
    how = f"The page was captured {capture.said}"
    if not capture.said:
        how = f"Another article on the page, “{relative}”, says “{quote}”"
    return f"../{capture.high.date()}", f"{how}, so the article is no later; it bears no date of its own."


def _witnessed(position: int, capture: Capture) -> str:
    """`the article itself says “today (June 23, 2025)”`, `another article there, “2 hours ago”, says “…”`."""
    for place, _, quote in capture.evidence:
        if place == position:
            return f"the article itself says “{quote}”"
    _, relative, quote = capture.evidence[0]
    return f"another article there, “{relative}”, says “{quote}”"
