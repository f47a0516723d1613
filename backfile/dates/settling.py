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

from backfile import language
from backfile.dates.capture import Capture, Witness, ago, days, narrowed, of_page, witness
from backfile.dates.edtf import parse
from backfile.dates.printed import printed
from backfile.language import Language, message
from backfile.model import Draft, Sidecar

Dated = tuple[str | None, str | None]
"`published` and `published_basis`."


def settle(drafts: tuple[Draft, ...], sidecar: Sidecar, lang: str = "en") -> tuple[Draft, ...]:
    """The drafts of one page with `published`, `published_basis` and `captured` filled in as far as they are known.

    A draft's `published` may come in as EDTF or as the page prints it (`12-03-2025`). How a date is known is said in
    `lang`, the archive's own language. Raises ValueError where the sidecar's dates are not EDTF.
    """
    own = language.load(lang)
    witnesses = [witness(position, draft) for position, draft in enumerate(drafts)]
    capture = of_page(witnesses, sidecar.captured, own)
    return tuple(_settled(draft, seen, sidecar, capture, own) for draft, seen in zip(drafts, witnesses, strict=True))


def _settled(draft: Draft, seen: Witness | None, sidecar: Sidecar, capture: Capture | None, own: Language) -> Draft:
    published, basis = _own_date(draft, sidecar, own)
    captured = draft.captured
    if capture is not None:
        captured = capture.text
        if published is None:
            published, basis = _by_capture(seen, capture, own) if seen else _no_later(capture, own)
    return msgspec.structs.replace(draft, published=published, published_basis=basis, captured=captured)


def _own_date(draft: Draft, sidecar: Sidecar, own: Language) -> Dated:
    """The date that a person or the page itself gives the article."""
    if draft.role == "lead" and sidecar.published:
        return parse(sidecar.published).text, own.text("The sidecar of the capture gives this date.")
    if not draft.published:
        return None, None
    day = printed(draft.published)
    if day and day != draft.published:
        return day, own.text("The page prints “%(date)s” with the headline.", date=draft.published)
    try:
        basis = draft.published_basis or own.text("The page prints this date with the headline.")
        return parse(draft.published).text, basis
    except ValueError:
        return None, None


def _by_capture(seen: Witness, capture: Capture, own: Language) -> Dated:
    low, high, quote = narrowed(*ago(capture.low, capture.high, seen.bounds), seen.mentions)
    published = days(low, high)
    if published is None or (not capture.said and low != high):
        return None, None
    words = {"when": capture.said, "relative": seen.relative}
    if not capture.said:
        how = message("The page says “%(relative)s”, and %(witness)s.")
        basis = own.text(how, relative=seen.relative, witness=_witnessed(seen.position, capture, own))
    elif quote:
        how = message(
            "The page was captured %(when)s and says “%(relative)s”, and the article itself says “%(quote)s”."
        )
        basis = own.text(how, **words, quote=quote)
    elif (low, high) != ago(*capture.told, seen.bounds):
        how = message("The page was captured %(when)s and says “%(relative)s”; %(witness)s.")
        basis = own.text(how, **words, witness=_witnessed(seen.position, capture, own))
    else:
        basis = own.text("The page was captured %(when)s and says “%(relative)s”.", **words)
    return published, basis


def _no_later(capture: Capture, own: Language) -> Dated:
    """An article without a date of its own: the capture is its upper bound."""
    if capture.high is None:
        return None, None
    if capture.said:
        how = message("The page was captured %(when)s, so the article is no later; it bears no date of its own.")
        basis = own.text(how, when=capture.said)
    else:
        _, relative, quote = capture.evidence[0]
        how = message(
            "Another article on the page, “%(relative)s”, says “%(quote)s”, so the article is no later; "
            "it bears no date of its own."
        )
        basis = own.text(how, relative=relative, quote=quote)
    return f"../{capture.high.date()}", basis


def _witnessed(position: int, capture: Capture, own: Language) -> str:
    """`the article itself says “today (June 23, 2025)”`, `another article there, “2 hours ago”, says “…”`."""
    for place, _, quote in capture.evidence:
        if place == position:
            return own.text("the article itself says “%(quote)s”", quote=quote)
    _, relative, quote = capture.evidence[0]
    return own.text("another article there, “%(relative)s”, says “%(quote)s”", relative=relative, quote=quote)
