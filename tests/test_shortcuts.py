"""The quick ways of `knowledge` say what the plain ones say."""

from __future__ import annotations

import re
from zlib import crc32

from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.knowledge import numerals, terms
from backfile.knowledge.gather import Lower

WORDS = "one Twenty seventy- ONE two-three hundred and thousand a A half quarter of dozen million someone tenth - ."
BEFORE = "at least more THAN as many about (some $ US$ Sh Rs. € nearly fish to a total of ½ \n over"


def phrases(words: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words.split(" ")), max_size=9).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(phrases(WORDS))
def test_spelt_numbers_are_all_that_the_pattern_finds(text: str) -> None:
    quick = [match.span() for match in numerals._english(text)]
    assert quick == [match.span() for match in numerals._ENGLISH.finditer(text)]


@settings(max_examples=60, deadline=None)
@given(phrases(BEFORE), st.sampled_from(["", " ", "\n"]))
def test_what_stands_before_a_number_is_all_that_the_pattern_finds(before: str, space: str) -> None:
    text = before + space
    head = numerals._HEAD.search(text[-24:])
    assert head is not None
    found = numerals._headed(text + "5", len(text))
    assert found == (len(text) - len(head[0]), bool(head["hedge"]), bool(head["money"]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abAé -\n", max_size=12), max_size=4), st.text("abAé ", max_size=3))
def test_a_word_stands_in_lower_case_whether_it_is_looked_for_or_listed(texts: list[str], word: str) -> None:
    listed = set(re.findall(r"[a-zß-öø-ÿ]{2,}", "\n".join(texts)))
    lower = Lower(texts)
    assert [word in lower for _ in range(120)] == [word in listed] * 120


def test_a_sketch_has_the_lowest_hashes_of_a_long_text_and_of_one_that_repeats_itself() -> None:
    long = " ".join(f"w{n}" for n in range(900))
    hashes = sorted({crc32(f"w{n} w{n + 1} w{n + 2}".encode()) for n in range(898)})
    assert terms.sketch([long]) == tuple(hashes[: terms.SKETCH])
    assert len(terms.sketch(["again and again and again"])) == 2
