"""Processes that render beside this one."""

from __future__ import annotations

from collections.abc import Iterator

from backfile.errors import Problem
from backfile.memory import Look
from backfile.processes import Engine
from backfile.processes.workers import Workers
from backfile.publish.desk import Desk, Result, light

DIED = Problem(
    "build",
    0,
    "a rendering process died, and its work was done without it",
    "if this happens often, build with --jobs 1: there may be too little memory",
)


def rendered(
    pages: Iterator[Look], desk: Desk, workers: int, engine: Engine | None, warnings: list[Problem]
) -> Iterator[Result]:
    """One result a page, in no order. Data files and copies, whose views are large, are rendered in this process."""
    crew = Workers.gathered(desk.one, workers, engine)
    if crew is None:
        yield from map(desk.one, pages)
        return
    with crew:
        yield from crew.results(pages, light)
        if crew.died:
            warnings.append(_lost(crew.died) if engine else DIED)


def _lost(why: str) -> Problem:
    message = f"work of the cluster was lost ({why}), and was done here"
    return Problem("build", 0, message, "the logs of the scheduler and of the workers may tell more")
