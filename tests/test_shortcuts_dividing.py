"""The quick ways of dividing a dump find what the plain ones do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re._constants import BRANCH, IN, LITERAL, MAX_REPEAT, MIN_REPEAT, SUBPATTERN  # type: ignore[import-not-found]
from re._parser import parse  # type: ignore[import-not-found]
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backfile.furniture import edges, labels, lines
from backfile.furniture.passages import BOUND
from backfile.furniture.phrases import Phrase
from backfile.seeds import language

LINES = """
News Video / Jane Doe video: Wire take payment details or a subscription Photo Credit: Getty Images (File photo by X)
- Reuters. AFP (AFP) The Bernama ! . : © 2024 Most read in With inputs from Reporting by additional reporting files
Additional agency/ IANS Wire pic (with agency inputs) desk@wire.example said Agencies (agencies) — ( )
"""
said = st.lists(st.tuples(st.sampled_from(LINES.split()), st.sampled_from([" ", " ", "", ". "])), max_size=14).map(
    lambda pieces: "".join(word + space for word, space in pieces)
)


@settings(max_examples=400, deadline=None)
@given(said)
@example("The harbour at dawn. Video / Jane Doe")
@example("Go back to take payment details for your subscription now")
@example("News")
def test_a_line_is_named_by_the_rule_that_all_rules_together_name(line: str) -> None:
    match = labels._ANY.fullmatch(line)
    assert labels.rule_of(line) == (labels.LINES[(match.lastindex or 0) - 1][0] if match else None)


@settings(max_examples=400, deadline=None)
@given(said, st.integers(0, 3))
@example("Photographs / " + "x" * 60, 0)
@example("(" + "x" * 39 + " Courtesy" + "x" * 60 + ")", 0)
def test_a_credit_begins_near_the_end_of_its_line(line: str, times: int) -> None:
    line = ("word " * 30 * times + line).strip()
    near = lines._CREDITED.search(line, max(0, len(line) - lines._CREDIT_LENGTH))
    whole = lines._CREDITED.search(line)
    assert (near and near.span()) == (whole and whole.span())


@settings(max_examples=400, deadline=None)
@given(said)
@example("With reporting from Wire")
@example("Reporting by Jane Doe; additional reporting by others.")
def test_whoever_signs_a_line_off_does_so_with_what_is_asked_for(line: str) -> None:
    for pattern, needed in edges._SIGNED:
        if pattern.search(line):
            assert any(part in line for part in needed)
    if edges._EMAIL.search(line):
        assert "@" in line


@given(st.text(st.sampled_from("aZé\u024f\u0250 .1\u0627\u0777\u0700"), max_size=40))
def test_letters_in_runs_are_as_many_as_one_by_one(text: str) -> None:
    for runs in (language._ARABIC, language._LATIN):
        assert language._count(runs, text) == len(re.findall(runs.pattern.removesuffix("+"), text))


def holds(tree: Iterable[tuple[object, Any]], signs: tuple[str, ...]) -> bool:
    """Whether all that a parsed pattern matches certainly has one of `signs`."""
    run = ""
    for what, of in tree:
        run = run + chr(of) if what is LITERAL else ""
        if any(sign in run for sign in signs):
            return True
        if what is IN and all(kind is LITERAL and chr(sign) in signs for kind, sign in of):
            return True
        if what is SUBPATTERN and holds(of[-1], signs):
            return True
        if what is BRANCH and all(holds(branch, signs) for branch in of[1]):
            return True
        if what in (MAX_REPEAT, MIN_REPEAT) and of[0] and holds(of[-1], signs):
            return True
    return False


@pytest.mark.parametrize("rule", [rule for rule in BOUND if rule.signs], ids=lambda rule: rule.signs[0])
def test_a_rule_matches_nothing_without_its_signs(rule: Phrase) -> None:
    assert holds(parse(rule.pattern.pattern), rule.signs)


def test_what_has_no_sign_is_told() -> None:
    assert not holds(parse("a?b|c"), ("b",))
    assert not holds(parse("(?:ab)*c"), ("ab",))
    assert holds(parse("x(?:ab|cab)+"), ("ab",))


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("aZé .1\u0627\u0777"), max_size=90), st.sampled_from(["en", "fr", "ar"]))
def test_a_page_is_believed_where_no_other_script_stands(text: str, page: str) -> None:
    arabic, latin = (language._count(runs, text[: language._HEAD]) for runs in (language._ARABIC, language._LATIN))
    believed = arabic + latin < language._ENOUGH or (page == "ar") == (arabic > latin)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "_detected", lambda sample: "detected")
        assert language.language(text, (), page) == (page if believed else "detected")
