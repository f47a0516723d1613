"""Which pages there are and what each may show, for archives made of records: no file is read, nothing is rendered."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import catalogue, plan, urls
from backfile.config import Settings, Site
from backfile.errors import InputError
from backfile.model import Article, Known, Page, Related
from backfile.plan import files
from backfile.plan.ranking import Order
from backfile.views import ArticleView, Count, Item, Items, Link, ListView, When


class Theme:
    def __init__(self, *names: tuple[str, Path]) -> None:
        self.names = names

    def static(self) -> Iterable[tuple[str, Path]]:
        return self.names


def article(path: str, **fields: Any) -> Article:
    number = sum(ord(letter) * 31**place for place, letter in enumerate(path)) % 16**12
    return Article(**{"path": path, "id": f"{number:012x}-1", "title": path, "body_digest": "", "words": 10, **fields})


def planned(articles: Iterable[Article], related: bool = False, **settings: Any) -> dict[str, Page]:
    """By URL, in the order of planning."""
    site = Site(Path("/archive"), Settings(**settings))
    archive = catalogue.arrange(articles, site)
    last = len(archive.articles) - 1
    known = Known(tuple((Related(last, names=("Oman",)),) if related and i < last else () for i in range(last + 1)))
    return {page.url: page for page in plan.pages(archive, known, site, Theme())}


def encoded(page: Page) -> bytes:
    return msgspec.msgpack.encode((page.template, page.view), enc_hook=attrgetter("digest"))


def differing(before: dict[str, Page], after: dict[str, Page]) -> set[str]:
    """URLs of pages that are to be rendered again, new ones too."""
    return {url for url, page in after.items() if url not in before or encoded(before[url]) != encoded(page)}


def listed(page: Page) -> list[str]:
    view: ListView = page.view
    return [item.url for group in view.groups for item in group.items]


def daily(count: int, year: int = 2025, **fields: Any) -> list[Article]:
    """So many articles, spread over the days of a year."""
    return [
        article(f"{year}/{n % 12 + 1:02}/n{n}", published=f"{year}-{n % 12 + 1:02}-{n // 12 % 28 + 1:02}", **fields)
        for n in range(count)
    ]


def test_every_page_of_a_small_archive() -> None:
    pages = planned(
        [
            article("2025/06/a", published="2025-06-21", tags=("Oman",), source="Gulf Today"),
            article("undated/b", tags=("Kenya",)),
        ],
        url="https://example.org/",
    )
    assert list(pages) == [
        *("/2025/06/a/", "/undated/b/"),
        *("/tags/kenya/", "/tags/oman/", "/sources/gulf-today/", "/undated/", "/tags/", "/sources/"),
        *("/2025/06/", "/2025/", "/archive/", "/about/", "/404.html", "/", "/feed.xml", "/feed.json"),
        *("/data/articles.jsonl", "/data/articles.csv", "/data/cite.bib", "/data/cite.ris", "/data/cite.json"),
        *("/robots.txt", "/sitemap.xml", "/card.png", "/site.webmanifest"),
    ]


def test_without_an_address_there_is_no_sitemap() -> None:
    assert "/sitemap.xml" not in planned([])


def test_planning_twice_gives_the_same_views() -> None:
    articles = daily(40, tags=("Oman", "Kenya"), source="Gulf Today")
    assert differing(planned(articles), planned(reversed(articles))) == set()


def test_articles_are_chained_in_the_order_of_the_archive() -> None:
    pages = planned([article("x/c", captured="2025-06-22"), article("x/a", published="2025-06-23"), article("x/b")])
    views = [page.view for page in pages.values() if page.template == "article.html"]
    assert [view.url for view in views] == ["/x/c/", "/x/a/", "/x/b/"]
    assert [view.previous and view.previous.url for view in views] == [None, "/x/c/", "/x/a/"]
    assert [view.next and view.next.url for view in views] == ["/x/a/", "/x/b/", None]


def test_articles_of_one_dump_name_each_other() -> None:
    a, b = article("x/a"), article("x/b")
    pages = planned([article("x/a", related=(b.id, "gone-1")), article("x/b", related=(a.id,))])
    assert [item.url for item in pages["/x/a/"].view.same_page] == ["/x/b/"]


@pytest.mark.parametrize(
    ("fields", "text", "certainty"),
    [
        ({"published": "2025-06-23"}, "23 June 2025", "stated"),
        ({"published": "2025-06-23", "relative": "2 hours ago"}, "23 June 2025", "supplied"),
        ({"published": "2025-06-22/2025-06-23"}, "22–23 June 2025", "supplied"),
        ({"published": "../2025-06-23"}, "by 23 June 2025", "supplied"),
        ({"published": "2025-06~"}, "c. June 2025", "about"),
        ({"captured": "2025-06-23"}, "23 June 2025", "captured"),
        ({}, "n.d.", "unknown"),
    ],
)
def test_a_date_says_how_it_is_known(fields: dict[str, str], text: str, certainty: str) -> None:
    view: ArticleView = planned([article("x/a", **fields)])["/x/a/"].view
    assert (view.when.text, view.when.certainty) == (text, certainty)


def test_a_tag_of_too_few_articles_has_a_name_and_no_page() -> None:
    pages = planned([article("x/a", tags=("Oman", "Kenya")), article("x/b", tags=("Oman",))], tag_pages_from=2)
    assert "/tags/oman/" in pages
    assert "/tags/kenya/" not in pages
    assert [(tag.text, tag.url) for tag in pages["/x/a/"].view.tags] == [("Oman", "/tags/oman/"), ("Kenya", "")]
    assert b"/tags/kenya/" not in b"".join(map(encoded, pages.values()))


def test_spellings_of_one_tag_meet_under_the_commonest() -> None:
    pages = planned([article("x/a", tags=("Oil", "oil")), article("x/b", tags=("oil",)), article("x/c", tags=("OIL",))])
    assert pages["/tags/oil/"].view.title == "oil"
    assert listed(pages["/tags/oil/"]) == ["/x/a/", "/x/b/", "/x/c/"]
    assert [tag.text for tag in pages["/x/a/"].view.tags] == ["oil"]


def test_a_list_gets_files_of_its_own_once_it_is_long_enough() -> None:
    names = {"feed.xml", "articles.jsonl", "articles.csv", "cite.bib", "cite.ris", "cite.json"}
    for bases in ("/tags/oman/", "/sources/gulf-today/"):
        for count in (19, 20):
            pages = planned(daily(count, tags=("Oman",), source="Gulf Today"))
            found = {url.removeprefix(bases) for url in pages if url.startswith(bases)} - {""}
            assert found == (names if count == 20 else set())
            assert {link.text for link in pages[bases].view.files} == found
    june = [article(f"x/{n}", published="2025-06-23") for n in range(20)]
    assert "/2025/06/cite.ris" in planned(june)


def test_files_beside_articles_are_written_when_asked_for(tmp_path: Path) -> None:
    site = Site(tmp_path, Settings(article_files=("md", "csl")))
    (tmp_path / "content/x").mkdir(parents=True)
    (tmp_path / "content/x/a.md").write_text("---\ntitle: A\n---\n")
    archive = catalogue.arrange([article("x/a")], site)
    pages = {page.url: page for page in plan.pages(archive, Known(((),)), site, Theme())}
    assert [url for url in pages if url.startswith("/x/a/")] == ["/x/a/", "/x/a/article.md", "/x/a/cite.json"]
    assert [link.url for link in pages["/x/a/"].view.files] == ["/x/a/article.md", "/x/a/cite.json"]


def test_former_paths_become_redirects_unless_somebody_stands_there() -> None:
    pages = planned([article("x/a", aliases=("old", "x/b", "older")), article("x/b", aliases=("old",)), article("x/c")])
    redirects = {page.url: page.view.target for page in pages.values() if page.template == "redirect.html"}
    assert redirects == {"/old/": "/x/a/", "/older/": "/x/a/"}
    assert pages["/x/b/"].template == "article.html"


def test_a_former_path_may_not_take_a_page_of_the_site() -> None:
    with pytest.raises(InputError) as caught:
        planned([article("x/a", aliases=("tags",))])
    assert "both want /tags/" in str(caught.value)


def test_months_and_years_lead_to_each_other() -> None:
    articles = [
        article(f"x/{date}", published=date) for date in ("2023-11-02", "2025-06-21", "2025-06-23", "2025-07-01")
    ]
    pages = planned([*articles, article("x/loose", published="2025"), article("x/captured", captured="2025-06-30")])
    june: ListView = pages["/2025/06/"].view
    assert [(group.heading, group.id, len(group.items)) for group in june.groups] == [
        ("23 June 2025", "d23", 1),
        ("21 June 2025", "d21", 1),
        ("Captured in June 2025", "captured", 1),
    ]
    assert june.previous
    assert june.next
    assert (june.previous.url, june.next.url) == ("/2023/11/", "/2025/07/")
    year = pages["/2025/"].view
    assert [day.url for month in year.months for day in month.days if day.url] == [
        *("/2025/06/#d21", "/2025/06/#d23", "/2025/07/#d01"),
    ]
    assert year.months[5].elsewhere == 1
    assert [item.url for group in year.groups for item in group.items] == ["/x/loose/"]
    assert (year.previous.url, year.next) == ("/2023/", None)


def test_the_undated_stand_on_their_own_shelf() -> None:
    pages = planned([article("x/a"), article("x/b", published="2025"), article("x/c", published="../2025-06-23")])
    assert listed(pages["/undated/"]) == ["/x/a/", "/x/c/"]


def test_a_long_list_is_paged_by_period_and_holds_each_article_once() -> None:
    articles = [*daily(90, 2025, tags=("Oman",)), *daily(60, 2023, tags=("Oman",))]
    articles += [article("x/loose", published="2023", tags=("Oman",)), article("x/never", tags=("Oman",))]
    pages = planned(articles)
    assert [url for url in pages if url.startswith("/tags/oman/") and url.endswith("/")] == [
        *("/tags/oman/", "/tags/oman/2025/", "/tags/oman/2023/", "/tags/oman/undated/"),
    ]
    first: ListView = pages["/tags/oman/"].view
    assert [(period.text, period.url, period.count) for period in first.periods] == [
        ("2025", "/tags/oman/2025/", 90),
        ("2023", "/tags/oman/2023/", 61),
        ("Undated", "/tags/oman/undated/", 1),
    ]
    assert len(listed(pages["/tags/oman/"])) == 50
    below = [url for period in first.periods for url in listed(pages[period.url])]
    assert sorted(below) == sorted(urls.article(each.path) for each in articles)
    assert pages["/tags/oman/2023/"].view.crumbs[-1].url == "/tags/oman/"


def test_every_page_that_can_be_read_is_in_the_sitemap() -> None:
    pages = planned(daily(120, tags=("Oman",)), url="https://example.org/")
    html = {url for url, page in pages.items() if page.template.endswith(".html")}
    assert set(pages["/sitemap.xml"].view.urls) == html - {"/404.html"}
    assert "/tags/oman/2025/" in pages["/sitemap.xml"].view.urls


def test_data_files_of_a_large_archive_are_split_by_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "DATA_FILE", 12)
    articles = [*daily(9, 2024), *daily(3, 2025), article("x/never")]
    assert "/data/articles.csv" in planned(articles[:12])
    pages = planned(articles)
    data = [url for url in pages if url.startswith("/data/")]
    assert "/data/articles.csv" not in data
    assert {url: len(pages[url].view.members) for url in data if url.endswith(".csv")} == {
        "/data/2024/articles.csv": 9,
        "/data/2025/articles.csv": 3,
        "/data/undated/articles.csv": 1,
    }
    assert {link.url for link in pages["/about/"].view.files} == set(data)


def test_a_large_sitemap_is_an_index_of_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SITEMAP", 20)
    pages = planned(daily(45), url="https://example.org/")
    parts = pages["/sitemap.xml"].view.urls
    assert pages["/sitemap.xml"].template == "sitemapindex"
    named = [url for part in parts for url in pages[part].view.urls]
    assert all(len(pages[part].view.urls) <= 20 for part in parts)
    html = {url for url, page in pages.items() if page.template.endswith(".html")}
    assert sorted(named) == sorted(html - {"/404.html"})


def test_two_files_for_one_path_are_told_at_the_end(tmp_path: Path) -> None:
    site = Site(tmp_path, Settings())
    (tmp_path / "a.html").write_text("mine")
    archive = catalogue.arrange([article("x/a")], site)
    theme = Theme(
        *(("feed.xml", tmp_path / "a.html"), ("x/A/index.html", tmp_path / "a.html"), ("tags", tmp_path / "a.html")),
        ("x/a/index.html/b", tmp_path / "a.html"),
    )
    pages = plan.pages(archive, Known(((),)), site, theme)
    with pytest.raises(InputError) as caught:
        list(pages)
    assert len(caught.value.problems) == 4


# ---------------------------------------------------------------- five thousand articles


def large() -> list[Article]:
    """5,000 articles of five years, most of them under a few tags and sources."""
    return [
        article(
            f"{2021 + n % 5}/{n // 7 % 12 + 1:02}/n{n}",
            published=f"{2021 + n % 5}-{n // 7 % 12 + 1:02}-{n // 60 % 28 + 1:02}" if n % 10 else None,
            source=f"Source {n % 7}",
            lang="en",
            tags=(f"Common {n % 3}", f"Rare {n % 500}"),
        )
        for n in range(5000)
    ]


@pytest.fixture(scope="module")
def thousands() -> dict[str, Page]:
    return planned(large(), url="https://example.org/")


def test_among_thousands_other_words_make_one_page_stale(thousands: dict[str, Page]) -> None:
    articles = large()
    articles[1234] = msgspec.structs.replace(articles[1234], body_digest="other")
    after = planned(articles, url="https://example.org/")
    assert differing(thousands, after) == {f"/{articles[1234].path}/"}


def test_among_thousands_one_more_makes_few_pages_stale(thousands: dict[str, Page]) -> None:
    """Wherever in time it is added, all lists but its own stay as they are."""
    for month, day in (("2021-01", "01"), ("2023-05", "14"), ("2025-12", "30")):
        added = article(f"{month.replace('-', '/')}/more", published=f"{month}-{day}", source="Source 1", lang="en")
        added = msgspec.structs.replace(added, tags=("Common 2", "Rare 77"))
        after = planned([*large(), added], url="https://example.org/")
        stale = differing(thousands, after)
        year = month[:4]
        allowed = {f"/{added.path}/", "/", "/about/", "/archive/", f"/{year}/", f"/{month.replace('-', '/')}/"}
        allowed |= {"/tags/", "/sources/", "/sitemap.xml", "/feed.xml", "/feed.json"}
        neighbours = {url for url in stale - allowed if after[url].template == "article.html"}
        assert len(neighbours) <= 2
        lists = ("/tags/common-2/", "/tags/rare-77/", "/sources/source-1/", f"/{month.replace('-', '/')}/", "/data/")
        lists += ("/tags/a-z/c/", "/tags/a-z/r/")
        rest = stale - allowed - neighbours
        assert all(url.startswith(lists) for url in rest), sorted(rest)
        pages = {url for url in rest if after[url].template == "list.html"}
        assert all(url.count("/") == 3 or f"/{year}/" in url for url in pages), pages
        assert thousands.keys() - after.keys() == set()


def test_a_full_month_shows_the_newest_and_a_page_for_each_day() -> None:
    busy = [article(f"2025/06/n{n}", published=f"2025-06-{n % 20 + 1:02}") for n in range(700)]
    pages = planned([*busy, article("2025/06/when", published="2025-06"), *daily(30, 2024)])
    month, day = pages["/2025/06/"].view, pages["/2025/06/day/17/"].view
    assert (month.count, len(listed(pages["/2025/06/"])), month.groups[0].heading) == (701, 50, "20 June 2025")
    assert {period.url for period in month.periods} == {url for url in pages if url.startswith("/2025/06/day/")}
    assert (day.title, day.period, len(listed(pages["/2025/06/day/17/"]))) == ("June 2025", "17 June 2025", 35)
    assert (day.previous.url, day.next.url) == ("/2025/06/day/16/", "/2025/06/day/18/")
    assert listed(pages["/2025/06/day/day-not-certain/"]) == ["/2025/06/when/"]
    days = pages["/2025/"].view.months[5].days
    assert [each.url for each in days[16:21]] == [*(f"/2025/06/day/{n}/" for n in (17, 18, 19, 20)), ""]
    assert pages["/2024/"].view.months[0].days[0].url == "/2024/01/#d01", "a month of few articles needs no such pages"
    shown = {url for page, each in pages.items() if page.startswith("/2025/06/day/") for url in listed(each)}
    assert len(shown) == 701


def test_many_articles_without_a_date_stand_under_their_letters() -> None:
    pages = planned([article(f"undated/{chr(97 + n % 26)}-{n}") for n in range(600)])
    assert [len(listed(pages[url])) for url in ("/undated/", "/undated/a-z/a/")] == [50, 24]
    assert (pages["/undated/"].view.count, pages["/undated/a-z/a/"].view.count) == (600, 24)
    assert [period.text for period in pages["/undated/"].view.periods[:2]] == ["A", "B"]


def test_many_articles_of_a_year_that_fit_no_month_of_it_stand_apart() -> None:
    def year(count: int) -> dict[str, Page]:
        return planned([article(f"2025/n{n:03}", published="2025") for n in range(count)])

    few, many = year(100), year(101)
    assert (len(few["/2025/"].view.groups[0].items), few["/2025/"].view.loose) == (100, None)
    assert (many["/2025/"].view.groups, many["/2025/"].view.loose.url) == ((), "/2025/undated/")
    assert len(listed(many["/2025/undated/"])) == 101


def test_an_index_of_many_tags_shows_the_commonest_and_a_page_for_each_letter() -> None:
    names = [f"{chr(65 + n % 20)}{'xyz'[n % 3]} {n}" for n in range(700)]
    rare = [article(f"undated/n{n}", tags=(name, "Common")) for n, name in enumerate(names)]
    pages = planned(
        [*rare, article("undated/more", tags=("مرفأ", "2024")), article("undated/z", tags=tuple(names[::4]))]
    )
    index = pages["/tags/"].view
    first = [entry.text for letter in index.letters for entry in letter.entries]
    assert (index.count, sorted(first)) == (703, sorted([*names[::4], "Common"])), "all that are as common, or none"
    parts = {part.text: part for part in index.parts}
    assert list(parts)[:2] == ["#", "A"]
    assert sum(part.count for part in parts.values()) == 703
    assert all(pages[part.url].view.count == part.count for part in parts.values())
    shown = [e.text for part in parts.values() for letter in pages[part.url].view.letters for e in letter.entries]
    assert sorted(shown) == sorted([*names, "Common", "مرفأ", "2024"])
    assert [crumb.url for crumb in pages[parts["A"].url].view.crumbs] == ["/tags/"]


def test_a_letter_of_too_many_tags_is_parted_by_the_next() -> None:
    names = [f"Port {chr(97 + n % 26)}{n}" for n in range(600)]
    pages = planned([article(f"undated/n{n}", tags=(name,)) for n, name in enumerate(names)])
    letter = pages["/tags/a-z/p/"].view
    assert sum(len(group.entries) for group in letter.letters) == 300
    deepest = {url: page for url, page in pages.items() if url.startswith("/tags/a-z/p/o/r/t/")}
    found = [e.text for page in deepest.values() for g in page.view.letters for e in g.entries]
    assert set(found) == set(names)


def test_an_article_on_the_front_page_stands_under_one_of_its_tags() -> None:
    both = [article(f"2025/06/a{n}", published=f"2025-06-{n + 10}", tags=("Dams", "Rain")) for n in range(4)]
    rain = [article(f"2025/06/b{n}", published=f"2025-06-0{n + 1}", tags=("Rain",)) for n in range(2)]
    samples = planned([*both, *rain])["/"].view.samples
    urls_of = {sample.tag.text: [item.url for item in sample.items] for sample in samples}
    assert urls_of == {
        "Rain": ["/2025/06/a3/", "/2025/06/a2/", "/2025/06/a1/"],
        "Dams": ["/2025/06/a0/"],
    }


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=3), st.tuples(st.booleans(), st.integers(0, 4)), max_size=30),
    st.integers(1, 12),
    st.sampled_from(["", "/a/", "/b/"]),
)
def test_what_is_found_most_often_is_ranked_by_number_and_then_by_url(
    found: dict[str, tuple[bool, int]], most: int, besides: str
) -> None:
    """Where there is no page, it takes nobody's place."""
    links = [Link(text, f"/{text}/" if paged else "") for text, (paged, _) in found.items()]
    counted = {text: count for text, (_, count) in found.items() if count}
    wanted = sorted((-counted[link.text], link.url, link.text) for link in links if link.url and link.text in counted)
    ranked = Order(links).ranked(counted, besides, most)
    assert ranked == tuple(Count(t, url, -n) for n, url, t in wanted if url != besides)[:most]


def test_of_an_article_with_very_many_tags_the_first_by_their_slugs_are_counted() -> None:
    tags = tuple(f"t{n:03}" for n in reversed(range(250)))
    pages = planned(article(f"2025/06/a{n}", published="2025-06-01", tags=tags) for n in range(2))
    (facet,) = [each for each in pages["/2025/06/"].view.facets if each.heading == "Tags"]
    assert [count.text for count in facet.entries] == [f"t{n:03}" for n in range(12)]


def test_the_entries_of_a_list_are_as_a_tuple_of_them() -> None:
    some = tuple(Item(f"/{n}/", f"No {n}", When("n.d.", "unknown")) for n in range(4))
    items = Items(some, [bytes([n]) for n in range(4)])
    assert (len(items), list(items), items[1], tuple(items[1:3]), list(reversed(items))) == (
        4, list(some), some[1], some[1:3], list(some[::-1])
    )  # fmt: skip
    assert (items + some[:1], some[:1] + items) == (some + some[:1], some[:1] + some)
    assert items == some
    assert items == Items(some, [])
    assert items != items[:3]
    assert hash(items) == hash(items[:])
    assert repr(items) == repr(some)
    assert items[1:3].digest == b"\1\2"
