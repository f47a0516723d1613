"""How an article begins, in its own words, as the front page shows it.

    opening(site, article, words=45)   → Opening(("The dam gave way on Tuesday.",), goes_on=2)

Whole sentences, and at least the first, however long. What a person wrote as `summary` stands before it.
"""

from __future__ import annotations

from backfile import content
from backfile.config import Site
from backfile.errors import BackfileError
from backfile.knowledge import sentences
from backfile.model import Article
from backfile.views import Opening


def opening(site: Site, article: Article, words: int) -> Opening | None:
    """The article's first sentences, up to so many words; None where it has no text."""
    from backfile import prose  # and with it Markdown, which a build that changes nothing does without

    try:
        paragraphs = prose.plain(content.body(site, article.path))
    except BackfileError:  # vanished since it was read: its own page says so
        return None
    taken: list[str] = []
    room = words
    for number, paragraph in enumerate(paragraphs, 1):
        part, whole = _begun(paragraph, room if taken else max(room, 1), first=not taken)
        if part:
            taken.append(part)
        room -= len(part.split())
        if not whole:
            return Opening(tuple(taken), number)
        if room <= 0:
            return Opening(tuple(taken), number + 1 if number < len(paragraphs) else 0)
    return Opening(tuple(taken), 0) if taken else None


def _begun(paragraph: str, room: int, *, first: bool) -> tuple[str, bool]:
    """As many of its sentences as there is room for, and whether that is all of them."""
    end = 0
    for start, stop in sentences.split(paragraph):
        size = len(paragraph[start:stop].split())
        if size > room and (end or not first):
            return paragraph[:end].rstrip(), False
        room -= size
        end = stop
    return paragraph.strip(), True
