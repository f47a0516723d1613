"""Whether a word of the gazetteer is the place here: Jordan the country or Jordan Whitcombe, Reading or reading.

“In Denver, lawyers…” is the city; “Norman, from Tewley” is not Norman, Oklahoma; “said Washington” is who was introduced.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from backfile.knowledge import kinds
from backfile.knowledge import words as w
from backfile.knowledge.lexicon import Entry, Lexicon
from backfile.knowledge.persons import given_name, ordinary
from backfile.knowledge.runs import Run

# Thousands of people above which a lone word that is no word and no given name is the city.
_LARGE = 250
_REPORT = re.compile(r"(?:, [A-Z][\w. ]{2,30})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})? ?(?:\([^()\n]{2,40}\) ?)?(?:—|–|--|- )")


def trusted(
    entry: Entry, words: tuple[str, ...], runs: Sequence[Run], texts: Sequence[str], known: Lexicon, evident: bool
) -> bool:
    """Whether the text means what the gazetteer knows under a form of its."""
    if len(words) > 1 or entry.kind == "people":
        return True
    word = words[0]
    lower = word.lower()
    located = any(kinds.located(r, texts[r.paragraph]) or kinds.placed(r, texts[r.paragraph]) for r in runs)
    if lower in w.AMBIGUOUS and (ordinary(lower, known) or entry.kind == "organisation"):
        return evident and (located or (len(runs) > 1 and entry.kind in ("country", "organisation")))
    if entry.kind in ("country", "region", "organisation", "capital"):
        return (evident or lower not in w.AMBIGUOUS) and (located or not ordinary(lower, known) or lower in _FIRM)
    if word.isupper() and len(word) < 4:
        return False
    doubtful = given_name(word, known) or ordinary(lower, known) or lower in w.AMBIGUOUS
    if entry.size < _LARGE or doubtful:
        return located or (evident and not doubtful and entry.size >= _LARGE // 2 and not _personal(runs, texts, known))
    return True


# Words of English that are countries' or regions' names first.
_FIRM = w.listed("turkey china kent java caribbean sahara arctic wales ivory oman georgia victoria")


def _personal(runs: Sequence[Run], texts: Sequence[str], known: Lexicon) -> bool:
    return kinds.of_one(runs, texts, known) == "person"


def called_so(text: str, name: str, full: Mapping[str, str], runs: Sequence[Run], texts: Sequence[str]) -> bool:
    """Whether a word is nowhere the place, but somebody's name throughout: Israel Montoya, Jackson Washington."""
    person = full.get(name) == "person" and text in (name.split()[0], name.split()[-1])
    return person and not any(kinds.located(r, texts[r.paragraph]) for r in runs)


def opens_report(run: Run, text: str) -> bool:
    """Whether it is the place before the dash that opens a report: “HAESEONG, South Korea (AP) —”."""
    return run.start == 0 and bool(_REPORT.match(text, run.end))


def printed(entry: Entry, spelt: Counter[str]) -> str:
    """A country as the article spells it out: Britain where it never says United Kingdom; not US, España or Kiev."""
    if entry.name in spelt or entry.name not in _OTHERWISE:
        return entry.name
    forms = [(-n, form) for form, n in spelt.items() if form in _OTHERWISE[entry.name]]
    return min(forms)[1] if forms else entry.name


_OTHERWISE = {
    "United Kingdom": ("Britain", "Great Britain"),
    "Netherlands": ("Holland",),
    "Myanmar": ("Burma",),
    "Türkiye": ("Turkey",),
    "Turkey": ("Türkiye",),
    "Czechia": ("Czech Republic",),
    "Czech Republic": ("Czechia",),
    "Ivory Coast": ("Côte d'Ivoire", "Côte d’Ivoire", "Cote d'Ivoire"),
    "Eswatini": ("Swaziland",),
    "Arabian Gulf": ("Persian Gulf",),
    "Palestine": ("Palestinian territories",),
}
