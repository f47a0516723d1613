"""What a preview shows at once: the pages of the articles that were saved, and static files, ahead of a whole build.

    pipeline.build(…, held=held)
    glance.taken(site, held, {Path("content/2025/06/x.md")}, …)      → a `Report`, or None where it takes a build

Lists, data files and whatever else was learned of the text follow with the next build, which finds the same or mends
it: nothing that it goes by says that a page seen at a glance is as it should be.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from msgspec import structs

from backfile import catalogue, check, content, memory, plan, publish, rulings, study, templates
from backfile.config import Site
from backfile.model import Archive, Article, Comment, Gathered, Known, Record

_MOST = 8
"Articles at a time; a build is sooner done than many glances."
_TELLING = ("id", "order", "period", "source", "lang", "certainty", "tags", "said")
"Of an outline: what other pages are made from, too."


class Built(Record, frozen=True):
    """What a build was of, and with."""

    site: Site
    theme: templates.Theme
    archive: Archive
    known: Known
    threads: Mapping[str, tuple[Comment, ...]]
    statics: frozenset[tuple[str, Path]]
    "Static files, by the names that they are published under."


class Held:
    """What a process that builds more than once holds."""

    def __init__(self) -> None:
        from backfile.knowledge import kept  # whose modules a single build may do without

        self.knowledge = kept.Kept()
        self.built: Built | None = None
        "What the last build was of; None where it failed."
        self._before: Built | None = None

    def __enter__(self) -> Held:
        """As a block: a build, that may say what it is of. If it says nothing, it is of the same as the last."""
        self._before, self.built = self.built, None
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        self.built = None if failed else self.built or self._before


def taken(
    site: Site, held: Held, saved: Collection[Path], explain: Callable[[memory.Look], object]
) -> publish.Report | None:
    """Renders what was `saved`, if pages of articles and static files are all that must be otherwise at once."""
    last = held.built
    if last is None or site != last.site or site.remote:
        return None
    standing = {Path(os.path.realpath(path)) for path in saved if os.path.lexists(path)}  # editors' own come and go
    folder, statics = Path(os.path.realpath(site.content)), {Path(os.path.realpath(file)) for _, file in last.statics}
    articles = {path for path in standing if path.is_relative_to(folder) and path.suffix == ".md"}
    if not standing or len(articles) > _MOST or standing - articles - statics or _gone(last, folder, saved):
        return None
    if last.statics != frozenset(last.theme.static()):
        return None
    with publish.locked(site), check.completing(site):
        now = _now(site, last, [file.relative_to(folder).with_suffix("").as_posix() for file in articles])
        if now is None:
            return None
        parts = [*_parts(site, last, now), *(plan.statics(site, last.theme) if standing - articles else ())]
        publish.recover(site)
        with memory.open(site) as remembered:
            stale = remembered.alone(parts, last.theme, told=explain)
            staged = publish.stage(stale, last.theme, site, jobs=1, made=remembered.made)
            return publish.commit(staged, remembered, site)


def _gone(last: Built, folder: Path, saved: Collection[Path]) -> bool:
    """Whether one of the articles is no longer where it was."""
    lost = {os.path.realpath(path) for path in saved if not os.path.lexists(path)}
    if not lost:
        return False
    return not lost.isdisjoint([str(folder / f"{path}.md") for path in last.archive.outlines.paths])


def _now(site: Site, last: Built, changed: list[str]) -> dict[int, Article] | None:
    """The articles as they are now, by position; None where one of them changes more than its own page."""
    now: dict[int, Article] = {}
    paths, ruled = last.archive.outlines.paths, rulings.tags(site)
    for path in changed:
        found = content.look(site, path)
        position = next((number for number, other in enumerate(paths) if other == path), None)
        if found is None or position is None:
            return None
        article = rulings.tagged(catalogue.gather([found]), ruled)[0]
        before, after = catalogue.outline(last.archive.articles[position]), catalogue.outline(article)
        if any(getattr(before, name) != getattr(after, name) for name in _TELLING):
            return None
        now[position] = article
    return now


def _parts(site: Site, last: Built, now: Mapping[int, Article]) -> Sequence[memory.Part]:
    if not now:
        return ()
    known = last.known
    if known.facts:
        said = {n: study.read(site, n, article) for n, article in now.items()}
        known = structs.replace(known, facts=tuple(said.get(n, facts) for n, facts in enumerate(known.facts)))
    before = last.archive.articles
    articles = Gathered(last.archive.outlines, lambda position: now.get(position) or before[position])
    archive = structs.replace(last.archive, articles=articles)
    return plan.alone(archive, known, site, last.threads, list(now))
