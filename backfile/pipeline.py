"""Build the news archive: seeds → content → archive → pages → public.

The table of contents: the only module that knows the order of the stages, and it holds no detail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from backfile import account, catalogue, content, knowledge, memory, plan, publish, seeds, templates
from backfile.config import Site
from backfile.errors import Problem

Progress = Callable[[str, int], object]
"Told what is being done and how much of it is."
Explain = Callable[[memory.Stale], object]
"Told each page that is rendered, and why."


def ingest(site: Site, progress: Progress) -> tuple[content.Report, list[Problem]]:
    """Seeds → content. What a person has edited is left alone. Also returns what could not be read."""
    unread: list[Problem] = []
    with publish.locked(site):
        dumps = seeds.read(site, unread)  # decoded, hashed
        divided = map(seeds.divide, dumps)  # with every character accounted for
        tagged = map(knowledge.tag, divided)
        return content.write(_counted(tagged, "Read", progress), site), unread


def build(site: Site, progress: Progress, explain: Explain, *, fresh: bool = False, jobs: int = 0) -> publish.Report:
    """Content → the site. Renders what is stale into a stage, then commits it whole."""
    with publish.locked(site):
        publish.check_output(site)
        publish.recover(site)
        content.settle(site)  # ids for handwritten articles, aliases for moved ones
        theme = templates.load(site)
        with memory.open(site) as remembered:
            archive = catalogue.arrange(content.read(site), site)  # all problems at once, before anything is written
            known = knowledge.derive(archive)
            pages = plan.pages(archive, known, site, theme)  # lazy: nothing is rendered yet
            stale = _told(remembered.stale(pages, theme, fresh=fresh), explain)
            staged = publish.stage(stale, theme, site, jobs=jobs, progress=lambda done: progress("Rendered", done))
            return publish.commit(staged, remembered, site)


def accounts(site: Site) -> Iterator[dict[str, Any]]:
    """For each seed, what took every character of it."""
    unread: list[Problem] = []
    for dump in seeds.read(site, unread):
        divided = seeds.divide(dump)
        yield account.report(divided, content.ids(divided, site))


def _counted(things: Iterator[Any], what: str, progress: Progress) -> Iterator[Any]:
    for done, thing in enumerate(things, 1):
        progress(what, done)
        yield thing


def _told(stale: Iterator[memory.Stale], explain: Explain) -> Iterator[memory.Stale]:
    for one in stale:
        explain(one)
        yield one
