"""The flat article page: title and paragraphs line by line, then labels, then related articles.

    Title
    Paragraph
    Hashtags
    …labels…
    Gulf Today
    2 hours ago
    - Gulf Today
    Title of a related article
    Its whole text on one line

Nothing marks where the lead begins; the three lines of a head, not the empty ones around them, mark an item.
"""

from backfile.layouts.grammar import SOURCE, TITLE, Layout, line
from backfile.layouts.times import WHEN

# What is left of an image's address: `.jpg&w=3840&q=100)`.
IMAGE_DEBRIS = line(
    r"(?P<site__image_debris>\S{0,300}&w=\d{1,5}&q=\d{1,3}\)?|\.(?:jpe?g|png|webp|gif)(?:&w?=?\d{0,5}(?:&q?=?\d{0,3})?)?)",
    longest=330,
)

LAYOUT = Layout(
    name="flat",
    anywhere=True,
    items=(
        (
            line(SOURCE, longest=80),
            line(WHEN, longest=40, rare=True),
            line(rf"(?P<site__dash>[-–—])\s*{SOURCE}", longest=84),
            line(TITLE),
        ),
    ),
    noise=(IMAGE_DEBRIS,),
)
