"""A thing done by a copy of this process is done, whoever did it."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from backfile.processes import beside
from backfile.processes.beside import Beside


@pytest.fixture(autouse=True)
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever threads there are."""
    if not hasattr(os, "fork"):
        pytest.skip("there are no copies of processes here")
    monkeypatch.setattr(beside, "copyable", lambda: True)
    monkeypatch.setattr(beside, "processors", lambda: 2)


def test_a_copy_does_it() -> None:
    found = Beside(
        lambda: {"2025/06/é": (os.getpid(), 1 << 62), "large": (0, 0), **{str(n): (n, n) for n in range(9999)}}
    )
    made = found.result()
    assert made["2025/06/é"][0] != os.getpid()
    assert made["2025/06/é"][1] == 1 << 62
    assert made["9998"] == (9998, 9998)


def test_what_is_not_worth_a_copy_is_done_here() -> None:
    assert Beside(os.getpid, worth=False).result() == os.getpid()


@pytest.mark.parametrize("fail", [lambda home: os._exit(1), lambda home: os.kill(os.getpid(), 9), lambda home: 1 / 0])
def test_what_a_copy_fails_at_is_done_here(fail: Callable[[int], object]) -> None:
    home = os.getpid()

    def call() -> int:
        if os.getpid() != home:
            fail(home)
        return os.getpid()

    assert Beside(call).result() == home


def test_its_fault_is_told_here() -> None:
    with pytest.raises(ZeroDivisionError):
        Beside(lambda: 1 / 0).result()


def test_no_copy_is_left_that_nobody_asks() -> None:
    found = Beside(lambda: "x" * (1 << 20))
    child = found._child
    found.close()
    found.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_where_there_are_no_more_processes_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError

    monkeypatch.setattr(os, "fork", refuse)
    assert Beside(os.getpid).result() == os.getpid()
