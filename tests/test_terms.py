"""What a text is about and how it is worded, as two small digests."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backfile.knowledge import terms
from backfile.knowledge.skeletons import skeleton
from backfile.knowledge.stems import stem

FERRY = (
    "A ferry capsized off the island of Lomar on Friday and eleven people drowned, the coast guard said.",
    "The ferry was on its way from Port Ansel to Lomar. Divers searched the hull until dark.",
)


def test_title_opening_and_names_weigh_more_than_the_rest() -> None:
    shown, _ = terms.note("Ferry capsizes off Lomar", FERRY)
    weights = dict(shown)
    assert [term for term, _ in shown[:2]] == ["lomar", "ferry"]
    assert weights["ansel"] > weights["hull"]
    assert "the" not in weights
    assert "friday" not in weights


def test_forms_of_a_word_are_one() -> None:
    assert stem("capsized") == stem("capsizes")
    assert stem("Ibérica") == "iberica"
    assert stem("cherries") == stem("cherry")
    assert stem("والمياه") == stem("المياه") == "مياه"
    assert stem("although") == ""


def test_terms_and_sketch_stay_small() -> None:
    shown, sketch = terms.note("Words", [" ".join(f"word{chr(97 + i % 26)}{'x' * (i % 30)}" for i in range(20_000))])
    assert len(shown) <= terms.MOST_TERMS
    assert len(sketch) == terms.SKETCH


def test_texts_with_a_few_words_changed_share_most_of_their_sketch() -> None:
    text = " ".join(f"{a}{b}" for a in ("ka", "lo", "mi", "ru", "te") for b in ("ban", "dor", "fex", "gil", "hun") * 8)
    words = [f"{w}{i % 37}" for i, w in enumerate(text.split())]
    edited = [f"other{i}" if i % 25 == 0 else w for i, w in enumerate(words)]
    other = [f"{w}x" for w in words]
    own = set(terms.sketch([" ".join(words)]))
    assert len(own & set(terms.sketch([" ".join(edited)]))) >= 32
    assert not own & set(terms.sketch([" ".join(other)]))


def test_quotation_marks_and_paragraphs_do_not_change_the_sketch() -> None:
    assert terms.sketch(["“We wait,” she said. It rained."]) == terms.sketch(['"We wait," she said.', "It rained."])


@given(st.text(), st.lists(st.text(), max_size=4))
def test_any_text_has_digests(title: str, paragraphs: list[str]) -> None:
    shown, sketch = terms.note(title, paragraphs)
    assert (shown, sketch) == terms.note(title, paragraphs)
    assert len(shown) <= terms.MOST_TERMS


def test_names_of_two_scripts_meet_in_their_consonants() -> None:
    assert skeleton("Haitham Bin Khalfan Al Siyabi") == skeleton("هيثم بن خلفان السيابي") != ""
    assert skeleton("Muhannad Abu Zeid") == skeleton("Mohannad Abu-Zaid") == skeleton("مهند أبو زيد") != ""
    assert skeleton("Muhannad Abu Zeid") != skeleton("Haitham Al Siyabi")
    assert skeleton("Oman") == skeleton("Ai Ou") == ""
