"""What a person sees: results on stdout; problems, warnings and progress on stderr, progress only on a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from backfile import cards
from backfile.errors import Problem, visible

if TYPE_CHECKING:
    from backfile.config import Site
    from backfile.content import Report as Imported
    from backfile.memory import Look
    from backfile.publish import Report as Built

_COUNTS = ("created", "updated", "unchanged", "spared", "moved", "deleted", "lost")
_NEWS = ("created", "updated", "moved", "lost")

_PAUSE = 0.1
"Seconds between two looks of the line that tells of progress."

Progress = Callable[[str, int], object]
"Told what is going on and how many are done."


class Console:
    """`quiet` prints problems only; `explain` says why each page is rendered."""

    def __init__(self, *, quiet: bool = False, explain: bool = False) -> None:
        self._quiet = quiet
        self._explain = explain
        self._told: frozenset[Problem] = frozenset()

    def say(self, line: str) -> None:
        if not self._quiet:
            try:
                print(visible(line), flush=True)
            except BrokenPipeError:  # whoever read our output has gone, as `| head` does: the work goes on untold
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def warn(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            print(f"Warning: {problem}" if sys.stderr.isatty() else str(problem), file=sys.stderr)

    def imported(self, report: Imported, odd: Iterable[Problem]) -> None:
        self.warn((*odd, *report.notes))
        self.say(f"Imported: {_counted(report, _COUNTS) or 'nothing'}.")

    def explained(self, look: Look) -> None:
        """Print why one page is rendered, if that was asked for."""
        if self._explain:
            self.say(f"{look.page.url}: {look.reason}")

    def built(self, report: Built, site: Site) -> None:
        self.warn(report.warnings)
        same = report.rendered - report.written
        self.say(
            f"Built: {report.pages:,} files, {report.rendered:,} rendered"
            + (f" ({same:,} of them as they were)" if same else "")
            + (f", {len(report.removed):,} removed" if report.removed else "")
            + "."
        )
        if site.settings.search and not site.pagefind:
            self.say("The site has no search, for Pagefind is not installed: pip install 'pagefind_bin>=1.5.2,<1.6'")
        if missing := cards.missing(site.settings):
            self.say(missing)
        if not site.settings.url:
            self.say(
                "No “url” is set in pyproject.toml, so nothing absolute is written: no canonical links, no sitemap."
            )
        if site.remote:
            withdrawn = f", {report.withdrawn:,} removed there" if report.withdrawn else ""
            self.say(f"Sent: {report.sent:,} files{withdrawn}.")
        self.say(f"The site is {'at' if site.remote else 'in'} {site.where}.")

    def rebuilt(self, imported: Imported, odd: Iterable[Problem], built: Built, rendered: Sequence[str]) -> None:
        """One line on a build while previewing, none if it changed nothing; only such warnings as are new."""
        problems = frozenset((*odd, *imported.notes, *built.warnings))
        self.warn(sorted(problems - self._told))
        self._told = problems
        if news := _counted(imported, _NEWS):
            self.say(f"Imported: {news}.")
        if built.written or built.removed:
            pages = [url for url in rendered if url.endswith("/")] or rendered or ["nothing"]
            more = f" and {len(rendered) - 1:,} more" if len(rendered) > 1 else ""
            removed = f", {len(built.removed):,} removed" if built.removed else ""
            self.say(f"Rebuilt: {pages[0]}{more}{removed}.")

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A line on a terminal that keeps up with what is done; elsewhere nothing.

        Whoever tells it draws it, ten times a second at most: beside a thread of its own no process could be copied.
        """
        if self._quiet or self._explain or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
            yield lambda stage, done: None
            return
        from rich.console import Console as Terminal
        from rich.live import Live

        with Live("", console=Terminal(stderr=True), auto_refresh=False, transient=True) as live:
            drawn = 0.0

            def tell(stage: str, done: int) -> None:
                nonlocal drawn
                now = time.monotonic()
                if now - drawn >= _PAUSE:
                    drawn = now
                    live.update(f"{stage} {done:,}", refresh=True)

            yield tell


def _counted(report: Imported, names: Iterable[str]) -> str:
    """`3 created, 1 updated`: the counts that are not nought."""
    counts = {name: getattr(report, name) for name in names}
    return ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
