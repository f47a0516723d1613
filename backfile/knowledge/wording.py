"""What can be told of a sentence by itself: whether it is prose, whether it stands alone, which words carry it.

fitness("She has two more.", […], "en")                          → -1.9: leans on a sentence before it, and is short
fitness("Four people drowned off Sur, police said.", […], "en")  →  0.6: it counts
fitness("Photo: City Archive", […], "en")                        → None: no sentence
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from backfile.knowledge import words as w
from backfile.knowledge.taking import taker

_SHORT, _LONG, _LONGEST = 9, 38, 70
"Words of a sentence that tells too little, much, too much."
_CHARACTERS = 700
"And its length whatever its words: bounds the work on one that never ends."

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
words = taker(_WORD, "'’-")
"The words of a sentence as printed."
_PLACED = r"[A-ZÀ-Þ][\w.'’]*(?:(?:,? |-)(?:[A-ZÀ-Þ][\w.'’]*|de|del|la|of|and|\d{1,4})){0,8},? ?"
_DATELINE = re.compile(
    rf"\s{{0,8}}(?:{_PLACED}(?:\([^()\n]{{2,40}}\) ?)?|[^.!?()\n]{{0,40}}\([^()\n]{{2,40}}\)\.? ?)"
    r"[-–—]{1,2} (?=[^\W_a-zß-ÿ]|[\"“«])"
)
_END = re.compile(r"[.!?…؟。](?:['\"”’»)\]]|\[\d+\])*\Z")
_FIGURE = re.compile(r"\d")
_COUNTS = w.listed("""
two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million
millions billion half third quarter percent dos tres cuatro cinco seis siete ocho nueve diez once doce docena docenas
cientos mil miles millón millones mitad deux trois quatre cinq dix mille zwei drei vier fünf zehn آلاف ألف مليون ملايين
مليار مئات عشرات ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة
""")
# Openings that lean on a sentence before them: pronouns the most, then what joins.
_LEANING = {
    "en": "he she it they we i you his her its their our my this that these those such there here them him so then "
    "he's she's it's that's they're both neither",
    "es": "él ella ello ellos ellas este esta esto estos estas ese esa eso esos esas aquel su sus allí ahí así",
    "fr": "il elle ils elles ce cela cette ces sa son ses on",
    "de": "er sie es dieser diese dieses dies sein ihr ihre",
    "ar": "وهو وهي وهم هو هي هم هذا هذه ذلك تلك وهذا وهذه وذلك",
}
_JOINING = {
    "en": "but and or yet however meanwhile also still instead nevertheless nonetheless moreover furthermore besides "
    "additionally otherwise thus therefore hence likewise similarly earlier later afterwards elsewhere asked if when "
    "because although while don't don’t what why how not nor another others",
    "es": "pero y o sin además también mientras aunque por entonces después",
    "fr": "mais et donc ainsi cependant pourtant",
    "de": "aber und auch doch",
    "ar": "وأضاف وأضافت وأشار وأشارت وتابع وتابعت كما لكن ولكن",
}
_HE = w.listed("he she they him her them his él ella ellos il elle ils")
_GOES_ON = w.listed("added adding also too continued another añadió agregó también ajouté أضاف أضافت")
_SELF = w.listed("""
I I'm I've I'd I’m I’ve I’d me my My we We we're We're we've we’re us our Our you You you're you’re your Your let's
nosotros nuestro nuestra
""")
_TELLING = _COUNTS | _GOES_ON | _SELF
# Lines about the article and not of it.
_ABOUT = re.compile(
    r"(?:additional reporting|reporting by|edited by|editing by|writing by|with inputs? from|photo|image|photograph|"
    r"picture|video|source|credit|read more|see also|related|listen|watch|follow us|subscribe|sign up|click here|"
    r"this article|updated?|correction|editor['’]s note|the writer is|advertisement|copyright|foto|fuente)\b"
    r"(?::|.{0,60}\Z)|©",
    re.IGNORECASE,
)
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
_MARK = re.compile(r"[\"“”«»()\[\]]")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»")
_COMMON = frozenset(word[:6] for word in w.COMMON)
_CLITICS = re.compile(r"^(?:[وفبلك]?ال|لل|[وب](?=\w{4}))")
_BULLET = re.compile(r"\s*(?:[-*•·|#>]|\d{1,2}[.)]\s|[a-z]\)\s)")


@lru_cache(maxsize=128)
def is_prose(paragraph: str) -> bool:
    """Whether a paragraph is running text: no list, no table, no heading, no signature."""
    if len(paragraph) < 30 or _BULLET.match(paragraph) or "\t" in paragraph or " | " in paragraph:
        return False
    lines = paragraph.count("\n") + 1
    return lines == 1 or len(paragraph) / lines > 50


def after_dateline(paragraph: str, end: int) -> int:
    """Where the first sentence begins behind “DONGCHEON, Gangwon — ” or “MUSCAT (Reuters) - ”."""
    match = _DATELINE.match(paragraph, 0, min(end, 90))
    return match.end() if match and match.end() < end else 0


def stems(said: list[str]) -> frozenset[str]:
    """The beginnings of the words that carry a text; for telling that two speak of one thing."""
    if said and "\u0621" <= said[0][0] <= "\u064a":
        said = [_CLITICS.sub("", word) for word in said]
    return frozenset([word[:6].lower() for word in said if len(word) > 3]) - _COMMON


def fitness(text: str, said: list[str], lang: str | None) -> float | None:
    """What a sentence of the words `said` is worth by its form, below zero where it does not stand alone.

    None where it is no sentence.
    """
    marked = _MARK.search(text) is not None
    if not _whole(text, said, marked):
        return None
    size = len(said)
    leaning, joining = _openings(lang)
    first = said[0].lower()
    worth = -2.4 * (first in leaning) - 0.9 * (first in joining)
    if not _HE.isdisjoint(said[1:8]) and first not in leaning:
        worth -= 1.2 * _nameless(said)
    telling = not _TELLING.isdisjoint(said)  # asked once: half of all sentences have no such word
    worth -= 0.4 * (telling and not _GOES_ON.isdisjoint(said))
    if size < _SHORT:
        worth -= 0.3 * (_SHORT - size)
    elif size > _LONG:
        worth -= 0.06 * (size - _LONG)
    if (telling and not _COUNTS.isdisjoint(said)) or _FIGURE.search(text):
        worth += 0.6
    if text[-1] in "?؟" or "¿" in text:
        worth -= 2.0
    elif text[-1] == "!":
        worth -= 1.0
    bare = _QUOTED.sub(" ", text) if marked else text
    if bare != text:  # others' words
        worth -= 1.5 * (_MARK.match(text) is not None) + 1.5 * max(0.0, 0.7 - len(bare) / len(text))
        said = _WORD.findall(bare)
    return worth - 1.2 * (telling and not _SELF.isdisjoint(said))


def _whole(text: str, said: list[str], marked: bool) -> bool:
    """Whether it is a sentence, and neither a headline nor a credit, a row of figures or half a quotation."""
    size = len(said)
    if len(text) > _CHARACTERS or not 5 <= size <= _LONGEST or not _END.search(text, len(text) - 6):
        return False
    if marked and (text.count('"') % 2 or any(text.count(a) != text.count(b) for a, b in _PAIRS)):
        return False
    return not _ABOUT.match(text) and sum([word >= "a" for word in said]) * 3 >= size


def _nameless(said: list[str]) -> bool:
    """Whether “he” or “they” stand before anybody who may be meant: “In a meeting that day he was told”."""
    for word in said[1:8]:
        if word in _HE:
            return True
        if word[0].isupper() and word.lower() not in w.CALENDAR:
            return False
    return False


@cache
def _openings(lang: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """The openings that lean and that join, of a language, or of all where it is none of ours."""
    code = (lang or "").partition("-")[0].lower()
    chosen = [code] if code in _LEANING else list(_LEANING)
    return (
        frozenset(word for each in chosen for word in _LEANING[each].split()),
        frozenset(word for each in chosen for word in _JOINING[each].split()),
    )
