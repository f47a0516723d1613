"""What must be sent and what removed, in which order.

    "stylesheets and pictures" → articles → lists, the deepest first → the same of those that stood there → removals

So a page is there before any list links to it, and goes when none does any more. Within one of these steps files go at
once, in threads: each waits for the network and hardly works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from hashlib import md5
from itertools import groupby, islice
from operator import itemgetter
from pathlib import PurePosixPath

from msgspec import structs

from backfile.config import Site
from backfile.errors import Problem
from backfile.memory import MARK, hidden
from backfile.publish import Report
from backfile.remote.place import Place, Stamp
from backfile.remote.sent import Sent

_AT_ONCE = 16  # on loopback to moto no more help; to S3, where each takes 30–100 ms, some 200 files a second
_BATCH = 256  # files sent until they are remembered
_LINKING = frozenset({"html", "xml", "json", "jsonl", "csv", "txt", "webmanifest"})


class Sending:
    """One look at the place, and all that follows from it."""

    def __init__(self, site: Site, place: Place, sent: Sent, progress: Callable[[int], object]) -> None:
        self._site, self._place, self._sent, self._progress = site, place, sent, progress
        self._there = place.listed()
        self._known = sent.all()

    def report(self, report: Report, wanted: Mapping[str, bytes], *, fresh: bool) -> Report:
        """Makes the place hold the files of the output folder, `wanted` with their digests; says what it took."""
        lacking = [path for path, digest in wanted.items() if fresh or not self._stands(path, digest)]
        if MARK not in self._there:
            self._place.mark()
        self._sent.begin(path for path in lacking if path not in self._known)
        self._send(lacking, wanted)
        removed = self._remove([path for path in self._known if path not in wanted])
        strangers = [p for p in self._there if not (p in wanted or p in self._known or hidden(p))]
        notes = [_left(self._place.shown, strangers)] if strangers else []
        return structs.replace(report, sent=len(lacking), withdrawn=removed, warnings=(*report.warnings, *notes))

    def _stands(self, path: str, digest: bytes) -> bool:
        """Whether the file is there as we sent it, or, where that is not remembered, by the MD5 that S3 lists."""
        stamp = self._there.get(path)
        if stamp is None:
            return False
        if path in self._known and self._known[path][0]:
            return self._known[path] == (digest, stamp)
        file = self._site.output / path
        if file.stat().st_size != stamp[0] or md5(file.read_bytes(), usedforsecurity=False).hexdigest() != stamp[1]:
            return False
        self._sent.keep([(path, digest, stamp)])
        return True

    def _step(self, path: str) -> tuple[bool, int, int]:
        """What it is sent with: steps are taken in their order."""
        article = path.endswith("/index.html") and (self._site.content / f"{PurePosixPath(path).parent}.md").is_file()
        kind = 0 if path.rpartition(".")[2] not in _LINKING else 1 if article else 2
        return path in self._there, kind, -path.count("/") if kind == 2 else 0

    def _send(self, paths: Iterable[str], wanted: Mapping[str, bytes]) -> None:
        def send(path: str) -> tuple[str, bytes, Stamp]:
            return path, wanted[path], self._place.send(self._site.output / path, path)

        done = 0
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            for _, step in groupby(sorted((self._step(path), path) for path in paths), key=itemgetter(0)):
                for some in _batches(path for _, path in step):
                    sending = [threads.submit(send, path) for path in some]
                    try:
                        wait(sending, return_when=FIRST_EXCEPTION)
                    finally:  # what has arrived is remembered, whatever became of the others
                        ended = [one for one in sending if not one.cancel()]
                        wait(ended)
                        self._sent.keep(one.result() for one in ended if not one.exception())
                    done += len([one.result() for one in ended])  # or raises the first refusal
                    self._progress(done)

    def _remove(self, gone: list[str]) -> int:
        """How many of those were there."""
        removed = [path for path in gone if path in self._there]
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            for some in _batches(iter(removed)):
                list(threads.map(self._place.remove, some))
        self._sent.forget(gone)
        return len(removed)


def _batches(paths: Iterator[str]) -> Iterator[list[str]]:
    while some := list(islice(paths, _BATCH)):
        yield some


def _left(url: str, strangers: list[str]) -> Problem:
    first, more = min(strangers), len(strangers) - 1
    what = f"{first} and {more:,} more are no part of the site" if more else f"{first} is no part of the site"
    return Problem(url, 0, what, "no build from here has written it, so it is left: remove it if nothing needs it")
