"""What each kind of page may show: one frozen record a template, and nothing else reaches it.

A view is its page's whole list of dependencies, so it holds no clock, no total that the page does not print and no
"page 3 of 812". An article's body enters as a digest and is read where it is rendered.

| template | view |
|---|---|
| `article.html` | `ArticleView` |
| `list.html` | `ListView`: a tag, a source, a month, what is undated, or one period of these |
| `index.html` | `IndexView`: all tags, all sources |
| `archive.html`, `year.html` | `ArchiveView`, `YearView` |
| `home.html`, `about.html`, `search.html` | `HomeView`, `AboutView`, `SearchView` |
| `404.html`, `redirect.html` | `NotFoundView`, `RedirectView` |
"""

from __future__ import annotations

from backfile.views.files import (
    CiteView,
    DataView,
    FeedView,
    FileView,
    ManifestView,
    Reasons,
    SearchIndex,
    Share,
    SitemapView,
    StyleView,
    Subject,
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
    Letter,
    ListKind,
    ListView,
    MonthCount,
    NotFoundView,
    RedirectView,
    SearchView,
    TagSample,
    YearCount,
    YearView,
)
from backfile.views.parts import (
    Body,
    Certainty,
    CommentView,
    Count,
    Direction,
    Facet,
    Group,
    Item,
    Link,
    Opening,
    RelatedItem,
    SiteView,
    When,
)

__all__ = [
    "AboutView",
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
    "Facet",
    "FeedView",
    "Figure",
    "FileView",
    "Group",
    "HomeView",
    "IndexView",
    "Item",
    "Letter",
    "Link",
    "ListKind",
    "ListView",
    "ManifestView",
    "MonthCount",
    "NotFoundView",
    "Opening",
    "Reasons",
    "RedirectView",
    "RelatedItem",
    "SearchIndex",
    "SearchView",
    "Share",
    "SiteView",
    "SitemapView",
    "StyleView",
    "Subject",
    "TagSample",
    "When",
    "YearCount",
    "YearView",
]
