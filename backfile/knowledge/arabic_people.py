"""People in Arabic text: by their بن, by a title before them, by their own given names; then by surname alone.

«المبعوثة الأمريكية جوردان ويتكومب … وطلبت ويتكومب» → جوردان ويتكومب, twice
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backfile.knowledge.arabic_words import (
    AFTER_TITLE,
    BODY_HEADS,
    PLACE_BEFORE,
    PLACE_HEADS,
    SPEECH,
    STOP,
    THAT,
    TITLES,
    Token,
    follows,
    readings,
)
from backfile.knowledge.lexicon import Lexicon
from backfile.knowledge.words import listed

OF = frozenset({"بن", "بنت", "ابن"})
FATHER = frozenset({"أبو", "ابو", "أبي", "آل", "أم"})
_SLAVE = frozenset({"عبد", "عبدال"})
# Given names that are everyday words first.
_WORDS = listed("""
نور أمل سلام إيمان نجاح هدى رضا جهاد كفاح وفاء سلمى منى شروق صباح ربيع فجر بدر سماح وعد أمير ملك ندى رجاء نصر فرح حياة
جمال كمال صلاح حسن عماد علا سماء رحمة بركة هبة دعاء إسلام ثورة عدل جميلة كريمة أمان صابر ناصر حكيم عادل قاسم حاتم قائد
رائد باسم
""")


def person(found: list[Token], at: int, text: str, lexicon: Lexicon) -> tuple[int, str] | None:
    """How many words of a person's name stand at `at`, if one does."""
    size = _descended(found, at, text)
    if size:
        return size, "person"
    if not follows(found, at + 1, text):
        return None
    pair = (found[at][0], found[at + 1][0])
    if _given(pair, found, at, text, lexicon):
        return _through(found, at, text, lexicon), "person"
    if _quoted(found, at, text) or _titled_pair(pair, found, at, lexicon):
        return 2, "person"
    return None


def _descended(found: list[Token], at: int, text: str) -> int:
    """“محمد بن سالم الحارثي” by its بن."""
    size = 1
    while size < 7 and follows(found, at + size, text) and (found[at + size][0] in OF or found[at + size - 1][0] in OF):
        size += 1
    if size < 3:
        return 0
    last = at + size
    more = follows(found, last, text) and found[last][0].startswith(("ال", "آل")) and found[last][0] not in STOP
    return size + more


def _given(pair: tuple[str, str], found: list[Token], at: int, text: str, lexicon: Lexicon) -> bool:
    """Whether a given name begins a full one."""
    first, second = pair
    if second == "أبو" and len(first) > 2 and not first.startswith(("ال", "و", "ف")):
        return follows(found, at + 2, text) and first not in SPEECH | STOP | TITLES and first not in lexicon.arabic
    if first not in lexicon.given or first in TITLES or second in STOP or second in AFTER_TITLE or len(second) < 2:
        return False
    if second in _SLAVE or second in FATHER:
        return follows(found, at + 2, text)
    if second in lexicon.arabic:
        return False
    if second.startswith("ال"):
        nisba = second.endswith(("ي", "ية", "اوي", "اني")) or bool(_titled(found, at, lexicon))
        return nisba and (first not in _WORDS or _cued(found, at, text))
    if second in lexicon.given:
        return first not in _WORDS or _cued(found, at, text) or _titled(found, at, lexicon)
    plain = second.startswith(("ي", "ت", "ن", "أ", "و", "ب", "ل", "ف", "س")) or second in SPEECH or second in TITLES
    return first not in _WORDS and not plain and not second.endswith(("ة", "ات")) and len(second) > 3


def _cued(found: list[Token], at: int, text: str) -> bool:
    """Whether a role's word stands before or a comma behind, as for a name that is a word too."""
    if (
        at
        and found[at - 1][0].removeprefix("و").startswith("ال")
        and found[at - 1][0].endswith(("ة", "ين", "ي", "س", "ب"))
    ):
        return True
    end = found[at + 1][2]
    return text[end : end + 1] in "،," and text[end : end + 1] != ""


def _through(found: list[Token], at: int, text: str, lexicon: Lexicon) -> int:
    """Words of a name that begins with a given name: “نور عبد الهادي منصور”, “مهند أبو زيد”."""
    size = 2
    while size < 5 and follows(found, at + size, text):
        last, following = found[at + size - 1][0], found[at + size][0]
        nisba = following.startswith("ال") and following.endswith("ي") and following not in STOP
        fathered = last in _SLAVE or last in FATHER or following in _SLAVE or following in FATHER
        if fathered or _named(following, lexicon) or (nisba and last in lexicon.given):
            size += 1
        elif text[found[at + size][2] : found[at + size][2] + 1] == "،" and last.startswith("ال") and size > 2:
            size += 1 if len(following) > 3 and not following.endswith(("ة", "ات")) else 0
            break
        else:
            break
    return size


def _named(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.given and word not in _WORDS


def _titled_pair(pair: tuple[str, str], found: list[Token], at: int, lexicon: Lexicon) -> bool:
    if not at or pair[0].startswith(("ال", "لل", "ب", "ل")) or not _titled(found, at, lexicon):
        return False
    fit = pair[1] not in PLACE_BEFORE and all(
        x not in STOP
        and x not in TITLES
        and x not in AFTER_TITLE
        and len(x) > 2
        and not (x.endswith(("ية", "ات")) and (x.startswith("ال") or x.endswith("ات")))
        for x in pair
    )
    return fit and pair[1] not in lexicon.arabic and pair[0].removeprefix("و") not in SPEECH


def _quoted(found: list[Token], at: int, text: str) -> bool:
    """“قال المتحدث باسم الشركة منى الراشد إن”: the two words before “that”, where somebody speaks."""
    if not (follows(found, at + 1, text) and follows(found, at + 2, text) and found[at + 2][0] in THAT):
        return False
    first, last = found[at][0], found[at + 1][0]
    fit = (
        last.startswith("ال")
        and not first.startswith("ال")
        and len(first) > 2
        and first not in STOP
        and first not in TITLES
        and first not in BODY_HEADS
        and first.removeprefix("و") not in SPEECH
    )
    if not fit or first.endswith(("ية", "ات")) or first in PLACE_BEFORE | PLACE_HEADS | AFTER_TITLE:
        return False
    return any(x.removeprefix("و") in SPEECH for x, _, _ in found[max(0, at - 8) : at])


def _titled(found: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a title stands before word `at`, with at most four words of office or nation between them."""
    for back in range(at - 1, max(-1, at - 6), -1):
        word = found[back][0].removeprefix("و")
        if word in TITLES:
            return True
        if not office(word, lexicon):
            return False
    return False


def office(word: str, lexicon: Lexicon) -> bool:
    """Whether a word can stand between a title and the name: of an office or a nation, or an adjective."""
    entry = lexicon.arabic.get(word)
    told = word in AFTER_TITLE or (entry is not None and entry.kind == "people")
    return told or (word.startswith("ال") and word.endswith(("ي", "ية")))


def surnames(people: Mapping[str, object], lexicon: Lexicon) -> dict[str, str]:
    """Last word, or last two after أبو and عبد → the full name; none that two people share."""
    found: dict[str, str] = {}
    shared = set()
    for name in people:
        words = name.split()
        last = " ".join(words[-2:]) if len(words) > 2 and words[-2] in FATHER | _SLAVE else words[-1]
        if found.setdefault(last, name) != name:
            shared.add(last)
    return {
        last: name
        for last, name in found.items()
        if last not in shared and len(last) > 3 and last not in lexicon.arabic
    }


def alone(found: list[Token], at: int, last: Mapping[str, str]) -> tuple[int, str] | None:
    """A surname that stands by itself at `at`: how many words, and whose."""
    for reading in readings(found[at][0]):
        if reading in last:
            return 1, last[reading]
        if at + 1 < len(found) and f"{reading} {found[at + 1][0]}" in last:
            return 2, last[f"{reading} {found[at + 1][0]}"]
    return None


def uncovered(found: list[Token], taken: list[tuple[int, int]]) -> Iterator[int]:
    """Positions of words that no name holds. Both ascend."""
    spans = iter(taken)
    span = next(spans, None)
    for at, (_, start, end) in enumerate(found):
        while span and span[1] <= start:
            span = next(spans, None)
        if not span or end <= span[0]:
            yield at
