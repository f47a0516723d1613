"""Whether a word of the gazetteer is the place here: Jordan the country or Jordan Whitcombe, Reading or reading.

“In Denver, lawyers…” is the city; “Norman, from Tewley” is nobody’s city; “said Washington” is who was introduced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backfile.knowledge import kinds
from backfile.knowledge import words as w
from backfile.knowledge.lexicon import Entry, Lexicon
from backfile.knowledge.persons import given_name, ordinary
from backfile.knowledge.runs import Run

# Thousands of people above which a lone word that is no word and no given name is the city.
_LARGE = 250


def trusted(
    entry: Entry, words: tuple[str, ...], runs: Sequence[Run], texts: Sequence[str], known: Lexicon, evident: bool
) -> bool:
    """Whether the text means what the gazetteer knows under a form of its."""
    if len(words) > 1 or entry.kind == "people":
        return True
    word = words[0]
    if word.replace(".", "").isupper() and entry.kind in ("country", "organisation"):
        return True
    lower = word.lower()
    located = any(kinds.placed(r, texts[r.paragraph], known) or _of(r, texts[r.paragraph]) for r in runs)
    if lower in w.AMBIGUOUS and (ordinary(lower) or entry.kind == "organisation"):
        certain = located or (len(runs) > 1 and entry.kind == "organisation")
        return evident and (certain or entry.kind == "country")
    if entry.kind in ("country", "region", "organisation", "capital"):
        return (evident or lower not in w.AMBIGUOUS) and (located or not ordinary(lower) or lower in _FIRM)
    if word.isupper() and len(word) < 4:
        return False
    doubtful = given_name(word) or ordinary(lower) or lower in w.AMBIGUOUS
    if located or not (doubtful or entry.size < _LARGE):
        return True
    if not evident or ordinary(lower):
        return False
    place, person, body = kinds.points(runs, texts, known, entry.size < _LARGE and given_name(word))
    return place >= person and place >= body


def _of(run: Run, text: str) -> bool:
    """Spanish and French “de”: enough for a place that the gazetteer has."""
    return text[run.start - 4 : run.start] == " de "


# Words of English that are countries' or regions' names first, and bodies that are words.
_FIRM = w.listed("turkey china kent java caribbean sahara arctic wales ivory congress senate treasury")


def called_so(name: str, full: Mapping[str, str], runs: Sequence[Run], texts: Sequence[str], nationals: bool) -> bool:
    """Whether a word is nowhere the place, but somebody's name throughout: Israel Montoya, Jackson Washington.

    `nationals`: the article has the place's adjective too.
    """
    text = runs[0].text
    if full.get(name) != "person" or any(kinds.located(r, texts[r.paragraph]) for r in runs):
        return False
    return text == name.split()[-1] or (text == name.split()[0] and not nationals and kinds.personal(runs, texts))


def printed(entry: Entry, spelt: Mapping[str, int]) -> str:
    """A country or a body as the article spells it out: Britain, not United Kingdom; but no US, IMF or Kiev."""
    if entry.name in spelt or (entry.name not in _OTHERWISE and entry.kind != "organisation"):
        return entry.name
    if entry.kind == "organisation":
        forms = [(-len(form), form) for form in spelt if " " in form]
        return min(forms)[1] if forms else entry.name
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
