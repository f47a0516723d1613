"""The archive's own words, in the language of the setting `lang`: the only place where that language matters.

    arabic = load("ar")
    arabic.text("Front page")                                       → "الصفحة الأولى"
    arabic.plural("%(num)s article", "%(num)s articles", 3)         → "3 مقالات"
    arabic.calendar((2025, 6, 23))                                  → "23 يونيو 2025"
    load("ar-EG").number(1204), load("ar").number(1204)             → "١٬٢٠٤", "1,204"

Sentences come from one catalogue a language, `ar.po` beside this file; English is what stands in the program. Dates,
numbers, plurals and lists follow CLDR: that of these languages stands in `cldr.json`, that of their regions comes from
Babel, as do the names of languages. Babel is loaded when it is first asked.
"""

from backfile.language.speech import Language, load, message
from backfile.language.tags import direction, problems, spoken

__all__ = ["Language", "direction", "load", "message", "problems", "spoken"]
