"""Front matter read line by line must say what the YAML parser says, or leave it to the parser."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile import frontmatter
from backfile.frontmatter import FrontError, quick, reader

KEYS = ["title", "tags", "complete", "x", "seed", "set_aside", "a-b", "published", "related"]
VALUES = [
    *("title", '"q"', "a b", "null", "true", "12", "1e3", "1.5", '"a\\"b"', "[a, b]", "[a,b ,c]", '["x", 2, null]'),
    *("[]", "[[1, 2], [3, 4]]", "x: y", "é", "- a", "&a", "*a", "!t", "#c", "a #b", "a#b", "a:", "a:b", "2025-06-23"),
    *("?", "|", ">", "{a: b}", "'s'", "~", "", "[a b, c]", "[01, 2]", "a ? b", "[a ? b]", "0x1F", "[true]", "yes"),
    *("123456789012345678901", "[[01, 2]]", "[a, ]", "[, a]", "[a,, b]", '"a', 'a"b', '"a" b', '"\\u00e9"', "no  w"),
]


def compared(head):
    """Whether the quick way understood `head`; fails where the parser says something else."""
    found = quick.read(head)
    if found is None:
        return False
    front = reader.read(f"---\n{head}---\n")
    assert repr(found) == repr((front.meta, front.lines)), head
    return True


def test_what_the_program_writes_is_read_the_quick_way():
    meta = {
        **{"id": "0123456789ab-1", "title": 'He said "no": again', "published": "2025-06-23", "tags": ["Oman", "2024"]},
        **{"summary": "A \\ back", "related": ["0123456789ab-2"], "complete": False, "rating": 5},
        "set_aside": [{"rule": "promo.x", "text": "Read #more", "after": 1}, {"rule": "y", "text": "z", "after": 0}],
        "seed": {"file": "a.txt", "sha256": "0" * 64, "spans": [[0, 5], [7, 90]]},
    }
    text = frontmatter.write(meta, "Text.\n")
    assert compared(text.split("---\n")[1])
    assert frontmatter.read(text).meta == meta


TYPED = ["title: x\n# note\n", "title: |\n  x\n", "title: x\n  y\n", "{title: x}\n", "title:\n", "a:b\n"]


@pytest.mark.parametrize("head", TYPED)
def test_what_takes_a_parser_is_left_to_it(head):
    assert quick.read(head) is None


def test_both_ways_say_the_same_of_what_people_write():
    rng, understood = random.Random(3), 0
    for _ in range(8000):
        lines = []
        for _ in range(rng.randint(1, 4)):
            if rng.random() < 0.75:
                lines.append(f"{rng.choice(KEYS)}:{rng.choice(['', ' ', ' ', ' ', '  '])}{rng.choice(VALUES)}")
            else:
                lines.append(f"{rng.choice(KEYS)}:")
                lines += (
                    rng.choice(["  ", "  - ", "    ", " "]) + f"{rng.choice('abc')}: {rng.choice(VALUES)}"
                    for _ in range(rng.randint(1, 3))
                )
        try:
            understood += compared("".join(f"{line}\n" for line in lines))
        except FrontError as error:
            pytest.fail(f"the parser refuses {lines}: {error}")
    assert understood > 300


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KEYS), st.text(max_size=20) | st.sampled_from(VALUES)), max_size=4))
def test_both_ways_say_the_same_of_any_text(pairs):
    try:
        compared("".join(f"{key}: {value}\n" for key, value in pairs))
    except FrontError as error:
        pytest.fail(f"the parser refuses it: {error}")
