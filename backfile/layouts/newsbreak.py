"""A teaser page like NewsBreak's: one article's beginning, then others by source and title.

Title

Blue Pencil
 5 days ago

Cover picture for the articleAn exhibition will tour the north...

Harbour Post
Title of another

Its beginning...
"""

from backfile.layouts.grammar import SOURCE, TITLE, Layout, line
from backfile.layouts.times import RELATIVE

_HEAD = (
    line(TITLE),
    line(SOURCE, least=1, longest=80),
    line(rf"(?P<relative>{RELATIVE})", most=0, longest=40),
)

# A name that ends in a mark is short, or its full stop an abbreviation's.
_SOURCE = r"(?P<source>.*[^.!?…]|.{1,20}[!?]|.{0,20}\.[A-Z]\.)"

LAYOUT = Layout(
    name="newsbreak",
    opening=(
        (*_HEAD, line(r"(?P<site__image_alt>Cover picture for the article)(?P<body>.*)")),
        (*_HEAD, line(r"(?P<body>[^-–—•].*)", least=1)),
    ),
    items=((line(_SOURCE, least=1, longest=80, rare=True), line(TITLE, most=0, longest=400)),),
    role="listing",
    noise=(line(r"(?P<site__source_alone>.{1,60}[^.!?…:;,\"'’”»)\s])", least=1, longest=61),),
    loose=True,
    teasers=True,
    lang="en",
)
