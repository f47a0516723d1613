"""The names of all articles joined: one person, place or organisation, whatever the articles call it.

    a001 “Wesley Kiprotich Sang”, a003 “Wesley Sang” → one person        “Kim Min-seo”, “Kim Min-soo” → two
    “Voltaris” an organisation in four articles, a place in one → an organisation

Linear in the names of the archive. An article added later takes a slug from nobody: the first to bear a name keeps it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from backfile import urls
from backfile.knowledge import lexicon, variants
from backfile.model import Article, Entity, Facts, Name, NamesSaid

Kind = Literal["person", "organisation", "place"]
KINDS: tuple[Kind, ...] = ("organisation", "person", "place")
Named = tuple[tuple[tuple[int, int], ...], ...]
# Entities that may be one person and are compared with each other; bounds the work on a hostile archive.
_NAMESAKES = 20


class Use(NamedTuple):
    """One name of one article."""

    position: int
    name: str
    kind: str
    mentions: int
    source: Name


def join(articles: Sequence[Article], facts: Sequence[Facts], said: NamesSaid) -> tuple[tuple[Entity, ...], Named]:
    """`Known.entities` and `Known.named` of an archive. `facts` runs beside `articles`."""
    groups: dict[str, list[Use]] = defaultdict(list)
    for use in _uses(articles, facts, _Said(said)):
        groups[_key(use)].append(use)
    rules = _Said(said)
    gathered = _divided(_fuller(dict(groups)), articles, rules)
    drafts = [draft for key, uses in gathered.items() if (draft := _draft(key, uses, rules))]
    entities = _slugged(drafts)
    named: list[list[tuple[int, int]]] = [[] for _ in articles]
    for number, entity in enumerate(entities):
        for position, mentions in entity.articles:
            named[position].append((number, mentions))
    return entities, tuple(tuple(sorted(row, key=lambda x: (-x[1], x[0]))) for row in named)


class _Said:
    """What a person says of names, by folded name."""

    def __init__(self, said: NamesSaid) -> None:
        fold = lexicon.fold
        self.same = {fold(form): name for form, name in said.same.items()}
        self.shown = {fold(name): shown for name, shown in said.shown.items()}
        self.kind = {fold(name): kind for name, kind in said.kind.items()}
        self.drop = frozenset(map(fold, said.drop))
        self.split = {
            fold(name): {id: whole for whole, ids in parts.items() for id in ids} for name, parts in said.split.items()
        }

    def name(self, name: str, id: str) -> str:
        """What the name of an article is a form of."""
        folded = lexicon.fold(name)
        name = self.same.get(folded, name)
        parts = self.split.get(folded) or self.split.get(lexicon.fold(name))
        return parts.get(id, name) if parts else name


def _uses(articles: Sequence[Article], facts: Sequence[Facts], said: _Said) -> Iterator[Use]:
    for position, (article, known) in enumerate(zip(articles, facts, strict=True)):
        for name in known.names:
            whole = said.name(name.name, article.id)
            kind = said.kind.get(lexicon.fold(whole), "other") if name.kind == "other" else name.kind
            if name.mentions and kind != "other":
                yield Use(position, whole, kind, len(name.mentions), name)


def _key(use: Use) -> str:
    """Places and bodies of the gazetteer have a key of their own: the Jordan that is a country is nobody's name."""
    if use.source.level or use.source.qid or use.kind == "organisation":
        entry = lexicon.load().latin.get(use.name)
        if entry and (use.source.level or entry.kind == "organisation"):
            return f"={entry.name}"
        if use.source.level:
            return f"={use.name}"
    lone = "1" if use.kind == "person" and " " not in use.name else ""
    return f"{lone}~{variants.key(use.name)}"


def _fuller(groups: dict[str, list[Use]]) -> dict[str, list[Use]]:
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
    company: dict[int, set[str]] = {use.position: set() for keys in pairs for key in keys for use in groups[key]}
    for key, uses in groups.items():
        for use in uses:
            if use.position in company and use.source.level != "country":
                company[use.position].add(key)
    for keys in pairs:
        _absorb(groups, [key for key in keys if key in groups], company)
    return groups


def _absorb(groups: dict[str, list[Use]], keys: list[str], company: dict[int, set[str]]) -> None:
    """The shorter of two names goes to the longer, if that is the only one and they keep company."""
    whole = [key for key in keys if variants.longer(groups[key][0].name)]
    short = [key for key in keys if key not in whole]
    if len(whole) != 1 or len(short) != 1 or groups[whole[0]][0].kind != groups[short[0]][0].kind:
        return
    met = [set().union(*(company[use.position] for use in groups[key])) - {*keys} for key in (*whole, *short)]
    if met[0] & met[1]:
        groups[whole[0]] = sorted(groups[whole[0]] + groups.pop(short[0]), key=lambda use: (use.position, use.name))


def _divided(groups: dict[str, list[Use]], articles: Sequence[Article], said: _Said) -> dict[str, list[Use]]:
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


def _draft(key: str, uses: list[Use], said: _Said) -> _Draft | None:
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


def _slugged(drafts: list[_Draft]) -> tuple[Entity, ...]:
    """Entities by kind and slug. Of several that would like one slug the first that was named has it, the next -2."""
    taken: set[tuple[str, str]] = set()
    made = []
    for draft in sorted(drafts, key=lambda d: (d.first, d.kind, d.slug, d.name)):
        slug, number = draft.slug, 1
        while (draft.kind, slug) in taken:
            number += 1
            slug = f"{draft.slug}-{number}"
        taken.add((draft.kind, slug))
        made.append(Entity(draft.kind, slug, draft.name, draft.articles, draft.spellings, draft.qid, draft.at))
    return tuple(sorted(made, key=lambda entity: (entity.kind, entity.slug)))
