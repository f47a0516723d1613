"""What dividing a text finds: articles by the places of their fields, and the page's own furniture."""

from __future__ import annotations

from backfile.layouts.grammar import Layout, Piece
from backfile.model import Record, Role, Span


class Found(Record, frozen=True):
    """One article, as places in the text. A field printed several times stands in `fields` as often."""

    role: Role
    page: int
    "Which page of the text it was on, from 0: articles of one page share one capture time."
    layout: Layout
    fields: tuple[Piece, ...]
    "(field, start, end) in the order of the text, its body aside."
    body: tuple[Span, ...]
    "One a line."
    asides: tuple[Piece, ...] = ()
    "Furniture that the layout itself knows to be the article's: captions below a title."
    lang: str | None = None
    "The language of the page's own words, or None where it says nothing."
    tail: bool = False
    "The text ends right behind its last line, with no line end."


class Note(Record, frozen=True):
    """Something odd that was met, at an offset."""

    at: int
    message: str
    hint: str


class Dump(Record, frozen=True):
    """A text taken apart. What `articles` and `furniture` do not cover is white space or invisible."""

    layout: str
    articles: tuple[Found, ...]
    furniture: tuple[Piece, ...]
    notes: tuple[Note, ...]
