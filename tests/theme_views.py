"""One view of each kind, each as full as its page can be: what the tests of the theme render."""

from __future__ import annotations

from backfile.citations import Citation
from backfile.model import SeedRef, SetAside
from backfile.views import (
    AboutView,
    ArchiveView,
    ArticleView,
    Body,
    CalendarMonth,
    CommentView,
    Count,
    Day,
    Facet,
    Figure,
    Group,
    HomeView,
    IndexView,
    Item,
    Letter,
    Link,
    ListView,
    MonthCount,
    NotFoundView,
    Opening,
    RedirectView,
    RelatedItem,
    SearchView,
    TagSample,
    When,
    YearCount,
    YearView,
)

STATED = When("17 June 2025", "stated", "2025-06-17", "2025-06-17")
SUPPLIED = When("23 June 2025", "supplied", "2025-06-23", "2025-06-23")
SAID = Body("ab3311e6f0b6-1/sam", "0")
REPLY = CommentView("comment-dana", SAID, When("n.d.", "unknown"), answers=Link("Sam", "/2025/06/dam/#comment-sam"))
SHA = "ab3311e6f0b6412d" * 4

ITEM = Item("/2025/06/other/", "Other dam holds", SUPPLIED, "en", "ltr", Link("Valley Post", "/sources/valley-post/"))
ARABIC = Item("/2025/06/sadd/", "انهيار السد", When("n.d.", "unknown"), "ar", "rtl", agency="وكالة")
ARTICLE = ArticleView(
    url="/2025/06/dam/",
    id="ab3311e6f0b6-1",
    title="Dam gives way",
    when=STATED,
    body=Body("2025/06/dam", "0"),
    words=14,
    citation=Citation(id="ab3311e6f0b6-1", title="Dam gives way", source="Valley Post", published="2025-06-17"),
    crumbs=(Link("2025", "/2025/"), Link("June", "/2025/06/")),
    lang="en",
    dir="ltr",
    source=Link("Valley Post", "/sources/valley-post/"),
    agency="Hill Press",
    author="A. Writer",
    published="2025-06-17",
    published_basis="The page says “17 June 2025”.",
    captured=When("23 June 2025, 13:00–23:59", "supplied", "2025-06-23T13:00/2025-06-23T23:59"),
    category="World",
    tags=(Link("Dams", "/tags/dams/"), Link("Rivers", "")),
    complete=False,
    set_aside=(SetAside("promo.related-link", "Read More »\nOther dam", 2), SetAside("promo.newsletter", "Sign up", 0)),
    comments=(CommentView("comment-sam", SAID, STATED, "Sam", "https://sam.example/", replies=(REPLY,)),),
    printed_comments=("Rui", "2 hours ago", "At last!"),
    related=(RelatedItem(ITEM, "both name the River Sorrel"),),
    same_page=(ITEM, ARABIC),
    previous=ITEM,
    next=ARABIC,
    seed=SeedRef("pages/dam.txt", SHA, ((0, 1204), (1300, 4510)), (("again.txt", "c" * 64),)),
    address="https://example.org/page?id=1",
    rights="© Valley Post",
)
YEAR = YearCount(
    "2025",
    "/2025/",
    3,
    (*(MonthCount(f"Month{n}", "", 0) for n in range(11)), MonthCount("December", "/2025/12/", 3)),
)
DAYS = tuple(Day(n, n % 3, f"/2025/12/#d{n:02}" if n % 3 else "") for n in range(1, 32))
LIST = ListView(
    "/tags/dams/",
    "tag",
    "Dams",
    2,
    (Group("June 2025", (ITEM,), "g", "A note."), Group("Undated", (ARABIC,))),
    SUPPLIED,
    STATED,
    (Link("Tags", "/tags/"),),
    (Count("2025", "/tags/dams/2025/", 2),),
    "",
    (Facet("Published by", (Count("Valley Post", "/sources/valley-post/", 1),)),),
    (Link("feed.xml", "/tags/dams/feed.xml"), Link("articles.csv", "/tags/dams/articles.csv")),
    Link("May", "/2025/05/"),
    Link("July", "/2025/07/"),
)
PAGES = {
    "article.html": ARTICLE,
    "list.html": LIST,
    "index.html": IndexView(
        "/sources/",
        "sources",
        "Sources",
        2,
        (Count("Post", "/sources/post/", 2),),
        (Letter("P", (Count("Post", "/sources/post/", 2),)),),
        3,
    ),
    "archive.html": ArchiveView("/archive/", 3, (YEAR,), 1),
    "year.html": YearView(
        "/2025/",
        "2025",
        3,
        (CalendarMonth("December", "/2025/12/", 3, 0, DAYS, 1),),
        (Group("Month not certain", (ITEM,)),),
        Link("2024", "/2024/"),
    ),
    "home.html": HomeView(
        "/",
        30,
        2,
        STATED,
        ITEM,
        (ARABIC, ITEM) * 10,
        (Opening(("The dam gave way.", "Nobody was hurt."), 3), None, *[Opening(("انهار السد.",), 0)] * 4),
        (TagSample(Count("Dams", "/tags/dams/", 2), (ITEM, ARABIC)),),
        (Count("Dams", "/tags/dams/", 2),),
        (Count("Post", "/sources/post/", 2),),
        (YEAR,),
        1,
    ),
    "about.html": AboutView(
        "/about/",
        3,
        2,
        1,
        1204,
        1,
        1,
        2,
        STATED,
        SUPPLIED,
        (Figure("Stated", 3, 100),),
        (Figure("2025", 3, 100),),
        (Figure("en", 2, 100), Figure("unknown", 1, 50)),
    ),
    "search.html": SearchView("/search/", 3, ("2016-2023", "undated")),
    "404.html": NotFoundView("/404.html"),
    "redirect.html": RedirectView("/old/", "/2025/06/dam/", "Dam gives way"),
}
