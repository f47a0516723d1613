"""One language: its sentences from a catalogue, and its dates, numbers and lists by CLDR."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Sequence
from functools import cache, cached_property, lru_cache
from io import BytesIO
from operator import itemgetter
from typing import TYPE_CHECKING

from backfile.language import patterns
from backfile.language.patterns import Date
from backfile.language.tags import CATALOGUES, direction, spoken

if TYPE_CHECKING:
    from babel import Locale

Value = str | int
# “English” alone is the English of the world: CLDR's plain `en` is that of the United States.
_WORLD = {"en": "en-001"}
_LATIN = "[A-Za-z\u00c0-\u024f\u0370-\u058f]"
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"


def message(text: str) -> str:
    """`text` as it is: marks a sentence that is said elsewhere, so that the catalogues hold it."""
    return text


@cache
def load(tag: str) -> Language:
    """The language of `tag` (BCP 47), or English where there is no catalogue of it. Nothing is read yet."""
    return Language(spoken(tag))


class Language:
    """What the archive says, in one language. `-u-nu-latn` or `-u-nu-arab` in its tag chooses the digits."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.dir = direction(tag)

    def text(self, message: str, **values: Value) -> str:
        """A sentence of the catalogue, with `values` for its `%(name)s`; whole numbers are said as `number` does."""
        return self.sentence(message) % {name: self._said(value) for name, value in values.items()}

    def plural(self, one: str, many: str, count: int, **values: Value) -> str:
        """The form of a sentence that `count` asks for; `%(num)s` is the count."""
        said = {name: self._said(value) for name, value in values.items()}
        return self.form(one, many, count) % {"num": self.number(count), **said}

    def sentence(self, message: str) -> str:
        """As the catalogue has it: `%(name)s` stands for itself, `%%` for a percent sign."""
        return self._catalogue.gettext(message)

    def form(self, one: str, many: str, count: int) -> str:
        return self._catalogue.ngettext(one, many, count)

    def number(self, value: int) -> str:
        """`1,204`."""
        return self._numbers(value)

    def digits(self, text: str) -> str:
        """`text` in the digits of the language: for years, clocks and numbers of paragraphs."""
        return text.translate(self._digits) if self._digits else text

    def list(self, items: Sequence[str]) -> str:
        """`Kursk, Russia and Oman`."""
        if len(items) < 2:  # as most are
            return "".join(items)
        from babel.lists import format_list

        return format_list(list(items), locale=self._locale)

    def apart(self, text: str) -> str:
        """`text` so that it stands in a sentence of ours without upsetting its direction: isolated if it might."""
        if self.dir == "rtl":
            return f"\u2068{text}\u2069" if re.search(_LATIN, text) else text
        return text if text.isascii() or not re.search(_RIGHT_TO_LEFT, text) else f"\u2068{text}\u2069"

    def calendar(self, date: Date) -> str:
        """`23 June 2025`, `June 2025`, `2025`, `44 BC`."""
        return self.digits(patterns.calendar(self._locale, date))

    def interval(self, first: Date, last: Date) -> str:
        """`22–23 June 2025`. Both are told to the same point."""
        return self.digits(patterns.interval(self._locale, first, last))

    def between(self, first: str, last: str) -> str:
        """`c. June 2025 – July 2025`: anything already in words."""
        return patterns.between(self._locale, first, last)

    def clocks(self, first: str, last: str) -> str:
        """`13:00–23:59`, of two clocks in words."""
        return patterns.closed(self.between(first, last))

    def moment(self, day: str, clock: str) -> str:
        """`23 June 2025, 14:05`, of a day and a clock in words."""
        return self._moments.format(clock, day)

    @cached_property
    def _moments(self) -> str:
        return str(self._locale.datetime_formats["medium"])

    @cached_property
    def months(self) -> tuple[tuple[str, str], ...]:
        """(name, short name) of each, standing alone."""
        wide, short = (self._locale.months["stand-alone"][width] for width in ("wide", "abbreviated"))
        return tuple((str(wide[n]), str(short[n])) for n in range(1, 13))

    @cached_property
    def weekdays(self) -> tuple[tuple[str, str], ...]:
        """(name, letter) of each, from the day that a week begins with."""
        wide, narrow = (self._locale.days["stand-alone"][width] for width in ("wide", "narrow"))
        return tuple((str(wide[n]), str(narrow[n])) for n in ((self.week_begins + day) % 7 for day in range(7)))

    @cached_property
    def plurals(self) -> tuple[tuple[str, int], ...]:
        """(CLDR's name of a plural form, a number that asks for it): what a script needs to count things itself."""
        found = {self._locale.plural_form(number): number for number in range(200, 0, -1)}
        return tuple(sorted(found.items(), key=itemgetter(1)))

    @property
    def week_begins(self) -> int:
        """Monday is 0."""
        return int(self._locale.first_week_day)

    def language_name(self, tag: str) -> str:
        """What a language is called, by its first subtag; the tag where CLDR has no name for it."""
        name = self._locale.languages.get(tag.lower().split("-")[0])
        return str(name) if name else tag

    def _said(self, value: Value) -> str:
        return value if isinstance(value, str) else self.number(value)

    @cached_property
    def _catalogue(self) -> gettext.NullTranslations:
        file = CATALOGUES / f"{self.tag.lower().split('-')[0]}.po"
        if not file.is_file():
            return gettext.NullTranslations()
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        compiled = BytesIO()
        with file.open("rb") as stream:
            write_mo(compiled, read_po(stream, abort_invalid=True))
        compiled.seek(0)
        return gettext.GNUTranslations(compiled)

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale, UnknownLocaleError

        bare = self.tag.lower().partition("-u-")[0]
        primary = bare.split("-")[0]
        try:
            return Locale.parse(_WORLD.get(bare, bare), sep="-")
        except (UnknownLocaleError, ValueError):  # a region or variant that CLDR does not know
            return Locale.parse(_WORLD.get(primary, primary), sep="-")

    @cached_property
    def system(self) -> str:
        """CLDR's name for its digits: `latn`, `arab`."""
        asked = re.search(r"-u-(?:.*-)?nu-(latn|arab)\b", self.tag.lower())
        return asked[1] if asked else str(self._locale.default_numbering_system)

    @cached_property
    def _digits(self) -> dict[int, int]:
        """Empty for European digits."""
        return {ord("0") + n: 0x0660 + n for n in range(10)} if self.system == "arab" else {}

    @cached_property
    def _numbers(self) -> Callable[[int], str]:
        from babel.numbers import format_decimal

        locale, system = self._locale, self.system
        return lru_cache(maxsize=4096)(
            lambda value: self.digits(format_decimal(value, locale=locale, numbering_system=system))
        )
