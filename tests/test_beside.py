"""A thing done by a copy of this process is done, whoever did it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backfile.processes.beside import Beside

pytestmark = pytest.mark.usefixtures("copied_beside")


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


def test_where_there_are_no_more_pipes_it_is_done_here_and_none_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    own, given = os.pipe, list[int]()

    def pipe() -> tuple[int, int]:
        if given:
            raise OSError(24, "Too many open files")
        given.extend(made := own())
        return made

    monkeypatch.setattr(os, "pipe", pipe)
    assert next(Beside(lambda: iter([os.getpid()]))) == os.getpid()
    for end in given:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(end)


def test_a_copy_ends_at_once_with_the_process_that_it_works_for() -> None:
    code = (
        "import os, sys, time; from backfile.processes import beside\n"
        "beside.processors = lambda: 2\n"
        "found = beside.Beside(lambda: iter([os.write(1, b'%d\\n' % os.getpid()) and time.sleep(60)]))\n"
        "next(found)"
    )
    running = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert running.stdout
    at_work = int(running.stdout.readline())
    assert at_work != running.pid
    running.kill()
    running.wait()
    deadline = time.monotonic() + 5
    while Path(f"/proc/{at_work}").exists():
        assert time.monotonic() < deadline, "it is still there"
        time.sleep(0.01)
    running.stdout.close()
