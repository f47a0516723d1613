"""Names of several articles that become one person, place or organisation, and those that do not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.knowledge import entities, names, variants
from backfile.model import Article, Entity, Facts, Name, NamesSaid
from backfile.model.known import Mention

NOTHING_SAID = NamesSaid()


def article(number: int) -> Article:
    return Article(path=f"2025/06/a{number:03}", id=f"a{number:03}", title="x", body_digest="0", words=1)


def named(name: str, kind: str = "person", mentions: int = 1) -> Name:
    return Name(name, kind, tuple(Mention(1, i, i + 1) for i in range(mentions)))  # type: ignore[arg-type]


def join(*held: tuple[Name, ...], said: NamesSaid = NOTHING_SAID) -> tuple[tuple[Entity, ...], entities.Named]:
    """Entities of articles that hold these names."""
    return entities.join([article(i) for i in range(len(held))], [Facts(names=x) for x in held], said)


def slugs(*held: tuple[Name, ...], said: NamesSaid = NOTHING_SAID) -> list[str]:
    return [f"{e.kind}/{e.slug}" for e in join(*held, said=said)[0]]


def read(*texts: str) -> tuple[Entity, ...]:
    """Entities of articles with these texts, names found as an archive finds them."""
    facts = [Facts(names=names.find("", text.split("\n"), lang="en")) for text in texts]
    return entities.join([article(i) for i in range(len(texts))], facts, NOTHING_SAID)[0]


def test_one_name_of_two_articles_is_one_entity_with_its_mentions() -> None:
    made, held = join(
        (named("Ingrid Solberg", mentions=3), named("Bergen Line", "organisation")), (named("Ingrid Solberg"),)
    )
    person = next(e for e in made if e.kind == "person")
    assert (person.slug, person.name, person.articles) == ("ingrid-solberg", "Ingrid Solberg", ((0, 3), (1, 1)))
    position = made.index(person)
    assert held[0][0] == (position, 3)
    assert held[1] == ((position, 1),)


def test_transliterations_of_an_arabic_name_are_one_person() -> None:
    forms = ("Mohammed Al Rashdi", "Mohamed Al-Rashdi", "Muhammad Al-Rashdy")
    assert slugs(*((named(form),) for form in forms)) == ["person/mohammed-al-rashdi"]
    assert variants.key("Sergey Orlov") == variants.key("Sergei Orlov")


def test_people_whose_names_are_only_alike_stay_apart() -> None:
    alike = (
        "Kim Min-seo",
        "Kim Min-soo",
        "Mark Andersen",
        "Mark Anderson",
        "Stephen Allan",
        "Stephen Allen",
        "Jon Hart",
        "John Hart",
    )
    assert len(slugs(*((named(form),) for form in alike))) == len(alike)
    assert slugs((named("Lucena", "place"),), (named("Santiago Lucena"),)) == ["person/santiago-lucena", "place/lucena"]


def test_a_name_without_its_middle_joins_where_the_articles_keep_company() -> None:
    club = named("Harbour Runners", "organisation")
    assert slugs((named("Wesley Kiptoo Sang"), club), (named("Wesley Sang"), club)) == [
        "organisation/harbour-runners",
        "person/wesley-kiptoo-sang",
    ]
    strangers = slugs((named("Wesley Kiptoo Sang"),), (named("Wesley Sang"), club))
    assert {"person/wesley-kiptoo-sang", "person/wesley-sang"} <= set(strangers)
    rivals = slugs(
        (named("Wesley Kiptoo Sang"), club), (named("Wesley Kibet Sang"), club), (named("Wesley Sang"), club)
    )
    assert "person/wesley-sang" in rivals


def test_a_lone_surname_joins_nobody_of_another_article() -> None:
    assert slugs((named("Ingrid Solberg"),), (named("Solberg"),)) == ["person/ingrid-solberg", "person/solberg"]


def test_spellings_of_a_country_are_one_place_with_its_coordinates() -> None:
    made = read("Talks opened in the UK on Monday.", "Ministers met in Britain again.", "They left the United Kingdom.")
    place = next(e for e in made if e.slug == "united-kingdom")
    assert [position for position, _ in place.articles] == [0, 1, 2]
    assert (place.name, place.qid) == ("United Kingdom", "Q145")
    assert "Britain" in place.spellings
    assert place.at is not None
    assert 49 < place.at[0] < 60


def test_the_commonest_kind_wins() -> None:
    kinds = ("organisation", "place", "organisation")
    assert slugs(*((named("Voltara", kind),) for kind in kinds)) == ["organisation/voltara"]


def test_names_that_share_a_slug_are_numbered_by_who_came_first() -> None:
    first, second = named("A.B. Crane"), named("A-B Cräne")
    assert slugs((first,), (second,)) == ["person/a-b-crane", "person/a-b-crane-2"]
    assert [e.name for e in join((second,), (first,))[0]] == ["A-B Cräne", "A.B. Crane"]
    arabic = slugs((named("سعيد الكندي"),), (named("…!"),))
    assert all(x.isascii() and len(x) > len("person/") for x in arabic)
    assert len(set(arabic)) == 2


def test_an_added_article_leaves_slugs_and_names_as_they_were() -> None:
    held = ((named("Sergei Orlov"),), (named("Bergen Line", "organisation"), named("Sergei Orlov")))
    before = {e.slug: e.name for e in join(*held)[0]}
    after = {e.slug: e.name for e in join(*held, (named("Sergey Orlov"), named("Ana Ruiz")))[0]}
    assert before.items() <= after.items()


def test_a_person_has_the_last_word() -> None:
    held = (
        (named("Marina", "person"), named("Mercury", "place")),
        (named("Maritime Authority", "organisation"), named("Ana Ruiz")),
        (named("Ana Ruiz"),),
    )
    said = NamesSaid(
        same={"Marina": "Maritime Authority"},
        shown={"Maritime Authority": "Maritime Authority of Lys"},
        kind={"Maritime Authority": "organisation"},
        drop=("Mercury",),
        split={"Ana Ruiz": {"Ana Ruiz (judge)": ("a001",), "Ana Ruiz (diver)": ("a002",)}},
    )
    made, _ = join(*held, said=said)
    assert [(e.kind, e.name) for e in made] == [
        ("organisation", "Maritime Authority of Lys"),
        ("person", "Ana Ruiz (diver)"),
        ("person", "Ana Ruiz (judge)"),
    ]
    assert made[0].articles == ((0, 1), (1, 1))


def test_what_only_an_adjective_names_is_no_entity() -> None:
    assert [e.slug for e in read("Peruvian miners met in Lima.")] == ["lima"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.text(min_size=1, max_size=12), st.sampled_from(["person", "organisation", "place", "other"])),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_any_names_give_unique_slugs_and_the_same_twice(held: list[list[tuple[str, str]]]) -> None:
    rows = tuple(tuple(named(*x) for x in row) for row in held)
    made, positions = join(*rows)
    assert (made, positions) == join(*rows)
    assert len({(e.kind, e.slug) for e in made}) == len(made)
    assert list(made) == sorted(made, key=lambda e: (e.kind, e.slug))
    for number, row in enumerate(positions):
        assert all((number, mentions) in made[entity].articles for entity, mentions in row)
