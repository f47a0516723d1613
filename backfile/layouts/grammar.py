"""What a layout is: roles of lines, as data, and the one matcher that reads them.

    (line(TITLE), line(TITLE), line(SOURCE), line("(?P<site__time_prefix>time)(?P<relative>…)"))

A role is a pattern for one whole line. Its named groups say what each part of the line is: a field (`title`, `source`,
`author`, `category`, `relative`, `published`, `tags`, `body`), or page furniture, named by its rule with `__` for the
dot and `_` for the hyphen. A field that a sequence of roles names twice must read the same both times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from backfile.layouts.lines import Line
from backfile.model import Record, Role

Piece = tuple[str, int, int]
"(field or rule, start, end): a rule is told from a field by its dot."


class LineRole(Record, frozen=True):
    """What one line may be."""

    pattern: re.Pattern[str]
    optional: bool = False
    least: int = 0
    "The fewest empty lines before it."
    most: int | None = None
    "The most empty lines before it."
    longest: int = 4000
    "Characters; a longer line is not looked at."
    rare: bool = False
    "The role of a head that is looked for first."


class Layout(Record, frozen=True):
    """How one kind of page is divided."""

    name: str
    opening: tuple[tuple[LineRole, ...], ...] = ()
    "How a page of it begins, in the forms it takes. A `title` in it begins the page's lead."
    anywhere: bool = False
    "Its opening and its heads are so peculiar that they are looked for all through a file, not at its start alone."
    items: tuple[tuple[LineRole, ...], ...] = ()
    "The head of each further article, in the forms it takes."
    role: Role = "related"
    "What the items are on a page that opened in this layout."
    noise: tuple[LineRole, ...] = ()
    "Lines that are page furniture wherever they stand alone."
    asides: tuple[tuple[LineRole, ...], ...] = ()
    "Runs of lines directly below the lead's head that are set aside, in order: kinds of document, captions."
    loose: bool = False
    "Empty lines stand between the paragraphs of a text."
    teasers: bool = False
    "It carries the beginnings of texts; one that ends in an ellipsis is not complete."
    lang: str | None = None


def line(
    pattern: str,
    *,
    optional: bool = False,
    least: int = 0,
    most: int | None = None,
    longest: int = 4000,
    rare: bool = False,
    ignore_case: bool = False,
) -> LineRole:
    """A role from the source of its pattern."""
    return LineRole(re.compile(pattern, re.IGNORECASE if ignore_case else 0), optional, least, most, longest, rare)


TITLE = r"(?P<title>.+)"
SOURCE = r"(?P<source>.+)"


def pieces_of(found: re.Match[str], start: int) -> list[Piece]:
    """The named parts of a matched line that begins at `start`."""
    parts = ((name, *found.span(name)) for name in found.re.groupindex)
    return [(rule_name(name), start + a, start + b) for name, a, b in parts if a < b]


def rule_name(group: str) -> str:
    """`site__time_prefix` → `site.time-prefix`; a field's name stays as it is."""
    return group.replace("__", ".").replace("_", "-")


def fits(role: LineRole, line: Line, *, first: bool = False) -> re.Match[str] | None:
    """The match of `line` in `role`. The first line of a text has whatever lines before it a role asks for."""
    if len(line.text) > role.longest or (not first and line.gap < role.least):
        return None
    if role.most is not None and line.gap > role.most:
        return None
    return role.pattern.fullmatch(line.text)


def match(
    lines: Sequence[Line], at: int, roles: Sequence[LineRole], read: dict[str, str] | None = None
) -> tuple[int, list[Piece]] | None:
    """`roles` matched from line `at` on: (the line after the last, the pieces), or None."""
    if not roles:
        return at, []
    role, rest, known = roles[0], roles[1:], read or {}
    if at < len(lines):
        here = lines[at]
        found = fits(role, here, first=at == 0)
        if found is not None:
            words = {name: " ".join(value.split()) for name, value in found.groupdict().items() if value}
            if all(known.get(name, value) == value for name, value in words.items() if "__" not in name):
                further = match(lines, at + 1, rest, known | words)
                if further is not None:
                    return further[0], pieces_of(found, here.start) + further[1]
    return match(lines, at, rest, known) if role.optional else None
