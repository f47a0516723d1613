"""One process at work on some pages after others.

Desk(theme, stage, public).render([look])    → [Output(path="2025/06/x/index.html", …, changed=True)]
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import Protocol

from backfile.errors import InputError, Problem
from backfile.memory import Look, Output, digest
from backfile.model import Page
from backfile.publish.disk import put


class Renderer(Protocol):
    """What is asked of a theme here."""

    def render(self, page: Page, /) -> bytes: ...


_TOGETHER = 16
"Pages of which the views are held."
_AT_ONCE = 1 << 20
"Bytes of pages that wait to be written."

Result = Output | tuple[Problem, ...]
"A rendered file, or what is wrong with its page."


class Desk:
    """One process's means of rendering: a theme, the stage to write to, the output folder to compare with."""

    def __init__(self, theme: Renderer, folder: Path, output: Path) -> None:
        self._theme, self._folder, self._output = theme, f"{folder}{os.sep}", output
        self._made: set[str] = set()
        "Folders of the stage."

    def render(self, looks: Sequence[Look]) -> list[Result]:
        """Each page's file, staged if it differs from what stands in the output folder, or what is wrong with it.

        Some are rendered before the first is written: what an act works with is at hand still when it is done again.
        Page by page a build takes a twelfth longer.
        """
        results: list[Result] = []
        waiting: list[tuple[Look, bytes | tuple[Problem, ...]]] = []
        size = 0
        for look in looks:
            content = self._content(look)
            waiting.append((look, content))
            size += len(content)
            if size > _AT_ONCE:
                results += self._staged(waiting)
                waiting, size = [], 0
        return [*results, *self._staged(waiting)]

    def one(self, look: Look) -> Result:
        """As `render`, of one page."""
        return self.render([look])[0]

    def _content(self, look: Look) -> bytes | tuple[Problem, ...]:
        try:
            return self._theme.render(look.page)
        except InputError as error:
            return error.problems

    def _staged(self, made: Iterable[tuple[Look, bytes | tuple[Problem, ...]]]) -> list[Result]:
        return [self._kept(look, content) if isinstance(content, bytes) else content for look, content in made]

    def _kept(self, look: Look, content: bytes) -> Output:
        path = look.path
        stat = _same(self._output / path, content) if look.standing else None
        changed = stat is None
        if stat is None:
            stat = self._put(path, content)
        return Output(path, look.made_from, digest(content), len(content), stat.st_mtime_ns, changed)

    def _put(self, path: str, content: bytes) -> os.stat_result:
        """Most pages have a folder of their own: it is made before anybody looks for it."""
        folder = path.rpartition("/")[0]
        if folder and folder not in self._made:
            if folder.rpartition("/")[0] in self._made:
                self._made.add(folder)
                with suppress(OSError):  # there already; or `put` tells what is the matter
                    os.mkdir(self._folder + folder)  # noqa: PTH102
            else:
                self._made.update(accumulate(folder.split("/"), "{}/{}".format))
        return put(self._folder + path, content)


def light(look: Look) -> bool:
    """Whether a page's view and its file are small: of data files and copies they are not."""
    return look.page.template.endswith(".html") or look.page.template == "card"


def together(looks: Iterable[Look]) -> Iterator[list[Look]]:
    """Some at a time; each that is not `light` by itself."""
    some: list[Look] = []
    for look in looks:
        small = light(look)
        some += [look] if small else []
        if some and not (small and len(some) < _TOGETHER):
            yield some
            some = []
        if not small:
            yield [look]
    if some:
        yield some


def _same(file: Path, content: bytes) -> os.stat_result | None:
    """The stat of `file` if it holds `content`."""
    try:
        stat = file.stat()
        return stat if stat.st_size == len(content) and file.read_bytes() == content else None
    except OSError:  # unreadable, or gone since the build began: it is then written anew
        return None
