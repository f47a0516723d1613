"""What can go wrong because of an input, said so that a person can mend it.

BackfileError
├── InputError      seeds, content, settings or templates have problems (exit 1); carries every one of them
├── UsageError      the command line asks for something that cannot be (exit 2)
└── BusyError       another build holds the archive (exit 1)
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing wrong, with its place, its cause and its cure.

    >>> str(Problem("content/x.md", 3, "“published” is not a date: 2024-02-30", "use 2024-02-29 or leave the key out"))
    'content/x.md:3: “published” is not a date: 2024-02-30 — use 2024-02-29 or leave the key out'
    """

    path: str
    "The file as the user knows it: relative to the archive's folder, with forward slashes."
    line: int
    "1-based; 0 where no line can be named, and then none is printed."
    message: str
    hint: str = ""
    page: str = ""
    "Where on the site it shows: the URL of the page that could not be rendered."

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        message = f"{self.message} (while rendering {self.page})" if self.page else self.message
        return visible(f"{place}: {message}" + (f" — {self.hint}" if self.hint else ""))


class BackfileError(Exception):
    """Anything a user can cause. Printed without a traceback."""


class InputError(BackfileError):
    """The input has problems; all those found are carried, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.problems)  # so that it survives pickling across a process boundary

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class UsageError(BackfileError):
    """The command cannot be carried out as it was given."""


class BusyError(BackfileError):
    """Another run holds the archive's lock."""


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The likest of the `known` words (`likeness` is that of `difflib`); empty where none is so like."""
    from difflib import get_close_matches  # most builds find no slip, and need not load it

    return next(iter(get_close_matches(word, list(known), 1, likeness)), "")


def meant(word: str, known: Iterable[str], otherwise: str = "", likeness: float = 0.6) -> str:
    """Asks whether the likest of the `known` words was meant; `otherwise` where none is like it."""
    near = nearest(word, known, likeness)
    return f"did you mean “{near}”?" if near else otherwise


def visible(text: str) -> str:
    """`text` with control and direction-changing characters escaped, safe to print on a terminal.

    >>> visible("a\\x1b]0;b")
    'a\\\\x1b]0;b'
    """
    return "".join(c if c == "\n" or c.isprintable() else ascii(c)[1:-1] for c in text)
