"""The way out: Markdown → safe HTML whose top-level paragraphs are numbered.

    render("Said *so*.").html
        → '<p id="p1"><a class="pn" href="#p1" aria-label="Paragraph 1"></a>Said <em>so</em>.</p>'
    render("[" * 100_000).set_aside   → "its brackets would take too long to match"

Prose that holds no markup, which is nearly everything that import writes, never visits the parser: it is read back
and escaped, in 0.03 to 0.1 ms an article where the parser takes a millisecond. Tests hold that both give the same page.
A document that the parser cannot finish is shown as it was typed, as plain paragraphs, and `set_aside` says why.
"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from html import escape
from typing import TypeVar

from backfile.model import Record
from backfile.prose.characters import balanced, blocks_of_html, tidy, tidy_lines
from backfile.prose.division import Piece, divide, said
from backfile.prose.escaping import read_back
from backfile.prose.shapes import explosive

Made = TypeVar("Made")
Label = Callable[[str], str]
"What those who hear the page are told of a paragraph's number; it stands in an attribute as it is."
_LABEL: Label = "Paragraph {}".format
DEADLINE = 5.0
"Seconds. Honest articles take milliseconds."
_NUMBERED = re.compile(r'<p id="p(\d+)">')  # the parser's only: elsewhere `<` or the quotes are escaped
_LABELLED = re.compile(r'<p id="p\d+"><a class="pn" href="#p\d+" aria-label="[^"<>]*"></a>')
_BLOCKS = re.compile(r"\n(?:[ \t]*\n)+")


class Rendered(Record, frozen=True):
    """A body as HTML, and why it is shown as it was typed where Markdown could not be made of it."""

    html: str
    set_aside: str | None = None
    "A clause about the body: “it is nested too deeply”."


class _TooSlowError(Exception):
    pass


class _ExplosiveError(Exception):
    """The parser would not come to an end; says why, as a clause about the body."""


def to_html(markdown: str, label: Label = _LABEL) -> str:
    """`render(markdown).html`, with a paragraph's number called what `label` makes of it."""
    return render(markdown, label=label).html


def render(markdown: str, *, seconds: float = DEADLINE, label: Label = _LABEL) -> Rendered:
    """Safe HTML for `markdown`: no raw HTML, no active content, no remote image, headings from h2 down.

    Never raises. The deadline is kept by a signal, so in a main thread on POSIX; elsewhere the look at the document's
    shape beforehand stands alone, and it knows every explosion that has been found.
    """
    source = tidy_lines(markdown)
    lines = read_back(source)
    if lines is not None:
        return Rendered(_paragraphs(lines, label))
    html, why = _attempt(lambda: "\n".join(_in_html(divide(source), label)), seconds)
    return Rendered(_paragraphs(_as_typed(source), label) if html is None else html, why)


def to_unnumbered_html(markdown: str) -> str:
    """As `to_html`, its paragraphs without ids and numbers: for a text that shares a page with another."""
    return _LABELLED.sub("<p>", to_html(markdown))


class Blocks(Record, frozen=True):
    """The text of each block (paragraph, heading, list item …) of a body as one line, free of markup."""

    text: tuple[str, ...]
    set_aside: str | None = None
    "As in `Rendered`."


def blocks(markdown: str) -> Blocks:
    """The blocks of `markdown`.

    For what import wrote these are the paragraphs, and the Nth is the one numbered N on the page.
    """
    source = tidy_lines(markdown)
    lines = read_back(source)
    if lines is not None:
        return Blocks(tuple(map(balanced, lines)))
    text, why = _attempt(lambda: tuple(_in_text(divide(source))), DEADLINE)
    return Blocks(tuple(map(balanced, _as_typed(source) if text is None else text)), why)


def plain(markdown: str) -> tuple[str, ...]:
    """`blocks(markdown).text`."""
    return blocks(markdown).text


def _paragraphs(lines: list[str], label: Label) -> str:
    return "\n".join(_paragraph(line, str(n), label) for n, line in enumerate(lines, 1))


def _paragraph(line: str, number: str, label: Label) -> str:
    return f"{_opening(number, label)}{escape(balanced(line), quote=False)}</p>"


@lru_cache(maxsize=1024)
def _opening(number: str, label: Label) -> str:
    return f'<p id="p{number}">{_anchor(number, label)}'


def _attempt(make: Callable[[], Made], seconds: float) -> tuple[Made | None, str | None]:
    """What `make` makes of a document with the parser's help, or why it cannot."""
    try:
        with _deadline(seconds):
            return make(), None
    except _TooSlowError:
        why = f"it takes longer than {seconds:g} s to render"
    except _ExplosiveError as error:
        why = str(error)
    except Exception as error:  # untrusted text in somebody else's parser: whatever it trips over, the others build
        why = f"Python-Markdown cannot read it ({type(error).__name__})"
    from backfile.prose import parser

    parser.forget()
    return None, why


def _as_typed(source: str) -> list[str]:
    return [line for block in _BLOCKS.split(source) if (line := tidy(block).strip())]


def _in_text(pieces: Iterable[Piece]) -> Iterator[str]:
    """The text of each block. Raises as `_in_html` does."""
    for piece in pieces:
        if piece.kind == "other":
            yield from blocks_of_html(_parsed(piece.source, 1, _LABEL)[0])
        else:
            yield from said(piece, balanced(piece.source))


def _in_html(pieces: Iterable[Piece], label: Label) -> Iterator[str]:
    """Pieces as HTML. Raises what a parser may, or `_ExplosiveError`."""
    number = 1
    for piece in pieces:
        if piece.kind == "plain":
            yield _paragraph(piece.source, str(number), label)
            number += 1
        elif piece.kind == "other":
            html, count = _parsed(piece.source, number, label)
            number += count
            if html:
                yield html
        else:
            yield _simple(piece)


def _simple(piece: Piece) -> str:
    lines = [escape(line, quote=False) for line in said(piece, balanced(piece.source))]
    if piece.kind == "heading":
        level = min(6, piece.source.index(" ") + 1)
        return f"<h{level}>{lines[0]}</h{level}>"
    if piece.kind == "list":
        return "\n".join(("<ul>", *(f"<li>{line}</li>" for line in lines), "</ul>"))
    return f"<blockquote>\n<p>{lines[0]}</p>\n</blockquote>"


def _parsed(source: str, first: int, label: Label) -> tuple[str, int]:
    """The parser's HTML, its top-level paragraphs numbered from `first`, and how many they are."""
    if why := explosive(source):
        raise _ExplosiveError(why)
    from backfile.prose import parser

    html = parser.safe(_closed(source), first)
    return _NUMBERED.subn(lambda p: p[0] + _anchor(p[1], label), html)


def _anchor(number: str, label: Label) -> str:
    """What a citation of a paragraph links to. It is empty: its number is drawn by CSS and is no word of the body."""
    return f'<a class="pn" href="#p{number}" aria-label="{label(number)}"></a>'


def _closed(source: str) -> str:
    """`source` with directions closed at the end of each block, as plain paragraphs have it."""
    return source if source.isascii() else "\n\n".join(map(balanced, source.rstrip("\n").split("\n\n")))


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raises `_TooSlowError` in the block after `seconds`, where signals can reach it, and again each second after."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_signal: int, _frame: object) -> None:
        raise _TooSlowError

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before or signal.SIG_DFL)
