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
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from html import escape
from typing import TypeVar

from backfile.model import Record
from backfile.prose import inline
from backfile.prose.characters import balanced, printable, tidy, tidy_lines
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
    """A body as HTML and as text, its Markdown read once."""

    html: str
    text: tuple[str, ...]
    """Of each block (paragraph, heading, list item …) as one line, free of markup. Of what import wrote these are the
    paragraphs, and the Nth is the one numbered N on the page."""
    words: int
    "Of the text, as white space divides them."
    set_aside: str | None = None
    "Why it is shown as it was typed, where Markdown could not be made of it: a clause, “it is nested too deeply”."


class _TooSlowError(Exception):
    pass


class _ExplosiveError(Exception):
    """The parser would not come to an end; says why, as a clause about the body."""


def render(markdown: str, *, seconds: float = DEADLINE, label: Label = _LABEL) -> Rendered:
    """Safe HTML for `markdown`: no raw HTML, no active content, no remote image, headings from h2 down; and its text.

    A paragraph's number is called what `label` makes of it. Never raises. The deadline is kept by a signal, so in a
    main thread on POSIX; elsewhere the look at the document's shape beforehand stands alone, and it knows every
    explosion that has been found.
    """
    simple, why = printable(markdown), None  # then the only white space is the space, and nothing changes direction
    source = markdown if simple else tidy_lines(markdown)
    lines = read_back(source)
    if lines is None:
        both, why = _attempt(lambda: _both(divide(source), label, simple=simple), seconds)
        if both is not None:
            return Rendered(*both, _words(both[1]))
        lines = _as_typed(source)
    text = tuple(lines if simple else map(balanced, lines))
    single = simple and not why and source.rfind("  ") < 0  # sought from behind it takes two thirds of the time
    words = source.count(" ") + len(text) if single else _words(text)
    return Rendered(_paragraphs(text, label), text, words, why)


def to_html(markdown: str, label: Label = _LABEL) -> str:
    """`render(markdown).html`."""
    return render(markdown, label=label).html


def to_unnumbered_html(markdown: str) -> str:
    """As `to_html`, its paragraphs without ids and numbers: for a text that shares a page with another."""
    return _LABELLED.sub("<p>", to_html(markdown))


def plain(markdown: str) -> tuple[str, ...]:
    """`render(markdown).text`."""
    return render(markdown).text


def _words(lines: Sequence[str]) -> int:
    """As white space divides them; where that is single spaces, in half the time."""
    whole = " ".join(lines)
    if whole.isprintable() and whole.rfind("  ") < 0 and whole == whole.strip():
        return whole.count(" ") + bool(whole)
    return sum(len(line.split()) for line in lines)


def _both(pieces: Iterable[Piece], label: Label, *, simple: bool) -> tuple[str, tuple[str, ...]]:
    """Pieces as HTML and as text. Raises what a parser may, or `_ExplosiveError`.

    If it is `simple`, nothing changes direction but what a parser makes of a reference to a character.
    """
    closed = str if simple else balanced
    html: list[str] = []
    text: list[str] = []
    number = 1
    for piece in pieces:
        if piece.kind == "plain":
            line = closed(piece.source)
            html.append(_paragraph(line, number, label))
            text.append(line)
            number += 1
        elif piece.kind == "marked" and (found := inline.read(closed(piece.source))):
            html.append(f"{_opening(number, label)}{found[0]}</p>")
            text.append(closed(found[1]))
            number += 1
        elif piece.kind in ("marked", "other"):
            from backfile.prose.blocks import blocks_of_html  # few texts need to have any HTML read

            made, count = _parsed(piece.source, number, label)
            number += count
            text += map(balanced, blocks_of_html(made))
            html += [made] if made else []
        else:
            lines = said(piece, closed(piece.source))
            html.append(_simple(piece, lines))
            text += map(closed, lines)
    return "\n".join(html), tuple(text)


def _paragraphs(lines: Sequence[str], label: Label) -> str:
    return "\n".join([_paragraph(line, n, label) for n, line in enumerate(lines, 1)])


def _paragraph(line: str, number: int, label: Label) -> str:
    """Of a line whose directions are closed."""
    shown = escape(line, quote=False) if "&" in line or "<" in line or ">" in line else line
    return f"{_opening(number, label)}{shown}</p>"


@lru_cache(maxsize=1024)
def _opening(number: int, label: Label) -> str:
    return f'<p id="p{number}">{_anchor(str(number), label)}'


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


def _simple(piece: Piece, said: Sequence[str]) -> str:
    """What it says in lines, as HTML."""
    lines = [escape(line, quote=False) for line in said]
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
