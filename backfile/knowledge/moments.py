"""Phrases that say when, as printed: days, dates, hours and their like, in English, Spanish, Arabic and others.

    find("It began just after 3 a.m. on Thursday and ends in June.")
      → (Moment(9, 38, DAY, False), Moment(48, 55, MONTH, False))

Each word becomes one letter, its class (`W` a weekday, `M` a month, `o` “on”), and the phrases are found by a pattern
over those letters: “just after 3 a.m. on Thursday” is `bbDAoW`. Offsets are code points of the text, `[start, end)`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from backfile.knowledge import stems
from backfile.knowledge.memo import remembered
from backfile.knowledge.stems import WORD

DAY, MONTH, YEAR = 3, 2, 1
"How fine: a day; an hour of no day, a week, a month or a while ago; a year."


class Moment(NamedTuple):
    """A phrase that says when."""

    start: int
    end: int
    grain: int
    loose: bool
    "Says until, since or how often rather than when: “every Wednesday”, “until Friday”."


# A class, then its words: weekdays, months, “today”, parts of a day, and what stands around them.
_GERMAN = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"
_TABLE = """
W  Monday Tuesday Wednesday Thursday Friday Saturday Sunday lunes martes miércoles jueves viernes sábado
   domingo lundi mardi mercredi jeudi vendredi samedi dimanche segunda-feira terça-feira quarta-feira
   quinta-feira sexta-feira Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag الأحد الاثنين الإثنين
   الثلاثاء الأربعاء الخميس الجمعة السبت
M  January February April June July August September October November December enero febrero marzo abril mayo
   junio julio agosto septiembre octubre noviembre diciembre janvier février mars avril mai juin juillet août
   septembre octobre novembre décembre janeiro fevereiro março maio junho julho setembro outubro novembro
   dezembro Januar Februar März Mai Juni Juli Oktober Dezember يناير فبراير مارس أبريل إبريل مايو يونيو يوليو
   أغسطس سبتمبر أكتوبر نوفمبر ديسمبر شباط آذار نيسان أيار حزيران تموز أيلول تشرين كانون
m  March May
s  Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec
N  yesterday today tonight tomorrow overnight ayer anoche anteayer hoy hier aujourd'hui aujourd’hui demain
   ontem hoje gestern heute أمس اليوم
P  morning afternoon evening night lunchtime mañana tarde noche madrugada matin soir nuit Morgen Abend Nacht
H  dawn dusk midnight midday noon sunrise sunset daybreak nightfall
A  am pm a.m p.m AM PM
K  o'clock o’clock Uhr
X  weekend
h  hours
U  minutes hour day days nights weeks weekends months years decades día días hora horas semanas meses años
   jours
S  week fortnight month year spring summer autumn winter semana mes año semaine mois الأسبوع الشهر العام
c  a an one two three four five six seven eight nine ten eleven twelve several few many some twenty quarter
   half un una dos tres cuatro cinco seis siete ocho nueve diez varios varias
g  ago
p  past
q  this last next este esta pasado próximo ce cette هذا
k  pasada próxima pasado próximo dernier dernière prochain الماضي الماضية المقبل المقبلة القادم القادمة الجاري
   الجارية الحالي الأول الثاني
b  at over about around before after during just shortly soon tras a las vom قبل بعد
u  by from since until till desde hasta depuis seit los every each cada منذ حتى كل
i  in en em im في خلال
o  on On
e  early late
G  earlier later
f  of
d  de del do
r  the
l  el la le den
z  end start beginning middle principios mediados finales
w  por
Z  hace
j  يوم مساء صباح فجر ليلة ليل ظهر عصر منتصف
V  يومين أسبوع أسبوعين شهرين
y  عام سنة
"""
_CLASS: dict[str, str] = {",": ",", ".": "."}
for _line in reversed(re.split(r"\n(?=\S)", _TABLE.strip())):  # a word of two classes has the earlier
    _CLASS |= dict.fromkeys(_line[1:].split(), _line[0])
for _part in ("früh", "morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht"):  # Dienstagabend
    _CLASS |= dict.fromkeys([day + _part for day in _GERMAN.split()], "W")
_TOKEN = re.compile(r"[^\W_]+(?:(?:[.:-]|['’](?!s\b))[^\W_]+)*|[^\w\s]|_")
_FIGURES = re.compile(
    r"(?P<I>(?:19|20)\d\d-\d\d-\d\d)|(?P<T>\d\d?(?:[:.]\d\d)?[ap]m|\d\d?[:.]\d\dh)|(?P<t>\d\d?:\d\d)|(?P<v>\d\d?\.\d\d)|"
    r"(?P<Y>(?:19|20)\d\d)|(?P<D>\d\d?(?:st|nd|rd|th|º|er)?)|(?P<n>\d{3})"
)
_ANCHOR = re.compile("[WMmsNTtAHKISXgZV]|[iu]Y|[qd]P|[cDn][Uh]o|yY")

_DATE = r"(?:(?:r?D(?:[fd]|\.(?=M))?(?:[Mm]k?|s)|(?:[Mm]|s\.?)D)(?:,?d?Y)?|I)"
_CLOCK = "(?:T|[tvD]A[.]?|(?<=[bui])t|H|[ctvD]K|cpc)"
_DAY = f"(?:P?Wk?(?:e?P|wlP)?(?:,?[rl]?{_DATE})?|{_DATE}|[eG]?N(?:(?:wl)?P|,?W{_DATE}?)?|qP|dP)"
# What may stand before: no more than four, so that a long run of them costs no more than its length.
_LEFT = "(?:re?hf|r?e?Pf|l?Pd|r?zf|zd|[obeGrlqpuj]|i(?!W)){0,4}"
_JOIN = ",?[obird]{0,2}"
_WHILE = (
    "(?:[eG]?r?[qp][SX]|[ob]rX|lSk|S[kq]|[cDn](?:[Uh](?:[gG]|o(?=[,.]))|S[gG])|Z[cDn][Uh]|bV|"
    "r?zf[Mm]Y?|zdM(?:d?Y)?|[iuqe]e?[Mm]k?(?:d?Y)?|[Mm]d?Y)"
)
_PHRASE = re.compile(
    f"(?!x)(?:{_LEFT}(?:(?P<day>{_CLOCK}{_JOIN}{_DAY}|{_DAY}(?:{_JOIN}{_CLOCK})?)|(?P<hour>{_CLOCK}))|"
    f"(?P<month>{_WHILE})|(?P<year>[iu]e?Y|i?yY))"
)


def _worded(letters: str) -> frozenset[str]:
    """The words of some classes, also as they open a sentence."""
    return frozenset(x for word, its in _CLASS.items() if its in letters for x in (word, word.capitalize()))


_DAYS, _MONTHS = _worded("WN"), _worded("Mms")
_SIGNS = _worded("WMmsNPHAKUShXgZVy") | {"AM", "PM"}
# What a text has that has one of these, in its words as `stems.words` gives them: “clock” of “o'clock”.
_SHOWN = frozenset(WORD.findall(word)[-1] for word in _SIGNS)
# The figure stands before the alternatives, so that a search looks for it alone: seven times as fast.
_FIGURED = re.compile(r"\d(?:[:.]\d\d(?!\d)|(?:(?<=1)9|(?<=2)0)\d\d|[ap]m\b)")
_MID = re.compile(r"\b[Mm]id-")
_ARABIC = re.compile("[\u0621-\u064a]")
# Every phrase has one of these: an hour or a date in figures; a word of it that says when by itself, or two that do
# together, by the classes of words as `stems.words` gives them (“clock” of “o'clock” is `!`); a year behind a word.
_HOUR_OR_YEAR = re.compile(r"\d(?:[:.]\d\d(?!\d)|((?:(?<=1)9|(?<=2)0)\d\d)|[ap]m(?![^\W_]))")
_TOLD = re.compile("[WMmsNHAKZV!]|[qd]P|[qp][SX]|rX|lSk|S[kqgG]|[Uh][gGo]|cpc")
_BEFORE_YEAR = tuple(word for word, its in _CLASS.items() if its in "iue")
_CLASS |= {parts[-1].lower(): "!" for word in _SIGNS if len(parts := WORD.findall(word)) > 1}


def find(text: str) -> tuple[Moment, ...]:
    """The phrases of a sentence or a paragraph, in order."""
    # Most paragraphs say no time: they need not be taken apart, which takes most of the time.
    if not _may_say(text):
        return ()
    tokens = _TOKEN.findall(text)
    if _SIGNS.isdisjoint(tokens) and not _signed(text):
        return ()
    classes = "".join(map(_class, tokens))
    if not _ANCHOR.search(classes):
        return ()
    phrases = list(_PHRASE.finditer(classes))
    spans = _spans(text, tokens[: phrases[-1].end()]) if phrases else []
    found = []
    for match in phrases:
        first, last = match.start(), match.end() - 1
        if classes[last] == "." and text[spans[last - 1][0] + 1] == "m":  # “at 7pm.” ends a sentence, “7 p.m.” itself
            last -= 1
        end = spans[last][1]
        if first == last and classes[first] == "N" and _of_a_name(text, spans[first][0]):
            continue
        grain = DAY if match["day"] else YEAR if match["year"] else MONTH
        found.append(Moment(spans[first][0], end, grain, classes[first] == "u"))
    return tuple(found)


def _may_say(text: str) -> bool:
    """Whether it has a sign of a phrase and a phrase may stand in it."""
    figures = list(_HOUR_OR_YEAR.finditer(text))
    if any(not found[1] or _dates(text, *found.span()) for found in figures) or _unplain(text):
        return True
    said = stems.words(text)
    if not figures and _SHOWN.isdisjoint(said):
        return False
    return _TOLD.search("".join(map(_class, said))) is not None


def _dates(text: str, at: int, end: int) -> bool:
    """Whether a year begins a date in figures, or has a word before it that it goes with: “in 2019”, “since 2019”."""
    if text[end : end + 1] == "-":
        return True
    while at and text[at - 1].isspace():
        at -= 1
    return text[max(0, at - 8) : at].lower().endswith(_BEFORE_YEAR)


def _signed(text: str) -> bool:
    """Whether more than words may say when: an hour, a year, “mid-”, or anything in Arabic."""
    return _FIGURED.search(text) is not None or _unplain(text)


def _unplain(text: str) -> bool:
    """Whether it has “mid-”, or anything in Arabic."""
    return ("id-" in text and _MID.search(text) is not None) or (
        not text.isascii() and _ARABIC.search(text) is not None
    )


def _spans(text: str, tokens: list[str]) -> list[tuple[int, int]]:
    """Where the first tokens of a text stand: nothing but white space is between them, so that each is the next."""
    found, end = [], 0
    for token in tokens:
        start = text.index(token, end)
        end = start + len(token)
        found.append((start, end))
    return found


def _of_a_name(text: str, at: int) -> bool:
    """Whether a word with a capital stands where none is due: “USA Today”."""
    return text[at].isupper() and text[max(0, at - 2) : at].rstrip()[-1:].isalnum()


def dated(text: str, words: list[str]) -> bool:
    """Whether a sentence of the words `words` names a day; its words alone tell, unless they name a month."""
    if not _DAYS.isdisjoint(words):
        return True
    if _MONTHS.isdisjoint(words):
        return False
    return any(moment.grain == DAY for moment in find(text))


@remembered(1 << 15)
def _class(token: str) -> str:
    """The class of a word, be it a figure, with a capital or Arabic behind a clitic; `x` for any other."""
    if token in _CLASS:
        return _CLASS[token]
    if token[0] >= "a" and token.islower():
        return "x"
    if len(token) > 24:
        return "x"
    if token[0].isdigit():
        figure = _FIGURES.fullmatch(token)
        return figure.lastgroup or "x" if figure else "x"
    if token.startswith("mid-") or token.startswith("Mid-"):
        return _CLASS.get(token[4:], "x")
    return _CLASS.get(token.lower()) or _CLASS.get(token[1:] if token[0] in "وبلف" else "") or "x"
