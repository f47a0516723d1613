"""What is like each article may be found out by a copy of this process: whoever does it, it is the same."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import sites
from msgspec import structs

from backfile import knowledge
from backfile.config import Site
from backfile.errors import InputError
from backfile.model import Known
from backfile.study import aside

REPORTS = {
    f"2025/06/ferry-{n}": sites.story(
        f"Ferry {n}", f"Crossing {n}.", tags=["Ferries", "Brack" if n % 2 else "Oslo"], published=f"2025-06-{n:02}"
    )
    for n in range(1, 8)
}


@pytest.fixture
def derived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copied_beside: None) -> Path:
    """Gets a line for each derivation: the process that does it. A few articles are worth a copy."""
    log, own = tmp_path / "derived", knowledge.derive

    def derive(*of: Any) -> Known:
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")
        return own(*of)

    monkeypatch.setattr(knowledge, "derive", derive)
    monkeypatch.setattr(aside, "_WORTH_A_COPY", 2)
    return log


def archive(folder: Path) -> Site:
    return sites.archive(folder, REPORTS, knowledge="related")


def here(log: Path) -> list[bool]:
    """Of each derivation, whether this process did it."""
    return [int(line) == os.getpid() for line in log.read_text(encoding="utf-8").splitlines()]


def test_a_copy_finds_what_one_process_finds_and_the_next_build_goes_on_from_it(tmp_path: Path, derived: Path) -> None:
    one, two = archive(tmp_path / "one"), archive(tmp_path / "two")
    sites.build(one, jobs=1)
    sites.build(two, jobs=2)
    assert here(derived) == [True, False]
    assert "both on Ferries" in (two.output / "2025/06/ferry-3/index.html").read_text(encoding="utf-8")
    assert sites.tree(two) == sites.tree(one)
    for site in (one, two):
        sites.edit(site, "2025/06/ferry-3", '"Brack"', '"Oslo"')
        sites.build(site, jobs=2)
    assert here(derived)[2:] == [True, True]  # each goes on from what its first one left
    assert sites.tree(two) == sites.tree(one)


def test_where_the_copy_dies_this_process_finds_it(
    tmp_path: Path, derived: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, own = os.getpid(), knowledge.derive
    monkeypatch.setattr(knowledge, "derive", lambda *of: own(*of) if os.getpid() == home else os._exit(1))
    one, two = archive(tmp_path / "one"), archive(tmp_path / "two")
    sites.build(one, jobs=1)
    sites.build(two, jobs=2)
    assert here(derived) == [True, True]
    assert sites.tree(two) == sites.tree(one)


def test_a_fault_in_a_template_is_told_and_leaves_no_copy(
    tmp_path: Path, derived: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, before, begun = archive(tmp_path / "one"), sites.children(), Counter[int]()
    own = os.fork

    def fork() -> int:
        child = own()
        begun[child] += 1
        return child

    monkeypatch.setattr(os, "fork", fork)
    sites.write(site.root / "templates" / "article.html", "{% if %}")
    with pytest.raises(InputError, match=r"article\.html"):
        sites.build(site, jobs=2)
    assert len(begun) == 1
    assert sites.children() == before
    assert not site.output.exists()


def test_a_name_that_is_no_text_is_not_handed_over(
    tmp_path: Path, derived: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = knowledge.derive

    def derive(*of: Any) -> Known:
        known = own(*of)
        related = tuple(tuple(structs.replace(one, topics=("\ud800",)) for one in of) for of in known.related)
        return structs.replace(known, related=related)

    monkeypatch.setattr(knowledge, "derive", derive)
    site = archive(tmp_path / "one")
    sites.build(site, jobs=2)
    assert here(derived) == [False, True]
    assert (site.output / "2025/06/ferry-3/index.html").is_file()


def test_a_fresh_build_finds_all_of_it_anew(tmp_path: Path, derived: Path) -> None:
    site = archive(tmp_path / "one")
    sites.build(site, jobs=2)
    before = sites.tree(site)
    sites.build(site, jobs=2, fresh=True)
    assert here(derived) == [False, False]
    assert sites.tree(site) == before
