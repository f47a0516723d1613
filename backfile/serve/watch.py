"""Sees what is saved in an archive, through the operating system's own notices: idle, it costs nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from livereload.watcher import Watcher
from watchfiles import watch

from backfile.config import Site

_FOLDERS = ("content", "seeds", "comments", "templates", "static")
_FILES = ("pyproject.toml", "names.toml", "tags.toml", "stories.toml")
# A burst of saves settles within 50 ms; a longer stream of them is built at least every 400 ms.
_STEP, _DEBOUNCE = 50, 400


class Watch(Watcher):  # type: ignore[misc]  # livereload carries no types
    """livereload's watcher with watchfiles behind it: `start` returns True, so that nothing is polled."""

    def __init__(self, site: Site, changed: Callable[[], None]) -> None:
        super().__init__()
        self._site = site
        self._changed = changed
        self._end = threading.Event()
        self._regroup = threading.Event()
        self._one_build = threading.Lock()
        self._tasks: dict[str, object] = {str(site.root): {}}  # else livereload watches the working directory

    def start(self, callback: Callable[[], None]) -> bool:
        for target in (self._folders, self._root):
            threading.Thread(target=target, daemon=True).start()
        return True

    def stop(self) -> None:
        self._end.set()
        self._regroup.set()

    def _folders(self) -> None:
        """What lies in the archive's folders, at any depth. Begun anew when one of them comes or goes."""
        while not self._end.is_set():
            self._regroup.clear()
            there = [folder for name in _FOLDERS if (folder := self._site.root / name).is_dir()]
            if not there:
                self._regroup.wait()
                continue
            notices = watch(*there, step=_STEP, debounce=_DEBOUNCE, stop_event=self._regroup, raise_interrupt=False)
            for changes in notices:
                if any(_matters(Path(path)) for _, path in changes):
                    self._build()

    def _root(self) -> None:
        """The settings and lists at the archive's top, and its folders coming and going."""
        for changes in watch(
            self._site.root,
            recursive=False,
            step=_STEP,
            debounce=_DEBOUNCE,
            stop_event=self._end,
            raise_interrupt=False,
        ):
            names = {Path(path).name for _, path in changes}
            if names.intersection(_FOLDERS):
                self._regroup.set()
            if names.intersection((*_FILES, *_FOLDERS)):
                self._build()

    def _build(self) -> None:
        with self._one_build:
            self._changed()


def _matters(path: Path) -> bool:
    """Editors' own files, and what import remembers, are nobody's save."""
    return not (path.name.startswith((".", "#", "~")) or path.name.endswith(("~", ".swp", ".tmp"))) and (
        ".imported" not in path.parts
    )
