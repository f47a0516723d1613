"""An archive's folder, and where in it everything stands."""

from __future__ import annotations

import os
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import msgspec

from backfile.config.settings import Settings

ENGINES = ("pagefind_bin_extended", "pagefind_bin")
"Packages that bring Pagefind, the better first: the extended one divides Chinese and Japanese into words."


class Site(msgspec.Struct, frozen=True, dict=True):
    """An archive's folder and its settings: what every stage that touches the disk is given."""

    root: Path
    settings: Settings
    offline: bool = False
    "Links name `index.html`, so that the folder works when opened from disk."

    @cached_property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @cached_property
    def content(self) -> Path:
        return self.root / "content"

    @cached_property
    def output(self) -> Path:
        return self.root / self.settings.output

    @cached_property
    def work(self) -> Path:
        """`.backfile/`: caches, build memory and stage; deleting it costs time, never data."""
        return self.root / ".backfile"

    @cached_property
    def pagefind(self) -> str:
        """What makes the search index, with its version; empty where search is off or Pagefind is not installed."""
        return next(filter(None, map(_installed, ENGINES)), "") if self.settings.search else ""

    @cached_property
    def names_model(self) -> str:
        """The spaCy pipeline that finds names, by its package's name or the path of its folder; empty without one."""
        folder = self.root / self.settings.names_model
        return (
            str(folder) if self.settings.names_model and (folder / "meta.json").is_file() else self.settings.names_model
        )

    def shown(self, path: Path) -> str:
        """`path` as the user knows it: relative to the archive's folder, forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()


def _installed(package: str) -> str:
    """`pagefind_bin-1.5.2.dist-info`, found by a listing: asking `importlib.metadata` would cost 20 ms."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return ""
    with os.scandir(Path(spec.origin).parent.parent) as found:
        return max((e.name for e in found if e.name.startswith(f"{package}-")), default=package)
