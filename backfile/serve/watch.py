"""Sees what is saved in an archive, through the operating system's own notices: idle, it costs nothing."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from livereload.watcher import Watcher
from watchfiles import watch

_FOLDERS = ("content", "seeds", "comments", "templates", "static")
_FILES = ("pyproject.toml", "names.toml", "tags.toml", "stories.toml")
_STEP = 50
"Milliseconds without another save after which a burst of them is over."
_IDLE = 5.0
"Seconds without a save after which what was left undone is done."
_LONGEST = 1_000
"Milliseconds after which a stream of saves without such a pause is built as far as it has come."


class Saved(Protocol):
    """Builds; says whether nothing is left undone."""

    def __call__(self, watch: Watch, saved: Collection[Path], /, *, idle: bool) -> bool: ...


class Watch(Watcher):  # type: ignore[misc]  # livereload carries no types
    """livereload's watcher with watchfiles behind it: `start` returns True, so that livereload polls nothing.

    `saved` is called, in one thread at a time, after each burst of saves; and if it says that it left something undone,
    once more, `idle`, when there was none for a while.
    """

    def __init__(self, root: Path, saved: Saved) -> None:
        super().__init__()
        self._root = root
        self._saved = saved
        self._end = threading.Event()
        self._regroup = threading.Event()
        self._one_build = threading.Lock()
        self._polling: bool | None = None
        self._idle: threading.Timer | None = None

    @property
    def ended(self) -> bool:
        return self._end.is_set()

    @contextmanager
    def first(self) -> Iterator[None]:
        """Watch from here on, but let no build begin before the block is done."""
        with self._one_build:
            self.start(lambda: None)
            yield

    def start(self, callback: Callable[[], None]) -> bool:
        for target in (self._watch_folders, self._watch_root):
            threading.Thread(target=target, daemon=True).start()
        return True

    def stop(self) -> None:
        """No build begins after this; one that is running is given two seconds."""
        self._end.set()
        self._regroup.set()
        if self._idle:
            self._idle.cancel()
        self._one_build.acquire(timeout=2)

    def _watch_folders(self) -> None:
        """What lies in the archive's folders, at any depth. Begun anew when one of them comes or goes."""
        while not self.ended:
            self._regroup.clear()
            there = [folder for name in _FOLDERS if (folder := self._root / name).is_dir()]
            if not there:
                self._regroup.wait()
                continue
            for paths in self._notices(*there, stop=self._regroup):
                if saved := list(filter(_matters, paths)):
                    self._build(saved)

    def _watch_root(self) -> None:
        """The settings and lists at the archive's top, and its folders coming and going."""
        while not self.ended:
            for paths in self._notices(self._root, stop=self._end, recursive=False):
                names = {path.name for path in paths}
                if names.intersection(_FOLDERS):
                    self._regroup.set()
                    self._end.wait(4 * _STEP / 1000)  # what is saved before the folder is watched is in this build
                if names.intersection((*_FILES, *_FOLDERS)):
                    self._build(paths)

    def _notices(self, *paths: Path, stop: threading.Event, recursive: bool = True) -> Iterator[list[Path]]:
        """Bursts of saves, until `stop`; ended early by a folder that goes, or where the system will not watch."""
        try:
            for changes in watch(
                *paths,
                step=_STEP,
                debounce=_LONGEST,
                stop_event=stop,
                recursive=recursive,
                raise_interrupt=False,
                force_polling=self._polling,
                ignore_permission_denied=True,
            ):
                yield [Path(path) for _, path in changes]
        except FileNotFoundError:
            self._end.wait(_STEP / 1000)
        except (OSError, RuntimeError) as error:
            if self._polling:
                raise
            self._polling = True
            print(
                f"Warning: the system sends no notices of saves ({error}): looking for them instead.", file=sys.stderr
            )

    def _build(self, saved: Collection[Path] = (), *, idle: bool = False) -> None:
        if self._idle:
            self._idle.cancel()
        with self._one_build:
            if not self.ended and not self._saved(self, saved, idle=idle):
                self._idle = threading.Timer(_IDLE, self._build, kwargs={"idle": True})
                self._idle.daemon = True
                self._idle.start()


def _matters(path: Path) -> bool:
    """Editors' own files, and what import remembers, are nobody's save."""
    return not (path.name.startswith((".", "#", "~")) or path.name.endswith(("~", ".swp", ".tmp"))) and (
        ".imported" not in path.parts
    )
