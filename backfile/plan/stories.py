"""Stories: a page each, the index of them, and those of the front page that are in motion.

/stories/                       the newest first, under the month of their first report
/stories/by-year/2025/          where they are more than a page holds
/stories/averil-ferry/          who reported, day by day, and where the accounts differ
/stories/averil-ferry/2/        where that is more than 200 reports, as they go on
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import structs

from backfile import pagination, urls
from backfile.digests import of as digest_of
from backfile.model import Differing, Page, Story
from backfile.plan import chronicle, wording
from backfile.plan.marks import Marks
from backfile.plan.matrix import begins, ending, matrix
from backfile.plan.parts import Planned
from backfile.plan.shelf import Shelf
from backfile.views import (
    Account,
    Count,
    Disagreement,
    Link,
    Motion,
    StoriesView,
    StoryDay,
    StoryLine,
    StoryRecord,
    StoryRecords,
    StoryView,
)

BASE = "/stories/"
_MOVING, _LATEST = 5, 10
"Stories that the front page shows: of those with the latest reports the ones with the most."
_DOTS = 16
_FIGURES, _ACCOUNTS = 16, 8
"Figures that a page shows, and accounts of each."


def parts(shelf: Shelf, marks: Marks) -> Iterator[Planned]:
    for story in shelf.known.stories:
        yield Planned(urls.story(story.slug), partial(_pages, shelf, story), partial(_key, shelf, marks, story))
    yield Planned("stories", partial(_indexes, shelf))


def _key(shelf: Shelf, marks: Marks, story: Story) -> bytes:
    first = shelf.articles[story.first].id if story.first is not None else None
    figures = [(each.what, [(shelf.articles[v.position].id, v.text, v.paragraph) for v in each.values])
               for each in story.differing]  # fmt: skip
    said = (story.slug, story.title, first, figures)
    return marks.key(digest_of(said), marks.of_all(story.articles, whole=True))


def _pages(shelf: Shelf, story: Story) -> Iterator[Page]:
    for view in _parts(_story(shelf, story), chronicle.parts(chronicle.days(shelf, story))):
        yield Page(view.url, "story.html", view)


def _indexes(shelf: Shelf) -> Iterator[Page]:
    stories = shelf.known.stories
    if stories:
        yield from _index(shelf)
    if stories and shelf.settings.data_files:
        records = StoryRecords("/data/stories.jsonl", tuple(_record(shelf, story) for story in stories))
        yield Page(records.url, "stories", records)


def _story(shelf: Shelf, story: Story) -> StoryView:
    found = chronicle.span(shelf, story.articles)
    findings = shelf.findings
    first = story.first
    return StoryView(
        url=urls.story(story.slug),
        title=story.title,
        count=len(story.articles),
        sources=len(findings.sources(story.articles)),
        span=chronicle.in_words(found, shelf.language),
        length=(found[1] - found[0]).days + 1 if found else 0,
        first=shelf.items[first] if first is not None else None,
        matrix=matrix(shelf, story),
        days=(),
        disagreements=tuple(
            Disagreement(each.what, tuple(_account(shelf, *said) for said in _said(each)))
            for each in story.differing[:_FIGURES]
        ),
        named=findings.groups(findings.ranked(findings.line(story)), 5),
        tags=shelf.met_with(story.articles, most=8),
    )


def _parts(view: StoryView, parts: Sequence[tuple[StoryDay, ...]]) -> Iterator[StoryView]:
    """The page of a story, and those on which a long timeline goes on."""
    if len(parts) == 1:
        yield structs.replace(view, days=parts[0])
        return
    begins = [day.heading or (day.when.text if day.when else "") for day in (part[0] for part in parts)]
    links = tuple(Link(day, f"{view.url}{n}/" if n > 1 else view.url) for n, day in enumerate(begins, 1))
    yield structs.replace(view, days=parts[0], parts=links)
    bare = structs.replace(view, first=None, matrix=None, disagreements=(), named=(), tags=(), parts=links)
    for link, days in zip(links[1:], parts[1:], strict=True):
        yield structs.replace(bare, url=link.url, days=days, part=link.text)


def _said(figure: Differing) -> list[tuple[int, str, int]]:
    return [(said.position, said.text, said.paragraph) for said in figure.values[:_ACCOUNTS]]


def _account(shelf: Shelf, position: int, text: str, paragraph: int) -> Account:
    article, item = shelf.articles[position], shelf.items[position]
    anchor = f"#p{paragraph}" if paragraph else ""
    return Account(text, article.source or article.agency or article.title, item.url + anchor)


def line(shelf: Shelf, story: Story, dots: tuple[int, ...] = ()) -> StoryLine:
    """A story as a list shows it."""
    return StoryLine(
        url=urls.story(story.slug),
        title=story.title,
        count=len(story.articles),
        sources=len(shelf.findings.sources(story.articles)),
        span=chronicle.in_words(chronicle.span(shelf, story.articles), shelf.language),
        dots=dots,
    )


def _index(shelf: Shelf) -> Iterator[Page]:
    """The newest first: by the first report, so that a story stays under its month."""
    stories = sorted(shelf.known.stories, key=lambda story: (story.articles[0] >= shelf.dated, -story.articles[0]))
    entries = [(place, shelf.periods[story.articles[0]]) for place, story in enumerate(stories)]
    for part in pagination.slices(entries):
        periods = tuple(Count(_words(shelf, p), _below(suffix), count) for p, suffix, count in part.periods)
        months: dict[str, list[StoryLine]] = {}
        for place in (*part.entries, *part.rest):
            months.setdefault(entries[place][1], []).append(line(shelf, stories[place]))
        view = StoriesView(
            url=_below(part.suffix),
            count=sum(each.count for each in periods) + len(part.rest) if periods else len(part.entries),
            groups=tuple((_words(shelf, month), tuple(lines)) for month, lines in months.items()),
            periods=periods,
            period=_words(shelf, part.period) if part.suffix else "",
        )
        yield Page(view.url, "stories.html", view)


def _below(suffix: str) -> str:
    return f"{BASE}by-year/{suffix}" if suffix else BASE


def _words(shelf: Shelf, period: str) -> str:
    return wording.period(period, shelf.language)


def _record(shelf: Shelf, story: Story) -> StoryRecord:
    articles = shelf.articles
    return StoryRecord(
        slug=story.slug,
        title=story.title,
        url=urls.story(story.slug),
        articles=tuple(articles[p].id for p in story.articles),
        sources=shelf.findings.sources(story.articles),
        first=articles[story.first].id if story.first is not None else None,
        figures=tuple(
            (each.what, tuple((articles[v.position].id, v.text) for v in each.values)) for each in story.differing
        ),
    )


# ---------------------------------------------------------------- the front page


def motion(shelf: Shelf) -> Motion | None:
    """The stories that were reported on last, over the same stretch of time."""
    newest = sorted(shelf.known.stories, key=lambda story: (-_last(shelf, story), story.slug))[:_LATEST]
    largest = sorted(newest, key=lambda story: (-len(story.articles), story.slug))[:_MOVING]
    shown = sorted(largest, key=lambda story: (-_last(shelf, story), story.slug))
    days = [[day for p in story.articles if (day := chronicle.certain(shelf, p))] for story in shown]
    known = [day for each in days for day in each]
    if not known:
        return None
    unit, starts = ending(min(known), max(known), shelf.language, _DOTS)
    lines = []
    for story, each in zip(shown, days, strict=True):
        counted = [begins(day, unit, shelf.language) for day in each]
        lines.append(line(shelf, story, tuple(counted.count(start) for start in starts)))
    since = (starts[0].year, starts[0].month, 0 if unit == "month" else starts[0].day)
    most = max(count for each in lines for count in each.dots)
    return Motion(tuple(lines), unit, shelf.language.calendar(since), most or 1)


def _last(shelf: Shelf, story: Story) -> int:
    """The position of its newest report with a date."""
    return max((p for p in story.articles if p < shelf.dated), default=-1)
