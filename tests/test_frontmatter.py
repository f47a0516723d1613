"""Front matter: text stays text, what is written is read alike by any YAML reader, and edits touch nothing else."""

from __future__ import annotations

import re
import time

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backfile import frontmatter
from backfile.frontmatter import FrontError, reader

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
AWKWARD = st.sampled_from(
    [
        "---",
        "---\npublished: true",
        "a: b # c",
        "no",
        "12:30",
        '"',
        "@x",
        "`x",
        "%x",
        "&x",
        "*x",
        "!x",
        "~",
        "2025",
        "2025-06-23",
        "0x1F",
        "1e5",
        "1_000",
        "-",
        "- x",
        "? x",
        "x:",
        " x",
        "x ",
        "<<",
        "=",
        ".inf",
        "null",
        "y",
        "",
        "a\x85b",
        "a\u2028b",
        "\ufeff",
        "\x00",
        "\x1b[2J",
        "\u202eevil",
        "😀",
        "\ufffe",
        "a\tb",
        "a\r\nb",
        "a #b",
    ]
)
ANY_TEXT = TEXT | AWKWARD
SCALAR = (
    ANY_TEXT
    | st.booleans()
    | st.none()
    | st.integers(-(10**17), 10**17)
    | st.floats(-1e9, 1e9).map(lambda x: round(x, 6))
)
VALUE = st.recursive(
    SCALAR,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT.filter(lambda k: len(k) < 100), inner, max_size=4)
    ),
    max_leaves=12,
)


def outside(text: str) -> tuple[object, str]:
    """As any script would read a content file."""
    match = re.match(r"---\n(.*?)\n---\n?(.*)", text, re.S)
    assert match
    return yaml.safe_load(match[1]), match[2]


def fault(text: str) -> FrontError:
    with pytest.raises(FrontError) as caught:
        frontmatter.read(text)
    return caught.value


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, st.lists(ANY_TEXT, max_size=4), TEXT)
def test_any_text_comes_back_and_plain_yaml_reads_the_same(title: str, tags: list[str], body: str) -> None:
    meta = {"title": title, "tags": tags, "seed": {"file": title, "spans": [[1, 53], [54, 900]]}}
    text = frontmatter.write(meta, body)
    front = frontmatter.read(text)
    assert front.meta == meta
    assert front.body == body.replace("\r\n", "\n")
    assert outside(text) == (meta, "\n" + body if body else "")
    assert text.count("\n---\n") >= 1
    assert all(c.isprintable() or c in "\n" or ord(c) >= 0xA0 for c in text[: len(text) - len(body)])


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["mine", "x y", "2025", "no", "a: b", "#", "title ", "é"]), VALUE, min_size=1))
def test_a_persons_own_values_come_back(own: dict[str, object]) -> None:
    text = frontmatter.write(own, "")
    assert frontmatter.read(text).meta == own
    assert outside(text)[0] == own


def test_keys_stand_in_the_known_order_and_compactly() -> None:
    meta = {
        "mine": {"a": []},
        "seed": {"file": "a.txt", "sha256": "00ff", "spans": [[1, 53], [54, 900]]},
        "set_aside": [{"rule": "promo.more", "text": "Read More »", "after": 3}],
        "complete": False,
        "tags": ["Côte d’Ivoire", "روسيا", "C++, C#"],
        "published": "2025-06-23",
        "title": "Ships: a story",
        "source": "The Harbour, weekly",
        "summary": "no",
    }
    assert frontmatter.write(meta, "Text.\n") == (
        "---\n"
        'title: "Ships: a story"\n'
        "source: The Harbour, weekly\n"
        'published: "2025-06-23"\n'
        'tags: [Côte d’Ivoire, روسيا, "C++, C#"]\n'
        'summary: "no"\n'
        "complete: false\n"
        "set_aside:\n  - rule: promo.more\n    text: Read More »\n    after: 3\n"
        'seed:\n  file: a.txt\n  sha256: "00ff"\n  spans: [[1, 53], [54, 900]]\n'
        "mine:\n  a: []\n"
        "---\n\nText.\n"
    ).replace("Côte d’Ivoire, روسيا", "Côte d’Ivoire, روسيا")


def test_text_stays_text_in_known_keys() -> None:
    front = frontmatter.read(
        "---\ntitle: 2025\npublished: 2025-06-23\nrelative: 12:30\nsource: no\nlang: NO\ntags: [yes, 2025, 1:20]\n"
        "rating: 5\nshare: 0.5\nopen: yes\nshut: true\nbig: 123456789012345678901\noctal: 017\nagency:\n---\nText\n"
    )
    assert front.meta == {
        "title": "2025",
        "published": "2025-06-23",
        "relative": "12:30",
        "source": "no",
        "lang": "NO",
        "tags": ["yes", "2025", "1:20"],
        "rating": 5,
        "share": 0.5,
        "open": "yes",
        "shut": True,
        "big": "123456789012345678901",
        "octal": "017",
        "agency": None,
    }
    assert front.lines["title"] == 2
    assert front.lines["agency"] == 14
    assert front.body == "Text\n"


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_what_windows_editors_leave_is_read(bom: str, eol: str) -> None:
    text = bom + eol.join(["--- ", "title: Ships", "tags:", "- a", "---\t", "", "One.", "", "Two.", ""])
    front = frontmatter.read(text)
    assert front.meta == {"title": "Ships", "tags": ["a"]}
    assert front.body == "One.\n\nTwo.\n"
    assert front.lines == {"title": 2, "tags": 3}
    assert frontmatter.split(text)[1] == front.body


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("Just text\n", 1, "no front matter"),
        ("", 1, "no front matter"),
        ("---\ntitle: x\n\nText\n", 1, "has no end"),
        ("---\ntitle: x\ntitle: y\n---\n", 3, "“title” stands twice"),
        ("---\ntitle: x\nmine: {a: 1, a: 2}\n---\n", 3, "“a” stands twice"),
        ("---\ntitle: a: b\n---\n", 2, "colon"),
        ("---\ntitle: x\ntags:\n\t- a\n---\n", 4, "tab"),
        ("---\ntitle: @x\n---\n", 2, "“@”"),
        ("---\ntitle: x\nmore words\nsource: y\n---\n", 3, "neither a key"),
        ('---\ntitle: "C:\\games"\n---\n', 2, "backslash"),
        ("---\ntitle: x\nsource: 'y\nlang: en\n---\n", 3, "not YAML"),
        ("---\ntitle: x\ntags: [a, b\n---\n", 3, "not YAML"),
        ("---\n- title\n---\n", 2, "not a list of keys"),
        ("---\ntitle: *x\n---\n", 2, "refers to nothing"),
        ("---\nx: !!python/object:os.system {}\n---\n", 2, "type"),
        ("---\nx: !!set {a, b}\n---\n", 2, "!!set"),
        ("---\n? [a]\n: b\n---\n", 2, "a key is not a text"),
        ("---\ntitle: x\n...\nb: c\n---\n", 4, "not YAML"),
        ("---\ntitle: a\x01b\n---\n", 2, "U+0001"),
        ("---\nx: &a [*a]\n---\n", 2, "refers to nothing"),
    ],
)
def test_errors_name_the_line_and_the_cure(text: str, line: int, message: str) -> None:
    error = fault(text)
    assert message in error.message
    assert error.line == line
    assert error.hint


def test_bombs_are_refused_quickly() -> None:
    begun = time.perf_counter()
    bomb = "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]\n" for n in range(1, 10))
    assert "values" in fault(bomb + "---\n").message
    for deep in ("[" * 200_000, "{x: " * 100_000, "- " * 100_000):
        assert fault(f"---\ntitle: x\nmine: {deep}\n---\n").line == 3
    assert "deep" in fault("---\n" + "\n".join(" " * n + "a:" for n in range(3000)) + "\n---\n").message
    assert time.perf_counter() - begun < 2


def test_a_tag_that_ends_in_a_question_is_quoted_for_readers_of_yaml_1_1() -> None:
    text = frontmatter.write({"title": "Why?", "tags": ["Why?"]}, "")
    assert text == '---\ntitle: Why?\ntags: ["Why?"]\n---\n'
    assert outside(text)[0] == {"title": "Why?", "tags": ["Why?"]}


def test_what_import_writes_of_a_million_short_lines_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "VALUES", 20)
    meta = {"title": "x", "seed": {"file": "a.txt", "spans": [[n, n + 1] for n in range(1000)]}}
    assert frontmatter.read(frontmatter.write(meta, "")).meta == meta


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab:#-[]{}&*!|>'\"%@`,? \t\n\r\x85\u2028é—"), max_size=60))
@example("a: |\n  x\n # y\n")
def test_no_text_brings_the_reader_down(head: str) -> None:
    text = f"---\n{head}\n---\n"
    try:
        front = frontmatter.read(text)
    except FrontError as error:
        front, line = None, error.line
    if front is None:
        assert 1 <= line <= text.count("\n") + 1
    else:
        changed = frontmatter.update(text, {"title": "New", "tags": ["x"], "mine": None})
        expected = {**front.meta, "title": "New", "tags": ["x"]}
        expected.pop("mine", None)
        assert frontmatter.read(changed).meta == expected


MINE = """---
# Checked by Ada.
title:   'Ships'   # as printed
mine: {x: 1}

tags:
  - Harbour   # sure
  # - Ferries
  - Port
# dates
published: 2025-06-23
seed:
  file: a.txt
---

Body  stays.
"""


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_an_update_keeps_every_other_byte(eol: str) -> None:
    text = MINE.replace("\n", eol)
    changes = {"title": "Ships: new", "tags": ["Port"], "source": "Tide", "complete": False, "relative": "2 hours ago"}
    changed = MINE.replace("'Ships'", '"Ships: new"').replace(
        "tags:\n  - Harbour   # sure\n  # - Ferries\n  - Port\n", "# sure\n# - Ferries\ntags: [Port]\n"
    )
    changed = changed.replace("# as printed\n", "# as printed\nsource: Tide\n")
    changed = changed.replace("2025-06-23\n", '2025-06-23\nrelative: "2 hours ago"\n')
    got = frontmatter.update(text, changes)
    assert got.count("complete: false") == 1
    assert got.replace("complete: false" + eol, "") == changed.replace("\n", eol)


def test_a_removed_key_leaves_its_comments_and_the_body_may_be_replaced() -> None:
    got = frontmatter.update(MINE, {"tags": None, "published": None, "absent": None}, "New.\n")
    assert got == (
        "---\n# Checked by Ada.\ntitle:   'Ships'   # as printed\nmine: {x: 1}\n\n# sure\n# - Ferries\n# dates\n"
        "seed:\n  file: a.txt\n---\n\nNew.\n"
    )


@pytest.mark.parametrize(
    ("head", "changes", "wanted"),
    [
        ("title: x\n", {"id": "ab-1"}, "id: ab-1\ntitle: x\n"),
        ("", {"title": "x"}, "title: x\n"),
        ("# nothing yet\n", {"title": "x"}, "title: x\n# nothing yet\n"),
        ("title:\nlang: en\n", {"title": "x"}, "title: x\nlang: en\n"),
        ("summary: |\n  a # b\n\n  # c\n\nlang: en\n", {"summary": "d"}, "summary: d\n\nlang: en\n"),
        ("title: two\n  lines\nlang: en\n", {"title": "x"}, "title: x\nlang: en\n"),
        ("  title: x\n  lang: en\n", {"source": "s"}, "  title: x\n  source: s\n  lang: en\n"),
        ("{title: x, lang: en}\n", {"title": "new"}, "title: new\nlang: en\n"),
        ("mine: &m 5\ntitle: x\nyours: *m\n", {"title": "new"}, "mine: &m 5\ntitle: new\nyours: *m\n"),
        ("title: &m x\nyours: *m\n", {"title": "new"}, "title: new\nyours: x\n"),
        ('title: "a # b"\ntags: []\n', {"title": None}, "tags: []\n"),
    ],
)
def test_updates_of_every_shape(head: str, changes: dict[str, object], wanted: str) -> None:
    assert frontmatter.update(f"---\n{head}---\n", changes) == f"---\n{wanted}---\n"


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(st.sampled_from(frontmatter.KEYS), VALUE.filter(lambda v: v is not None), max_size=6),
    st.dictionaries(st.sampled_from(frontmatter.KEYS), VALUE.filter(lambda v: v is not None), max_size=6),
)
def test_an_updated_file_is_as_if_written_so(old: dict[str, object], new: dict[str, object]) -> None:
    old, new = {k: _as_read(k, v) for k, v in old.items()}, {k: _as_read(k, v) for k, v in new.items()}
    changes = {**dict.fromkeys(old), **new}
    assert frontmatter.update(frontmatter.write(old, "a\n"), changes, "b\n") == frontmatter.write(new, "b\n")


def _as_read(key: str, value: object) -> object:
    """A known key holds what its kind allows, as a reader gives it back."""
    meta = frontmatter.read(frontmatter.write({key: value}, "")).meta
    return "" if meta[key] is None else meta[key]
