"""What a rule is given and what it yields.

Context("A title", "en", "related", ("Gulf Today",))    what is known of the article from its page
Cut(120, 161, "promo.related-link")                      text[120:161] is furniture
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort

from backfile.model import Record, Role


class Context(Record, frozen=True):
    """What the page says of the article whose text is searched."""

    title: str
    lang: str | None = None
    role: Role = "related"
    sources: tuple[str, ...] = ()
    "Names of outlets printed on the page."


class Cut(Record, frozen=True):
    """A stretch of the seed, `[start, end)`, that is furniture, or a lead's own agency or byline."""

    start: int
    end: int
    rule: str
    field: str | None = None
    "`agency` or `author`: the stretch becomes that field and is not set aside."


Found = tuple[int, int, str, "str | None"]
"(start, end, rule, field), offsets within one line."


class Taken:
    """The cuts of one line so far: ordered, apart from one another, without blanks at their edges."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.cuts: list[Found] = []

    def add(self, start: int, end: int, rule: str, field: str | None = None) -> bool:
        """Take `[start, end)` unless it is blank or meets a stretch that is taken already."""
        line = self.line
        while start < end and line[start].isspace():
            start += 1
        while end > start and line[end - 1].isspace():
            end -= 1
        if start >= end or self.meets(start, end):
            return False
        insort(self.cuts, (start, end, rule, field), key=lambda cut: cut[0])
        return True

    def meets(self, start: int, end: int) -> bool:
        before = bisect_right(self.cuts, start, key=lambda cut: cut[0])
        if before and self.cuts[before - 1][1] > start:
            return True
        return before < len(self.cuts) and self.cuts[before][0] < end

    def floor(self, position: int) -> int:
        """Where the last cut before `position` ends; 0 if there is none."""
        before = bisect_left(self.cuts, position, key=lambda cut: cut[0])
        return min(self.cuts[before - 1][1], position) if before else 0

    def ceiling(self, position: int) -> int:
        """Where the next cut from `position` on starts; the line's length if there is none."""
        after = bisect_left(self.cuts, position, key=lambda cut: cut[0])
        return self.cuts[after][0] if after < len(self.cuts) else len(self.line)

    def touches(self, position: int) -> bool:
        """Whether a cut ends right before `position`, blanks apart."""
        floor = self.floor(position)
        while position > floor and self.line[position - 1].isspace():
            position -= 1
        return 0 < floor == position
