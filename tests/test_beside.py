"""A thing done by a copy of this process is done, whoever did it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

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
        lambda: iter(
            [os.getpid(), {"2025/06/é": (b"", 1 << 62), "large": [], **{str(n): (n, n) for n in range(9999)}}, True]
        )
    )
    assert next(found) != os.getpid()
    made = next(found)
    assert made["2025/06/é"] == (b"", 1 << 62)
    assert made["9998"] == (9998, 9998)
    assert next(found) is True
    with pytest.raises(StopIteration):
        next(found)
    found.close()


def test_what_is_not_worth_a_copy_is_done_here() -> None:
    assert list(Beside(lambda: iter([os.getpid()]), worth=False)) == [os.getpid()]


@pytest.mark.parametrize("fail", [lambda home: os._exit(1), lambda home: os.kill(os.getpid(), 9), lambda home: 1 / 0])
def test_what_a_copy_fails_at_is_done_here(fail: Callable[[int], object]) -> None:
    home = os.getpid()

    def call() -> Iterator[object]:
        yield "first"
        if os.getpid() != home:
            fail(home)
        yield os.getpid()

    assert list(Beside(call)) == ["first", home]


def test_its_fault_is_told_here() -> None:
    with pytest.raises(ZeroDivisionError):
        next(Beside(lambda: iter([1 / 0])))


def test_no_copy_is_left_that_nobody_asks() -> None:
    found = Beside(lambda: iter(["x" * (1 << 20)]))
    child = found._child
    found.close()
    found.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_where_there_are_no_more_processes_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError

    monkeypatch.setattr(os, "fork", refuse)
    assert next(Beside(lambda: iter([os.getpid()]))) == os.getpid()
