"""What an archive knows, made by hand: entities, stories and reprints by the paths of the articles that hold them.

known(archive, names={("person", "Mirela Oake"): {"x/a": 3}}, stories={"The ferry": ("x/a", "x/b")})
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from backfile import urls
from backfile.model import Archive, Change, Differing, Entity, Facts, Known, Repeat, Said, Story

Names = Mapping[tuple[str, str], Mapping[str, int]]


def known(
    archive: Archive,
    *,
    names: Names | None = None,
    more: Mapping[str, Mapping[str, Any]] | None = None,
    stories: Mapping[str, Sequence[str]] | None = None,
    first: Mapping[str, str] | None = None,
    differing: Mapping[str, Mapping[str, Mapping[str, tuple[str, int]]]] | None = None,
    repeats: Mapping[str, tuple[str, bool, Sequence[tuple[str, str]]]] | None = None,
    facts: Mapping[str, Facts] | None = None,
) -> Known:
    """`names`: mentions by path; `more`: fields of an entity by its name; `repeats`: (of, same source, changes)."""
    place = {article.path: position for position, article in enumerate(archive.articles)}
    entities = [
        _entity(kind, name, found, place, (more or {}).get(name, {})) for (kind, name), found in (names or {}).items()
    ]
    entities.sort(key=lambda entity: (entity.kind, entity.slug))
    named: list[list[tuple[int, int]]] = [[] for _ in place]
    for number, entity in enumerate(entities):
        for position, mentions in entity.articles:
            named[position].append((number, mentions))
    told = sorted((_story(title, paths, place, (first or {}).get(title), (differing or {}).get(title, {}))
                   for title, paths in (stories or {}).items()), key=lambda story: story.slug)  # fmt: skip
    story_of: list[int | None] = [None] * len(place)
    for number, story in enumerate(told):
        for position in story.articles:
            story_of[position] = number
    repeated: list[Repeat | None] = [None] * len(place)
    for path, (of, same, changes) in (repeats or {}).items():
        repeated[place[path]] = Repeat(place[of], same, tuple(Change(*change) for change in changes))
    return Known(
        related=((),) * len(place),
        facts=tuple((facts or {}).get(article.path, Facts()) for article in archive.articles),
        entities=tuple(entities),
        named=tuple(tuple(sorted(each, key=lambda entry: (-entry[1], entry[0]))) for each in named),
        repeats=tuple(repeated),
        stories=tuple(told),
        story_of=tuple(story_of),
    )


def _entity(
    kind: Any, name: str, found: Mapping[str, int], place: Mapping[str, int], more: Mapping[str, Any]
) -> Entity:
    articles = tuple(sorted((place[path], mentions) for path, mentions in found.items() if path in place))
    return Entity(**{"kind": kind, "slug": urls.slug(name, "x"), "name": name, "articles": articles, **more})


def _story(
    title: str,
    paths: Sequence[str],
    place: Mapping[str, int],
    first: str | None,
    differing: Mapping[str, Mapping[str, tuple[str, int]]],
) -> Story:
    return Story(
        slug=urls.slug(title, "x"),
        title=title,
        articles=tuple(sorted(place[path] for path in paths)),
        first=None if first is None else place[first],
        differing=tuple(
            Differing(what, tuple(Said(place[path], *said) for path, said in values.items()))
            for what, values in differing.items()
        ),
    )
