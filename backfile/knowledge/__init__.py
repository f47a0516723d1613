"""What the archive knows: pure functions of texts and of the archive.

tags.suggest(title, paragraphs, …)  → ("North Korea", "Russia", "Sergei Shoigu", …)     from one article's text
facts(title, paragraphs, lang=…)    → Facts: names, key points, figures, wording        from one article's text
derive(archive, facts, …)           → Known: entities, reprints, stories, related       from all of them

| to find | ask | which stands on |
|---|---|---|
| names in a text | `names`, `arabic`, or `pipeline` | `runs`, `openings`, `gather`, `kinds`, `shorts`, `lexicon` |
| names across texts | `entities` | `uses`; `variants` |
| tags | `tags`, `topics`; `spelling` | `names` |
| key points; who, when, where | `keypoints`, `panel`, `beginnings` | `sentences`, `wording`, `moments` |
| the same text | `reprints`, `changes` | `terms`: `stems` |
| the same event | `stories`, `titles` | `likeness`: `profiles`, `nearby`; `clusters`, `contrast` |
| figures that differ | `differing` | `quantities`: `numerals`, `counted` |
| what is like it | `related`: `affinity` | all of these |
| what changed since | `kept`, `since` | |
| words, quickly | `taking`, `memo` | |
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import structs

from backfile import digests
from backfile.model import Archive, Divided, Draft, Entity, Facts, Known, Name, NamesSaid, Repeat, StoriesSaid, Story

if TYPE_CHECKING:
    from backfile.knowledge.kept import Kept
    from backfile.knowledge.since import State


class Finder(Protocol):
    """What finds the names of a text: `names.find`, or a pipeline's."""

    def __call__(self, title: str, paragraphs: Sequence[str], /, *, lang: str | None) -> tuple[Name, ...]: ...


def finder(model: str) -> Finder:
    """The program's own rules, or the spaCy pipeline called `model`. Raises `InputError` where that cannot be had."""
    from backfile.knowledge import names

    if not model:
        return names.find
    from backfile.knowledge.pipeline import Pipeline

    return Pipeline(model).find


def facts(title: str, paragraphs: Sequence[str], *, lang: str | None, find: Finder | None = None) -> Facts:
    """What one text says by itself; `find` finds its names."""
    from backfile.knowledge import beginnings, keypoints, panel, quantities, terms

    found = (find or finder(""))(title, paragraphs, lang=lang)
    stems, sketch = terms.note(title, paragraphs, lang)
    return Facts(
        names=found,
        key_points=keypoints.draw(title, paragraphs, found, lang),
        who=panel.who(title, paragraphs, found, lang),
        when=panel.when(title, paragraphs, found, lang),
        where=panel.where(title, paragraphs, found, lang),
        terms=stems,
        sketch=sketch,
        quantities=quantities.find(paragraphs, lang, title=title),
        opening=beginnings.begin(paragraphs),
    )


def derive(
    archive: Archive,
    facts: Sequence[Facts] = (),
    text: Callable[[int], tuple[str, ...]] = lambda position: (),
    names_said: NamesSaid = NamesSaid(),  # noqa: B008  # frozen
    stories_said: StoriesSaid = StoriesSaid(),  # noqa: B008
    kept: Kept | None = None,
) -> Known:
    """What is known of an archive beyond its front matter. `text` gives the paragraphs of the article at a position.

    Without `facts`, what front matter alone tells. `kept` has what the last derivation left, and gets what this leaves.
    """
    from backfile.knowledge import related

    articles, studied = archive.articles, bool(facts)
    facts = tuple(_ruled(facts, names_said)) or (Facts(),) * len(articles)
    said = digests.of((names_said, stories_said))
    since = kept.begin(_state(archive, facts if studied else ()), said) if kept else None
    looks = kept.looks if kept else None
    known: tuple[Entity, ...] = ()
    named: tuple[tuple[tuple[int, int], ...], ...] = ((),) * len(articles)
    if studied:
        from backfile.knowledge import entities

        known, named = entities.join(articles, facts, names_said, looks.joined if looks else None)
    repeats: tuple[Repeat | None, ...] = ()
    told: tuple[Story, ...] = ()
    story_of: tuple[int | None, ...] = ()
    told_of = studied or stories_said != StoriesSaid()
    if told_of:  # else there is nothing to tell texts and events by
        from backfile.knowledge import reprints, stories

        repeats = reprints.find(articles, facts, text, stories_said, looks.compared if looks else None)
        before = looks.told if looks else None
        told, story_of = stories.group(articles, facts, named, known, repeats, stories_said, since, before)
    near = related.find(archive, facts, named, known, repeats, story_of, since, looks.placed if looks else None)
    if kept:
        kept.end()
    return Known(near, facts if told_of else (), known, named, repeats, told, story_of)


def _state(archive: Archive, facts: Sequence[Facts]) -> State:
    from backfile.knowledge.since import State

    of = archive.outlines
    marks = map(digests.joined, of.whole, map(digests.of, facts)) if facts else of.whole
    return State(list(of.paths), list(marks))


def nothing(archive: Archive) -> Known:
    """What is known of an archive where nobody looks."""
    return Known(((),) * len(archive.articles))


def _ruled(facts: Sequence[Facts], said: NamesSaid) -> Iterator[Facts]:
    """Without those of each `who` and `where` that a person says are no names, or of another kind."""
    from backfile.knowledge.variants import key

    if not (said.drop or said.kind):
        yield from facts
        return
    kinds = {key(name): kind for name, kind in said.kind.items()}
    kinds |= dict.fromkeys(map(key, said.drop), "other")
    for each in facts:
        who = tuple(name for name in each.who if kinds.get(key(name), "person") in ("person", "organisation"))
        where = tuple(name for name in each.where if kinds.get(key(name), "place") == "place")
        same = who == each.who and where == each.where
        yield each if same else structs.replace(each, who=who, where=where)


@lru_cache(maxsize=4)
def edition(model: str = "") -> str:
    """Differs whenever the same text may be said to say something else: a digest of the program's rules and lists.

    `model` is the spaCy pipeline that finds names, if one does. Raises `InputError` where it is not installed.
    """
    made = blake2b(digest_size=16)
    if model:
        from backfile.knowledge import pipeline

        made.update(pipeline.edition(model).encode())
    for file in sorted(Path(__file__).parent.iterdir()):
        if file.suffix in (".py", ".txt", ".tsv"):
            made.update(file.name.encode() + b"\0" + file.read_bytes())
    return made.hexdigest()


def tag(divided: Divided) -> Divided:
    """The same, each article with the tags found in its text behind those that its dump or its sidecar names."""
    publishers = frozenset(name for draft in divided.articles for name in (draft.source, draft.agency) if name)
    return structs.replace(divided, articles=tuple(_tagged(draft, publishers) for draft in divided.articles))


def suggested(
    title: str, paragraphs: Sequence[str], *, lang: str | None, publishers: frozenset[str]
) -> tuple[str, ...]:
    """`tags.suggest`; a fault of ours costs the article its tags, and nothing else."""
    from backfile.knowledge import tags

    try:
        return tags.suggest(title, paragraphs, lang=lang, publishers=publishers)
    except Exception:
        return ()


def _tagged(draft: Draft, publishers: frozenset[str]) -> Draft:
    found = suggested(draft.title, draft.paragraphs, lang=draft.lang, publishers=publishers)
    return structs.replace(draft, tags=tuple(dict.fromkeys((*draft.tags, *found))))
