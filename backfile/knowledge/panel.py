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

_NEAR = 40
"Code points before a name that may say what it is."
_KIND = "town|city|port|village|state|region|district|province|suburb|island|capital|hamlet|municipality"
_AT = re.compile(
    rf"(?:\b(?:in|at|near|outside|off|around|(?:{_KIND})(?: of)?|en|ciudad de|cerca de|dans|in der)"
    r"(?: (?:the|el|la|los|las))?"
    r"(?: (?:\w+ern|central|north|south|east|west|nearby|neighbouring|downtown))? |"
    r"(?:في|مدينة|بلدة|قرية|محافظة|ولاية|منطقة|ميناء|مطار) |(?<!\w)ب)\Z",
    re.IGNORECASE,
)
# What it ends in, in ASCII: asked first, as few names have it before them.
_AT_ENDS = tuple(
    f"{x} "
    for x in f"in at near outside off around of en de dans der the el la los las ern central north south east west "
    f"nearby neighbouring downtown {_KIND.replace('|', ' ')}".split()
)
_OF = re.compile(rf"\b(?:{_KIND}) of \Z", re.IGNORECASE)
_EN = (" en ", "En ", " em ", "Em ", "cerca de ")
"Said of places and times and of little else, where “in” is said of journals and companies, too."
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
    for order, name in enumerate(() if _every_noun(lang) else _told(names, paragraphs)):
        if name.kind in ("person", "organisation"):
            weight = _weight(name) + (0.8 if name.kind == "person" and " " in name.name else 0.0)
            ranked.append((-weight, order, _fullest(name, title, paragraphs)))
    return _first(text for _, _, text in sorted(ranked))


def _told(names: Sequence[Name], paragraphs: Sequence[str]) -> list[Name]:
    """The names that the title or running text prints: “Shr” and “Revs” of a table are nobody."""
    prose = {0, *(number for number, paragraph in enumerate(paragraphs, 1) if wording.is_prose(paragraph))}
    if len(prose) > len(paragraphs):  # all of it is, as of most articles
        return [name for name in names if name.mentions]
    return [name for name in names if any(mention.paragraph in prose for mention in name.mentions)]


def _every_noun(lang: str | None) -> bool:
    """Whether every noun has a capital, so that only the gazetteer tells a name."""
    return lang is not None and lang.partition("-")[0].lower() == "de"


def where(title: str, paragraphs: Sequence[str], names: Sequence[Name], lang: str | None = None) -> tuple[str, ...]:
    """The places where it happened; a dateline's first."""
    texts = (title, *paragraphs)
    ranked = [(-9.0, -1, place) for place in _dateline(paragraphs)]
    for order, name in enumerate(_told(names, paragraphs)):
        near = [texts[m.paragraph][max(0, m.start - _NEAR) : m.start] for m in name.mentions[:4]]
        weight = _site(name, near)
        if weight is None or (_every_noun(lang) and not name.level):
            continue
        located = any(_AT.search(x) for x in near if not x.isascii() or x.lower().endswith(_AT_ENDS))
        if not located and name.kind != "place":
            continue
        weight += _weight(name) + located + (name.mentions[0].paragraph == 0)
        ranked.append((-weight, order, _fullest(name, title, paragraphs)))
    return _first(text for _, _, text in sorted(ranked))


def _site(name: Name, near: list[str]) -> float | None:
    """What a name weighs as a place by its kind and by what stands `near` before it; None where it is none."""
    if name.kind == "place":
        return _ABOVE.get(name.level, 0.0)
    if any(x.endswith(" of ") and _OF.search(x) for x in near):
        return 0.0
    if name.name.rpartition(" ")[2].lower() in _SITE:
        return -1.0
    return -0.8 if name.kind in ("person", "other") and any(x.endswith(_EN) for x in near) else None


def _dateline(paragraphs: Sequence[str]) -> Iterator[str]:
    """The place of “DONGCHEON, Gangwon — ” or “MUSCAT (Reuters) - ”."""
    for paragraph in paragraphs[:3]:  # behind a byline and a date
        end = wording.after_dateline(paragraph, len(paragraph))
        place = _COMMA.split(paragraph[:end], maxsplit=1)[0].strip()
        if place and not moments.find(place):
            yield place
            return


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
