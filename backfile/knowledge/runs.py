"""Runs of capitalised words, cut where one name ends and the next begins.

    “Russian Security Council Secretary Sergei Shoigu said Russia's Kursk region…”
      → Russian · Security Council · (title) Sergei Shoigu · Russia · Kursk

Says nothing of kinds: `names` does. Offsets are code points of the paragraph, `[start, end)`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from backfile.knowledge import words as w
from backfile.knowledge.joins import LINKS, OF, Word, parts
from backfile.knowledge.lexicon import Lexicon
from backfile.knowledge.memo import remembered
from backfile.knowledge.persons import given_name


class Run(NamedTuple):
    """Words that may be one name, as they stand in the text."""

    words: tuple[str, ...]
    paragraph: int
    "0 is the title."
    start: int
    end: int
    opens: bool
    "Stands where any word would be capitalised, so its first capital proves nothing."
    titled: bool
    "A title such as “President” stood before it."

    @property
    def text(self) -> str:
        return " ".join(self.words)


_UPPER = "".join(c for c in map(chr, range(0x41, 0x530)) if c.isupper())
# Every alternative begins with another letter, and the whole with a capital: eight times as fast as a plain list.
_DOTTED = "|".join(
    "(?<=" + "|".join(rf"\b{x}\." for x in short.split()) + ")"
    for short in ("St Mr Ms Dr Lt", "Mrs Gen Sen Rep Gov Col Sgt Rev", "Capt Prof")
)
_CAPITAL = (
    rf"[{_UPPER}]\w*(?:['’\-]\w+)*"
    rf"(?:['’](?<=s.)(?= [A-Z])|\.(?:(?<=\b[A-Z]\.)(?:[A-Z]\.)*|{_DOTTED}))?"
)
_TOKEN = rf"(?:{_CAPITAL}|(?:[ae][dlnrstz]h?|ibn|bin)-[A-Z]\w*)"
_LINK = (
    r"(?:o(?:f(?: the)?|n)|for(?: the)?|d(?:e(?: las?| los|ll?a?|r|n|s)?|[aoiu]s?)|v(?:an(?: de[rn])?|on)|"
    r"bint?|ibn|[aeu]l|(?<=Dar )es|ter|y|et|and|&)"
)
_RUN = re.compile(rf"{_CAPITAL}(?:[ \u00a0](?:{_LINK}[ \u00a0])?{_TOKEN}){{0,19}}")
_LIST = re.compile(rf"(?:, {_TOKEN}(?: {_TOKEN})?){{1,8}} and {_TOKEN}(?: {_TOKEN})?")
# “MUSCAT (Reuters) —”: the agency that opens a report is not what it is about.
_DATELINE = re.compile(r"[^()\n]{3,60}(\([^()\n]{2,40}\)) {0,2}[-–—]")
_PIECE = re.compile(r"[^ \u00a0]+")
_OPENERS = frozenset(".!?:;…•|–—»")
_QUOTES = "\"'“”‘’«»([{"
_ACRONYM = re.compile(r"['’]?s? \(([A-Z][A-Za-z&-]{1,9})\)")
# Buildings that bear a place's name as their own, even in lower case; a country's market is no place.
_FACILITY = re.compile(r" (airport|market|church|cathedral|mosque|temple|cemetery|prison|racecourse|monastery)\b(?!-)")
_FACILITIES = frozenset({"ai", "ma", "ch", "ca", "mo", "te", "ce", "pr", "ra"})
_ARTICLE = re.compile(r"(?<![\w-])(?:[ae][dlnrstz]h?|ibn|bin)-$")
_HEADED = re.compile(
    r"\b(?:aeropuerto|aéroport|mercado|catedral|iglesia)(?: internacional)? (?:de|del|de la|de los|du) $"
)
_OF_HEADS = frozenset({"de ", "el ", "la ", "os ", "du "})
_MARKETS = frozenset({"market", "church", "mosque", "prison"})
_LISTING = re.compile(r"\b(?:Ministry|Department|Office|Committee|Commission|Bureau) (?:of|for) ")


def scan(text: str, paragraph: int, known: Lexicon) -> Iterator[Run]:
    """The runs of one paragraph, in order."""
    agency = _DATELINE.match(text) if paragraph and text.find("(", 3, 61) > 0 else None
    byline = agency.span(1) if agency else (0, 0)
    done = 0
    for match in _RUN.finditer(text):
        start, end = match.span()
        if start < done or byline[0] <= start < byline[1]:
            continue
        done = end
        head = match[0]
        if start and text[start - 1] != " " and (text[start - 1].isalnum() or text[start - 1] in "-_"):
            article = _ARTICLE.search(text, max(0, start - 4), start)
            if not article:
                continue
            start = article.start()
            head = text[start:end]
        facility = _FACILITY.match(text, end) if text[end + 1 : end + 3] in _FACILITIES else None
        if not facility and text[start - 3 : start] not in _OF_HEADS and (words := _whole(head)) is not None:
            opens = _opens(text, start)
            if words and not (opens and len(words) == 1 and words[0].lower() in w.COMMON):
                yield Run(words, paragraph, start, end, opens, False)
            continue
        if " of " in head and _LISTING.search(head) and (more := _LIST.match(text, end)):
            done = end = more.end()
        found = [Word(sys.intern(m[0]), *m.span()) for m in _PIECE.finditer(text, start, end)]
        acronym = _ACRONYM.match(text, end) if len(found) > 2 else None
        yield from _runs(found, text, paragraph, _opens(text, start), known, acronym[1] if acronym else "", facility)


@remembered(1 << 16)
def _whole(head: str) -> tuple[str, ...] | None:
    """The words of a head that is one name or none: of a lone word or of two or three (most are); None where unsure."""
    if head.isalpha():
        return () if head.lower() in w.TITLES else (head,)
    words = tuple(map(sys.intern, head.split()))
    plain = 1 < len(words) < 4 and " " in head and head.replace(" ", "").isalpha()
    return words if plain and _PLAIN.isdisjoint(head.lower().split()) else None


def _runs(
    found: list[Word],
    text: str,
    paragraph: int,
    opens: bool,
    known: Lexicon,
    acronym: str,
    facility: re.Match[str] | None,
) -> Iterator[Run]:
    start, end = found[0].start, found[-1].end
    office = -9
    for part in parts(found, known, acronym):
        if part[0].start - office <= 8:
            part = _after_office(part)
        if not part:
            continue
        if part[-1].text.lower() in w.TITLE_HEADS:
            office = part[-1].end
        if facility and part[-1].end == end and _named_for(part, facility[1], known):
            part = [*part, Word(facility[1], facility.start(1), facility.end(1))]
        if len(part) > 2:
            part = _of_office(part)
        if text[part[0].start - 3 : part[0].start] in _OF_HEADS:
            part = _headed(part, text)
        yield from _untitled(part, paragraph, opens and part[0].start == start, known)


def _named_for(part: list[Word], facility: str, known: Lexicon) -> bool:
    """Whether a facility in lower case is part of the name: “Leeds airport”, but not “Chinese market”."""
    text = " ".join(x.text for x in part)
    entry = known.latin.get(text)
    if part[-1].text.lower() in _NO_SITE or (entry and entry.kind == "people"):
        return False
    return entry is None or facility not in _MARKETS or (facility != "market" and entry.kind == "city")


def _after_office(part: list[Word]) -> list[Word]:
    """“Minister of Information Moammar al-Eryani”: what the minister is of is no part of the name."""
    skip = 0
    while skip < len(part) and part[skip].text.lower() in w.PORTFOLIOS:
        skip += 1
    return part[skip:]


def _of_office(part: list[Word]) -> list[Word]:
    """“consejera de Agricultura de la Junta de Extremadura”: the body, without what the office is of."""
    skip = 0
    while skip < len(part) - 2 and part[skip].text.lower() in w.PORTFOLIOS and part[skip + 1].text in ("de", "del"):
        skip += 2
    while skip and part[skip].text in LINKS:
        skip += 1
    return part[skip:]


def _headed(part: list[Word], text: str) -> list[Word]:
    """“aeropuerto de Málaga”, with the head that stands before it in lower case."""
    head = _HEADED.search(text, max(0, part[0].start - 24), part[0].start)
    if not head or part[0].text.lower() in w.COMMON:
        return part
    return [*(Word(m.group(), m.start(), m.end()) for m in _PIECE.finditer(text, head.start(), part[0].start)), *part]


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a quotation begins at `start`."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False
    at = start - 1
    while at >= 0 and (text[at] in _QUOTES or text[at].isspace()):
        if text[at] in _QUOTES and text[at] not in "([{":
            return True
        at -= 1
    return at < 0 or text[at] in _OPENERS


def _untitled(part: list[Word], paragraph: int, opens: bool, known: Lexicon) -> Iterator[Run]:
    """What stands before a title, and the person after it; without a title, the part as it is."""
    while part and part[-1].text in LINKS:
        part = part[:-1]
    if not part:
        return
    marks = [
        i
        for i, x in enumerate(part)
        if x.text.lower().rstrip(".") in w.TITLES and not (i and part[i - 1].text in OF)  # Department of Justice
    ]
    if marks and marks[-1] == len(part) - 1 and 0 < marks[-1] < 3 and given_name(part[marks[-1] - 1].text):
        marks.pop()  # Imran Shah, Elijah Bishop
    if marks and part[-1].text == "General" and part[0].text.lower() in w.BODIES:
        marks = []  # Fiscalía General
    if not marks or part[-1].text.lower() in _TAILS or " ".join([x.text for x in part]) in known.latin:
        yield _run(part, paragraph, opens, False)
        return
    last = marks[-1]
    before = marks[0]
    while before and part[before - 1].text.lower() in w.BEFORE_TITLE:
        before -= 1
    while before and part[before - 1].text in LINKS:
        before -= 1
    if before and part[0].text.lower() not in _DEPUTIES:
        yield _run(part[:before], paragraph, opens, False)
    if last + 1 < len(part):
        royal = last + 2 == len(part) and part[last].text in _ROYAL
        yield _run(part[last if royal else last + 1 :], paragraph, False, True)


_TAILS = w.BODIES | w.PLACE_TAILS | w.OTHER_TAILS
_PLAIN = w.TITLES | LINKS
# “Deputy Emergency Situations Minister”: all that stands between is the office.
_NO_SITE = w.NOT_NAMES | w.COMMON | w.FAITHS
_DEPUTIES = w.listed("deputy vice acting assistant interim junior shadow associate")
_ROYAL = w.listed("King Queen Prince Princess Pope Emir Sultan Sheikh Sister Father Lord Lady Saint")


def _run(part: list[Word], paragraph: int, opens: bool, titled: bool) -> Run:
    return Run(tuple([x.text for x in part]), paragraph, part[0].start, part[-1].end, opens, titled)
