"""Short forms of an article's full names: a surname, a firm's first word, initials, an alias that is introduced.

“Kim”, “Mr Kim” → Kim Jong Un        “OAA” ← Oman Athletics Association (OAA)        “MPC” ← Monetary Policy Committee
“Vic Lund” → Victoria Lund           “known as Marina” → Maritime Industry Authority
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from backfile.knowledge import kinds, lexicon
from backfile.knowledge import words as w
from backfile.knowledge.lexicon import Lexicon
from backfile.knowledge.memo import remembered
from backfile.knowledge.runs import Run

Words = tuple[str, ...]
_INTRODUCED = re.compile(
    r"['’]?s? ?(?:\((?:the |la |el )?[\"“'‘]?([A-ZÀ-Þ][\w.&-]{1,14})[\"”'’]?\)|"
    r",? (?:better |also |commonly )?(?:known (?:as|by its acronym)|called|or|conocid[ao] como),? (?:the )?"
    r"([A-Z][\w&-]{1,14})\b(?! [A-Z])|, (?:the|la|el) ([A-Z]{2,8})\b)"
)
_BEHIND = frozenset({" (", "'s", "’s", "' ", "s ", ", ", " k", " b", " a", " c", " o"})
# Never a full name's short form.
_GENERAL = w.COMMON | w.BODIES | w.BODY_HEADS | w.NOT_NAMES | w.PLACE_HEADS
_PARTICLES = frozenset({"al", "el", "bin", "bint", "ibn", "jr", "sr"})
_FIRM_TAILS = frozenset({"plc", "inc", "ltd", "llc", "corp", "group", "holdings", "company", "co"})


@remembered(1 << 16)
def plain(words: Words) -> Words:
    """For comparing spellings of one name: “Mohamed Al-Harthi” ends as “Al Harthi” does."""
    text = lexicon.fold(" ".join(words)).replace("-", " ").replace("’", "").replace("'", "")
    return tuple(x for x in text.split() if x not in _PARTICLES)


def introduced(run: Run, text: str) -> str:
    """The alias that stands right behind a name, if one does."""
    if text[run.end : run.end + 2] not in _BEHIND:
        return ""
    match = _INTRODUCED.match(text, run.end)
    alias = (match[1] or match[2] or match[3]) if match else ""
    return "" if alias.lower() in w.CALENDAR else alias


def surnames(
    full: Mapping[str, str], forms: Mapping[Words, Sequence[Run]], texts: Sequence[str], known: Lexicon
) -> dict[str, str]:
    """One word → the full name it stands for: a last word, a family name that comes first, else a first word.

    `full`: full name → kind.
    """
    found: dict[str, str] = {}
    several = [(name.split(), name) for name, kind in full.items() if " " in name and kind != "other"]
    people = [(parts, name) for parts, name in several if full[name] == "person"]
    for parts, name in people:
        found.setdefault(parts[-1], name)
        if parts[-1][:3] in ("Al-", "al-", "El-", "el-"):
            found.setdefault(parts[-1][3:], name)
        if len(parts) > 2 and parts[-2] in ("Al", "El", "al", "el", "van", "von", "de", "Van", "De"):
            found.setdefault(f"{parts[-2]} {parts[-1]}", name)
            found.setdefault(f"{parts[-2]}-{parts[-1]}", name)
        if parts[0].lower() in w.FAMILY_FIRST:
            found.setdefault(parts[0], name)
    for parts, name in several:
        person = full[name] == "person"
        alone = forms.get((parts[0],), [])
        entry = known.latin.get(parts[0])
        elsewhere = entry is not None and not person and entry.kind != "organisation"
        located = any(kinds.located(run, texts[run.paragraph]) for run in alone)
        if alone and not elsewhere and not located and parts[0].lower() not in _GENERAL:
            found.setdefault(parts[0], name)
    for parts, name in people:  # Milagros Cáceres Vega is Cáceres, unless another is
        if len(parts) == 3 and len(parts[1]) > 3 and parts[1][0].isupper():
            found.setdefault(parts[1], name)
    return found


def initials(full: Mapping[str, str]) -> dict[str, str]:
    """Initials of bodies, with and without their small words."""
    found: dict[str, str] = {}
    for name, kind in full.items():
        parts = name.replace("-", " ").replace("'s", "").split()
        if kind == "organisation" and len(parts) > 2:
            great = "".join(x[0] for x in parts if x[0].isupper())
            for form in (great, "".join(x[0].upper() for x in parts if x not in ("of", "the", "for"))):
                if len(form) > 2:
                    found.setdefault(form, name)
    return found


def same_person(mine: Words, theirs: Words) -> bool:
    """“Vic Lund” and “Victoria Lund”, “W. Sang” and “Wesley Sang”."""
    return len(mine) == len(theirs) == 2 and mine[1] == theirs[1] and theirs[0].startswith(mine[0].rstrip("."))


def firm(words: Words) -> Words:
    """A firm's name without its legal tail: Norvik Energi Group → Norvik Energi."""
    while len(words) > 1 and words[-1].lower().rstrip(".") in _FIRM_TAILS:
        words = words[:-1]
    return words
