"""Numbers as they are printed: in digits or in words, English, Spanish or Arabic, with what stands before and after.

value("8.400", "es")            → 8400.0        value("8.4", "en")           → 8.4
value("ninety-six", "en")       → 96.0          value("a quarter of a million", "en") → 250000.0
value("once", "es")             → 11.0          value("٣٠٠", "ar")           → 300.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from backfile.knowledge.stems import words
from backfile.knowledge.words import listed

_UNITS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS: dict[str, float] = {word: n for n, word in enumerate(_UNITS.split(), 1)}
_WORDS |= {word: n * 10 for n, word in enumerate(_TENS.split(), 2)}
_WORDS |= {"a": 1, "an": 1, "half": 0.5, "quarter": 0.25, "dozen": 12}
_SCALES: dict[str, float] = {
    "hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "trillion": 1e12, "k": 1000,
    "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "mil": 1000, "millón": 1e6, "millones": 1e6,
    "ألف": 1000, "آلاف": 1000, "الف": 1000, "مليون": 1e6, "ملايين": 1e6, "مليار": 1e9, "مليارات": 1e9,
}  # fmt: skip
_SPANISH_UNITS = """dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete
dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho
veintinueve treinta"""
_SPANISH: dict[str, float] = {word: n for n, word in enumerate(_SPANISH_UNITS.split(), 2)}
_SPANISH |= {"cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100,
             "doscientos": 200, "trescientos": 300, "quinientos": 500}  # fmt: skip

# The first digit stands before the alternatives, so that a search looks for it alone: eight times as fast.
_DIGITS = re.compile(
    r"[0-9\u0660-\u0669](?:[0-9\u0660-\u0669]{0,2}(?:[,.\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|[0-9\u0660-\u0669]*(?:[.,]\d+)?)"
)
_SMALL = "|".join([*_UNITS.split(), *_TENS.split()])


def _cased(words: list[str]) -> list[str]:
    """Each word as it stands, with a capital, and in capitals: the search is twice as fast as one that ignores case."""
    longest = sorted(words, key=lambda x: (-len(x), x))
    return [form for x in longest for form in dict.fromkeys((x, x.capitalize(), x.upper()))]


def _lettered(words: list[str]) -> str:
    """One alternative for each first letter: the search is six times as fast as one for a plain list."""
    letters = dict.fromkeys(x[0] for x in words)
    return "|".join(f"{a}(?:{'|'.join(x[1:] for x in words if x[0] == a)})" for a in letters)


_ENGLISH_FIRST = _cased([*_UNITS.split(), *_TENS.split()])
_TWO_DIGITS = rf"(?:{_SMALL})(?:-(?:{_SMALL}))?"
_LOTS = r" (?:hundred|thousand|million|billion|dozen)"
_ENGLISH = re.compile(
    rf"(?:{'|'.join(_ENGLISH_FIRST)})(?:-(?:{_SMALL}))?"
    rf"(?:[ ](?:hundred|thousand)(?:(?:[ ]and)?[ ]{_TWO_DIGITS})?|[ ]dozen)?(?!\w)"
    rf"|(?:a|A|half a|Half a|a quarter of a|A quarter of a){_LOTS}(?!\w)"
)
# Where `_ENGLISH` may match.
_ENGLISH_BEGINS = re.compile(
    _lettered(
        [*_ENGLISH_FIRST, *(x + y for x in "aA" for y in ("(?= quarter of a )", f"(?={_LOTS})")), "half a ", "Half a "]
    )
)
_SPANISH_WORDS = re.compile(rf"(?:{_lettered(_cased(list(_SPANISH)))})(?!\w)")
_BEGIN = frozenset([*_UNITS.split(), *_TENS.split(), "hundred", "thousand", "million", "billion", "dozen"])
_BEGIN_SPANISH = frozenset(_SPANISH)
# Words that a number in words has one of, as they are looked for, also behind a currency: a shilling is “sh”.
_COINS = ("", *(x + y for first, second in (("sSſ", "hH"), ("rR", "sSſ")) for x in first for y in second))
_SHOWN = frozenset(coin + word for word in _cased(list(_BEGIN)) for coin in _COINS)
_SHOWN_SPANISH = frozenset(coin + word for word in _cased(list(_BEGIN_SPANISH)) for coin in _COINS)
_APART = str.maketrans(dict.fromkeys("-\"'(),.:;!?", " "))
_APART_TOO = "-\"'(),.:;!?–—“”‘’«»¿¡"
_SCALE = "|".join(sorted(_SCALES, key=lambda x: (-len(x), x)))
_CURRENCY = r"(?:US|A|C|NZ|HK|S|R)?\$|£|€|¥|₹|₦|₱|(?<!\w)Sh|(?<!\w)Rs\.?[ ]?"
_PERCENT = (
    r"[ \u00a0]?(?:%|٪|per[ ]?cent(?:age[ ]points?)?\b|percent(?:age[ ]points?)?\b|pc\b|por[ ]ciento\b"
    r"|في[ ]الم(?:ئة|ائة))"
)
_EN_BEFORE = """at least|more than|fewer than|less than|no fewer than|no more than|up to|as many as|as few as|
as much as|about|around|some|roughly|approximately|nearly|almost|over|under|close to|just over|just under|well over|
an estimated|estimated|perhaps|only|just|exactly|a total of|upwards of|north of|in excess of|at most"""
_ES_BEFORE = """al menos|por lo menos|más de|menos de|cerca de|alrededor de|en torno a|casi|unos|unas|hasta|
aproximadamente|un total de"""
_AR_BEFORE = "نحو|حوالي|أكثر من|قرابة|ما لا يقل عن|زهاء|أقل من|ما يقارب"
_HEDGE = "|".join(x.strip().replace(" ", r"\s") for x in f"{_EN_BEFORE}|{_ES_BEFORE}|{_AR_BEFORE}".split("|"))
_AFTER = r"(?:[ ]or[ ](?:more|higher|so|fewer|less)\b|[ ]o[ ]más\b)?"


_TAIL = re.compile(rf"(?P<scale>[ \u00a0]?(?:{_SCALE})\b)?(?P<percent>{_PERCENT})?(?P<after>{_AFTER})", re.IGNORECASE)
_HEAD = re.compile(rf"(?:(?<!\w)(?P<hedge>{_HEDGE})\s)?(?P<money>{_CURRENCY})?$", re.IGNORECASE)
_MONEY = re.compile(rf"(?:{_CURRENCY})$", re.IGNORECASE)
# What the text before a number ends in, or the text behind it begins with, if it belongs to the number.
_HEDGE_ENDS = tuple(sorted({x.rpartition(r"\s")[2] for x in _HEDGE.split("|")}))
_MONEY_ENDS = ("$", "sh", "rs", "rs.", "rs ", "rs. ")
_TAIL_BEGINS = frozenset("%htmbkpoHTMBKPO")


# Of a paragraph; a table of figures is no prose.
_MOST = 200


class Printed(NamedTuple):
    """A number with what belongs to it: `[start, end)` takes in the hedge, the currency, the scale and the percent."""

    start: int
    end: int
    number: str
    scale: str
    hedged: bool
    money: bool
    percent: bool

    @property
    def bare(self) -> bool:
        return not (self.hedged or self.money or self.percent or self.scale)


def printed(text: str, spanish: bool) -> Iterator[Printed]:
    """The numbers of a text, in its order."""
    found = list(_DIGITS.finditer(text))
    # Cheaper than the search, for the four in five paragraphs that have none.
    if _spelt_out(text, spanish, _MOST - len(found)):
        found += _SPANISH_WORDS.finditer(text) if spanish else _english(text)
        found.sort(key=re.Match.start)
    for match in found[:_MOST]:
        start, end = match.span()
        # Not the end of a word or of a longer number: “VN23”, “3:15”, “2024-05”.
        apart = start == 0 or text[start - 1] == " "
        if not apart and start > 1 and text[start - 2 : start].rstrip(":.,")[-1:].isdigit():
            continue
        begun, hedged, money = _headed(text, start)
        if not apart and begun == start and (text[start - 1].isalnum() or text[start - 1] in "-/_#"):
            continue
        following = text[end : end + 2].lstrip(" \u00a0")[:1]
        if following in _TAIL_BEGINS or following > "~":
            tail = _TAIL.match(text, end)
            assert tail is not None  # all of it may be missing
            scale = (tail["scale"] or "").strip()
            yield Printed(begun, tail.end(), match[0], scale, hedged, money, bool(tail["percent"]))
        else:
            yield Printed(begun, end, match[0], "", hedged, money, False)


def _spelt_out(text: str, spanish: bool, room: int) -> bool:
    """Whether numbers in words may be among the first `room`; each takes a word, be it none that is told."""
    said = words(text)
    if len(said) <= room and (_SHOWN_SPANISH if spanish else _SHOWN).isdisjoint(said):
        return False
    return not (_BEGIN_SPANISH if spanish else _BEGIN).isdisjoint(_apart(text.lower()))


def _english(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while begun := _ENGLISH_BEGINS.search(text, at):
        whole = _ENGLISH.match(text, begun.start())
        if whole:
            yield whole
        at = whole.end() if whole else begun.start() + 1


def _apart(text: str) -> list[str]:
    """The words of a text without the punctuation around them; twenty calls are faster than a table beyond ASCII."""
    if text.isascii():
        return text.translate(_APART).split()
    for mark in _APART_TOO:
        text = text.replace(mark, " ")
    return text.split()


def _headed(text: str, start: int) -> tuple[int, bool, bool]:
    """Where the hedge or the currency before a number begins, and whether there is a hedge, and a currency."""
    before = text[max(0, start - 24) : start]
    if before.isascii() and before[-1:] != "\n":  # before which the pattern ends, too
        # Most have neither, or a currency alone; the pattern for both takes three times as long as these.
        low = before.lower()
        money = _MONEY.search(before, max(0, len(before) - 4)) if low.endswith(_MONEY_ENDS) else None
        begun = money.start() if money else len(before)
        if not low[:begun].rstrip().endswith(_HEDGE_ENDS):
            return start - len(before) + begun, False, money is not None
    head = _HEAD.search(before)
    assert head is not None  # all of it may be missing
    return start - len(head[0]), bool(head["hedge"]), bool(head["money"])


def value(number: str, scale: str, spanish: bool) -> float:
    """What a number says: `number` and `scale` are those of `Printed`."""
    found = _digits(number, spanish) if number[0].isdigit() else _spelt(number.lower(), spanish)
    return found * _SCALES.get(scale.lower(), 1)


def _digits(number: str, spanish: bool) -> float:
    if number.isdecimal():
        return float(number)
    text = number.replace("\u00a0", "").replace("\u202f", "")
    point = "," if spanish else "."
    thousands = "." if spanish else ","
    groups = text.replace(",", ".").split(".")
    if len(groups) > 2 or (len(groups) == 2 and len(groups[1]) == 3 and thousands in text):
        decimals = text.rpartition(point)[2] if text.count(point) == 1 and thousands in text else ""
        whole = text[: -len(decimals) - 1] if decimals else text
        return float(whole.replace(".", "").replace(",", "") + ("." + decimals if decimals else ""))
    return float(text.replace(",", "."))


def _spelt(text: str, spanish: bool) -> float:
    if spanish:
        return _SPANISH[text]
    if " of a " in text or text.startswith("half a"):
        return (0.25 if "quarter" in text else 0.5) * (_SCALES.get(text.split()[-1]) or 12)
    total = part = 0.0
    for word in re.findall("[a-z]+", text):
        if word in _SCALES:
            total, part = total + (part or 1) * _SCALES[word], 0
        elif word == "dozen":
            part = (part or 1) * 12
        elif word != "and":
            part += _WORDS[word]
    return total + part


TIMES = listed("""
second seconds minute minutes hour hours day days week weeks fortnight month months year years decade decades century
centuries a.m am p.m pm o'clock gmt times time th st nd rd segundo segundos minuto minutos hora horas día días semana
semanas mes meses año años década décadas siglo siglos vez veces ثانية دقيقة دقائق ساعة ساعات يوم أيام يوما أسبوع أسابيع
شهر أشهر شهرا سنة سنوات عام أعوام عاما مرة مرات
""")
MONTHS = listed("""
january february march april may june july august september october november december jan feb mar apr jun jul aug sep
sept oct nov dec enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre يناير فبراير
مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين
""")
