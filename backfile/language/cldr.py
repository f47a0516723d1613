"""What CLDR says of a language, as far as it is asked here.

    of("en").day, of("ar").months[5]        → "d MMMM y", "يونيو"

`cldr.json` holds it of every language that has a catalogue, because loading Babel and what it brings takes 25 ms, a
twelfth of a small build; of their regions it is read from Babel. `python -m backfile.language.extract` writes the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from backfile.model import Record

if TYPE_CHECKING:
    from babel import Locale

FILE = Path(__file__).with_name("cldr.json")
_SYSTEMS = ("latn", "arab")
# “English” alone is the English of the world: CLDR's plain `en` is that of the United States.
_WORLD = {"en": "en-001"}
_SPANS = ("yMMMd", "yMMMM", "y")


class Cldr(Record, frozen=True, eq=False):
    """Of one language."""

    system: str
    "The name of its digits: `latn`, `arab`."
    groups: dict[str, str]
    "By the name of the digits, what stands between each three of a whole number, where nothing else is asked of it."
    day: str
    "A pattern, as those that follow: of a date, of its month, of a year of an era."
    month: str
    era: str
    moment: str
    "Of a day and a clock in words."
    between: str
    "Of a range of anything already in words."
    intervals: dict[str, dict[str, tuple[str, ...]]]
    "By what is told and by the first field that differs: the patterns of both ends."
    eras: tuple[str, str]
    "Before and after."
    months: tuple[str, ...]
    "In a date; alone; and short."
    months_alone: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    "Alone, from Monday; and their letters."
    weekday_letters: tuple[str, ...]
    week_begins: int
    "Monday is 0."
    plurals: tuple[tuple[str, int], ...]
    "CLDR's name of each plural form, and a number that asks for it."
    lists: dict[str, str]
    "Patterns of lists: `2`, `start`, `middle` and `end`."


@cache
def of(tag: str) -> Cldr:
    """That of the language of `tag` (BCP 47)."""
    return _kept().get(_bare(tag)) or read(tag)


def number(tag: str, value: int, system: str) -> str:
    """`1,204`, in European digits, as it is written with those of `system`."""
    group = of(tag).groups.get(system)
    if group and value >= 0:
        return f"{value:,}".replace(",", group)
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale(tag), numbering_system=system)


def written(tags: Iterable[str]) -> bytes:
    """What `cldr.json` has to be."""
    made = msgspec.json.encode({tag: read(tag) for tag in sorted(tags)})
    return msgspec.json.format(made, indent=1) + b"\n"


@cache
def _kept() -> dict[str, Cldr]:
    return msgspec.json.decode(FILE.read_bytes(), type=dict[str, Cldr])


def read(tag: str) -> Cldr:
    """As Babel has it."""
    its = locale(tag)
    alone, days = its.months["stand-alone"], its.days["stand-alone"]
    forms = {its.plural_form(number): number for number in range(200, 0, -1)}
    return Cldr(
        system=str(its.default_numbering_system),
        groups={system: group for system in _SYSTEMS if (group := _group(its, system))},
        day=str(its.date_formats["long"].pattern),
        month=str(its.datetime_skeletons["yMMMM"].pattern),
        era=str(its.datetime_skeletons["Gy"].pattern),
        moment=str(its.datetime_formats["medium"]),
        between=str(its.interval_formats[None]),
        intervals={told: _intervals(its, told) for told in _SPANS},
        eras=(str(its.eras["abbreviated"][0]), str(its.eras["abbreviated"][1])),
        months=_twelve(its.months["format"]["wide"]),
        months_alone=_twelve(alone["wide"]),
        months_short=_twelve(alone["abbreviated"]),
        weekdays=tuple(str(days["wide"][n]) for n in range(7)),
        weekday_letters=tuple(str(days["narrow"][n]) for n in range(7)),
        week_begins=int(its.first_week_day),
        plurals=tuple(sorted(forms.items(), key=itemgetter(1))),
        lists={str(name): str(pattern) for name, pattern in its.list_patterns["standard"].items()},
    )


@cache
def locale(tag: str) -> Locale:
    """Babel's, of the language alone where CLDR does not know its region or variant."""
    from babel import Locale, UnknownLocaleError

    bare = _bare(tag)
    primary = bare.split("-")[0]
    try:
        return Locale.parse(_WORLD.get(bare, bare), sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_WORLD.get(primary, primary), sep="-")


def _bare(tag: str) -> str:
    """Without what is asked for beside the language, in small letters."""
    return tag.lower().partition("-u-")[0]


def _group(its: Locale, system: str) -> str:
    """Empty unless a whole number is written in threes, with one sign between each two of them."""
    from babel.numbers import format_decimal

    said = {n: format_decimal(n, locale=its, numbering_system=system) for n in (1000, 1234567890)}
    group = said[1000][1:-3]
    return group if all(text == f"{n:,}".replace(",", group) for n, text in said.items()) else ""


def _intervals(its: Locale, told: str) -> dict[str, tuple[str, ...]]:
    return {letter: tuple(map(str, ends)) for letter, ends in its.interval_formats.get(told, {}).items()}


def _twelve(names: Mapping[int, object]) -> tuple[str, ...]:
    return tuple(str(names[n]) for n in range(1, 13))
