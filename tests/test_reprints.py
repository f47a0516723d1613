"""Texts that repeat another's: found, led by the earliest, with what they change."""

from __future__ import annotations

from stories_support import Coverage

from backfile.knowledge.changes import changes
from backfile.model import Change, StoriesSaid

# One text by two outlets, a second account that quotes the same man, and the same outlet's later version.
TEXTS = """
wire | Northern Wire | 2025-09-02T09:00:00Z | en | Eleven hurt as tram and bus collide in Bratvik
Eleven people were injured when a tram ran into a city bus at a crossing in the port of Bratvik on Tuesday, police said.
The tram, on the line towards Solheim, was carrying about 60 passengers. Two of the injured were in serious condition, according to Haukedal Hospital.
"The lights were green for both of us," said the bus driver, Torvald Aasen. Police superintendent Marit Eikeland said the signals at Kaigata had been repaired on Monday night.
The operator, Bratvik Sporvei, suspended trams until Wednesday and apologised to passengers.

island | The Island Post | 2025-09-02T15:30:00Z | en | Tram crash leaves eleven injured
Eleven people were hurt when a tram ran into a city bus at a crossing in the port of Bratvik on Tuesday, police said.
The tram, on the line towards Solheim, was carrying about 60 passengers. Two of the injured were in serious condition, according to Haukedal Hospital.
"The lights were green for both of us," said the bus driver, Torvald Aasen. Police superintendent Marit Eikeland said the signals at Kaigata had been repaired on Monday night.
The operator, Bratvik Sporvei, suspended trams until further notice.

fjord | Fjord Tidings | 2025-09-02T13:00:00Z | en | Like skittles
Gunnhild Moe was standing with a pram when the floor of the tram went sideways in Kaigata and threw her to the door.
Nobody in the pram was hurt. Thirteen people were, by the count of the crews who set their stretchers between the tables.
"The lights were green for both of us," said the bus driver, Torvald Aasen, who sat on the kerb with a blanket round him.
Trams will not run through Kaigata before Thursday, the timetable board said. Then it went dark.

later | Northern Wire | 2025-09-02T18:00:00Z | en | Eleven hurt as tram and bus collide in Bratvik
Eleven people were injured when a tram ran into a city bus at a crossing in the port of Bratvik on Tuesday, police said.
The tram, on the line towards Solheim, was carrying about 60 passengers. Two of the injured were in serious condition, according to Haukedal Hospital.
"The lights were green for both of us," said the bus driver, Torvald Aasen. Police superintendent Marit Eikeland said the signals at Kaigata had been repaired on Monday night.
The operator, Bratvik Sporvei, suspended trams until Wednesday and apologised to passengers.
"""  # noqa: E501


def pairs(coverage: Coverage, said: StoriesSaid | None = None) -> dict[str, tuple[str, bool]]:
    """Id → (id of the text that it repeats, whether by the same outlet)."""
    ids = [a.id for a in coverage.articles]
    found = zip(ids, coverage.repeats(said), strict=True)
    return {key: (ids[repeat.of], repeat.same_source) for key, repeat in found if repeat}


def test_reprints_and_versions_are_found_and_accounts_that_share_a_quotation_are_not() -> None:
    coverage = Coverage(TEXTS)
    assert pairs(coverage) == {"island": ("wire", False), "later": ("wire", True)}
    assert "fjord" not in coverage.read


def test_what_differs_is_told_sentence_by_sentence() -> None:
    coverage = Coverage(TEXTS)
    repeat = coverage.repeats()[1]
    assert repeat is not None
    assert repeat.changes == (
        Change(coverage.texts[0][0], coverage.texts[1][0]),
        Change(coverage.texts[0][3], coverage.texts[1][3]),
    )


def test_sentences_added_left_out_and_moved_on() -> None:
    before = ["A ferry sank off Lomar. Eleven people drowned. Mr. Ode and J. Reyes watched from the pier."]
    after = ["A ferry sank off Lomar. Twelve people drowned. More rain is due tonight."]
    assert changes(before, before) == ()
    assert changes(before, after) == (
        Change("Eleven people drowned.", "Twelve people drowned."),
        Change("Mr. Ode and J. Reyes watched from the pier.", ""),
        Change("", "More rain is due tonight."),
    )


def test_differences_of_long_and_odd_texts_are_told_in_time() -> None:
    dots = ["." * 200_000]
    assert changes(dots, ["Rain."]) == (Change(dots[0], ""), Change("", "Rain."))
    many, more = ["No. Yes. " * 3000], ["Yes. No. " * 3000 + "Perhaps."]
    assert changes(many, more) == (Change("", "Perhaps."),)


def test_of_texts_of_one_day_the_longest_leads() -> None:
    two = TEXTS.replace("later | Northern", "later | Far").replace("2025-09-02T18:00:00Z", "2025-09-09")
    coverage = Coverage(two.replace("2025-09-02T09:00:00Z", "2025-09-02").replace("2025-09-02T15:30:00Z", "2025-09-02"))
    assert pairs(coverage)["island"] == ("wire", False)
    swapped = Coverage(
        two.replace("2025-09-02T09:00:00Z", "2025-09-03").replace(
            "suspended trams until further", "has now suspended all of its trams until further"
        ),
    )
    assert pairs(swapped)["wire"] == ("island", False)


def test_a_form_filled_in_with_other_figures_is_no_reprint() -> None:
    form = (
        "Shares in {0} closed at {1} kroner on Tuesday, against {2} the day before, the exchange said. The volume was "
        "{3} shares, and the highest price of the day {4} kroner. The company, {0}, is due to report in October. Its "
        "chief, {5}, holds {6} shares. Analysts polled by Northern Wire expect a profit of {7} million "
        "kroner for the quarter."
    )
    coverage = Coverage(
        "one | Wire | 2025-09-02 | en | Close of trading\n"
        + form.format("Bratvik Sporvei", "41.2", "40.8", "120,400", "42.0", "Ingrid Vik", "9,000", "31")
        + "\n\ntwo | Post | 2025-09-02 | en | Close of trading\n"
        + form.format("Haukedal Kraft", "97.5", "99.1", "88,150", "99.4", "Jonas Lund", "2,500", "77")
    )
    assert pairs(coverage) == {}


def test_a_person_has_the_last_word() -> None:
    coverage = Coverage(TEXTS)
    assert pairs(coverage, StoriesSaid(original=("island",))) == {"later": ("wire", True)}
    told = pairs(coverage, StoriesSaid(reprint=(("fjord", "wire", "nobody"),)))
    assert told == {"wire": ("fjord", False), "island": ("fjord", False), "later": ("fjord", False)}


def test_a_text_of_no_words_repeats_nothing() -> None:
    coverage = Coverage("one | A | 2025-09-02 | en | Gallery\n\ntwo | B | 2025-09-02 | en | Gallery")
    assert pairs(coverage) == {}
