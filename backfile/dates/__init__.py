"""EDTF dates; what a relative phrase and a capture time prove.

parse("2025-06").latest                        → 30 June 2025
day("2025-06-23T14:05Z")                       → "2025-06-23"; None where it is not certain
check("2025-06-31")                            → ValueError
words("2025-06-22/2025-06-23")                 → "22–23 June 2025"
age("2 hours ago")                             → (5400, 9000) seconds
settle(drafts of one page, its sidecar)        → the drafts, dated as far as that is proved, and how
"""

from __future__ import annotations

from backfile.dates.ages import age
from backfile.dates.edtf import Edtf, check, day, parse
from backfile.dates.printed import printed
from backfile.dates.wording import words
from backfile.model import Draft, Sidecar

__all__ = ["Edtf", "age", "check", "day", "parse", "printed", "settle", "words"]


def settle(drafts: tuple[Draft, ...], sidecar: Sidecar, lang: str = "en") -> tuple[Draft, ...]:
    """The drafts of one page, dated as far as is proved: see `settling`."""
    # Its patterns are for imports; a build need not compile them.
    from backfile.dates import settling

    return settling.settle(drafts, sidecar, lang)
