"""Citations say what is known, no more, and read back to the same fields whatever the text."""

import json
import re

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backfile.citations import Citation, Listed, bibtex, csl, csl_item, csl_json, ris

DAM = Citation(
    id="ab3311e6f0b6-2",
    title="Dam gives way at Brackwater",
    source="Gulf Today",
    agency="Northern Press",
    published="2025-06-23",
    captured="2025-06-23T13:00/2025-06-23T23:59",
    url="https://example.org/2025/06/dam-gives-way/",
    archive="The Harbour Archive",
    lang="en",
)
DATES = [
    # EDTF, BibTeX year and month, RIS PY and DA, CSL issued
    ("2025-06-23", "2025", "jun", "2025", "2025/06/23", {"date-parts": [[2025, 6, 23]]}),
    ("2025-06", "2025", "jun", "2025", "2025/06/", {"date-parts": [[2025, 6]]}),
    ("2025", "2025", None, "2025", "2025//", {"date-parts": [[2025]]}),
    ("2025-06-XX", "2025", "jun", "2025", "2025/06/", {"date-parts": [[2025, 6]]}),
    ("2025-06-23T14:05:00Z", "2025", "jun", "2025", "2025/06/23", {"date-parts": [[2025, 6, 23]]}),
    ("2025-06-22/2025-06-23", "2025", "jun", "2025", "2025/06/", {"date-parts": [[2025, 6, 22], [2025, 6, 23]]}),
    ("2024-12-31/2025-01-01", None, None, None, None, {"date-parts": [[2024, 12, 31], [2025, 1, 1]]}),
    ("2025-06-23~", None, None, None, None, {"date-parts": [[2025, 6, 23]], "circa": True}),
    ("../2025-06-23", None, None, None, None, {"literal": "by 23 June 2025"}),
    ("2025-06-17/..", None, None, None, None, {"literal": "from 17 June 2025"}),
    ("202X", None, None, None, None, {"literal": "2020s"}),
    ("2025-21", "2025", None, "2025", "2025//", {"literal": "spring 2025"}),
    ("-0043", None, None, None, None, {"literal": "44 BC"}),
    (None, None, None, None, None, None),
]


def entry(made):
    library = bibtexparser.parse_string(made, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    (found,) = library.entries
    return found.entry_type, found.key, {field.key: field.value for field in found.fields}


def with_(**changes):
    return Citation(**{name: getattr(DAM, name) for name in DAM.__struct_fields__} | changes)


def test_bibtex_says_what_is_known():
    assert bibtex(DAM) == (
        "@article{ab3311e6f0b6-2,\n"
        "  author = {{Northern Press}},\n"
        "  title = {Dam gives way at Brackwater},\n"
        "  journal = {Gulf Today},\n"
        "  year = {2025},\n"
        "  month = jun,\n"
        "  date = {2025-06-23},\n"
        "  url = {https://example.org/2025/06/dam-gives-way/},\n"
        "  urldate = {2025-06-23},\n"
        "  language = {en},\n"
        "  note = {Captured 23 June 2025, 13:00–23:59. Archived in The Harbour Archive, ab3311e6f0b6-2.}\n"
        "}\n"
    )


def test_an_article_of_which_little_is_known_gets_no_empty_field():
    bare = Citation(id="x", title="T")
    assert bibtex(bare) == "@misc{x,\n  title = {T},\n  note = {Archived as x.}\n}\n"
    assert ris(bare) == "TY  - NEWS\nID  - x\nTI  - T\nN1  - Archived as x.\nER  - \n"
    assert csl(bare) == {"id": "x", "type": "article-newspaper", "title": "T", "note": "Archived as x."}


@pytest.mark.parametrize(("edtf", "year", "month", "py", "da", "issued"), DATES)
def test_a_date_is_as_precise_as_it_is_known_and_never_made_up(edtf, year, month, py, da, issued):
    citation = with_(published=edtf)
    fields = entry(bibtex(citation))[2]
    assert (fields.get("year"), fields.get("month")) == (year, month)
    (record,) = rispy.loads(ris(citation))
    assert record.get("year") == py
    assert record.get("date") == da
    assert csl(citation).get("issued") == issued


def test_an_uncertain_date_is_told_in_words_in_the_note():
    citation = with_(published="2025-06-22/2025-06-23")
    for note in (entry(bibtex(citation))[2]["note"], rispy.loads(ris(citation))[0]["notes"][0], csl(citation)["note"]):
        assert note.startswith("Published 22–23 June 2025. Captured")
    assert "Published" not in bibtex(DAM)


def test_biblatex_gets_the_interval_as_edtf():
    assert entry(bibtex(with_(published="2025-06-22/2025-06-23")))[2]["date"] == "2025-06-22/2025-06-23"
    assert "  date = {2025-06-23~}," in bibtex(with_(published="2025-06-23~"))
    assert "  date = {../2025-06-23}," in bibtex(with_(published="../2025-06-23"))
    assert "  date = {2025-06-23}," in bibtex(with_(published="2025-06-23T14:05:00Z"))


def test_a_date_that_the_archive_supplied_is_told_as_such_in_the_note():
    for made in (bibtex, ris, csl):
        assert "The archive supplied the date." in str(made(with_(supplied=True)))
        assert "supplied" not in str(made(DAM))
        assert "supplied" not in str(made(with_(supplied=True, published=None)))


def test_a_list_is_cited_as_a_page_of_the_archive():
    ferries = Listed("tags-ferries", "Articles tagged Ferries & co", "https://e.org/tags/ferries/", "The Archive", "en")
    assert entry(bibtex(ferries)) == (
        "misc",
        "tags-ferries",
        {
            "title": "Articles tagged Ferries & co",
            "howpublished": "The Archive",
            "url": "https://e.org/tags/ferries/",
            "language": "en",
        },
    )
    (record,) = rispy.loads(ris(ferries))
    assert (record["type_of_reference"], record["title"]) == ("ELEC", "Articles tagged Ferries & co")
    assert record["name_of_database"] == "The Archive"
    assert csl(ferries)["type"] == "webpage"
    assert "issued" not in csl(ferries)


def test_a_whole_file_of_each_format_parses():
    many = [with_(id=f"x-{n}", title=f"Title {n}") for n in range(3)]
    assert [e.key for e in bibtexparser.parse_string("\n".join(map(bibtex, many))).entries] == ["x-0", "x-1", "x-2"]
    assert [r["title"] for r in rispy.loads("\n".join(map(ris, many)))] == ["Title 0", "Title 1", "Title 2"]
    assert [i["id"] for i in json.loads(csl_json(many))] == ["x-0", "x-1", "x-2"]
    assert json.loads(csl_json([])) == []


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\\{}$&%#_~^-'`\"!?@=,\n\r\t abTYER<>", max_size=60),
    st.text(alphabet=st.characters(), max_size=20),
)


def one_line(value):
    """What a field may keep of a text: its white space as single spaces, what no format can carry as U+FFFD."""
    return re.sub("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", " ".join(value.split()))


@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from([row[0] for row in DATES]))
@settings(max_examples=250, deadline=None)
@example("}, note = {x", "\nER  - \nTY  - BOOK", "@comment{", "2025")
@example("{{{", "\\", "a -- b ''c'' ?`d` {e", None)
def test_every_text_reads_back_from_every_format(title, source, author, edtf):
    citation = with_(title=title, source=source, author=author, agency=None, published=edtf)
    wanted = [one_line(value) for value in (title, source, author)]

    kind, key, fields = entry(bibtex(citation))
    assert (kind, key) == ("article" if source else "misc", citation.id)
    assert bibtex(citation).count("{") == bibtex(citation).count("}")
    assert [fields.get(name, "") for name in ("title", "journal", "author")] == wanted

    (record,) = rispy.loads(ris(citation))
    got = [record.get("title", ""), record.get("secondary_title", ""), "".join(record.get("authors", []))]
    assert got == wanted
    assert len(ris(citation).splitlines()) == ris(citation).count("\n")

    item = json.loads(csl_item(citation))
    got = [item.get("title", ""), item.get("container-title", ""), item.get("author", [{"literal": ""}])[0]["literal"]]
    assert got == wanted


@pytest.mark.parametrize("url", ["https://e.org/a}b\\c{", "https://e.org/a b\n", "https://e.org/é"])
def test_a_url_cannot_end_its_field(url):
    # As a verbatim field, it is not LaTeX: a percent sign stands for itself.
    made = bibtexparser.parse_string(bibtex(with_(url=url))).entries[0]["url"]
    assert made == rispy.loads(ris(with_(url=url)))[0]["urls"][0] == csl(with_(url=url))["URL"]
    assert re.fullmatch(r"https://e\.org/[A-Za-z0-9%]+", made)
