"""Feeds, sitemap and data files: well formed for any text, the same for the same articles, no date made up."""

import csv
import io
import json

import feedparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from backfile import feeds
from backfile.model import Article, SeedRef
from backfile.views import Learned, StoryRecord

ATOM = "{http://www.w3.org/2005/Atom}"
DAM = Article(
    "2025/06/dam-gives-way",
    "ab3311e6f0b6-2",
    "Dam gives way at Brackwater",
    "d1",
    284,
    source="Gulf Today",
    published="2025-06-23",
    published_basis="The page was captured on 23 June 2025 and says “2 hours ago”.",
    captured="2025-06-23T13:00/2025-06-23T23:59",
    lang="en",
    tags=("Brackwater", "Dams"),
    summary="A dam gave way.",
    seed=SeedRef("a.txt", "f" * 64, ((0, 9),)),
)
HARBOUR = feeds.Feed(
    title="The Harbour Archive",
    address="https://example.org/feed.xml",
    page="https://example.org/",
    id="https://example.org/feed.xml",
    publisher="The Harbour Archive",
    lang="en",
    updated="2025-06-23T00:00:00Z",
)


def with_(**changes):
    return Article(**{name: getattr(DAM, name) for name in DAM.__struct_fields__} | changes)


@pytest.mark.parametrize(
    ("published", "moment"),
    [
        ("2025-06-23", "2025-06-23T00:00:00Z"),
        ("2025-06-22/2025-06-23", "2025-06-22T00:00:00Z"),
        ("2025-06", "2025-06-01T00:00:00Z"),
        ("2025-06-23T14:05:30Z", "2025-06-23T14:05:30Z"),
        ("2025-06-23T14:05+02", "2025-06-23T14:05:00+02:00"),
        ("2025-06-23T14:05", "2025-06-23T00:00:00Z"),
        ("../2025-06-23", None),
        ("-0043", None),
        (None, None),
    ],
)
def test_an_entrys_moment_is_the_earliest_bound(published, moment):
    article = with_(published=published)
    assert feeds.moment(article) == moment
    if moment is None:
        for write in (feeds.atom_entry, feeds.json_item):
            with pytest.raises(ValueError, match="no place in a feed: ab3311e6f0b6-2"):
                write(article, "x/")


def test_an_atom_feed_holds_its_entries():
    made = feeds.atom(HARBOUR, [feeds.atom_entry(DAM, "https://example.org/2025/06/dam-gives-way/")])
    read = feedparser.parse(made.encode())
    assert read.bozo == 0
    assert (read.feed.title, read.feed.id, read.feed.updated) == (HARBOUR.title, HARBOUR.id, "2025-06-23T00:00:00Z")
    (found,) = read.entries
    assert found.id == "urn:backfile:ab3311e6f0b6-2"
    assert (found.title, found.author, found.summary) == (DAM.title, "Gulf Today", "A dam gave way.")
    assert (found.link, found.updated) == ("https://example.org/2025/06/dam-gives-way/", "2025-06-23T00:00:00Z")
    assert [tag.term for tag in found.tags] == ["Brackwater", "Dams"]


def test_an_empty_feed_is_a_feed_and_names_no_time_of_its_own():
    read = feedparser.parse(
        feeds.atom(feeds.Feed("T", "feed.xml", "./", "urn:backfile:feed:/feed.xml", "T"), []).encode()
    )
    assert (read.bozo, read.feed.updated, read.entries) == (0, "1970-01-01T00:00:00Z", [])


def test_a_json_feed_is_version_1_1():
    made = json.loads(
        feeds.json_feed(HARBOUR, [feeds.json_item(DAM, "x/"), feeds.json_item(with_(summary=None), "y/")])
    )
    assert made["version"] == "https://jsonfeed.org/version/1.1"
    assert made["feed_url"] == HARBOUR.address
    assert made["items"][0] == {
        "id": "urn:backfile:ab3311e6f0b6-2",
        "url": "x/",
        "title": DAM.title,
        "content_text": "A dam gave way.",
        "date_published": "2025-06-23T00:00:00Z",
        "authors": [{"name": "Gulf Today"}],
        "tags": ["Brackwater", "Dams"],
        "language": "en",
    }
    assert made["items"][1]["content_text"] == ""
    assert json.loads(feeds.json_feed(HARBOUR, []))["items"] == []


ANY = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.characters(), max_size=20),
    st.text(alphabet="<>&\"']=+-@,;\n\r\t\0\x0b\x85\u2028\ufffe\ud800!-[CDATA", max_size=40),
)


def legal(text):
    """`text` as any XML reader gives it back."""
    return "".join(c if etree_takes(c) else "\ufffd" for c in text)


def etree_takes(c):
    n = ord(c)
    if 0x7F <= n <= 0x9F or 0xFDD0 <= n <= 0xFDEF:
        return False  # allowed, and discouraged
    return c in "\t\n\r" or 0x20 <= n <= 0xD7FF or 0xE000 <= n <= 0xFFFD or n >= 0x10000


@given(ANY, ANY, ANY, st.one_of(st.none(), ANY))
@settings(max_examples=200, deadline=None)
@example("]]>", "<script>", "a\ud800b", 'en" x="')
def test_any_text_makes_a_well_formed_feed_and_comes_back(title, tag, summary, lang):
    article = with_(title=title, tags=(tag,), summary=summary, lang=lang)
    made = feeds.atom(HARBOUR, [feeds.atom_entry(article, "x/")]).encode()
    assert feedparser.parse(made).bozo == 0
    found = etree.fromstring(made).find(f"{ATOM}entry")
    assert (found.findtext(f"{ATOM}title") or "") == legal(title)
    assert (found.findtext(f"{ATOM}summary") or "") == legal(summary)

    line = feeds.json_feed(HARBOUR, [feeds.json_item(article, "x/")])
    whole = title.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert json.loads(line.encode())["items"][0]["title"] in (title, whole, legal_json(title))


def legal_json(text):
    return "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in text)


def test_the_sitemap_names_absolute_addresses():
    made = feeds.sitemap("https://example.org/a&b/", ["/", "/2025/06/été/"])
    locs = [loc.text for loc in etree.fromstring(made.encode()).iter("{*}loc")]
    assert locs == ["https://example.org/a&b/", "https://example.org/a&b/2025/06/%C3%A9t%C3%A9/"]
    index = etree.fromstring(feeds.sitemap_index("https://example.org", ["/sitemap-2025.xml"]).encode())
    assert index.tag.endswith("}sitemapindex")
    assert [loc.text for loc in index.iter("{*}loc")] == ["https://example.org/sitemap-2025.xml"]


def test_robots_may_read_all_and_are_shown_the_sitemap_where_there_is_one():
    assert feeds.robots("") == "User-agent: *\nAllow: /\n"
    assert feeds.robots("https://example.org/a/").endswith("\nSitemap: https://example.org/a/sitemap.xml\n")


def test_a_line_of_json_holds_what_the_contract_names():
    made = feeds.jsonl_line(DAM, "/2025/06/dam-gives-way/", Learned(related=(("x-1", "both name Brackwater"),)))
    assert json.loads(made) == {
        "id": "ab3311e6f0b6-2",
        "url": "/2025/06/dam-gives-way/",
        "title": "Dam gives way at Brackwater",
        "source": "Gulf Today",
        "agency": None,
        "author": None,
        "published": "2025-06-23",
        "published_basis": DAM.published_basis,
        "captured": "2025-06-23T13:00/2025-06-23T23:59",
        "lang": "en",
        "category": None,
        "tags": ["Brackwater", "Dams"],
        "words": 284,
        "seed": {"file": "a.txt", "sha256": "f" * 64},
        "related": [{"id": "x-1", "reason": "both name Brackwater"}],
        **{key: [] for key in ("names", "key_points", "who", "when", "where")},
        "reprint_of": None,
        "story": None,
    }
    assert json.loads(feeds.jsonl_line(with_(seed=None), "/x/"))["seed"] is None


def test_a_line_of_json_tells_what_the_archive_knows():
    learned = Learned(
        names=(("Brackwater", "place", 3), ("Mirela Oake", "person", 1)),
        key_points=(("The dam gave way.", 2),),
        who=("Mirela Oake",),
        when=("on Tuesday",),
        where=("at Brackwater",),
        reprint_of="x-9",
        story="brackwater-dam",
    )
    told = json.loads(feeds.jsonl_line(DAM, "/x/", learned))
    assert told["names"] == [
        {"name": "Brackwater", "kind": "place", "mentions": 3},
        {"name": "Mirela Oake", "kind": "person", "mentions": 1},
    ]
    assert told["key_points"] == [{"text": "The dam gave way.", "paragraph": 2}]
    assert (told["who"], told["when"], told["where"]) == (["Mirela Oake"], ["on Tuesday"], ["at Brackwater"])
    assert (told["reprint_of"], told["story"]) == ("x-9", "brackwater-dam")


def test_a_line_of_stories_holds_what_the_contract_names():
    story = StoryRecord(
        slug="brackwater-dam",
        title="Dam gives way",
        url="/stories/brackwater-dam/",
        articles=("x-1", "x-2"),
        sources=("Gulf Today",),
        first=None,
        figures=(("houses lost", (("x-1", "31"), ("x-2", "at least 40"))),),
    )
    assert json.loads(feeds.story_line(story)) == {
        "slug": "brackwater-dam",
        "title": "Dam gives way",
        "url": "/stories/brackwater-dam/",
        "articles": ["x-1", "x-2"],
        "sources": ["Gulf Today"],
        "first": None,
        "figures": [
            {
                "what": "houses lost",
                "values": [{"article": "x-1", "text": "31"}, {"article": "x-2", "text": "at least 40"}],
            }
        ],
    }


def rows(made):
    return list(csv.reader(io.StringIO(made, newline="")))


def test_the_table_has_a_row_an_article_under_its_names():
    names, row = rows(feeds.csv([feeds.csv_row(DAM, "/2025/06/dam-gives-way/")]))
    assert dict(zip(names, row, strict=True)) == {
        "id": "ab3311e6f0b6-2",
        "url": "/2025/06/dam-gives-way/",
        "title": "Dam gives way at Brackwater",
        "source": "Gulf Today",
        "agency": "",
        "author": "",
        "published": "2025-06-23",
        "published_basis": DAM.published_basis,
        "captured": "2025-06-23T13:00/2025-06-23T23:59",
        "lang": "en",
        "category": "",
        "tags": "Brackwater; Dams",
        "words": "284",
        "seed_file": "a.txt",
        "seed_sha256": "f" * 64,
    }


@pytest.mark.parametrize("start", list("=+-@\t\r＝＋－＠"))
def test_no_cell_is_a_formula(start):
    _, row = rows(feeds.csv([feeds.csv_row(with_(title=f"{start}HYPERLINK(1)"), "/x/")]))
    assert row[2] == f"'{start}HYPERLINK(1)"


@given(ANY, ANY)
@settings(max_examples=200)
def test_any_text_stays_in_its_cell_and_on_its_line(title, tag):
    article = with_(title=title, tags=(tag,))
    names, row = rows(feeds.csv([feeds.csv_row(article, "/x/")]).encode().decode())
    assert len(row) == len(names)
    assert row[2].removeprefix("'") == legal_json(title).replace("\0", "\ufffd").removeprefix("'")
    line = feeds.jsonl_line(article, "/x/").encode().decode()
    assert len(line.splitlines()) == 1
    assert json.loads(line)["title"] == legal_json(title)
