"""Figures on which the accounts of a story differ: the same thing counted, with numbers that cannot all be right.

    find((3, 4, 7), facts, repeats)
      → (Differing("people drowned", (Said(3, "At least 11", 1), Said(4, "34", 2), Said(7, "52", 1))), …)

Each account says its figure once: where it first comes. What is added, recalled of another event or a share of
something else is easily mistaken for it, so a figure is shown only where the things counted have a common name
(`counted`), or a common unit, or the same words beside them; and where the numbers are within sight of each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from backfile.knowledge import counted
from backfile.knowledge.stems import fold, stem
from backfile.knowledge.words import listed
from backfile.model import Differing, Facts, Quantity, Repeat, Said

MOST = 8
# How many times the largest may be the smallest: a toll rises tenfold in days, an area burned does not.
_APART = 12.0
_APART_UNIT = 5.0
_APART_WORDS = 2.5
# A figure that is given with “about” fits another that is this near.
_ROUND = 0.04
_UNITS = {
    "hectares": "ha", "acres": "acre", "hectareas": "ha", "cubic": "m3", "cubicos": "m3", "gigabytes": "gb",
    "terabytes": "tb", "megawatts": "mw", "gigawatts": "gw", "barrels": "barrel", "tonnes": "t", "tons": "ton",
    "toneladas": "t", "magnitude": "magnitude", "مكعب": "m3", "هكتار": "ha", "طن": "t", "litres": "l", "doses": "dose",
    "dosis": "dose",
}  # fmt: skip
_ATLEAST = listed("least more over excess upwards menos más")
_VAGUE = listed("about around some roughly approximately nearly almost close perhaps estimated cerca casi unos unas alrededor torno نحو حوالي قرابة")  # fmt: skip
_ATMOST = listed("less fewer under below most")


def find(
    ordered: Sequence[int], facts: Sequence[Facts], repeats: Sequence[Repeat | None]
) -> tuple[Differing, ...]:
    """At most eight, in order of where the first account has them. Reprints say what their source says."""
    told: dict[str, dict[int, Quantity]] = defaultdict(dict)
    for i in ordered:
        if repeats[i] is None:
            for one in facts[i].quantities:
                for key in _keys(one):
                    told[key].setdefault(i, one)
    made = []
    for key, accounts in told.items():
        if len(accounts) > 1:
            shown = _differing(key, accounts)
            if shown:
                made.append(shown)
    return _once(made)[:MOST]


def _keys(one: Quantity) -> list[str]:
    """What it may be compared with: of its thing, of its unit, of the words beside it."""
    if one.about[:1] == ("+",):
        return []
    thing = counted.of(one.about)
    if thing:
        return ["=" + thing]
    unit = next((_UNITS[word] for word in one.about[:3] if word in _UNITS), "")
    if unit:
        return ["~" + unit]
    mark = one.about[0] if one.about[0] in ("%", "$") else ""
    stems = [form for form in map(stem, one.about[len(mark) :][:5]) if form]
    return sorted({f"{mark}{a} {b}" for a in stems for b in stems if a < b})


def _differing(key: str, accounts: dict[int, Quantity]) -> Differing | None:
    values = [one.value for one in accounts.values()]
    least, most = min(values), max(values)
    apart = _APART if key[0] == "=" else _APART_UNIT if key[0] == "~" else _APART_WORDS
    if least <= 0 or most > apart * least:
        return None
    figures = list(accounts.values())
    if not any(_conflict(a, b) for n, a in enumerate(figures) for b in figures[n + 1 :]):
        return None
    what = next((one.phrase for one in figures if one.phrase), "")
    return Differing(what, tuple(Said(i, one.text, one.paragraph) for i, one in accounts.items()))


def _conflict(a: Quantity, b: Quantity) -> bool:
    """Whether two figures cannot both be right as they are hedged."""
    if a.value == b.value:
        return False
    low, high = sorted((a, b), key=lambda one: one.value)
    below, above = _hedges(low), _hedges(high)
    if below & _ATLEAST and high.value <= low.value * 1.1 or above & _ATMOST and low.value >= high.value * 0.9:
        return False
    vague = (below | above) & (_VAGUE | _ATLEAST | _ATMOST)
    return not vague or high.value > low.value * (1 + _ROUND)


def _hedges(one: Quantity) -> set[str]:
    return set(fold(one.text).split()) | set(one.text.lower().split())


def _once(made: Sequence[Differing]) -> tuple[Differing, ...]:
    """Each figure once, where several pairs of words lead to it."""
    kept: list[Differing] = []
    taken: set[tuple[int, int, str]] = set()
    for shown in made:
        places = {(said.position, said.paragraph, said.text) for said in shown.values}
        if not places & taken:
            kept.append(shown)
            taken |= places
    return tuple(kept)
