"""Where the sentences of a paragraph stand, in English, Spanish, Arabic and other prose with spaces between words.

    split("Mr. Frost rose at 6 a.m. on Monday. “Why?” Dr. J. Lund asked.")  →  ((0, 35), (36, 61))

Offsets are code points, `[start, end)`; the white space between sentences belongs to none. Own rules: a mark, what
stands before it and what follows, each looked at within a few words, so that time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from backfile.knowledge import words as w

Span = tuple[int, int]

# A mark that may end a sentence, what closes with it, and the space that follows; CJK marks need no space.
# The set stands first, so that a search runs from mark to mark (three times as fast as a look behind each character).
_M = "[.!?…؟۔。！？]"
_MARK = re.compile(
    rf"{_M}(?<!{_M}{_M}){_M}*+(?:[\"'”’»)\]』」）]|\[\d{{1,3}}\])*+(?:\s+|(?<=[。！？])|(?<=[。！？][”』」）]))"
)
_OPENERS = "\"'“‘«‹([{¿¡—–-•*„ \u200f\u200e\u00a0"
_QUOTE = frozenset("\"'”’»")
_BEFORE = re.compile(r"[^\W_][\w.&’'-]*\Z")
_NEXT = re.compile(r"[^\W_][\w'’-]*")
_LINE = re.compile(r"\n\s*(\S)")
_WRAPPED = 45
"Code points of a line that may have been broken to fit a page; a shorter one is a heading, a date, an item."
_REACH = 24
"How far back a word before a mark is looked for; no abbreviation is longer."
_NUMBER = re.compile(r"\d")

# Never the end of a sentence: these as titles, with a capital, and those however they are written.
_TITLES = w.listed("""
mr mrs ms mx dr dra prof gen lt col sgt cpl capt cmdr maj adm sen rep reps gov hon rev fr msgr messrs mme mlle ste mt ft
sr sra srta srs dña sres excmo ilmo lic ing arq ud uds
""")
_ALWAYS = w.listed("vs v cf e.g i.e approx núm pág págs p.ej bzw z.b d.h u.a ph.d")
# The end only where no number follows: “No. 5”, “Jan. 20”.
_BEFORE_NUMBER = w.listed("no nos vol pp p fig figs sec ch art jan feb mar apr jun jul aug sep sept oct nov dec")
# The end where a word follows that no name begins with: “in the U.S. The bill”, “Acme Inc. It”.
_DOTTED = w.listed("inc corp co ltd llc plc jr bros etc st ave blvd dept univ s.a s.l s.p.a ee.uu d.c")
_CLOCK = w.listed("a.m p.m am pm")
_MONTHS = w.listed("januar februar märz april mai juni juli august september oktober november dezember")
# How the few abbreviations end that have so many letters and no full stop within: “approx”, “messrs”.
_TAIL = 5
_TAILS = frozenset(x[-_TAIL:] for x in _TITLES | _ALWAYS | _BEFORE_NUMBER | _DOTTED | _CLOCK)
# “Why?” Lund asked.
_SAYS = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Mm]rs?\.?|[Mm]s\.?|[Dd]r\.?) )?(?:[^\W\d_][\w.'’-]* ){1,3}"
    r"(?:said|says|asked|asks|wrote|added|cried|shouted|replied|wondered|told|recalled|preguntó|dijo|respondió|exclamó)\b"
)


@lru_cache(maxsize=32)  # a text's beginning is read more than once
def split(paragraph: str) -> tuple[Span, ...]:
    """The sentences of `paragraph` in order."""
    if "\n" not in paragraph:
        return tuple(_spans(paragraph, 0, len(paragraph)))
    return tuple(span for start, end in _blocks(paragraph) for span in _spans(paragraph, start, end))


def _blocks(text: str) -> Iterator[Span]:
    """Runs of lines: a short line is followed by another sentence, a long one only if a mark ends it."""
    start = line = 0
    for match in _LINE.finditer(text):
        if match.start() - line < _WRAPPED and not match[1].islower():
            yield start, match.start()
            start = match.end() - 1
        line = match.end() - 1
    yield start, len(text)


def _spans(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    lettered = start
    "How far the sentence is known to hold no letter."
    held: Span | None = None
    for match in _MARK.finditer(text, start, end):
        mark, after = match.span()
        while lettered < mark and not text[lettered].isalpha():
            lettered += 1
        if lettered == mark or not _ends(text, mark, after):  # “1. A great year” begins with its number
            continue
        if held:
            yield held
        held = start, mark + len(match.group().rstrip())
        start = lettered = after
    if held and not any(map(str.isalpha, text[start:end])):  # a stray quotation mark
        held, start = (held[0], end), end
    if held:
        yield held
    if start < end:
        yield start, end


def _ends(text: str, mark: int, after: int) -> bool:
    """Whether the mark at `mark` ends a sentence, where the next word begins at or behind `after`."""
    at = after
    while at < len(text) and at < after + 8 and text[at] in _OPENERS:
        at += 1
    if text[at : at + 1].islower():
        return False
    closed = text[mark + 1 : after].strip()
    if text[mark - 1 : mark] == "[" or (closed and closed[-1] in _QUOTE and _SAYS.match(text, at)):  # “[...]”
        return False
    if text[mark] != "." or closed:  # a quotation, a bracket or an ellipsis: nothing of it is an abbreviation
        return True
    tail = text[max(0, mark - _TAIL) : mark]
    if len(tail) == _TAIL and tail.isalpha() and tail.lower() not in _TAILS:  # as two in three: no abbreviation
        return True
    word = _BEFORE.search(text, max(0, mark - _REACH), mark)
    following = _NEXT.match(text, at)
    return word is None or not _abbreviated(text, word, following.group() if following else "")


def _abbreviated(text: str, word: re.Match[str], following: str) -> bool:
    """Whether the full stop after `word` belongs to it, where `following` begins what comes next."""
    said, short = word.group(), word.group().lower()
    if short in _ALWAYS or (short in _TITLES and said[0].isupper()):
        return True
    if short in _BEFORE_NUMBER and _NUMBER.match(following):
        return True
    if short in _CLOCK:
        return following.lower() in w.CALENDAR or (following.isupper() and len(following) > 1)
    if len(said) == 1 and said.isalpha():
        return _initial(text, word.start())
    if said.isdigit():
        return len(said) < 3 and following.lower() in _MONTHS
    dotted = "." in said and all(len(piece) == 1 for piece in said.split("."))
    if dotted or short in _DOTTED:
        return following.lower() not in w.COMMON or following.lower() in w.CALENDAR
    return False


def _initial(text: str, at: int) -> bool:
    """Whether the single letter at `at` is an initial (“George W. Bush”, «د. محمد») and no noun (“vitamin C. The”)."""
    if not text[at].isupper():
        return "\u0600" <= text[at] <= "\u06ff"
    before = text[max(0, at - _REACH) : at].split()
    return not before or before[-1].endswith(".") or not before[-1][:1].islower()
