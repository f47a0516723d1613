"""EDTF in, bounds and English out."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile import dates


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "month", "day"),
    [
        ("2025-06-23", "2025-06-23", "2025-06-23", "2025-06", "2025-06-23"),
        ("2025-06", "2025-06-01", "2025-06-30", "2025-06", None),
        ("2024-02-XX", "2024-02-01", "2024-02-29", "2024-02", None),
        ("2025", "2025-01-01", "2025-12-31", None, None),
        ("202X", "2020-01-01", "2029-12-31", None, None),
        ("20XX", "2000-01-01", "2099-12-31", None, None),
        ("2025-XX-XX", "2025-01-01", "2025-12-31", None, None),
        ("2025-21", "2025-01-01", "2025-12-31", None, None),
        ("2025-24", "2024-12-01", "2026-03-31", None, None),
        ("2025-06-23~", "2025-06-23", "2025-06-23", None, None),
        ("2025-06-17/2025-06-23", "2025-06-17", "2025-06-23", "2025-06", None),
        ("../2025-06-23", None, "2025-06-23", None, None),
        ("2025-06-17/..", "2025-06-17", None, None, None),
        ("/2025-06-23", None, "2025-06-23", None, None),
        ("2025-06-23T14:05:00Z", "2025-06-23", "2025-06-23", "2025-06", "2025-06-23"),
        ("2016-12-31T23:59:60Z", "2016-12-31", "2016-12-31", "2016-12", "2016-12-31"),
        ("2025-06-23T13:00/2025-06-23T23:59", "2025-06-23", "2025-06-23", "2025-06", "2025-06-23"),
        ("-0043-03-15", None, None, None, None),
        ("Y17000", None, None, None, None),
    ],
)
def test_a_date_knows_its_bounds(text, earliest, latest, month, day):
    read = dates.parse(text)
    assert (read.earliest and str(read.earliest), read.latest and str(read.latest)) == (earliest, latest)
    assert (read.month, read.day, read.text) == (month, day, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-02-30", "February 2024 has 29 days: 2024-02-30"),
        ("1900-02-29", "February 1900 has 28 days"),
        ("2025-13", "there is no month 13"),
        ("0000-00-00", "there is no month 00"),
        ("2025-06-23T24:01", "no such time of day"),
        ("2025-06-23T12:00+19:00", "no such time zone"),
        ("2025-06-23/2025-06-01", "ends before it begins"),
        ("../..", "needs at least one date"),
        ("2025-XX-03", "a day needs its month"),
        ("202X-06", "stands alone"),
        ("Y2025", "not a date"),
        ("Y00012", "more than four digits"),
        ("-0000", "has no sign"),
        ("23 June 2025", "not a date: “23 June 2025”; dates are written like 2025-06-23"),
        ("２０２５", "not a date"),
        ("", "not a date"),
        ("2025-06-23\n", "not a date"),
        ("x" * 5000, "…”"),
    ],
)
def test_what_is_no_date_is_refused_in_words(text, said):
    with pytest.raises(ValueError, match=re.escape(said)) as refused:
        dates.parse(text)
    assert len(str(refused.value).splitlines()) == 1


def test_keys_sort_by_earliest_bound_then_latest_and_an_open_start_stands_at_its_end():
    order = ["-0043", "0001", "2025", "2025-06", "2025-06-23T08:00:00Z", "2025-06-23T08:01", "../2025-07-01"]
    order += ["2025-07-02", "2025-08-01/2025-08-02", "2025-08-01/..", "Y12025"]
    shuffled = order[5:] + order[:5]
    assert sorted(shuffled, key=lambda text: dates.parse(text).key) == order


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("2025-06-23", "23 June 2025"),
        ("2025-06-03", "3 June 2025"),
        ("2025-06-22/2025-06-23", "22–23 June 2025"),
        ("2025-06-30/2025-07-02", "30 June – 2 July 2025"),
        ("2024-12-31/2025-01-01", "31 December 2024 – 1 January 2025"),
        ("2025-05/2025-06", "May–June 2025"),
        ("2024/2025", "2024–2025"),
        ("../2025-06-23", "by 23 June 2025"),
        ("2025-06-17/..", "from 17 June 2025"),
        ("2025-06~", "c. June 2025"),
        ("2025-06?", "perhaps June 2025"),
        ("2025-06%", "perhaps c. June 2025"),
        ("2025-06~/2025-08", "c. June 2025 – August 2025"),
        ("2025-06-XX", "June 2025"),
        ("2025-XX-XX", "2025"),
        ("202X", "2020s"),
        ("20XX", "2000–2099"),
        ("2025-23", "autumn 2025"),
        ("2025-21/2025-23", "spring 2025 – autumn 2025"),
        ("-0043", "44 BC"),
        ("0000", "1 BC"),
        ("Y-12000", "12001 BC"),
        ("2025-06-23T14:05:00Z", "23 June 2025, 14:05 UTC"),
        ("2025-06-23T14:05:30+02:00", "23 June 2025, 14:05:30 UTC+02:00"),
        ("2025-06-23T13:00/2025-06-23T23:59", "23 June 2025, 13:00–23:59"),
        ("2025-06-23T13:00/2025-06-24T01:00", "23 June 2025, 13:00 – 24 June 2025, 01:00"),
    ],
)
def test_a_date_reads_as_english(text, english):
    assert dates.words(text) == english


@given(st.dates(), st.integers(0, 4000))
@settings(max_examples=100)
def test_every_day_and_interval_of_days_reads_back_and_sorts_as_dates_do(first, length):
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    read = dates.parse(f"{first}/{last}")
    assert (read.earliest, read.latest) == (first, last)
    assert dates.parse(str(first)).day == str(first)
    assert (dates.parse(str(first)).key < dates.parse(str(last)).key) == (first < last)
    assert str(first.year) in dates.words(str(first))


NEARLY = (
    (["", "-"], ["0000", "2024", "2025", "20XX"], ["-00", "-02", "-06", "-12", "-13", "-XX", "-21"]),
    (
        ["", "-00", "-01", "-28", "-29", "-30", "-31", "-XX"],
        ["", "T00:00", "T23:59:60", "T24:00", "T14:05:59", "T14:60"],
    ),
    (["", "Z", "+14:59", "+15:00", "-03", "+00:60"], ["", "~", "?"]),
)


@given(st.tuples(*(st.sampled_from(some) for part in NEARLY for some in part)).map("".join))
@settings(max_examples=600)
def test_what_is_plainly_a_day_is_found_sooner_and_the_same(text):
    try:
        day = dates.parse(text).day
    except ValueError as error:
        for look in (dates.check, dates.day):
            with pytest.raises(ValueError, match=re.escape(str(error))):
                look(text)
        return
    dates.check(text)
    assert dates.day(text) == day


@given(st.text(alphabet="0123456789-/.TZ:X~?%Y+", max_size=24))
@settings(max_examples=400)
def test_anything_else_is_a_value_error_and_nothing_worse(text):
    try:
        read = dates.parse(text)
    except ValueError:
        return
    assert read.text == text
    assert dates.words(text)
    if read.earliest and read.latest:
        assert read.earliest <= read.latest


@pytest.mark.parametrize(
    ("phrase", "bounds"),
    [
        ("a few seconds ago", (0, 44)),
        ("a minute ago", (45, 90)),
        ("2 minutes ago", (90, 150)),
        ("44 minutes ago", (43.5 * 60, 44.5 * 60)),
        ("50 minutes ago", (49.5 * 60, 51 * 60)),
        ("an hour ago", (44.5 * 60, 5400)),
        ("2 hours ago", (5400, 9000)),
        (" 21 Hours  ago", (20.5 * 3600, 21.5 * 3600)),
        ("1 hour ago", (1800, 7200)),
        ("23h ago", (22.5 * 3600, 24 * 3600)),
        ("a day ago", (21.5 * 3600, 36 * 3600)),
        ("2 days ago", (1.5 * 86400, 2.5 * 86400)),
        ("3 weeks ago", (2.5 * 7 * 86400, 4 * 7 * 86400)),
        ("منذ ساعة واحدة", (44.5 * 60, 5400)),
        ("منذ ساعتين", (5400, 9000)),
        ("منذ ٣ أيام", (2.5 * 86400, 3.5 * 86400)),
        ("منذ 41 دقائق", (40.5 * 60, 41.5 * 60)),
        ("منذ يوم واحد", (21.5 * 3600, 36 * 3600)),
    ],
)
def test_a_relative_phrase_is_an_interval_of_seconds(phrase, bounds):
    assert dates.age(phrase) == pytest.approx(bounds)


@pytest.mark.parametrize("phrase", ["", "ago", "last week", "2 hours", "in 2 hours", "two hours ago", "منذ", "منذ زمن"])
def test_other_phrases_have_no_age(phrase):
    assert dates.age(phrase) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12-03-2025", "2025-03-12"),
        ("٢٢-٠٧-٢٠٢٥", "2025-07-22"),
        ("13 June 2025", "2025-06-13"),
        ("Monday, August 11, 2025", "2025-08-11"),
        ("Aug. 12, 2025", "2025-08-12"),
        ("06 December,2025 07:34 PM IST", "2025-12-06"),
        ("2025-06-13T09:00:00Z", "2025-06-13"),
        ("٢٢ يوليو ٢٠٢٥", "2025-07-22"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("03/04/2025", None),
        ("31-02-2025", None),
        ("June 2025", None),
        ("", None),
    ],
)
def test_a_printed_date_is_read_only_if_it_can_be_read_one_way(text, day):
    assert dates.printed(text) == day
