"""What is known of each article and each name, as pages and data files tell it. Made once, for all of them.

    findings = Findings(archive, known, 2, language)
    findings.named(7)         → ((Entity Kursk, 5), (Entity Oman, 1), …)           the most mentioned first
    findings.link(kursk)      → Link("Kursk", "/places/kursk/")                    or "" for its URL: too few articles
    findings.told(7)          → Learned(names=(("Kursk", "place", 5), …), …)       its fields in the data files

Knowledge may be absent: then each of these is empty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

from backfile import urls
from backfile.language import Language
from backfile.model import Archive, Entity, Facts, Known, Repeat, Story
from backfile.plan import wording
from backfile.views import Count, Learned, Link, NamedKind, NameGroup

KINDS: tuple[NamedKind, ...] = ("person", "place", "organisation")
"In the order in which pages show them."
_NOTHING = Facts()
_COUNTED = 200
"Names of one article that are counted: of one with 20,000, each of 20,000 pages would else count them all."


class Findings:
    """Positions are those of `Archive.articles`; entities and stories are the known ones themselves."""

    def __init__(self, archive: Archive, known: Known, few: int, own: Language) -> None:
        self._archive = archive
        self._known = known
        self._few = few
        self._own = own

    def facts(self, position: int) -> Facts:
        return self._known.facts[position] if self._known.facts else _NOTHING

    def story(self, position: int) -> Story | None:
        found = self._known.story_of[position] if self._known.story_of else None
        return None if found is None else self._known.stories[found]

    def repeat(self, position: int) -> Repeat | None:
        return self._known.repeats[position] if self._known.repeats else None

    @cached_property
    def repeated(self) -> dict[int, list[tuple[int, Repeat]]]:
        """By the article that leads: which repeat it, in the order of the archive."""
        found: dict[int, list[tuple[int, Repeat]]] = defaultdict(list)
        for position, repeat in enumerate(self._known.repeats):
            if repeat is not None:
                found[repeat.of].append((position, repeat))
        return dict(found)

    @cached_property
    def _lines(self) -> tuple[dict[str, tuple[int, ...]], dict[int, int]]:
        """By story, its reports in order of time without those that repeat another; and where each of these stands."""
        lines: dict[str, tuple[int, ...]] = {}
        places: dict[int, int] = {}
        for story in self._known.stories:
            within = set(story.articles)
            line = tuple(p for p in story.articles if (r := self.repeat(p)) is None or r.of not in within)
            lines[story.slug] = line
            places.update((position, place) for place, position in enumerate(line))
        return lines, places

    def line(self, story: Story) -> tuple[int, ...]:
        """The reports of a story, without the reprints of another of them."""
        return self._lines[0][story.slug]

    def beside(self, position: int, each_way: int = 2) -> tuple[int, ...]:
        """The reports next to an article in its story, itself among them; for a reprint, those next to its original."""
        story, repeat = self.story(position), self.repeat(position)
        if story is None:
            return ()
        lines, places = self._lines
        place = places.get(position)
        if place is None:
            place = places[repeat.of] if repeat else 0
        return lines[story.slug][max(0, place - each_way) : place + each_way + 1]

    # ---------------------------------------------------------------- names

    @cached_property
    def links(self) -> list[Link]:
        """Of each entity."""
        return [
            Link(entity.name, urls.named(entity.kind, entity.slug) if self.has_page(entity) else "")
            for entity in self._known.entities
        ]

    def has_page(self, entity: Entity) -> bool:
        return len(entity.articles) >= self._few

    def of_kind(self, kind: NamedKind) -> list[tuple[Entity, Link]]:
        """By slug."""
        pairs = zip(self._known.entities, self.links, strict=True)
        return [(entity, link) for entity, link in pairs if entity.kind == kind]

    def named(self, position: int) -> tuple[tuple[int, int], ...]:
        """(position in the known entities, mentions), without what only an adjective names."""
        return self._named[position] if self._named else ()

    @cached_property
    def _named(self) -> list[tuple[tuple[int, int], ...]]:
        return [tuple(entry for entry in found if entry[1]) for found in self._known.named]

    @cached_property
    def _met(self) -> list[tuple[int, ...]]:
        """The entities of each article that have a page."""
        return [tuple(e for e, _ in found[:_COUNTED] if self.links[e].url) for found in self._named]

    def groups(self, counted: Iterable[tuple[int, int]], most: int, more: int = 0) -> tuple[NameGroup, ...]:
        """Entities with a number each, `most` of a kind, and `more` of them behind. In the order that is given."""
        kinds: dict[str, list[Count]] = {kind: [] for kind in KINDS}
        for entity, count in counted:
            found = kinds[self._known.entities[entity].kind]
            if len(found) < most + more:
                link = self.links[entity]
                found.append(Count(link.text, link.url, count))
        return tuple(
            NameGroup(kind, tuple(kinds[kind][:most]), tuple(kinds[kind][most:])) for kind in KINDS if kinds[kind]
        )

    def here(self, position: int) -> tuple[NameGroup, ...]:
        """The names of one article with their mentions."""
        return self.groups(self.named(position), 8, 32) if self._known.named else ()

    def ranked(self, positions: Iterable[int]) -> list[tuple[int, int]]:
        """Entities by how often the articles mention them."""
        counted: Counter[int] = Counter()
        for position in positions:
            for entity, mentions in self.named(position)[:_COUNTED]:
                counted[entity] += mentions
        return sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))

    def commonest(self) -> list[tuple[int, int]]:
        """Entities that have a page, by the number of their articles."""
        found = [(i, len(e.articles)) for i, e in enumerate(self._known.entities) if self.has_page(e)]
        return sorted(found, key=lambda entry: (-entry[1], entry[0]))

    def met_with(self, positions: Iterable[int], besides: str, most: int = 12) -> tuple[Count, ...]:
        """The names with a page that are most often in the same articles, but for the one at `besides`."""
        counted = Counter(chain.from_iterable(self._met[p] for p in positions))
        ranked = sorted(((-n, self.links[e].url, e) for e, n in counted.items() if n > 1))
        found = [(self.links[e], -n) for n, url, e in ranked[: most + 1] if url != besides]
        return tuple(Count(link.text, link.url, n) for link, n in found[:most])

    def told_in(self, positions: Iterable[int], most: int = 8) -> tuple[Count, ...]:
        """The stories that most of the articles belong to."""
        counted = Counter(found for p in positions if (found := self.story(p)))
        ranked = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0].slug))
        return tuple(Count(story.title, urls.story(story.slug), n) for story, n in ranked[:most])

    # ---------------------------------------------------------------- data files

    def told(self, position: int) -> Learned:
        facts, repeat, story = self.facts(position), self.repeat(position), self.story(position)
        entities = self._known.entities
        return Learned(
            names=tuple((entities[e].name, entities[e].kind, n) for e, n in self.named(position)),
            key_points=tuple((point.text, point.paragraph) for point in facts.key_points),
            who=facts.who,
            when=facts.when,
            where=facts.where,
            reprint_of=self._archive.outlines.ids[repeat.of] if repeat else None,
            story=story.slug if story else None,
            related=self._reasons(position),
        )

    def _reasons(self, position: int) -> tuple[tuple[str, str], ...]:
        ids = self._archive.outlines.ids
        return tuple([(ids[r.position], wording.reason(r, self._own)) for r in self._known.related[position]])

    def sources(self, positions: Sequence[int]) -> tuple[str, ...]:
        """Who published the articles, each once, in their order."""
        named = (self._archive.articles[p] for p in positions)
        return tuple(dict.fromkeys(name for a in named if (name := a.source or a.agency)))
