"""Which of a story's headlines names it best: an early account's that says, in the archive's language, what happened.

“'I held her hand, and then I had only the bag'”         tells nothing of the event
“At least 11 dead as ferry capsizes off Tablas”          has the words that the other accounts have too
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from backfile.knowledge.instants import day
from backfile.knowledge.stems import WORD, stem
from backfile.model import Article, Facts, Repeat

# Of the first day, so that a later account does not change the title and with it the address.
_EARLY = 4
_QUOTES = "\"'“‘«„"


def best(
    ordered: Sequence[int],
    articles: Sequence[Article],
    facts: Sequence[Facts],
    repeats: Sequence[Repeat | None],
    language: str | None,
) -> int:
    """The position of the article whose headline is the story's; `ordered` has its articles in order of time."""
    own = [i for i in ordered if repeats[i] is None] or list(ordered)
    spoken = [i for i in own if (articles[i].lang or language or "").partition("-")[0] == (language or "")] or own
    start = day(articles[spoken[0]])
    early = [i for i in spoken if day(articles[i]) == start][:_EARLY]
    shared = Counter(term for i in own[: 2 * _EARLY] for term, _ in facts[i].terms)
    return min(early, key=lambda i: (-_telling(articles[i].title, shared), early.index(i)))


def _telling(title: str, shared: Counter[str]) -> float:
    """How many of its words other accounts have too; half as good if it is a quotation, a question or in capitals."""
    stems = {form for form in map(stem, WORD.findall(title)) if form}
    score = float(min(4, sum(shared[form] > 1 for form in stems)))
    if title.startswith(tuple(_QUOTES)) or title.endswith("?") or title.isupper():
        return score / 2
    return score * 0.9 if title.istitle() else score
