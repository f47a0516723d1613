"""Coverage of one event brought together: by likeness, by reprints, and by what a person says.

    group(articles, facts, named, entities, repeats, said)
      → (Story(slug="ferry-capsizes-off-tablas", title="Ferry capsizes off Tablas", articles=(3, 4, 9), first=3, …), …)
      , (None, None, None, 0, 0, …)                 beside the articles: the position of its story

Reprints go where the text that they repeat goes. `stories.toml` joins, keeps apart, gives titles and slugs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from backfile import digests, urls
from backfile.knowledge import differing
from backfile.knowledge.clusters import Merge, cluster
from backfile.knowledge.contrast import Contrast
from backfile.knowledge.features import named
from backfile.knowledge.instants import day, span
from backfile.knowledge.likeness import Likeness
from backfile.knowledge.since import Since, scratch
from backfile.knowledge.titles import best
from backfile.model import Article, Differing, Entity, Facts, Repeat, Said, StoriesSaid, Story, StorySaid

Named = Sequence[Sequence[tuple[int, int]]]


class Told:
    """What one grouping leaves to the next: it says the same, at the cost of what changed."""

    def __init__(self) -> None:
        self.likeness = Likeness(kept=True)
        self.merges: list[Merge] = []
        self.texts: Counter[int] = Counter()
        self.made: dict[tuple[str, ...], Made] = {}
        "By the paths of a story's articles."


class Made(NamedTuple):
    """A story as it was made, and of what."""

    of: bytes
    slug: str
    "What it would like."
    spoken: bool
    "Whether a person says so."
    story: Story


def group(
    articles: Sequence[Article],
    facts: Sequence[Facts],
    named: Named,
    entities: Sequence[Entity],
    repeats: Sequence[Repeat | None],
    said: StoriesSaid,
    since: Since | None = None,
    before: Told | None = None,
) -> tuple[tuple[Story, ...], tuple[int | None, ...]]:
    """The stories by slug, and of each article the position of its story.

    `before` has what was told of the archive before `since`, with the same `said`.
    """
    del named  # Entities are recognised by their forms.
    leads = tuple(i for i, repeat in enumerate(repeats) if repeat is None)
    likeness = before.likeness if before else Likeness()
    likeness.update(articles, facts, entities, leads, since or scratch(len(articles)))
    groups = _grouped(articles, facts, repeats, leads, likeness, said, since, before)
    made = _made(groups, articles, facts, repeats, said, before.made if before else {}, since.marks if since else ())
    if before:
        before.made = made
    stories = _slugged(made.values(), articles)
    story_of: list[int | None] = [None] * len(articles)
    for number, story in enumerate(stories):
        for i in story.articles:
            story_of[i] = number
    return stories, tuple(story_of)


def _made(
    groups: Iterable[Sequence[int]],
    articles: Sequence[Article],
    facts: Sequence[Facts],
    repeats: Sequence[Repeat | None],
    said: StoriesSaid,
    before: Mapping[tuple[str, ...], Made],
    marks: Sequence[bytes],
) -> dict[tuple[str, ...], Made]:
    """The stories, by the paths of their articles; those of before where nothing of these changed."""
    language = _commonest(a.lang for a in articles)
    positions = {a.id: i for i, a in enumerate(articles)}
    spoken = {positions[x]: one for one in reversed(said.story) for x in one.articles if x in positions}
    made = {}
    for members in groups:
        ordered = tuple(sorted(members, key=lambda i: _time(articles[i])))
        key = tuple(articles[i].path for i in ordered)
        of = digests.of((language, [(marks[i], repeats[i] is None) for i in ordered])) if marks else b""
        known = before.get(key)
        if of and known and known.of == of:
            made[key] = known._replace(story=_moved(known.story, ordered))
        else:
            told = next((spoken[i] for i in ordered if i in spoken), StorySaid(()))
            made[key] = Made(of, *_story(ordered, told, articles, facts, repeats, language))
    return made


def _story(
    ordered: tuple[int, ...],
    told: StorySaid,
    articles: Sequence[Article],
    facts: Sequence[Facts],
    repeats: Sequence[Repeat | None],
    language: str | None,
) -> tuple[str, bool, Story]:
    title = told.title or articles[best(ordered, articles, facts, repeats, language)].title
    slug = urls.slug(told.slug or title, articles[ordered[0]].id)
    shown = differing.find(ordered, facts, repeats)
    return slug, told.slug is not None, Story("", title, ordered, _first(ordered, articles), shown)


def _moved(story: Story, ordered: tuple[int, ...]) -> Story:
    """The same of articles that stand elsewhere now."""
    if story.articles == ordered:
        return story
    now = dict(zip(story.articles, ordered, strict=True))
    shown = tuple(
        Differing(one.what, tuple(Said(now[x.position], x.text, x.paragraph) for x in one.values))
        for one in story.differing
    )
    return Story("", story.title, ordered, None if story.first is None else now[story.first], shown)


def _grouped(
    articles: Sequence[Article],
    facts: Sequence[Facts],
    repeats: Sequence[Repeat | None],
    leads: Sequence[int],
    likeness: Likeness,
    said: StoriesSaid,
    since: Since | None,
    before: Told | None,
) -> list[list[int]]:
    """Positions of each story's articles. A reprint that a person joins or keeps apart is an article like any other."""
    positions = {a.id: i for i, a in enumerate(articles)}
    spoken = [[positions[x] for x in ids if x in positions] for ids in said.apart]
    joins = [[positions[x] for x in one.articles if x in positions] for one in said.story]
    own = {i for ids in (*spoken, *joins) for i in ids if repeats[i] is not None}
    members = sorted({*leads, *own})
    joined = [(ids[0], i) for ids in joins for i in ids[1:]]
    joined += [(repeat.of, i) for i in sorted(own) if (repeat := repeats[i]) is not None]
    texts = Counter(repeat.of if repeat else i for i, repeat in enumerate(repeats))
    contrast = Contrast(lambda i: named(facts[i]), lambda i: day(articles[i]), texts, likeness.beside)
    apart = _apart(spoken)
    fixed = {i for ids in joins for i in ids}

    def may(a: Sequence[int], b: Sequence[int]) -> bool:
        return apart(a, b) and contrast.may_join(a, b)

    if before and since:
        merges = [(x, since.moved.get(a, -1), since.moved.get(b, -1), sizes) for x, a, b, sizes in before.merges]
        told = {since.moved[i]: n for i, n in before.texts.items() if i in since.moved}
        touched = likeness.touched.union((i for i, n in texts.items() if told.get(i) != n), fixed, own, *spoken)
        home, before.merges = cluster(likeness.beside, members, joined, apart, may, merges, touched)
        before.texts = texts
    else:
        home, _ = cluster(likeness.beside, members, joined, apart, may)
    found: dict[int, list[int]] = defaultdict(list)
    for i, repeat in enumerate(repeats):
        found[home[i] if i in home else home[repeat.of if repeat else i]].append(i)
    return [ids for ids in found.values() if len(ids) > 1 and _several(ids, repeats, fixed)]


def _several(ids: Sequence[int], repeats: Sequence[Repeat | None], fixed: set[int]) -> bool:
    """Whether there is more to it than captures of one article."""
    return sum((repeat := repeats[i]) is None or not repeat.same_source or i in fixed for i in ids) > 1


def _apart(spoken: Iterable[Sequence[int]]) -> Callable[[Sequence[int], Sequence[int]], bool]:
    """Whether two groups hold no two articles that a person keeps apart."""
    of: dict[int, set[int]] = defaultdict(set)
    for number, ids in enumerate(spoken):
        for i in ids:
            of[i].add(number)

    def may(a: Sequence[int], b: Sequence[int]) -> bool:
        theirs = {n for i in b for n in of.get(i, ())}
        return not any(n in theirs for i in a for n in of.get(i, ()))

    return may if of else lambda a, b: True


def _time(article: Article) -> tuple[bool, int, int, str]:
    known = span(article)
    near = day(article)
    low = known.low if known else 0 if near is None else near * 24 * 60
    return (near is None, low, known.high if known else low, article.path)


def _first(ordered: Sequence[int], articles: Sequence[Article]) -> int | None:
    """The first to report, if it certainly was before all others."""
    spans = [span(articles[i]) for i in ordered]
    known = [s for s in spans if s]
    if len(known) < len(spans) or not all(known[0].before(s) for s in known[1:]):
        return None
    return ordered[0]


def _commonest(languages: Iterable[str | None]) -> str | None:
    counted = Counter(x.partition("-")[0] for x in languages if x)
    return min(counted, key=lambda x: (-counted[x], x), default=None)


def _slugged(made: Iterable[Made], articles: Sequence[Article]) -> tuple[Story, ...]:
    """Each with a slug of its own: a person's first, then those of the titles, the earlier story's without a number."""
    taken: set[str] = set()
    found = []
    for one in sorted(made, key=lambda one: (not one.spoken, _time(articles[one.story.articles[0]]))):
        free, number = one.slug, 2
        while free in taken:
            free, number = f"{one.slug}-{number}", number + 1
        taken.add(free)
        story = one.story
        found.append(Story(free, story.title, story.articles, story.first, story.differing))
    return tuple(sorted(found, key=lambda story: story.slug))
