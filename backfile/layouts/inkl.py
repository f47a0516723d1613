"""A reader's page like inkl's: lines of promotion, the source twice, section, author, then one article.

Read all your papers in one place.
Start reading
Valmere Times
Valmere Times
Business
Ana Brook

Title

Caption
Caption Photograph: Agency

Paragraph
"""

from backfile.layouts.grammar import SOURCE, TITLE, Layout, line

_PROMOTION = (
    r"(?P<site__preamble>.*(?:in one place|of (?:\w{1,20} )?titles|[Oo]ne app|[Ss]tart reading|[Ss]ign (?:up|in)|"
    r"[Ll]og in|[Ss]ubscri|[Ff]ree trial|[Gg]et the app|[Rr]ead (?:more )?for free|newspapers|all your).*)"
)
_KNOWN_SECTION = (
    r"(?P<category>News|Top stories|World|UK|US|Politics|Business|Money|Finance|Economy|Technology|Tech|Science|Health|"
    r"Sports?|Football|Cricket|Entertainment|Culture|Arts|Lifestyle|Travel|Food|Opinion|Comment|Environment|Climate|"
    r"Education|Local|National|International|General|Media|Motoring|Property)"
)
_SECTION = r"(?P<category>[^\W\d_][\w&' -]{1,30})"
_AUTHOR = r"(?P<author>[^\W\d_].*)"
_HEAD = (
    line(_PROMOTION, longest=80),
    *(line(_PROMOTION, optional=True, longest=80) for _ in range(5)),
    line(SOURCE, longest=80),
    line(SOURCE, most=0, longest=80),
)
_TITLE = line(TITLE, least=1)

LAYOUT = Layout(
    name="inkl",
    opening=(
        (*_HEAD, line(_SECTION, most=0, longest=32), line(_AUTHOR, most=0, longest=80), _TITLE),
        (*_HEAD, line(_KNOWN_SECTION, most=0), _TITLE),
        (*_HEAD, line(_AUTHOR, most=0, longest=80, optional=True), _TITLE),
    ),
    asides=(
        (
            line(r"(?P<media__caption>.+)", longest=400),
            line(r"(?P<media__caption>.*\b(?:Photograph|Photo|Picture|Image|Illustration)s?: .+)", most=0, longest=400),
        ),
    ),
    loose=True,
)
