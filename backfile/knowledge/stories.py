"""Coverage of one event brought together: by likeness, by reprints, and by what a person says.

    group(articles, facts, named, entities, repeats, said)
      → (Story(slug="ferry-capsizes-off-tablas", title="Ferry capsizes off Tablas", articles=(3, 4, 9), first=3, …), …)
      , (None, None, None, 0, 0, …)                 beside the articles: the position of its story

Reprints go where the text that they repeat goes. `stories.toml` joins, keeps apart, gives titles and slugs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from backfile import urls
from backfile.knowledge import differing, likeness
from backfile.knowledge.clusters import cluster
from backfile.knowledge.contrast import Contrast
from backfile.knowledge.instants import day, span
from backfile.knowledge.titles import best
from backfile.model import Article, Entity, Facts, Repeat, StoriesSaid, Story, StorySaid

Named = Sequence[Sequence[tuple[int, int]]]


def group(
    articles: Sequence[Article],
    facts: Sequence[Facts],
    named: Named,
    entities: Sequence[Entity],
    repeats: Sequence[Repeat | None],
    said: StoriesSaid,
) -> tuple[tuple[Story, ...], tuple[int | None, ...]]:
    """The stories by slug, and of each article the position of its story."""
    del named  # Entities are recognised by their forms.
    leads = tuple(i for i, repeat in enumerate(repeats) if repeat is None)
    edges = likeness.edges(articles, facts, entities, leads)
    groups = _grouped(articles, facts, repeats, leads, edges, said)
    language = _commonest(a.lang for a in articles)
    positions = {a.id: i for i, a in enumerate(articles)}
    spoken = {positions[x]: one for one in reversed(said.story) for x in one.articles if x in positions}
    made = []
    for members in groups:
        ordered = tuple(sorted(members, key=lambda i: _time(articles[i])))
        told = next((spoken[i] for i in ordered if i in spoken), StorySaid(()))
        title = told.title or articles[best(ordered, articles, facts, repeats, language)].title
        shown = differing.find(ordered, facts, repeats)
        made.append((told.slug, Story("", title, ordered, _first(ordered, articles), shown)))
    stories = _slugged(made, articles)
    story_of: list[int | None] = [None] * len(articles)
    for number, story in enumerate(stories):
        for i in story.articles:
            story_of[i] = number
    return stories, tuple(story_of)


def _grouped(
    articles: Sequence[Article],
    facts: Sequence[Facts],
    repeats: Sequence[Repeat | None],
    leads: Sequence[int],
    edges: dict[tuple[int, int], float],
    said: StoriesSaid,
) -> list[list[int]]:
    """Positions of each story's articles. A reprint that a person joins or keeps apart is an article like any other."""
    positions = {a.id: i for i, a in enumerate(articles)}
    spoken = [[positions[x] for x in ids if x in positions] for ids in said.apart]
    joins = [[positions[x] for x in one.articles if x in positions] for one in said.story]
    own = {i for ids in (*spoken, *joins) for i in ids if repeats[i] is not None}
    members = sorted({*leads, *own})
    joined = [(ids[0], i) for ids in joins for i in ids[1:]]
    joined += [(repeat.of, i) for i in sorted(own) if (repeat := repeats[i]) is not None]
    contrast = _contrast(articles, facts, repeats, members, edges)
    apart = _apart(spoken)
    fixed = {i for ids in joins for i in ids}
    home = cluster(edges, members, joined, apart, lambda a, b: apart(a, b) and contrast.may_join(a, b))
    found: dict[int, list[int]] = defaultdict(list)
    for i, repeat in enumerate(repeats):
        found[home[i] if i in home else home[repeat.of if repeat else i]].append(i)
    return [ids for ids in found.values() if len(ids) > 1 and _several(ids, repeats, fixed)]


def _several(ids: Sequence[int], repeats: Sequence[Repeat | None], fixed: set[int]) -> bool:
    """Whether there is more to it than captures of one article."""
    return sum((repeat := repeats[i]) is None or not repeat.same_source or i in fixed for i in ids) > 1


def _contrast(
    articles: Sequence[Article],
    facts: Sequence[Facts],
    repeats: Sequence[Repeat | None],
    members: Sequence[int],
    edges: dict[tuple[int, int], float],
) -> Contrast:
    beside: dict[int, list[int]] = {i: [] for i in members}
    for a, b in edges:
        beside[a].append(b)
        beside[b].append(a)
    texts = Counter(repeat.of if repeat else i for i, repeat in enumerate(repeats))
    return Contrast(
        lambda i: likeness.named(facts[i]),
        {i: day(articles[i]) for i in members},
        {i: texts[i] for i in members},
        beside,
    )


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


def _slugged(made: Sequence[tuple[str | None, Story]], articles: Sequence[Article]) -> tuple[Story, ...]:
    """Each with a slug of its own: a person's first, then those of the titles, the earlier story's without a number."""
    taken: set[str] = set()
    found = []
    order = sorted(made, key=lambda one: (one[0] is None, _time(articles[one[1].articles[0]])))
    for slug, story in order:
        base = urls.slug(slug or story.title, articles[story.articles[0]].id)
        free, number = base, 2
        while free in taken:
            free, number = f"{base}-{number}", number + 1
        taken.add(free)
        found.append(Story(free, story.title, story.articles, story.first, story.differing))
    return tuple(sorted(found, key=lambda story: story.slug))
