"""Names of a headline whose capitals prove nothing: those of the text or the gazetteer, and no others.

ART FUND BOSS VARGA-WYNNE JAILED IN GENEVA → the text's Paris Varga-Wynne, and Geneva
"""

from __future__ import annotations

import re

from backfile.knowledge import words as w
from backfile.knowledge.gather import Gathered
from backfile.knowledge.persons import ordinary
from backfile.knowledge.shorts import firm

_LONG = re.compile(r"[^\W\d_]{4,}")
_DOUBTFUL = w.AMBIGUOUS | w.COMMON
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*\.?")


def shouts(title: str) -> bool:
    """Whether capitals prove nothing in `title`, as in “Eight Dead As Mine Waste Dam Bursts”.

    >>> shouts("Kenya trims key rate as inflation eases")
    False
    """
    if title.isupper() and title.count(" ") > 1:
        return True
    long = [x for x in _LONG.findall(title) if x.lower() not in w.COMMON]
    plain = [x for x in long if x[0].islower()]
    return len(long) >= 4 and len(plain) * 5 <= len(long)


def take(gathered: Gathered, title: str) -> None:
    """Add a headline's mentions to what the text has."""
    latin = gathered.known.latin
    forms = {name.casefold(): name for name in (*gathered.mentions, *gathered.alias)}
    forms |= {
        " ".join(short).casefold(): name for name in gathered.mentions if len(short := firm(tuple(name.split()))) > 1
    }
    upper = title.upper() == title
    found = list(_WORD.finditer(title))
    at = 0
    while at < len(found):
        for size in (4, 3, 2, 1):
            span = found[at : at + size]
            text = re.sub(r"['’][sS]?$", "", title[span[0].start() : span[-1].end()])
            place = (0, span[0].start(), span[0].start() + len(text))
            name = forms.get(text.casefold()) or forms.get(text.casefold().rstrip("."))
            entry = latin.get(text) or (latin.get(text.title()) if upper and len(text) > 3 else None)
            if name and len(span) == size:
                gathered.mentions[gathered.alias.get(name, name)].append(place)
                break
            doubtful = text.lower() in _DOUBTFUL or (size == 1 and ordinary(text))
            if entry and len(span) == size and not (doubtful and entry.kind != "country"):
                gathered.know(entry, place, text)
                break
        at += size
