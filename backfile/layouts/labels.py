"""The labels that stand between a page's lead and its related articles, in each language.

    Try Our AI Features · Explore what … AI can do for you: · Comments · No comments yet... · Related Articles

A label by itself proves nothing, for a text may hold the line `Comments`: it is a label where its neighbours are.
What stands in the place of `No comments yet...` are comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from backfile.layouts.grammar import Piece
from backfile.layouts.lines import Line
from backfile.model import Record


class Label(Record, frozen=True):
    """One label of the run: its rule, its wording, and whether the wording is found nowhere else."""

    rule: str
    pattern: re.Pattern[str]
    peculiar: bool = False


def _run(*labels: tuple[str, str, bool]) -> tuple[Label, ...]:
    return tuple(Label(rule, re.compile(words, re.IGNORECASE), peculiar) for rule, words, peculiar in labels)


RUNS: dict[str, tuple[Label, ...]] = {
    "en": _run(
        ("site.ai", r"Try Our AI Features", True),
        ("site.ai", r"Explore what .{1,40} can do for you:?", True),
        ("site.comments", r"Comments", False),
        ("site.comments", r"No comments yet(?:\.{3}|…)?", True),
        ("site.related-heading", r"Related Articles", False),
    ),
    "ar": _run(
        ("site.ai", r"جرب ميزات الذكاء الاصطناعي لدينا", True),
        ("site.ai", r"اكتشف ما يمكن أن يفعله .{1,40} من أجلك:?", True),
        ("site.comments", r"التعليقات", False),
        ("site.comments", r"لا يوجد تعليقات بعد(?:\.{3}|…)?", True),
        ("site.related-heading", r"أخبار ذات صلة", False),
    ),
}
_PECULIAR = tuple(label for labels in RUNS.values() for label in labels if label.peculiar)
_HEADINGS = tuple(
    label for labels in RUNS.values() for label in labels if label.rule == "site.comments" and not label.peculiar
)
HASHTAGS = re.compile(r"Hashtags|هاشتاغز", re.IGNORECASE)
_TAG = re.compile(r"#\s?(?P<tags>[^\s#]\S{0,60})")
_BACKDROP = "Orange background"
_LONGEST = 80
_FIRST_LETTERS = frozenset("tTeEcCnNrRhHجاتلأه")


class Run(Record, frozen=True):
    """Where the labels stand: lines `[first, after)`, the language they are in, and what each is."""

    first: int
    after: int
    lang: str
    pieces: tuple[Piece, ...]
    whole: bool
    "False where the text ends inside the run."


def run_at(lines: Sequence[Line], at: int, floor: int = 0) -> Run | None:
    """The run of labels that begins at line `at`, with the hashtags or the backdrop's name just before it.

    Lines before `floor` are somebody else's.
    """
    line = lines[at]
    if line.text[0] not in _FIRST_LETTERS or len(line.text) > _LONGEST:
        return None
    if at == len(lines) - 1 and (begun := _begun(lines, at, floor)):
        return begun
    for lang, labels in RUNS.items():
        after, pieces, peculiar, cut = _follow(lines, at, labels)
        enough = len(pieces) >= 3 or (len(pieces) == 2 and peculiar) or (cut and peculiar)
        if enough:
            if peculiar and heads_comments(lines[after - 1].text):
                after, comments = _comments(lines, after, labels[-1])
                pieces += comments
            first, before = _before(lines, at, floor)
            return Run(first, after, lang, (*before, *pieces), whole=not cut)
    return None


def _begun(lines: Sequence[Line], at: int, floor: int) -> Run | None:
    """A run of which a cut text holds no more than its heading, or the heading and part of the first label."""
    line = lines[at]
    if HASHTAGS.fullmatch(line.text):
        lang = "en" if line.text.isascii() else "ar"
        return Run(at, at + 1, lang, (("site.hashtags-label", line.start, line.end),), whole=False)
    for lang, labels in RUNS.items():
        if line.gap and labels[0].pattern.pattern.startswith(line.text):
            first, before = _before(lines, at, floor)
            if before:
                return Run(first, at + 1, lang, (*before, (labels[0].rule, line.start, line.end)), whole=False)
    return None


def _follow(lines: Sequence[Line], at: int, labels: Sequence[Label]) -> tuple[int, list[Piece], bool, bool]:
    """The labels from `at` on, in their order: (line after, pieces, is one peculiar, does the text end in them)."""
    pieces: list[Piece] = []
    peculiar = False
    left = list(labels)
    while at < len(lines) and left:
        line = lines[at]
        step = next((i for i, label in enumerate(left) if label.pattern.fullmatch(line.text)), None)
        if step is None:
            if at + 1 == len(lines) and pieces and left[0].pattern.pattern.startswith(line.text):
                step = 0  # cut within the label
            else:
                break
        pieces.append((left[step].rule, line.start, line.end))
        peculiar = peculiar or left[step].peculiar
        del left[: step + 1]
        at += 1
    return at, pieces, peculiar, bool(left) and at == len(lines)


def heads_comments(text: str) -> bool:
    """Whether a label is the heading of the comments."""
    return any(label.pattern.fullmatch(text) for label in _HEADINGS)


def _comments(lines: Sequence[Line], at: int, closing: Label) -> tuple[int, list[Piece]]:
    """The lines from `at` up to the label that closes the run, each a piece `comments`; none where it does not follow.

    The labels of another page, and the head of a related article, end the search.
    """
    for n in range(at, len(lines)):
        text = lines[n].text
        if closing.pattern.fullmatch(text):
            pieces = [("comments", line.start, line.end) for line in lines[at:n]]
            return n + 1, [*pieces, (closing.rule, lines[n].start, lines[n].end)]
        if n >= at + 2 and text == f"- {lines[n - 2].text}":
            break
        if len(text) <= _LONGEST and any(label.pattern.fullmatch(text) for label in _PECULIAR):
            break
    return at, []


def _before(lines: Sequence[Line], at: int, floor: int) -> tuple[int, list[Piece]]:
    """What belongs to the run above its first label: hashtags with their heading, or the backdrop's name."""
    above = lines[at - 1] if at > floor else None
    if above is not None and above.text == _BACKDROP:
        return at - 1, [("site.orange-background", above.start, above.end)]
    first, tags = at, list[Piece]()
    while first > floor and (found := _TAG.fullmatch(lines[first - 1].text)):
        first -= 1
        start = lines[first].start
        tags[:0] = [("site.hash", start, start + 1), ("tags", start + found.start("tags"), start + found.end("tags"))]
    heading = lines[first - 1] if first > floor else None
    if heading is not None and HASHTAGS.fullmatch(heading.text):
        return first - 1, [("site.hashtags-label", heading.start, heading.end), *tags]
    return at, []
