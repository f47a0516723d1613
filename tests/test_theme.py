"""The built-in pages: what each says, that it is whole and safe whatever its fields hold, and what it weighs."""

from __future__ import annotations

import gzip
import json
import re
import types
import typing
from pathlib import Path
from typing import Any, Literal, get_args, get_origin
from xml.etree.ElementTree import Element

import html5lib
import msgspec
import pytest
from theme_views import ARTICLE, DAYS, ITEM, LIST, NAMES_VIEW, PAGES, SAID, SHA, STATED, STORY, SUPPLIED, items

from backfile import frontmatter, prose, templates
from backfile.config import Settings, Site, Way
from backfile.model import Page, Record
from backfile.views import (
    AboutView,
    ArchiveView,
    ArticleView,
    Body,
    CalendarMonth,
    CommentView,
    Count,
    Day,
    Group,
    HomeView,
    IndexView,
    Item,
    Items,
    Letter,
    Link,
    ListView,
    When,
    YearView,
)

HTML = "{http://www.w3.org/1999/xhtml}"
PARAGRAPHS = ("The dam gave way on Tuesday.", "Nobody was *hurt* [1]: police said.", "Work starts on Friday.")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    shelf = folder / "content/2025/06"
    shelf.mkdir(parents=True)
    text = frontmatter.write({"title": "Dam gives way"}, prose.to_markdown(PARAGRAPHS) + "\n")
    (shelf / "dam.md").write_text(text, "utf-8")
    said = folder / "comments" / f"{SAID.path}.md"
    said.parent.mkdir(parents=True)
    said.write_text("---\n---\n\nI was there.\n", "utf-8")
    return folder


def render(root: Path, template: str, view: Any = None, *, offline: bool = False, **settings: Any) -> str:
    site = Site(root, Settings(**settings), offline)
    view = PAGES[template] if view is None else view
    return templates.load(site).render(Page(view.url, template, view)).decode()


def parse(html: str) -> Element:
    return html5lib.HTMLParser(strict=False).parse(html)  # type: ignore[no-any-return]


def elements(page: Element, name: str) -> list[Element]:
    return list(page.iter(HTML + name))


def of_class(page: Element, name: str) -> list[Element]:
    return [element for element in page.iter() if name in (element.get("class") or "").split()]


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def replace(view: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(view, **fields)


# ---------------------------------------------------------------- every page


@pytest.mark.parametrize("template", sorted(PAGES))
def test_every_page_is_whole(root: Path, template: str) -> None:
    parser = html5lib.HTMLParser(strict=False)
    html = render(root, template)
    page = parser.parse(html)
    assert not parser.errors
    assert html.startswith("<!doctype html>")
    assert len(elements(page, "h1")) == len(elements(page, "title")) == len(elements(page, "main")) == 1
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    named = {i for e in page.iter() for i in (e.get("aria-labelledby") or "").split()}
    assert named <= set(ids)
    assert {a.get("href")[1:] for a in elements(page, "a") if (a.get("href") or "").startswith("#")} <= set(ids)
    assert all(text_of(heading) for n in range(1, 7) for heading in elements(page, f"h{n}"))
    assert not [e for e in page.iter() if e.get("style") is not None or e.get("dir") == "" or e.get("lang") == ""]
    assert "None" not in html


@pytest.mark.parametrize("template", sorted(PAGES))
def test_a_page_asks_nothing_of_other_servers(root: Path, template: str) -> None:
    page = parse(render(root, template, url="https://archive.example/a/"))
    loaded = [e.get("src") for e in page.iter() if e.get("src")]
    loaded += [e.get("href") for e in elements(page, "link") if e.get("rel") not in ("canonical",)]
    assert loaded
    assert not [address for address in loaded if "//" in (address or "")]


@pytest.mark.parametrize("template", sorted(set(PAGES) - {"redirect.html"}))
def test_a_page_leads_to_the_archives_parts_and_feeds(root: Path, template: str) -> None:
    page = parse(render(root, template))
    up = "/" if template == "404.html" else "../" * (PAGES[template].url.count("/") - 1) or "./"
    hrefs = {e.get("href") for e in [*elements(page, "a"), *elements(page, "link")]}
    assert {up + to for to in ("", "archive/", "tags/", "sources/", "about/", "feed.xml", "feed.json")} <= hrefs


def test_only_an_archive_with_an_address_writes_absolute_ones(root: Path) -> None:
    for template in PAGES:
        assert 'rel="canonical"' not in render(root, template)
    html = render(root, "article.html", url="https://archive.example/a")
    assert '<link rel="canonical" href="https://archive.example/a/2025/06/dam/">' in html
    assert 'content="https://archive.example/a/2025/06/dam/"' in html


def test_offline_every_link_names_a_file(root: Path) -> None:
    for template in set(PAGES) - {"404.html"}:
        page = parse(render(root, template, offline=True))
        inside = [a.get("href") or "" for a in elements(page, "a")]
        assert not [href for href in inside if href.partition("#")[0].endswith("/") and "//" not in href]


# ---------------------------------------------------------------- hostile texts

HOSTILE = (
    "\"'><svg onload=alert(1)><script>alert(1)</script></title></textarea><!--{{ 7*7 }}{% x %}]]>&"
    "\u202e\x00\x1b\ufffe javascript:alert(1)"
)
ALLOWED = frozenset(
    re.findall(
        r"\w+",
        """
        html head meta title link script body a header div p button nav ul ol li main footer section h1 h2 h3 article
        dl dt dd small bdi b i span time details summary pre code blockquote br aside table caption thead tbody tfoot tr
        th td abbr figure figcaption svg rect circle path form label input fieldset legend select option template
        noscript
        """,
    )
)


def standing(comments: tuple[CommentView, ...]) -> tuple[CommentView, ...]:
    """The comments with a text that is there to be read."""
    return tuple(replace(each, body=SAID, replies=standing(each.replies)) for each in comments)


def poisoned(kind: Any, text: str, depth: int = 0) -> Any:
    """A value of the type `kind` with `text` in every place that holds text; records in themselves, three deep."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return poisoned(inner[0], text, depth)
    if origin is Literal:
        return inner[0]
    if origin is tuple and inner[-1] is Ellipsis:
        return (poisoned(inner[0], text, depth),) * 2 if depth < 3 else ()
    if kind is Items:
        return items(poisoned(Item, text, depth), poisoned(Item, text, depth))
    if origin is tuple:
        return tuple(poisoned(each, text, depth) for each in inner)
    if isinstance(kind, type) and issubclass(kind, Record):
        hints = typing.get_type_hints(kind)
        return kind(**{name: poisoned(hints[name], text, depth + 1) for name in kind.__struct_fields__})
    return {str: text, int: 3, bool: False, float: 1.5}.get(kind) if kind in (str, int, bool, float) else {}


@pytest.mark.parametrize("template", sorted(PAGES))
@pytest.mark.parametrize("certainty", ["stated", "supplied", "captured", "unknown"])
def test_hostile_texts_in_every_field_stay_text(root: Path, template: str, certainty: str) -> None:
    view = poisoned(type(PAGES[template]), HOSTILE)
    known = {
        "url": PAGES[template].url,
        "body": ARTICLE.body,
        "months": PAGES[template].months if template == "year.html" else (),
    }
    view = replace(view, **{name: value for name, value in known.items() if name in view.__struct_fields__})
    if "when" in view.__struct_fields__:
        view = replace(view, when=replace(view.when, certainty=certainty))
    if isinstance(view, ArticleView):  # dates are checked where they are read: no text reaches them
        view = replace(view, comments=standing(view.comments))
        view = replace(view, citation=replace(view.citation, published="2025-06", captured=None))
    page = parse(render(root, template, view, title=HOSTILE, tagline=HOSTILE, rights=HOSTILE, contact=HOSTILE))
    names = {e.tag.removeprefix(HTML).rpartition("}")[2] for e in page.iter() if isinstance(e.tag, str)}
    assert names <= ALLOWED
    attributes = {(name, value) for e in page.iter() for name, value in e.attrib.items()}
    assert not [name for name, _ in attributes if str(name).lower().startswith("on") or name in ("style", "srcdoc")]
    addresses = [value.strip().lower() for name, value in attributes if name in ("href", "src", "action")]
    assert not [address for address in addresses if re.match(r"(javascript|data|vbscript):|//", address)]
    assert all(address.startswith((".", "/", "#")) for address in addresses)
    for script in elements(page, "script"):
        assert script.get("src") or json.loads(script.text or "")
    assert "alert(1)" in text_of(page)
    assert "49" not in text_of(elements(page, "title")[0])


def test_hostile_bodies_stay_text(root: Path) -> None:
    (root / "content/x.md").write_text(frontmatter.write({"title": "x"}, prose.to_markdown([HOSTILE[:-30]]) + "\n"))
    page = parse(render(root, "article.html", replace(ARTICLE, body=Body("x", "0"))))
    (body,) = of_class(page, "e-content")
    assert {e.tag for e in body.iter()} == {HTML + "div", HTML + "p", HTML + "a"}
    assert "<script>alert(1)</script>" in text_of(body)


# ---------------------------------------------------------------- the article


def test_the_body_stands_alone_in_its_element(root: Path) -> None:
    page = parse(render(root, "article.html"))
    (body,) = of_class(page, "e-content")
    assert prose.words(text_of(body)) == [word for text in PARAGRAPHS for word in prose.words(text)]
    assert [p.get("id") for p in elements(body, "p")] == ["p1", "p2", "p3"]
    for template in set(PAGES) - {"article.html"}:
        assert not of_class(parse(render(root, template)), "e-content")


def test_an_article_says_all_that_is_known_of_it(root: Path) -> None:
    page = parse(render(root, "article.html"))
    facts = {text_of(d[0]): text_of(d[1]) for d in elements(page, "div") if len(d) == 2 and d[0].tag == HTML + "dt"}
    assert facts["Source"] == "Valley Post"
    assert facts["Agency"] == "Hill Press"
    assert facts["Author"] == "A. Writer"
    assert "17 June 2025" in facts["Published"]
    assert "The page says “17 June 2025”." in facts["Published"]
    assert facts["Captured"] == "23 June 2025, 13:00–23:59"
    assert facts["Category"] == "World"
    assert facts["Length"] == "14 wordsincomplete"
    assert facts["Language"] == "English"
    assert facts["Record"] == "ab3311e6f0b6-1"
    assert facts["File"] == "pages/dam.txt"
    assert facts["Characters"].startswith("0–1,204, 1,300–4,510")
    assert facts["SHA-256 of the file"] == SHA
    assert "again.txt" in facts["Also in"]
    assert facts["Captured from"] == "https://example.org/page?id=1"
    assert facts["Rights"] == "© Valley Post"
    assert "the text ends here" in text_of(page)


def test_an_article_leads_on(root: Path) -> None:
    page = parse(render(root, "article.html"))
    assert [(a.get("href"), text_of(a)) for a in elements(page, "a") if a.get("rel") == "tag"] == [
        ("../../../tags/dams/", "Dams")
    ]
    assert "Rivers" in [text_of(e) for e in of_class(page, "p-category")]
    assert "both name the River Sorrel" in text_of(page)
    assert "Captured on the same page" in text_of(page)
    assert [a.get("href") for a in elements(page, "a") if a.get("rel") in ("prev", "next")] == [
        "../../../2025/06/other/",
        "../../../2025/06/sadd/",
    ]


def test_what_was_set_aside_is_shown_on_demand_with_its_rule_and_place(root: Path) -> None:
    page = parse(render(root, "article.html"))
    (shown,) = of_class(page, "cut")
    assert shown.tag == HTML + "details"
    assert shown.get("open") is None
    assert text_of(shown) == (
        "2 passages of page furniture were set aside "
        "After paragraph 2, by the rule promo.related-link:Read More »Other dam "
        "Before paragraph 1, by the rule promo.newsletter:Sign up"
    )


def test_an_article_carries_its_citations(root: Path) -> None:
    page = parse(render(root, "article.html"))
    shown = {e.get("id"): "".join(e.itertext()) for e in page.iter() if (e.get("id") or "").startswith("cite-")}
    for style in ("chicago", "mla", "apa"):
        assert "Dam gives way" in shown[f"cite-{style}"]
    assert shown["cite-bib"].startswith("@")
    assert shown["cite-ris"].startswith("TY  - ")
    assert json.loads(shown["cite-csl"])[0]["title"] == "Dam gives way"
    buttons = [b for b in elements(page, "button") if b.get("data-copy")]
    assert {b.get("data-copy") for b in buttons} == set(shown) - {"cite-head"}
    assert all(b.get("hidden") is not None for b in buttons)


@pytest.mark.parametrize(
    ("when", "published"),
    [
        (STATED, "2025-06-17"),
        (SUPPLIED, None),
        (When("c. June 2025", "about", "2025-06~"), None),
        (When("by 23 June 2025", "stated", "../2025-06-23"), None),
        (When("n.d.", "unknown"), None),
    ],
)
def test_a_date_of_publication_is_told_to_machines_only_if_the_page_stated_it(
    root: Path, when: When, published: str | None
) -> None:
    page = parse(render(root, "article.html", replace(ARTICLE, when=when)))
    data = json.loads(next(s.text or "" for s in elements(page, "script") if s.get("type") == "application/ld+json"))
    assert data["@type"] == "NewsArticle"
    assert data.get("datePublished") == published
    metas = [m.get("content") for m in elements(page, "meta") if m.get("property") == "article:published_time"]
    assert metas == ([published] if published else [])


@pytest.mark.parametrize(
    ("when", "shown", "stamp"),
    [
        (STATED, "17 June 2025", "2025-06-17"),
        (SUPPLIED, "[23 June 2025] (date supplied by the archive)", "2025-06-23"),
        (When("22–23 June 2025", "supplied"), "[22–23 June 2025] (date supplied by the archive)", None),
        (When("c. June 2025", "about"), "c. June 2025 (approximate date)", None),
        (
            When("June 2025", "captured", "2025-06", "2025-06"),
            "captured June 2025 (date of capture; when it was published is not known)",
            "2025-06",
        ),
        (When("n.d.", "unknown"), "n.d. (no date known)", None),
    ],
)
def test_a_date_is_marked_and_its_mark_is_spoken(root: Path, when: When, shown: str, stamp: str | None) -> None:
    page = parse(render(root, "list.html", replace(LIST, groups=(Group("", items(replace(ITEM, when=when))),))))
    (slug,) = of_class(page, "slug")
    assert text_of(slug[1]) == shown
    assert [time.get("datetime") for time in elements(slug, "time")] == ([stamp] if stamp else [])


def test_a_bare_article_is_still_a_page(root: Path) -> None:
    bare = ArticleView("/undated/x/", "0", "X", When("n.d.", "unknown"), ARTICLE.body, 0, ARTICLE.citation, ())
    text = text_of(parse(render(root, "article.html", bare)))
    assert "Source not named" in text
    assert "written for the archive by hand" in text
    for absent in ("Related reports", "set aside", "Captured on the same page", "the text ends here"):
        assert absent not in text


def test_words_of_another_language_are_marked_as_such(root: Path) -> None:
    page = parse(render(root, "article.html", replace(ARTICLE, lang="ar", dir="rtl", title="انهيار السد")))
    (title,), (body,) = elements(page, "h1"), of_class(page, "e-content")
    assert [(e.get("lang"), e.get("dir")) for e in (title, body)] == [("ar", "rtl")] * 2
    assert page.get("lang") == "en"
    arabic = parse(render(root, "list.html", lang="ar"))
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    assert [(e.get("lang"), e.get("dir")) for e in of_class(arabic, "p-name")[1:]] == [("en", "ltr"), (None, None)]


def test_a_language_unknown_or_malformed_claims_nothing(root: Path) -> None:
    for lang in (None, "en us", "x" * 99):
        page = parse(render(root, "article.html", replace(ARTICLE, lang=lang, dir=None)))
        (title,) = elements(page, "h1")
        assert (title.get("lang"), title.get("dir")) == (None, "auto")


def test_an_address_that_is_none_is_no_link(root: Path) -> None:
    page = parse(render(root, "article.html", replace(ARTICLE, address="javascript:alert(1)")))
    assert "javascript:alert(1)" in text_of(page)
    assert not [a for a in elements(page, "a") if a.get("rel") == "external nofollow"]


def test_a_body_that_went_missing_is_named(root: Path) -> None:
    with pytest.raises(Exception, match=r"content/2025/06/gone\.md"):
        render(root, "article.html", replace(ARTICLE, body=Body("2025/06/gone", "0")))


# ---------------------------------------------------------------- lists


def test_a_list_shows_its_articles_its_periods_and_what_to_take(root: Path) -> None:
    page = parse(render(root, "list.html"))
    assert [text_of(h) for h in elements(page, "h2") if "mon" in (h.get("class") or "")] == [
        "June 2025",
        "Undated",
    ]
    assert [a.get("href") for a in of_class(page, "u-url")] == ["../../2025/06/other/", "../../2025/06/sadd/"]
    hrefs = [a.get("href") for a in elements(page, "a")]
    assert {"../../tags/dams/2025/", "../../sources/valley-post/", "../../tags/dams/articles.csv"} <= set(hrefs)
    feeds = [e.get("href") for e in elements(page, "link") if e.get("type") == "application/atom+xml"]
    assert feeds == ["../../feed.xml", "../../tags/dams/feed.xml"]
    assert "A note." in text_of(page)


@pytest.mark.parametrize("kind", ["tag", "source", "undated"])
def test_a_list_of_five_hundred_keeps_to_two_and_a_half_thousand_elements(root: Path, kind: Any) -> None:
    many = [replace(ITEM, url=f"/2025/06/n{n}/") for n in range(500)]
    view = ListView("/tags/dams/2025/", kind, "Dams", 500, tuple(Group(f"{n}", items(*many[n::12])) for n in range(12)))
    page = parse(render(root, "list.html", view))
    assert len(of_class(page, "u-url")) == 500
    assert sum(1 for _ in page.iter()) < 2500


def test_a_calendar_of_a_full_year_leaves_room_for_a_hundred_reports(root: Path) -> None:
    days = tuple(Day(n, 3, f"/2025/05/#d{n:02}") for n in range(1, 32))
    months = tuple(CalendarMonth("May", "/2025/05/", 93, 5, days, 2) for _ in range(12))
    view = YearView("/2025/", "2025", 1216, months, (Group("Month not certain", items(*[ITEM] * 100)),))
    assert sum(1 for _ in parse(render(root, "year.html", view)).iter()) < 2500


def test_empty_pages_say_so(root: Path) -> None:
    assert "Nothing is held here" in render(root, "list.html", ListView("/undated/", "undated", "Undated", 0, ()))
    assert "Nothing is held yet" in render(root, "index.html", IndexView("/tags/", "tags", "Tags", 0, (), ()))
    assert "Nothing is dated yet" in render(root, "archive.html", ArchiveView("/archive/", 0, (), 0))
    empty = HomeView("/", 0, 0, None, None, (), (), (), (), (), (), 0)
    assert "Nothing is held yet" in render(root, "home.html", empty)
    months = (CalendarMonth("May", "", 0, 3, tuple(Day(n, 0, "") for n in range(1, 32)), 0),)
    assert "May" in render(root, "year.html", YearView("/2025/", "2025", 0, months))
    nothing = AboutView("/about/", 0, 0, 0, 0, 0, 0, 0, None, None, (), (), ())
    assert "About this archive" in render(root, "about.html", nothing)


def test_a_calendar_has_whole_weeks(root: Path) -> None:
    months = (CalendarMonth("May", "/2025/05/", 3, 3, DAYS, 0),)
    page = parse(render(root, "year.html", YearView("/2025/", "2025", 3, months)))
    rows = [[text_of(cell) for cell in row] for row in elements(elements(page, "tbody")[0], "tr")]
    assert {len(row) for row in rows} == {7}
    assert rows[0][:4] == ["", "", "", "1 May, 1 article"]


def test_nameplate_navigation_and_footer_are_the_archives_own(root: Path) -> None:
    own = {
        "title": "The Harbour Archive",
        "nameplate": "Harbour",
        "navigation": ("tags", Way("Newsroom & more", "https://example.org/"), Way("Front", "/"), "home"),
        "footer": "Kept by us.",
    }
    page = parse(render(root, "about.html", **own))
    (nav,) = of_class(page, "nav")
    assert [(text_of(a), a.get("href")) for a in elements(nav, "a")] == [
        ("Tags", "../tags/"),
        ("Newsroom & more", "https://example.org/"),
        ("Front", "../"),
        ("Front page", "../"),
    ]
    assert text_of(of_class(page, "name")[0]) == "Harbour"
    assert text_of(elements(page, "title")[0]).endswith("The Harbour Archive")
    assert text_of(of_class(page, "colophon")[0]) == "Kept by us."
    assert not of_class(parse(render(root, "about.html")), "colophon")


def test_the_about_page_names_whom_to_write_to(root: Path) -> None:
    assert 'href="mailto:desk@example.org"' in render(root, "about.html", contact="desk@example.org")
    assert 'href="https://example.org/desk"' in render(root, "about.html", contact="https://example.org/desk")
    assert "<bdi>the desk</bdi>" in render(root, "about.html", contact="the desk")


# ---------------------------------------------------------------- what the archive knows


def test_key_points_lead_to_their_paragraphs(root: Path) -> None:
    page = parse(render(root, "article.html"))
    (key,) = of_class(page, "key")
    assert [text_of(li) for li in elements(key, "li")] == [
        "The dam gave way on Tuesday. ¶ 1",
        "Work starts on Friday. ¶ 3",
    ]
    assert [a.get("href") for a in elements(key, "a")] == ["#p1", "#p3"]
    assert [(text_of(d[0]), text_of(d[1])) for d in elements(key, "div")] == [
        ("Who", "police"),
        ("When", "on Tuesday"),
        ("Where", "the dam"),
    ]
    bare = parse(render(root, "article.html", replace(ARTICLE, key_points=())))
    assert text_of(elements(of_class(bare, "key")[0], "h2")[0]) == "Who, when and where"
    bare = parse(render(root, "article.html", replace(ARTICLE, key_points=(), who=(), times=(), where=())))
    assert not of_class(bare, "key")


def test_a_name_with_a_page_leads_there_and_one_without_leads_nowhere(root: Path) -> None:
    page = parse(render(root, "article.html"))
    box = next(e for e in elements(page, "section") if e.get("aria-labelledby") == "who")
    entries = [(text_of(li[0]), li[0].get("href"), text_of(li[1])) for li in elements(box, "li")]
    assert entries == [
        ("Mirela Oake", "../../../people/mirela-oake/", "3"),
        ("Tobin Ash", None, "1"),
        ("Ines Cal", None, "1"),
        ("Port Averil", "../../../places/port-averil/", "2"),
    ]
    assert [text_of(h) for h in elements(box, "h3")] == ["People", "Places"]
    assert len(elements(box, "details")) == 1


def test_an_article_names_its_story_and_where_its_text_stands_elsewhere(root: Path) -> None:
    page = parse(render(root, "article.html"))
    hrefs = [a.get("href") for a in elements(page, "a")]
    assert "../../../stories/the-dam/" in hrefs
    current = [e for e in page.iter() if e.get("aria-current") == "page"]
    assert [text_of(e) for e in current] == ["Dam gives way"]
    (again,) = of_class(page, "again")
    assert text_of(again).startswith("This report prints the text of another: Other dam holds Valley Post")
    assert [text_of(li) for li in elements(again, "li")] == [
        "The original It fell on Tuesday. The reprint It fell on 17 June.",
        "Only in the reprint More follows.",
        "Only in the original Nobody was hurt.",
    ]
    assert "5 passages differ" in text_of(again)
    assert "2 passages more differ." in text_of(again)
    (copies,) = of_class(page, "copies")
    said = [text_of(li) for li in copies]
    assert "another capture" in said[0]
    assert "The other capture It fell on 17 June." in said[0]
    assert said[1].endswith("The same, word for word.")


def test_a_story_is_told_day_by_day(root: Path) -> None:
    page = parse(render(root, "story.html"))
    (time,) = of_class(page, "time")
    days = [text_of(e) for e in elements(time, "h3") + elements(time, "p") if e.tag.endswith("h3") or e in time]
    assert days == [
        "17 June 2025 Tuesday · 3 reports",
        "[23 June 2025] (date supplied by the archive) 1 report",
        "18–22 June 2025: nothing held",
    ]
    leads = of_class(time, "lead")
    assert len(leads) == 1
    assert "First to report" in text_of(leads[0])
    assert "1 reprint of this text" in text_of(leads[0])
    assert "Prints the text of Valley Post." in text_of(time)
    assert [h.get("id") for h in elements(time, "h3")] == ["d2025-06-17", None]
    differ = next(e for e in elements(page, "section") if e.get("aria-labelledby") == "differ")
    assert [text_of(cell) for cell in elements(differ, "tr")[1]] == ["houses lost", "“at least 31”, Valley Post"]
    assert [a.get("href") for a in elements(differ, "a")] == ["../../2025/06/dam/#p2"]


def test_nobody_was_first_where_dates_do_not_tell(root: Path) -> None:
    rows = tuple(replace(row, first=-1) for row in STORY.matrix.rows)
    days = tuple(replace(day, reports=tuple(replace(each, first=False) for each in day.reports)) for day in STORY.days)
    view = replace(STORY, first=None, matrix=replace(STORY.matrix, rows=rows), days=days)
    page = parse(render(root, "story.html", view))
    assert not of_class(page, "lead") + of_class(page, "first") + of_class(page, "flag")
    assert "first" not in text_of(of_class(page, "tally")[0])


def test_a_matrix_is_a_table_of_counts(root: Path) -> None:
    page = parse(render(root, "story.html"))
    (table,) = of_class(page, "matrix")
    rows = [[text_of(cell) for cell in row] for row in elements(elements(table, "tbody")[0], "tr")]
    assert rows == [["Valley Post", "2", "", ""], ["Source not named", "", "1", "1"], ["2 others", "", "", "2"]]
    assert len(of_class(table, "first")) == 1
    assert [th.get("colspan") for th in elements(table, "th") if th.get("scope") == "colgroup"] == ["2"]


def test_the_front_page_draws_what_is_in_motion(root: Path) -> None:
    page = parse(render(root, "home.html"))
    (drawn,) = of_class(page, "dots")
    assert drawn.get("aria-label") == "3 reports"
    assert [c.get("class") for c in drawn] == ["z", None, None]
    assert float(drawn[1].get("r") or 0) > float(drawn[2].get("r") or 0)
    assert "One dot a week, from 2 June 2025" in text_of(page)
    assert "Most named" in text_of(page)


def test_the_navigation_names_only_parts_that_there_are(root: Path) -> None:
    theme = templates.load(Site(root, Settings()))
    view = Page("/about/", "about.html", PAGES["about.html"])
    nav = [text_of(a) for a in elements(of_class(parse(theme.render(view).decode()), "nav")[0], "a")]
    assert not {"Stories", "People & places"} & set(nav)
    offering = theme.offering({"stories": True, "names": True})
    nav = [text_of(a) for a in elements(of_class(parse(offering.render(view).decode()), "nav")[0], "a")]
    assert nav[:2] == ["Front page", "Stories"]
    assert "People & places" in nav
    assert theme.digest("about.html") != offering.digest("about.html")


def test_a_place_says_where_it_lies_and_who_else_knows_it(root: Path) -> None:
    view = replace(LIST, kind="place", spellings=("Averil Port",), qid="Q42", at=(-33.8688, 151.2))
    page = parse(render(root, "list.html", view))
    facts = {text_of(d[0]): text_of(d[1]) for d in elements(page, "div") if len(d) == 2 and d[0].tag == HTML + "dt"}
    assert facts == {
        "Also printed as": "Averil Port",
        "Where it lies": "33.87° S · 151.2° E",
        "Identifier": "Wikidata Q42",
    }
    assert "https://www.wikidata.org/wiki/Q42" in [a.get("href") for a in elements(page, "a")]
    assert "wikidata" not in render(root, "list.html", replace(view, qid="Q42/../x"))


def test_an_index_of_names_stays_small(root: Path) -> None:
    """2,500 elements at most, however many names there are."""
    names = tuple(Count(f"Name {n:03}", f"/people/name-{n}/", 2) for n in range(500))
    initials = tuple(Link(chr(65 + n), f"/people/a-z/{n}/") for n in range(60))
    view = replace(NAMES_VIEW, url="/people/a-z/n/", kind="person", map=None, initials=initials, commonest=())
    page = parse(render(root, "names.html", replace(view, letters=(Letter("N", names),), narrower=())))
    assert sum(1 for _ in page.iter()) <= 2500


# ---------------------------------------------------------------- weight


def test_style_and_script_stay_small() -> None:
    static = Path(templates.__file__).parent.parent.parent / "static"
    css, script = (static / "site.css").read_bytes(), (static / "site.js").read_bytes()
    assert len(gzip.compress(css, 9)) <= 14 * 1024
    assert len(gzip.compress(script, 9)) <= 3 * 1024
    assert all(address.startswith(b"fonts/") for address in re.findall(rb"url\(([^)]*)", css))
    assert b"@import" not in css


def test_every_class_of_the_pages_is_known_to_the_style_or_to_microformats(root: Path) -> None:
    """A class that nothing reads is a slip of the pen."""
    css = (Path(templates.__file__).parent.parent.parent / "static/site.css").read_text("utf-8")
    styled = set(re.findall(r"\.([a-z][\w-]*)", css))
    used = {name for t in PAGES for e in parse(render(root, t)).iter() for name in (e.get("class") or "").split()}
    microformats = {name for name in used if re.match(r"(h|p|u|dt|e)-", name)}
    assert used - styled - microformats == set()
