"""References in Chicago, MLA and APA: each by its own rules, with dates as sure as they are and names as printed."""

from __future__ import annotations

import json
import re
from urllib.parse import urljoin

import bibtexparser
import lxml.html
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sites import archive, build, pages, story

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


# ---------------------------------------------------------------- on the pages

URL = "https://example.org/a/"
ARTICLES = {
    "2025/06/dam": story(
        "Dam gives way",
        "It broke.",
        "Nobody was hurt.",
        id="a-1",
        source="Valley Post",
        author="By Jane Smith and Ann Roe",
        published="2025-06-17",
        lang="en",
        tags=["Dams", "Rivers"],
        url="https://valley.example/dam",
        rights="© Valley Post",
    ),
    "2025/06/late": story(
        "A late report", "Text.", id="a-2", agency="Hill Press", published="2025-06-22/2025-06-23", tags=["Dams"]
    ),
    "2025/06/month": story("A monthly", "Text.", id="a-3", source="Valley Post", published="2025-06", lang="ar"),
    "2025/06/soon": story(
        "Two hours on", "Text.", id="a-5", source="Valley Post", published="2025-06-23", relative="2 hours ago"
    ),
    "undated/when": story("Nobody knows when", "Text.", id="a-4", tags=["Dams"]),
    "undated/bare": story("Nothing but a headline", id="a-6"),
}
Tree = lxml.html.HtmlElement


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tree]:
    made = archive(tmp_path_factory.mktemp("cited") / "site", ARTICLES, url=URL, list_files_from=3)
    build(made)
    return {path.removesuffix("index.html"): page.tree for path, page in pages(made).items()}


def metas(tree: Tree, name: str) -> list[str]:
    return [str(meta.get("content")) for meta in tree.xpath(f"//head/meta[@name='{name}']")]


def said(tree: Tree, name: str) -> str:
    return "".join(tree.xpath(f"//*[@id='cite-{name}']")[0].itertext())


def test_an_article_offers_each_style_and_format_one_open_at_a_time(site: dict[str, Tree]) -> None:
    tree = site["2025/06/dam/"]
    details = tree.xpath("//*[@class='cite']/details")
    summaries = [" ".join(d.find("summary").text_content().split()) for d in details]
    assert summaries == ["Chicago", "MLA", "APA", "BibTeX", "RIS", "CSL-JSON", "A single paragraph"]
    assert {d.get("name") for d in details} == {"cite"}
    assert [d.get("open") is not None for d in details] == [True] + [False] * 6
    assert said(tree, "chicago") == (
        "Smith, Jane, and Ann Roe. “Dam gives way.” Valley Post, June 17, 2025. A Test, record a-1. "
        "https://example.org/a/2025/06/dam/."
    )
    assert said(tree, "mla").startswith("Smith, Jane, and Ann Roe. “Dam gives way.” Valley Post, 17 June 2025. A Test,")
    assert said(tree, "apa").startswith("Smith, J., & Roe, A. (2025, June 17). Dam gives way. Valley Post. A Test (")
    assert [i.text for i in tree.xpath("//*[@id='cite-mla']/i")] == ["Valley Post", "A Test"]
    assert bibtexparser.parse_string(said(tree, "bib")).entries[0]["title"] == "Dam gives way"
    assert rispy.loads(said(tree, "ris"))[0]["title"] == "Dam gives way"
    assert json.loads(said(tree, "csl"))[0]["type"] == "article-newspaper"
    paragraph = details[-1].text_content()
    for wanted in ("June 17, 2025, para. 1, https://example.org/a/2025/06/dam/#p1.", "(Smith and Roe, par. 1)"):
        assert wanted in paragraph
    assert "(Smith & Roe, 2025, para. 1)" in paragraph


def test_an_article_without_a_text_has_no_paragraph_to_cite(site: dict[str, Tree]) -> None:
    assert len(site["undated/bare/"].xpath("//*[@class='cite']/details")) == 6


def test_a_reckoned_date_stands_in_brackets_and_the_note_says_who_reckoned(site: dict[str, Tree]) -> None:
    tree = site["2025/06/soon/"]
    assert "Valley Post. “Two hours on.” [June 23, 2025]." in said(tree, "chicago")
    assert "([2025, June 23])" in said(tree, "apa")
    assert "The archive supplied the date." in said(tree, "ris")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("tags/dams/", "Articles tagged Dams"),
        ("sources/valley-post/", "Articles published by Valley Post"),
        ("2025/06/", "Articles of June 2025"),
        ("undated/", "Articles without a date"),
    ],
)
def test_a_list_is_cited_on_its_page(site: dict[str, Tree], path: str, title: str) -> None:
    tree = site[path]
    assert said(tree, "chicago") == f"“{title}.” A Test, n.d. {URL}{path}."
    assert said(tree, "mla") == f"“{title}.” A Test, {URL}{path}."
    assert said(tree, "apa") == f"A Test. (n.d.). {title}. {URL}{path}"
    assert rispy.loads(said(tree, "ris"))[0]["urls"] == [URL + path]
    assert json.loads(said(tree, "csl"))[0]["URL"] == URL + path
    assert bibtexparser.parse_string(said(tree, "bib")).entries[0].key == path.strip("/").replace("/", "-")


def test_reference_managers_find_an_article_in_the_head(site: dict[str, Tree]) -> None:
    tree = site["2025/06/dam/"]
    address = f"{URL}2025/06/dam/"
    for name, wanted in {
        "citation_title": ["Dam gives way"],
        "citation_author": ["Smith, Jane", "Roe, Ann"],
        "citation_journal_title": ["Valley Post"],
        "citation_publisher": ["Valley Post"],
        "citation_publication_date": ["2025/06/17"],
        "citation_language": ["en"],
        "citation_public_url": [address],
        "DC.type": ["newspaperArticle"],
        "DC.title": ["Dam gives way"],
        "DC.creator": ["Smith, Jane", "Roe, Ann"],
        "DC.source": ["Valley Post", "https://valley.example/dam"],
        "DC.date": ["2025-06-17"],
        "DC.language": ["en"],
        "DC.identifier": ["urn:backfile:a-1", address],
        "DC.rights": ["© Valley Post"],
    }.items():
        assert metas(tree, name) == wanted, name
    assert not metas(site["tags/dams/"], "citation_title")


@pytest.mark.parametrize(
    ("path", "day", "edtf"),
    [
        ("2025/06/soon/", ["2025/06/23"], ["2025-06-23"]),
        ("2025/06/late/", [], ["2025-06-22/2025-06-23"]),
        ("2025/06/month/", [], ["2025-06"]),
        ("undated/when/", [], []),
    ],
)
def test_a_date_is_told_to_machines_as_far_as_it_is_known(
    site: dict[str, Tree], path: str, day: list[str], edtf: list[str]
) -> None:
    assert metas(site[path], "citation_publication_date") == day
    assert metas(site[path], "DC.date") == edtf


def test_an_article_is_an_h_entry(site: dict[str, Tree]) -> None:
    tree = site["2025/06/dam/"]
    (entry,) = tree.xpath("//article[contains(concat(' ', @class, ' '), ' h-entry ')][.//h1]")

    def of(name: str) -> list[Tree]:
        return list(entry.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]"))

    assert [e.text_content() for e in of("p-name")] == ["Dam gives way"]
    assert {e.text_content() for e in of("p-author")} >= {"Valley Post"}
    assert [e.get("datetime") for e in of("dt-published")] == ["2025-06-17"]
    assert [e.text_content() for e in of("p-category")] == ["Dams", "Rivers"]
    assert len(of("e-content")) == 1
    address = f"{URL}2025/06/dam/"
    assert [urljoin(address, e.get("href")) for e in of("u-url")] == [address]
    assert of("u-uid") == of("u-url")
    for undated in ("2025/06/late/", "undated/when/"):
        assert not site[undated].xpath("//h1/ancestor::article//*[contains(@class, 'dt-published')]")
    assert len(site["2025/06/soon/"].xpath("//h1/ancestor::article//time[contains(@class, 'dt-published')]")) == 1


def test_feeds_can_be_discovered_everywhere_and_a_lists_own_on_its_page(site: dict[str, Tree]) -> None:
    for path, tree in site.items():
        if tree.xpath("//meta[@http-equiv='refresh']"):
            continue
        found = [urljoin(URL + path, e.get("href")) for e in tree.xpath("//link[@rel='alternate']")]
        assert [f"{URL}feed.xml", f"{URL}feed.json"] == found[:2], path
        own = [f"{URL}{path}feed.xml"] if path in ("tags/dams/", "sources/valley-post/", "2025/06/") else []
        assert found[2:] == own, path
