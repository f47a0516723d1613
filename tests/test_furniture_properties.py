"""What holds for any text: cuts are ordered, apart, inside one line, blank at no edge; time grows with the text."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile import furniture
from backfile.furniture import Context, labels, passages, phrases
from backfile.furniture.headlines import headline_end
from backfile.furniture.sentences import name_end, plain, starts

PIECES = st.sampled_from(
    [
        "READ MORE: ",
        "Read More »",
        "ALSO READ: ",
        "See also ",
        "Advertisement",
        "advertisement",
        ", external",
        ", opens new tab",
        "Picture: ",
        "Photo: ",
        "(PTI)",
        "(AP Photo/X)",
        ". ",
        "! ",
        "? ",
        ", ",
        ": ",
        "'",
        '"',
        "“",
        "’",
        "New X newsletter: ",
        "Sign up to ",
        "newsletters",
        "FREE trial",
        "() => {",
        "};",
        "function(",
        "window.x = ",
        "Show Comments ()",
        "Must Watch",
        "AP",
        "Agencies",
        "The ",
        "He said",
        "Storm closes ",
        "the bridge ",
        "for a week",
        "on Monday",
        "June 3",
        "4:05 p.m. EDT",
        "© 2025 X. All rights reserved.",
        "___",
        "a@b.co",
        "WATCH: ",
        "Duration 1:23",
        "A post shared by X (@y)",
        "Video / X",
        "JANE DOE",
        "By Jane Doe",
        "إعلان",
        "اقرأ أيضاً",
        "وقال. ",
        "\xa0",
        "\r",
        "\t",
        "\x0b",
        "\u2028",
        "İ",
        "ß",
        "🙂",
        "Note: ",
        "All times x ",
        "Coverage",
        "More news for X Listen to news for X",
        "Featured: X, y",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join)


@given(TEXTS, st.sampled_from(["lead", "related", "listing"]), TEXTS)
@settings(max_examples=300, deadline=None)
def test_cuts_are_ordered_apart_and_inside_a_line(text: str, role: str, title: str) -> None:
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    found = furniture.find(text, lines, Context(title[:60], None, role, ("X",)))  # type: ignore[arg-type]
    assert all(one.end <= other.start for one, other in pairwise(found))
    for cut in found:
        assert any(start <= cut.start < cut.end <= end for start, end in lines)
        part = text[cut.start : cut.end]
        assert part == part.strip()
        assert re.fullmatch(r"[a-z]+\.[a-z-]+", cut.rule)
        assert cut.field in (None, "agency", "author")


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_helpers_keep_their_bounds(text: str) -> None:
    line = plain(text)
    assert len(line) == len(text)
    places = starts(line)
    assert places[0] == 0
    assert places[-1] == len(line)
    assert list(places) == sorted(places)
    if line:
        assert 0 <= headline_end(line, 0, len(line)) <= len(line)
        assert 0 <= name_end(line, 0, len(line)) <= len(line)


TRICKY = [
    "READ MORE: ",
    "Read More » ",
    "A",
    "A b ",
    "A. ",
    "New x newsletter: ",
    "New x newsletter: y Sign up ",
    "(",
    "( ",
    "''",
    '"',
    "WATCH | ",
    "All times x ",
    "() => {",
    "{ ",
    "; ",
    "window.x = ",
    "— ",
    "— X (@",
    "@",
    "a@",
    "a.",
    "a@b.",
    "© 2025 ",
    "(c) 2025 x ",
    "Sign up ",
    "This is A, a ",
    "Join us. FREE trial ",
    "FREE trial ",
    "More news for ",
    "More for x Listen to ",
    "Photo: A ",
    "Photo: ",
    ". AP A",
    "Subscribe to ",
    "Facebook",
    "Facebook ",
    "by Taboola ",
    "Note: A ",
    "in the comments ",
    "WhatsApp us ",
    "+1 ",
    "1",
    "1 ",
    "to your inbox ",
    "Video ",
    "Video / A",
    "_",
    "JANE ",
    "By A, ",
    "إعلان ",
    "وقال. ",
    ", external",
]


@pytest.mark.parametrize("role", ["lead", "related"])
def test_time_grows_with_the_text(role: str) -> None:
    """20,000 characters of each pattern's favourite food; a quadratic rule would need minutes."""
    slow = []
    for piece in TRICKY:
        for tail in ("", " Duration", "!"):
            text = piece * (20_000 // len(piece)) + tail
            begun = time.process_time()
            furniture.find(text, [(0, len(text))], Context("A bridge is mended", None, role))  # type: ignore[arg-type]
            spent = time.process_time() - begun
            if spent > 0.6:
                slow.append((piece, tail, round(spent, 2)))
    assert not slow


def test_every_rule_is_named_like_the_catalogue() -> None:
    groups = {"promo", "ad", "paywall", "ui", "media", "attribution", "editor", "structure"}
    named = {rule.rule for rule in (*phrases.FREE, *passages.BOUND)} | {rule for rule, _ in labels.LINES}
    assert {name.partition(".")[0] for name in named} <= groups


@pytest.mark.parametrize("phrase", [*phrases.FREE, *passages.BOUND], ids=lambda phrase: phrase.rule)
def test_needles_are_lower_case_so_that_they_are_found(phrase: phrases.Phrase) -> None:
    assert phrase.needles
    assert all(needle == needle.lower() and needle for needle in phrase.needles)


def test_the_lines_table_has_one_group_a_rule() -> None:
    """The rule is found by the number of the group, so no pattern may hold a group of its own."""
    assert all(re.compile(pattern).groups == 0 for _, pattern in labels.LINES)
