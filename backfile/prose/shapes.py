"""Documents that Python-Markdown would not come to an end with, told by their shape before it sees them.

explosive("[" * 100_000)   → "its brackets would take too long to match"
"""

from __future__ import annotations

import re

_DEEPEST = 50
"Levels of nesting. Python-Markdown fails between 200 and 400, sooner where the stack is deep already."
_STEPS = 30_000_000
"What Python-Markdown walks, character by character, in about 3 s."
_BRACKETS = re.compile(r"""\]\((?:[^()'"]*+(?:"[^"()]*+"|'[^'()]*+')?[ ]*+\))?|[\[\]]""")
_LEAD = re.compile(r"^[ \t>*+\-\d.]+", re.MULTILINE)
_MARKERS = re.compile(r">|(?:[*+-]|\d\.)[ \t]")
_RULED = re.compile(r"^[-=*_ ]{3,}$", re.MULTILINE)


def explosive(source: str) -> str | None:
    """Why Python-Markdown would not come to an end with `source` in reasonable time and depth, if so."""
    for lead in _LEAD.finditer(source.expandtabs(4)):
        markers = len(_MARKERS.findall(lead[0]))
        width = len(lead[0]) - len(lead[0].lstrip())
        if markers > _DEEPEST or (markers and width > 4 * _DEEPEST):
            return "it is nested too deeply"
    for block in source.split("\n\n"):
        if _bracket_steps(block) > _STEPS:
            return "its brackets would take too long to match"
        if len(_RULED.findall(block)) * len(block) > 10 * _STEPS:
            return "its rules would take too long to part"
    return None


def _bracket_steps(block: str) -> int:
    """How many characters Python-Markdown looks at to match the brackets of `block`, at most.

    From each `[` it walks to its `]`, or to the end; from each `](` to its `)`, or, where none is plain, to the end.
    """
    if block.count("[") * len(block) <= _STEPS:
        return 0
    steps, waiting = 0, []
    for match in _BRACKETS.finditer(block):
        if match[0] == "[":
            waiting.append(match.start())
            continue
        if waiting:
            steps += match.start() - waiting.pop()
        if match[0] != "]":
            steps += len(match[0]) if match[0].endswith(")") else len(block) - match.end()
    return steps + sum(len(block) - at for at in waiting)
