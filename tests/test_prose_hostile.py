"""What must hold for all texts: no word lost, nothing alive, and one page whichever way it was made."""

import importlib.util
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile import prose
from backfile.prose import characters, escaping, parser
from backfile.prose.blocks import words_of_html


def _benchmark(name):
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[1] / "benchmarks" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


hostile, division = _benchmark("hostile"), _benchmark("division")

ODD = "\x00\x02\x03\x0b\x0c\r\x1c\x85\xa0\u200b\u2028\u202e\u2066\u2069\u202c\u3000\ud800\ufffe\ufeffé١"
MARKUP = st.text(st.sampled_from(hostile.SIGNS + "\n" + "ab12"), max_size=30)
ANY = st.text(st.characters(), max_size=40) | st.text(st.sampled_from(hostile.SIGNS + ODD + "klzwxh:0"), max_size=30)
THIEF = st.lists(st.sampled_from(hostile.THIEVES) | MARKUP, max_size=5).map("".join)
PARAGRAPHS = st.lists(MARKUP | ANY | THIEF, max_size=4)


def test_generated_texts_come_through_whole_and_harmless():
    rng = random.Random(2)
    for paragraphs in hostile.texts(1500, seed=2):
        assert hostile.faults(paragraphs, rng) == [], paragraphs


@pytest.mark.parametrize("rule", ["_ANYWHERE", "_START", "_RULE", "_STARS", "_LOW_LINES", "_TICKS"])
def test_each_rule_is_missed_when_it_is_gone(rule, monkeypatch):
    never = re.compile(r"(?!)")
    monkeypatch.setattr(escaping, rule, never if rule in ("_ANYWHERE", "_START", "_RULE", "_TICKS") else (never, never))
    monkeypatch.setattr(escaping, "_proved", lambda body, lines: True)
    rng = random.Random(5)
    assert any(hostile.faults(paragraphs, rng) for paragraphs in hostile.texts(600, seed=5))


@settings(max_examples=600, deadline=None)
@given(PARAGRAPHS)
def test_every_text_comes_through(paragraphs):
    assert hostile.faults(paragraphs, random.Random(0)) == []


@settings(max_examples=600, deadline=None)
@given(PARAGRAPHS)
def test_the_rules_alone_pass_their_proof(paragraphs):
    lines = [line for p in paragraphs if (line := characters.tidy(p).strip())]
    assert prose.to_markdown(paragraphs) == "\n\n".join(map(escaping.light, lines))


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS)
def test_references_alone_come_through_too(paragraphs):
    lines = [line for p in paragraphs if (line := characters.tidy(p).strip())]
    body = "\n\n".join(map(escaping.heavy, lines))
    words = prose.words("\n".join(lines))
    assert words_of_html(parser.as_it_comes(body)) == words
    assert words_of_html(prose.to_html(body)) == words


def test_a_divided_document_gives_the_page_of_the_whole():
    for typed in division.documents(1500, seed=3):
        assert not division.differs(typed), typed


@settings(max_examples=500, deadline=None)
@given(st.lists(MARKUP | ANY | THIEF | st.sampled_from(["- a", "> q", "## h", "    code", "plain"]), max_size=5))
def test_whatever_is_typed_gives_the_parsers_page(typed):
    assert not division.differs("\n\n".join(typed))


@settings(max_examples=600, deadline=None)
@given(MARKUP | ANY | THIEF)
def test_whatever_is_typed_is_harmless(typed):
    rendered = prose.render(typed)
    assert hostile.active(hostile._tree(rendered.html)) == []
    assert not characters._UNSHOWABLE.search(rendered.html)
    assert prose.words("\n".join(prose.plain(typed))) == words_of_html(rendered.html)


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_a_field_keeps_its_words_and_is_clean_once_and_for_all(text):
    clean = prose.clean_line(text)
    assert prose.words(clean) == prose.words(text)
    assert prose.clean_line(clean) == clean
    assert clean.encode().decode().splitlines() in ([], [clean])
