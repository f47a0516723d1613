"""The names of each article as they are joined: under what key, and what a person says of them.

rows(3, article, facts, Ruled(said), None).uses  → [Use(3, "Wesley Sang", "person", 4, …, key="~wesley sang"), …]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import NamedTuple

from backfile.knowledge import lexicon, variants
from backfile.model import Article, Facts, Name, NamesSaid


class Use(NamedTuple):
    """One name of one article."""

    position: int
    name: str
    kind: str
    mentions: int
    source: Name
    key: str
    "Equal for names that are surely one."


class Rows(NamedTuple):
    """The uses of one article, and what they were made of."""

    position: int
    id: str
    facts: Facts
    uses: list[Use]


class Ruled:
    """What a person says of names, by folded name."""

    def __init__(self, said: NamesSaid) -> None:
        fold = lexicon.fold
        self.same = {fold(form): name for form, name in said.same.items()}
        self.shown = {fold(name): shown for name, shown in said.shown.items()}
        self.kind = {fold(name): kind for name, kind in said.kind.items()}
        self.drop = frozenset(map(fold, said.drop))
        self.split = {
            fold(name): {id: whole for whole, ids in parts.items() for id in ids} for name, parts in said.split.items()
        }

    def name(self, name: str, id: str) -> str:
        """What the name of an article is a form of."""
        folded = lexicon.fold(name)
        name = self.same.get(folded, name)
        parts = self.split.get(folded) or self.split.get(lexicon.fold(name))
        return parts.get(id, name) if parts else name


def _uses(position: int, article: Article, known: Facts, said: Ruled) -> Iterator[Use]:
    for name in known.names:
        whole = said.name(name.name, article.id)
        kind = said.kind.get(lexicon.fold(whole), "other") if name.kind == "other" else name.kind
        if name.mentions and kind != "other":
            yield Use(position, whole, kind, len(name.mentions), name, sys.intern(_key(whole, kind, name)))


def _key(name: str, kind: str, source: Name) -> str:
    """Places and bodies of the gazetteer have a key of their own: the Jordan that is a country is nobody's name."""
    if source.level or source.qid or kind == "organisation":
        entry = lexicon.load().latin.get(name)
        if entry and (source.level or entry.kind == "organisation"):
            return f"={entry.name}"
        if source.level:
            return f"={name}"
    lone = "1" if kind == "person" and " " not in name else ""
    return f"{lone}~{variants.key(name)}"


def rows(position: int, article: Article, facts: Facts, said: Ruled, known: Rows | None) -> Rows:
    """Those of an article; what is known of it already, if nothing of that changed."""
    if known and known[:2] == (position, article.id) and (known.facts is facts or known.facts == facts):
        return known
    return Rows(position, article.id, facts, list(_uses(position, article, facts, said)))
