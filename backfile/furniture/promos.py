"""Furniture of which the words tell only one end: the other is where a sentence starts.

READ MORE: <headline> The next sentence …      the headline has no full stop
… a sentence. <headline> Read More »           the headline starts after one
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from backfile.furniture.cuts import Taken
from backfile.furniture.headlines import HEADLINE_WORDS, headline_end
from backfile.furniture.sentences import (
    UPPER,
    begins,
    following,
    sentence_end,
    sentence_start,
)


class Marker(NamedTuple):
    rule: str
    needles: tuple[str, ...]
    pattern: re.Pattern[str]


FORWARD = (
    Marker(
        "promo.related-link",
        (
            "read more",
            "also read",
            "read also",
            "read next",
            "see also",
            "related",
            "don't miss",
            "must-read",
            "must read",
        ),
        re.compile(
            r"(?:READ MORE|READ ALSO|ALSO READ|READ NEXT|READ HERE|SEE ALSO|"
            r"RELATED(?: (?:STORY|STORIES|ARTICLES?|NEWS|LINKS?))?|DON'T MISS|"
            r"(?:MUST|MUST-)READ|Read [Mm]ore|Read [Aa]lso|Also [Rr]ead|"
            r"Read [Nn]ext|See [Aa]lso|Related(?: (?:[Ss]tor(?:y|ies)|[Aa]rticles?|[Nn]ews"
            rf"|[Cc]overage|[Ll]inks?))?|Don't [Mm]iss) ?[:|] ?(?=[\"'(]*(?:[{UPPER}0-9]|[a-z]{{1,2}}[A-Z]))"
            r"|"
            rf"(?:SEE ALSO|ALSO READ|See also|Also read) (?=[\"']?(?:[{UPPER}0-9]|[a-z]{{1,2}}[A-Z]))"
        ),
    ),
    Marker("promo.most-read", ("read more",), re.compile(r"Read more (?:on|about) (?=\w)")),
    Marker(
        "media.video",
        ("watch",),
        re.compile(
            r"(?:(?:[A-Z][a-z]+ ){1,3}Watch )?"
            r"(?:WATCH BELOW|WATCH ABOVE|WATCH LIVE|WATCH NOW|WATCH|LISTEN) ?[:|] ?(?=\S)"
        ),
    ),
    Marker(
        "promo.newsletter",
        ("newsletter: ",),
        re.compile(r"New [^.!?]{1,40}? newsletter: [^.!?]{1,80}?Sign up (?=[a-z])"),
    ),
    Marker(
        "promo.related-link",
        ("اقرأ أيض", "إقرأ أيض", "شاهد أيض"),
        re.compile(r"(?:[اإ]قرأ|شاهد) (?:أيضا[ً]?|أيضًا) ?: ?"),
    ),
)

_TOLD = re.compile(r"WATCH (?:BELOW|ABOVE): [a-z][^.!?]{2,160}[.!]")  # what is to be seen, in a sentence
_LONGEST = 200  # characters of a line that is a link and nothing else

BACKWARD = Marker("promo.related-link", ("read more",), re.compile(r"(?:Read More|READ MORE|Read more) ?[»›]+"))


def forward(line: str, taken: Taken, found: list[tuple[int, int, str]], stops: Sequence[int]) -> None:
    """Take each of `found`, (start, end, rule), with the headline behind it; `stops` are where furniture starts."""
    at = 0
    for start, end, rule in found:
        if start < at or not (begins(line, start) or taken.touches(start)):
            continue
        limit = min(following(stops, end, len(line)), taken.ceiling(end))
        alone = not start and limit == len(line) <= _LONGEST and sentence_end(line, end) == limit
        if alone and line[-1] not in ".!?…":
            at = limit
        elif _TOLD.match(line, start):
            at = sentence_end(line, end, limit)
        else:
            at = max(end, _headline(line, end, limit))
        taken.add(start, at, rule)


def _headline(line: str, start: int, limit: int) -> int:
    if not line[start : start + 1].isascii():  # Arabic has no capitals: a headline there is cut on its own line alone
        return limit if limit == len(line) and sentence_end(line, start, limit) == limit else start
    return headline_end(line, start, limit)


def backward(line: str, taken: Taken) -> None:
    """Take each `<headline> Read More »` back to where the headline starts."""
    for match in BACKWARD.pattern.finditer(line):
        floor = taken.floor(match.start())
        start = sentence_start(line, match.start(), floor)
        if len(line[start : match.start()].split()) > HEADLINE_WORDS or not line[start : match.start()].strip(" "):
            start = match.start()
        taken.add(start, match.end(), BACKWARD.rule)
