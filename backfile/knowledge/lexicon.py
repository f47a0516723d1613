"""The gazetteer and the lists of bodies and outlets, read on first use (about 25 ms) and kept.

    load().latin["U.K."]  → Entry("United Kingdom", "country", "gb", …)
    load().latin["Kiev"]  → Entry("Kyiv", "capital", "ua", …)

`territories.tsv` and `cities.tsv` are made by `benchmarks/derive_lexicons.py` from rigour (MIT), Unicode CLDR and
GeoNames (CC BY 4.0), `given.txt` and `english.txt` by `benchmarks/derive_words.py` from Faker (MIT) and SCOWL; see
LICENCES.md beside them. `regions.tsv` is our own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple


class Entry(NamedTuple):
    """What a surface form stands for."""

    name: str
    kind: str
    "country, region, capital, city or organisation; `people` for a demonym, whose name is its country's."
    territory: str
    "Code of the territory it is or lies in: `gb`, `us-ca`; empty for organisations."
    qid: str = ""
    size: int = 0
    "Thousands of inhabitants of a city."
    at: tuple[float, float] | None = None
    "Latitude and longitude."


class Lexicon(NamedTuple):
    latin: dict[str, Entry]
    "Surface form as printed → entry."
    arabic: dict[str, Entry]
    "Without diacritics and with the article."
    begins: dict[str, int]
    "First word of an Arabic form → how many words the longest has that begins so."
    outlets: frozenset[str]
    "Case folded, without a leading article."
    given: frozenset[str]
    "Given names, folded, and Arabic ones as written."
    english: frozenset[str]
    "Ordinary English words without their inflections."


def text_of(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


@cache
def load() -> Lexicon:
    latin: dict[str, Entry] = {}
    arabic: dict[str, Entry] = {}
    _territories(latin, arabic)
    _regions(latin, arabic)
    _cities(latin, arabic)
    _organisations(latin, arabic)
    begins: dict[str, int] = {}
    for form in arabic:
        first, *more = form.split(" ")
        begins[first] = max(begins.get(first, 0), 1 + len(more))
    return Lexicon(latin, arabic, begins, _outlets(), _words("given.txt"), _words("english.txt"))


@cache
def kinds() -> dict[str, str]:
    """Folded name of a place → country, region, capital or city: the widest of that name. None is a people's, too.

    From names alone, all at once: `load()`, which knows much more of each, takes four times as long.
    """
    cities, peoples = text_of("cities.tsv").splitlines(), list[str]()
    found = dict.fromkeys(_folded(_first(cities)), "city")
    found |= dict.fromkeys(_folded(_first(line for line in cities if _CAPITAL in line)), "capital")
    for line in text_of("regions.tsv").splitlines():
        if not line.startswith("#"):
            name, kind, _, _, _, _, _, people = [*line.split("\t"), "", "", ""][:8]
            found[fold(name)] = kind
            peoples += people.split("|")
    for line in text_of("territories.tsv").splitlines():
        _, _, kind, name, _, people = [*line.split("\t", 6), "", ""][:6]
        found[fold(name)] = kind
        peoples += people.split("|")
    for people in peoples:  # Brits is a town, too
        found.pop(fold(people), None)
    return found


_CAPITAL = "\t*"
"Before a capital's number of inhabitants."


def _first(lines: Iterable[str]) -> Iterator[str]:
    """The first field of each."""
    return (line.partition("\t")[0] for line in lines)


def _folded(names: Iterable[str]) -> list[str]:
    """`fold` of names of words with single spaces between: those in plain letters, then the others."""
    every = list(names)
    others = unicodedata.normalize("NFKD", "\n".join([name for name in every if not name.isascii()]))
    for mark in filter(unicodedata.combining, set(others)):
        others = others.replace(mark, "")
    plain = [name for name in every if name.isascii()]
    return [name.removeprefix("the ") for name in "\n".join([*plain, *others.splitlines()]).casefold().splitlines()]


def _territories(latin: dict[str, Entry], arabic: dict[str, Entry]) -> None:
    for line in text_of("territories.tsv").splitlines():
        code, qid, kind, name, aliases, people, names, north, east = [*line.split("\t"), *("",) * 5][:9]
        entry = Entry(name, kind, code, qid, 0, _point(north, east))
        for form in (name, *filter(None, aliases.split("|"))):
            latin.setdefault(form, entry)
        for form in filter(None, people.split("|")):
            if latin.get(form, entry).territory == code and form != name:  # French calls Argentina “Argentine”
                latin[form] = entry._replace(kind="people")
        for form in filter(None, names.split("|")):
            arabic.setdefault(form, entry)
            if kind == "country":
                for nisba in _nisba(form):
                    arabic.setdefault(nisba, entry._replace(kind="people"))


def _nisba(country: str) -> list[str]:
    """The adjectives of a one-word Arabic country name: روسيا → روسي, روسية, with and without the article."""
    if " " in country:
        return []
    stem = country.removeprefix("ال")
    for ending in ("يا", "ا", "ة"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            stem = stem.removesuffix(ending)
            break
    return [article + stem + ending for article in ("", "ال") for ending in ("ي", "ية", "يين", "يون")]


def _regions(latin: dict[str, Entry], arabic: dict[str, Entry]) -> None:
    for line in text_of("regions.tsv").splitlines():
        if line.startswith("#"):
            continue
        name, kind, country, north, east, aliases, names, people = [*line.split("\t"), "", "", ""][:8]
        entry = Entry(name, kind, country, "", 0, _point(north, east))
        for form in (name, *filter(None, aliases.split("|"))):
            latin.setdefault(form, entry)
        for form in filter(None, names.split("|")):
            arabic.setdefault(form, entry)
        for form in filter(None, people.split("|")):
            latin.setdefault(form, entry._replace(kind="people"))


def _point(north: str, east: str) -> tuple[float, float] | None:
    return (float(north), float(east)) if north else None


def _cities(latin: dict[str, Entry], arabic: dict[str, Entry]) -> None:
    for line in text_of("cities.tsv").splitlines():
        name, country, north, east, size, aliases, names = [*line.split("\t"), "", ""][:7]
        level = "capital" if size[0] == "*" else "city"
        entry = Entry(name, level, country, "", int(size.lstrip("*")), _point(north, east))
        for form in (name, *aliases.split("|")) if aliases else (name,):
            latin.setdefault(form, entry)
        for form in names.split("|") if names else ():
            arabic.setdefault(form, entry)


def _organisations(latin: dict[str, Entry], arabic: dict[str, Entry]) -> None:
    for line in text_of("organisations.txt").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        name, _, aliases = line.partition(": ")
        entry = Entry(name, "organisation", "")
        for form in (name, *aliases.split(", ")):
            (latin if form.isascii() or form[0] < "\u0600" else arabic).setdefault(form, entry)


def _words(name: str) -> frozenset[str]:
    return frozenset(x for line in text_of(name).splitlines() if line[0] != "#" for x in line.split())


def _outlets() -> frozenset[str]:
    lines = (line for line in text_of("outlets.txt").splitlines() if not line.startswith("#"))
    return frozenset(fold(name) for line in lines for name in line.split(", "))


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """`name` for comparing: lower case, accents and a leading article dropped.

    >>> fold("The Málaga Post")
    'malaga post'
    """
    if not name.isascii():
        name = "".join([c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)])
    return " ".join(name.casefold().split()).removeprefix("the ")


# A people's name from its place's, where no list has it: Victorian, Londoners, New Yorkers.
_NATIONALS = (("ians", "ia"), ("ian", "ia"), ("ians", ""), ("ian", ""), ("ers", ""), ("er", ""))
_SHORTEST = 7


def nation(word: str, known: Lexicon) -> Entry | None:
    """What a word that looks like a people's name supports: “Victorian” → Victoria.

    >>> nation("Londoners", load()).name
    'London'
    """
    if len(word) < _SHORTEST or not word.endswith(("ian", "ians", "er", "ers")) or word.lower() in known.given:
        return None
    for ending, instead in _NATIONALS:
        entry = known.latin.get(word.removesuffix(ending) + instead) if word.endswith(ending) else None
        if entry and entry.kind in ("region", "capital", "city") and word not in known.latin:
            return entry._replace(kind="people") if entry.kind == "region" or entry.size > 500 else None
    return None
