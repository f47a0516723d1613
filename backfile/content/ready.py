"""A dump made ready to be filed: all that depends on the dump alone, so that any process can do it.

ready(divided)   → Ready("a.txt", "3fa0b1c2…", ids=("3fa0b1c2d4e5-1", …), articles=(Made("Ferry returns", …), …))

What depends on the archive is which ids the articles have. Those of a new seed are foreseen and all is made for them;
`refiled` makes anew the little that other ids change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from backfile import frontmatter, urls
from backfile.content import fields, shelving
from backfile.content.matching import Traits
from backfile.errors import Problem
from backfile.model import Divided, Record, SeedRef

STEM = 12
"Digits of a seed's digest in the ids of its articles."


class Made(Traits, frozen=True):
    """One article. Where its title is empty, its id stands for it."""

    shelf: str
    slug: str
    "Empty where nothing is left of the title: the id stands for it."
    fields: dict[str, Any]
    "As import gives them to the article under its foreseen id."
    digests: dict[str, str]
    "Of `fields`."
    head: str
    "The front matter of its file."


class Ready(Record, frozen=True):
    """One seed."""

    file: str
    sha256: str
    ids: tuple[str, ...]
    "Foreseen: what its articles are called if nothing of the seed is known yet."
    articles: tuple[Made, ...]
    warnings: tuple[Problem, ...] = ()


def ready(divided: Divided, *, keep_scripts: bool = False) -> Ready:
    """Pure. `keep_scripts` is the setting `slug_unicode`."""
    file, sha256 = fields.whole(divided.seed.file), divided.seed.sha256
    ids = tuple(f"{sha256[:STEM]}-{number}" for number in range(1, len(divided.articles) + 1))
    made = []
    for number, draft in enumerate(divided.articles):
        given = fields.given(draft, ids, number, SeedRef(file, sha256, draft.spans))
        title = fields.title(draft)
        made.append(
            Made(
                title=title,
                sentences=fields.sentences(draft),
                spans=draft.spans,
                shelf=shelving.shelf(draft),
                slug=urls.slug(title, "", keep_scripts=keep_scripts),
                fields=given,
                digests=fields.digests(given),
                head=_head(ids[number], given),
            )
        )
    return Ready(file, sha256, ids, tuple(made), divided.warnings)


def refiled(made: Made, ids: Sequence[str], number: int, seed: SeedRef) -> Made:
    """The article under other ids than were foreseen, or from a seed of which there are copies."""
    owed = {"title": made.title or ids[number], **fields.owed(ids, number, seed)}
    given = {**made.fields, **owed}
    digests = {**made.digests, **fields.digests(owed)}
    return msgspec.structs.replace(made, fields=given, digests=digests, head=_head(ids[number], given))


def text(made: Made) -> str:
    """The article's file."""
    body = made.fields["body"]
    return made.head + ("\n" + body if body else "")


def _head(id_: str, given: dict[str, Any]) -> str:
    return frontmatter.write({"id": id_, **{key: value for key, value in given.items() if key != "body"}}, "")
