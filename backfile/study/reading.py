"""One process that reads texts."""

from __future__ import annotations

from backfile import content, knowledge, prose
from backfile.config import Site
from backfile.errors import Problem
from backfile.model import Article, Facts

Text = tuple[int, Article]
"An article and its position in the archive."
Read = tuple[int, Facts | Problem]


class Reader:
    def __init__(self, site: Site) -> None:
        self._site = site

    def read(self, text: Text) -> Read:
        """What the article's text says. A fault of ours costs that alone: the article is published all the same."""
        position, article = text
        paragraphs = prose.plain(content.body(self._site, article.path))
        try:
            return position, knowledge.facts(article.title, paragraphs, lang=article.lang)
        except Exception as error:
            file = f"{self._site.shown(self._site.content)}/{article.path}.md"
            message = f"what it names and says could not be told ({type(error).__name__}: {error})"
            return position, Problem(file, 0, message, "it is published without; please report it")


_reader: Reader
"A worker's own."


def begin(site: Site) -> None:
    global _reader
    _reader = Reader(site)


def read(batch: list[Text]) -> list[Read]:
    return [_reader.read(text) for text in batch]
