"""EDTF dates; what a relative phrase and a capture time prove.

parse("2025-06").latest                        → 30 June 2025
words("2025-06-22/2025-06-23")                 → "22–23 June 2025"
age("2 hours ago")                             → (5400, 9000) seconds
settle(drafts of one page, its sidecar)        → the drafts, dated as far as that is proved, and how
"""

from backfile.dates.ages import age
from backfile.dates.edtf import Edtf, parse
from backfile.dates.printed import printed
from backfile.dates.settle import settle
from backfile.dates.wording import words

__all__ = ["Edtf", "age", "parse", "printed", "settle", "words"]
