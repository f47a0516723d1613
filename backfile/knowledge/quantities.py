"""What a text counts: each number with what it is a number of. Dates, times, ages, durations, scores are passed over.

    find(["The fire razed at least 31 homes and scorched 26,000 hectares of farmland."])
      → Quantity(text="at least 31", value=31, about=("homes", "razed"), phrase="homes" …)
      , Quantity(text="26,000", value=26000, about=("hectares", "farmland", …), phrase="hectares of farmland" …)

A quantity's `about` has the words after the number, then, if those do not begin with what is counted, those before it.
Money, percentages and what is only added to an earlier figure (“another 23”) have a mark in front: `$`, `%`, `+`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, islice

from backfile.knowledge import counted as things
from backfile.knowledge import numerals
from backfile.knowledge.numerals import Printed
from backfile.knowledge.stems import fold
from backfile.knowledge.words import CALENDAR, COMMON, listed
from backfile.model import Quantity

MOST = 40
# Numbers looked at in one text.
_READ = 400
_REACH = 90
_AFTER_WORDS, _BEFORE_WORDS = 7, 8
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# The first character stands before the alternatives, so that a search looks for it alone.
_STOP_AFTER = re.compile(
    r"[.;:!?،,()\"“”«»—–\n\dabcmpqstwyABCMPQSTWY](?:(?<![A-Za-z])|(?i:(?<=\ba)(?:nd|fter)|(?<=\bb)(?:ut|ecause|efore)|"
    r"(?<=\bw)(?:hile|hich|hen)|(?<=\bs)ince|(?<=\by)|(?<=\bp)(?:ero|orque)|(?<=\bm)ientras|(?<=\bq)ue|"
    r"(?<=\bt)ras|(?<=\bc)uando)\b)"
)
_STOP_BEFORE = re.compile(r"[.;:!?\"“”«»\n\d](?:(?=\s)|(?<=\d))")
_HOUR = re.compile(r"\s?[ap]\.?\s?m\b|\s?(?:GMT|UTC|h)\b")
_CLOCK = re.compile(r"\d\d?[.:]\d\d")
_AT = re.compile(r"\b(?:at|since|until|till|by|before|after|from|las)\s$")
_AGE = re.compile(r"(?:\baged|\bage|\bde|,)\s*$", re.IGNORECASE)
_AGED = re.compile(r"-?\s?(?:years?|year)[- ]old|\s*años(?: de edad)?\b|\s*,|-month-old|-year\b|\s*عاما")
_RANGES = frozenset("-–/:")
# The first that is no space, asked before the pattern.
_HOUR_BEGINS, _AGED_BEGINS = frozenset("apGUh"), frozenset("-ya,ع")
_RANGE = re.compile(r"\b(?:between|entre)\s[^\s]+(?:\s[^\s]+)?\s(?:and|y)\s$", re.IGNORECASE)
# Numbers of these stand behind them: “a magnitude 6.4 earthquake”.
_SCALES = listed("magnitude magnitud category categoria")
_ADDED = listed("another further additional extra other others otro otros otras more más آخرين آخر أخرى")
_OF_THEM = frozenset(
    tuple(x.split())
    for x in ("of them", "of whom", "of those", "of these", "of the", "de ellos", "de ellas", "de los", "de las")
)
_CHANGE = listed("""
rose risen rise widened widen increased grew grown fell fallen cut raised up down lowered dropped climbed narrowed
""")
_LOOSE = listed("""
the a an of in on at to by for from with as is are was were be been being had has have its their his her it they that
this these those than then there here not no or so now would could will can may might must still also who which when
where after before into onto over under out up down off each every all both only just el la los las de del en al a con
por para un una unos unas que se su sus fue fueron son ha han y o e and or but من في على إلى عن مع هذا هذه قد
""")  # fmt: skip


def find(paragraphs: Sequence[str], lang: str | None = None, *, title: str = "") -> tuple[Quantity, ...]:
    """The first forty quantities of a text: the body's in its order, then the title's.

    `paragraphs` count from 1; `title`, if given, is 0.
    """
    spanish = (lang or "").startswith("es")
    found: list[Quantity] = []
    numbered = chain(enumerate(paragraphs, 1), ((0, title),))
    read = ((one, text, number) for number, text in numbered for one in numerals.printed(text, spanish))
    for one, text, number in islice(read, _READ):
        made = _quantity(one, text, number, spanish)
        if made:
            found.append(made)
            if len(found) == MOST:
                break
    return tuple(found)


def _quantity(one: Printed, text: str, number: int, spanish: bool) -> Quantity | None:
    if len(one.number) > 40:
        return None
    before = text[max(0, one.start - _REACH) : one.start]
    after = text[one.end : one.end + _REACH].removeprefix(")")
    if _no_count(one, before, after):
        return None
    stop = _STOP_AFTER.search(after)
    said = after[: stop.start()] if stop else after
    if one.scale and said.startswith(" de "):
        said = said[4:]
    following = _WORD.findall(said)[:_AFTER_WORDS]
    if following and following[0].lower() in numerals.TIMES and not one.money:
        return None
    *_, tail = _STOP_BEFORE.split(before)
    leading = _WORD.findall(tail)[-_BEFORE_WORDS:][::-1]
    marks = _marks(one, leading, following)
    about = [x for x in map(fold, following) if x not in _LOOSE]
    counted = bool(about) and fold(following[0]) == about[0]
    nearest = fold(leading[0]) if leading else ""
    if not counted or marks:
        about += [x for x in map(fold, leading) if x not in _LOOSE]
    elif leading and nearest not in _LOOSE:
        about.append(nearest)  # “killed 64 children”
    if nearest in _SCALES:
        about, following = [nearest], []
    if not about:
        return None
    phrase = _telling(said, following, tail, leading, counted)
    worth = numerals.value(one.number, one.scale, spanish)
    return Quantity(number, one.start, one.end, text[one.start : one.end], worth, (*marks, *about), phrase)


def _no_count(one: Printed, before: str, after: str) -> bool:
    """Whether it is a date, a time, an age, a score, a model, or an unremarkable “one”."""
    if after[:1] in _RANGES and after[1:2].isdigit():
        return True
    bare = one.bare
    if bare and one.number.isdigit() and len(one.number) == 4 and 1800 <= int(one.number) <= 2100:
        return True
    behind = after.lstrip()
    first = behind[:1]
    if first in _AGED_BEGINS and _AGED.match(after) and (not after.startswith(",") or _AGE.search(before)):
        return True
    if (first in _HOUR_BEGINS and _HOUR.match(after)) or (_CLOCK.fullmatch(one.number) and _AT.search(before)):
        return True
    if after[:1] == "-" or (after[:1].isalnum() and after[:1].isascii()):
        return True
    previous = _WORD.findall(before[-24:])
    last = previous[-1] if previous else ""
    low = last.lower()
    following = _WORD.match(behind)
    if low in numerals.MONTHS or (following and following[0].lower() in numerals.MONTHS):
        return bare
    if low in ("between", "entre") or (low in ("and", "y") and _RANGE.search(before)):
        return True
    if bare and one.number.lower() in ("one", "uno"):
        return not following or following[0].lower() in _LOOSE or low == "no"
    # “PowerNest 12”, “Flight 370”.
    named = last[:1].isupper() and before.endswith(last + " ") and low not in COMMON
    return bare and named and one.number[0].isdigit() and len(one.number) < 4


def _marks(one: Printed, leading: list[str], following: list[str]) -> list[str]:
    if one.percent or one.money:
        return ["%"] if one.percent else ["$"]
    before, after = ([x.lower() for x in words] for words in (leading[:6], following[:2]))
    if before[:1] == ["by"] and not _CHANGE.isdisjoint(before):
        return ["+"]
    # “another 23 bodies”, “five of them”; but “another 21 were hurt” besides those who died.
    more = before[:1] and before[0] in _ADDED and after[:1] not in (["were"], ["was"], ["are"], ["is"])
    return ["+"] if more or (after[:1] and after[0] in _ADDED) or tuple(after) in _OF_THEM else []


def _telling(said: str, following: list[str], before: str, leading: list[str], counted: bool) -> str:
    """The words after the number, unless they do not begin with what is counted and only those before it say that.

    `following`: the words of `said`, `leading`: those of `before`, the last first.
    """
    phrase = _phrase(said, following[:4])
    if counted and phrase:
        return phrase
    other = _phrase_before(before, leading)
    if other and not counted and not _shows(phrase) and (not phrase or _shows(other)):
        return other
    return phrase or other


def _shows(phrase: str) -> bool:
    return any(fold(x) in things.words() for x in _WORD.findall(phrase))


def _phrase(said: str, words: list[str]) -> str:
    """The first words of `said`, without loose ones at their ends."""
    while words and words[-1].lower() in _LOOSE:
        words = words[:-1]
    start = end = 0
    begun = False
    for word in words:  # nothing but words has letters, so that each is the next
        at = said.index(word, end)
        end = at + len(word)
        if not begun and word.lower() not in _LOOSE:
            start, begun = at, True
    return said[start:end]


def _phrase_before(before: str, leading: list[str]) -> str:
    """The last two words of `before` that say something, with what stands between; `leading`: its last words first."""
    at = len(before)
    told: list[tuple[int, int]] = []
    for word in leading:
        at = before.rindex(word, 0, at)
        low = word.lower()
        if low in _LOOSE and (not told or low not in CALENDAR):
            continue
        if low in CALENDAR:
            break
        told.append((at, at + len(word)))
        if len(told) == 2:
            break
    return before[told[-1][0] : told[0][1]] if told else ""
