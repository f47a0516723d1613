"""Build the news archive: seeds → content → archive → pages → public.

The table of contents: the only module that knows the order of the stages, and it holds no detail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from functools import partial

from backfile import (
    account,
    catalogue,
    check,
    comments,
    content,
    glance,
    intake,
    knowledge,
    language,
    memory,
    plan,
    publish,
    remote,
    rulings,
    search,
    seeds,
    study,
    templates,
    walk,
)
from backfile.config import Site
from backfile.errors import Problem
from backfile.model import Archive, Known
from backfile.processes import processors

Progress = Callable[[str, int], object]
"Told what is being done and how much of it is."
Explain = Callable[[memory.Look], object]
"Told each page that is rendered, and why."


def ingest(site: Site, progress: Progress, *, jobs: int = 0) -> tuple[content.Report, list[Problem]]:
    """Seeds → content. What a person has edited is left alone. Also returns what was odd about the seeds."""
    odd: list[Problem] = []
    with publish.locked(site), check.completing(site):
        with intake.opened(site, odd, progress, jobs=jobs) as found:  # each by its digest
            report = content.write(found.seen, found.divide, site, jobs or processors())  # only what is new is divided
        return report, sorted(odd)


def build(
    site: Site,
    progress: Progress,
    explain: Explain,
    *,
    fresh: bool = False,
    jobs: int = 0,
    held: glance.Held | None = None,
    whole: bool = True,
) -> publish.Report:
    """Content → the site. Renders what is stale into a stage, then commits it whole.

    `held`: what this process holds from its last build. Unless `whole`, search and data files stay as they are.
    """
    with _begun(site, held) as ends, memory.open(site) as remembered:
        remembered.look_ahead()
        theme = templates.begun(site)
        walked = walk.content(site)
        program = memory.program(site, theme.engine)
        inputs = memory.fingerprint(site, theme, walked.files, program)
        if not fresh and remembered.inputs_unchanged(inputs):
            return remote.published(publish.Report(remembered.pages), remembered, site, progress)
        notes: list[Problem] = []
        parts: Sequence[memory.Part]
        if not fresh and (rest := remembered.rest(plan.STATIC, inputs, whole=whole)):
            parts, whole = plan.statics(site, theme), rest == "whole"
        else:
            theme, parts = _planned(
                *(site, theme, walked, program, progress, jobs, held, notes, ends), whole=whole, fresh=fresh
            )
        del walked  # of a million files, a third of a gigabyte
        spared = () if whole else plan.FOLLOWING
        stale = remembered.stale(parts, theme, fresh=fresh, told=explain, spared=spared)
        told = partial(progress, "Pages rendered:")
        staged = publish.stage(stale, theme, site, jobs=jobs, progress=told, made=remembered.made)
        report = publish.commit(staged, remembered, site, notes)
        remembered.remember_inputs(inputs, "whole" if whole else "shown")
        return remote.published(report, remembered, site, progress, fresh=fresh)  # where it goes to a URL


@contextmanager
def _begun(site: Site, held: glance.Held | None) -> Iterator[ExitStack]:
    """Nobody else builds it meanwhile, its output folder can be written, and what an earlier build left is mended."""
    with publish.locked(site), check.completing(site), held or nullcontext(), ExitStack() as ends:
        publish.check_output(site)
        remote.check(site)
        publish.recover(site)
        yield ends


def _planned(
    site: Site,
    theme: templates.Theme,
    walked: walk.Walked,
    program: bytes,
    progress: Progress,
    jobs: int,
    held: glance.Held | None,
    notes: list[Problem],
    ends: ExitStack,
    *,
    whole: bool,
    fresh: bool,
) -> tuple[templates.Theme, Sequence[memory.Part]]:
    """The theme with what this archive offers, and the parts of its site; `notes` gets what is odd."""
    apart = not held and jobs != 1 and study.worth(site, len(walked.articles), fresh=fresh)
    if not apart:
        theme.examine()
    articles, settled = content.articles(site, jobs or processors(), walked)  # each with an id; the moved with aliases
    ruled = rulings.tags(site)
    arranged = catalogue.arrange(rulings.tagged(articles, ruled), site)  # all problems, before a page is made
    archive = rulings.nested(arranged, ruled)
    threads = comments.read(site, set(archive.outlines.ids))
    find = partial(_known, site, archive, progress, jobs, held, fresh=fresh)
    shelf = plan.Shelf(archive, site)
    puzzles: tuple[Problem, ...] = ()
    if apart:
        known = ends.enter_context(study.coming(lambda: find()[0], len(archive.articles)))
        theme.examine()
        plan.ready(shelf)
    else:
        known, puzzles = find()
    theme = theme.offering(plan.offers(known))
    if held:
        held.built = glance.Built(site, theme, archive, known, threads, frozenset(theme.static()))
    index = search.index(archive, site, progress) if whole else None  # only the parts whose articles changed
    notes += (*language.problems(site), *settled.notes, *puzzles)
    return theme, plan.parts(shelf, known, theme, index, threads, program)


def _known(
    site: Site, archive: Archive, progress: Progress, jobs: int, held: glance.Held | None, *, fresh: bool
) -> tuple[Known, tuple[Problem, ...]]:
    """What the archive knows, as far as the settings ask for it, and a warning for each text that could not be read."""
    if site.settings.knowledge == "none":
        return knowledge.nothing(archive), ()
    with study.going_on(site, len(archive.articles), held.knowledge if held else None, fresh=fresh) as kept:
        said, puzzles = study.facts(archive, site, progress, jobs=jobs, kept=kept)  # only texts that are new
        of = study.texts(archive, site), *rulings.of(archive, site)
        return knowledge.derive(archive, said, *of, kept), puzzles


@contextmanager
def assisted(site: Site, scheduler: str) -> Iterator[Site]:
    """The archive, to be built with the workers of a Dask scheduler, all of whom see it and run this program."""
    from backfile import cluster

    with ExitStack() as connections:
        with publish.locked(site):
            site = connections.enter_context(cluster.connected(site, scheduler))
        yield site


def accounts(site: Site) -> tuple[list[account.Report], list[Problem], int]:
    """What took every character of every seed; seeds that could not be read; how many stretches nothing took."""
    odd: list[Problem] = []
    divided = list(map(seeds.divide, seeds.read(site, odd)))
    reports = [account.report(each, content.ids(each, site)) for each in divided]
    return reports, odd, sum(len(account.unaccounted(each)) for each in divided)
