"""A sequence that a copy finds out is the sequence, whoever asks for it and when."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import children

from backfile.processes import beside
from backfile.processes.coming import Coming

pytestmark = pytest.mark.usefixtures("copied_beside")

KIND = tuple[tuple[int, str], ...]


def until(file: Path) -> Callable[[], tuple[tuple[int, str], ...]]:
    """Finds who found it once the file is there."""

    def find() -> tuple[tuple[int, str], ...]:
        while not file.exists():
            time.sleep(0.001)
        return ((os.getpid(), "é"), (2, ""))

    return find


def test_it_is_waited_for(tmp_path: Path) -> None:
    before, go = children(), tmp_path / "go"
    found = Coming(until(go), 2, KIND)
    assert len(found) == 2
    assert found.waiting()
    assert children() != before
    go.touch()
    who, text = found[0]
    assert (who != os.getpid(), text) == (True, "é")
    assert not found.waiting()
    assert list(found) == [(who, "é"), (2, "")]
    assert found[1:] == ((2, ""),)
    assert children() == before


def test_once_it_is_there_nobody_waits(tmp_path: Path) -> None:
    go = tmp_path / "go"
    found = Coming(until(go), 2, KIND)
    go.touch()
    deadline = time.monotonic() + 5
    while found.waiting():
        assert time.monotonic() < deadline
    go.unlink()  # nothing is found out again
    assert found[1] == (2, "")


def test_a_copy_that_was_begun_before_finds_it_out_for_itself_and_takes_nothing_away(tmp_path: Path) -> None:
    go = tmp_path / "go"
    found = Coming(until(go), 2, KIND)
    go.touch()
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if found[0][0] == os.getpid() else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert found[0][0] not in (child, os.getpid())


def test_where_nothing_can_be_copied_it_is_found_out_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "copyable", lambda: False)
    go = tmp_path / "go"
    go.touch()
    found = Coming(until(go), 2, KIND)
    assert not found.waiting()
    assert found[0] == (os.getpid(), "é")


def test_no_copy_is_left_that_nobody_asks(tmp_path: Path) -> None:
    before = children()
    found = Coming(until(tmp_path / "never"), 2, KIND)
    assert children() != before
    found.close()
    assert children() == before
