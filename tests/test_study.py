"""What texts say is read once: again only where a text, or the program, is another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sites

from backfile import catalogue, content, glance, knowledge, study, versions
from backfile.config import Site
from backfile.content import pieces
from backfile.knowledge import likeness, reprints
from backfile.knowledge.kept import Kept
from backfile.model import Archive, Article, Facts
from backfile.study import left as study_left
from backfile.study import reading
from backfile.templates import sources

TEXTS = {
    "2025/06/lock": sites.story("Lock opens at last", "The lock at Brack opened on Monday, said Dana Reyes."),
    "2025/06/mill": sites.story("Mill closes", "The mill at Fenwick had forty workers."),
}


def held(site: Site) -> Archive:
    return catalogue.arrange(content.read(site), site)


@pytest.fixture
def texts_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the texts that are read, as they are."""
    seen: list[str] = []
    own = knowledge.facts

    def facts(title: str, paragraphs: tuple[str, ...], **how: Any) -> Facts:
        seen.append(title)
        return own(title, paragraphs, **how)

    monkeypatch.setattr(knowledge, "facts", facts)
    return seen


def read(site: Site, *, jobs: int = 1) -> tuple[Facts, ...]:
    facts, odd = study.facts(held(site), site, lambda *_: None, jobs=jobs)
    assert not odd
    return facts


def test_a_text_is_read_once(tmp_path: Path, texts_read: list[str]) -> None:
    site = sites.archive(tmp_path, TEXTS)
    first = read(site)
    assert sorted(texts_read) == ["Lock opens at last", "Mill closes"]
    assert read(site) == first
    assert len(texts_read) == 2
    sites.edit(site, "2025/06/mill", "forty", "fifty")
    read(site)
    assert texts_read[2:] == ["Mill closes"]


def test_what_a_process_keeps_is_not_looked_up_again_but_what_cannot_be_told_is(
    tmp_path: Path, texts_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, kept = sites.archive(tmp_path, TEXTS), Kept()
    first, _ = study.facts(held(site), site, lambda *_: None, kept=kept)
    again, _ = study.facts(held(site), site, lambda *_: None, kept=kept)
    assert all(one is other for one, other in zip(first, again, strict=True))
    sites.edit(site, "2025/06/mill", "forty", "fifty")
    monkeypatch.setattr(knowledge, "facts", lambda *args, **how: 1 / 0)
    for _ in range(2):
        told, odd = study.facts(held(site), site, lambda *_: None, kept=kept)
        assert [problem.path for problem in odd] == ["content/2025/06/mill.md"]
        assert Facts() in told


def test_another_program_reads_all_again(
    tmp_path: Path, texts_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = sites.archive(tmp_path, TEXTS)
    first = read(site)
    monkeypatch.setattr(knowledge, "edition", lambda model: "another")
    assert read(site) == first
    assert len(texts_read) == 4


@pytest.mark.parametrize("left", [b"", b"no database", None])
def test_what_was_remembered_may_be_lost_or_damaged(tmp_path: Path, texts_read: list[str], left: bytes | None) -> None:
    site = sites.archive(tmp_path, TEXTS)
    first = read(site)
    file = site.work / "study.sqlite"
    for beside in site.work.glob("study.sqlite*"):
        beside.unlink()
    if left is not None:
        file.write_bytes(left)
    assert read(site) == first
    assert len(texts_read) == 4
    assert read(site) == first
    assert len(texts_read) == 4


def test_processes_read_what_one_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(study, "_WORTH_A_CREW", 20)
    many = {f"2025/06/lock-{n}": sites.story(f"Lock {n} opens", f"Dana Reyes opened {n} gates.") for n in range(60)}
    site = sites.archive(tmp_path, many)
    together = read(site, jobs=2)
    (site.work / "study.sqlite").unlink()
    assert read(site, jobs=1) == together
    assert len(set(together)) > 1


def test_a_fault_of_ours_costs_what_is_known_of_one_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = knowledge.facts

    def facts(title: str, paragraphs: tuple[str, ...], **how: Any) -> Facts:
        if "Mill" in title:
            raise IndexError("out of range")
        return own(title, paragraphs, **how)

    monkeypatch.setattr(reading.knowledge, "facts", facts)
    site = sites.archive(tmp_path, TEXTS)
    facts_, odd = study.facts(held(site), site, lambda *_: None)
    assert [bool(each.names) for each in facts_] == [True, False]
    assert [str(problem).partition(" (")[0] for problem in odd] == [
        "content/2025/06/mill.md: what it names and says could not be told"
    ]


REPORTS = {
    f"2025/06/{place.lower()}-{n}": sites.story(
        f"{what} at {place}", f"The {what.lower()} at {place} took {n + 3} days, said {who} in {place} on Monday."
    )
    for place, what, who in (
        ("Brack", "Flood", "Dana Reyes"),
        ("Fenwick", "Strike", "Wesley Sang"),
        ("Tablas", "Ferry", "Mirela Oake"),
    )
    for n in range(6)
}


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the articles that are weighed, as they are."""
    seen: list[str] = []
    own = likeness.profile

    def profile(when: str, day: int | None, article: Article, *more: Any) -> Any:
        seen.append(article.path)
        return own(when, day, article, *more)

    monkeypatch.setattr(likeness, "profile", profile)
    return seen


def test_a_build_compares_only_what_the_last_one_did_not(tmp_path: Path, weighed: list[str]) -> None:
    site = sites.archive(tmp_path, REPORTS)
    sites.build(site)
    assert len(weighed) == len(REPORTS)
    sites.edit(site, "2025/06/brack-3", "on Monday", "on Monday, and Monday")
    sites.build(site)
    assert 0 < len(weighed) - len(REPORTS) < len(REPORTS) // 2
    edited = sites.tree(site)
    (site.work / "knowledge.left").unlink()
    sites.build(site, fresh=True)
    assert sites.tree(site) == edited


@pytest.mark.parametrize("left", [b"", b"nothing of ours", None])
def test_what_was_compared_may_be_lost_or_damaged(tmp_path: Path, weighed: list[str], left: bytes | None) -> None:
    site = sites.archive(tmp_path, REPORTS)
    sites.build(site)
    first = sites.tree(site)
    file = site.work / "knowledge.left"
    file.unlink()
    if left is not None:
        file.write_bytes(left)
    sites.build(site, fresh=True)
    assert sites.tree(site) == first
    assert len(weighed) == 2 * len(REPORTS)


def test_what_another_program_compared_is_compared_again(
    tmp_path: Path, weighed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = sites.archive(tmp_path, REPORTS)
    sites.build(site)
    monkeypatch.setattr(study_left, "program", lambda: "another")
    sites.build(site, fresh=True)
    assert len(weighed) == 2 * len(REPORTS)


def test_a_preview_begins_where_the_last_build_ended(tmp_path: Path, weighed: list[str]) -> None:
    site = sites.archive(tmp_path, REPORTS)
    sites.build(site)
    sites.edit(site, "2025/06/brack-3", "on Monday", "on Monday, and Monday")
    sites.build(site, held=glance.Held())
    assert len(weighed) < len(REPORTS) * 3 // 2


def test_a_large_archive_leaves_nothing(tmp_path: Path, weighed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(study_left, "MOST", len(REPORTS) - 1)
    site = sites.archive(tmp_path, REPORTS)
    sites.build(site)
    assert len(weighed) == len(REPORTS)
    previewed = glance.Held()
    for said in ("on Monday", "on Monday, and Monday"):
        sites.edit(site, "2025/06/brack-3", said, f"{said}, and Monday")
        sites.build(site, held=previewed)
    assert 2 * len(REPORTS) < len(weighed) < 3 * len(REPORTS)
    assert not (site.work / "knowledge.left").exists()


def test_a_fresh_build_goes_on_from_nothing(tmp_path: Path, weighed: list[str]) -> None:
    site = sites.archive(tmp_path, REPORTS)
    sites.build(site)
    sites.build(site, fresh=True)
    assert len(weighed) == 2 * len(REPORTS)


def test_what_has_a_fault_is_not_gone_on_from(tmp_path: Path, weighed: list[str]) -> None:
    site = sites.archive(tmp_path, REPORTS)
    sites.build(site)
    first = sites.tree(site)
    file = site.work / "knowledge.left"
    made = bytearray(file.read_bytes())
    made[len(made) // 2] ^= 1
    file.write_bytes(made)
    sites.edit(site, "2025/06/brack-3", "on Monday", "on Monday, and Monday")
    sites.build(site)
    sites.edit(site, "2025/06/brack-3", "on Monday, and Monday", "on Monday")
    sites.build(site)
    assert sites.tree(site) == first
    assert 2 * len(REPORTS) <= len(weighed) < 3 * len(REPORTS)


def test_what_is_as_it_was_is_not_written_again_nor_at_each_edit_in_a_preview(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, previewed = sites.archive(tmp_path, REPORTS), glance.Held()
    written: list[str] = []
    own = study_left._write
    monkeypatch.setattr(study_left, "_write", lambda *given: written.append("once") or own(*given))
    sites.build(site)
    sites.configure(site.root, tagline="Another")
    sites.build(site)
    assert written == ["once"]
    sites.build(site, held=previewed)
    sites.edit(site, "2025/06/brack-3", "on Monday", "on Monday, and Monday")
    sites.build(site, held=previewed)
    assert written == ["once"]
    sites.build(site)
    assert written == ["once", "once"]


def test_a_preview_that_failed_under_another_ruling_leaves_none_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, previewed = sites.archive(tmp_path, REPORTS), glance.Held()
    sites.build(site, held=previewed)
    first = sites.tree(site)
    assert "people/dana-reyes/index.html" in first
    own = reprints.find
    sites.write(site.root / "names.toml", 'drop = ["Dana Reyes"]\n')
    with monkeypatch.context() as patched:
        patched.setattr(reprints, "find", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            sites.build(site, held=previewed)
    assert reprints.find is own
    (site.root / "names.toml").unlink()
    sites.edit(site, "2025/06/brack-3", "on Monday", "on Monday, and Monday")
    sites.build(site, held=previewed)
    sites.edit(site, "2025/06/brack-3", "on Monday, and Monday", "on Monday")
    sites.build(site, held=previewed)
    assert sites.tree(site) == first


def test_another_library_that_names_slugs_has_all_found_out_and_rendered_again(
    tmp_path: Path, weighed: list[str], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    site = sites.archive(tmp_path, REPORTS)
    pages = sites.build(site).rendered
    request.addfinalizer(sources.engine.cache_clear)  # once all is as it was
    sources.engine.cache_clear()
    for module in (versions, study_left):
        monkeypatch.setattr(module, "library", lambda name: "2" if name == "slugify" else "")
    again = sites.build(site).rendered
    assert len(weighed) == 2 * len(REPORTS)
    assert again.keys() >= {url for url in pages if url.endswith("/")}


def test_a_disk_that_refuses_costs_time_alone_and_keeps_no_halves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = sites.archive(tmp_path, REPORTS)
    sites.build(site)
    first = sites.tree(site)
    sites.edit(site, "2025/06/brack-3", "on Monday", "on Monday, and Monday")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(pieces.Path, "replace", refuse)
        study_left._write(site, left_of(site))
    assert not [*site.work.glob("*.tmp")]
    (site.work / "knowledge.left.7.tmp").write_bytes(b"half")  # of a process that was killed
    sites.edit(site, "2025/06/brack-3", "on Monday, and Monday", "on Monday")
    sites.build(site)
    assert not [*site.work.glob("*.tmp")]
    assert sites.tree(site) == first


def left_of(site: Site) -> Kept:
    kept = Kept()
    study_left._read(site, kept)
    assert kept.last
    return kept
