"""Reading content: what a person wrote is checked all at once, remembered by stat, and gets its id."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from content_archive import archive, dump, edit, file, run, story, text, tree
from hypothesis import given
from hypothesis import strategies as st

from backfile import content
from backfile.config import Settings, Site
from backfile.content import imported, reading, shelf
from backfile.errors import InputError, Problem
from backfile.model import SetAside

BY_HAND = "---\ntitle: 2025\n# mine\npublished: 2025-06-23\ndesk: {id: 7}\n---\n\nOne *two* three.\n\n- four\n"


def put(site: Site, path: str, words: str) -> None:
    file(site, path).parent.mkdir(parents=True, exist_ok=True)
    file(site, path).write_bytes(words.encode())


def old(site: Site) -> None:
    """All files were changed long ago, so that their stat can be trusted."""
    for one in site.content.rglob("*.md"):
        os.utime(one, (1_700_000_000, 1_700_000_000))


def problems(site: Site) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        content.read(site)
    return list(caught.value.problems)


def test_an_article_comes_back_with_everything(tmp_path: Path) -> None:
    site = archive(tmp_path)
    one = story(
        "Ferry returns", "One two.", "Three.", role="lead", source="The Tide", tags=("Harbour",), complete=False,
        set_aside=(SetAside("promo.x", "Read", 1),), url="https://example.org/x", captured="2025-06-23",
    )  # fmt: skip
    run(site, seeded := dump("a.txt", one, story("Mill closes")))
    [ferry] = [a for a in content.read(site) if a.title == "Ferry returns"]
    assert ferry.path == "2025/06/ferry-returns"
    assert ferry.id == f"{seeded.seed.sha256[:12]}-1"
    assert (ferry.words, ferry.tags, ferry.role, ferry.complete) == (3, ("Harbour",), "lead", False)
    assert ferry.related == (f"{seeded.seed.sha256[:12]}-2",)
    assert ferry.set_aside == (SetAside("promo.x", "Read", 1),)
    assert ferry.seed is not None
    assert (ferry.seed.file, ferry.seed.spans) == ("a.txt", seeded.articles[0].spans)
    assert content.body(site, ferry.path) == "One two.\n\nThree.\n"


def test_a_handwritten_article_gets_its_id_once(tmp_path: Path) -> None:
    site = archive(tmp_path)
    put(site, "notes/Mine", BY_HAND)
    put(site, "notes/twin", BY_HAND)
    foreseen = [article.id for article in content.read(site)]
    assert content.settle(site).named == 2
    lines = text(site, "notes/Mine").splitlines(keepends=True)
    assert lines.pop(1).startswith("id: ")
    assert "".join(lines) == BY_HAND
    mine, twin = content.read(site)
    assert [mine.id, twin.id] == foreseen
    assert (mine.id[-2:], twin.id[-2:]) == ("-1", "-2")
    assert (mine.title, mine.words, mine.published) == ("2025", 4, "2025-06-23")
    assert mine.extra == (("desk", {"id": 7}),)
    before = tree(site)
    assert content.settle(site).named == 0
    assert tree(site) == before


def test_a_renamed_handwritten_article_leaves_an_alias(tmp_path: Path) -> None:
    site = archive(tmp_path)
    put(site, "mine", BY_HAND)
    content.settle(site)
    file(site, "mine").rename(file(site, "yours"))
    assert content.settle(site).moved == 1
    [article] = content.read(site)
    assert (article.path, article.aliases) == ("yours", ("mine",))


def remembered(site: Site) -> dict[str, str]:
    """The memory's lines by id."""
    lines = (line for part in (site.content / ".imported").glob("*.jsonl") for line in part.read_text().splitlines())
    return {json.loads(line)["id"]: line for line in lines}


def test_an_added_article_is_remembered_beside_the_others(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, dump("a.txt", story("Ferry returns", "One two."), story("Mill closes", "Three.")))
    before = remembered(site)
    first = min(before)
    put(site, "beside", BY_HAND.replace("title", f"id: {first[:2]}0000000000-1\ntitle", 1))  # on the shelf of another
    put(site, "mine", BY_HAND.replace("title", "id: of-my-own\ntitle", 1))
    put(site, "new", BY_HAND)
    assert (content.settle(site).named, content.settle(site).named) == (1, 0)
    after = remembered(site)
    assert {id_: line for id_, line in after.items() if id_ in before} == before
    assert sorted(json.loads(line)["path"] for id_, line in after.items() if id_ not in before) == [
        "beside",
        "mine",
        "new",
    ]
    file(site, "mine").rename(file(site, "moved"))
    assert content.settle(site).moved == 1


def test_a_memory_that_cannot_be_read_leaves_files_as_they_are(tmp_path: Path) -> None:
    site = archive(tmp_path)
    put(site, "mine", BY_HAND)
    shelf_of = hashlib.sha256(BY_HAND.encode()).hexdigest()[:2]
    broken = site.content / f".imported/{shelf_of}.jsonl"
    broken.parent.mkdir()
    broken.write_text(f'{{"id":"{shelf_of}0000000000-1","path":"other","seed":5}}\n')
    with pytest.raises(InputError):
        content.settle(site)
    assert text(site, "mine") == BY_HAND


def test_a_line_that_stands_twice_sends_nobody_looking(tmp_path: Path) -> None:
    """As a merge leaves it that keeps the lines of both sides."""
    site = archive(tmp_path)
    put(site, "mine", BY_HAND)
    content.settle(site)
    [(id_, line)] = remembered(site).items()
    (site.content / f".imported/{id_[:2]}.jsonl").write_text(f"{line}\n{line}\n")
    assert imported.compared(site, {"mine": id_}) == ([], [])
    assert imported.compared(site, {"yours": id_}) == ([(id_, "mine"), (id_, "mine")], ["yours"])


def test_the_id_of_a_deleted_article_is_given_to_none(tmp_path: Path) -> None:
    site = archive(tmp_path)
    put(site, "a", BY_HAND)
    content.settle(site)
    [lost] = remembered(site)
    file(site, "a").unlink()
    put(site, "b", BY_HAND)
    content.settle(site)
    assert sorted(remembered(site)) == [lost, f"{lost[:-1]}2"]


def test_a_copy_with_its_id_is_not_remembered_in_the_place_of_the_article(tmp_path: Path) -> None:
    site = archive(tmp_path)
    put(site, "b", BY_HAND)
    content.settle(site)
    before = remembered(site)
    put(site, "a", text(site, "b"))
    content.settle(site)
    assert remembered(site) == before
    assert "is also that of" in problems(site)[0].message


def test_an_article_without_tags_is_tagged_when_read_and_not_in_its_file(tmp_path: Path) -> None:
    site = archive(tmp_path)
    put(site, "a", "---\ntitle: Talks in France\n---\n\nThe talks in France and Germany went on in Paris, France.\n")
    put(site, "b", "---\ntitle: Talks in France\ntags: []\n---\n\nThe talks in France and Germany went on.\n")
    tagged, bare = content.read(site)
    assert "France" in tagged.tags
    assert bare.tags == ()
    assert "tags" not in text(site, "a")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("title:", "no title"),
        ("published: 2024-02-30", "“published” is not a date"),
        ("captured: yesterday", "“captured” is not a date"),
        ("tags: politics", "“tags” is not a list"),
        ("tags: [[a]]", "not a text"),
        ("lang: english language", "language tag"),
        ("role: main", "“role”"),
        ("complete: maybe", "“complete”"),
        ("source: [a]", "“source” is not a text"),
        ("url: javascript:x", "web address"),
        ("id: ../x", "“id”"),
        ("id: __proto__", "“id”"),
        ("seed: x", "“seed”"),
        ("seed: {file: a, sha256: 00, spans: []}", "“seed”"),
        ("set_aside: [x]", "“set_aside”"),
        ("related: 7", "“related”"),
        ("aliases: [../../etc/passwd]", "leads out"),
        ('aliases: ["..\\\\x"]', "leads out"),
        ("aliases: ['%2e%2e%2fx']", "leads out"),
        ("aliases: [/abs]", "begins with /"),
        ("aliases: ['C:\\x']", "not every system"),
        ("aliases: [con]", "device"),
        ("aliases: ['a//b']", "empty"),
        ("aliases: ['a ']", "space or a dot"),
        ("aliases: [.git/x]", "space or a dot"),
        (f"aliases: [{'x' * 300}]", "longer"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_cure(tmp_path: Path, line: str, what: str) -> None:
    site = archive(tmp_path)
    title = "" if line.startswith("title") else "title: x\n"
    put(site, "x", f"---\n{title}{line}\n---\n\nText.\n")
    [problem] = problems(site)
    assert what in problem.message
    assert problem.hint
    assert (problem.path, problem.line) == ("content/x.md", 3 if title else 2)


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    site = archive(tmp_path)
    put(site, "a", "---\nid: one\ntitle: a\n---\n")
    put(site, "b", "---\nid: one\ntitle: b\n---\n")
    put(site, "b/c", "---\ntitel: c\npublished: 2025-13-01\n---\n")
    put(site, "d", "no front matter\n")
    put(site, "e", "---\ntitle: e\n\nText.\n")
    put(site, "E", "---\ntitle: E\n---\n")
    put(site, "a.", "---\ntitle: dot\n---\n")
    file(site, "f").write_bytes(b"---\ntitle: \xff\n---\n")
    file(site, "g").symlink_to(file(site, "a"))
    (site.content / "h").symlink_to(tmp_path)
    os.mkfifo(file(site, "i"))
    put(site, ".hidden/x", "not read")
    put(site, "j/.draft", "not read")
    found = problems(site)
    said = {(p.path.removeprefix("content/"), p.line): p.message for p in found}
    assert "also that of content/a.md" in said["b.md", 0]
    assert said["b/c.md", 3].startswith("“published” is not a date")
    assert "no title" in said["b/c.md", 0]
    assert any("titel" in p.hint for p in found)
    assert set(said) == {
        ("a..md", 0), ("b.md", 0), ("b/c.md", 0), ("b/c.md", 3), ("d.md", 1), ("e.md", 1), ("e.md", 0), ("f.md", 2),
        ("g.md", 0), ("h", 0), ("i.md", 0),
    }  # fmt: skip
    assert all(p.hint for p in found)


def test_names_of_every_other_kind_are_allowed(tmp_path: Path) -> None:
    site = archive(tmp_path)
    names = ["Über uns", "2025/06/C# & co?", "100%", "a+b", "خبر", "index", "x/index", "v1.2"]
    for name in names:
        put(site, name, f"---\ntitle: x\nmine: {name!r}\n---\n")
    assert {article.path for article in content.read(site)} == set(names)


# ---------------------------------------------------------------- remembered by stat


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = archive(tmp_path)
    for name in "abc":
        put(site, name, f"---\ntitle: {name}\n---\n\nText {name}.\n")
    old(site)
    first = content.read(site)
    read: list[str] = []
    block = reading.Reader.block

    def counted(reader: reading.Reader, files: Sequence[reading.Stale]) -> reading.Block:
        read.extend(path for path, *_ in files)
        return block(reader, files)

    monkeypatch.setattr(reading.Reader, "block", counted)
    assert content.read(site) == first
    assert read == []
    edit(site, "b", "Text b", "Text d")
    second = content.read(site)
    assert read == ["b"]
    assert second[1].body_digest != first[1].body_digest
    content.read(site)  # b was changed just now: its time of change proves nothing yet
    assert read == ["b", "b"]
    file(site, "a").unlink()
    assert [article.path for article in content.read(site)] == ["b", "c"]


def test_a_change_within_a_tick_of_the_clock_is_seen(tmp_path: Path) -> None:
    site = archive(tmp_path)
    put(site, "a", "---\ntitle: one\n---\n")
    content.read(site)
    before = file(site, "a").stat()
    with file(site, "a").open("r+b") as same:
        same.seek(11)
        same.write(b"two")
    os.utime(file(site, "a"), ns=(before.st_atime_ns, before.st_mtime_ns))
    assert content.read(site)[0].title == "two"


@pytest.mark.parametrize("damage", [b"", b"\x00" * 10, b"\x92\xa3abc", None])
def test_a_damaged_cache_is_rebuilt(tmp_path: Path, damage: bytes | None) -> None:
    site = archive(tmp_path)
    put(site, "a", BY_HAND)
    old(site)
    first = content.read(site)
    cache = site.work / shelf.TABLE
    raw = cache.read_bytes()
    cache.write_bytes(raw[: len(raw) // 2] if damage is None else damage)
    assert content.read(site) == first
    assert cache.read_bytes() == raw


def test_another_program_does_not_trust_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = archive(tmp_path)
    put(site, "a", BY_HAND)
    old(site)
    content.read(site)
    raw = (site.work / shelf.TABLE).read_bytes()
    monkeypatch.setattr(shelf, "made_by", lambda site: "another")
    content.read(site)
    assert (site.work / shelf.TABLE).read_bytes() != raw


def test_an_archive_that_cannot_be_written_to_is_read(tmp_path: Path) -> None:
    site = archive(tmp_path)
    put(site, "a", BY_HAND)
    site.work.write_text("a file where the folder would be")
    assert len(content.read(site)) == 1


def test_an_unchanged_read_is_quick_and_loads_no_parser(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, *(dump(f"{n}.txt", story(f"Title {n}", f"Text of {n}.", tags=("A",))) for n in range(200)))
    old(site)
    content.read(site)
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from backfile import content\nfrom backfile.config import Settings, Site\n"
        "site = Site(Path(sys.argv[1]), Settings())\ncontent.settle(site)\nassert len(content.read(site)) == 200\n"
        "assert not {'yaml', 'markdown', 'nh3'} & set(sys.modules), sorted(sys.modules)\n"
    )
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    assert time.perf_counter() - begun < 5


@given(st.lists(st.integers(0, 2 * reading._BYTES), max_size=90) | st.lists(st.integers(0, 9), max_size=90))
def test_files_are_read_in_blocks_that_no_large_ones_fill_the_memory_with(sizes: list[int]) -> None:
    stale = [(f"n{number}", (0, size, 0), "") for number, size in enumerate(sizes)]
    blocks = list(reading._blocks(stale))
    assert [file for block in blocks for file in block] == stale
    for block in blocks:
        assert 0 < len(block) <= reading._BLOCK
        assert sum(stamp[1] for _, stamp, _ in block[:-1]) <= reading._BYTES
    assert len(blocks) == -(-len(stale) // reading._BLOCK) or sum(sizes) > reading._BYTES


def test_several_processes_read_what_one_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, few in (("_WORTH_A_CREW", 2), ("_WORTH_A_COPY", 2), ("_BLOCK", 4)):
        monkeypatch.setattr(reading, name, few)
    site = Site(tmp_path, Settings())
    for number in range(60):
        path = site.content / f"2025/06/n{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        title = "" if number % 20 == 7 else f"title: Number {number}\n"
        path.write_text(f"---\n{title}tags: [Oman]\n---\n\nIt *rose* by {number}.\n", "utf-8")
    alone = shelf.scan(site)
    (site.work / shelf.TABLE).unlink()
    shared = shelf.scan(site, jobs=2)
    assert shared.ids == alone.ids
    assert [entry.problems for entry in shared.entries.values()] == [e.problems for e in alone.entries.values()]
    assert [entry.article for entry in shared.entries.values()] == [entry.article for entry in alone.entries.values()]
