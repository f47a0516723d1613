"""Which characters a page can hold, and the words of a text.

    clean_line("a\\x00b\\u2028c")            → "a\\ufffdb c"
    words("It's 5 * 3.")                    → ["It", "s", "5", "3"]

HTML and XML have no place for most control characters, for lone surrogates or for noncharacters: they are shown as
U+FFFD, which is no word character, so the words stay as they were. Whatever separates lines becomes a space.
"""

from __future__ import annotations

import re

_BREAKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]")
_BREAKS_BUT_NEWLINE = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_NONCHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_UNSHOWABLE = re.compile(f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
_PLAIN = bytes((10, *range(32, 127)))
"The characters of ASCII that can be printed, and the newline."
_SAMPLE = 200
_WORD = re.compile(r"\w+")

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDDINGS, _POP = "\u202a\u202b\u202d\u202e", "\u202c"
_ISOLATES, _POP_ISOLATE = "\u2066\u2067\u2068", "\u2069"


def tidy(text: str) -> str:
    """`text` as one line of characters that HTML can hold; spaces and everything visible stay as they are."""
    if text.isprintable():  # the common case, and far cheaper than a pattern
        return text
    return _UNSHOWABLE.sub("\ufffd", _BREAKS.sub(" ", text))


def printable(text: str) -> bool:
    """Whether every character but newlines can be printed; of white space, that is the space alone.

    Where few are not of ASCII, these are looked at alone: with typographic quotes that takes two thirds of the time,
    without a quarter. In other scripts it would take twice as long.
    """
    begins = text[:_SAMPLE]
    if len(begins.encode("utf-8", "surrogatepass")) > 1.2 * len(begins):
        return text.replace("\n", " ").isprintable()
    others = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return not others or others.decode("utf-8", "surrogatepass").isprintable()


def tidy_lines(text: str) -> str:
    """As `tidy`, for Markdown: newlines and tabs, which mean something there, stay."""
    if printable(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSHOWABLE.sub("\ufffd", _BREAKS_BUT_NEWLINE.sub(" ", text))


def balanced(text: str) -> str:
    """`text` with every bidirectional embedding, override and isolate that it opens closed again at its end.

    So a direction never spills into what is set beside it (Unicode Standard Annex 9, rules X1 to X8).

    >>> balanced("a\\u202eb") == "a\\u202eb\\u202c"
    True
    """
    if text.isprintable():
        return text
    closers: list[str] = []
    isolates = 0
    for control in _BIDI.findall(text):
        if control in _EMBEDDINGS:
            closers.append(_POP)
        elif control in _ISOLATES:
            closers.append(_POP_ISOLATE)
            isolates += 1
        elif control == _POP:
            if closers and closers[-1] == _POP:
                closers.pop()
        elif isolates:
            isolates -= 1
            while closers.pop() != _POP_ISOLATE:
                pass
    return text + "".join(reversed(closers))


def clean_line(text: str) -> str:
    """A single-line field (title, source, tag …) as any page, feed or data file can hold it."""
    return balanced(tidy(text))


def words(text: str) -> list[str]:
    """The words of plain text, in order: maximal runs of letters, digits and underscores (`\\w+`)."""
    return _WORD.findall(text)
