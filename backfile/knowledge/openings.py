"""What a run of capitalised words begins with and is not part of the name: “Medical”, “When”, “Kenyan”.

Meanwhile Kenyan Wesley Sang  →  Wesley Sang, and Kenya has an adjective's support
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from backfile.knowledge import words as w
from backfile.knowledge.lexicon import Entry, Lexicon, nation
from backfile.knowledge.persons import given_name, ordinary
from backfile.knowledge.runs import Run

_LINKS = frozenset({"of", "for", "on", "de", "del", "du", "des"})
Words = tuple[str, ...]
Forms = set[Words]
_MONTHS = w.listed("april may june july august jan jun mar")
_DATED = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Ss]ince|[Bb]y|[Ll]ast|[Tt]his|[Uu]ntil|[Oo]f|[Ff]rom|[Ll]ate|[Ee]arly|[Mm]id|[Nn]ext|[Ee]ach|\d)"
    r"[ -]$"
)
# Adjectives that begin firms' names.
_AGENCIES = frozenset({"AP", "AFP", "EFE", "DPA", "UPI", "PTI", "ANI", "IANS"})
# Bodies that a nation's adjective names.
_NATIONAL = w.listed(
    "greens conservatives democrats army navy museum airways airlines library academy council post telecom"
)
_TAILS = w.BODIES | w.TRADES | w.PLACE_TAILS | w.OTHER_TAILS
_LEADS = w.listed("next new first good best big little old great open")


class Setting(NamedTuple):
    """What the whole article says about its words."""

    texts: Sequence[str]
    known: Lexicon
    lower: Container[str]
    "Words that stand in lower case somewhere."
    doubtful: set[str]
    "Words of one-word runs within a sentence that may be no name's."
    inside: Forms
    "Runs that stand within a sentence, where a capital proves something."


def trim(run: Run, setting: Setting) -> tuple[Run | None, Entry | None, int, int]:
    """The run that is left, and a nation's entry that was set apart, with where it stands."""
    words, paragraph, start, stop, opens, titled = run
    if len(words) == 1 and not opens and words[0] not in setting.doubtful:
        return run, None, 0, 0
    text, latin, whole = setting.texts[paragraph], setting.known.latin, " ".join(words)
    while words and whole not in latin and _idle(words, opens, setting, text, start):
        start = text.find(words[1], start + len(words[0])) if len(words) > 1 else start
        words, opens = words[1:], False
        whole = " ".join(words)
    if not words or (len(words) > 1 and _peoples(words, setting)) or _office(words):
        return None, None, 0, 0
    kept = run if len(words) == len(run.words) else Run(words, paragraph, start, stop, opens, titled)
    entry = latin.get(whole)
    if entry and entry.kind != "people":
        return kept, None, 0, 0
    for size in (2, 1):
        if len(words) < size:
            continue
        entry = latin.get(" ".join(words[:size])) or (nation(words[0], setting.known) if size == 1 else None)
        if entry and _precedes(entry, words[0], words[size:], setting.inside):
            end = start + len(" ".join(words[:size]))
            rest = words[size:]
            after = Run(rest, paragraph, text.find(rest[0], end), stop, opens, titled) if rest else None
            return after, entry, start, end
    return kept, None, 0, 0


def _idle(words: Words, opens: bool, setting: Setting, text: str, start: int) -> bool:
    """Whether the first word is capitalised for its place alone."""
    if len(words) > 1 and _begins_name(words, text, start, setting.known):
        return False
    if len(words) > 1 and words[0] in _AGENCIES:
        return True  # “(AP) Ukraine's army chief”
    first = words[0].lower().replace("’", "'").partition("'")[0]
    if len(words) > 1 and words[1] in _LINKS and first in w.BODY_HEADS:
        return False
    if first in w.CALENDAR and words[-1].lower() in w.PLACE_TAILS:
        return False
    if first in w.COMMON and len(words) == 1 and not opens and first in w.FAMILY_FIRST:
        return False  # “Han said”: a family name, if the article has one
    if opens and len(words) > 2 and first in _LEADS and words[-1].lower() in w.TRADES | w.BODIES:
        return False  # “Next Mile Logistics has ordered 1,500”
    if first in w.COMMON and (opens or len(words) == 1 or first not in w.OF_NAMES):
        return True
    if opens and len(words) > 2 and _role(words):
        return True
    if opens and len(words) == 2 and (first in w.TRADES or first in w.PORTFOLIOS) and _country(words[1], setting.known):
        return False  # “Transport Scotland will report in June”
    rest = words[1:]
    if not opens or not rest or words in setting.inside:
        return False
    latin = setting.known.latin
    known = " ".join(rest) in latin and words[0] not in latin and ordinary(words[0])
    return known or first in setting.lower or (first.endswith("ing") and rest in setting.inside)


def doubtful(word: str, known: Lexicon) -> bool:
    """Whether a word alone may be capitalised for another reason than being a name: a nation's, a day's."""
    entry = known.latin.get(word)
    return (
        word.lower().partition("'")[0] in w.COMMON
        or bool(entry and entry.kind == "people")
        or bool(nation(word, known))
    )


def _role(words: Words) -> bool:
    """“Commuter Achieng Odhiambo”: who somebody is, and then the name."""
    first, last = words[0].lower(), words[-1].lower()
    if not ordinary(first) or given_name(words[0]) or first in w.OF_NAMES or last in _TAILS or ordinary(last):
        return False
    return given_name(words[1]) or (
        first.endswith(("er", "or", "ist", "ian", "man")) and not any(map(ordinary, words[1:]))
    )


def _country(word: str, known: Lexicon) -> bool:
    entry = known.latin.get(word)
    return entry is not None and entry.kind in ("country", "region")


def _office(words: Words) -> bool:
    """“consejero de Medio Ambiente”, “minister for Foreign Affairs”: what somebody is minister of."""
    return (
        words[-1].lower() in w.PORTFOLIOS
        and all(x.lower() in w.PORTFOLIOS for x in words)
        and words[0].lower() not in ("state", "treasury")
    )


def _peoples(words: Words, setting: Setting) -> bool:
    """“Native American”, “Roman Catholic”: ordinary words before a people's or a faith's."""
    entry = setting.known.latin.get(words[-1])
    last = (entry and entry.kind == "people") or words[-1].lower() in w.FAITHS
    return bool(last) and all(ordinary(x) or x.lower() in w.NOT_NAMES for x in words[:-1])


def _begins_name(words: Words, text: str, start: int, known: Lexicon) -> bool:
    """Whether a word that is capitalised anyway begins a person's name: “Han Seo-yeon”, “June Hathersage”."""
    first = words[0].lower()
    if first in w.FAMILY_FIRST and "-" in words[1] and given_name(words[1]):
        return True
    if first not in _MONTHS or first not in known.given or words[1].lower() in w.COMMON or words[1] in known.latin:
        return False
    return not _DATED.search(text[max(0, start - 12) : start])


def _precedes(entry: Entry, first: str, rest: Words, inside: Forms) -> bool:
    """Whether a nation stands before another name: “Kenyan Wesley Sang”, but not in “Philippine Coast Guard”."""
    body = bool(rest) and rest[-1].lower() in w.BODIES
    if entry.kind == "people":
        if rest and (rest[0].lower() in _NATIONAL or not entry.territory):  # British Museum; European Commission
            return rest in inside and rest[0].lower() not in _NATIONAL
        return len(rest) < 2 or not body or rest in inside
    if len(rest) > 1 and entry.kind != "organisation" and not body and (rest in inside or given_name(rest[0])):
        return rest in inside or entry.kind != "city" or not given_name(first)
    return entry.kind == "country" and first.replace(".", "").isupper() and len(rest) > 2 and body
