"""Words taken from a text by a table of characters in place of a pattern: the same words in a third of the time.

    taker(re.compile(r"[^\\W_]+(?:-[^\\W_]+)*"), "-")("Well-known -- lost.")  → ["Well-known", "lost"]

English text is nearly all in Latin-1, whose 256 characters make a table; other text is left to the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_MARKS = "’‘“”–—…"
"Of no word, unless they join two; of English text all that is not in Latin-1."


def taker(word: re.Pattern[str], joints: str = "") -> Callable[[str], list[str]]:
    """What does as `word.findall`: a pattern that is made of whole letters, of figures perhaps, and of `joints`.

    Every run of letters must be a word, or part of one that goes on behind a joint or with a figure.
    """
    table = bytes(n if word.fullmatch(chr(n)) or chr(n) in joints else ord(" ") for n in range(256))
    whole = word.fullmatch("7") is None or word.fullmatch("a7a") is not None
    "Whether figures are of no word, or of one with the letters beside them."
    marks = "".join(mark for mark in _MARKS if mark not in joints)

    def take(text: str) -> list[str]:
        if not text.isascii():
            for mark in marks:
                text = text.replace(mark, " ")
        try:
            pieces = text.encode("latin-1").translate(table).decode("latin-1").split()
        except UnicodeEncodeError:
            return word.findall(text)
        if whole and not any(joint in text for joint in joints):  # as in two sentences of three
            return pieces
        found: list[str] = []
        for piece in pieces:
            if piece.isalpha():
                found.append(piece)
            else:
                found += word.findall(piece)
        return found

    return take
