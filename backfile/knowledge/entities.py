"""The names of all articles joined: one person, place or organisation, whatever the articles call it.

    a001 “Wesley Kiprotich Sang”, a003 “Wesley Sang” → one person        “Kim Min-seo”, “Kim Min-soo” → two
    “Voltaris” an organisation in four articles, a place in one → an organisation

Linear in the names of the archive. An article added later takes a slug from nobody: the first to bear a name keeps it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from backfile import urls
from backfile.knowledge import lexicon, variants
from backfile.knowledge.uses import Rows, Ruled, Use
from backfile.knowledge.uses import rows as read
from backfile.model import Article, Entity, Facts, NamesSaid

Kind = Literal["person", "organisation", "place"]
KINDS: tuple[Kind, ...] = ("organisation", "person", "place")
Named = tuple[tuple[tuple[int, int], ...], ...]
# Entities that may be one person and are compared with each other; bounds the work on a hostile archive.
_NAMESAKES = 20


class Joined:
    """What one joining leaves to the next: it says the same, and makes anew only what changed."""

    def __init__(self) -> None:
        self.rows: dict[str, Rows] = {}
        "By the paths of articles."
        self.drafts: dict[str, tuple[list[Use], _Draft | None]] = {}
        self.made: dict[tuple[str, str], tuple[_Draft, Entity]] = {}
        self.entities: tuple[Entity, ...] = ()
        self.named: Named = ()


def join(
    articles: Sequence[Article], facts: Sequence[Facts], said: NamesSaid, before: Joined | None = None
) -> tuple[tuple[Entity, ...], Named]:
    """`Known.entities` and `Known.named` of an archive. `facts` runs beside `articles`.

    `before` has what was joined of an earlier state of it, with the same `said`.
    """
    rules = Ruled(said)
    before = before or Joined()
    rows = {a.path: read(i, a, facts[i], rules, before.rows.get(a.path)) for i, a in enumerate(articles)}
    groups: dict[str, list[Use]] = defaultdict(list)
    for row in rows.values():
        for use in row.uses:
            groups[use.key].append(use)
    gathered = _divided(_fuller(dict(groups), list(rows.values())), articles, rules)
    drafts: dict[str, tuple[list[Use], _Draft | None]] = {}
    for key, its in gathered.items():
        known = before.drafts.get(key)
        drafts[key] = known if known and known[0] == its else (its, _draft(key, its, rules))
    made = _slugged([draft for _, draft in drafts.values() if draft], before.made)
    entities = tuple(made[key][1] for key in sorted(made))
    named = _named(entities, len(articles), before)
    before.rows, before.drafts, before.made, before.entities, before.named = rows, drafts, made, entities, named
    return entities, named


def _named(entities: tuple[Entity, ...], size: int, before: Joined) -> Named:
    """The entities of each article; where they are those of before, by the numbers of now."""
    number = {id(entity): n for n, entity in enumerate(entities)}
    now = [number.get(id(entity), -1) for entity in before.entities]
    old = {id(entity) for entity in before.entities}
    other = {x for entity, n in zip(before.entities, now, strict=True) if n < 0 for x, _ in entity.articles}
    other |= {x for entity in entities if id(entity) not in old for x, _ in entity.articles}
    found: dict[int, list[tuple[int, int]]] = {i: [] for i in range(size) if i in other or i >= len(before.named)}
    for n, entity in enumerate(entities if found else ()):
        for position, mentions in entity.articles:
            if position in found:
                found[position].append((n, mentions))
    for row in found.values():
        row.sort(key=lambda x: (-x[1], x[0]))
    kept = before.named if now == list(range(len(entities))) else _renumbered(before.named, now)
    return tuple(tuple(found[i]) if i in found else kept[i] for i in range(size))


def _renumbered(named: Named, now: Sequence[int]) -> Named:
    return tuple(tuple([(now[n], mentions) for n, mentions in row]) for row in named)


def _fuller(groups: dict[str, list[Use]], rows: Sequence[Rows]) -> dict[str, list[Use]]:
    """Join “Wesley Sang” to “Wesley Kiprotich Sang”, “Civic Renewal” to “Civic Renewal Party”.

    Only where one such longer name is held, and articles with the two meet in another name that is no country's.
    """
    likely: dict[str, list[str]] = defaultdict(list)
    for key, uses in groups.items():
        name, kind = uses[0].name, uses[0].kind
        if key[0] == "~" and kind != "place":
            likely["^" + variants.starts(name)].append(key)
            if kind == "person":
                likely["$" + variants.ends(name)].append(key)
    pairs = [keys for shared, keys in likely.items() if len(shared) > 1 and 1 < len(keys) <= _NAMESAKES]
    company = cache(lambda position: {use.key for use in rows[position].uses if use.source.level != "country"})
    for keys in pairs:
        _absorb(groups, [key for key in keys if key in groups], company)
    return groups


def _absorb(groups: dict[str, list[Use]], keys: list[str], company: Callable[[int], set[str]]) -> None:
    """The shorter of two names goes to the longer, if that is the only one and they keep company."""
    whole = [key for key in keys if variants.longer(groups[key][0].name)]
    short = [key for key in keys if key not in whole]
    if len(whole) != 1 or len(short) != 1 or groups[whole[0]][0].kind != groups[short[0]][0].kind:
        return
    met = [set().union(*(company(use.position) for use in groups[key])) - {*keys} for key in (*whole, *short)]
    if met[0] & met[1]:
        groups[whole[0]] = sorted(groups[whole[0]] + groups.pop(short[0]), key=lambda use: (use.position, use.name))


def _divided(groups: dict[str, list[Use]], articles: Sequence[Article], said: Ruled) -> dict[str, list[Use]]:
    """Names that a person says are several, whichever of their forms the articles print."""
    if not said.split:
        return groups
    made: dict[str, list[Use]] = defaultdict(list)
    for key, uses in groups.items():
        parts = next((said.split[form] for form in _forms(key, uses) if form in said.split), {})
        for use in uses:
            whole = parts.get(articles[use.position].id)
            made[f"~{variants.key(whole)}" if whole else key].append(use._replace(name=whole) if whole else use)
    return made


def _forms(key: str, uses: Sequence[Use]) -> list[str]:
    """Everything, folded, that one entity is called."""
    names = (key[1:] if key[0] == "=" else "", *(x for use in uses for x in (use.name, use.source.name)))
    return list(dict.fromkeys(lexicon.fold(name) for name in names if name))


class _Draft(NamedTuple):
    kind: Kind
    slug: str
    "What it would like."
    name: str
    first: int
    articles: tuple[tuple[int, int], ...]
    spellings: tuple[str, ...]
    qid: str
    at: tuple[float, float] | None


def _draft(key: str, uses: list[Use], said: Ruled) -> _Draft | None:
    forms = _forms(key, uses) if said.drop or said.kind or said.shown else []
    forms += [lexicon.fold(said.shown[form]) for form in forms if form in said.shown]
    ruled = next((said.kind[form] for form in forms if form in said.kind), None)
    kind = _majority([ruled] if ruled else (use.kind for use in uses))
    if kind is None or not said.drop.isdisjoint(forms):
        return None
    counts: Counter[str] = Counter(use.name for use in uses)
    first = {name: i for i, name in reversed(list(enumerate(use.name for use in uses)))}
    order = sorted(counts, key=lambda name: (-counts[name], first[name]))
    canonical = key[1:] if key[0] == "=" else ""
    shown = next((said.shown[f] for f in map(lexicon.fold, (canonical, *order)) if f in said.shown), "")
    held: Counter[int] = Counter()
    for use in uses:
        held[use.position] += use.mentions
    name = shown or canonical or order[0]
    given = [use.source for use in uses]
    return _Draft(
        kind,
        urls.slug_of(shown or canonical or uses[0].name, kind),
        name,
        uses[0].position,
        tuple(sorted(held.items())),
        tuple(x for x in dict.fromkeys((*order, *(use.source.name for use in uses))) if x != name),
        next((x.qid for x in given if x.qid), ""),
        next((x.at for x in given if x.at), None),
    )


def _majority(kinds: Iterable[str]) -> Kind | None:
    """The commonest; of equals the first."""
    counts = Counter(kinds)
    kind = max(counts, key=lambda kind: counts[kind])
    return next((known for known in KINDS if known == kind), None)


def _slugged(
    drafts: list[_Draft], before: Mapping[tuple[str, str], tuple[_Draft, Entity]]
) -> dict[tuple[str, str], tuple[_Draft, Entity]]:
    """Entities by kind and slug. Of several that would like one slug the first that was named has it, the next -2."""
    made: dict[tuple[str, str], tuple[_Draft, Entity]] = {}
    for draft in sorted(drafts, key=lambda d: (d.first, d.kind, d.slug, d.name)):
        slug, number = draft.slug, 1
        while (draft.kind, slug) in made:
            number += 1
            slug = f"{draft.slug}-{number}"
        key = (draft.kind, slug)
        known = before.get(key)
        made[key] = (
            known
            if known and known[0] is draft
            else (draft, Entity(draft.kind, slug, draft.name, draft.articles, draft.spellings, draft.qid, draft.at))
        )
    return made
