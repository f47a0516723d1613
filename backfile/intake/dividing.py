"""What one process does with a seed: read, decoded, divided, tagged, made ready."""

from __future__ import annotations

from backfile import content, knowledge, seeds
from backfile.config import Site
from backfile.content import Ready
from backfile.errors import Problem

Task = tuple[int, seeds.Capture]
"A capture and its place in the order."
Made = tuple[int, Ready | Problem]


class Divider:
    def __init__(self, site: Site) -> None:
        self._site = site

    def divide(self, task: Task) -> Made:
        """The dump, or why there is none."""
        number, capture = task
        seed = seeds.seed(self._site, capture)
        if isinstance(seed, Problem):
            return number, seed
        divided = knowledge.tag(seeds.divide(seed, self._site.settings.lang))
        return number, content.ready(divided, keep_scripts=self._site.settings.slug_unicode)
