"""What lies in `seeds/`, made ready to be filed in `content/`.

    with intake.opened(site, problems, progress) as found:
        content.write(found.seen, found.divide, site)

Every seed is known by its digest, so that `content` can say which of them have to be divided. Those are decoded,
divided and tagged, by several processes where there are many, and come in the order in which they were asked for: the
result is the same whoever did what. What was seen of a seed is remembered in `.backfile/` by its file's stat.

    remembered   the digests, and what is odd about the seeds
    dividing     what one process does with a seed
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from backfile import seeds
from backfile.config import Site
from backfile.content import Ready, Seen
from backfile.errors import Problem
from backfile.intake import remembered
from backfile.intake.remembered import Known
from backfile.model import Sidecar
from backfile.processes import Engine, processors

if TYPE_CHECKING:
    from backfile.intake.dividing import Divider

Progress = Callable[[str, int], object]
"Told what is being done and how much of it is."

_SETTLING = 2_000_000_000  # nanoseconds: a file written twice in one tick of a coarse clock would pass for unchanged
_WORTH_A_CREW = 1 << 20
"Bytes of seeds: a worker starts in half a second, in which this process divides as many."
_BATCH = 2
"Groups of seeds that are sent to a worker at a time."
_LIGHT = 1 << 20
"A larger seed is divided in this process: what it becomes is several times as large, and would be sent in batches."
_LEAST = 64 << 10
"What the smallest seed weighs while its dump waits for its turn."


@contextmanager
def opened(site: Site, problems: list[Problem], progress: Progress, *, jobs: int = 0) -> Iterator[Intake]:
    """Looks at `seeds/`; adds to `problems`, at the end, what is odd about the seeds, divided or not.

    Raises `InputError` where sidecars are broken.
    """
    found = Intake(site, problems, progress, jobs or processors())
    try:
        yield found
    finally:
        found.remember()
    problems += (problem for known in found.known.values() for problem in known.odd)


class Intake:
    """The seeds of one archive."""

    def __init__(self, site: Site, problems: list[Problem], progress: Progress, jobs: int) -> None:
        self._site, self._progress, self._jobs = site, progress, jobs
        self._captures = {capture.file: capture for capture in seeds.captures(site, problems)}
        self.known: dict[str, Known] = {}
        self.seen: dict[str, Seen] = {}
        "By file, in the order of their names. What is known to be no seed is left out."
        label, self._before = remembered.label(site), remembered.load(site)
        for file, capture in self._captures.items():
            known = self._look(capture, self._before.get(file), label)
            if isinstance(known, Problem):
                problems.append(known)
                continue
            self.known[file] = known
            if known.seed:
                self.seen[file] = Seen(known.sha256, known.label, known.told)

    def _look(
        self, capture: seeds.Capture, before: Known | None, label: Callable[[str, Sidecar], str]
    ) -> Known | Problem:
        digest: str | Problem
        if before is not None and before.sure and before.stamp == capture.stamp:
            digest = before.sha256
        else:
            digest = seeds.digest(self._site, capture)
        if isinstance(digest, Problem):
            return digest
        labelled = label(digest, capture.sidecar)
        sure = time.time_ns() - capture.stamp[0] > _SETTLING
        if before is not None and before.label == labelled:
            return Known(capture.stamp, sure, digest, labelled, before.told, before.seed, before.odd)
        return Known(capture.stamp, sure, digest, labelled)

    def remember(self) -> None:
        if self.known != self._before:
            remembered.save(self._site, self.known)

    def divide(self, files: Sequence[str]) -> Iterator[Ready]:
        """The dumps of these files, in this order; those that turn out to be no seeds are left out."""
        captures = [self._captures[file] for file in files]
        for done, (file, made) in enumerate(zip(files, self._divided(captures), strict=True), 1):
            odd = (made,) if isinstance(made, Problem) else made.warnings
            seed = isinstance(made, Ready)
            self.known[file] = msgspec.structs.replace(self.known[file], told=True, seed=seed, odd=odd)
            self._progress("Seeds read:", done)
            if isinstance(made, Ready):
                yield made

    def _divided(self, captures: Sequence[seeds.Capture]) -> Iterator[Ready | Problem]:
        """One result a capture, in their order."""
        if not captures:
            return
        from backfile.intake.dividing import Divider, size, together

        divider, groups = Divider(self._site), together(captures)
        if self._jobs > 1 and size(captures) >= _WORTH_A_CREW:
            made = _shared(divider, groups, self._site.engine, self._jobs)
        else:
            made = (divider.divide((0, group))[1] for group in groups)
        yield from chain.from_iterable(made)


def _shared(
    divider: Divider, groups: Iterable[Sequence[seeds.Capture]], engine: Engine | None, jobs: int
) -> Iterator[Sequence[Ready | Problem]]:
    from backfile.intake.dividing import size
    from backfile.processes.order import in_order
    from backfile.processes.workers import Workers

    crew = Workers.gathered(divider.divide, jobs - 1, engine, _BATCH)
    if crew is None:
        yield from (divider.divide((0, group))[1] for group in groups)
        return
    with crew:
        share = partial(crew.results, light=lambda task: size(task[1]) <= _LIGHT)
        yield from in_order(share, groups, lambda group: size(group) + len(group) * _LEAST)
