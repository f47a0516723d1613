"""Articles for the tests of reprints, stories and differing figures: written in one string, known in one call."""

from __future__ import annotations

from backfile.knowledge import names, quantities, reprints, stories, terms
from backfile.knowledge.lexicon import fold
from backfile.model import Article, Entity, Facts, Repeat, StoriesSaid, Story


class Coverage:
    """`id | source | published | lang | title`, then paragraphs a line, then an empty line."""

    def __init__(self, text: str) -> None:
        made = []
        for block in text.strip().split("\n\n"):
            head, *paragraphs = block.strip().splitlines()
            key, source, published, lang, title = (part.strip() for part in head.split("|"))
            article = Article(
                path=f"{published[:4]}/{published[5:7]}/{key}", id=key, title=title, source=source,
                body_digest=str(hash(tuple(paragraphs))), words=len(" ".join(paragraphs).split()),
                published=published, lang=lang,
            )  # fmt: skip
            made.append((article, tuple(paragraphs)))
        self.articles = tuple(article for article, _ in made)
        self.texts = tuple(text for _, text in made)
        self.facts = tuple(known(a, text) for a, text in made)
        self.read: list[str] = []

    def text(self, position: int) -> tuple[str, ...]:
        self.read.append(self.articles[position].id)
        return self.texts[position]

    def repeats(self, said: StoriesSaid | None = None) -> tuple[Repeat | None, ...]:
        return reprints.find(self.articles, self.facts, self.text, said or StoriesSaid())

    def stories(self, said: StoriesSaid | None = None) -> tuple[tuple[Story, ...], tuple[int | None, ...]]:
        entities, named = joined(self.facts)
        said = said or StoriesSaid()
        return stories.group(self.articles, self.facts, named, entities, self.repeats(said), said)

    def grouped(self, said: StoriesSaid | None = None) -> set[str]:
        """Each story as the ids of its articles in order of time: "a b c"."""
        found, _ = self.stories(said)
        return {" ".join(self.articles[i].id for i in story.articles) for story in found}


def known(article: Article, text: tuple[str, ...]) -> Facts:
    shown, sketch = terms.note(article.title, text, article.lang)
    return Facts(
        names=names.find(article.title, text, lang=article.lang), terms=shown, sketch=sketch,
        quantities=quantities.find(text, article.lang, title=article.title),
    )  # fmt: skip


def joined(facts: tuple[Facts, ...]) -> tuple[tuple[Entity, ...], tuple[tuple[tuple[int, int], ...], ...]]:
    """Entities by folded name alone."""
    found: dict[str, Entity] = {}
    for i, fact in enumerate(facts):
        for name in fact.names:
            if name.kind == "other":
                continue
            key = fold(name.name)
            before = found.get(key) or Entity(name.kind, key.replace(" ", "-"), name.name, ())
            found[key] = Entity(before.kind, before.slug, before.name, (*before.articles, (i, len(name.mentions))))
    entities = tuple(found.values())
    named = tuple(
        tuple((n, times) for n, e in enumerate(entities) for j, times in e.articles if j == i)
        for i in range(len(facts))
    )
    return entities, named
