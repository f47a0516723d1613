"""What pages show of names, stories and reprints, for archives made of records with knowledge made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from known import known
from test_plan import Theme, article, daily, differing, encoded, listed

from backfile import catalogue, plan
from backfile.config import Settings, Site
from backfile.model import Article, Entity, Facts, KeyPoint, Known, Page
from backfile.plan import alphabet, names
from backfile.views import Count, NamesView, StoryView


def planned(
    articles: Iterable[Article], *, settings: dict[str, Any] | None = None, **knowledge: Any
) -> dict[str, Page]:
    site = Site(Path("/archive"), Settings(**(settings or {})))
    archive = catalogue.arrange(articles, site)
    return {page.url: page for page in plan.pages(archive, known(archive, **knowledge), site, Theme())}


def ferry(day: str, source: str, **fields: Any) -> Article:
    """`05-03` → the article `05-03-lantern` of Lantern on 3 May 2025."""
    path = f"x/{day}-{source.lower()}"
    return article(path, published=f"2025-{day}", source=source, title=f"{source} of {day}", **fields)


FERRY = [
    *(ferry("05-03", "Lantern", tags=("Ferries",)), ferry("05-03", "Courier", tags=("Ferries", "Strikes"))),
    *(ferry("05-04", "Radio"), ferry("05-07", "Lantern"), ferry("05-20", "Post")),
]
PATHS = tuple(each.path for each in FERRY)


# ---------------------------------------------------------------- nothing known


def test_an_archive_that_knows_nothing_has_no_page_more() -> None:
    articles = daily(30, tags=("Oman",), source="Gulf Today")
    pages = planned(articles)
    assert not [url for url in pages if url.startswith(("/people/", "/places/", "/organisations/", "/stories/"))]
    assert "/data/stories.jsonl" not in pages
    site = Site(Path("/archive"), Settings())
    archive = catalogue.arrange(articles, site)
    bare = {page.url: page for page in plan.pages(archive, Known(((),) * 30), site, Theme())}
    assert differing(bare, pages) == set()
    assert plan.offers(Known(())) == {"names": False, "stories": False}


# ---------------------------------------------------------------- names


def test_a_name_of_enough_articles_has_a_page_and_others_have_none() -> None:
    people = {("person", "Mirela Oake"): {PATHS[0]: 3, PATHS[2]: 1}, ("person", "Tobin Ash"): {PATHS[0]: 5}}
    pages = planned(FERRY, names=people)
    assert listed(pages["/people/mirela-oake/"]) == ["/x/05-04-radio/", "/x/05-03-lantern/"]
    assert "/people/tobin-ash/" not in pages
    (group,) = pages["/x/05-03-lantern/"].view.names
    assert [(name.text, name.url, name.count) for name in group.entries] == [
        ("Tobin Ash", "", 5),
        ("Mirela Oake", "/people/mirela-oake/", 3),
    ]
    assert "/people/tobin-ash/" in planned(FERRY, names=people, settings={"name_pages_from": 1})
    assert "/people/mirela-oake/" not in planned(FERRY, names=people, settings={"name_pages_from": 3})


def test_the_index_leads_to_the_one_article_of_a_name_without_a_page() -> None:
    places = {("place", "Kelmouth"): {PATHS[0]: 1, PATHS[1]: 1}, ("place", "Tamsin"): {PATHS[2]: 4}}
    pages = planned(FERRY, names=places)
    view: NamesView = pages["/places/"].view
    assert [(letter.letter, [(e.text, e.url, e.count) for e in letter.entries]) for letter in view.letters] == [
        ("K", [("Kelmouth", "/places/kelmouth/", 2)]),
        ("T", [("Tamsin", "/x/05-04-radio/", 1)]),
    ]
    assert [(tab.text, tab.url, tab.count) for tab in view.tabs] == [
        ("People", "/people/", 0),
        ("Places", "/places/", 2),
    ]
    assert pages["/people/"].view.count == 0, "the navigation leads here"
    assert "/organisations/" not in pages


def test_a_names_page_tells_with_whom_it_is_named_and_how_it_is_printed() -> None:
    both = dict.fromkeys(PATHS[:3], 1)
    pages = planned(
        FERRY,
        names={("person", "Mirela Oake"): both, ("place", "Kelmouth"): both, ("place", "Tamsin"): {PATHS[0]: 1}},
        more={"Kelmouth": {"spellings": ("Kelmuth",), "qid": "Q7", "at": (1.5, -2.5)}},
        stories={"The ferry": PATHS},
    )
    view = pages["/places/kelmouth/"].view
    assert (view.kind, view.spellings, view.qid, view.at) == ("place", ("Kelmuth",), "Q7", (1.5, -2.5))
    facets = {facet.heading: [(e.text, e.count) for e in facet.entries] for facet in view.facets}
    assert facets == {
        "Stories": [("The ferry", 3)],
        "Often named with": [("Mirela Oake", 3)],
        "Published by": [("Courier", 1), ("Lantern", 1), ("Radio", 1)],
        "Tags": [("Ferries", 2), ("Strikes", 1)],
    }
    assert [crumb.url for crumb in view.crumbs] == ["/places/"]


def test_a_name_in_many_articles_is_paged_by_period() -> None:
    articles = [*daily(90, 2025), *daily(60, 2023)]
    pages = planned(articles, names={("person", "A-Z"): {each.path: 1 for each in articles}})
    found = [url for url in pages if url.startswith("/people/a-z/") and url.endswith("/")]
    assert found == ["/people/a-z/", "/people/a-z/2025/", "/people/a-z/2023/"]
    assert pages["/people/a-z/2025/"].view.facets == ()


def test_what_only_an_adjective_names_is_not_shown_as_a_name() -> None:
    pages = planned(FERRY, names={("place", "Oman"): {PATHS[0]: 0, PATHS[1]: 1}})
    assert pages["/x/05-03-lantern/"].view.names == ()
    assert pages["/x/05-03-courier/"].view.names[0].entries[0].text == "Oman"


def many(count: int) -> list[Count]:
    return [Count(f"{'MNOP'[n % 4]}{chr(97 + n % 26)}{n:05} Name", f"/people/n{n}/", 2 + n % 7) for n in range(count)]


def test_a_large_index_is_divided_by_letters_until_each_page_is_small() -> None:
    shelves = alphabet.shelves(many(12_000), 500)
    assert [each.letters for each in shelves] == ["m", "n", "o", "p"]
    seen: list[str] = []

    def walk(shelf: alphabet.Shelf) -> None:
        assert len(shelf.whole) <= 500
        seen.extend(name.url for name in shelf.whole)
        for below in shelf.below:
            assert below.path.startswith(shelf.path)
            assert below.path != shelf.path
            walk(below)

    for shelf in shelves:
        walk(shelf)
    assert sorted(seen) == sorted(name.url for name in many(12_000))


def test_names_as_short_as_their_shelf_stay_on_it() -> None:
    words = [
        Count(name, f"/people/{n}/", 2) for n, name in enumerate(("Ma", "Mab", "Mac", "M", "7 Up", "Éa", "王", "The"))
    ]
    shelves = {each.letters: each for each in alphabet.shelves(words, 2)}
    assert list(shelves) == ["#", "e", "m", "t"]
    assert shelves["#"].path == "other/"
    assert [name.text for name in shelves["m"].whole] == ["M"]
    (ma,) = shelves["m"].below
    assert (ma.path, [name.text for name in ma.whole], [each.path for each in ma.below]) == (
        *("m/a/", ["Ma"]),
        ["m/a/b/", "m/a/c/"],
    )


def test_the_pages_of_a_large_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "ONE_PAGE", 4)
    monkeypatch.setattr(names, "FIRST", 3)
    people = ("Ada", "Abel", "Ben", "Berta", "Bea", "Bert", "Bernd", "Zed")
    named = {("person", name): {PATHS[0]: 1, PATHS[n % 3 + 1]: 1} for n, name in enumerate(people)}
    pages = planned(FERRY, names=named, settings={"url": "https://example.org/"})
    view: NamesView = pages["/people/"].view
    assert [(link.text, link.url) for link in view.initials] == [
        *(("A", "/people/a-z/a/"), ("B", "/people/a-z/b/"), ("Z", "/people/a-z/z/")),
    ]
    assert (len(view.commonest), view.letters, view.count) == (3, (), 8)
    letter: NamesView = pages["/people/a-z/b/"].view
    assert [(each.text, each.url, each.count) for each in letter.narrower] == [("Be", "/people/a-z/b/e/", 5)]
    assert [each.text for each in pages["/people/a-z/b/e/"].view.narrower] == ["Bea", "Ben", "Ber"]
    assert [each.text for each in pages["/people/a-z/b/e/r/"].view.letters[0].entries] == ["Bernd", "Bert", "Berta"]
    assert [crumb.text for crumb in pages["/people/a-z/b/e/r/"].view.crumbs] == ["People", "B", "Be"]
    assert {"/people/a-z/b/e/r/", "/people/bernd/", "/people/"} <= set(pages["/sitemap.xml"].view.urls)


# ---------------------------------------------------------------- stories


def test_a_story_is_told_by_day_with_what_is_not_held() -> None:
    points = {PATHS[0]: Facts(key_points=(KeyPoint("Crews stopped.", 2),))}
    pages = planned(FERRY, stories={"The ferry": PATHS}, first={"The ferry": PATHS[0]}, facts=points)
    view: StoryView = pages["/stories/the-ferry/"].view
    assert [day.gap or (day.heading, day.weekday, day.id, len(day.reports)) for day in view.days] == [
        ("3 May 2025", "Saturday", "d2025-05-03", 2),
        ("4 May 2025", "Sunday", "d2025-05-04", 1),
        "5–6 May 2025",
        ("7 May 2025", "Wednesday", "d2025-05-07", 1),
        "8–19 May 2025",
        ("20 May 2025", "Tuesday", "d2025-05-20", 1),
    ]
    assert (view.count, view.sources, view.span, view.length) == (5, 4, "3–20 May 2025", 18)
    assert [(r.item.url, r.first, r.said) for r in view.days[0].reports] == [
        ("/x/05-03-courier/", False, ""),
        ("/x/05-03-lantern/", True, "Crews stopped."),
    ]


def test_a_day_that_may_hold_a_report_is_not_said_to_hold_nothing() -> None:
    loose = [
        article("x/loose", published="2025-05-05/2025-05-10"),
        article("x/never"),
        article("x/c", captured="2025-05-06"),
    ]
    pages = planned([*FERRY, *loose], stories={"The ferry": (*PATHS, "x/loose", "x/never", "x/c")})
    days = pages["/stories/the-ferry/"].view.days
    assert [day.gap for day in days if day.gap] == ["11–19 May 2025"]
    assert [(day.when.certainty, day.when.text) for day in days if day.when] == [
        ("supplied", "5–10 May 2025"),
        ("captured", "6 May 2025"),
        ("unknown", "n.d."),
    ]


def test_reprints_are_folded_into_the_text_they_repeat() -> None:
    same = {PATHS[1]: (PATHS[0], False, ()), PATHS[3]: (PATHS[0], True, ())}
    pages = planned(FERRY, stories={"The ferry": PATHS}, repeats=same)
    days = [day for day in pages["/stories/the-ferry/"].view.days if day.reports]
    (lead,) = days[0].reports
    assert (lead.item.url, [item.url for item in lead.same]) == ("/x/05-03-lantern/", ["/x/05-03-courier/"])
    (later,) = days[2].reports
    assert (later.item.url, later.repeats and (later.repeats.text, later.repeats.url)) == (
        *("/x/05-07-lantern/", ("Lantern", "/x/05-03-lantern/")),
    )
    beside = [item.url for item in pages["/x/05-03-lantern/"].view.story.items]
    assert beside == ["/x/05-03-lantern/", "/x/05-04-radio/", "/x/05-20-post/"]
    assert pages["/x/05-03-courier/"].view.story.items[0].url == "/x/05-03-lantern/"


def test_a_reprint_and_the_text_it_repeats_lead_to_each_other() -> None:
    changes = tuple((f"Before {n}.", f"After {n}.") for n in range(50))
    pages = planned(FERRY, repeats={PATHS[1]: (PATHS[0], False, changes)})
    again = pages["/x/05-03-courier/"].view.repeats
    assert (again.item.url, again.version, len(again.changes), again.more) == ("/x/05-03-lantern/", False, 40, 10)
    (other,) = pages["/x/05-03-lantern/"].view.repeated
    assert (other.item.url, other.changes[0].before) == ("/x/05-03-courier/", "Before 0.")
    assert pages["/x/05-03-lantern/"].view.repeats is None


@pytest.mark.parametrize(
    ("dates", "unit", "labels", "over"),
    [
        (("2025-05-30", "2025-06-02"), "day", ["30", "31", "1", "2"], [("May 2025", 2), ("June 2025", 2)]),
        (("2025-05-01", "2025-07-01"), "week", ["28", "5", "12", "19", "26", "2", "9", "16", "23", "30"], 3),
        (
            ("2024-11-05", "2025-12-01"),
            "month",
            ["Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
            2,
        ),
        (("2020-01-01", "2023-01-01"), "year", ["2020", "2021", "2022", "2023"], []),
    ],
)
def test_a_matrix_has_columns_that_can_be_read(dates: tuple[str, str], unit: str, labels: list[str], over: Any) -> None:
    articles = [article(f"x/{day}", published=day, source=f"Source {n}") for n, day in enumerate(dates)]
    pages = planned(articles, stories={"Long": [each.path for each in articles]})
    matrix = pages["/stories/long/"].view.matrix
    assert (matrix.unit, [label for label, _ in matrix.columns]) == (unit, labels)
    assert len(matrix.over) == over if isinstance(over, int) else list(matrix.over) == over
    assert all(sum(row.counts) == 1 for row in matrix.rows)
    assert sum(width for _, width in matrix.over) in (0, len(labels))


def test_a_matrix_counts_all_sources_and_marks_the_first() -> None:
    crowd = [article(f"x/{n:02}", published="2025-05-04", source=f"Source {n:02}") for n in range(20)]
    loose = article("x/loose", published="2025-05-03/2025-05-04", source="Lantern")
    articles = [*FERRY, *crowd, loose]
    pages = planned(articles, stories={"The ferry": [a.path for a in articles]}, first={"The ferry": PATHS[0]})
    matrix = pages["/stories/the-ferry/"].view.matrix
    assert matrix.columns[-1] == ("", "Day not certain")
    assert len(matrix.rows) + matrix.left == 24
    assert sum(sum(row.counts) for row in matrix.rows) + sum(matrix.others) == len(articles)
    lantern = next(row for row in matrix.rows if row.source.text == "Lantern")
    assert (lantern.counts[0], lantern.counts[4], lantern.counts[-1], lantern.first) == (1, 1, 1, 0)
    assert [row.first for row in matrix.rows if row is not lantern] == [-1] * (len(matrix.rows) - 1)


def test_a_story_of_one_day_has_no_matrix() -> None:
    assert planned(FERRY, stories={"Short": PATHS[:2]})["/stories/short/"].view.matrix is None


def test_accounts_that_differ_are_quoted_with_their_paragraph() -> None:
    figures = {"The ferry": {"stranded": {PATHS[0]: ("about 240", 2), PATHS[2]: ("more than 300", 0)}}}
    pages = planned(FERRY, stories={"The ferry": PATHS}, differing=figures)
    (found,) = pages["/stories/the-ferry/"].view.disagreements
    assert found.what == "stranded"
    assert [(account.text, account.source, account.url) for account in found.accounts] == [
        ("about 240", "Lantern", "/x/05-03-lantern/#p2"),
        ("more than 300", "Radio", "/x/05-04-radio/"),
    ]
    (record,) = pages["/data/stories.jsonl"].view.stories
    ids = {each.path: each.id for each in FERRY}
    assert record.figures == (("stranded", ((ids[PATHS[0]], "about 240"), (ids[PATHS[2]], "more than 300"))),)
    assert record.articles[0] == ids["x/05-03-courier"]


def test_many_stories_are_paged_by_the_year_of_their_first_report() -> None:
    articles = [*daily(160, 2024), *daily(80, 2025)]
    paths = [each.path for each in articles]
    told = {f"Story {n}": paths[2 * n : 2 * n + 2] for n in range(120)}
    pages = planned(articles, stories=told)
    found = [url for url in pages if url.startswith("/stories/") and not url.startswith("/stories/story-")]
    assert found == ["/stories/", "/stories/by-year/2025/", "/stories/by-year/2024/"]
    assert sum(len(lines) for _, lines in pages["/stories/"].view.groups) == 50
    assert [period.count for period in pages["/stories/"].view.periods] == [40, 80]


def test_a_story_of_hundreds_of_reports_is_told_on_several_pages() -> None:
    crowd = [article(f"x/{n:03}", published=f"2025-05-{1 + n // 50:02}") for n in range(500)]
    crowd += [article(f"x/{n:03}", published="2025-06-01") for n in range(500, 950)]
    pages = planned(crowd, stories={"Long": [each.path for each in crowd]})
    views = [page.view for url, page in pages.items() if url.startswith("/stories/long/")]
    assert [view.url for view in views] == ["/stories/long/", *(f"/stories/long/{n}/" for n in range(2, 7))]
    told = [[report.item.url for day in view.days for report in day.reports] for view in views]
    assert [len(reports) for reports in told] == [200, 200, 100, 200, 200, 50]
    assert [url for reports in told for url in reports] == [f"/x/{n:03}/" for n in range(950)]
    assert [link.text for link in views[0].parts][:4] == ["1 May 2025", "5 May 2025", "9 May 2025", "1 June 2025"]
    assert views[0].matrix
    assert not views[1].matrix
    assert {view.count for view in views} == {950}


def test_the_front_page_shows_what_was_reported_last() -> None:
    old = [article(f"x/old{n}", published=f"2019-01-0{n + 1}") for n in range(3)]
    pages = planned([*FERRY, *old], stories={"The ferry": PATHS, "Old": [each.path for each in old]})
    home = pages["/"].view
    assert home.stories == 2
    assert [line.title for line in home.motion.stories] == ["The ferry", "Old"]
    assert {len(line.dots) for line in home.motion.stories} == {16}
    assert sum(home.motion.stories[0].dots) == 5
    assert home.motion.unit == "month"
    near = planned(FERRY, stories={"The ferry": PATHS})["/"].view.motion
    assert (near.unit, near.since, near.most) == ("week", "3 February 2025", 3)
    assert near.stories[0].dots == (0,) * 12 + (3, 1, 0, 1)


# ---------------------------------------------------------------- what depends on what


def large() -> tuple[list[Article], dict[str, Any]]:
    """1,000 articles, 100 names and 100 stories."""
    articles = daily(1000, source="Gulf Today")
    paths = [each.path for each in articles]
    kinds = ("person", "place", "organisation")
    return articles, {
        "names": {(kinds[n % 3], f"Name {n}"): dict.fromkeys(paths[n::100], 1 + n % 3) for n in range(100)},
        "stories": {f"Story {n}": paths[n * 10 : n * 10 + 10] for n in range(100)},
    }


def test_an_unrelated_article_changes_no_name_and_no_story() -> None:
    articles, knowledge = large()
    before = planned(articles, **knowledge)
    after = planned([*articles, article("2025/03/more", published="2025-03-05", source="Else")], **knowledge)
    stale = {url for url in differing(before, after) if url.startswith(("/people/", "/places/", "/organ", "/stories/"))}
    assert stale == set()
    assert len([url for url in differing(before, after) if after[url].template == "article.html"]) == 3


def test_one_more_report_of_a_story_changes_few_pages() -> None:
    articles, knowledge = large()
    before = planned(articles, **knowledge)
    added = article("2025/03/more", published="2025-03-05", source="Gulf Today")
    knowledge["stories"]["Story 7"] = [*knowledge["stories"]["Story 7"], added.path]
    knowledge["names"]["person", "Name 3"] = {**knowledge["names"]["person", "Name 3"], added.path: 2}
    after = planned([*articles, added], **knowledge)
    stale = differing(before, after)
    assert {"/stories/story-7/", "/people/name-3/"} <= stale
    assert [url for url in stale if url.startswith(("/places/", "/organ"))] == []
    assert len([url for url in stale if after[url].template == "article.html"]) <= 7
    assert len([url for url in stale if after[url].template in ("story.html", "names.html")]) == 2


def test_what_is_known_reaches_the_data_files() -> None:
    points = {PATHS[0]: Facts(key_points=(KeyPoint("Crews stopped.", 2),), who=("crews",), when=("on Saturday",))}
    pages = planned(
        FERRY,
        names={("person", "Mirela Oake"): {PATHS[0]: 3, PATHS[2]: 0}},
        stories={"The ferry": PATHS},
        repeats={PATHS[1]: (PATHS[0], False, ())},
        facts=points,
    )
    told = {share.subject[0].path: share.subject[1] for share in pages["/data/articles.jsonl"].view.members}
    first, second = told[PATHS[0]], told[PATHS[1]]
    assert first.names == (("Mirela Oake", "person", 3),)
    assert (first.key_points, first.who, first.when, first.where) == (
        *((("Crews stopped.", 2),), ("crews",)),
        *(("on Saturday",), ()),
    )
    assert (first.story, first.reprint_of) == ("the-ferry", None)
    assert second.reprint_of == next(each.id for each in FERRY if each.path == PATHS[0])
    assert told[PATHS[2]].names == ()


def test_thousands_of_names_in_one_article_do_not_fill_its_page() -> None:
    crowd = {("person", f"Name {n}"): {PATHS[0]: 1, PATHS[1]: 1} for n in range(3000)}
    pages = planned(FERRY, names=crowd, settings={"name_pages_from": 9999})
    (group,) = pages["/x/05-03-lantern/"].view.names
    assert len(group.entries) + len(group.more) == 40
    assert b"/people/name-7/" not in b"".join(map(encoded, pages.values()))


def test_entities_of_one_slug_in_two_kinds_stand_apart() -> None:
    both = {PATHS[0]: 1, PATHS[1]: 1}
    pages = planned(FERRY, names={("person", "Jordan"): both, ("place", "Jordan"): both})
    assert {"/people/jordan/", "/places/jordan/"} <= pages.keys()
    assert Entity("person", "x", "X", ()).spellings == ()
