"""Figures on which a story's accounts differ: quoted, and only where they are figures of one thing."""

from __future__ import annotations

from backfile.knowledge import differing, quantities
from backfile.model import Facts, Repeat


def told(*texts: str, lang: str = "en") -> list[tuple[str, list[str]]]:
    """(what, the figure of each account), of accounts given as a text each."""
    facts = tuple(Facts(quantities=quantities.find([text], lang)) for text in texts)
    found = differing.find(range(len(texts)), facts, [None] * len(texts))
    for shown in found:
        assert all(said.text in texts[said.position] for said in shown.values)
        assert any(shown.what in text for text in texts)
    return [(shown.what, [said.text for said in shown.values]) for shown in found]


def test_one_thing_in_other_words_is_one_figure() -> None:
    assert told("At least 11 people drowned.", "The toll stands at 34.", "with the loss of 55 lives") == [
        ("people drowned", ["At least 11", "34", "55"])
    ]
    assert told("The fire razed 23 houses.", "It destroyed at least 31 homes.") == [("houses", ["23", "at least 31"])]


def test_a_unit_ties_figures_and_so_do_two_words_beside_a_share() -> None:
    assert told("It burned 18,000 hectares.", "The fire scorched 26,000 hectares of scrub.") == [
        ("hectares", ["18,000", "26,000"])
    ]
    assert told("Membership of the choir rose 9%.", "The choir saw membership rise 12%.") == [
        ("choir rose", ["9%", "12%"])
    ]


def test_each_account_speaks_with_its_first_figure() -> None:
    assert told("Two people died, a week after a fire that killed 50 people.", "Three people died.") == [
        ("people died", ["Two", "Three"])
    ]


def test_figures_that_can_all_be_right_are_not_shown() -> None:
    assert told("At least 20 people died.", "21 people died.") == []
    assert told("About 90,000 units were recalled.", "91,000 units were recalled.") == []
    assert told("Fewer than 60 people died.", "58 people died.") == []
    assert told("Seven people died.", "7 people died.") == []


def test_figures_of_other_things_and_increases_are_not_compared() -> None:
    assert told("11 people drowned.", "98 people were rescued.") == []
    assert told("11 people drowned.", "Divers found another 23 bodies.") == []
    assert told("nine brooches were stolen from the case", "seven brooches were found in a tin") == []
    assert told("Inflation was 3.6%.", "Inflation stayed below the target of 5%.") == []


def test_what_is_out_of_sight_of_the_others_is_left_out() -> None:
    assert told("640 workers walked out.", "700 workers walked out.", "60,000 workers pay into the fund.") == [
        ("workers walked", ["640", "700"])
    ]


def test_an_account_that_gives_both_figures_contradicts_nobody() -> None:
    assert told("The union said 85% of staff joined the strike; the firm said 55% joined the strike.",
                "The operator said 55% of staff joined the strike.") == []  # fmt: skip


def test_a_reprint_does_not_speak_for_itself() -> None:
    texts = ("11 people drowned.", "12 people drowned.")
    facts = tuple(Facts(quantities=quantities.find([text], "en")) for text in texts)
    assert differing.find((0, 1), facts, (None, Repeat(0, same_source=False))) == ()
