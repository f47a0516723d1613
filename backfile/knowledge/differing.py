"""Figures on which the accounts of a story differ: the same thing counted, with numbers that cannot all be right.

    find((3, 4, 7), facts, repeats)
      → (Differing("people drowned", (Said(3, "At least 11", 1), Said(4, "34", 2), Said(7, "52", 1))), …)

Each account says its figure once: where it first comes. What is added, recalled of another event or a share of
something else is easily mistaken for it, so a figure is shown only where the things counted have a common name
(`counted`), or a common unit, or the same words beside them; and where the numbers are within sight of each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from statistics import median_low

from backfile.knowledge import counted
from backfile.knowledge.stems import WORD, fold, stem
from backfile.knowledge.words import listed
from backfile.model import Differing, Facts, Quantity, Repeat, Said

MOST = 8
_ACCOUNTS = 40
# How many times their median, or it them, figures may be: a toll rises tenfold in days, a number of workers does not.
_APART_TOLL = 6.0
_TOLLS = listed("=dead =injured =missing =rescued =evacuated =cases =cancelled")
_APART = {"=": 2.0, "~": 4.5}
_APART_WORDS = 1.6
# A figure that is given with “about” fits another that is this near.
_ROUND = 0.04
_UNITS = {
    "hectares": "ha", "acres": "acre", "hectareas": "ha", "cubic": "m3", "cubicos": "m3", "gigabytes": "gb",
    "terabytes": "tb", "megawatts": "mw", "gigawatts": "gw", "barrels": "barrel", "tonnes": "t", "tons": "ton",
    "toneladas": "t", "magnitude": "magnitude", "magnitud": "magnitude",
    "مكعب": "m3", "هكتار": "ha", "طن": "t", "litres": "l", "litros": "l",
    "millimetres": "mm", "mm": "mm", "mph": "mph", "knots": "knot",
}  # fmt: skip
_ATLEAST = listed("least more over excess upwards menos más")
_VAGUE = listed("""
about around some roughly approximately nearly almost close perhaps estimated cerca casi unos unas alrededor torno نحو
حوالي قرابة
""")
_ATMOST = listed("less fewer under below most")


def find(ordered: Sequence[int], facts: Sequence[Facts], repeats: Sequence[Repeat | None]) -> tuple[Differing, ...]:
    """At most eight, in order of where the first account has them. Reprints say what their source says."""
    told: dict[str, dict[int, list[Quantity]]] = defaultdict(lambda: defaultdict(list))
    for i in [i for i in ordered if repeats[i] is None][:_ACCOUNTS]:
        for one in facts[i].quantities:
            for key in _keys(one):
                told[key][i].append(one)
    made = [shown for key, accounts in told.items() for shown in _differing(key, accounts)]
    return _once(made)[:MOST]


def _keys(one: Quantity) -> list[str]:
    """What it may be compared with: of its thing, of its unit, of the words beside it."""
    if one.about[:1] == ("+",):
        return []
    unit = next((_UNITS[word] for word in one.about[:2] if word in _UNITS), "")
    if unit:
        return ["~" + unit]
    thing = counted.of(one.about)
    if thing and (thing[-1] in "%$" or not one.value % 1):
        return ["=" + thing]
    mark = one.about[0] if one.about[0] in ("%", "$") else ""
    stems = sorted({form for form in map(stem, one.about[len(mark) :][:6]) if form})
    # Two words in common tell a share or a sum; “nine brooches were stolen” and “seven brooches were found” have two.
    return [mark + " ".join(some) for some in combinations(stems, 2 if mark else 3)]


def _differing(key: str, accounts: dict[int, list[Quantity]]) -> Iterator[Differing]:
    """The figure, if two accounts of those near the median conflict."""
    if key[0] not in "=~":
        # Words that stand beside several numbers of one account tell none of them from the rest.
        accounts = {i: figures for i, figures in accounts.items() if len({one.value for one in figures}) == 1}
    if len(accounts) < 2:
        return
    firsts = {i: figures[0] for i, figures in accounts.items()}
    apart = _APART_TOLL if key in _TOLLS else _APART.get(key[0], _APART_WORDS)
    middle = median_low(one.value for one in firsts.values())
    within = {i: one for i, one in firsts.items() if one.value > 0 and middle / apart <= one.value <= middle * apart}
    if any(_conflict(accounts[a], accounts[b]) for a, b in combinations(within, 2)):
        said = [one.phrase for one in within.values() if one.phrase]
        what = next((text for text in said if _names(text, key)), said[0] if said else "")
        yield Differing(what, tuple(Said(i, one.text, one.paragraph) for i, one in within.items()))


def _names(phrase: str, key: str) -> bool:
    """Whether it has a word that says what is counted."""
    return key[0] != "=" or counted.names(key[1:], [fold(x) for x in WORD.findall(phrase)])


def _conflict(mine: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Whether the first figures of two accounts, as hedged, cannot both be right, and they have none in common."""
    if {one.value for one in mine} & {one.value for one in theirs}:
        return False
    low, high = sorted((mine[0], theirs[0]), key=lambda one: one.value)
    below, above = _hedges(low), _hedges(high)
    reaches = below & _ATLEAST and high.value <= low.value * 1.1
    if reaches or (above & _ATMOST and low.value >= high.value * 0.9):
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
