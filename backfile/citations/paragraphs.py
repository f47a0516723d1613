"""References to one paragraph of an article: paragraphs have numbers here, which each style can name.

chicago_note(c, 2)     → Northern Press, “Dam Gives Way,” *Gulf Today*, June 23, 2025, para. 2, https://…#p2.
mla_in_text(c, 2)      → (Northern Press, par. 2)
apa_in_text(c, 2)      → (Northern Press, 2025, para. 2)
"""

from __future__ import annotations

from backfile.citations import dating
from backfile.citations.naming import short, who_wrote
from backfile.citations.record import Citation, line
from backfile.citations.runs import INNER, UNDATED, Reference, comma, given, link, ours, quoted

_WORDS = 6
# No title is cut behind one of these.
_LOOSE = ("a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "its", "of", "on", "or", "the", "to", "with")


def chicago_note(c: Citation, paragraph: int) -> Reference:
    """A note: names in their own order, everything parted by commas."""
    date = dating.written(c.published, dating.CHICAGO, supplied=c.supplied) if c.published else UNDATED
    address = link(f"{c.url}#p{paragraph}", ".")
    return (
        *comma(given(who_wrote(c))),
        *quoted(c.title, ","),
        ours(" "),
        *comma(given(c.source, "italic")),
        ours(f"{date}, para. {paragraph}, "),
        *(address or (*comma(given(c.archive)), ours(f"record {line(c.id)}."))),
    )


def mla_in_text(c: Citation, paragraph: int) -> Reference:
    """A parenthesis that leads to the entry by its first words."""
    who = who_wrote(c)
    named = comma(given(short(who, "and"))) if who else (*quoted(_cut(c.title), ","), ours(" "))
    return (ours("("), *named, ours(f"par. {paragraph})"))


def apa_in_text(c: Citation, paragraph: int) -> Reference:
    who = who_wrote(c)
    named = comma(given(short(who, "&"))) if who else (*quoted(_cut(c.title), ","), ours(" "))
    year = dating.year(c.published, supplied=c.supplied) if c.published else UNDATED
    return (ours("("), *named, ours(f"{year}, para. {paragraph})"))


def _cut(title: str) -> str:
    """The first words of a long title: enough to find its entry by."""
    words = line(title).translate(INNER).split()
    if len(words) <= _WORDS:
        return " ".join(words)
    first = words[: _WORDS - 1]
    while len(first) > 1 and first[-1].lower() in _LOOSE:
        first.pop()
    return " ".join(first).rstrip(",;:–—-")
