"""The quick ways of import do what the plain ones do."""

from __future__ import annotations

import re
from typing import Any
from zlib import crc32

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backfile.content import fields
from backfile.content.shelving import Shelves, key
from backfile.dates import evidence
from backfile.frontmatter import writer
from backfile.furniture import scan
from backfile.layouts import lines
from backfile.model import Draft
from backfile.prose import escaping
from backfile.prose.parser import as_it_comes
from backfile.seeds import decoding

DAYS = """early late on Early ON Monday monday TUESDAY wednesday Sundays sunday's morning, (June 3) 3 June 2025 day
today Today this night tonight tonıght ſunday İ Thurſday said was held police"""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(DAYS.split()), st.sampled_from([" ", ", ", "", ". "])), max_size=12))
@example([("early", " "), ("on", " "), ("wednesday", " "), ("morning,", "")])
@example([("this", " "), ("nıght", " "), ("(June", " "), ("3)", "")])
def test_days_are_all_that_the_patterns_find(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + space for word, space in pieces)
    found = evidence.mentions(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence, "_OTHER_CASES", [""])  # so that every text goes to the patterns
        assert found == evidence.mentions(text)
    low = text.lower()
    if len(low) == len(text) and not any(sign in text for sign in evidence._OTHER_CASES):
        quick = [match.span() for match in evidence._past_days(text, low)]
        assert quick == [match.span() for match in evidence._PAST_DAY.finditer(text)]


@settings(max_examples=100, deadline=None)
@given(st.text("ab \n\r\v\f\u2028\u2029\x85\x1c", max_size=30))
def test_line_ends_are_all_that_the_pattern_finds(text: str) -> None:
    assert lines._ends(text) == [match.span() for match in lines._END.finditer(text)]


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        st.characters(max_codepoint=0x2FF)
        | st.sampled_from("\u0301\u202e\u2066\ufffd\t\n\r\x0b\x1b\x00\u00a0\u200b\u200f\u00c3\u00e2\u20ac\u2122"),
        max_size=40,
    )
)
def test_nothing_odd_is_in_an_ordinary_text(text: str) -> None:
    if decoding._ordinary(text):
        assert not decoding._CONTROLS.search(text)
        assert not any(pattern.search(text) for pattern, _, _ in decoding._ODD)


MARKED = (
    r"""a 1. # - * ** _ __ ` < > & [ ] ]( ) : ! \ word [x]: <b> </b> &amp; http://x.y/ *a* --- === ~~~ | <!-- -->"""
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(MARKED.split()), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5)
)
def test_paragraphs_proved_one_by_one_hold_together(paragraphs: list[str]) -> None:
    """Only those with marks are proved: the others must not change what they are read as, nor be changed."""
    wanted = "\n".join(f"<p>{escaping.escape(text, quote=False)}</p>" for text in paragraphs)
    assert as_it_comes(escaping.to_markdown(paragraphs)) == wanted


def test_of_many_alike_each_has_the_next_number_that_is_free() -> None:
    shelves = Shelves(["x/rain", "X/RAIN-3"])
    assert [shelves.place("x", "rain") for _ in range(4)] == ["x/rain-2", "x/rain-4", "x/rain-5", "x/rain-6"]
    assert shelves.place("x", "rain-7") == "x/rain-7"
    assert shelves.place("x", "rain") == "x/rain-8"


def test_ten_thousand_alike_are_not_each_tried_against_all(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = 0

    def counted(path: str) -> str:
        nonlocal tried
        tried += 1
        return key(path)

    monkeypatch.setattr("backfile.content.shelving.key", counted)
    shelves = Shelves([])
    assert len({shelves.place("x", "rain") for _ in range(10_000)}) == 10_000
    assert tried < 50_000


ENDED = ["a.", "b?", "c!", "d", "…", "e.", "f؟", "。", ".", "..", "a.b", "\n", "\x1c", ""]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(ENDED), max_size=12).map(" ".join))
def test_sentences_end_at_every_mark_before_a_space(text: str) -> None:
    parts = re.split(r"(?<=[.!?。؟…]) ", " ".join(text.split()).casefold())
    draft = Draft(role="lead", title="t", paragraphs=(text,), spans=())
    assert fields.sentences(draft) == " ".join(f"{crc32(part.encode()) & 0xFFFFFF:06x}" for part in parts if part)


TIDY = "aB. İß’“—…\u00e9\u00a0 \t\n\x1c\x7f\ud800"


@settings(max_examples=400, deadline=None)
@given(st.lists(st.text("aB.  ’“—…", max_size=12) | st.text(TIDY, max_size=8), max_size=4))
def test_tidy_paragraphs_are_folded_as_others_are(paragraphs: list[str]) -> None:
    lines = [" ".join(paragraph.split()).casefold() for paragraph in paragraphs]
    assert fields.folded(paragraphs) == "\n".join(lines).encode(errors="replace")


@given(st.text(TIDY, max_size=8))
def test_what_can_be_written_is_left_as_it_is(text: str) -> None:
    assert fields.whole(text) == fields._SURROGATE.sub("\ufffd", text)


@settings(max_examples=200, deadline=None)
@given(st.recursive(st.integers() | st.booleans() | st.none(), lambda inner: st.lists(inner, max_size=4)))
def test_whole_numbers_are_written_as_other_values_are(value: Any) -> None:
    quick = writer.inline(value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "_whole", lambda values: False)
        assert quick == writer.inline(value)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*scan._NEEDLES, *scan._PARTS, "a", ".", ":"]), max_size=6), st.sampled_from(["", " "]))
def test_needles_are_found_by_what_they_share(words: list[str], space: str) -> None:
    text = space.join(words)
    assert scan._present(text) == {needle for needle in scan._NEEDLES if needle in text}
