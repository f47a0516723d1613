"""What a page and its sidecar prove about the days its articles came out, and the words that say how."""

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile import dates
from backfile.model import Draft, SetAside, Sidecar

QUIET = "The harbour office published its report."


def lead(**fields):
    return Draft("lead", "A lead", **fields)


def item(relative, *paragraphs, **fields):
    return Draft("related", "An item", paragraphs or (QUIET,), relative=relative, **fields)


def published(captured, *drafts):
    return [draft.published for draft in dates.settle(drafts, Sidecar(captured=captured))]


def test_an_afternoon_of_capture_dates_the_items_and_bounds_the_lead():
    page = dates.settle((lead(), item("2 hours ago")), Sidecar(captured="2025-06-23T13:00/2025-06-23T23:59"))
    assert [draft.published for draft in page] == ["../2025-06-23", "2025-06-23"]
    assert [draft.captured for draft in page] == ["2025-06-23T13:00/2025-06-23T23:59"] * 2
    assert page[1].published_basis == (
        "The page was captured on 23 June 2025 between 13:00 and 23:59 and says “2 hours ago”."
    )
    assert page[0].published_basis == (
        "The page was captured on 23 June 2025 between 13:00 and 23:59, so the article is no later; "
        "it bears no date of its own."
    )


@pytest.mark.parametrize(
    ("captured", "relative", "day"),
    [
        ("2025-06-23", "2 hours ago", "2025-06-22/2025-06-23"),
        ("2025-06-23", "a day ago", "2025-06-21/2025-06-23"),
        ("2025-03-01", "3 days ago", "2025-02-25/2025-02-27"),
        ("2025-06-23T14:05:00Z", "3 days ago", "2025-06-20/2025-06-21"),
        ("2025-06-23T14:05:00Z", "5 minutes ago", "2025-06-23"),
        ("2025-06", "2 hours ago", "2025-05-31/2025-06-30"),
        ("../2025-06-23", "2 hours ago", "../2025-06-23"),
        ("2025-06-23/..", "2 hours ago", "2025-06-22/.."),
        ("2025-06-23~", "2 hours ago", None),
        ("2025-06-23", "some time ago", "../2025-06-23"),
        ("0001-01-01", "7 days ago", None),
    ],
)
def test_the_date_is_the_capture_less_the_age(captured, relative, day):
    assert published(captured, item(relative)) == [day]


def test_a_lead_is_never_dated_by_an_approximate_or_open_capture():
    assert published("2025-06-23~", lead()) == [None]
    assert published("2025-06-23/..", lead()) == [None]


def test_without_a_capture_nothing_is_dated():
    page = dates.settle((lead(), item("2 hours ago", "He told reporters on Monday morning (June 23).")), Sidecar())
    assert [(d.published, d.published_basis, d.captured) for d in page] == [(None, None, None)] * 2
    assert page[1].relative == "2 hours ago"


def test_a_printed_date_holds_whatever_the_capture():
    page = dates.settle((lead(published="12-03-2025"),), Sidecar(captured="2025-06-23"))
    assert page[0].published == "2025-03-12"
    assert page[0].published_basis == "The page prints “12-03-2025” with the headline."
    assert published(None, lead(published="31-02-2025")) == [None]
    assert published(None, lead(published="2025-03-12")) == ["2025-03-12"]


def test_a_lead_with_a_relative_time_shares_the_capture():
    assert published("2025-06-23T12:00", lead(relative="3 hours ago")) == ["2025-06-23"]


def test_the_sidecars_date_is_the_leads_alone():
    page = dates.settle((lead(), item("x")), Sidecar(published="2025-06-17"))
    assert [draft.published for draft in page] == ["2025-06-17", None]
    assert page[0].published_basis == "The sidecar of the capture gives this date."


@pytest.mark.parametrize(
    "text",
    [
        "On Monday morning, in an interview, the minister declined to answer.",
        "The roof fell in early on Monday, officials said.",
        "A woman was helped from a house in Brackwater, Lusatra, early on Monday.",
        "The mayor told reporters on Monday (June 23) that work had ended.",
        "He spoke on Monday, 23 June, in the old hall.",
        "The company said today, Monday, June 23, that it had sold the mill.",
        "وقال الوزير اليوم الاثنين إن العمل انتهى.",
    ],
)
def test_words_of_a_day_narrow_the_date_and_are_quoted(text):
    draft = dates.settle((item("2 hours ago", QUIET, text),), Sidecar(captured="2025-06-23"))[0]
    assert draft.published == "2025-06-23"
    said = draft.published_basis.split("itself says “")[1].removesuffix("”.")
    assert said in text


@pytest.mark.parametrize(
    "text",
    [
        "The council met on Monday.",
        "The ward will take its first patients on Monday (June 23).",
        "The hall reopens on Monday morning, he said.",
        "He was due to speak on Monday morning.",
        "They waited until Monday morning before they left.",
        "The concert on Monday evening was cancelled.",
        "He was arrested last Monday morning.",
        "She was there on Monday morning last week.",
        "The gates were shut on Monday mornings.",
        "It fell on Monday morning, June 16, 2025.",
        "“We left today, Monday,” said the letter.",
        "It was signed on Monday (June 31).",
        "وتستمر الفعاليات حتى مساء يوم الاثنين.",
    ],
)
def test_other_words_of_a_day_narrow_nothing(text):
    assert published("2025-06-23", item("2 hours ago", text)) == ["2025-06-22/2025-06-23"]


def test_one_article_narrows_the_capture_for_all():
    early = item("20 minutes ago", "The mayor told reporters on Monday (June 23) that work had ended.")
    late = item("2 minutes ago")
    page = dates.settle((late, early), Sidecar(captured="2025-06-23"))
    assert [draft.published for draft in page] == ["2025-06-23", "2025-06-23"]
    assert page[0].published_basis == (
        "The page was captured on 23 June 2025 and says “2 minutes ago”; "
        "another article there, “20 minutes ago”, says “on Monday (June 23)”."
    )
    assert page[0].captured == "2025-06-23"


def test_a_caption_that_was_set_aside_still_bears_witness():
    aside = SetAside("media.caption", "Water was cleared in Brackwater, early on Monday. Stockpile", 0)
    assert published("2025-06-23", item("2 hours ago", set_aside=(aside,))) == ["2025-06-23"]
    promo = SetAside("promo.related-link", "Water was cleared early on Monday", 0)
    assert published("2025-06-23", item("2 hours ago", set_aside=(promo,))) == ["2025-06-22/2025-06-23"]


def test_a_dump_that_calls_a_whole_date_today_proves_its_capture():
    page = dates.settle(
        (lead(), item("2 hours ago", "The mayor said today (June 23, 2025) that work had ended."), item("6 hours ago")),
        Sidecar(),
    )
    assert [draft.published for draft in page] == ["../2025-06-24", "2025-06-23", None]
    assert {draft.captured for draft in page} == {"2025-06-23/2025-06-24"}
    assert page[1].published_basis == (
        "The page says “2 hours ago”, and the article itself says “today (June 23, 2025)”."
    )


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said today (June 23, 2025) that work was over. The clerk said today (June 20, 2025) it was not.",
        "The mayor said today, Tuesday, June 23, 2025, that work had ended.",
        "The mayor said today (June 23, 2025) that all was well. He was told on Friday (June 27, 2025) otherwise.",
        "The letter read: “We left today, June 23, 2025, at noon.”",
        "The mayor said today (June 23) that work had ended.",
        "He was told on Monday morning, June 23, 2025, that work had ended.",
    ],
)
def test_a_dump_that_contradicts_itself_or_stops_short_proves_nothing(text):
    page = dates.settle((item("2 hours ago", text),), Sidecar())
    assert [(draft.published, draft.captured) for draft in page] == [(None, None)]


@given(st.datetimes(min_value=datetime.datetime(1990, 1, 1)), st.integers(2, 21), st.data())
@settings(max_examples=200)
def test_the_true_day_always_lies_in_what_is_printed(moment, hours, data):
    age = data.draw(st.floats(hours * 3600 - 1800, hours * 3600 + 1799))
    true = (moment - datetime.timedelta(seconds=age)).date()
    words = f"The mayor told reporters on {true:%A} morning that work had ended."
    for captured in (str(moment.date()), f"{moment:%Y-%m-%dT%H}:00/{moment:%Y-%m-%dT%H}:59"):
        got = dates.parse(published(captured, item(f"{hours} hours ago", words), item("an hour ago"))[0])
        assert got.earliest <= true <= got.latest


@given(st.text(alphabet=st.sampled_from("today ,(June23)Monday early on '\"“”.20 5said"), max_size=200))
@settings(max_examples=200)
def test_no_text_breaks_it(text):
    published("2025-06-23", item("2 hours ago", text))
    published(None, item("2 hours ago", text))


@pytest.mark.parametrize(
    "text", ["early Monday ", "today, Monday ", "x" * 50 + "ed ", ", Aa Bb", "'", "today (June 23, 2025) "]
)
def test_long_hostile_texts_cost_little(text):
    started = time.perf_counter()
    published("2025-06-23", item("2 hours ago", text * (200_000 // len(text))))
    assert time.perf_counter() - started < 2
