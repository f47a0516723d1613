"""Tags for an article, found in its own words: what an editor would file it under.

    suggest("Kenya's central bank trims key rate", […], lang="en", publishers=frozenset({"Daily Wire"}))
      → ("Kenya", "Interest rates", "Central Bank of Kenya", "Nairobi", …)

A pure function of one article, so a growing archive never reshuffles what stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from backfile.knowledge import lexicon, names, topics
from backfile.knowledge import words as w
from backfile.knowledge.memo import remembered
from backfile.model import Name

_IDLE = w.NOT_NAMES | w.COMMON
MOST = 8
ENOUGH = 7
FEWEST = 4
_TOPICS = 3
_OPENING = 350
_LONG = 1500
# Endings of outlets' and agencies' names, for those that no list can hold.
_OUTLET_TAILS = w.listed("""
news times post herald gazette tribune wire dispatch chronicle telegraph courier newspaper radio tv television
magazine novosti broadcasting
""")


def suggest(title: str, paragraphs: Sequence[str], *, lang: str | None, publishers: frozenset[str]) -> tuple[str, ...]:
    """4–8 display names, the weightiest first; fewer where the text names fewer things."""
    barred = _publishers(publishers)
    weighed: list[tuple[float, int, str]] = []
    starts = (0, 0, *accumulate(map(len, paragraphs)))
    for order, name in enumerate(names.find(title, paragraphs, lang=lang)):
        if not _outlet(name.name, barred) and not _fragment(name):
            weighed.append((_weight(name, starts), order, _canonical(name)))
    shown = {lexicon.fold(name) for _, _, name in weighed}
    subjects = [(t.score, t.first, t.name) for t in topics.find(title, paragraphs) if lexicon.fold(t.name) not in shown]
    return _chosen(sorted(weighed, key=_rank), sorted(subjects, key=_rank))


def _canonical(name: Name) -> str:
    """One tag for all spellings of a place or a body: Britain is United Kingdom."""
    entry = lexicon.load().latin.get(name.name) if name.qid or name.level else None
    return entry.name if entry else name.name


def _rank(item: tuple[float, int, str]) -> tuple[float, int, str]:
    return (-item[0], item[1], item[2])


SURE = 1.9
FAIR = 1.1
_SUBJECT = 6.0
"What a third topic must reach."


def _chosen(found: list[tuple[float, int, str]], subjects: list[tuple[float, int, str]]) -> tuple[str, ...]:
    """The sure names with the surest topics among them, then fair names until there are enough."""
    top = [x for i, x in enumerate(subjects[:_TOPICS]) if i < 2 or x[0] >= _SUBJECT]
    sure = [x for x in found if x[0] >= SURE][: MOST - min(len(top), 2)]
    picked = sorted([*sure, *top[: MOST - len(sure)]], key=_rank)
    spare = [x for x in found if x[0] >= FAIR and x not in picked]
    picked += spare[: max(0, ENOUGH - len(picked))]
    # A lone word named in passing comes last: it is the likeliest to be somebody's first name.
    passing = sorted((x for x in found if x[0] < FAIR), key=lambda x: " " not in x[2])
    spare = [*subjects[len(top) :], *passing]
    picked += spare[: max(0, FEWEST - len(picked))]
    return tuple(dict.fromkeys(name for _, _, name in picked))


def _weight(name: Name, starts: tuple[int, ...]) -> float:
    """How much an article is about a name: the title and the opening count most, then how often it comes back."""
    paragraphs = [m.paragraph for m in name.mentions]
    titled = 0 in paragraphs
    early = 1 in paragraphs and name.mentions[paragraphs.index(1)].start < _OPENING  # they are in the text's order
    body = len(paragraphs) - paragraphs.count(0)
    # A capital often stands for its government, which its country's tag already says.
    score = 2.2 * titled + 0.8 * early + (0.35 if name.level == "capital" else 0.55) * min(body, 6)
    if name.level == "country":
        backed = len(name.support)
        score += 0.3 * min(backed, 4) + 1.0 * any(m.paragraph == 0 for m in name.support)
    elif name.kind == "person":
        score += 0.8
    elif name.level:
        score += 0.4
    elif name.kind == "organisation":
        score += 0.3
    elif name.kind == "other":
        score -= 0.5
    first = (name.mentions or name.support)[0]
    if starts[-1] > _LONG and starts[first.paragraph] + first.start > starts[-1] * 0.6:
        score -= 0.5  # comes up towards the end of a long text
    return round(score, 3)


def _fragment(name: Name) -> bool:
    """A name that no reader could look up: one letter, a stop word, a place known by an adjective used in passing."""
    folded = lexicon.fold(name.name)
    if len(folded) < 2 or folded in _IDLE or folded.endswith((" eastern", " western", " northern", " southern")):
        return True
    if name.kind == "other":
        return not any(m.paragraph == 0 for m in name.mentions)  # a ship, a product: only one that the headline names
    if name.kind == "person" and " " not in name.name and name.name.isascii() and len(name.mentions) < 2:
        return True  # a lone given name
    return not name.mentions and len(name.support) < 2 and not any(m.paragraph == 0 for m in name.support)


def _publishers(publishers: frozenset[str]) -> frozenset[str]:
    """Folded names of the article's publishers, with their initials: Middle East Eye is also MEE."""
    names = {lexicon.fold(p) for p in publishers}
    initials = {"".join(word[0] for word in n.split()) for n in names if n.count(" ") > 1}
    return frozenset(names | initials)


def _outlet(name: str, barred: frozenset[str]) -> bool:
    known, *forms = _known(name)
    return known or not barred.isdisjoint(forms)


@remembered(1 << 16)
def _known(name: str) -> tuple[bool, str, str]:
    """Whether a name is an outlet's whatever the article; it folded; and its first two words, if it has two."""
    folded = lexicon.fold(name)
    words = folded.split()
    listed = folded in lexicon.load().outlets or words[-1] in _OUTLET_TAILS or folded.endswith("news agency")
    channel = len(words) > 1 and words[0] in ("bbc", "cnn", "rté", "cbc", "nbc", "abc")
    return listed or channel, folded, " ".join(words[:2]) if len(words) > 1 else folded
