"""A made-up news archive, the same bytes on every machine for the same numbers.

    write(10_000, folder)      → folder/articles/2019/03/lecu-s-mos-muity-176.md, …
    World(10_000).report(176)  → Report("2019/03", "lecu-s-mos-muity-176", {"title": …}, paragraphs)

The text of an article depends on the seed and its number alone; its tags depend on the size too, as an archive's
vocabulary of tags grows with it, here as 6·N^0.6. No word of it means anything, but words, sources and tags are as
unevenly common as real ones. Every value of the front matter is JSON on one line, which is YAML too.
"""

from __future__ import annotations

import json
import math
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NamedTuple

from . import sentences
from .sentences import Words

SEED = 1
_PAPERS = (
    *("Times", "Herald", "Post", "Tribune", "Gazette", "Chronicle", "Courier", "Observer"),
    *("Standard", "Journal", "Dispatch", "Examiner", "Mercury", "Argus", "Echo", "News"),
)
_ZONES = (0, 0, 0, 60, 60, 120, -300, -300, -480, 330, 540, 600)
_START = datetime(2016, 1, 1, tzinfo=UTC)
_SPAN = int((datetime(2025, 12, 31, tzinfo=UTC) - _START).total_seconds())
_BATCH = 500


class Report(NamedTuple):
    """One article."""

    month: str
    "`2019/03`, by its own clock."
    slug: str
    fields: dict[str, str | list[str]]
    paragraphs: list[str]

    def text(self) -> str:
        lines = (f"{key}: {value if key in ('date', 'slug') else quoted(value)}" for key, value in self.fields.items())
        return "---\n" + "\n".join(lines) + "\n---\n\n" + "\n\n".join(self.paragraphs) + "\n"


def quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


class World:
    """What the reports of one archive share: words, places, people, sources, tags."""

    def __init__(self, size: int, seed: int = SEED) -> None:
        self.seed = seed
        roll = Random(f"world-{seed}")
        self.words = Words(roll)
        self.sources = list(self._titles(roll))
        self.source_weights = sentences.zipf(200)
        self.words.people(roll)
        self.tags = self._tags(max(20, int(6 * size**0.6)))
        self.tag_weights = sentences.zipf(len(self.tags), 5.0)

    def _titles(self, roll: Random) -> dict[str, None]:
        """200 newspapers."""
        made: dict[str, None] = {}
        while len(made) < 200:
            name = f"{'The ' if roll.random() < 0.5 else ''}{roll.choice(self.words.places)} {roll.choice(_PAPERS)}"
            made.setdefault(name)
        return made

    def _tags(self, count: int) -> list[str]:
        """The first `count` of one endless list, whatever the size."""
        roll = Random(f"tags-{self.seed}")
        common = self.words.telling[:9000]
        made: dict[str, None] = {}
        while len(made) < count:
            tag, chance = roll.choice(common), roll.random()
            if chance < 0.45:
                tag += " " + roll.choice(common)
            elif chance < 0.55:
                tag = roll.choice(self.words.places).lower()
            made.setdefault(tag)
        return list(made)

    def report(self, number: int) -> Report:
        roll = Random(f"{self.seed}-{number}")
        local = timezone(timedelta(minutes=roll.choice(_ZONES)))
        date = (_START + timedelta(seconds=roll.randrange(86400, _SPAN))).astimezone(local)
        source = roll.choices(self.sources, cum_weights=self.source_weights)[0]
        author = self.words.person(roll)
        title = self._title(roll)
        slug = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())[:60].strip("-")
        slug = f"{slug}-{number}"
        length = min(max(int(roll.lognormvariate(math.log(430), 0.33)), 250), 900)
        rich, paragraphs = roll.random() < 0.10, list(self._paragraphs(roll, length))
        summary = self.words.sentence(roll, 18) + " " + self.words.sentence(roll, 12)
        if rich:
            self._enrich(roll, paragraphs, slug)
        fields: dict[str, str | list[str]] = {
            "title": title,
            "date": date.isoformat(),
            "source": source,
            "author": author,
            "tags": self._tagged(number),
            "summary": summary,
            "slug": slug,
        }
        return Report(f"{date:%Y}/{date:%m}", slug, fields, paragraphs)

    def _title(self, roll: Random) -> str:
        title = self.words.phrase(roll, 4, 9)
        if roll.random() < 0.12:
            title += f" {roll.choice(('up', 'down', 'to', 'for'))} {sentences.number(roll)}"
        if roll.random() < 0.15:
            title = f"{roll.choice(self.words.places)}'s {title}"
        return title[0].upper() + title[1:]

    def _paragraphs(self, roll: Random, left: int) -> Sequence[str]:
        made = []
        while left > 0:
            length = min(left, roll.randint(35, 110))
            if left - length < 25:
                length = left
            made.append(self.words.paragraph(roll, length))
            left -= length
        return made

    def _enrich(self, roll: Random, paragraphs: list[str], slug: str) -> None:
        """Headings, a list, a quotation, emphasis and a link: every tenth article has them."""
        phrase, middle = self.words.phrase, max(1, len(paragraphs) // 2)
        paragraphs[middle:middle] = [
            "## " + phrase(roll, 2, 5).capitalize(),
            "\n".join("- " + phrase(roll, 3, 9).capitalize() for _ in range(roll.randint(3, 6))),
            "> " + self.words.sentence(roll, 16),
            f"{phrase(roll, 3, 6).capitalize()} **{phrase(roll, 1, 2)}** and *{phrase(roll, 1, 3)}*, see "
            f"[{phrase(roll, 2, 4)}](https://example.org/{slug}).",
        ]
        if len(paragraphs) > 8:
            paragraphs.insert(len(paragraphs) - 2, "### " + phrase(roll, 2, 4).capitalize())

    def _tagged(self, number: int) -> list[str]:
        """Three to eight."""
        roll = Random(f"t-{self.seed}-{number}")
        wanted, made = roll.randint(3, 8), list[str]()
        while len(made) < wanted:
            tag = roll.choices(self.tags, cum_weights=self.tag_weights)[0]
            if tag not in made:
                made.append(tag)
        return made


def write(size: int, folder: Path, seed: int = SEED) -> None:
    """`size` articles below `folder/articles`; `folder` must not be there yet."""
    starts = range(0, size, _BATCH)
    with whole(folder) as begun, get_context("spawn").Pool(os.cpu_count(), _begin, (size, seed)) as pool:
        for _ in pool.imap_unordered(partial(_write, begun / "articles", size), starts):
            pass


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """A folder to write into, which becomes `folder` once the block is done: half a corpus is never taken for one."""
    begun = folder.with_name(f"{folder.name}.begun")
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(parents=True)
    yield begun
    begun.rename(folder)


_world: World
"Of a worker: made once for all its batches."


def _begin(size: int, seed: int) -> None:
    global _world
    _world = World(size, seed)


def _write(top: Path, size: int, start: int) -> None:
    for number in range(start, min(start + _BATCH, size)):
        report = _world.report(number)
        shelf = top / report.month
        shelf.mkdir(parents=True, exist_ok=True)
        (shelf / f"{report.slug}.md").write_text(report.text(), encoding="utf-8", newline="\n")
