"""The names of a byline, turned round for a list of references where it is sure which of them is the family's.

    people("By Jane A. Smith and John Doe")   → (Person("Jane A.", "Smith"), Person("John", "Doe"))
    people("Staff reporter")                  → ()
    people("Xi Lian")                         → (), for many write the family's name first

A name is turned only if it begins with a given name that is no family's name, no place and no word; else it stays as
printed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from backfile.model import Record

_GIVEN = frozenset((Path(__file__).parent / "given_names.txt").read_text("utf-8").partition("\n")[2].split())
# What stands where the family's name would, in the name of a desk or a newspaper.
_DESKS = """
Agencies Agency Bureau Chronicle Contributor Correspondent Courier Daily Desk Editor Editorial Editors Gazette
Herald Journal Mail Media Mirror Monitor Network News Newspaper Post Press Radio Report Reporter Reporters Review
Service Special Staff Standard Star Sun Team Telegraph Television Times Today Tribune Weekly Wire World Writer
Writers
"""
_NO_FAMILY = frozenset(_DESKS.split())
_PARTICLES = (
    "al",
    "bin",
    "da",
    "de",
    "del",
    "della",
    "den",
    "der",
    "di",
    "dos",
    "du",
    "el",
    "ibn",
    "la",
    "le",
    "van",
    "von",
)
_FAMILY = re.compile(r"(?:al-|Al-|El-|el-|d[’'])?[A-ZÀ-ÖØ-Þ][\wÀ-ÿ]*(?:[’'-][A-Za-zÀ-ÿ]+)*")
_INITIAL = re.compile(r"[A-Z]\.(?:[A-Z]\.)?")
_BY = re.compile(r"\s*by[\s:]+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,\s*and\s|,|;|&|\sand\s)\s*")
_MOST = 20


class Person(Record, frozen=True):
    given: str
    family: str


def printed(byline: str) -> str:
    """A byline without the word “by”, which is no part of a name."""
    found = _BY.match(byline)
    return byline[found.end() :].strip() if found else byline.strip()


@lru_cache(maxsize=4096)
def people(byline: str) -> tuple[Person, ...]:
    """The persons of a byline if all its names are surely theirs; else none, and it stays as printed."""
    names = [name for name in _BETWEEN.split(printed(byline)) if name]
    found = [_person(name.split()) for name in names[: _MOST + 1]]
    sure = tuple(person for person in found if person)
    return sure if 0 < len(sure) == len(names) <= _MOST else ()


def _person(words: list[str]) -> Person | None:
    """`Jane A. Smith`, `Mary Ann Doe`, `Jan van Dyck`."""
    if not 2 <= len(words) <= 5 or words[0].partition("-")[0] not in _GIVEN:
        return None
    start = next((i for i in range(1, len(words) - 1) if words[i].lower() in _PARTICLES), len(words) - 1)
    middle, family = words[1:start], words[start:]
    if not all(word in _GIVEN or _INITIAL.fullmatch(word) for word in middle):
        return None
    if not all(word.lower() in _PARTICLES for word in family[:-1]):
        return None
    if not _FAMILY.fullmatch(family[-1]) or family[-1] in _NO_FAMILY:
        return None
    return Person(" ".join(words[:start]), " ".join(family))


def initials(person: Person) -> str:
    """`Jane A.` → `J. A.`; `Jean-Paul` → `J.-P.`"""
    return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in person.given.split())
