"""Who, when and where, in an article's own words: at most three of each, the most telling first.

    who(…)    → ("Sydney Marsh", "Country Fire Authority")      people and bodies, in their fullest spelling
    when(…)   → ("on Friday evening", "by midnight")            days before hours, and both before years
    where(…)  → ("Kerribee", "Mount Tarrawang")                 towns and sites before countries

All take `(title, paragraphs, names, lang)`, `names` being those that `names.find` found there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from backfile.knowledge import moments, wording
from backfile.knowledge import words as w
from backfile.knowledge.moments import Moment
from backfile.model import Name

MOST = 3
_OPENING = 400
"Code points of the first paragraph in which news says what it is about."
_LOOKED = 10
"Paragraphs in which a time is looked for, unless the first have it."

_READ = 1500
"Code points of a paragraph in which a time is looked for."

_KIND = "town|city|port|village|state|region|district|province|suburb|island|capital|hamlet|municipality"
_AT = re.compile(
    rf"(?:\b(?:in|at|near|outside|off|around|(?:{_KIND})(?: of)?|en|ciudad de|cerca de|dans|in der)"
    r"(?: (?:the|el|la|los|las))?"
    r"(?: (?:\w+ern|central|north|south|east|west|nearby|neighbouring|downtown))? |"
    r"(?:في|مدينة|بلدة|قرية|محافظة|ولاية|منطقة|ميناء|مطار) |(?<!\w)ب)\Z",
    re.IGNORECASE,
)
_OF = re.compile(rf"\b(?:{_KIND}) of \Z", re.IGNORECASE)
_SITE = w.listed("""
hospital hospitals infirmary airport stadium university school park museum market mosque church cathedral temple prison
palace arena theatre theater harbour harbor station camp court hotel library clinic plant mine factory aeropuerto
""")
_ABOVE = {"country": -0.9, "region": -0.3}
"A country says less of where than its towns do."
_COMMA = re.compile(r"[,(–—-]")


def who(title: str, paragraphs: Sequence[str], names: Sequence[Name], lang: str | None = None) -> tuple[str, ...]:
    """The people and bodies that an article is about."""
    ranked = []
    for order, name in enumerate(names):
        if name.kind in ("person", "organisation") and name.mentions:
            weight = _weight(name) + (0.8 if name.kind == "person" and " " in name.name else 0.0)
            ranked.append((-weight, order, _fullest(name, title, paragraphs)))
    return _first(text for _, _, text in sorted(ranked))


def where(title: str, paragraphs: Sequence[str], names: Sequence[Name], lang: str | None = None) -> tuple[str, ...]:
    """The places where it happened; a dateline's first, which stands in the body's first line."""
    texts = (title, *paragraphs)
    ranked = [(-9.0, -1, place) for place in _dateline(paragraphs)]
    for order, name in enumerate(names):
        near = [(texts[m.paragraph], m.start) for m in name.mentions[:4]]
        if name.kind == "place":
            weight = _ABOVE.get(name.level, 0.0)
        elif any(_OF.search(text, max(0, start - 20), start) for text, start in near):
            weight = 0.0
        elif name.name.rpartition(" ")[2].lower() in _SITE:
            weight = -1.0
        else:
            continue
        if near:
            located = any(_AT.search(text, max(0, start - 40), start) for text, start in near)
            if located or name.kind == "place":
                weight += _weight(name) + located + (name.mentions[0].paragraph == 0)
                ranked.append((-weight, order, _fullest(name, title, paragraphs)))
    return _first(text for _, _, text in sorted(ranked))


def _dateline(paragraphs: Sequence[str]) -> Iterator[str]:
    """The place of “DONGCHEON, Gangwon — ” or “MUSCAT (Reuters) - ”."""
    if paragraphs:
        end = wording.after_dateline(paragraphs[0], len(paragraphs[0]))
        place = _COMMA.split(paragraphs[0][:end], maxsplit=1)[0].strip()
        if place:
            yield place


def when(title: str, paragraphs: Sequence[str], names: Sequence[Name], lang: str | None = None) -> tuple[str, ...]:
    """When it happened, as far as a day, an hour or a month is printed."""
    ranked: list[tuple[float, int, int, str]] = []
    dated = False
    told = [p for p in paragraphs[:_LOOKED] if wording.is_prose(p)] or list(paragraphs[:_LOOKED])
    for number, paragraph in enumerate(told, 1):
        if number > 3 and (dated or len(ranked) >= MOST):
            break
        skipped = 0 if number > 1 else wording.after_dateline(paragraph, len(paragraph))
        for moment in moments.find(paragraph[:_READ]):
            if moment.start < skipped:
                continue
            dated = dated or moment.grain == moments.DAY
            weight = _timely(moment, paragraph) + 2.0 / number - moment.start / _READ
            ranked.append((-weight, number, moment.start, paragraph[moment.start : moment.end]))
    return _first(text for *_, text in sorted(ranked))


def _weight(name: Name) -> float:
    """How much an article is about a name: the title, the opening, then how often it comes back."""
    first = name.mentions[0]
    titled = first.paragraph == 0
    body = [m for m in name.mentions if m.paragraph]
    early = bool(body) and body[0].paragraph == 1 and body[0].start < _OPENING
    second = bool(body) and body[0].paragraph in (1, 2)
    return 1.0 * titled + 1.2 * early + 0.4 * second + 0.4 * min(6, len(body))


def _timely(moment: Moment, paragraph: str) -> float:
    quoted = paragraph.count('"', 0, moment.start) % 2 or paragraph.rfind("“", 0, moment.start) > paragraph.rfind(
        "”", 0, moment.start
    )
    return moment.grain - 0.8 * moment.loose - 1.0 * bool(quoted)


def _fullest(name: Name, title: str, paragraphs: Sequence[str]) -> str:
    """The longest form that the text prints, the first of those; the title's only if there is no other."""
    forms = [paragraphs[m.paragraph - 1][m.start : m.end] for m in name.mentions if m.paragraph]
    return max(forms, key=len) if forms else title[name.mentions[0].start : name.mentions[0].end]


def _first(texts: Iterable[str]) -> tuple[str, ...]:
    """The first few that do not say the same."""
    kept: list[str] = []
    for text in texts:
        low = text.casefold()
        if not any(low in other.casefold() or other.casefold() in low for other in kept):
            kept.append(text)
        if len(kept) == MOST:
            break
    return tuple(kept)
