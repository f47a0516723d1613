"""What a command costs: time, CPU and memory of all the processes it starts.

    cost = measure(["hugo"], folder, limit=1200)    → Cost(wall=1.4, cpu=2.26, pss=139.2, …)

CPU is the kernel's account of the command and all that it started and waited for; what it left behind becomes this
process's child and is counted too. Memory is the proportional set size summed over its processes, looked at every
50 ms, less often where looking takes long: pages that processes share count once.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_EVERY = 0.05
_SHARE = 20
"Looking takes at most this part of the time: a process of gigabytes is looked at for long."
_FEW = 10
"Fewer looks than these may have missed the peak: then the kernel's own maximum of the largest process counts too."
_PR_SET_CHILD_SUBREAPER = 36
_GRACE = 5.0


class Cost(NamedTuple):
    wall: float
    "Seconds, as `cpu`."
    cpu: float
    "User and system."
    pss: float
    "Megabytes (10⁶), at the highest look, as `rss`."
    rss: float
    "The most that the largest process held at any moment, shared pages included."
    looks: int
    code: int
    "Its exit code; negative if a signal ended it."

    @property
    def peak(self) -> float:
        return self.pss if self.looks >= _FEW else max(self.pss, self.rss)


def measure(command: Sequence[str | Path], folder: Path, *, limit: float, log: Path) -> Cost:
    """Runs `command` in `folder`, ends it after `limit` seconds, and appends what it says to `log`."""
    os.sync()
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    with log.open("ab") as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            start_new_session=True,
        )  # fmt: skip
        watch = _Watch(process.pid)
        watch.start()
        ending = threading.Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
        ending.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
        except KeyboardInterrupt:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            ending.cancel()
            watch.done.set()
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.join()
    all_used = [used, *_left_behind(process.pid)]
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 0)
    cpu = sum(each.ru_utime + each.ru_stime for each in all_used)
    rss = max(each.ru_maxrss for each in all_used) * 1024 / 1e6
    return Cost(wall, cpu, watch.peak / 1e6, rss, watch.looks, process.returncode)


def _left_behind(session: int) -> Iterator[resource.struct_rusage]:
    """What processes used that outlived the command; those that do not end by themselves soon are ended."""
    until = time.monotonic() + _GRACE
    while orphans := [pid for pid, (parent, own) in _processes().items() if own == session and parent == os.getpid()]:
        for pid in orphans:
            if time.monotonic() > until:
                os.kill(pid, signal.SIGKILL)
            ended, _, used = os.wait4(pid, os.WNOHANG)
            if ended:
                yield used
        time.sleep(0.01)


def _environment() -> dict[str, str]:
    """This one's, but that Python may keep what it compiles, as it does on most machines."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class _Watch(threading.Thread):
    """Looks at a process and its descendants until it is `done`."""

    def __init__(self, pid: int) -> None:
        super().__init__()
        self._pid = pid
        self.done = threading.Event()
        self.peak, self.looks = 0, 0

    def run(self) -> None:
        pause = 0.0
        while not self.done.wait(pause):
            began = time.perf_counter()
            if found := sum(map(_pss, _tree(self._pid))):
                self.peak, self.looks = max(self.peak, found), self.looks + 1
            pause = max(_EVERY, _SHARE * (time.perf_counter() - began))


def _tree(pid: int) -> list[int]:
    """A process and all that descend from it."""
    below: dict[int, list[int]] = {}
    for each, (parent, _) in _processes().items():
        below.setdefault(parent, []).append(each)
    found = [pid]
    for each in found:
        found += below.get(each, ())
    return found


def _processes() -> dict[int, tuple[int, int]]:
    """The parent and the session of every process."""
    found = {}
    for name in filter(str.isdigit, (entry.name for entry in Path("/proc").iterdir())):
        with suppress(OSError):
            after = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
            found[int(name)] = (int(after[1]), int(after[3]))
    return found


def _pss(pid: int) -> int:
    """Bytes; 0 of a process that has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
