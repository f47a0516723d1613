"""Numbers as they are printed: in digits or in words, English, Spanish or Arabic, with what stands before and after.

value("8.400", "es")            → 8400.0        value("8.4", "en")           → 8.4
value("ninety-six", "en")       → 96.0          value("a quarter of a million", "en") → 250000.0
value("once", "es")             → 11.0          value("٣٠٠", "ar")           → 300.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

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

_DIGITS = re.compile(
    r"[0-9\u0660-\u0669]{1,3}(?:[,.\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|[0-9\u0660-\u0669]+(?:[.,]\d+)?"
)
_SMALL = "|".join([*_UNITS.split(), *_TENS.split()])


def _cased(words: list[str]) -> str:
    """Each word as it stands, with a capital, and in capitals: the search is twice as fast as one that ignores case."""
    longest = sorted(words, key=lambda x: (-len(x), x))
    return "|".join(form for x in longest for form in dict.fromkeys((x, x.capitalize(), x.upper())))


_ENGLISH_FIRST = _cased([*_UNITS.split(), *_TENS.split()])
_TWO_DIGITS = rf"(?:{_SMALL})(?:-(?:{_SMALL}))?"
_ENGLISH = re.compile(
    rf"(?:{_ENGLISH_FIRST})(?:-(?:{_SMALL}))?"
    rf"(?:[ ](?:hundred|thousand)(?:(?:[ ]and)?[ ]{_TWO_DIGITS})?|[ ]dozen)?(?!\w)"
    r"|(?:a|A|half a|Half a|a quarter of a|A quarter of a)[ ](?:hundred|thousand|million|billion|dozen)(?!\w)"
)
_SPANISH_WORDS = re.compile(rf"(?:{_cased(list(_SPANISH))})(?!\w)")
_BEGIN = frozenset([*_UNITS.split(), *_TENS.split(), "hundred", "thousand", "million", "billion", "dozen"])
_BEGIN_SPANISH = frozenset(_SPANISH)
_APART = dict.fromkeys(map(ord, "-–—\"'“”‘’«»(),.:;!?¿¡"), " ")
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
    # Cheaper than the search by words, for the four in five paragraphs that have none.
    if not (_BEGIN_SPANISH if spanish else _BEGIN).isdisjoint(text.lower().translate(_APART).split()):
        found += (_SPANISH_WORDS if spanish else _ENGLISH).finditer(text)
    for match in sorted(found, key=re.Match.start)[:_MOST]:
        start, end = match.span()
        tail = _TAIL.match(text, end)
        head = _HEAD.search(text[max(0, start - 24) : start])
        if tail is None or head is None:
            continue
        begun = start - len(head[0])
        # Not the end of a word or of a longer number: “VN23”, “3:15”, “2024-05”.
        if (begun and not head[0] and (text[begun - 1].isalnum() or text[begun - 1] in "-/_#")) or text[
            start - 2 : start
        ].rstrip(":.,")[-1:].isdigit():
            continue
        yield Printed(
            begun, tail.end(), match[0], (tail["scale"] or "").strip(), bool(head["hedge"]), bool(head["money"]),
            bool(tail["percent"]),
        )  # fmt: skip


def _joined(text: str, start: int) -> bool:
    """Whether what stands before `start` makes it the end of a word or of a longer number."""
    before = text[max(0, start - 2) : start]
    return bool(before) and (before[-1].isalnum() or before[-1] in "-/_#" or before.rstrip(":.,")[-1:].isdigit())


def value(number: str, scale: str, spanish: bool) -> float:
    """What a number says: `number` and `scale` are those of `Printed`."""
    found = _digits(number, spanish) if number[0].isdigit() else _spelt(number.lower(), spanish)
    return found * _SCALES.get(scale.lower(), 1)


def _digits(number: str, spanish: bool) -> float:
    text = re.sub("[\u00a0\u202f]", "", number)
    point = "," if spanish else "."
    thousands = "." if spanish else ","
    groups = re.split("[.,]", text)
    if len(groups) > 2 or (len(groups) == 2 and len(groups[1]) == 3 and thousands in text):
        decimals = text.rpartition(point)[2] if text.count(point) == 1 and thousands in text else ""
        whole = text[: -len(decimals) - 1] if decimals else text
        return float(re.sub("[.,]", "", whole) + ("." + decimals if decimals else ""))
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
