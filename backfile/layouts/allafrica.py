"""One article under a long date, as allAfrica prints it: the date first, or below the title with the kind of document.

29 June 2025                        Northern Dravia: Title

Northern Dravia: Title              29 June 2025
                                    press release
Photo: Agency
Caption.                            Paragraph

Paragraph
"""

from backfile.layouts.grammar import TITLE, Layout, line
from backfile.layouts.times import LONG_DATE

_DATE = rf"(?P<published>{LONG_DATE})"
_KIND = (
    r"(?P<ui__label>press release|document|opinion|editorial|column|guest column|analysis|interview|blog|announcement|"
    r"communiqué|statement|speech|report|letter|book review)"
)

LAYOUT = Layout(
    name="allafrica",
    opening=(
        (line(_DATE, longest=40), line(TITLE, least=1, longest=400)),
        (line(TITLE, longest=400), line(_DATE, least=1, longest=40)),
    ),
    asides=(
        (line(_KIND, ignore_case=True, most=0, longest=40),),
        (
            line(r"(?P<media__caption>(?:Photo|Photograph|Picture|Image)s?: .+)", longest=300),
            line(r"(?P<media__caption>.+)", most=0, optional=True, longest=300),
        ),
    ),
    loose=True,
)
