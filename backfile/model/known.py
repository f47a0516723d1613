"""What the archive knows beyond its front matter: of each text by itself, then of all of them together.

Facts   one article's names, key points and figures; from its text alone, so remembered by the text's digest
Known   entities, stories, reprints and relations; positions are those of `Archive.articles`
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from backfile.model.record import Record

NameKind = Literal["person", "organisation", "place", "other"]


# ---------------------------------------------------------------- one text


class Mention(Record, frozen=True):
    """Where a name stands: code points of a paragraph, `[start, end)`."""

    paragraph: int
    "0 is the title, 1 the first paragraph."
    start: int
    end: int


class Name(Record, frozen=True):
    """One person, organisation or place of an article."""

    name: str
    "Its canonical form."
    kind: NameKind
    mentions: tuple[Mention, ...]
    "In order of the text; empty where only adjectives name it (“Iranian”)."
    support: tuple[Mention, ...] = ()
    "Adjectives and nationals of a country."
    level: str = ""
    "For places in the gazetteer: country, region, capital or city."
    qid: str = ""
    "Wikidata id, where the lexicon has one."
    at: tuple[float, float] | None = None
    "Latitude and longitude of a place, where the gazetteer has them."


class KeyPoint(Record, frozen=True):
    """A sentence of the body, word for word."""

    text: str
    paragraph: int
    "1 is the first."


class Quantity(Record, frozen=True):
    """A number as it is printed, and what it counts: “at least 31” of “houses destroyed”."""

    paragraph: int
    start: int
    end: int
    "Of the printed number with its hedge: code points of the paragraph."
    text: str
    value: float
    about: tuple[str, ...]
    "Folded words beside it that say what is counted, the nearest first; ahead of them `%`, `$` or `+` (an increment)."
    phrase: str
    "Those words as printed."


class Opening(Record, frozen=True):
    """How an article begins: whole sentences of its own."""

    paragraphs: tuple[str, ...] = ()
    goes_on: int = 0
    "The number of the paragraph in which the text goes on; 0 where this is all of it."


class Facts(Record, frozen=True):
    """What one article's own text says."""

    names: tuple[Name, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    "One to three, in order of the text, or none where no sentence is good enough."
    who: tuple[str, ...] = ()
    "Verbatim, as `when` and `where` are; the most telling first."
    when: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    terms: tuple[tuple[str, int], ...] = ()
    "What the text is about, for telling likeness: stems and how often; names are in `names`."
    sketch: tuple[int, ...] = ()
    "A digest of its wording by which near-identical texts are found."
    quantities: tuple[Quantity, ...] = ()
    opening: Opening = Opening()


# ---------------------------------------------------------------- all texts


class Entity(Record, frozen=True):
    """A person, organisation or place, whatever the articles call it."""

    kind: Literal["person", "organisation", "place"]
    slug: str
    "Unique within its kind."
    name: str
    articles: tuple[tuple[int, int], ...]
    "(position, mentions), ascending."
    spellings: tuple[str, ...] = ()
    "Other forms of the name that articles print, the commonest first."
    qid: str = ""
    at: tuple[float, float] | None = None


class Related(Record, frozen=True):
    """One article said to be related to another, and why: what both name, what both are on."""

    position: int
    names: tuple[str, ...] = ()
    "The most telling first, in the spelling of the article that is read."
    topics: tuple[str, ...] = ()
    word: str = ""
    "Of both titles, where they share but one tag."


class Change(Record, frozen=True):
    """A place where a reprint's or a later version's sentences differ from the text that it repeats."""

    before: str
    "Of the text that leads; empty where the other adds."
    after: str
    "Of the other; empty where it leaves out."


class Repeat(Record, frozen=True):
    """An article that repeats another's text."""

    of: int
    "Position of the article that leads."
    same_source: bool
    "Another capture of the same article: a version, where another outlet's is a reprint."
    changes: tuple[Change, ...] = ()
    "Sentence by sentence, in order of the text."


class Said(Record, frozen=True):
    """One account of a figure."""

    position: int
    text: str
    "As printed: “at least 31”."
    paragraph: int


class Differing(Record, frozen=True):
    """A figure on which the accounts of a story differ."""

    what: str
    "The words beside the numbers, as printed by one of the articles."
    values: tuple[Said, ...]


class Story(Record, frozen=True):
    """Coverage of one event: at least two articles."""

    slug: str
    title: str
    articles: tuple[int, ...]
    "In order of time."
    first: int | None = None
    "Position of the first to report, where dates tell."
    differing: tuple[Differing, ...] = ()


class Known(Record, frozen=True):
    """What the archive knows. `related`, `facts`, `named`, `repeats` and `story_of` run beside `Archive.articles`."""

    related: Sequence[tuple[Related, ...]]
    facts: tuple[Facts, ...] = ()
    entities: tuple[Entity, ...] = ()
    "By kind, then by slug."
    named: tuple[tuple[tuple[int, int], ...], ...] = ()
    "(position in `entities`, mentions): the most mentioned first."
    repeats: tuple[Repeat | None, ...] = ()
    stories: tuple[Story, ...] = ()
    "By slug."
    story_of: tuple[int | None, ...] = ()
    "Position in `stories`."


# ---------------------------------------------------------------- what a person says of it


class NamesSaid(Record, frozen=True, rename={"same": "merge", "shown": "rename"}):
    """`names.toml`: a person's last word on names."""

    same: dict[str, str] = msgspec.field(default_factory=dict)
    "A form of a name → the name it is of."
    shown: dict[str, str] = msgspec.field(default_factory=dict)
    "A name → how it is shown."
    kind: dict[str, NameKind] = msgspec.field(default_factory=dict)
    drop: tuple[str, ...] = ()
    split: dict[str, dict[str, tuple[str, ...]]] = msgspec.field(default_factory=dict)
    "A name that is several → each of them with the ids of its articles."


class TagsSaid(Record, frozen=True):
    """`tags.toml`: a person's last word on tags."""

    aliases: dict[str, str] = msgspec.field(default_factory=dict)
    "A tag → the tag it is led back to."
    hidden: tuple[str, ...] = ()
    display: dict[str, str] = msgspec.field(default_factory=dict)
    "A tag → how it is written."
    broader: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    "A tag → those that it is a part or a kind of."


class StorySaid(Record, frozen=True, forbid_unknown_fields=True):
    """One story as a person puts it together."""

    articles: tuple[str, ...]
    "Ids of articles that belong together."
    title: str | None = None
    slug: str | None = None


class StoriesSaid(Record, frozen=True):
    """`stories.toml`: a person's last word on stories and reprints."""

    story: tuple[StorySaid, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    "Ids of articles of which no two are of one story."
    reprint: tuple[tuple[str, ...], ...] = ()
    "Ids of articles with one text, the one that leads first."
    original: tuple[str, ...] = ()
    "Ids of articles that repeat no other."
