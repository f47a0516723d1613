"""Tags, sources and the undated: each a list, paged by period where it is long, and the indexes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any, Literal, Protocol

from msgspec import structs

from backfile import pagination, urls
from backfile.digests import of as digest_of
from backfile.language import Language
from backfile.model import Later, Page, Source, Tag
from backfile.plan import facets, indexes, wording
from backfile.plan.files import has_files, list_files
from backfile.plan.marks import Marks
from backfile.plan.parts import Planned
from backfile.plan.shelf import Shelf
from backfile.views import Count, Facet, Group, Link, ListKind, ListView


class Listed(Protocol):
    """What a list is of: a tag, a source, a name."""

    @property
    def name(self) -> str: ...
    @property
    def articles(self) -> tuple[int, ...]: ...


def parts(shelf: Shelf, marks: Marks) -> Iterator[Planned]:
    tags = [tag for tag in shelf.archive.tags if len(tag.articles) >= shelf.settings.tag_pages_from]
    groups: tuple[Tag | Source, ...] = (*tags, *shelf.archive.sources)
    for group in groups:
        yield Planned(_base(group), partial(_named, shelf, marks, group), partial(_key, shelf, marks, group))
    undated = shelf.archive.undated
    yield Planned("undated", partial(_undated, shelf), lambda: marks.key(marks.of_all(undated)))
    yield _index(shelf, marks, "tags", tags)
    yield _index(shelf, marks, "sources", shelf.archive.sources)


def _index(shelf: Shelf, marks: Marks, kind: Literal["tags", "sources"], groups: Sequence[Tag | Source]) -> Planned:
    def key() -> bytes:
        named = sum(len(group.articles) for group in groups)
        return marks.key(digest_of((len(shelf.articles), named, [(g.slug, g.name, len(g.articles)) for g in groups])))

    return Planned(kind, partial(indexes.pages, shelf, kind, groups), key)


def _base(group: Tag | Source) -> str:
    return urls.tag(group.slug) if isinstance(group, Tag) else urls.source(group.slug)


def _key(shelf: Shelf, marks: Marks, group: Tag | Source) -> bytes:
    """Of a tag or a source: its name, the tags above and below it, its articles; all of these, where it has files."""
    nested = [(f.heading, f.entries) for f in facets.nested(shelf, group)] if isinstance(group, Tag) else []
    return marks.key(
        digest_of((group.name, nested)), marks.of_all(group.articles, whole=has_files(shelf, group.articles))
    )


def _named(shelf: Shelf, marks: Marks, group: Tag | Source) -> Iterator[Page]:
    """The pages of a tag or of a source."""
    is_tag, own = isinstance(group, Tag), shelf.language
    base = _base(group)
    crumb = Link(own.text("Tags"), "/tags/") if is_tag else Link(own.text("Sources"), "/sources/")
    kind: ListKind = "tag" if is_tag else "source"
    return paged(shelf, marks, kind, base, group, crumb, facets.of_group(shelf, group, base))


def paged(
    shelf: Shelf,
    marks: Marks,
    kind: ListKind,
    base: str,
    group: Listed,
    crumb: Link,
    facets: tuple[Facet, ...],
    besides: Mapping[str, Any] = MappingProxyType({}),
) -> Iterator[Page]:
    """The pages of a list, by period where it is long; facets, files and what `besides` tells stand on the first.

    Those of periods are not made where nothing that they show has changed: of a tag, most are as they were.
    """
    first, last = shelf.span(group.articles)
    files: tuple[Link, ...] = ()
    extra: tuple[Page, ...] = ()
    if kind in ("tag", "source"):  # hosts count files, and there are more names than tags and sources
        files, extra = list_files(shelf, base, group.name, group.articles)
    positions, periods = shelf.newest_first(group.articles), shelf.periods
    entries = [(position, periods[position]) for position in positions]
    for part in pagination.slices(entries, shelf.name):
        view = partial(_sliced, shelf, kind, base, group.name, crumb, part)
        if part.suffix:
            said = digest_of((kind, base, group.name, crumb, part.suffix, part.period, part.periods, len(part.entries)))
            key = marks.key(said, marks.of_all(part.entries), marks.of_all(part.rest))
            yield Page(base + part.suffix, "list.html", Later(key, view))
        else:
            first_of_all = structs.replace(view(), first=first, last=last, facets=facets, files=files, **besides)
            yield Page(base, "list.html", first_of_all)
    yield from extra


def _sliced(shelf: Shelf, kind: ListKind, base: str, title: str, crumb: Link, part: pagination.Slice) -> ListView:
    """A page of a list, without what stands on the first alone."""
    own = shelf.language
    periods = tuple(Count(wording.period(p, own), base + suffix, count) for p, suffix, count in part.periods)
    return ListView(
        url=base + part.suffix,
        kind=kind,
        title=title,
        count=sum(each.count for each in periods) + len(part.rest) if periods else len(part.entries),
        groups=_groups(shelf, part.entries, part.rest, part.period),
        crumbs=(crumb, Link(title, base)) if part.suffix else (crumb,),
        periods=periods,
        period=wording.period(part.period, own) if part.period else "",
    )


def _groups(shelf: Shelf, entries: Sequence[int], rest: Sequence[int], period: str) -> tuple[Group, ...]:
    """Newest first, under the month they fall in; a short list or a month's has no headings."""
    if len(period) == 7 or len(entries) <= 10 or period.startswith(pagination.LETTERS):
        return (Group("", shelf.listed(entries)),)
    months: dict[str, list[int]] = {}
    own, periods = shelf.language, shelf.periods
    for position in entries:
        months.setdefault(periods[position], []).append(position)
    # A year whose month is not certain follows its months; what has no date at all comes last.
    made = [
        Group(_heading(when, own), shelf.listed(months[when]))
        for when in sorted(months, key=lambda when: when.ljust(7, "-"), reverse=True)
    ]
    if rest:
        made.append(Group(_heading(period, own), shelf.listed(rest)))
    return tuple(made)


@lru_cache(maxsize=4096)
def _heading(period: str, own: Language) -> str:
    said = wording.period(period, own)
    return own.text("%(year)s, month not certain", year=said) if len(period) == 4 else said


def _undated(shelf: Shelf) -> Iterator[Page]:
    own, positions = shelf.language, shelf.archive.undated
    title, base = own.text("Undated"), "/undated/"
    for part in pagination.loose("", "", positions, shelf.name, under="a-z/"):
        first = not part.suffix
        periods = tuple(Count(wording.period(p, own), base + suffix, count) for p, suffix, count in part.periods)
        view = ListView(
            url=base + part.suffix,
            kind="undated",
            title=title,
            count=len(positions) if first else len(part.entries),
            groups=(Group("", shelf.listed(part.entries)),) if part.entries else (),
            crumbs=(Link(own.text("By date"), "/archive/"), *(() if first else (Link(title, base),))),
            periods=periods,
            period=wording.period(part.period, own) if part.period else "",
            facets=facets.of(shelf, positions, "") if first else (),
        )
        yield Page(view.url, "list.html", view)
