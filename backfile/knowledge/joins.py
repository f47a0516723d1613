"""Where, in a run of capitalised words, one name ends and the next begins.

Russia's Kursk → Russia · Kursk        Farmers' Union → whole        Lakeside Bakers and Millers → whole
Ministry of Culture and Kenya → Ministry of Culture · Kenya          Bank of Nyanza and Rift (BNR) → whole
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from backfile.knowledge import words as w
from backfile.knowledge.lexicon import Lexicon
from backfile.knowledge.persons import coined, ordinary


class Word(NamedTuple):
    """One word of a run: code points of the paragraph, `[start, end)`."""

    text: str
    start: int
    end: int


OF = frozenset({"of", "for", "on", "the"})
AND = frozenset({"and", "y", "&", "et"})
SMALL = w.listed("""
de la las los del da do dos das du des van der den von bin bint ibn al el ul es di dela dello della ter
""")
LINKS = OF | AND | SMALL
_HEADING = w.listed("""
academy agency association board bureau centre center chamber commission committee confederation conference council
court department directorate faculty federation forum foundation friends front fund group institute institution ministry
movement network office organisation organization party school society trust union guild
""")
# Whose hospital, college or union it is: no possessor of what follows.
_GROUPS = w.listed("women men children people king queen lloyd veterans mary mary's")
_SITES = w.PLACE_TAILS - w.listed("airport airport's region province district county city town village border")


def parts(found: list[Word], known: Lexicon, acronym: str) -> Iterator[list[Word]]:
    """`found` cut at possessives, at “of” and “and” where they join two names, and at hyphens between places.

    `acronym`: what stands in brackets behind; a tail whose initials it is stays whole.
    """
    whole = _spelt_out(found, acronym) if acronym else len(found)
    yield from _cut(found[:whole], known)
    if whole < len(found):
        yield found[whole:]


def _spelt_out(found: list[Word], acronym: str) -> int:
    """Where the words begin whose initials are `acronym`; the length where none do."""
    letters = [c for c in acronym.upper() if c.isalpha()]
    at = len(found)
    while letters and at:
        at -= 1
        text = found[at].text
        if text.islower():
            if text[0].upper() == letters[-1] and len(letters) > 1 and text not in ("the", "of"):
                letters.pop()
            continue
        for piece in reversed(text.split("-")):
            if piece and letters and piece[0].upper() == letters[-1]:
                letters.pop()
            elif piece == text:
                return len(found)
    return at if not letters and len(acronym) > 1 else len(found)


def _cut(found: list[Word], known: Lexicon) -> Iterator[list[Word]]:
    part: list[Word] = []
    for i, word in enumerate(found):
        if word.text.isalpha() and word.text not in LINKS:  # most: nothing in it to cut at
            part.append(word)
            continue
        text = word.text.rstrip(",")
        if text in LINKS:
            if part and not _joins(part, text, found[i + 1 :], known):
                yield part
                part = []
            elif part:
                part.append(word)
            continue
        bare = _bare(text)
        if bare != text and _owned(part, bare, text, found[i + 1 :], known):
            part.append(word)
            continue
        bare += "," if word.text[-1] == "," else ""
        pieces = _hyphens(Word(bare, word.start, word.start + len(bare)), part, known)
        for piece in pieces[:-1]:
            yield [*part, piece]
            part = []
        if pieces[-1].text:
            part.append(pieces[-1])
        stopped = text[-1] == "." and len(text) > 2 and i + 1 < len(found) and found[i + 1].text.lower() in w.COMMON
        ended = stopped or bare != word.text or pieces[-1].end < word.start + len(bare) or not pieces[-1].text
        if ended and part:
            yield part
            part = []
    if part:
        yield part


def _bare(text: str) -> str:
    """Without a possessive's ending."""
    if text[-2:] in ("'s", "’s"):
        return text[:-2]
    return text[:-1] if text[-1] in "'’" else text


def _owned(part: list[Word], bare: str, text: str, rest: list[Word], known: Lexicon) -> bool:
    """Whether a possessive is within a name: “Farmers' Union”, “St Mary's Hospital”, “Dunne's Track”."""
    if not rest or " ".join((*(x.text for x in part), bare)) in known.latin:
        return False
    tail = []
    for word in rest[:4]:
        if word.text in LINKS or _bare(word.text) != word.text:
            break
        tail.append(word.text.lower())
    if not tail or tail[0] in w.TITLES:
        return False
    body = (
        tail[-1] in w.BODIES
        or tail[-1] in w.TRADES
        or tail[-1] in ("panel", "day", "hall", "hotel", "cathedral", "arms")
    )
    if text[-1] in "'’":
        return body
    if part and part[0].text.rstrip(".") in ("St", "Saint", "Queen", "King"):
        return body or tail[-1] in _SITES
    return (
        (body and bare.lower() in _GROUPS) or tail == ["hotel"] or (len(tail) == 1 and not part and tail[0] in _SITES)
    )


def _hyphens(word: Word, before: list[Word], known: Lexicon) -> list[Word]:
    """“Russia-Ukraine” is two places, “Ababa-based” the end of one and “US-led” one; “Min-seo” stays whole."""
    parts: list[Word] = []
    while "-" in word.text and word.text not in known.latin:
        first, _, rest = word.text.partition("-")
        lead = " ".join([*(x.text for x in before), first])
        cut = Word(first, word.start, word.start + len(first))
        if rest in w.SUFFIXES or (rest.islower() and rest.endswith(("ed", "ing")) and len(rest) > 4):
            return [*parts, cut]
        if lead not in known.latin and first not in known.latin:
            break
        if not (rest[:1].isupper() and (rest in known.latin or "-" in rest)):
            return [*parts, word if rest[:1].isupper() else cut]
        parts.append(cut)
        word, before = Word(rest, cut.end + 1, word.end), []
    return [*parts, word]


def _joins(part: list[Word], link: str, rest: list[Word], known: Lexicon) -> bool:
    last, first = part[-1].text.lower(), part[0].text.lower()
    if link in SMALL or link in ("&", "et"):
        return True
    if link == "on":
        return last in _HEADING and rest[:1] != [] and rest[0].text.lower() not in w.CALENDAR
    if link in OF:
        inside = len(part) > 1 and part[-1].text in OF
        return inside or ((last in w.BODY_HEADS or first in w.BODY_HEADS) and last not in w.TITLE_HEADS)
    if link == "y" and any(x.text.lower() in w.BODIES for x in part[:2]):
        return True
    after = []
    for word in rest:
        if word.text in AND or word.text in OF:
            break
        after.append(word.text)
        if _bare(word.text) != word.text:
            break
    return bool(after) and _both(part, after, known)


def _both(part: list[Word], after: list[str], known: Lexicon) -> bool:
    """Whether “and” stands within a name, between `part` and `after`."""
    text = " ".join(x.text for x in part)
    last = part[-1].text.lower()
    plain = all(ordinary(x) and x not in known.latin and x.lower() not in w.CALENDAR for x in after)
    heading = any(y.text in OF and x.text.lower() in _HEADING for x, y in pairwise(part))
    if heading and len(after) <= 3 and after[0] not in known.latin and (plain or after[0].lower() not in w.BODY_HEADS):
        return True
    mine = all(ordinary(x.text) and x.text.lower() not in w.COMMON for x in part)
    if plain and len(after) == 1 and len(part) > 1 and last[-1] == "s" and after[0][-1] == "s" and last in w.TRADES:
        return True
    if plain and mine and len(after) == 2 and after[-1].lower() in w.TRADES:
        return True
    alone = text in known.latin or last in w.BODIES or _bare(part[-1].text) != part[-1].text
    if len(part) == 1 and (not mine or coined(part[0].text)):
        return False  # “Safaricom and Equity Bank”: a coined word is a name by itself
    return 2 <= len(after) <= 3 and after[-1].lower() in w.BODIES and not alone and " ".join(after) not in known.latin
