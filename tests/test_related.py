"""Related articles: by tags, with reasons, and never rippling through the archive."""

from __future__ import annotations

import random

from backfile import knowledge, language
from backfile.knowledge import lexicon, related
from backfile.model import Archive, Article, Entity, Facts, Related, Repeat
from backfile.plan import wording

ENGLISH = language.load("en")


def test_a_name_that_several_places_have_is_of_the_widest_kind() -> None:
    wide = ("country", "region", "capital", "city")
    known: dict[str, str] = {}
    for entry in lexicon.load().latin.values():
        if entry.kind in wide:
            name = lexicon.fold(entry.name)
            known[name] = min(entry.kind, known.get(name, "city"), key=wide.index)
    assert lexicon.kinds() == known


def article(path: str, title: str, *tags: str, day: str = "2025-06-23", body: str = "") -> Article:
    return Article(path=path, id=path, title=title, body_digest=body or path, words=9, published=day, tags=tags)


def archive(*articles: Article) -> Archive:
    return Archive(articles=articles, tags=(), sources=(), months=(), undated=())


def lists(*articles: Article) -> dict[str, list[tuple[str, str]]]:
    """Path → [(path of the related article, reason)]."""
    known = knowledge.derive(archive(*articles))
    return {
        a.path: [(articles[r.position].path, wording.reason(r, ENGLISH)) for r in found]
        for a, found in zip(articles, known.related, strict=True)
    }


def test_a_shared_person_and_place_relate_with_the_reason_in_words() -> None:
    told = lists(
        article("a", "North Korea plans to send workers", "North Korea", "Russia", "Sergei Shoigu", "Kursk"),
        article("b", "Ukraine army chief vows more", "Ukraine", "Russia", "Kursk", "Sergei Shoigu", "War"),
        article("c", "Oman to impose tax", "Oman", "Taxation"),
    )
    assert told["a"] == [("b", "both name Sergei Shoigu, Kursk and Russia")]
    assert [path for path, _ in told["b"]] == ["a"]
    assert told["c"] == []


def test_topics_are_said_as_topics() -> None:
    told = lists(
        article("a", "Rates held", "Kenya", "Interest rates", "Inflation"),
        article("b", "Prices up", "Kenya", "Inflation", "Wages"),
    )
    assert told["b"] == []  # a country and one broad topic are too little
    told = lists(
        article("a", "Rates held", "Nairobi", "Interest rates"), article("b", "Rates cut", "Nairobi", "Interest rates")
    )
    assert told["b"] == [("a", "both name Nairobi, both on Interest rates")]


def test_one_shared_tag_needs_a_name_and_a_word_of_the_title() -> None:
    told = lists(
        article("a", "Solberg leaves union post", "Ingrid Solberg"),
        article("b", "Union elects leader", "Ingrid Solberg"),
        article("c", "A ferry sank", "Ingrid Solberg"),
        article("d", "Union talks", "Norway"),
        article("e", "Union wins", "Norway"),
    )
    assert told["a"] == [("b", "both name Ingrid Solberg, “union” in both titles")]
    assert told["c"] == told["d"] == []


def test_never_itself_nor_its_reprint() -> None:
    told = lists(
        article("a", "One story", "X Body", "Y Body", body="same"),
        article("b", "One story", "X Body", "Y Body", body="same"),
    )
    assert told == {"a": [], "b": []}


def test_nearer_in_time_first_then_by_path() -> None:
    told = lists(
        article("a", "First", "X Body", "Y Body", day="2024-01-01"),
        article("d", "Second", "X Body", "Y Body"),
        article("b", "Third", "X Body", "Y Body"),
        article("c", "Fourth", "X Body", "Y Body"),
    )
    assert [path for path, _ in told["c"]] == ["b", "d", "a"]


def test_at_most_five_and_the_body_is_never_read() -> None:
    crowd = [article(f"p{i:02}", f"Report {i}", "X Body", "Y Body", "Z Body") for i in range(40)]
    before = lists(*crowd)
    assert {len(found) for found in before.values()} <= {3, 4, 5}
    crowd[7] = article("p07", "Report 7", "X Body", "Y Body", "Z Body", body="edited")
    assert lists(*crowd) == before


def _generated(size: int) -> list[Article]:
    chance = random.Random(7)
    countries = sorted({e.name for e in lexicon.load().latin.values() if e.kind == "country"})
    subjects = ["Elections", "Football", "War", "Courts", "Taxation", "Inflation", "Hospitals", "Floods"]
    made = []
    for i in range(size):
        tags = {
            countries[int(chance.expovariate(0.2)) % len(countries)],
            chance.choice(subjects),
            chance.choice(subjects),
        }
        tags |= {f"Person {int(chance.expovariate(0.01))} Jones" for _ in range(4)}
        made.append(
            article(
                f"2025/{i * 12 // size + 1:02}/a-{i:05}",
                f"{chance.choice(subjects)} report {i}",
                *sorted(tags),
                day=f"2025-{i * 12 // size + 1:02}-{i % 28 + 1:02}",
            )
        )
    return made


def test_one_added_article_changes_a_bounded_number_of_lists() -> None:
    crowd = _generated(2000)
    common = ("Elections", "Football", "War", "Person 0 Jones", "Person 1 Jones", "Person 2 Jones", "Courts", "Floods")

    def told(articles: list[Article]) -> dict[str, tuple[tuple[str, str], ...]]:
        known: tuple[tuple[Related, ...], ...] = knowledge.derive(archive(*articles)).related
        return {
            a.path: tuple((articles[r.position].path, wording.reason(r, ENGLISH)) for r in found)
            for a, found in zip(articles, known, strict=True)
        }

    before = told(crowd)
    assert sum(map(len, before.values())) > 6000
    for at in (0, 1000, 2000):
        added = article("2025/06/added", "Elections report", *common, "Ninth Tag", "Tenth Tag", day="2025-06-15")
        after = told([*crowd[:at], added, *crowd[at:]])
        changed = [path for path, found in before.items() if after[path] != found]
        assert 0 < len(changed) <= 48
        assert len(after["2025/06/added"]) == 5


def known(
    *articles: Article, names: dict[str, str], repeats: dict[str, str] | None = None, stories: tuple[str, ...] = ()
) -> dict[str, list[str]]:
    """Path → reasons, where `names` has each article's names with commas, and a story is a string of paths."""
    paths = [a.path for a in articles]
    spelt = sorted({name for own in names.values() for name in own.split(", ")})
    entities = tuple(
        Entity("person", name, name, tuple((i, 1) for i, p in enumerate(paths) if name in names.get(p, "").split(", ")))
        for name in spelt
    )
    named = tuple(tuple((spelt.index(name), 1) for name in names[p].split(", ")) if p in names else () for p in paths)
    told = repeats or {}
    repeated = tuple(Repeat(paths.index(told[p]), False) if p in told else None for p in paths)
    story_of = tuple(next((n for n, own in enumerate(stories) if p in own.split()), None) for p in paths)
    found = related.find(archive(*articles), (Facts(),) * len(paths), named, entities, repeated, story_of)
    return {
        p: [f"{paths[r.position]}: {wording.reason(r, ENGLISH)}" for r in rs]
        for p, rs in zip(paths, found, strict=True)
    }


def test_names_of_the_text_relate_where_no_tag_does() -> None:
    told = known(
        article("a", "Rates held"), article("b", "A second look"), article("c", "Ferries"),
        names={"a": "Ana Ode, Ben Ash", "b": "Ben Ash, Ana Ode", "c": "Ana Ode"},
    )  # fmt: skip
    assert told == {"a": ["b: both name Ana Ode and Ben Ash"], "b": ["a: both name Ben Ash and Ana Ode"], "c": []}


def test_the_same_story_comes_first_whatever_else_is_shared() -> None:
    told = known(
        article("a", "One"), article("b", "Two"), article("c", "Three"),
        names={"a": "Ana Ode, Ben Ash, Cy Oak", "b": "Ana Ode, Ben Ash", "c": "Cy Oak"},
        stories=("a c",),
    )  # fmt: skip
    assert told["a"] == ["c: both name Cy Oak", "b: both name Ana Ode and Ben Ash"]


def test_of_one_text_only_the_article_that_leads_is_named_and_never_ones_own() -> None:
    told = known(
        article("a", "One"), article("b", "One again"), article("c", "Two"),
        names=dict.fromkeys("abc", "Ana Ode, Ben Ash"), repeats={"b": "a"}, stories=("a b c",),
    )  # fmt: skip
    assert told["c"] == ["a: both name Ana Ode and Ben Ash"]
    assert [one[0] for one in told["a"]] == [one[0] for one in told["b"]] == ["c"]
