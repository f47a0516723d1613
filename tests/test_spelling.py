"""Tags that `check` would have a person merge."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.knowledge import spelling
from backfile.model import Tag


def suggested(**counts: int) -> set[tuple[str, str]]:
    """Pairs of names suggested for tags named by the keywords, `_` standing for a space."""
    tags = [Tag(name.lower(), name.replace("_", " "), tuple(range(n))) for name, n in counts.items()]
    return {(rarer.name, commoner.name) for rarer, commoner in spelling.suggestions(tags)}


def test_a_plural_and_its_singular_are_suggested_rarer_first() -> None:
    assert suggested(Election=2, Elections=9) == {("Election", "Elections")}
    assert suggested(Ferries=1, Ferry=4, Buses=2) == {("Ferries", "Ferry")}


def test_case_space_and_spelling_of_either_side_of_the_atlantic_are_one() -> None:
    assert suggested(Health_care=3, Healthcare=5) == {("Health care", "Healthcare")}
    assert suggested(Labour_disputes=5, Labor_dispute=1) == {("Labor dispute", "Labour disputes")}


def test_a_letter_left_out_or_swapped_is_a_slip() -> None:
    assert suggested(Mohammed_Rashdi=1, Mohamed_Rashdi=6) == {("Mohammed Rashdi", "Mohamed Rashdi")}
    assert suggested(Infrastrucutre=1, Infrastructure=6) == {("Infrastrucutre", "Infrastructure")}


def test_names_that_only_look_alike_are_left_alone() -> None:
    assert suggested(Kim_Min_seo=3, Kim_Min_soo=3) == set()
    assert suggested(Iran=3, Iraq=3, Gambia=2, Zambia=2, Niger=1, Nigeria=4, Austria=1, Australia=1) == set()
    assert suggested(G7=3, G20=3, Covid_19=1, Covid_20=1) == set()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=12, unique=True))
def test_any_tags_pair_only_with_others_and_always_alike(names: list[str]) -> None:
    tags = [Tag(f"t{i}", name, (i,)) for i, name in enumerate(names)]
    once = spelling.suggestions(tags)
    assert once == spelling.suggestions(list(tags))
    assert all(one.slug != other.slug for one, other in once)


def test_a_thousand_long_alike_tags_stay_linear() -> None:
    tags = [Tag(f"t{i}", "a" * 200 + chr(97 + i % 26) * (i % 7), (i,)) for i in range(1000)]
    spelling.suggestions(tags)
