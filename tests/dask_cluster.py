"""A scheduler of Dask and its workers on loopback: the very commands that a user gives, each a process of its own.

with Cluster(folder) as cluster:
    cluster.ready(2)                                    # two workers, no more and no fewer
    cluster.address, cluster.workers[0].kill()
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from distributed import Client

from backfile.cluster import worker

_LOCAL = ("--host", "127.0.0.1", "--no-dashboard")


class Cluster:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        file = folder / "scheduler.json"
        self.scheduler = self._started("dask_scheduler", *_LOCAL, "--port", "0", "--scheduler-file", str(file))
        with Client(scheduler_file=str(file), timeout=30, set_as_default=False) as client:
            self.address = str(client.scheduler.address)
        self.workers: list[subprocess.Popen[bytes]] = []

    def ready(self, number: int, path: Sequence[str] = sys.path) -> None:
        """Starts and ends workers until there are `number`; `path` is where new ones find the program."""
        alive = [one for one in self.workers if one.poll() is None]
        for one in alive[number:]:
            _end(one)
        self.workers = alive[:number]
        while len(self.workers) < number:
            worker = ("dask_worker", self.address, *_LOCAL, "--nthreads", "2", "--no-nanny")
            self.workers.append(self._started(*worker, path=path))
        with Client(self.address, timeout=30, set_as_default=False) as client:
            deadline = time.monotonic() + 60
            while len(client.nthreads()) != number:
                assert time.monotonic() < deadline
                time.sleep(0.05)

    def began(self) -> int:
        """How many of the workers have begun to do batches of a build."""
        with Client(self.address, timeout=30, set_as_default=False) as client:
            return sum(client.run(lambda: bool(worker._begun)).values())

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self.scheduler):
            _end(process)

    def _started(self, command: str, *arguments: str, path: Sequence[str] = sys.path) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path)}
        called = [sys.executable, "-m", f"distributed.cli.{command}", *arguments]
        return subprocess.Popen(called, cwd=self._folder, env=environment, stderr=subprocess.DEVNULL)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
