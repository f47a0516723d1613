"""The page in blocks that begins with the word `logo`: its titles are printed two and three times.

logo
Title
                                    (an empty line between any two of these)
Title
Tarn & Fell12-05-2025               source and time in one word; may be missing
Paragraph
Orange background, …labels…
Related title
Related title
Gulf Today
time2 hours ago
  • Gulf Today
Related title
Its text
"""

from backfile.layouts.flat import IMAGE_DEBRIS
from backfile.layouts.grammar import SOURCE, TITLE, Layout, line
from backfile.layouts.times import WHEN

LOGO = line(r"(?P<site__logo>[Ll]ogo)", longest=4)
TIME = line(rf"(?P<site__time_prefix>time)\s*{WHEN}", longest=48, rare=True)
_BULLET = r"(?P<site__bullet>[•·*])\s*"
META = line(r"(?P<meta>.{1,60}(?:\d\d-\d\d-\d{4}|ago|منذ .{2,20}))", optional=True, longest=90)

_SOURCE_BULLET = line(rf"{_BULLET}{SOURCE}", optional=True, longest=84)
_CATEGORY_BULLET = line(rf"{_BULLET}(?P<category>.+)", optional=True, longest=80)
# The first bullet is the category only where it is not the source.
_REST = (line(SOURCE, longest=80), TIME, _SOURCE_BULLET, _CATEGORY_BULLET, _SOURCE_BULLET, line(TITLE, optional=True))
ITEMS = (
    (line(TITLE), line(TITLE, most=0), *_REST),
    (line(r"(?P<site__image_alt>.+)", longest=250), line(TITLE, most=0), *_REST),
    (line(TITLE, least=1), *_REST),
)

LAYOUT = Layout(
    name="logo",
    opening=((LOGO, line(TITLE), line(TITLE, least=1), META),),
    anywhere=True,
    items=ITEMS,
    noise=(IMAGE_DEBRIS,),
    loose=True,
)
