"""What figures of news are figures of: the words by which accounts say one thing differently.

    of(("people", "drowned"))      → "dead"            of(("toll", "rose"))            → "dead"
    of(("homes", "razed"))         → "homes"           of(("%", "turnout", "was"))     → "turnout"

Each line is a thing counted, the mark that the number has (none, `%` or `$`), and the words, folded, any one of which
shows it; a word after `&` must be there too, a word after `!` must not. The nearest word to the number decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

_LINES = """
dead: dead died dies killed kills drowned deaths death fatalities fatality toll lives perished bodies fallecidos fallecido muertos muertas muerto murieron muertes victimas قتيلا قتلى قتيل وفاة وفيات مصرع ضحايا القتلى الوفيات
injured: injured injuries injury hurt wounded burns casualties heridos heridas lesionados atendidas جريحا جرحى مصابا مصابين إصابة اصيب
missing: missing unaccounted desaparecidos desaparecidas encontrar مفقودا مفقودين المفقودين
rescued: rescued saved survivors survived pulled lived plucked rescatados rescatadas sobrevivientes supervivientes ناجيا ناجين
aboard: aboard board !members !directors !executive passengers onboard pasajeros viajeros ركاب راكبا !airport !flights !day !stranded !affected
evacuated: evacuated displaced fled homeless evacuees evacuados evacuadas desplazados desplazadas نازح
arrested: arrested detained arrests detenidos detenidas arrestados charged معتقلا
homes: houses homes households dwellings viviendas casas hogares منازل منزلا منزل !power
power: power electricity electricidad luz
staff: workers employees staff strikers employed trabajadores empleados عاملا موظفا !infected
jobs: jobs posts positions layoffs redundancies empleos puestos وظيفة
crowd: protesters demonstrators marchers marched attended spectators attendance crowd gathered manifestantes asistentes متظاهر
runners: runners entrants participants competitors entered riders athletes entry corredores participantes عداء المشاركين مشارك
margin: votes margin lead majority gap ballots votos ventaja صوتا &margin|lead|votes|gap|majority|ahead
cancelled: cancelled canceled scrapped grounded cancelados canceladas ملغاة &flights|departures|services|trains|sailings|vuelos|salidas
recalled: recalled recalling recall withdrawing recalls called retirar !fire
fires: fire fires blazes incendios
cases: infected cases infections sickened fell ill contagios contagiados casos إصابات حالة !court !dropped
patients: patients operations appointments surgeries procedures pacientes مريضا
bags: bags suitcases luggage cases bultos maletas equipajes حقيبة
animals: cattle cows sheep animals birds livestock pigs
shops: shops stalls stores businesses locales puestos tiendas متجرا
schools: schools escuelas مدارس
vehicles: vehicles cars buses trucks coches vehiculos سيارة
members: members
dwellings: apartments flats
dead% : deaths mortality
turnout% : turnout participacion abstention
strike% : strike stoppage walkout seguimiento huelga joined !pay
growth% : growth grow expand expanded expansion gdp crecimiento crecera economy !credit !lending !sales !loans !profit
inflation% : inflation prices inflacion precios !target !range
unemployment% : unemployment jobless desempleo paro
credit% : credit lending credito &growing|grew|grow|growth|expanded|expanding|rose|fell
lost% : crop harvest cosecha
cost$ : cost costs price worth bill value valued budget coste costo presupuesto
damage$ : damage losses loss danos perdidas
fine$ : fine fined penalty multa
ransom$ : ransom demanded
"""


class Thing(NamedTuple):
    name: str
    mark: str
    words: frozenset[str]
    needed: frozenset[str]
    excluded: frozenset[str]


@cache
def things() -> tuple[Thing, ...]:
    found = []
    for line in _LINES.strip().splitlines():
        name, _, words = line.partition(":")
        name = name.strip()
        mark = name[-1] if name[-1] in "%$" else ""
        listed = words.split()
        needed = frozenset(x for word in listed if word[0] == "&" for x in word[1:].split("|"))
        excluded = frozenset(word[1:] for word in listed if word[0] == "!")
        found.append(Thing(name, mark, frozenset(x for x in listed if x[0] not in "&!"), needed, excluded))
    return tuple(found)


@cache
def _index() -> dict[tuple[str, str], tuple[Thing, ...]]:
    found: dict[tuple[str, str], tuple[Thing, ...]] = {}
    for thing in things():
        for word in sorted(thing.words):
            found[word, thing.mark] = (*found.get((word, thing.mark), ()), thing)
    return found


def of(about: Sequence[str]) -> str:
    """What a quantity counts, by its `about`; empty where no word tells."""
    mark = about[0] if about and about[0] in ("%", "$", "+") else ""
    words = about[1:] if mark else about
    present = set(words)
    for word in words:
        for thing in _index().get((word, mark), ()):
            if not present & thing.excluded and (not thing.needed or present & thing.needed):
                return thing.name
    return ""


def names(thing: str, words: Sequence[str]) -> bool:
    """Whether folded words are ones that show `thing`."""
    return any(one.name == thing and not one.words.isdisjoint(words) for one in things())
