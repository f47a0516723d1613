"""Runs of capitalised words, cut where one name ends and the next begins.

    “Russian Security Council Secretary Sergei Shoigu said Russia's Kursk region…”
      → Russian · Security Council · (title) Sergei Shoigu · Russia · Kursk

Says nothing of kinds: `names` does. Offsets are code points of the paragraph, `[start, end)`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from backfile.knowledge import words as w
from backfile.knowledge.lexicon import Entry


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


class Word(NamedTuple):
    text: str
    start: int
    end: int


_UPPER = "".join(c for c in map(chr, range(0x41, 0x530)) if c.isupper())
_SHORT = "[A-Z]|St|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Rev|Prof"
_TOKEN = rf"(?:(?:[A-Z]\.){{2,}}|(?:[ae][dlnrstz]h?|ibn|bin)-[A-Z]\w*|(?:{_SHORT})\.|[{_UPPER}]\w*(?:['’\-]\w+)*)"
_LINK = (
    "of the|of|on|for the|for|de las?|de los|del?|da|do|dos|das|du|des|"
    "van der|van den|van|von|bin|bint|ibn|al|el|ul|di|della|ter|y|and|&"
)
_RUN = re.compile(rf"(?<!\w){_TOKEN}(?:[ \u00a0](?:(?:{_LINK})[ \u00a0])?{_TOKEN}){{0,19}}")
_LIST = re.compile(rf"(?:, {_TOKEN}(?: {_TOKEN})?){{1,8}} and {_TOKEN}(?: {_TOKEN})?")
# “MUSCAT (Reuters) —”: the agency that opens a report is not what it is about.
_DATELINE = re.compile(r"[^()\n]{3,60}(\([^()\n]{2,40}\)) {0,2}[-–—]")
_PIECE = re.compile(r"[^ \u00a0]+")
_OPENERS = frozenset(".!?:;…•|–—»")
_QUOTES = "\"'“”‘’«»([{"
_AFTER_NAME = re.compile(r"['’]s?$")

_OF = frozenset({"of", "for", "on", "the"})
_AND = frozenset({"and", "y", "&"})
_SMALL = w.listed("""
de la las los del da do dos das du des van der den von bin bint ibn al el ul di della ter
""")
_HEADING = w.listed("""
academy agency association board bureau centre center chamber commission committee confederation council court
department directorate faculty  federation foundation fund group institute institution ministry movement office
organisation organization party society union guild
""")
_LISTING = re.compile(r"\b(?:Ministry|Department|Office|Committee|Commission|Bureau) (?:of|for) ")


def scan(text: str, paragraph: int, known: dict[str, Entry]) -> Iterator[Run]:
    """The runs of one paragraph, in order."""
    agency = _DATELINE.match(text) if paragraph else None
    byline = agency.span(1) if agency else (0, 0)
    end = 0
    for match in _RUN.finditer(text):
        if match.start() < end or byline[0] <= match.start() < byline[1]:
            continue
        start, end = match.span()
        head = match.group()
        if head.isalpha():  # one word, and most open a sentence: half of the time goes here
            lower = head.lower()
            opens = _opens(text, start)
            if lower not in w.TITLES and not (opens and lower in w.COMMON):
                yield Run((head,), paragraph, start, end, opens, False)
            continue
        if " of " in head and _LISTING.search(head) and (more := _LIST.match(text, end)):
            end = more.end()
        found = [Word(sys.intern(m.group()), m.start(), m.end()) for m in _PIECE.finditer(text, start, end)]
        opens = _opens(text, start)
        office = -9
        for part in _parts(found, known):
            if part[0].start - office <= 8:
                part = _after_office(part)
            if not part:
                continue
            if part[-1].text.lower() in w.TITLE_HEADS:
                office = part[-1].end
            yield from _untitled(part, paragraph, opens and part[0].start == start, known)


def _after_office(part: list[Word]) -> list[Word]:
    """“Minister of Information Moammar al-Eryani”: what the minister is of is no part of the name."""
    skip = 0
    while skip < len(part) and part[skip].text.lower() in w.PORTFOLIOS:
        skip += 1
    return part[skip:]


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a quotation begins at `start`."""
    at = start - 1
    while at >= 0 and (text[at] in _QUOTES or text[at].isspace()):
        if text[at] in _QUOTES and text[at] not in "([{":
            return True
        at -= 1
    return at < 0 or text[at] in _OPENERS


def _parts(found: list[Word], known: dict[str, Entry]) -> Iterator[list[Word]]:
    """`found` cut at possessives, at “of” and “and” where they join two names, and at hyphens between places."""
    part: list[Word] = []
    for i, word in enumerate(found):
        text = word.text.rstrip(",")
        lower = text in _OF or text in _AND or text in _SMALL
        if lower:
            if part and not _joins(part, text, found[i + 1 :], known):
                yield part
                part = []
            elif part:
                part.append(word)
            continue
        bare = _AFTER_NAME.sub("", text) if text[-2:] in ("'s", "’s") else text
        bare += "," if word.text[-1] == "," else ""
        pieces = _hyphens(Word(bare, word.start, word.start + len(bare)), part, known)
        for piece in pieces[:-1]:
            yield [*part, piece]
            part = []
        if pieces[-1].text:
            part.append(pieces[-1])
        ended = bare != word.text or pieces[-1].end < word.start + len(bare) or not pieces[-1].text
        if ended and part:
            yield part
            part = []
    if part:
        yield part


def _hyphens(word: Word, before: list[Word], known: dict[str, Entry]) -> list[Word]:
    """“Russia-Ukraine” is two places, “Ababa-based” the end of one and “US-led” one; “Min-seo” stays whole."""
    if "-" not in word.text or word.text in known:
        return [word]
    first, _, rest = word.text.partition("-")
    lead = " ".join([*(x.text for x in before), first])
    cut = Word(first, word.start, word.start + len(first))
    if rest in w.SUFFIXES:
        return [cut]
    if lead not in known and first not in known:
        return [word]
    if rest[:1].isupper() and (rest in known or "-" in rest):
        return [cut, *_hyphens(Word(rest, cut.end + 1, word.end), [], known)]
    return [word] if rest[:1].isupper() else [cut]


def _joins(part: list[Word], link: str, rest: list[Word], known: dict[str, Entry]) -> bool:
    last, first = part[-1].text.lower(), part[0].text.lower()
    if link in _SMALL or link == "&":
        return True
    if link == "on":
        return last in _HEADING and rest[:1] != [] and rest[0].text.lower() not in w.CALENDAR
    if link in _OF:
        inside = len(part) > 1 and part[-1].text in _OF
        return inside or ((last in w.BODY_HEADS or first in w.BODY_HEADS) and last not in w.TITLE_HEADS)
    if link == "y" and any(x.text.lower() in w.BODIES for x in part[:2]):
        return True
    after = []
    for word in rest:
        if word.text in _AND or word.text in _OF:
            break
        after.append(word.text)
    text = " ".join(x.text for x in part)
    heading = any(y.text in _OF and x.text.lower() in _HEADING for x, y in pairwise(part))
    if heading and 0 < len(after) <= 3 and after[0] not in known and after[0].lower() not in w.BODY_HEADS:
        return True
    alone = text in known or last in w.BODIES or last.endswith(("'s", "’s"))
    return 2 <= len(after) <= 3 and after[-1].lower() in w.BODIES and not alone and " ".join(after) not in known


def _untitled(part: list[Word], paragraph: int, opens: bool, known: dict[str, Entry]) -> Iterator[Run]:
    """What stands before a title, and the person after it; without a title, the part as it is."""
    while part and part[-1].text in _OF | _AND | _SMALL:
        part = part[:-1]
    if not part:
        return
    marks = [
        i
        for i, x in enumerate(part)
        if x.text.lower().rstrip(".") in w.TITLES and not (i and part[i - 1].text in _OF)  # Department of Justice
    ]
    body = part[-1].text.lower() in w.BODIES | w.PLACE_TAILS | w.OTHER_TAILS or " ".join(x.text for x in part) in known
    if not marks or body:
        yield _run(part, paragraph, opens, False)
        return
    last = marks[-1]
    before = marks[0]
    while before and part[before - 1].text.lower() in w.BEFORE_TITLE:
        before -= 1
    while before and part[before - 1].text in _OF | _AND | _SMALL:
        before -= 1
    if before:
        yield _run(part[:before], paragraph, opens, False)
    if last + 1 < len(part):
        royal = last + 2 == len(part) and part[last].text in _ROYAL
        yield _run(part[last if royal else last + 1 :], paragraph, False, True)


_ROYAL = w.listed("King Queen Prince Princess Pope Emir Sultan Sheikh Sister Father Lord Lady Saint")


def _run(part: list[Word], paragraph: int, opens: bool, titled: bool) -> Run:
    return Run(tuple(x.text for x in part), paragraph, part[0].start, part[-1].end, opens, titled)
