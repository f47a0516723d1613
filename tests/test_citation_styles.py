"""References in Chicago, MLA and APA: each by its own rules, with dates as sure as they are and names as printed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from backfile.citations import (
    Citation,
    Listed,
    apa,
    apa_in_text,
    chicago,
    chicago_note,
    mla,
    mla_in_text,
    people,
    plain,
    printed,
)

DAM = Citation(
    id="ab3311e6f0b6-2",
    title="Dam gives way at Brackwater",
    source="Valley Post",
    agency="Northern Press",
    published="2025-06-23",
    captured="2025-06-24T13:00/2025-06-24T23:59",
    url="https://example.org/2025/06/dam/",
    archive="The Harbour Archive",
    lang="en",
)
KEPT = "The Harbour Archive, record ab3311e6f0b6-2"
LINK = "https://example.org/2025/06/dam/"


def all_of(**changes: object) -> tuple[str, str, str]:
    cited = replace(DAM, **changes)
    return plain(chicago(cited)), plain(mla(cited)), plain(apa(cited))


def test_a_report_of_an_agency_in_a_newspaper() -> None:
    assert all_of() == (
        "Northern Press. “Dam gives way at Brackwater.” Valley Post, June 23, 2025. Captured June 24, 2025. "
        f"{KEPT}. {LINK}.",
        f"Northern Press. “Dam gives way at Brackwater.” Valley Post, 23 June 2025. {KEPT}, {LINK}. "
        "Captured 24 June 2025.",
        "Northern Press. (2025, June 23). Dam gives way at Brackwater. Valley Post. "
        f"The Harbour Archive (Record ab3311e6f0b6-2; captured June 24, 2025). {LINK}",
    )


def test_an_unsigned_report_stands_under_its_newspaper_in_chicago_and_under_its_title_elsewhere() -> None:
    one, two, three = all_of(agency=None)
    assert one.startswith("Valley Post. “Dam gives way at Brackwater.” June 23, 2025. Captured")
    assert two.startswith("“Dam gives way at Brackwater.” Valley Post, 23 June 2025. ")
    assert three.startswith("Dam gives way at Brackwater. (2025, June 23). Valley Post. ")
    assert all_of(agency="Valley post") == (one, two, three)


def test_a_report_of_which_nobody_knows_the_newspaper() -> None:
    one, two, three = all_of(source=None, agency=None)
    assert one.startswith("“Dam gives way at Brackwater.” June 23, 2025. Captured")
    assert two.startswith("“Dam gives way at Brackwater.” 23 June 2025. The Harbour Archive, record")
    assert three.startswith("Dam gives way at Brackwater. (2025, June 23). The Harbour Archive (Record")


def test_persons_are_turned_round_as_each_style_has_it() -> None:
    assert [made.partition(" “")[0] for made in all_of(author="By Jane A. Smith")[:2]] == ["Smith, Jane A."] * 2
    assert all_of(author="By Jane A. Smith")[2].startswith("Smith, J. A. (2025, June 23). Dam")
    one, two, three = all_of(author="Jane Smith and Peter van Dyck")
    assert one.startswith("Smith, Jane, and Peter van Dyck. “Dam")
    assert two.startswith("Smith, Jane, and Peter van Dyck. “Dam")
    assert three.startswith("Smith, J., & van Dyck, P. (2025")
    one, two, three = all_of(author="Jane Smith, John Doe and Ann O’Neill")
    assert one.startswith("Smith, Jane, John Doe, and Ann O’Neill. “")
    assert two.startswith("Smith, Jane, et al. “")
    assert three.startswith("Smith, J., Doe, J., & O’Neill, A. (")


@pytest.mark.parametrize(
    "byline",
    [
        *("Staff reporter", "Valley Post Staff", "Park Jin-woo", "Xi Lian", "Helen", "John News", "محمد العلي"),
        *("Jane Smith and agencies", "Jane Smith in Oslo", "Rose City Journal", "Jane", "", "James Daily", "A. B."),
    ],
)
def test_a_name_that_may_not_be_a_persons_stays_as_printed(byline: str) -> None:
    assert people(byline) == ()
    if byline:
        made = all_of(author=byline, agency=None)
        end = "" if byline.endswith(".") else "."
        assert made[0].startswith(f"{byline}{end} “Dam")
        assert made[2].startswith(f"{byline}{end} (2025")


def test_the_word_by_is_no_part_of_a_name() -> None:
    assert [printed(text) for text in ("By MEE staff", "by: Desk", "Byron Bay Times", "By")] == [
        *("MEE staff", "Desk", "Byron Bay Times", "By")
    ]


@pytest.mark.parametrize(
    ("edtf", "supplied", "chicago_date", "mla_date", "apa_date"),
    [
        ("2025-06-23", False, "June 23, 2025", "23 June 2025", "2025, June 23"),
        ("2025-06-23", True, "[June 23, 2025]", "[23 June 2025]", "[2025, June 23]"),
        ("2025-09-03T14:05:00Z", False, "September 3, 2025", "3 Sept. 2025", "2025, September 3"),
        ("2025-12", False, "December 2025", "Dec. 2025", "2025, December"),
        ("2025-06-XX", False, "June 2025", "June 2025", "2025, June"),
        ("2025", False, "2025", "2025", "2025"),
        ("2025-06~", False, "[ca. June 2025]", "[circa June 2025]", "[ca. 2025, June]"),
        ("2025?", False, "[2025?]", "[2025?]", "[2025?]"),
        ("2025-06-22/2025-06-23", False, "[June 22–23, 2025]", "[22–23 June 2025]", "[2025, June 22–23]"),
        ("2025-01-30/2025-02-02", False, *("[January 30–February 2, 2025]", "[30 Jan.–2 Feb. 2025]"),
         "[2025, January 30–February 2]"),
        ("2025-07/2025-08", False, "[July–August 2025]", "[July–Aug. 2025]", "[2025, July–August]"),
        ("2024-12-31/2025-01-01", False, "[December 31, 2024–January 1, 2025]", "[31 Dec. 2024–1 Jan. 2025]",
         "[2024, December 31–2025, January 1]"),
        ("../2025-06-23", False, "[by June 23, 2025]", "[by 23 June 2025]", "[by 2025, June 23]"),
        ("2025-06-17/..", False, "[from June 17, 2025]", "[from 17 June 2025]", "[from 2025, June 17]"),
        ("2025-21", False, "spring 2025", "spring 2025", "spring 2025"),
        ("202X", False, "2020s", "2020s", "2020s"),
        ("-0043", False, "44 BC", "44 BC", "44 BC"),
    ],
)  # fmt: skip
def test_a_date_is_written_as_each_style_has_it_and_bracketed_where_the_page_did_not_state_it(
    edtf: str, supplied: bool, chicago_date: str, mla_date: str, apa_date: str
) -> None:
    one, two, three = all_of(published=edtf, supplied=supplied)
    assert f"Valley Post, {chicago_date}. Captured" in one
    assert f"Valley Post, {mla_date}{'' if mla_date.endswith('.') else '.'} The Harbour" in two
    assert f"Northern Press. ({apa_date}). Dam" in three


def test_without_a_date_there_is_none() -> None:
    one, two, three = all_of(published=None)
    assert "Valley Post, n.d. Captured June 24, 2025." in one
    assert "Valley Post. The Harbour Archive" in two, "the MLA has no sign for it"
    assert two.endswith("Captured 24 June 2025.")
    assert three.startswith("Northern Press. (n.d.). Dam")
    assert not [made for made in all_of(published=None, captured=None) if re.search(r"\b(19|20)\d\d\b(?!/)", made)]


@pytest.mark.parametrize(
    ("title", "quoted", "bare"),
    [
        ("Who pays?", "“Who pays?”", "Who pays? (n.d.)"),
        ("Wait...", "“Wait...”", "Wait... (n.d.)"),
        ("He said “no”", "“He said ‘no.’”", "He said “no.” (n.d.)"),
        ('"No" it is', "“'No' it is.”", '"No" it is. (n.d.)'),
        ("The workers’", "“The workers’.”", "The workers.’ (n.d.)"),
        ("انهيار السد؟", "“انهيار السد؟”", "انهيار السد؟ (n.d.)"),
        ("Two\nlines  here", "“Two lines here.”", "Two lines here. (n.d.)"),
    ],
)
def test_a_title_keeps_its_capitals_and_has_one_stop(title: str, quoted: str, bare: str) -> None:
    one, two, three = all_of(title=title, agency=None, source=None, published=None)
    assert one.startswith(f"{quoted} n.d.")
    assert two.startswith(f"{quoted} The Harbour")
    assert three.startswith(bare)


def test_an_archive_without_an_address_names_its_record() -> None:
    one, two, three = all_of(url="/2025/06/dam/")
    assert one.endswith("Captured June 24, 2025. The Harbour Archive, record ab3311e6f0b6-2.")
    assert two.endswith("The Harbour Archive, record ab3311e6f0b6-2. Captured 24 June 2025.")
    assert three.endswith("The Harbour Archive (Record ab3311e6f0b6-2; captured June 24, 2025).")
    assert plain(chicago_note(replace(DAM, url="/x/"), 2)).endswith(f"para. 2, {KEPT}.")


def test_titles_of_periodicals_are_italic_and_no_other() -> None:
    assert [text for text, face in chicago(DAM) if face == "italic"] == ["Valley Post"]
    assert [text for text, face in mla(DAM) if face == "italic"] == ["Valley Post", "The Harbour Archive"]
    assert [text for text, face in apa(DAM) if face == "italic"] == ["Valley Post"]


def test_a_paragraph_is_cited_by_its_number() -> None:
    assert plain(chicago_note(DAM, 4)) == (
        f"Northern Press, “Dam gives way at Brackwater,” Valley Post, June 23, 2025, para. 4, {LINK}#p4."
    )
    assert plain(mla_in_text(DAM, 4)) == "(Northern Press, par. 4)"
    assert plain(apa_in_text(DAM, 4)) == "(Northern Press, 2025, para. 4)"


@pytest.mark.parametrize(
    ("changes", "in_mla", "in_apa"),
    [
        ({"author": "Jane Smith"}, "(Smith, par. 1)", "(Smith, 2025, para. 1)"),
        ({"author": "Jane Smith and John Doe"}, "(Smith and Doe, par. 1)", "(Smith & Doe, 2025, para. 1)"),
        (
            {"author": "Jane Smith, John Doe, Ann Roe"},
            "(Smith et al., par. 1)",
            "(Smith et al., 2025, para. 1)",
        ),
        ({"agency": None}, "(“Dam gives way at Brackwater,” par. 1)", "(“Dam gives way at Brackwater,” 2025, para. 1)"),
        (
            {"agency": None, "title": "Dam gives way in the night of the great storm"},
            "(“Dam gives way,” par. 1)",
            "(“Dam gives way,” 2025, para. 1)",
        ),
        ({"supplied": True}, "(Northern Press, par. 1)", "(Northern Press, [2025], para. 1)"),
        ({"published": "2024-12-31/2025-01-01"}, "(Northern Press, par. 1)", "(Northern Press, [2024–2025], para. 1)"),
        ({"published": "../2025-06-23"}, "(Northern Press, par. 1)", "(Northern Press, [by 2025], para. 1)"),
        ({"published": "2025~"}, "(Northern Press, par. 1)", "(Northern Press, [ca. 2025], para. 1)"),
        ({"published": None}, "(Northern Press, par. 1)", "(Northern Press, n.d., para. 1)"),
    ],
)
def test_a_reference_in_the_text_leads_to_its_entry(changes: dict[str, object], in_mla: str, in_apa: str) -> None:
    cited = replace(DAM, **changes)
    assert (plain(mla_in_text(cited, 1)), plain(apa_in_text(cited, 1))) == (in_mla, in_apa)


def test_a_list_is_a_page_of_the_archive_without_a_date() -> None:
    ferries = Listed("tags-ferries", "Articles tagged Ferries", "https://e.org/tags/ferries/", "The Archive", "en")
    assert plain(chicago(ferries)) == "“Articles tagged Ferries.” The Archive, n.d. https://e.org/tags/ferries/."
    assert plain(mla(ferries)) == "“Articles tagged Ferries.” The Archive, https://e.org/tags/ferries/."
    assert plain(apa(ferries)) == "The Archive. (n.d.). Articles tagged Ferries. https://e.org/tags/ferries/"
    nowhere = replace(ferries, url="/tags/ferries/")
    assert [plain(style(nowhere)) for style in (chicago, mla, apa)] == [
        "“Articles tagged Ferries.” The Archive, n.d.",
        "“Articles tagged Ferries.” The Archive.",
        "The Archive. (n.d.). Articles tagged Ferries.",
    ]


WORDS = st.one_of(st.text(max_size=40), st.text(alphabet="“”’\"'.,?!&;-() By and Jane Smith\n\t", max_size=40))


@given(WORDS, WORDS, WORDS, st.sampled_from([None, "2025-06-23", "../2025-06", "2025-06-23~", "-0001", "202X"]))
@settings(max_examples=150, deadline=None)
def test_whatever_the_words_a_reference_is_one_line_that_holds_them(
    title: str, source: str, author: str, edtf: str | None
) -> None:
    cited = replace(DAM, title=title, source=source, author=author, published=edtf)
    made = [chicago(cited), mla(cited), apa(cited)]
    made += [chicago_note(cited, 3), mla_in_text(cited, 3), apa_in_text(cited, 3)]
    assert all(len(plain(reference).splitlines()) == 1 for reference in made)
    letters = [letter for letter in title if letter.isalnum()]
    for reference in made[:4]:
        assert "".join(letters) in "".join(filter(str.isalnum, plain(reference)))
