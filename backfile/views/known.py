"""What pages show of what the archive knows by machine: names, stories, texts that are repeated."""

from __future__ import annotations

from typing import Literal

from backfile.model import Change, Record
from backfile.views.parts import Count, Item, Letter, Link, When

NamedKind = Literal["person", "place", "organisation"]
Unit = Literal["day", "week", "month", "year"]


class NameGroup(Record, frozen=True):
    """Names of one kind, the most mentioned first. A name without a page of its own has an empty URL."""

    kind: NamedKind
    entries: tuple[Count, ...]
    more: tuple[Count, ...] = ()
    "Those that a page shows on demand."


class Repeated(Record, frozen=True):
    """Another article with the same text, or nearly so."""

    item: Item
    version: bool
    "Another capture of the same report; else a reprint by another publisher."
    changes: tuple[Change, ...] = ()
    "What differs: `before` is always of the text that leads."
    more: int = 0
    "How many more places differ than are shown."


class StoryBox(Record, frozen=True):
    """A report's story, and the reports next to it there."""

    story: Link
    items: tuple[Item, ...]
    "In order of time, this report among them."


class StoryReport(Record, frozen=True):
    """One report of a timeline, with the reprints of it."""

    item: Item
    clock: str = ""
    "`14:05 UTC`, where the hour is known."
    said: str = ""
    "A person's summary, else its first key point; empty in a long story."
    first: bool = False
    "Whether it was the first to report."
    same: tuple[Item, ...] = ()
    "Others that print its text on the same day."
    repeats: Link | None = None
    "The report of an earlier day whose text it prints, by its source."


class StoryDay(Record, frozen=True):
    """What was reported on a day; or, with `gap` and nothing else, that nothing was for a while."""

    heading: str = ""
    "`3 May 2025`; empty where the day is not certain."
    when: When | None = None
    "A date that is not certain to the day, as it is known."
    weekday: str = ""
    id: str = ""
    "The heading's anchor: `d2025-05-03`."
    reports: tuple[StoryReport, ...] = ()
    gap: str = ""
    "`6 May 2025`, `9–12 May 2025`."


class MatrixRow(Record, frozen=True):
    source: Link
    "Without a text where no source is named, without a URL where it has no page."
    counts: tuple[int, ...]
    first: int = -1
    "The column in which the story's first report stands, if it is of this source."


class Matrix(Record, frozen=True):
    """Who reported, and when: sources down, days, weeks, months or years across."""

    unit: Unit
    columns: tuple[tuple[str, str], ...]
    "(label, name): `3`, `3 May 2025`. One without a label counts what fits no other."
    over: tuple[tuple[str, int], ...]
    "What stands over how many columns: `May 2025`."
    rows: tuple[MatrixRow, ...]
    most: int
    "In one column of one source; at least three, so that one report is no large dot."
    others: tuple[int, ...] = ()
    "What all further sources reported, in each column."
    left: int = 0
    "How many further sources there are."


class Account(Record, frozen=True):
    """What one report gives as a figure, in its own words."""

    text: str
    source: str
    url: str
    "Of the paragraph."


class Disagreement(Record, frozen=True):
    """A figure on which reports differ."""

    what: str
    accounts: tuple[Account, ...]


class StoryLine(Record, frozen=True):
    """A story as a list shows it."""

    url: str
    title: str
    count: int
    sources: int
    span: str
    "`3–14 May 2025`; empty where no date is known."
    dots: tuple[int, ...] = ()
    "Reports a day, a week or a month, where they are drawn."


class Motion(Record, frozen=True):
    """The stories that were reported on last, drawn over one stretch of time."""

    stories: tuple[StoryLine, ...]
    unit: Unit
    since: str
    "The day or the month that the first dot stands for."
    most: int
    "What the largest dot stands for."


class MapDot(Record, frozen=True):
    """A place on the map. Its area stands for the number of articles that name it."""

    x: int
    y: int
    radius: int
    name: str
    url: str
    count: int


class WorldMap(Record, frozen=True):
    """The outlines of the land, and a dot a place."""

    outline: str
    "An SVG path's `d`."
    width: int
    height: int
    "Of the drawing, in its own units."
    dots: tuple[MapDot, ...]
    "The largest first, so that the small lie upon them."


# ---------------------------------------------------------------- pages


class NamesView(Record, frozen=True):
    """People, places or organisations: all of them, or the commonest, or those under one letter."""

    url: str
    kind: NamedKind
    title: str
    count: int
    "Of the names that this page and those below it list."
    tabs: tuple[Count, ...] = ()
    "The three kinds with their numbers, on the first page of each."
    crumbs: tuple[Link, ...] = ()
    "On a letter's page."
    initials: tuple[Link, ...] = ()
    "The pages of the letters, where the names do not fit one page."
    commonest: tuple[Count, ...] = ()
    letters: tuple[Letter, ...] = ()
    narrower: tuple[Count, ...] = ()
    "On the page of a letter too full for one: the pages of its names by their next letter."
    map: WorldMap | None = None


class StoryView(Record, frozen=True):
    url: str
    title: str
    count: int
    "Reports, reprints among them."
    sources: int
    span: str
    "`3–14 May 2025`; empty where no day is known."
    length: int
    "Days from the first to the last; 0 where no day is known."
    first: Item | None
    "The first to report, where dates tell."
    matrix: Matrix | None
    days: tuple[StoryDay, ...]
    disagreements: tuple[Disagreement, ...] = ()
    named: tuple[NameGroup, ...] = ()
    tags: tuple[Count, ...] = ()
    parts: tuple[Link, ...] = ()
    "The pages of a timeline that is too long for one, each by the day it begins with."
    part: str = ""
    "The day that this page begins with; empty on the first, which alone holds what is not the timeline."


class StoriesView(Record, frozen=True):
    """The index of stories, or one period of it."""

    url: str
    count: int
    "Of all stories, or of those of the period."
    groups: tuple[tuple[str, tuple[StoryLine, ...]], ...]
    "By the month of the first report, the newest first."
    periods: tuple[Count, ...] = ()
    period: str = ""
