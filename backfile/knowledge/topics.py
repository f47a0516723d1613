"""Topics an article is about, by the words that show them: `topics.txt` maps “walkout”, “picket” … to Strikes.

A trigger counts by how often it stands in the text, more in the title and the opening; a weak one needs company.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from backfile.knowledge import arabic_words
from backfile.knowledge.lexicon import text_of
from backfile.knowledge.memo import remembered
from backfile.knowledge.taking import taker


class Trigger(NamedTuple):
    topic: str
    words: tuple[str, ...]
    "All its words; the index knows the first."
    weak: bool
    key: str
    "The trigger as the list has it, so that its plural does not count as another."


class Topic(NamedTuple):
    name: str
    score: float
    first: int
    "Position of the first word that shows it, in words from the title on."


ENOUGH = 3.4
_OPENING = 60
# What comes up first in the last half of a text is an aside.
_LATE = 0.5
_WORD = re.compile(r"[^\W\d_]+(?:[-][^\W_]+)*|\d+")
_words = taker(_WORD, "-")


@cache
def _index() -> dict[str, list[Trigger]]:
    index: dict[str, list[Trigger]] = defaultdict(list)
    for line in text_of("topics.txt").splitlines():
        if line.startswith("#"):
            continue
        name, _, triggers = line.partition(": ")
        for trigger in triggers.split(", "):
            weak = trigger.startswith("~")
            key = trigger.removeprefix("~")
            for form in _inflected(key):
                words = tuple(_WORD.findall(form))
                index[words[0]].append(Trigger(name, words, weak, key))
    return dict(index)


def _inflected(trigger: str) -> set[str]:
    forms = {trigger}
    if trigger.isascii() and not trigger.endswith("s"):
        forms.add(trigger + ("es" if trigger.endswith(("x", "ch", "sh")) else "s"))
        if trigger.endswith("y") and trigger[-2] not in "aeou":
            forms.add(trigger[:-1] + "ies")
    return forms


def find(title: str, paragraphs: Sequence[str]) -> tuple[Topic, ...]:
    """The topics of an article, the surest first."""
    opening = _words(title.lower())
    found = opening + _words("\n".join(paragraphs).lower())
    index = _index()
    rtl = any("\u0600" <= x[0] <= "\u06ff" for x in found[:30])
    hits: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    weak: set[tuple[str, str]] = set()
    for at, word in _known(found, _read if rtl else index.__contains__):
        for trigger in _read(word) if rtl else index[word]:
            size = len(trigger.words)
            if size == 1 or tuple(found[at + 1 : at + size]) == trigger.words[1:]:
                hits[trigger.topic][trigger.key].append(at)
                if trigger.weak:
                    weak.add((trigger.topic, trigger.key))
    made = [_weigh(name, keys, weak, len(opening)) for name, keys in hits.items()]
    late = len(opening) + max(_OPENING, int(len(found) * _LATE))
    made = sorted((t for t in made if t.score >= ENOUGH and t.first < late), key=lambda t: (-t.score, t.first, t.name))
    seen: set[str] = set()
    kept = []
    for topic in made:
        keys = hits[topic.name].keys()
        if not keys <= seen or any(topic.name.lower().startswith(key[:-1]) for key in keys):
            kept.append(topic)
        seen |= keys
    names = {topic.name for topic in kept}
    return tuple(topic for topic in kept if not _covered(topic.name, names))


# What says more than its broader topic where both are found; a name that holds the broader one's needs no line.
_NARROWER = {
    "Accidents": {"Air crashes", "Ship fires", "Fires"},
    "Aviation": {"Airports", "Air travel", "Air crashes", "Baggage handling"},
    "Health": {
        "Cholera",
        "Hospitals",
        "Patients",
        "Malaria",
        "Cancer",
        "Epidemics",
        "Covid-19",
        "Vaccination",
        "Nursing",
    },
    "Local government": {"By-elections", "Elections"},
    "Police": {"Crime"},
    "Science": {"Marine biology", "Astronomy", "Space", "Archaeology", "Ocean exploration", "Medical research"},
    "Technology": {"Artificial intelligence", "Semiconductors", "Cybersecurity", "Social media", "Video games"},
    "Weather": {"Floods", "Storms", "Drought", "Frost", "Wildfires", "Bushfires"},
}


def _covered(name: str, names: set[str]) -> bool:
    """Whether a narrower topic of the same article says it: Fires beside Ship fires, Water beside Water pollution."""
    lower = name.lower()
    return not _NARROWER.get(name, set()).isdisjoint(names) or any(
        other != name and (lower in other.lower().split() or (len(lower) > 4 and other.lower().endswith(lower)))
        for other in names
    )


def _known(found: list[str], known: Callable[[str], object]) -> Iterator[tuple[int, str]]:
    """The words that are `known`, and where they stand: few of many, so each is looked for behind the one before."""
    at = -1
    for word in filter(known, found):
        at = found.index(word, at + 1)
        yield at, word


@remembered(1 << 16)
def _read(word: str) -> tuple[Trigger, ...]:
    """The triggers that an Arabic word begins, in any of its readings."""
    forms = dict.fromkeys(arabic_words.readings(arabic_words.plain(word)))
    return tuple(trigger for form in forms for trigger in _index().get(form, ()))


def _weigh(name: str, keys: dict[str, list[int]], weak: set[tuple[str, str]], titled: int) -> Topic:
    """Strong triggers carry a topic; weak ones alone must be three, or two of which one is in the title."""
    score = 0.0
    strong = 0
    first = next(iter(keys.values()))[0]  # keys and places are in the order of the text
    for key, places in keys.items():
        faint = (name, key) in weak
        strong += not faint
        share = 0.5 if faint else 1.0
        score += share * (1.6 + 0.5 * min(len(places) - 1, 5))
        if places[0] < titled:
            score += share * 2.4
        elif places[0] < titled + _OPENING:
            score += share * 0.9
    if not strong and len(keys) < 3:
        score = min(score, ENOUGH - 0.1) if len(keys) < 2 or first >= titled else score
    return Topic(name, round(score, 3), first)
