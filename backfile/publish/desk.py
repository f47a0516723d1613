"""One process at work on one page after another.

Desk(theme, stage, public).render(page)    → Output(path="2025/06/x/index.html", …, changed=True)
"""

from __future__ import annotations

import os
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


Result = Output | tuple[Problem, ...]
"A rendered file, or what is wrong with its page."


class Desk:
    """One process's means of rendering: a theme, the stage to write to, the output folder to compare with."""

    def __init__(self, theme: Renderer, folder: Path, output: Path) -> None:
        self._theme, self._folder, self._output = theme, f"{folder}{os.sep}", output
        self._made: set[str] = set()
        "Folders of the stage."

    def render(self, look: Look) -> Result:
        """The page's file, staged if it differs from what stands in the output folder, or what is wrong with it."""
        try:
            content = self._theme.render(look.page)
        except InputError as error:
            return error.problems
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


def _same(file: Path, content: bytes) -> os.stat_result | None:
    """The stat of `file` if it holds `content`."""
    try:
        stat = file.stat()
        return stat if stat.st_size == len(content) and file.read_bytes() == content else None
    except OSError:  # unreadable, or gone since the build began: it is then written anew
        return None
