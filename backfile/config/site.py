"""An archive's folder, and where in it everything stands."""

from __future__ import annotations

import os
import re
from functools import cached_property
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from backfile.config.settings import Settings
from backfile.errors import UsageError
from backfile.processes import Engine

ENGINES = ("pagefind_bin_extended", "pagefind_bin")
"Packages that bring Pagefind, the better first: the extended one divides Chinese and Japanese into words."


class Site(msgspec.Struct, frozen=True, dict=True):
    """An archive's folder and its settings: what every stage that touches the disk is given."""

    root: Path
    settings: Settings
    offline: bool = False
    "Links name `index.html`, so that the folder works when opened from disk."
    elsewhere: str = ""
    "Where this run puts the site in the place of the settings' `output`: an absolute path or a URL."
    engine: Engine | None = None
    "Processes that work beside this one, if they are not this machine's."

    @cached_property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @cached_property
    def content(self) -> Path:
        return self.root / "content"

    @cached_property
    def output(self) -> Path:
        """The folder that the site is written to. What goes to a URL is written to a copy here first."""
        return self.kept / "site" if self.remote else self.root / (self.elsewhere or self.settings.output)

    @property
    def remote(self) -> str:
        """The URL that the site goes to; empty where it stays on this machine."""
        return self.elsewhere if "://" in self.elsewhere else ""

    @property
    def where(self) -> str:
        """Where the site goes, as a person is told: a folder, or a URL without its password."""
        return re.sub(r"//[^/@]*@", "//", self.remote) or f"{self.shown(self.output)}/"

    @cached_property
    def work(self) -> Path:
        """`.backfile/`: caches, build memory and stage; deleting it costs time, never data."""
        return self.root / ".backfile"

    @cached_property
    def kept(self) -> Path:
        """The memory, the journal and the stage of one output: `.backfile/`, or a folder in it for each `elsewhere`."""
        name = blake2b(self.elsewhere.encode(errors="surrogatepass"), digest_size=6).hexdigest()
        return self.work / "outputs" / name if self.elsewhere else self.work

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


def redirected(site: Site, place: str) -> Site:
    """The same archive, its site put into another folder or to a URL. `UsageError` where `place` can be neither.

    A folder is meant from the current one, as on any command line; `file:///x` is the folder `/x`.
    """
    url = urlsplit(place) if "://" in place else None
    if not place or not place.isprintable() or (url and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", url.scheme)):
        raise UsageError(f"--output cannot be “{place}” — give a folder, or a URL such as s3://bucket/folder")
    if url and url.scheme.lower() not in ("file", "local"):
        return msgspec.structs.replace(site, elsewhere=place.rstrip("/"))
    folder = Path(os.path.abspath(unquote(url.path) if url else place))  # noqa: PTH100 - links are not followed here
    return site if folder == site.output else msgspec.structs.replace(site, elsewhere=str(folder))


def _installed(package: str) -> str:
    """`pagefind_bin-1.5.2.dist-info`, found by a listing: asking `importlib.metadata` would cost 20 ms."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return ""
    with os.scandir(Path(spec.origin).parent.parent) as found:
        return max((e.name for e in found if e.name.startswith(f"{package}-")), default=package)
