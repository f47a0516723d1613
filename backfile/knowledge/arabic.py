"""Names in Arabic text, which has no capitals: the gazetteer, bodies by their first word, people by what precedes them.

«وقعت الحكومة في العقبة اتفاقيات مع وزارة المياه والري» → Aqaba, وزارة المياه والري
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from backfile.knowledge.lexicon import Entry, Lexicon
from backfile.knowledge.words import listed

Place = tuple[int, int, int]
Found = tuple[str, str, list[Place], list[Place], Entry | None]

_WORD = re.compile(r"[\u0621-\u065f\u0670]+")
_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640]")
_AMMAN = "عمّان"


BODY_HEADS = listed("""
وزارة الاتحاد هيئة الهيئة شركة بنك البنك جامعة مجلس منظمة المنظمة حزب شرطة مؤسسة صندوق اللجنة لجنة محكمة المحكمة نادي
جمعية الجمعية معهد مستشفى اتحاد نقابة
""")
TITLES = listed("""
الرئيس رئيس الوزير وزير الملك ملك السلطان سلطان الأمير أمير الشيخ الدكتور المدرب اللاعب النائب السفير الفريق اللواء
العميد العداء المبعوثة المبعوث السيد السيدة
""")
AFTER_TITLE = listed("""
الوزراء الخارجية الدفاع الداخلية المالية الصحة الجمهورية الحكومة التركي الدولة البرلمان الأركان العهد ولي مجلس النواب
الأول السابق السابقة
""")
PLACE_CUES = listed("مدينة ولاية محافظة بلدة قرية منطقة ميناء مطار العاصمة إقليم في إلى من")
# What a place is, before its name; the second kind is part of it: مدينة العقبة, but وادي عربة.
PLACE_BEFORE = listed("مدينة ولاية محافظة بلدة قرية سكان أهالي بمدينة")
PLACE_HEADS = listed("وادي رأس قصر جبل نهر جزيرة خليج كورنيش بحيرة قناة")
THAT = listed("إن أن إنه إنها")
SPEECH = listed("""
قال قالت أكد أكدت أوضح أوضحت ذكر ذكرت أضاف أضافت أشار أشارت صرح صرحت أعلن أعلنت بين كشف
""")
# City names that are everyday words or given names.
DOUBTFUL = listed("""
سالم ماجد راشد ناصر فيصل سلمان عثمان إبراهيم يوسف داود صالح محمد أحمد محمود عمر مراد طارق كريم هادي نجم وليد سامي
الهادي المرسى الخميس خميس صور نور الرس السيب البريمي الحد المنامه بدر سعيد خالد عامر علي حسن حمد مصطفى منصور القاسم
الزهراء الشفاء السلام النور الجديدة القديمة المدينة المدينه الوادي الحي الشرق الغرب الشمال الجنوب الوسطى العين طريف
حائل الجبل البحر النهر الرياض عكا رام كلباء الباب الميناء المرج الخمس قم بون بيت لم سلا ليل نيس كان ليون تور بار قلعة
دار مركز سوق السوق الثورة الحرية النصر الفتح الشرقية الغربية العاصمة الحمراء البيضاء الخضراء الزرقاء مالي غانا بيرو
تشاد كوبا موناكو المالكية اليمن شبام رماح
""") - listed("اليمن مالي غانا بيرو تشاد كوبا موناكو الرياض المنامه")
STOP = listed("""
العاصمة الجنوب الشمال الشرق الغرب الدولة البلاد العالم المنطقة الحي إن أن إنه أنه التي الذي الذين في من إلى على عن مع
هذا هذه ذلك كان كانت قد لم لن لا ما وهو وهي هو هي بعد قبل خلال حول بين ثم أو بل كما حيث عند منذ حتى غير أي كل بعض قال
قالت أكد أكدت أعلن أعلنت ذكر أضاف اليوم أمس غدا الجمعة السبت الأحد الاثنين الثلاثاء الأربعاء الخميس عام يوم شهر سنة
الماضي الماضية المقبل المقبلة الجاري الحالي
""")


_DAYS = listed("اليوم الجمعة السبت الأحد الاثنين الثلاثاء الأربعاء الخميس")


def plain(word: str) -> str:
    return word if _AMMAN in word else _MARKS.sub("", word)


def names(texts: Sequence[str], lexicon: Lexicon) -> Iterator[Found]:
    """The names of an article, in the form that `names.find` takes."""
    mentions: dict[str, list[Place]] = defaultdict(list)
    support: dict[str, list[Place]] = defaultdict(list)
    kinds: dict[str, tuple[str, Entry | None]] = {}
    for number, text in enumerate(texts):
        found = [(plain(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]
        at = 0
        while at < len(found):
            size, entry = _entry(found, at, text, lexicon)
            if entry:
                kind = "organisation" if entry.kind == "organisation" else "place"
                store = support if entry.kind == "people" else mentions
                kinds.setdefault(entry.name, (kind, entry))
            else:
                size, kind = (
                    _body(found, at, text) or _place(found, at, text) or _person(found, at, text, lexicon) or (1, "")
                )
                store = mentions
            if entry or kind:
                name = entry.name if entry else _bare(" ".join(x for x, _, _ in found[at : at + size]), kind)
                kinds.setdefault(name, (kind, entry))
                store[name].append((number, found[at][1], found[at + size - 1][2]))
            at += size
    for name in sorted(kinds):
        yield name, kinds[name][0], mentions[name], support[name], kinds[name][1]


def _bare(name: str, kind: str) -> str:
    """`name` without a clitic “and”, “by” or “to” before its first word."""
    if kind == "organisation" and name.split()[0] not in BODY_HEADS:
        return name[1:]
    return name


def readings(word: str) -> Iterator[str]:
    """`word`, then what it may be without its clitics: والعراق → العراق, للأردن → الأردن, بمسقط → مسقط."""
    yield word
    if word.startswith(("و", "ف")) and len(word) > 3:
        yield word[1:]
        word = word[1:]
    if word.startswith("لل") and len(word) > 4:
        yield "ا" + word[:1] + word[2:]
    elif word.startswith(("ب", "ل", "ك")) and len(word) > 4:
        yield word[1:]


def _entry(found: list[tuple[str, int, int]], at: int, text: str, lexicon: Lexicon) -> tuple[int, Entry | None]:
    if found[at][0].endswith(_AMMAN):
        return 1, Entry("Amman", "capital", "jo")
    tail = found[at + 1 : at + lexicon.longest]
    for reading in readings(found[at][0]):
        for extra in range(len(tail), -1, -1):
            form = " ".join((reading, *(x for x, _, _ in tail[:extra]))) if extra else reading
            entry = lexicon.arabic.get(form)
            if entry and _trusted(form, entry, found, at, reading != found[at][0]):
                return extra + 1, entry
    return 1, None


def _trusted(form: str, entry: Entry, found: list[tuple[str, int, int]], at: int, clitic: bool) -> bool:
    if entry.kind not in ("city", "capital"):
        return len(form) > 2
    before = found[at - 1][0] if at else ""
    after = found[at + 1][0] if at + 1 < len(found) else ""
    if entry.size < 300 and after.startswith("ال") and after not in STOP | _DAYS:
        return False  # “the eastern coast”, not As Sahil
    if form in DOUBTFUL:
        return False
    return (len(form) > 3 and entry.size >= 100) or (before in PLACE_CUES and not clitic)


def _follows(found: list[tuple[str, int, int]], at: int, text: str) -> bool:
    """Whether word `at` stands right after the one before it, with a space between."""
    return at < len(found) and text[found[at - 1][2] : found[at][1]] == " "


def _body(found: list[tuple[str, int, int]], at: int, text: str) -> tuple[int, str] | None:
    word = found[at][0]
    if word not in BODY_HEADS and word[1:] not in BODY_HEADS:
        return None
    size = 1
    while size < 5 and _follows(found, at + size, text):
        following = found[at + size][0]
        joined = following.startswith(("وال", "لل", "لأ")) or following.endswith(("ي", "ية"))
        led = size == 1 or found[at + size - 1][0].startswith(("لل", "لأ"))
        if following in STOP or not (joined or (led and following.startswith("ال"))):
            break
        size += 1
    return (size, "organisation") if size > 1 else None


def _place(found: list[tuple[str, int, int]], at: int, text: str) -> tuple[int, str] | None:
    """A place that no list holds, by the word before it or by its own first word: سكان المرسى, وادي النخيل."""
    word = found[at][0]
    bare = word.removeprefix("و") if word not in PLACE_HEADS else word
    if bare in PLACE_HEADS and _follows(found, at + 1, text) and found[at + 1][0].startswith("ال"):
        return (2, "place") if bare == word and found[at + 1][0] not in STOP else None
    if (
        at
        and found[at - 1][0] in PLACE_BEFORE
        and _follows(found, at, text)
        and word.startswith("ال")
        and word not in STOP
    ):
        wider = _follows(found, at + 1, text) and found[at + 1][0].startswith("ال") and found[at + 1][0].endswith("ي")
        return (2 if wider else 1), "place"
    return None


def _person(found: list[tuple[str, int, int]], at: int, text: str, lexicon: Lexicon) -> tuple[int, str] | None:
    """“محمد بن سالم الحارثي” by its بن; “الرئيس دونالد ترامب” by its title (which is passed over, not taken)."""
    size = 1
    while (
        size < 7
        and _follows(found, at + size, text)
        and (found[at + size][0] in ("بن", "بنت") or found[at + size - 1][0] in ("بن", "بنت"))
    ):
        size += 1
    if size > 2:
        last = at + size
        if _follows(found, last, text) and found[last][0].startswith(("ال", "آل")) and found[last][0] not in STOP:
            size += 1
        return size, "person"
    if _quoted(found, at, text):
        return 2, "person"
    if at and _titled(found, at, lexicon) and _follows(found, at + 1, text):
        pair = (found[at][0], found[at + 1][0])
        fit = all(x not in STOP | TITLES | AFTER_TITLE and len(x) > 2 and not x.endswith(("ية", "ات")) for x in pair)
        if fit and not pair[0].startswith(("ال", "لل", "ب", "ل")) and pair[1] not in lexicon.arabic:
            return 2, "person"
    return None


def _quoted(found: list[tuple[str, int, int]], at: int, text: str) -> bool:
    """“قال المتحدث باسم الشركة منى الراشد إن”: the two words before “that”, where somebody speaks."""
    if not (_follows(found, at + 1, text) and _follows(found, at + 2, text) and found[at + 2][0] in THAT):
        return False
    first, last = found[at][0], found[at + 1][0]
    fit = (
        last.startswith("ال")
        and not first.startswith("ال")
        and len(first) > 2
        and first not in STOP | TITLES | BODY_HEADS
    )
    if not fit or first.endswith(("ية", "ات")) or first in PLACE_BEFORE | PLACE_HEADS | AFTER_TITLE:
        return False
    return any(x.removeprefix("و") in SPEECH for x, _, _ in found[max(0, at - 8) : at])


def _titled(found: list[tuple[str, int, int]], at: int, lexicon: Lexicon) -> bool:
    """Whether a title stands before word `at`, with at most three words of office or nation between them."""
    for back in range(at - 1, max(-1, at - 5), -1):
        word = found[back][0].removeprefix("و")
        if word in TITLES:
            return True
        entry = lexicon.arabic.get(word)
        if word not in AFTER_TITLE and (entry is None or entry.kind != "people"):
            return False
    return False
