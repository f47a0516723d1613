"""What a person did to a file is spared, alone and in combination: no edited byte is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from content_archive import archive, dump, edit, file, front, paths, run, story, text, tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backfile import content
from backfile.config import Site
from backfile.model import Divided, Draft, Seed

AT, MILL_AT = "2025/06/ferry-returns", "undated/mill-closes"


def seed(changed: bool = False) -> Divided:
    ferry = story(
        "Ferry returns today" if changed else "Ferry returns",
        "The ferry came back on Monday.",
        "It was late. Nobody minded." if changed else "It was late.",
        source="The Tide Weekly" if changed else "The Tide",
        published="2025-06-22" if changed else "2025-06-23",
        tags=("Harbour", "Ships") if changed else ("Harbour",),
        relative=None if changed else "2 hours ago",
        category="News" if changed else None,
    )
    return dump("a.txt", ferry, story("Mill closes", "The mill closed on Friday. It had 40 workers."))


def moved(site: Site, old: str, new: str) -> None:
    file(site, new).parent.mkdir(parents=True, exist_ok=True)
    file(site, old).rename(file(site, new))


EDITS: dict[str, tuple[Callable[[Site], None], str]] = {
    "title": (lambda s: edit(s, AT, "title: Ferry returns", "title: The ferry is back # mine"), "title"),
    "body": (lambda s: edit(s, AT, "back on Monday", "back on Monday evening"), "body"),
    "tags": (lambda s: edit(s, AT, "tags: [Harbour]", "tags:\n  - Port # better\n  - Sea"), "tags"),
    "no tags": (lambda s: edit(s, AT, "tags: [Harbour]\n", ""), "tags"),
    "date": (lambda s: edit(s, AT, 'published: "2025-06-23"', "published: 2025-06-21"), "published"),
    "added key": (lambda s: edit(s, AT, "role:", "desk: {id: 7} # ours\nrole:"), "desk"),
    "known key": (lambda s: edit(s, AT, "role:", "category: Local\nrole:"), "category"),
    "removed key": (lambda s: edit(s, AT, 'relative: "2 hours ago"\n', ""), "relative"),
    "comment": (lambda s: edit(s, AT, "source: The Tide\n", "# as it says\nsource: 'The Tide' # sic\n"), "comment"),
    "trailing space": (lambda s: edit(s, AT, "It was late.\n", "It was late.\n\n\n"), "body"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_survives_a_changed_seed(tmp_path: Path, name: str) -> None:
    check_edits(tmp_path, [name], move=False)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=2, unique_by=lambda name: EDITS[name][1]), st.booleans())
def test_many_edits_at_once_survive(tmp_path: Path, names: list[str], move: bool) -> None:
    check_edits(tmp_path, names, move=move)


def check_edits(root: Path, names: list[str], *, move: bool) -> None:
    shutil.rmtree(root)
    site = archive(root)
    run(site, seed())
    for name in names:
        EDITS[name][0](site)
    path = AT
    before = front(site, AT)
    raw = text(site, AT)
    if move:
        moved(site, AT, path := "harbour/back")
        shutil.rmtree(site.work)
    run(site, seed())
    same = text(site, path)
    assert same == (raw if not move else same)

    report = run(site, seed(changed=True))
    after = front(site, path)
    edited = {EDITS[name][1] for name in names}
    for key in edited - {"comment", "body"}:
        assert after.meta.get(key) == before.meta.get(key), key
    assert (after.body == before.body) == ("body" in edited)
    wanted = {
        "title": "Ferry returns today",
        "published": "2025-06-22",
        "tags": ["Harbour", "Ships"],
        "category": "News",
        "relative": None,
        "source": "The Tide Weekly",
    }
    for key in set(wanted) - edited:
        assert after.meta.get(key) == wanted[key], key
    for note in ("# mine", "# better", "# ours", "# as it says\n", "# sic"):
        assert raw.count(note) == text(site, path).count(note)
    could = edited & {"title", "body", "tags", "published", "category"}
    assert report.spared == bool(could)
    assert len(report.notes) == len(could)
    assert after.meta.get("aliases", []) == ([AT] if move else [])
    settled = tree(site)
    again = run(site, seed(changed=True))
    assert tree(site) == settled
    assert (again.notes, again.spared) == ((), bool(could))


def test_the_report_says_what_would_have_changed(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, seed())
    for name in ("title", "body", "no tags"):
        EDITS[name][0](site)
    notes = [str(note) for note in run(site, seed(changed=True)).notes]
    assert notes == [
        f"content/{AT}.md: the text was edited here; import would now write “The ferry came back on Monday. It was "
        "late. Nobody minded.” — copy it into the file if you want it",
        f"content/{AT}.md: “tags” was removed here; import would now write “[Harbour, Ships]” — copy it into the file "
        "if you want it",
        f"content/{AT}.md:3: “title” was edited here; import would now write “Ferry returns today” — copy it into the "
        "file if you want it",
    ]


def test_an_edit_taken_back_is_no_edit(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, seed())
    edit(site, AT, "title: Ferry returns", "title: Mine")
    run(site, seed(changed=True))
    edit(site, AT, "title: Mine", "title: Ferry returns")
    assert run(site, seed(changed=True)).spared == 0
    assert front(site, AT).meta["title"] == "Ferry returns today"


def test_taking_what_import_offers_makes_it_import_s_again(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, seed())
    edit(site, AT, "title: Ferry returns", "title: Mine")
    run(site, seed(changed=True))
    edit(site, AT, "title: Mine", "title: Ferry returns today")
    assert run(site, seed(changed=True)).spared == 0
    run(site, seed())
    assert front(site, AT).meta["title"] == "Ferry returns"


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_line_ends_are_no_edit_and_are_kept(tmp_path: Path, eol: str) -> None:
    site = archive(tmp_path)
    run(site, seed())
    for one in [*site.content.rglob("*.md"), *site.content.rglob("*.jsonl")]:
        one.write_bytes(one.read_bytes().replace(b"\n", eol.encode()))
    before = tree(site)
    run(site, seed())
    assert tree(site) == before
    assert run(site, seed(changed=True)).spared == 0
    assert text(site, AT).count("\n") == text(site, AT).count(eol)
    assert front(site, AT).body.endswith("Nobody minded.\n")


# ---------------------------------------------------------------- moved, renamed, deleted


def test_a_moved_file_is_followed_and_leaves_its_former_paths(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, seed())
    edit(site, AT, "title: Ferry returns", "title: 'Mine'  # kept")
    raw = text(site, AT)
    moved(site, AT, "2025/07/back")
    report = run(site, seed())
    assert report.moved == 1
    assert text(site, "2025/07/back") == raw.replace("seed:\n", f"aliases: [{AT}]\nseed:\n").replace(
        f"[{AT}]", f'["{AT}"]'
    )
    moved(site, "2025/07/back", "back")
    assert content.settle(site).moved == 1
    assert front(site, "back").meta["aliases"] == [AT, "2025/07/back"]
    moved(site, "back", AT)
    content.settle(site)
    [article] = [one for one in content.read(site) if one.path == AT]
    assert article.aliases == ("2025/07/back", "back")
    before = tree(site)
    assert (run(site, seed()).moved, content.settle(site).moved) == (0, 0)
    assert tree(site) == before


def test_two_files_that_swap_names_leave_no_aliases(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, seed())
    one, two = text(site, AT), text(site, MILL_AT)
    file(site, AT).write_bytes(two.encode())
    file(site, MILL_AT).write_bytes(one.encode())
    assert run(site, seed()).moved == 2
    assert (text(site, AT), text(site, MILL_AT)) == (two, one)
    run(site, seed(changed=True))
    assert front(site, MILL_AT).meta["title"] == "Ferry returns today"


def test_a_deleted_file_stays_deleted_and_is_told_when_its_seed_changes(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, seed())
    file(site, AT).unlink()
    report = run(site, seed())
    assert (report.deleted, report.created, report.notes) == (1, 0, ())
    shutil.rmtree(site.work)
    report = run(site, seed(changed=True))
    assert (report.deleted, paths(site)) == (1, [MILL_AT])
    [note] = report.notes
    assert note.path == f"content/{AT}.md"
    assert "deleted" in note.message
    assert run(site, seed(changed=True)).notes == ()


def test_a_deleted_file_comes_back_when_a_person_brings_it_back(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, seed())
    raw = text(site, AT)
    file(site, AT).unlink()
    run(site, seed(changed=True))
    file(site, AT).write_bytes(raw.encode())
    run(site, seed(changed=True))
    assert front(site, AT).meta["title"] == "Ferry returns today"


def test_a_fresh_clone_spares_the_same(tmp_path: Path) -> None:
    site = archive(tmp_path / "one")
    run(site, seed())
    edit(site, AT, "title: Ferry returns", "title: Mine")
    file(site, MILL_AT).unlink()
    shutil.copytree(site.content, tmp_path / "two" / "content", copy_function=shutil.copy)
    clone = archive(tmp_path / "two")
    for one in (site, clone):
        run(one, seed(changed=True))
    assert {p: raw for p, (raw, _) in tree(site).items()} == {p: raw for p, (raw, _) in tree(clone).items()}
    assert front(clone, AT).meta["title"] == "Mine"


def test_a_deleted_id_line_is_restored_from_its_place(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, seed())
    raw = text(site, AT)
    edit(site, AT, raw.splitlines()[1] + "\n", "")
    assert run(site, seed()).created == 0
    assert text(site, AT) == raw


def test_without_its_memory_import_spares_what_differs(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, seed())
    edit(site, AT, "title: Ferry returns", "title: Mine")
    shutil.rmtree(site.content / ".imported")
    report = run(site, seed())
    assert (report.created, report.spared) == (0, 1)
    assert front(site, AT).meta["title"] == "Mine"


def test_a_file_changed_while_it_is_merged_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = archive(tmp_path)
    run(site, seed())
    update = content.importing.frontmatter.update

    def meanwhile(old: str, *change: object) -> str:
        if old == text(site, AT):
            file(site, AT).write_bytes(old.replace("late", "early").encode())
        return update(old, *change)  # type: ignore[arg-type]

    monkeypatch.setattr(content.importing.frontmatter, "update", meanwhile)
    with pytest.raises(content.importing.InputError, match="changed while"):
        run(site, seed(changed=True))
    assert "It was early." in text(site, AT)
    assert list(site.work.glob("*.tmp")) == []


def test_of_two_headlines_alike_the_later_gets_the_suffix(tmp_path: Path) -> None:
    """A page stands newest first, so the one at its foot is the older."""
    site = archive(tmp_path)
    newer, older = (Draft(role="related", title="Alike", paragraphs=(when,)) for when in ("Newer.", "Older."))
    run(site, Divided(Seed("a.txt", "0" * 64, "utf-8", ""), "flat", (newer, older), ()))
    assert "Older." in text(site, "undated/alike")
    assert "Newer." in text(site, "undated/alike-2")
