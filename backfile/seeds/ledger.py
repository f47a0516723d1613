"""The ledger: every character of a seed, and what took it.

Title\\n\\nBody   →   Segment(0, 5, "article", 0, "title"), Segment(5, 7, "space"), Segment(7, 11, "article", 0, "body")
"""

from __future__ import annotations

import re

from backfile.layouts.lines import INVISIBLE
from backfile.model import Segment

_RUNS = re.compile(rf"\s+|[{INVISIBLE}]+|[^\s{INVISIBLE}]+")
_MARK = "\ufeff"


class Ledger:
    """Claims on a text, made into segments that tile it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.claims: dict[int, Segment] = {}

    def article(self, start: int, end: int, article: int, field: str) -> None:
        """Text of an article. What several articles share (a page's tag) stays with the first."""
        self.claims.setdefault(start, Segment(start, end, "article", article, field))

    def furniture(self, start: int, end: int, rule: str, article: int | None = None) -> None:
        """Text that a rule took."""
        self.claims.setdefault(start, Segment(start, end, "furniture", article, None, rule))

    def segments(self) -> tuple[Segment, ...]:
        """The whole text in order: claims, and between them white space or what is invisible."""
        made: list[Segment] = []
        at = 0
        for start in sorted(self.claims):
            claim = self.claims[start]
            made += self._between(at, start)
            made.append(claim)
            at = claim.end
        return tuple(made + self._between(at, len(self.text)))

    def _between(self, start: int, end: int) -> list[Segment]:
        if self.text[start:end].isspace():  # as nearly always
            return [Segment(start, end, "space")]
        made = []
        for run in _RUNS.finditer(self.text, start, end):
            a, b = run.span()
            if run[0][0].isspace():
                made.append(Segment(a, b, "space"))
            elif a == 0 and run[0][0] == _MARK:
                made.append(Segment(0, 1, "furniture", rule="encoding.bom"))
                made += self._between(1, b)
            else:
                made.append(Segment(a, b, "furniture", rule="encoding.invisible"))
        return made
