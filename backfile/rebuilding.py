"""What `serve` does whenever something was saved: import and build, or a glance at what was saved before that.

rebuild = Rebuilding(site, …)
rebuild(whole=False, saved={Path("content/2025/06/x.md")})      → Rebuilt(site, changed=True, whole=False)
"""

from __future__ import annotations

import gc
from collections.abc import Collection
from pathlib import Path

from backfile import config, content, glance, pipeline, seeds
from backfile.config import Site
from backfile.console import Console
from backfile.errors import Problem
from backfile.memory import Look
from backfile.serve import Rebuilt

_SMALL = 2000
"Files of a site that is built whole while one waits to see what was saved."


class Rebuilding:
    """One archive, built again and again. What was told of its problems is not told again."""

    def __init__(self, site: Site, *, jobs: int, fresh: bool, quiet: bool, explain: bool) -> None:
        self._site, self._jobs, self._fresh = site, jobs, fresh
        self._console = Console(quiet=quiet, explain=explain)
        self._held = glance.Held()
        self._rendered: list[str] = []
        self._pages = 0
        self._seen: tuple[object, object] = (0, site.settings)
        "The state of the seeds and the settings that they were imported by."
        self._imported = content.Report()
        self._odd: list[Problem] = []

    def __call__(self, *, whole: bool, saved: Collection[Path] = ()) -> Rebuilt:
        """By the settings as they are now. A small site is always built whole."""
        now = config.load(self._site.root, offline=self._site.offline)
        self._rendered.clear()
        whole = whole or self._pages < _SMALL
        if not whole and not self._fresh and (report := glance.taken(now, self._held, saved, self._explained)):
            self._console.rebuilt(content.Report(notes=self._imported.notes), self._odd, report, self._rendered)
            return Rebuilt(now, changed=bool(report.written or report.removed), whole=False)
        with self._console.progress() as progress:
            there = seeds.stamp(now), now.settings
            if whole or there != self._seen:
                self._imported, self._odd = pipeline.ingest(now, progress, jobs=self._jobs)
                self._seen = there
            else:
                self._imported = content.Report(notes=self._imported.notes)
            report = pipeline.build(
                now, progress, self._explained, fresh=self._fresh, jobs=self._jobs, held=self._held, whole=whole
            )
        self._pages = report.pages
        gc.freeze()  # to look over what is kept takes a second at 10,000 articles
        self._console.rebuilt(self._imported, self._odd, report, self._rendered)
        idle = self._pages >= _SMALL and not saved
        changed = any(map(_is_seen, self._rendered)) if idle else bool(report.written)
        return Rebuilt(now, changed=changed or bool(report.removed), whole=whole)

    def _explained(self, look: Look) -> None:
        self._rendered.append(look.page.url)
        self._console.explained(look)


def _is_seen(url: str) -> bool:
    """Whether it is a page that somebody may have open while search and data files follow."""
    return url.endswith("/") and url != "/search/"
