"""Copies of this process do their batches, and whatever becomes of them is known here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sites import children

from backfile.processes import LostError, workers
from backfile.processes.copies import Copies
from backfile.processes.workers import done

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there are no copies of processes here")


@pytest.fixture(autouse=True)
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever threads there are."""
    monkeypatch.setattr(workers, "copyable", lambda: True)


LARGE = "x" * 5_000_000
"More than any pipe takes."


@contextmanager
def copies(work: Callable[[int], object], count: int = 2) -> Iterator[Copies]:
    made = Copies(work, count)
    before = children()
    try:
        yield made
    finally:
        made.close()
    assert children() == before, "none is left"


def test_each_batch_has_its_results() -> None:
    with copies(lambda task: (task, os.getpid())) as crew:
        sent = [crew.send(list(range(n, n + 3))) for n in range(0, 30, 3)]
        results = [result for batch in sent for result in batch.results()]
    assert [task for task, _ in results] == list(range(30))
    assert len({process for _, process in results} - {os.getpid()}) == 2


def test_a_copy_knows_what_this_process_knew_when_it_began() -> None:
    known = {"then": 1}
    with copies(lambda task: dict(known), 1) as crew:
        known["before the first batch"] = 2
        assert crew.send([0]).results() == [{"then": 1, "before the first batch": 2}]
        known["later"] = 3
        assert crew.send([0]).results() == [{"then": 1, "before the first batch": 2}]


def test_large_batches_and_answers_never_wait_for_one_another() -> None:
    with copies(lambda task: task) as crew:
        sent = [crew.send([f"{n}{LARGE}"]) for n in range(6)]  # type: ignore[list-item]
        assert [batch.results()[0][:1] for batch in sent] == list("012345")


def test_a_batch_that_is_being_done_is_not_done_yet() -> None:
    with copies(lambda task: time.sleep(0.2), 1) as crew:
        sent = crew.send([1])
        assert not sent.done()
        sent.results()
        assert sent.done()


class OddError(Exception):
    """Can be sent, and not be received."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(f"{what} at {where}")


def unreadable(task: int) -> object:
    return OddError("odd", "0") if task == 0 else task


def test_what_cannot_be_had_of_a_copy_is_lost_and_the_copy_goes_on() -> None:
    with copies(lambda task: 1 // task if task < 9 else unreadable(task - 9), 1) as crew:
        failing, sound, odd, last = crew.send([1, 0]), crew.send([1]), crew.send([9]), crew.send([10])
        with pytest.raises(LostError, match="its work failed"):
            failing.results()
        assert sound.results() == [1]
        with pytest.raises(LostError, match="cannot be read"):
            odd.results()
        assert last.results() == [1]
    with copies(lambda task: lambda: "nothing that can be sent", 1) as crew, pytest.raises(LostError, match="failed"):
        crew.send([1]).results()


def test_what_the_work_raises_is_raised_here_as_it_is() -> None:
    def fail(task: int) -> int:
        if task == 150:
            raise OddError("odd", "150")
        return task

    with pytest.raises(OddError, match="odd at 150"):
        list(done(fail, range(200), 2))
    assert sorted(map(str, done(unreadable, range(200), 2))) == sorted(["odd at 0", *map(str, range(1, 200))])


def test_copies_do_not_hear_of_ctrl_c() -> None:
    with copies(lambda task: time.sleep(0.2) or task, 2) as crew:
        sent = [crew.send([1]), crew.send([2])]
        for child in children():
            os.kill(child, signal.SIGINT)
        assert [batch.results() for batch in sent] == [[1], [2]]


def test_of_two_crews_the_first_may_end_first() -> None:
    first, second = Copies(lambda task: task, 1), Copies(lambda task: task, 1)
    assert (first.send([1]).results(), second.send([2]).results()) == ([1], [2])
    first.close()
    assert second.send([3]).results() == [3]
    second.close()


@pytest.mark.parametrize("left", [0, 1, 2, 3, 4, 5, 6, 8])
def test_where_too_few_files_can_be_open_all_is_done_here(left: int) -> None:
    code = (
        "import os, resource; from backfile.processes import copies; from backfile.processes.workers import done\n"
        "count = lambda: len(os.listdir('/proc/self/fd')) - 1\n"
        f"resource.setrlimit(resource.RLIMIT_NOFILE, (count() + {left}, 99))\n"
        "assert sorted(done(lambda task: task, range(100), 2)) == list(range(100))\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (99, 99))\n"
        "assert count() == 3, os.listdir('/proc/self/fd')"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)


@pytest.mark.parametrize("end", [lambda: os._exit(0), lambda: os.kill(os.getpid(), signal.SIGKILL)])
def test_a_copy_that_dies_loses_what_it_had_and_no_more(end: Callable[[], object]) -> None:
    with copies(lambda task: end() if task == 0 else time.sleep(0.1) or task) as crew:
        other, lost, after = crew.send([1]), crew.send([0]), crew.send([2])  # each of the first two has one
        with pytest.raises(LostError):
            lost.results()
        assert other.results() == [1]
        with suppress(LostError):  # it may have waited for either
            assert after.results() == [2]
        assert crew.send([3]).results() == [3]
    with copies(lambda task: end(), 1) as crew:
        for lost in (crew.send([1]), crew.send([2])):
            with pytest.raises(LostError):
                lost.results()
        with pytest.raises(LostError):
            crew.send([3])


def test_work_that_kills_every_copy_is_done_here() -> None:
    home = os.getpid()
    found = sorted(done(lambda task: task if os.getpid() == home else os._exit(1), range(200), 2))
    assert found == list(range(200))


def test_where_there_can_be_no_copy_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    open_before = len(list(Path("/proc/self/fd").iterdir()))
    monkeypatch.setattr(os, "fork", refuse)
    assert sorted(done(lambda task: task, range(100), 2)) == list(range(100))
    assert len(list(Path("/proc/self/fd").iterdir())) == open_before


def test_copies_are_closed_while_they_have_much_to_do() -> None:
    begun = time.monotonic()
    with copies(lambda task: time.sleep(0.1) or LARGE) as crew:
        for _ in range(20):
            crew.send([1] * 2)
    assert time.monotonic() - begun < 2


def test_copies_end_at_once_with_the_process_that_they_work_for(tmp_path: Path) -> None:
    code = (
        "import os, time; from backfile.processes.copies import Copies\n"
        "crew = Copies(lambda task: os.write(1, b'%d\\n' % os.getpid()) and time.sleep(60), 3)\n"
        "sent = [crew.send([n]) for n in range(3)]\nsent[0].results()"
    )
    running = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert running.stdout
    at_work = [int(running.stdout.readline()) for _ in range(3)]
    running.kill()
    running.wait()
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{process}").exists() for process in at_work):
        assert time.monotonic() < deadline, "they are still there"
        time.sleep(0.01)
    running.stdout.close()


class Crew:
    """One worker that is done with all it has whenever this process has done something, if it is `quick`, or never."""

    def __init__(self, *, quick: bool) -> None:
        self.quick, self.has = quick, 0
        self.seen: list[int] = []
        "How many batches it had each time that this process did something."

    def send(self, batch: list[int]) -> Batch:
        self.has += 1
        return Batch(self, batch)

    def close(self) -> None:
        pass


class Batch:
    def __init__(self, crew: Crew, tasks: list[int]) -> None:
        self.crew, self.tasks, self.sent = crew, tasks, len(crew.seen)

    def done(self) -> bool:
        return self.crew.quick and len(self.crew.seen) > self.sent

    def results(self) -> list[int]:
        self.crew.has -= 1
        return self.tasks


@pytest.mark.parametrize(("quick", "seen"), [(True, [3, 6, 12, 24, 48, 48]), (False, [3, 3, 3, 3, 3, 3])])
def test_who_waits_for_this_process_gets_more_to_do(
    quick: bool, seen: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    crew = Crew(quick=quick)
    monkeypatch.setattr(workers, "_crew", lambda *of: crew)

    def work(task: int) -> int:
        if task < 0:  # this process's own
            crew.seen.append(crew.has)
        return task

    shared = workers.Workers(work, 1, batch=1)
    found = list(shared.results(iter(range(200)), own=iter(range(-6, 0))))
    assert crew.seen == seen
    assert len(set(found)) == len(found)
    assert {*range(-6, 0)} <= {*found}
