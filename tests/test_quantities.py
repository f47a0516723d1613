"""Numbers as printed, with what they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.knowledge import counted, quantities


def found(text: str, lang: str = "en") -> list[tuple[str, float, str]]:
    """(as printed, value, the first word of what it is about)"""
    for one in quantities.find([text], lang):
        assert text[one.start : one.end] == one.text
        assert one.phrase in text
    return [(one.text, one.value, one.about[0]) for one in quantities.find([text], lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blaze razed at least 31 homes.", [("at least 31", 31, "homes")]),
        ("About 8,400 people took part.", [("About 8,400", 8400, "people")]),
        ("Ninety-six people had been pulled from the water.", [("Ninety-six", 96, "people")]),
        ("Three hundred and ten villagers waited.", [("Three hundred and ten", 310, "villagers")]),
        ("A quarter of a million packs are affected.", [("A quarter of a million", 250_000, "packs")]),
        ("It holds 280 million cubic metres.", [("280 million", 280e6, "cubic")]),
        ("The deal is worth $4.6 billion.", [("$4.6 billion", 4.6e9, "$")]),
        ("It fears 650 jobs may go.", [("650", 650, "jobs")]),
        ("The attack killed 64 children.", [("64", 64, "children")]),
        ("Turnout was 43.7%.", [("43.7%", 43.7, "%")]),
        ("Turnout was 44.1 per cent.", [("44.1 per cent", 44.1, "%")]),
        ("They put it at 190 or higher.", [("190 or higher", 190, "put")]),
        ("The toll rose to 34.", [("34", 34, "rose")]),
    ],
)
def test_printed_with_hedge_scale_and_unit(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert found(text) == expected


def test_spanish_and_arabic() -> None:
    assert found("La empresa reconoce 8.400 bultos pendientes.", "es") == [("8.400", 8400, "bultos")]
    assert found("Perdieron unos nueve millones de kilos.", "es") == [("unos nueve millones", 9e6, "kilos")]
    assert found("Murieron once vecinos.", "es") == [("once", 11, "vecinos")]
    assert found("سيوفر المشروع نحو 300 مليون متر مكعب", "ar") == [("نحو 300 مليون", 3e8, "متر")]
    assert found("بلغ عددهم ٩١٠ عدائين", "ar") == [("٩١٠", 910, "عدايين")]


@pytest.mark.parametrize(
    "text",
    [
        "It happened on 23 June 2025.",
        "The train left at 8.40 a.m. and came at 10:30.",
        "Lansbury, 26, won; her 31-year-old brother did not.",
        "They waited for two hours and nine days.",
        "The home side won 3-1.",
        "Flight 370 and the VN23 units; since 2019.",
        "No one came, and one of them left.",
        "Growth of between six and seven per cent.",
    ],
)
def test_dates_times_ages_durations_scores_and_models_are_passed_over(text: str) -> None:
    assert found(text) == []


def test_what_is_added_to_an_earlier_figure_is_marked() -> None:
    assert [one[2] for one in found("Divers found another 23 bodies.")] == ["+"]
    assert [one[2] for one in found("The recount widened his lead by three votes.")] == ["+"]
    assert [one[2] for one in found("Nine were hurt, five of them badly.")][1:] == ["+"]
    assert [one[2] for one in found("Another 21 were hurt.")] == ["hurt"]
    assert [one[2] for one in found("He won by 212 votes.")] == ["votes"]


def test_the_title_comes_last_as_paragraph_nought() -> None:
    shown = quantities.find(["Eleven people drowned."], "en", title="Toll reaches 34")
    assert [(one.paragraph, one.text) for one in shown] == [(1, "Eleven"), (0, "34")]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("At least 11 people drowned.", "dead"),
        ("The number of dead stands at 52.", "dead"),
        ("with the loss of 55 lives", "dead"),
        ("98 people known to have lived through it", "rescued"),
        ("Two people were killed", "dead"),
        ("and 41 people unaccounted for", "missing"),
        ("Turnout was 43.7%", "turnout%"),
        ("14 departures had been scrapped", "cancelled"),
        ("Private credit grew by 2.1 per cent", "credit%"),
        ("The attack killed 64 children.", "dead"),
        ("It forced 410 people from their homes.", "evacuated"),
        ("Seven workers were killed.", "dead"),
        ("640 workers walked out.", "staff"),
        ("30 fishing boats combed the strait", ""),
    ],
)
def test_things_counted_have_one_name(text: str, thing: str) -> None:
    (one,) = quantities.find([text], "en")
    assert counted.of(one.about) == thing


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789.,%$ -twohalf٣")), max_size=120))
def test_any_text_is_read_without_complaint(text: str) -> None:
    for one in quantities.find([text], "es") + quantities.find([text], "en"):
        assert text[one.start : one.end] == one.text
