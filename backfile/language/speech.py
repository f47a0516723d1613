"""One language: its sentences from a catalogue, and its dates, numbers and lists by CLDR."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Sequence
from functools import cache, cached_property, lru_cache
from io import BytesIO

from backfile.language import cldr, patterns
from backfile.language.cldr import Cldr
from backfile.language.patterns import Date
from backfile.language.tags import CATALOGUES, direction, spoken

Value = str | int
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
        if len(items) == 2:
            return self._cldr.lists["2"].format(*items)
        said = self._cldr.lists["start"].format(*items[:2])
        for item in items[2:-1]:
            said = self._cldr.lists["middle"].format(said, item)
        return self._cldr.lists["end"].format(said, items[-1])

    def apart(self, text: str) -> str:
        """`text` so that it stands in a sentence of ours without upsetting its direction: isolated if it might."""
        if self.dir == "rtl":
            return f"\u2068{text}\u2069" if re.search(_LATIN, text) else text
        return text if text.isascii() or not re.search(_RIGHT_TO_LEFT, text) else f"\u2068{text}\u2069"

    def calendar(self, date: Date) -> str:
        """`23 June 2025`, `June 2025`, `2025`, `44 BC`."""
        return self.digits(patterns.calendar(self._cldr, date))

    def interval(self, first: Date, last: Date) -> str:
        """`22–23 June 2025`. Both are told to the same point."""
        return self.digits(patterns.interval(self._cldr, first, last))

    def between(self, first: str, last: str) -> str:
        """`c. June 2025 – July 2025`: anything already in words."""
        return patterns.between(self._cldr, first, last)

    def clocks(self, first: str, last: str) -> str:
        """`13:00–23:59`, of two clocks in words."""
        return patterns.closed(self.between(first, last))

    def moment(self, day: str, clock: str) -> str:
        """`23 June 2025, 14:05`, of a day and a clock in words."""
        return self._cldr.moment.format(clock, day)

    @cached_property
    def months(self) -> tuple[tuple[str, str], ...]:
        """(name, short name) of each, standing alone."""
        return tuple(zip(self._cldr.months_alone, self._cldr.months_short, strict=True))

    @cached_property
    def weekdays(self) -> tuple[tuple[str, str], ...]:
        """(name, letter) of each, from the day that a week begins with."""
        week = tuple(zip(self._cldr.weekdays, self._cldr.weekday_letters, strict=True))
        return week[self.week_begins :] + week[: self.week_begins]

    @property
    def plurals(self) -> tuple[tuple[str, int], ...]:
        """(CLDR's name of a plural form, a number that asks for it): what a script needs to count things itself."""
        return self._cldr.plurals

    @property
    def week_begins(self) -> int:
        """Monday is 0."""
        return self._cldr.week_begins

    def language_name(self, tag: str) -> str:
        """What a language is called, by its first subtag; the tag where CLDR has no name for it."""
        name = cldr.locale(self.tag).languages.get(tag.lower().split("-")[0])
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
    def _cldr(self) -> Cldr:
        return cldr.of(self.tag)

    @cached_property
    def system(self) -> str:
        """CLDR's name for its digits: `latn`, `arab`."""
        asked = re.search(r"-u-(?:.*-)?nu-(latn|arab)\b", self.tag.lower())
        return asked[1] if asked else self._cldr.system

    @cached_property
    def _digits(self) -> dict[int, int]:
        """Empty for European digits."""
        return {ord("0") + n: 0x0660 + n for n in range(10)} if self.system == "arab" else {}

    @cached_property
    def _numbers(self) -> Callable[[int], str]:
        return lru_cache(maxsize=4096)(lambda value: self.digits(cldr.number(self.tag, value, self.system)))
