"""One view of each kind, each as full as its page can be: what the tests of the theme render."""

from __future__ import annotations

from backfile import digests
from backfile.citations import Citation
from backfile.model import Change, KeyPoint, Opening, SeedRef, SetAside
from backfile.views import (
    AboutView,
    Account,
    ArchiveView,
    ArticleView,
    Body,
    CalendarMonth,
    CommentView,
    Count,
    Day,
    Disagreement,
    Facet,
    Figure,
    Group,
    HomeView,
    IndexView,
    Item,
    Items,
    Letter,
    Link,
    ListView,
    MapDot,
    Matrix,
    MatrixRow,
    MonthCount,
    Motion,
    NameGroup,
    NamesView,
    NotFoundView,
    RedirectView,
    RelatedItem,
    Repeated,
    SearchView,
    StoriesView,
    StoryBox,
    StoryDay,
    StoryLine,
    StoryReport,
    StoryView,
    TagSample,
    When,
    WorldMap,
    YearCount,
    YearView,
)


def items(*some: Item) -> Items:
    return Items(some, [digests.of(each) for each in some])


STATED = When("17 June 2025", "stated", "2025-06-17", "2025-06-17")
SUPPLIED = When("23 June 2025", "supplied", "2025-06-23", "2025-06-23")
SAID = Body("ab3311e6f0b6-1/sam", "0")
REPLY = CommentView("comment-dana", SAID, When("n.d.", "unknown"), answers=Link("Sam", "/2025/06/dam/#comment-sam"))
SHA = "ab3311e6f0b6412d" * 4

ITEM = Item("/2025/06/other/", "Other dam holds", SUPPLIED, "en", "ltr", Link("Valley Post", "/sources/valley-post/"))
ARABIC = Item("/2025/06/sadd/", "انهيار السد", When("n.d.", "unknown"), "ar", "rtl", agency="وكالة")
OAKE = Count("Mirela Oake", "/people/mirela-oake/", 3)
NAMES = (
    NameGroup("person", (OAKE, Count("Tobin Ash", "", 1)), (Count("Ines Cal", "", 1),)),
    NameGroup("place", (Count("Port Averil", "/places/port-averil/", 2),)),
)
CHANGES = (
    Change("It fell on Tuesday.", "It fell on 17 June."),
    Change("", "More follows."),
    Change("Nobody was hurt.", ""),
)
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
    key_points=(KeyPoint("The dam gave way on Tuesday.", 1), KeyPoint("Work starts on Friday.", 3)),
    who=("police",),
    times=("on Tuesday",),
    where=("the dam",),
    names=NAMES,
    story=StoryBox(
        Link("The dam", "/stories/the-dam/"),
        (ARABIC, Item("/2025/06/dam/", "Dam gives way", STATED, "en", "ltr", Link("Valley Post", "/x/")), ITEM),
    ),
    repeats=Repeated(ITEM, False, CHANGES, 2),
    repeated=(Repeated(ARABIC, True, CHANGES[:1]), Repeated(ITEM, False)),
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
    (Group("June 2025", items(ITEM), "g", "A note."), Group("Undated", items(ARABIC))),
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
LINE = StoryLine("/stories/the-dam/", "The dam", 3, 2, "17–23 June 2025", (0, 2, 1))
STORY = StoryView(
    url="/stories/the-dam/",
    title="The dam",
    count=4,
    sources=2,
    span="17–23 June 2025",
    length=7,
    first=ITEM,
    matrix=Matrix(
        "day",
        (("17", "17 June 2025"), ("18", "18 June 2025"), ("", "Day not certain")),
        (("June 2025", 2), ("", 1)),
        (MatrixRow(Link("Valley Post", "/sources/valley-post/"), (2, 0, 0), 0), MatrixRow(Link("", ""), (0, 1, 1))),
        3,
        (0, 0, 2),
        2,
    ),
    days=(
        StoryDay(
            "17 June 2025",
            None,
            "Tuesday",
            "d2025-06-17",
            (StoryReport(ITEM, "14:05 UTC", "The dam gave way.", True, (ARABIC,)), StoryReport(ARABIC)),
        ),
        StoryDay(gap="18–22 June 2025"),
        StoryDay(when=SUPPLIED, reports=(StoryReport(ITEM, repeats=Link("Valley Post", "/2025/06/dam/")),)),
    ),
    disagreements=(Disagreement("houses lost", (Account("at least 31", "Valley Post", "/2025/06/dam/#p2"),)),),
    named=NAMES,
    tags=(Count("Dams", "/tags/dams/", 2),),
    parts=(Link("17 June 2025", "/stories/the-dam/"), Link("1 July 2025", "/stories/the-dam/2/")),
)
NAMES_VIEW = NamesView(
    url="/places/",
    kind="place",
    title="Places",
    count=2,
    tabs=(Count("People", "/people/", 4), Count("Places", "/places/", 2)),
    initials=(Link("A", "/places/a-z/a/"),),
    commonest=(Count("Port Averil", "/places/port-averil/", 2), Count("Tamsin", "", 1)),
    letters=(Letter("P", (Count("Port Averil", "/places/port-averil/", 2),)), Letter("T", (Count("Tamsin", "", 1),))),
    narrower=(Count("Pa", "/places/a-z/p/a/", 2),),
    map=WorldMap("M0 0L9 9Z", 960, 480, (MapDot(3, 4, 2, "Port Averil", "/places/port-averil/", 2),)),
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
        (Group("Month not certain", items(ITEM)),),
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
        1,
        Motion((LINE,), "week", "2 June 2025", 2),
        NAMES,
    ),
    "names.html": NAMES_VIEW,
    "stories.html": StoriesView(
        "/stories/", 1, (("June 2025", (LINE,)),), (Count("2025", "/stories/by-year/2025/", 1),)
    ),
    "story.html": STORY,
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
        names=7,
        key_points=2,
        reprints=1,
        stories=1,
    ),
    "search.html": SearchView("/search/", 3, ("2016-2023", "undated")),
    "404.html": NotFoundView("/404.html"),
    "redirect.html": RedirectView("/old/", "/2025/06/dam/", "Dam gives way"),
}
