"""The listing of a hashtag's news: no lead, and each item names its category.

logo
#
Latest news with #RiverFlood
Title
…as on a logo page, with two bullets: category, then source
"""

from backfile.layouts.grammar import Layout, line
from backfile.layouts.logo import ITEMS, LOGO

_HEADING = r"(?P<site__listing_heading>Latest news with #)\s*(?P<tags>\S.*)"

LAYOUT = Layout(
    name="hashtag",
    opening=((LOGO, line(r"(?P<site__hash>#)", optional=True), line(_HEADING, longest=200)),),
    anywhere=True,
    items=ITEMS,
    role="listing",
    loose=True,
    lang="en",
)
