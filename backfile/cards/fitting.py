"""Setting a headline: the largest step at which it fits, in lines of about one length.

    fit(("Dam", "gives", "way"), measure, 1056, 350, leading=1.06)     → Fitted(132, ("Dam gives way",))

`measure` gives a word's width at a size of 100; widths grow with the size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from backfile.model import Record

STEPS = (132, 118, 105, 94, 84, 75, 67, 60, 53, 47, 42)
_ELLIPSIS = "…"


class Fitted(Record, frozen=True):
    size: int
    lines: tuple[str, ...]


def fit(words: Sequence[str], measure: Callable[[str], float], width: float, height: float, leading: float) -> Fitted:
    """Where even the smallest step is too large, what does not fit is left out, and an ellipsis says so."""
    space = measure("n n") - measure("nn")
    widths = [measure(word) for word in words]
    for size in STEPS:
        room = width * 100 / size
        if max(widths, default=0) <= room:
            lines = _broken(widths, space, room)
            if len(lines) * leading * size <= height:
                return Fitted(size, _joined(words, _balanced(widths, space, room, len(lines))))
    size = STEPS[-1]
    room = width * 100 / size
    pieces = [piece for word in words for piece in _cut(word, measure, room)]
    lines = _broken([measure(piece) for piece in pieces], space, room)
    most = max(1, int(height / (leading * size)))
    shown = list(_joined(pieces, lines[:most]))
    if len(lines) > most:
        shown[-1] = _shortened(shown[-1], measure, room)
    return Fitted(size, tuple(shown))


def _broken(widths: Sequence[float], space: float, room: float) -> list[int]:
    """How many words each line takes, filled one after the other."""
    lines: list[int] = []
    used = 0.0
    for width in widths:
        if lines and used + space + width <= room:
            lines[-1] += 1
            used += space + width
        else:
            lines.append(1)
            used = width
    return lines


def _balanced(widths: Sequence[float], space: float, room: float, count: int) -> list[int]:
    """Lines as even as `count` of them can be: the narrowest room that needs no more."""
    low, high = max(widths), room
    for _ in range(12):  # to a four-thousandth of the width
        middle = (low + high) / 2
        if len(_broken(widths, space, middle)) > count:
            low = middle
        else:
            high = middle
    return _broken(widths, space, high)


def _joined(words: Sequence[str], lines: Sequence[int]) -> tuple[str, ...]:
    made, start = [], 0
    for taken in lines:
        made.append(" ".join(words[start : start + taken]))
        start += taken
    return tuple(made)


def _cut(word: str, measure: Callable[[str], float], room: float) -> list[str]:
    """`word` in pieces that fit a line."""
    pieces = []
    while measure(word) > room and len(word) > 1:
        taken = max(1, next((n - 1 for n in range(1, len(word)) if measure(word[:n]) > room), len(word) - 1))
        pieces.append(word[:taken])
        word = word[taken:]
    return [*pieces, word]


def _shortened(line: str, measure: Callable[[str], float], room: float) -> str:
    """`line` with an ellipsis for what follows it, at the end of a word where one can be found."""
    words = line.split(" ")
    while len(words) > 1 and measure(" ".join(words) + _ELLIPSIS) > room:
        words.pop()
    text = " ".join(words)
    while len(text) > 1 and measure(text + _ELLIPSIS) > room:
        text = text[:-1]
    return text.rstrip(" ,;:–—-") + _ELLIPSIS
