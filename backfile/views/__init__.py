"""What each kind of page may show: one frozen record a template, and nothing else reaches it.

A view is its page's whole list of dependencies, so it holds no clock, no total that the page does not print and no
"page 3 of 812". An article's body enters as a digest and is read where it is rendered.

| template | view |
|---|---|
| `article.html` | `ArticleView` |
| `list.html` | `ListView`: a tag, a source, a name, a month, what is undated, or one period of these |
| `index.html` | `IndexView`: all tags, all sources |
| `names.html` | `NamesView`: people, places, organisations |
| `stories.html`, `story.html` | `StoriesView`, `StoryView` |
| `archive.html`, `year.html` | `ArchiveView`, `YearView` |
| `home.html`, `about.html`, `search.html` | `HomeView`, `AboutView`, `SearchView` |
| `404.html`, `redirect.html` | `NotFoundView`, `RedirectView` |
"""

from __future__ import annotations

from backfile.model import Certainty
from backfile.views.files import (
    CiteView,
    DataView,
    FeedView,
    FileView,
    Learned,
    ManifestView,
    SearchIndex,
    Share,
    SitemapView,
    StoryRecord,
    StoryRecords,
    StyleView,
    Subject,
    TableView,
)
from backfile.views.known import (
    Account,
    Disagreement,
    MapDot,
    Matrix,
    MatrixRow,
    Motion,
    NamedKind,
    NameGroup,
    NamesView,
    Repeated,
    StoriesView,
    StoryBox,
    StoryDay,
    StoryLine,
    StoryReport,
    StoryView,
    Unit,
    WorldMap,
)
from backfile.views.pages import (
    AboutView,
    ArchiveView,
    ArticleView,
    CalendarMonth,
    Day,
    Figure,
    HomeView,
    IndexView,
    ListKind,
    ListView,
    NotFoundView,
    RedirectView,
    SearchView,
    YearView,
)
from backfile.views.parts import (
    Body,
    CommentView,
    Count,
    Direction,
    Facet,
    Group,
    Item,
    Items,
    Letter,
    Link,
    MonthCount,
    RelatedItem,
    SiteView,
    TagSample,
    When,
    YearCount,
)

OWNED = (RedirectView, FileView)
"What is made of a file of the archive other than an article: who sees such a page can tell whose it is."

__all__ = [
    "OWNED",
    "AboutView",
    "Account",
    "ArchiveView",
    "ArticleView",
    "Body",
    "CalendarMonth",
    "Certainty",
    "CiteView",
    "CommentView",
    "Count",
    "DataView",
    "Day",
    "Direction",
    "Disagreement",
    "Facet",
    "FeedView",
    "Figure",
    "FileView",
    "Group",
    "HomeView",
    "IndexView",
    "Item",
    "Items",
    "Learned",
    "Letter",
    "Link",
    "ListKind",
    "ListView",
    "ManifestView",
    "MapDot",
    "Matrix",
    "MatrixRow",
    "MonthCount",
    "Motion",
    "NameGroup",
    "NamedKind",
    "NamesView",
    "NotFoundView",
    "RedirectView",
    "RelatedItem",
    "Repeated",
    "SearchIndex",
    "SearchView",
    "Share",
    "SiteView",
    "SitemapView",
    "StoriesView",
    "StoryBox",
    "StoryDay",
    "StoryLine",
    "StoryRecord",
    "StoryRecords",
    "StoryReport",
    "StoryView",
    "StyleView",
    "Subject",
    "TableView",
    "TagSample",
    "Unit",
    "When",
    "WorldMap",
    "YearCount",
    "YearView",
]
