"""Names in Arabic text, which has no capitals: the gazetteer, bodies by their first word, people by what precedes them.

«وقعت الحكومة في العقبة اتفاقيات مع وزارة المياه والري» → Aqaba, وزارة المياه والري
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from backfile.knowledge.arabic_beginnings import may_begin
from backfile.knowledge.arabic_people import alone, person, surnames, uncovered
from backfile.knowledge.arabic_words import (
    AMMAN,
    BODY_HEADS,
    DAYS,
    DOUBTFUL,
    PLACE_BEFORE,
    PLACE_CUES,
    PLACE_HEADS,
    STOP,
    WORD,
    Token,
    follows,
    plain,
    readings,
)
from backfile.knowledge.lexicon import Entry, Lexicon

Place = tuple[int, int, int]
Found = tuple[str, str, list[Place], list[Place], Entry | None]

_NONE = 1, "", None


def names(texts: Sequence[str], lexicon: Lexicon) -> Iterator[Found]:
    """The names of an article, in the form that `names.find` takes."""
    mentions: dict[str, list[Place]] = defaultdict(list)
    support: dict[str, list[Place]] = defaultdict(list)
    kinds: dict[str, tuple[str, Entry | None]] = {}
    read: list[tuple[list[Token], list[tuple[int, int]]]] = []
    for number, text in enumerate(texts):
        found = [(plain(m.group()), m.start(), m.end()) for m in WORD.finditer(text)]
        taken: list[tuple[int, int]] = []
        read.append((found, taken))
        at = 0
        while at < len(found):
            size, kind, entry = _name(found, at, text, lexicon) if may_begin(found, at) else _NONE
            if kind:
                name = entry.name if entry else _bare(" ".join(x for x, _, _ in found[at : at + size]), kind)
                kinds.setdefault(name, (kind, entry))
                store = support if entry and entry.kind == "people" else mentions
                store[name].append((number, found[at][1], found[at + size - 1][2]))
                taken.append((found[at][1], found[at + size - 1][2]))
            at += size
    last = surnames({name: None for name, (kind, _) in kinds.items() if kind == "person"}, lexicon)
    for number, (found, taken) in enumerate(read) if last else ():
        for at in uncovered(found, taken):
            short = alone(found, at, last)
            if short:
                mentions[short[1]].append((number, found[at][1], found[at + short[0] - 1][2]))
    for name in sorted(kinds):
        yield name, kinds[name][0], mentions[name], support[name], kinds[name][1]


def _name(found: list[Token], at: int, text: str, lexicon: Lexicon) -> tuple[int, str, Entry | None]:
    """How many words the name at `at` has, its kind (empty where there is none), and what the gazetteer has of it."""
    size, entry = _entry(found, at, text, lexicon)
    if entry:
        return size, "organisation" if entry.kind == "organisation" else "place", entry
    other = _body(found, at, text, lexicon) or _place(found, at, text, lexicon) or person(found, at, text, lexicon)
    return (*other, None) if other else (1, "", None)


def _bare(name: str, kind: str) -> str:
    """`name` without a clitic “and”, “by” or “to” before its first word."""
    if kind == "organisation" and name.split()[0] not in BODY_HEADS:
        return name[1:]
    return name


def _entry(found: list[Token], at: int, text: str, lexicon: Lexicon) -> tuple[int, Entry | None]:
    if found[at][0].endswith(AMMAN):
        return 1, lexicon.latin.get("Amman")
    for reading in readings(found[at][0]):
        for size in range(min(lexicon.begins.get(reading, 0), len(found) - at), 0, -1):
            form = " ".join([reading, *(x for x, _, _ in found[at + 1 : at + size])]) if size > 1 else reading
            entry = lexicon.arabic.get(form)
            if entry and _trusted(form, entry, found, at, reading != found[at][0]):
                return size, entry
    return 1, None


def _trusted(form: str, entry: Entry, found: list[Token], at: int, clitic: bool) -> bool:
    if entry.kind not in ("city", "capital"):
        return len(form) > 2
    before = found[at - 1][0] if at else ""
    after = found[at + 1][0] if at + 1 < len(found) else ""
    if entry.size < 300 and after.startswith("ال") and after not in STOP | DAYS:
        return False  # “the eastern coast”, not As Sahil
    if before in PLACE_BEFORE and not clitic:
        return True
    if form in DOUBTFUL:
        return False
    return (len(form) > 3 and entry.size >= 100) or (before in PLACE_CUES and not clitic)


def _body(found: list[Token], at: int, text: str, lexicon: Lexicon) -> tuple[int, str] | None:
    """A body by its first word: جامعة بورسعيد, مؤسسة أفق للثقافة والفنون, شرطة عمان السلطانية."""
    word = found[at][0]
    if word not in BODY_HEADS and word[1:] not in BODY_HEADS:
        return None
    size = 1
    while size < 6 and follows(found, at + size, text):
        last, following = found[at + size - 1][0], found[at + size][0]
        if following in STOP or following in DAYS:
            break
        joined = following.startswith(("وال", "لل", "لأ", "لإ")) or (
            following.endswith(("ي", "ية")) and following.startswith("ال")
        )
        entry = lexicon.arabic.get(following)
        begins = size == 1 and (
            following.startswith("ال") or following.endswith(("ي", "ية")) or (entry and entry.kind != "people")
        )
        named = size == 1 and follows(found, at + 2, text) and found[at + 2][0].startswith("لل")
        after = found[at + size + 1][0] if follows(found, at + size + 1, text) else ""
        named = named or (following.startswith("ل") and len(following) > 4 and after.startswith("ال"))
        named = named or _own(word, last, following, size, lexicon)
        if not (joined or begins or named or (last.startswith("ل") and following.startswith("ال"))):
            break
        size += 1
    return (size, "organisation") if size > 1 else None


def _own(head: str, last: str, following: str, size: int, lexicon: Lexicon) -> bool:
    """Whether a word is of a body's own name: جامعة محمد الخامس, شركة ريد إلكتريكا, الهلال الأحمر."""
    if following in _FIRST or (size == 2 and last in lexicon.given and following.startswith("ال")):
        return following.startswith("ال")
    foreign = not following.startswith(("ال", "و", "ب", "ل", "ف", "ت", "ي")) and not following.endswith(
        ("ة", "ات", "ين")
    )
    firm = head.removeprefix("و") in ("شركة", "مؤسسة", "صحيفة", "قناة", "نادي", "فريق", "مجموعة", "بنك")
    named = head.removeprefix("و") in ("جامعة", "مستشفى", "معهد", "مؤسسة", "نادي")
    return size < 3 and ((firm and foreign) or (size == 1 and named and following in lexicon.given))


# Adjectives without the ending that others have.
_FIRST = frozenset({"الأحمر", "الأعلى", "العام", "العامة", "المتحدة", "الكبرى", "المدني"})


def _place(found: list[Token], at: int, text: str, lexicon: Lexicon) -> tuple[int, str] | None:
    """A place that no list holds, by the word before it or by its own first word: سكان المرسى, وادي النخيل."""
    word = found[at][0]
    preceded = at > 0 and found[at - 1][0] in PLACE_BEFORE
    if not preceded and word not in PLACE_HEADS:
        return None
    following = found[at + 1][0] if follows(found, at + 1, text) else ""
    wider = follows(found, at + 2, text) and found[at + 2][0].startswith("ال") and found[at + 2][0].endswith("ي")
    if word in PLACE_HEADS and following:
        entry = lexicon.arabic.get(following)
        known = entry is not None and entry.kind not in ("people", "organisation")
        if known or (following.startswith("ال") and following not in STOP and not following.endswith(("ي", "ية"))):
            return (3 if wider and word in ("مطار", "ميناء") else 2), "place"
        return None
    if (
        preceded
        and follows(found, at, text)
        and (word.startswith("ال") or not word.endswith(("ة", "ات", "ين")))
        and len(word) > 3
        and word not in STOP
    ):
        return (2 if following.startswith("ال") and following.endswith("ي") else 1), "place"
    return None
