"""Dumps in the known layouts and in none, with hostile texts in every place that a text can stand.

dump(iter(enumerate(texts(100, seed=1))), random.Random(1))   → Dump(text="…", places=[(0, 14, 203), …])
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

LABELS = (
    *("Hashtags", "", "Try Our AI Features", "Explore what Daily8 AI can do for you:", "Comments"),
    *("No comments yet...", "Related Articles"),
)
TIMES = ("2 hours ago", "an hour ago", "a day ago", "12 minutes ago", "a few seconds ago")
NAMES = ("Harbour Post", "Tide", "The Northern Gazette", "صحيفة الميناء")


class Dump:
    """A seed's text as it grows, and where each hostile text stands in it."""

    def __init__(self) -> None:
        self.text = ""
        self.places: list[tuple[int, int, int]] = []
        "(number of the hostile text, start, end)"

    def lines(self, *lines: str) -> None:
        self.text += "".join(f"{line}\n" for line in lines)

    def hostile(self, number: int, line: str, before: str = "", after: str = "\n") -> None:
        self.text += before
        self.places.append((number, len(self.text), len(self.text) + len(line)))
        self.text += line + after


Text = tuple[int, list[str]]
"A hostile text and its number."


def plain(rng: random.Random) -> str:
    return " ".join(rng.choices(("The", "ferry", "council", "said", "on", "Monday", "harbour", "3,000"), k=9)) + "."


def one_line(text: list[str]) -> str:
    return " ".join(text)


def flat(made: Dump, texts: Iterator[Text], rng: random.Random) -> None:
    """Lead paragraphs, then labels (some of them hostile), then items whose parts are hostile by turns."""
    made.lines(*[""] * rng.randint(0, 1), plain(rng))
    _paragraphs(made, next(texts), "\n")
    made.lines(*_bent(LABELS, rng), *[""] * rng.randint(0, 2))
    for number, text in (next(texts) for _ in range(3)):
        part, name, line = rng.choice(("body", "body", "title", "source", "all")), rng.choice(NAMES), one_line(text)
        _maybe(made, number, line[:80], name, hostile=part in ("source", "all"))
        made.lines(rng.choice(TIMES))
        _maybe(made, number, line[:80], name, hostile=part in ("source", "all"), before="- ")
        _maybe(made, number, line, plain(rng), hostile=part in ("title", "all"))
        _maybe(made, number, line, plain(rng), hostile=part in ("body", "all"))
        made.lines(*[""] * rng.randint(0, 2))


def logo(made: Dump, texts: Iterator[Text], rng: random.Random) -> None:
    """Titles twice and three times, glued source and time."""
    number, text = next(texts)
    title = one_line(text)
    made.lines("logo")
    made.hostile(number, title, after="\n\n")
    made.hostile(number, title, after="\n\n")
    made.lines(rng.choice(("Axios12-03-2025", "Forbesa day ago", "CNN12 hours ago")), "")
    _paragraphs(made, next(texts), rng.choice(("\n", "\n\n")))
    made.lines("", "Orange background", "", *(part for label in _bent(LABELS[2:], rng) for part in (label, "")))
    for number, text in (next(texts) for _ in range(2)):
        _item(made, number, one_line(text), rng, bullets=("Tide",))


def hashtag(made: Dump, texts: Iterator[Text], rng: random.Random) -> None:
    number, text = next(texts)
    made.lines("logo", "#", "")
    made.hostile(number, one_line(text)[:100], before="Latest news with #", after="\n\n")
    for number, text in (next(texts) for _ in range(3)):
        _item(made, number, one_line(text), rng, bullets=(one_line(text)[:60], "Tide"))


def inkl(made: Dump, texts: Iterator[Text], rng: random.Random) -> None:
    made.lines("Read all your papers in one place.", "Start reading", "Tide", "Tide", "World")
    number, text = next(texts)
    made.hostile(number, one_line(text)[:80], after="\n\n")
    number, text = next(texts)
    made.hostile(number, one_line(text), after="\n\n")
    _paragraphs(made, next(texts), "\n\n")


def newsbreak(made: Dump, texts: Iterator[Text], rng: random.Random) -> None:
    number, text = next(texts)
    made.hostile(number, one_line(text), after="\n\nTide\n 5 days ago\n\nCover picture for the article")
    _paragraphs(made, next(texts), "\n\n")
    number, text = next(texts)
    made.lines("", "Harbour Post")
    made.hostile(number, one_line(text)[:300], after="\n\n")
    made.hostile(number, one_line(text), after="...\n")


def dated(made: Dump, texts: Iterator[Text], rng: random.Random) -> None:
    number, text = next(texts)
    made.lines("29 June 2025", "")
    made.hostile(number, one_line(text)[:300], after="\n\n")
    _paragraphs(made, next(texts), "\n\n")


def unknown(made: Dump, texts: Iterator[Text], rng: random.Random) -> None:
    _paragraphs(made, next(texts), rng.choice(("\n", "\n\n", "\r\n", "\r")))


LAYOUTS: tuple[Callable[[Dump, Iterator[Text], random.Random], None], ...] = (
    *(flat, flat, flat, logo, hashtag, inkl, newsbreak, dated, unknown),
)


def _paragraphs(made: Dump, text: Text, end: str) -> None:
    for paragraph in text[1]:
        made.hostile(text[0], paragraph, after=end)


def _item(made: Dump, number: int, line: str, rng: random.Random, bullets: tuple[str, ...]) -> None:
    made.hostile(number, line)
    made.hostile(number, line, after="\n\nTide\n\ntime" + rng.choice(TIMES) + "\n\n")
    for bullet in bullets:
        made.hostile(number, bullet, before="  • ")
    made.hostile(number, line, before="\n", after="\n\n")
    made.hostile(number, line, after="\n\n")


def _maybe(made: Dump, number: int, line: str, otherwise: str, *, hostile: bool, before: str = "") -> None:
    if hostile:
        made.hostile(number, line, before=before)
    else:
        made.lines(before + otherwise)


def _bent(labels: tuple[str, ...], rng: random.Random) -> list[str]:
    """Labels as they are, or in disorder, repeated, missing, or with marks in them that nobody sees."""
    bent = list(labels)
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        at = rng.randrange(len(bent))
        kind = rng.randrange(4)
        if kind == 0:
            del bent[at]
        elif kind == 1:
            bent.insert(at, rng.choice(labels))
        elif kind == 2:
            bent[at] = rng.choice(("\u202e", "\u200b", "\ufeff", "# ", "<b>", "> ")) + bent[at]
        else:
            bent[at] += rng.choice(("\u202c", "\x00", " ", "</script>", "\x1b[2J", "]]>"))
    return bent


def dump(texts: Iterator[Text], rng: random.Random) -> Dump:
    """A dump of one to three pages, cut somewhere now and then."""
    made = Dump()
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        rng.choice(LAYOUTS)(made, texts, rng)
    if rng.random() < 0.15:
        cut = rng.randint(len(made.text) // 2, len(made.text))
        made.text = made.text[:cut]
    made.text = made.text.encode("utf-8", "replace").decode()  # a file can hold no half of a surrogate pair
    return made
