"""Import: what is written for a new article, and how it is known again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from content_archive import archive, as_dict, dump, edit, file, front, paths, run, story, text, tree

from backfile import content
from backfile.content import disk, matching, shelving
from backfile.errors import InputError
from backfile.model import Divided, Draft, SetAside

FERRY = story(
    "Ferry returns to the harbour",
    "The ferry came back on Monday.",
    "Nobody was hurt, said the [Guard].",
    role="lead",
    source="The Tide",
    published="2025-06-23",
    published_basis="“2 hours ago”, captured 2025-06-23",
    relative="2 hours ago",
    lang="en",
    tags=("Harbour", "Ferries"),
    set_aside=(SetAside("promo.read-more", "Read More »", 1),),
)
MILL = story("Mill closes", "The mill closed on Friday. It had 40 workers.", complete=False)
FERRY_AT, MILL_AT = "2025/06/ferry-returns-to-the-harbour", "undated/mill-closes"


def test_a_new_article_gets_a_file_in_the_written_form(tmp_path: Path) -> None:
    site, one = archive(tmp_path), dump("a.txt", FERRY, MILL)
    report = run(site, one)
    start = one.seed.sha256[:12]
    assert (report.created, report.notes) == (2, ())
    assert text(site, FERRY_AT).replace(f'"{start}', start).replace('-1"\n', "-1\n").replace('-2"]', "-2]") == (
        f"---\nid: {start}-1\ntitle: Ferry returns to the harbour\nsource: The Tide\n"
        'published: "2025-06-23"\npublished_basis: "“2 hours ago”, captured 2025-06-23"\nrelative: "2 hours ago"\n'
        f"lang: en\ntags: [Harbour, Ferries]\nrole: lead\nrelated: [{start}-2]\n"
        "set_aside:\n  - rule: promo.read-more\n    text: Read More »\n    after: 1\n"
        f"seed:\n  file: a.txt\n  sha256: {_plain(one.seed.sha256)}\n  spans: [[0, 94]]\n---\n\n"
        "The ferry came back on Monday.\n\nNobody was hurt, said the [Guard].\n"
    )
    assert front(site, MILL_AT).meta["complete"] is False
    assert "tags" not in front(site, MILL_AT).meta


def _plain(sha256: str) -> str:
    return sha256 if sha256[0].isalpha() else f'"{sha256}"'


def test_the_memory_is_json_lines_by_the_first_digits(tmp_path: Path) -> None:
    site, one = archive(tmp_path), dump("b/a.txt", FERRY, MILL)
    run(site, one)
    [name] = (site.content / ".imported").iterdir()
    assert name.name == one.seed.sha256[:2] + ".jsonl"
    lines = [json.loads(line) for line in name.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == [f"{one.seed.sha256[:12]}-{n}" for n in (1, 2)]
    assert lines[0]["path"] == FERRY_AT
    assert lines[0]["seed"]["file"] == "b/a.txt"
    assert set(lines[1]["fields"]) == {"title", "role", "related", "complete", "seed", "body"}


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    site = archive(tmp_path)
    dumps = (dump("a.txt", FERRY, MILL), dump("b.txt", FERRY), dump("copy.txt", FERRY, MILL))
    run(site, *dumps)
    before = tree(site)
    report = run(site, *dumps)
    assert tree(site) == before
    assert (report.created, report.updated, report.unchanged) == (0, 0, 3)
    shutil.rmtree(site.work)
    assert run(site, *dumps).unchanged == 3
    assert tree(site) == before


def test_two_machines_write_the_same(tmp_path: Path) -> None:
    dumps = [dump(f"{n}.txt", story(f"Day {n}", f"Text {n}."), story("Same", f"Other {n}.")) for n in range(5)]
    trees = []
    for name in ("one", "two"):
        site = archive(tmp_path / name)
        run(site, *dumps)
        trees.append({path: raw for path, (raw, _) in tree(site).items()})
    assert trees[0] == trees[1]


def test_the_shelf_is_the_month_of_publication_then_of_capture(tmp_path: Path) -> None:
    site = archive(tmp_path)
    stories = (
        story("A", published="2025-06-30/2025-07-01", captured="2025-07-02"),
        story("B", published="2024", captured="nonsense"),
        story("C", captured="2025-07-01T13:00/2025-07-01T14:00"),
        story("D", published="2025-06-23~"),
        story("E", published="2025-06-23"),
    )
    run(site, dump("a.txt", *stories))
    assert paths(site) == ["2025/06/e", "2025/07/a", "2025/07/c", "undated/b", "undated/d"]


def test_slugs_on_one_shelf_differ_and_are_kept(tmp_path: Path) -> None:
    site = archive(tmp_path)
    long = "word " * 40
    run(site, dump("a.txt", story("Same"), story("SAME!"), story("…"), story(long), story(long, "x")))
    ids = [front(site, path).meta["id"] for path in paths(site)]
    slugs = [path.removeprefix("undated/") for path in paths(site)]
    assert len(ids) == 5
    assert {"same", "same-2", f"{ids[0].rpartition('-')[0]}-3"} < set(slugs)
    assert all(len(slug.encode()) <= 80 for slug in slugs)
    assert sum(slug.endswith("word-2") for slug in slugs) == 1


def test_slugs_may_keep_scripts(tmp_path: Path) -> None:
    site = archive(tmp_path, slug_unicode=True)
    run(site, dump("a.txt", story("Ärger é"), story("A\u0308rger e\u0301")))
    assert len({shelving.key(path) for path in paths(site)}) == 2


def test_a_path_once_used_is_never_given_again(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, dump("a.txt", story("Ship"), story("Boat")))
    file(site, "undated/ship").unlink()
    file(site, "undated/boat").rename(file(site, "undated/vessel"))
    run(site, dump("b.txt", story("Ship", "Another."), story("Boat", "Another.")))
    assert paths(site) == ["undated/boat-2", "undated/ship-2", "undated/vessel"]


def test_the_path_stays_when_the_date_becomes_known(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, dump("a.txt", story("Ship", "Text.")))
    report = run(site, dump("a.txt", story("Ship", "Text.", published="2025-06-23")))
    assert (report.updated, paths(site)) == (1, ["undated/ship"])
    assert front(site, "undated/ship").meta["published"] == "2025-06-23"


def test_no_title_still_makes_a_readable_file(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, dump("a.txt", story(" ", "One two three."), story("")))
    first, second = sorted((article.id, article.title) for article in content.read(site))
    assert first[1] == "One two three."
    assert second[1] == second[0]


# ---------------------------------------------------------------- known again


def ids(site: object, *found: str) -> list[str]:
    return [front(site, path).meta["id"] for path in found]  # type: ignore[arg-type]


def test_a_renamed_seed_keeps_its_ids(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, dump("a.txt", FERRY, MILL))
    known = ids(site, FERRY_AT, MILL_AT)
    report = run(site, dump("2025/b.txt", FERRY, MILL))
    assert (report.created, report.updated) == (0, 2)
    assert ids(site, FERRY_AT, MILL_AT) == known
    assert front(site, MILL_AT).meta["seed"]["file"] == "2025/b.txt"


def test_seeds_that_swap_names_keep_their_ids(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, dump("a.txt", FERRY), dump("b.txt", MILL))
    known = ids(site, FERRY_AT, MILL_AT)
    report = run(site, dump("a.txt", MILL), dump("b.txt", FERRY))
    assert (report.created, report.updated) == (0, 2)
    assert ids(site, FERRY_AT, MILL_AT) == known
    assert front(site, FERRY_AT).meta["seed"]["file"] == "b.txt"


def test_a_renamed_seed_makes_room_for_another_of_its_name(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, dump("a.txt", FERRY))
    known = ids(site, FERRY_AT)
    report = run(site, dump("a.txt", MILL), dump("b.txt", FERRY))
    assert (report.created, report.updated) == (1, 1)
    assert ids(site, FERRY_AT) == known
    assert ids(site, MILL_AT)[0].startswith(dump("a.txt", MILL).seed.sha256[:12])


def test_the_same_bytes_twice_are_one_article_with_both_seeds(tmp_path: Path) -> None:
    site = archive(tmp_path)
    one, two = dump("a.txt", FERRY), dump("b.txt", FERRY)
    report = run(site, one, two)
    assert (report.created, report.updated) == (1, 0)
    also = [{"file": "b.txt", "sha256": two.seed.sha256}]
    assert front(site, FERRY_AT).meta["seed"]["also"] == also
    [article] = content.read(site)
    assert article.seed is not None
    assert article.seed.also == (("b.txt", two.seed.sha256),)
    before = tree(site)
    run(site, one, two)
    assert tree(site) == before

    assert run(site, two).updated == 1  # a.txt is gone: the copy is the seed now
    assert front(site, FERRY_AT).meta["seed"]["file"] == "b.txt"
    assert "also" not in front(site, FERRY_AT).meta["seed"]
    assert len(paths(site)) == 1


def test_a_corrected_seed_keeps_ids_and_gives_new_articles_the_next_ordinal(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, dump("a.txt", FERRY, MILL))
    known = ids(site, FERRY_AT, MILL_AT)
    new = story("Rain is coming", "It will rain.")
    mill = story("Mill closes", "The mill closed on Thursday. It had 40 workers.")
    report = run(site, dump("a.txt", new, FERRY, mill))
    assert (report.created, report.updated) == (1, 2)
    assert ids(site, FERRY_AT, MILL_AT) == known
    assert ids(site, "undated/rain-is-coming") == [known[0].removesuffix("1") + "3"]
    assert "Thursday" in text(site, MILL_AT)
    assert "complete" not in front(site, MILL_AT).meta


def test_another_text_under_the_same_name_is_not_the_same_article(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, dump("a.txt", MILL))
    report = run(site, dump("a.txt", story("Storm tonight", "Winds will rise.")))
    assert (report.created, report.lost) == (1, 1)
    assert "no longer holds" in report.notes[0].message
    assert paths(site) == ["undated/mill-closes", "undated/storm-tonight"]
    again = run(site, dump("a.txt", story("Storm tonight", "Winds will rise.")))
    assert (again.lost, again.notes) == (0, ())
    back = run(site, dump("a.txt", MILL, story("Storm tonight", "Winds will rise.")))
    assert (back.created, back.lost) == (0, 0)


def test_a_removed_seed_deletes_nothing(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, dump("a.txt", FERRY), dump("b.txt", MILL))
    before = tree(site)
    assert run(site, dump("b.txt", MILL)).unchanged == 1
    assert run(site).notes == ()
    assert tree(site) == before


def redivided(one: Divided, *stories: Draft) -> Divided:
    return Divided(one.seed, one.layout, stories, ())


def test_better_division_of_the_same_seed_keeps_the_id_of_the_larger_part(tmp_path: Path) -> None:
    site = archive(tmp_path)
    one = dump("a.txt", story("Whole", "x" * 1000))
    run(site, one)
    [known] = ids(site, "undated/whole")
    parts = (
        Draft(role="lead", title="First", spans=((0, 300),)),
        Draft(role="lead", title="Second", spans=((301, 1006),)),
    )
    report = run(site, redivided(one, *parts))
    assert (report.created, report.updated) == (1, 1)
    assert ids(site, "undated/whole", "undated/first") == [known, known[:-1] + "2"]
    assert front(site, "undated/whole").meta["title"] == "Second"


def test_two_seeds_that_begin_alike_get_longer_ids(tmp_path: Path) -> None:
    site = archive(tmp_path)
    one, two = dump("a.txt", FERRY), dump("b.txt", MILL)
    forced = Divided(_with_sha(two, one.seed.sha256[:12] + "f" * 52), "flat", two.articles, ())
    run(site, one, forced)
    assert ids(site, MILL_AT) == [one.seed.sha256[:12] + "f-1"]
    assert run(site, one, forced).unchanged == 2


def _with_sha(one: Divided, sha256: str) -> object:
    return type(one.seed)(one.seed.file, sha256, "utf-8", one.seed.text)  # type: ignore[return-value]


def test_ids_answers_before_and_after_an_import(tmp_path: Path) -> None:
    site = archive(tmp_path)
    one, copy = dump("a.txt", FERRY, MILL), dump("z.txt", FERRY, MILL)
    foreseen = content.ids(one, site)
    assert foreseen == tuple(f"{one.seed.sha256[:12]}-{n}" for n in (1, 2))
    run(site, one)
    assert content.ids(one, site) == content.ids(copy, site) == foreseen
    changed = dump("a.txt", story("New", "Text."), FERRY)
    assert content.ids(changed, site) == (foreseen[0][:-1] + "3", foreseen[0])


@pytest.mark.parametrize("missing", [["undated/rain"], [FERRY_AT], [MILL_AT], [FERRY_AT, MILL_AT]])
def test_an_interrupted_import_is_simply_run_again(tmp_path: Path, missing: list[str]) -> None:
    """Each article gets the id that it would have had, whichever had their files."""
    whole, cut = archive(tmp_path / "whole"), archive(tmp_path / "cut")
    one = dump("a.txt", FERRY, MILL, story("Rain", "It rained."))
    run(whole, one)
    run(cut, one)
    shutil.rmtree(cut.content / ".imported")
    for path in missing:
        file(cut, path).unlink()
    run(cut, one)
    assert {p: raw for p, (raw, _) in tree(cut).items()} == {p: raw for p, (raw, _) in tree(whole).items()}


def test_an_id_that_a_broken_file_may_have_is_not_given_again(tmp_path: Path) -> None:
    site = archive(tmp_path)
    one = dump("a.txt", FERRY, MILL)
    run(site, one)
    shutil.rmtree(site.content / ".imported")
    edit(site, FERRY_AT, 'published: "2025-06-23"', 'published: "one day"')
    run(site, one)
    assert {front(site, path).meta["id"][-2:] for path in paths(site)} == {"-1", "-2", "-3"}


def test_a_new_file_comes_into_its_place_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, one = archive(tmp_path), dump("a.txt", FERRY)

    def ended(*paths: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(disk.os, "rename", ended)
        with pytest.raises(KeyboardInterrupt):
            run(site, dump("b.txt", MILL), one)  # the first makes folders, the slow way
    assert FERRY_AT not in paths(site)
    run(site, dump("b.txt", MILL), one)
    assert text(site, FERRY_AT).endswith("Nobody was hurt, said the [Guard].\n")


def test_many_changed_articles_are_matched_without_comparing_all_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "PAIRS", 10)
    old = [story(f"Title {n}", f"First {n}.", f"Second {n}.") for n in range(20)]
    new = [story(f"Title {n} now", f"First {n}.", f"Changed {n}.") for n in range(20)]
    known = [
        content.imported.Remembered(
            f"{'a' * 12}-{n}", f"x/{n}", None, one.title, content.fields.sentences(one), {"title": "x"}
        )
        for n, one in enumerate(old)
    ]
    traits = [matching.Traits(one.title, content.fields.sentences(one), one.spans) for one in new]
    assert [entry and entry.path for entry in matching.match(known, traits, "b" * 64)] == [f"x/{n}" for n in range(20)]


# ---------------------------------------------------------------- faults


def test_a_broken_file_is_left_alone_and_all_faults_are_told_at_once(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, dump("a.txt", FERRY, MILL, story("Rain", "It rained.")))
    edit(site, FERRY_AT, "title: Ferry", "title: @Ferry")
    edit(site, "undated/rain", "title: Rain", 'title: Rain\nlang: "?"')
    broken = text(site, FERRY_AT)
    with pytest.raises(InputError) as caught:
        run(site, dump("a.txt", FERRY, story("Mill closes", "The mill closed. It had 40 workers.")))
    assert text(site, FERRY_AT) == broken
    assert "The mill closed." in text(site, MILL_AT)
    places = [(problem.path, problem.line) for problem in caught.value.problems if problem.line]
    assert places == [(f"content/{FERRY_AT}.md", 3), ("content/undated/rain.md", 4)]


def test_a_merge_conflict_in_the_memory_is_named(tmp_path: Path) -> None:
    site = archive(tmp_path)
    run(site, dump("a.txt", FERRY))
    [memory] = (site.content / ".imported").iterdir()
    memory.write_bytes(b"<<<<<<< ours\n" + memory.read_bytes() + b"{]\n")
    with pytest.raises(InputError) as caught:
        run(site, dump("a.txt", FERRY))
    assert [(p.line, "merge conflict" in p.message) for p in caught.value.problems] == [(1, True), (3, False)]


def test_links_in_content_stop_an_import_before_it_writes(tmp_path: Path) -> None:
    site = archive(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (site.content / "undated").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="symbolic link"):
        run(site, dump("a.txt", MILL))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_full_disk_is_told_and_leaves_whole_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = archive(tmp_path)

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        with pytest.raises(InputError, match="no space left"):
            run(site, dump("a.txt", MILL))
    assert paths(site) == []
    assert run(site, dump("a.txt", MILL)).created == 1


def test_hostile_words_come_back_from_the_file_as_they_were(tmp_path: Path) -> None:
    site = archive(tmp_path)
    titles = ["---\npublished: true", "a: b # c", "no", "12:30", '"', "@ ` % & * !", "x\x85y\u2028z\x00", "\ud800", "~"]
    one = dump("a.txt", *(story(title, "Text.", source=title, tags=(title,)) for title in titles[:-2]), story("~"))
    run(site, one)
    assert sorted(a.title for a in content.read(site)) == sorted(title.strip() for title in [*titles[:-2], "~"])
    assert run(site, one).unchanged == len(titles) - 1
    odd = Divided(one.seed, "flat", (Draft(role="lead", title="a\ud800b", spans=((0, 1),)),), ())
    run(archive(tmp_path / "odd"), odd)
    assert content.read(archive(tmp_path / "odd"))[0].title == "a\ufffdb"


def test_a_known_field_takes_what_import_now_gives(tmp_path: Path) -> None:
    site, one = archive(tmp_path), dump("a.txt", FERRY)
    run(site, one)
    better = Draft(**{**as_dict(one.articles[0]), "tags": ("Boats",), "relative": None, "agency": "Coast Press"})
    assert run(site, redivided(one, better)).updated == 1
    fresh = archive(tmp_path / "fresh")
    run(fresh, redivided(one, better))
    assert text(site, FERRY_AT) == text(fresh, FERRY_AT)
