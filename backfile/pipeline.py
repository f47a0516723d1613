"""Build the news archive: seeds → content → archive → pages → public.

The table of contents: the only module that knows the order of the stages, and it holds no detail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from backfile import (
    account,
    catalogue,
    check,
    comments,
    content,
    knowledge,
    language,
    memory,
    plan,
    publish,
    rulings,
    search,
    seeds,
    study,
    templates,
)
from backfile.config import Site
from backfile.errors import Problem
from backfile.model import Divided

if TYPE_CHECKING:
    from backfile.knowledge.kept import Kept

Progress = Callable[[str, int], object]
"Told what is being done and how much of it is."
Explain = Callable[[memory.Stale], object]
"Told each page that is rendered, and why."


def ingest(site: Site, progress: Progress) -> tuple[content.Report, list[Problem]]:
    """Seeds → content. What a person has edited is left alone. Also returns what was odd about the seeds."""
    odd: list[Problem] = []
    with publish.locked(site), check.completing(site):
        dumps = seeds.read(site, odd)  # decoded, hashed
        divided = (seeds.divide(dump, site.settings.lang) for dump in dumps)  # with every character accounted for
        tagged = map(knowledge.tag, divided)
        return content.write(_noted(tagged, odd, progress), site), sorted(odd)


def build(
    site: Site, progress: Progress, explain: Explain, *, fresh: bool = False, jobs: int = 0, kept: Kept | None = None
) -> publish.Report:
    """Content → the site. Renders what is stale into a stage, then commits it whole.

    `kept`: what this process knows from its last build.
    """
    with publish.locked(site), check.completing(site):
        publish.check_output(site)
        publish.recover(site)
        theme = templates.load(site)
        with memory.open(site) as remembered:
            inputs = memory.fingerprint(site, theme.templates_files(), theme.engine)
            if not fresh and remembered.inputs_unchanged(inputs):
                return publish.Report(remembered.pages)
            settled = content.settle(site)  # ids for handwritten articles, aliases for moved ones
            ruled = rulings.tags(site)
            articles = rulings.tagged(content.read(site), ruled)
            archive = rulings.nested(
                catalogue.arrange(articles, site), ruled
            )  # all problems before anything is written
            threads = comments.read(site, {article.id for article in archive.articles})
            said, puzzles = study.facts(archive, site, progress, jobs=jobs, kept=kept)  # only texts that are new
            known = knowledge.derive(archive, said, study.texts(archive, site), *rulings.of(archive, site), kept)
            theme = theme.offering(plan.offers(known))
            index = search.index(archive, site, progress)  # only the parts whose articles changed
            pages = plan.pages(archive, known, site, theme, index, threads)  # lazy: nothing is rendered yet
            stale = _told(remembered.stale(pages, theme, fresh=fresh), explain)
            rendered = partial(progress, "Pages rendered:")
            staged = publish.stage(stale, theme, site, jobs=jobs, progress=rendered, load=theme.elsewhere)
            report = publish.commit(staged, remembered, site, (*language.problems(site), *settled.notes, *puzzles))
            if inputs:
                remembered.remember_inputs(inputs)
            return report


def accounts(site: Site) -> tuple[list[account.Report], list[Problem], int]:
    """What took every character of every seed; seeds that could not be read; how many stretches nothing took."""
    odd: list[Problem] = []
    divided = list(map(seeds.divide, seeds.read(site, odd)))
    reports = [account.report(each, content.ids(each, site)) for each in divided]
    return reports, odd, sum(len(account.unaccounted(each)) for each in divided)


def _noted(divided: Iterator[Divided], odd: list[Problem], progress: Progress) -> Iterator[Divided]:
    for done, each in enumerate(divided, 1):
        odd += each.warnings
        progress("Seeds read:", done)
        yield each


def _told(stale: Iterator[memory.Stale], explain: Explain) -> Iterator[memory.Stale]:
    for one in stale:
        explain(one)
        yield one
