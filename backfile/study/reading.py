"""One process that reads texts."""

from __future__ import annotations

from backfile import content, knowledge, prose
from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.model import Article, Facts

Text = tuple[int, Article]
"An article and its position in the archive."
Read = tuple[int, Facts | Problem]


class Reader:
    def __init__(self, site: Site) -> None:
        self._site = site
        self._find = knowledge.finder(site.names_model)

    def read(self, text: Text) -> Read:
        """What the article's text says. A fault of ours costs that alone: the article is published all the same.

        Raises `InputError` where a key point is not the body's own words.
        """
        position, article = text
        file = f"{self._site.shown(self._site.content)}/{article.path}.md"
        paragraphs = prose.plain(content.body(self._site, article.path))
        try:
            facts = knowledge.facts(article.title, paragraphs, lang=article.lang, find=self._find)
        except Exception as error:
            message = f"what it names and says could not be told ({type(error).__name__}: {error})"
            return position, Problem(file, 0, message, "it is published without; please report it")
        for point in facts.key_points:
            if point.text not in paragraphs[point.paragraph - 1 : point.paragraph][0]:
                raise InputError(
                    [Problem(file, 0, f"a key point is not in its words: {point.text}", "please report it")]
                )
        return position, facts

    def __reduce__(self) -> tuple[type[Reader], tuple[Site]]:
        """Sent to another process, it loads what finds names there."""
        return Reader, (self._site,)
