"""What an import did, and what it tells a person of what it left alone.

content/2025/06/x.md:3: “title” was edited here; import would now write “…” — copy it into the file if you want it
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from backfile.errors import Problem
from backfile.frontmatter import inline
from backfile.model import Record

_SHOWN = 160


class Report(Record, frozen=True):
    """What `write` or `settle` did, in articles, and what it left to a person."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    spared: int = 0
    "Articles of which a person's edits stand where import would write something else."
    deleted: int = 0
    "Articles that a person deleted and import left so."
    moved: int = 0
    "Articles found at another path than before; the former one is an alias now."
    lost: int = 0
    "Articles that their seed no longer holds; their files are kept."
    named: int = 0
    "Handwritten articles that got their id."
    notes: tuple[Problem, ...] = ()
    """What import would have changed, had nobody edited it, told once for each change; from `settle`, which texts are
    shown as they were typed."""


def spared(path: str, lines: Mapping[str, int], fields: Mapping[str, Any]) -> Iterable[Problem]:
    """One note for each field that a person's edit keeps from being updated; `lines` says where the keys stand."""
    for key, value in fields.items():
        what = "the text" if key == "body" else f"“{key}”"
        done = "was edited here" if key in lines or key == "body" else "was removed here"
        hint = "copy it into the file if you want it" if value is not None else "remove it if you agree"
        yield Problem(_name(path), lines.get(key, 0), f"{what} {done}; import would now {_act(value)}", hint)


def deleted(path: str, fields: Iterable[str]) -> Problem:
    """A file that a person deleted, whose seed was changed since."""
    changed = ", ".join(f"“{key}”" if key != "body" else "text" for key in fields)
    return Problem(
        _name(path), 0, f"was deleted here; its seed now gives another {changed}", "restore the file if you want it"
    )


def lost(path: str, file: str) -> Problem:
    """A file whose article has vanished from its seed."""
    return Problem(_name(path), 0, f"seeds/{file} no longer holds this article", "delete the file if it should go too")


def _act(value: Any) -> str:
    if value is None:
        return "leave it out"
    text = " ".join(value.split()) if isinstance(value, str) else inline(value)
    return f"write “{text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}”"


def _name(path: str) -> str:
    return f"content/{path}.md"
