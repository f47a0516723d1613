"""Captions and credits inside a line: a credit ends the caption, the sentence before it is the caption.

… he said. The harbour at dawn, June 14. Picture: Jane Doe The mayor …      "The harbour … Jane Doe"
… he said. A woman in the yard in Kyiv, early on Monday. AP Ukraine has …    "A woman … AP"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from backfile.furniture.cuts import Taken
from backfile.furniture.sentences import UPPER, begins, following, name_end, sentence_start, tells
from backfile.furniture.words import AGENCIES, BODIES
from backfile.model import Span

_LABEL = (
    r"(?:Picture|Photo|Photograph|Photos|Image|Image source|Image credit|Photo"
    r" credit|Picture credit|Screengrab from|Screenshot from|Credit|Pictures|Video|PHOTO|IMAGE|PICTURE)"
)
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTHS = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June|July|Aug(?:ust"
    r"|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)

LABELLED = re.compile(
    rf"(?:{_LABEL}(?::| /)|Screengrab from|Screenshot from) ?(?=[{UPPER}0-9@])|Photos? by (?=[{UPPER}])|"
    rf"(?:(?:THE|The) (?:CANADIAN PRESS|Canadian Press)|A[FP]P? Photo)/(?=[{UPPER}])|"
    rf"[—–] (?:File )?(?:[Pp]ic|[Pp]icture|[Pp]hoto)s? (?:by|via|courtesy of|from) (?=[{UPPER}@])"
)
# `— Wire pic` behind a caption, with its own end.
_DASHED = re.compile(
    rf"[—–] [{UPPER}][\w/.&'-]{{1,20}}(?: [\w/.&'-]{{1,20}}){{0,3}}? (?:file )?pic(?= *$| +[\"'(]?[{UPPER}])"
)
# `2 A caption without a stop Credit: Wire`: pictures in a row all carry the number of how many there are.
_NUMBERED = re.compile(rf"(?<!\S)(?P<n>\d{{1,2}}) (?=[\"']?[{UPPER}])[^.!?]{{5,220}}? Credit: (?=[{UPPER}])")
# Other labels that a name follows: (class, pattern).
NAMED = (
    (
        "attribution.agency",
        re.compile(rf"With (?:additional |agency )?(?:inputs?|reporting|files) (?:from|by) (?=[{UPPER}])"),
    ),
    (
        "attribution.byline",
        re.compile(
            r"(?:Report|Story|Text|Words) by [^.!?,]{3,60}, (?:[A-Z][a-z]+ )?"
            rf"(?:adaptation|translation) by (?=[{UPPER}])"
        ),
    ),
    ("promo.most-read", re.compile(rf"Most (?:[Rr]ead|[Pp]opular) (?:in|on) (?=[{UPPER}])")),
)
BRACKETED = re.compile(
    r"\((?:(?:[Ff]ile )?(?:[Pp]hoto|[Pp]ic|[Pp]icture|[Ii]mage|[Ss]ource|[Cc]redit"
    r"|[Cc]ourtesy|[Ss]creengrab|[Ss]creenshot)s?\b[^()]{0,60}|"
    r"(?:AP|AFP|Reuters|REUTERS|EPA|Getty|PA)(?: |/)[^()]{0,60}|"
    r"[^()]{0,40}[ /](?:[Pp]ic|[Pp]hoto|[Ii]mage|[Ff]ile)s?(?: by [^()]{2,40})?|"
    r"(?:The )?[A-Z][\w'. -]{1,40}/[A-Z][^()/]{2,40}|Supplied|Handout|Contributed|File|X|"
    r"[^()]{0,40}via [A-Z][^()]{0,40}|[A-Z]{2,6}|Reuters|Bernama)\)"
)
BARE = re.compile(
    rf"[.!?][\"')]* ?(?P<credit>(?:[A-Z]{{2,5}}|Reuters|Bernama)(?:/[A-Z]\w+)?)"
    rf"(?= +[\"'(]?[{UPPER}][\w' -]| *$)"
)
# What a picture's caption ends with: a day, a date, a year.
DATED = re.compile(
    rf"(?:\b{_DAYS}(?: (?:morning|afternoon|evening|night))?|\b{_MONTHS} \d{{1,2}}"
    rf"|\b\d{{1,2}} {_MONTHS}(?: (?:19|20)\d\d)?|, (?:19|20)\d\d)[.!]?\s*$"
)
_SEEN = re.compile(
    r"\b(?:seen|shown in|pictured|(?:file|undated|handout|supplied|courtesy) (?:photo|picture|image)|poses?|looks? on"
    r"|\((?:left|right|centre|center|[LRC])\))\b"
)
NEEDLES = (
    "picture",
    "photo",
    "image",
    "credit:",
    "source:",
    "pic)",
    "screengrab",
    "screenshot",
    "video:",
    "most read",
    "most popular",
    "canadian press/",
    " pic",
    "adaptation by",
    "translation by",
    *(f"with {word}" for word in ("input", "report", "files", "agency", "addit")),
)


# An agency's short name as a dateline shows it: `CITY (AP) —`, `CITY, AP:`.
_DATELINED = (re.compile(r"\(([A-Z]{2,5})\) ?[-–—:]"), re.compile(r", ([A-Z]{2,5}): "))


@lru_cache(maxsize=4)
def agencies(page: str) -> frozenset[str]:
    """The names of agencies: those that are listed, and those that `page` names in a dateline."""
    return AGENCIES.union(*(pattern.findall(page) for pattern in _DATELINED))


def find(line: str, taken: Taken, labelled: bool, stops: Sequence[int], page: str) -> None:
    """Take what is a caption with its credit, or a credit alone, on `line`; `labelled` if a word for one is about.

    `stops` are where other furniture starts, ordered; `page` is the whole seed.
    """
    if labelled:
        _row(line, taken)
        for match in _DASHED.finditer(line):
            if begins(line, match.start()):
                _take(line, taken, match.start(), match.end())
        for start, end in _named(line, taken, LABELLED, stops):
            _take(line, taken, start, end)
        for rule, pattern in NAMED:
            for start, end in _named(line, taken, pattern, stops):
                taken.add(start, end, rule)
    for match in BRACKETED.finditer(line):
        _bracketed(line, taken, match)
    for match in BARE.finditer(line):
        credit = match["credit"]
        start = sentence_start(line, match.start("credit"), taken.floor(match.start("credit")))
        known = credit.partition("/")[0] in agencies(page)
        at_end = not line[match.end() :].strip()
        if at_end and known:
            taken.add(*match.span("credit"), "attribution.agency")
        elif (
            not at_end
            and DATED.search(line, max(start, match.start() - 30), match.start() + 1)
            and (known or not (credit in BODIES or tells(line[start : match.start()])))
        ):
            taken.add(start, match.end("credit"), "media.caption")


def _row(line: str, taken: Taken) -> None:
    """Take the captions of pictures in a row, by the number that all of them carry."""
    found = list(_NUMBERED.finditer(line))
    numbers = [match["n"] for match in found]
    found = [m for m in found if numbers.count(m["n"]) > 1 or begins(line, m.start()) or taken.touches(m.start())]
    ends = [match.start() for match in found[1:]] + [len(line)]
    for match, end in zip(found, ends, strict=False):
        limit = min(end, match.end() + 120, taken.ceiling(match.end()))
        taken.add(match.start(), name_end(line, match.end(), limit), "media.caption")


def _named(line: str, taken: Taken, label: re.Pattern[str], stops: Sequence[int]) -> Iterator[Span]:
    """Each `label` where a sentence can start, with the name behind it."""
    for match in label.finditer(line):
        if begins(line, match.start()) or taken.touches(match.start()):
            limit = min(following(stops, match.end(), len(line)), match.end() + 120)
            yield match.start(), name_end(line, match.end(), min(limit, taken.ceiling(match.end())))


def _bracketed(line: str, taken: Taken, match: re.Match[str]) -> None:
    if not begins(line, match.start()):
        return
    rest = line[match.end() :].lstrip()
    if not rest and match.start() > 0:  # the article's sign-off, unless it says that it is a picture's
        inner = match[0][1:-1]
        if inner in AGENCIES or inner.isupper():
            taken.add(*match.span(), "attribution.agency")
            return
    if rest and not (rest[0].isupper() or rest[0] in "\"'(0123456789" or match[0][1:-1] in AGENCIES):
        return
    _take(line, taken, match.start(), match.end())


def _captions(sentence: str, at: int) -> bool:
    """Whether `sentence`, which starts at `at`, may tell of a picture: it opens the text, is dated or tells no deed."""
    words = sentence.split()
    if len(words) > 60:
        return False
    if at == 0 or DATED.search(sentence) or _SEEN.search(sentence):
        return True
    return not tells(sentence)


def _take(line: str, taken: Taken, start: int, end: int) -> None:
    """The credit `[start, end)` and the one sentence before it."""
    floor = taken.floor(start)
    caption = sentence_start(line, start, floor)
    if caption == start or not _captions(line[caption:start], caption):
        taken.add(start, end, "media.credit")
    else:
        taken.add(caption, end, "media.caption")
