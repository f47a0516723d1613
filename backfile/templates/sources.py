"""Where the theme's files lie, and what they say.

archive/templates/article.html   before   built-in templates/article.html
archive/static/site.css          before   built-in static/site.css

Only regular files count: a symbolic link, a pipe or a socket is not followed, and of dotfiles only those that hosts
ask for are looked at.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from backfile import __version__, versions
from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.model import Record

_PACKAGE = Path(__file__).parent.parent
# The parts of the program that decide what a page looks like, beside its template and its view.
_RENDERERS = (
    *(
        "templates",
        "writers",
        "feeds",
        "citations",
        "prose",
        "dates",
        "urls",
        "views",
        "model",
        "content",
        "comments",
        "language",
    ),
)
_LIBRARIES = ("jinja2", "markdown", "nh3", "babel", "slugify", "text_unidecode")
# Of a module: its text, its catalogues and its lists.
_READ = (".py", ".po", ".txt")
_DOTFILES = frozenset({".well-known", ".nojekyll", ".htaccess"})


class Source(Record, frozen=True):
    """One template, read once: a build sees one state of the theme, however long it takes."""

    name: str
    "`article.html`, `parts/card.html`."
    path: str
    "As the user knows it."
    text: str
    given: bool = False
    "Of the built-in theme, in an archive elsewhere: the program's own tests have looked it over."


def folders(site: Site, kind: str) -> tuple[Path, ...]:
    """The folders that hold `templates` or `static`, the strongest first."""
    own, ours = site.root / kind, built_in(kind)
    return (own,) if own == ours else (own, ours)


def built_in(kind: str) -> Path:
    """The program's own folder of `templates` or `static`."""
    inside = _PACKAGE / "theme" / kind
    return inside if inside.is_dir() else _PACKAGE.parent / kind


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """(name with forward slashes, path) of each regular file below `folder`, by name."""
    if folder.is_symlink():
        return
    found = []
    for place, inner, names in os.walk(folder):
        inner[:] = filter(_wanted, inner)
        for name in filter(_wanted, names):
            path = Path(place, name)
            if path.is_file() and not path.is_symlink():
                found.append((path.relative_to(folder).as_posix(), path))
    yield from sorted(found)


def _wanted(name: str) -> bool:
    return not name.startswith(".") or name in _DOTFILES


def strongest(site: Site, kind: str) -> dict[str, Path]:
    """name → the file that stands for it, by name."""
    found: dict[str, Path] = {}
    for folder in reversed(folders(site, kind)):
        found.update(files(folder))
    return dict(sorted(found.items()))


def read(site: Site) -> tuple[Source, ...]:
    """Every template, by name. Raises `InputError` with all that cannot be read."""
    found = []
    problems = [
        Problem(site.shown(path), 0, *why) for kind in ("templates", "static") for path, why in _odd(site, kind)
    ]
    ours = built_in("templates")
    for name, path in strongest(site, "templates").items():
        shown = site.shown(path)
        given = path.is_relative_to(ours) and not ours.is_relative_to(site.root)
        try:
            data = path.read_bytes()
            found.append(Source(name, shown, data.decode("utf-8-sig"), given))
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            problems.append(Problem(shown, line, "is not UTF-8", "save it as UTF-8"))
        except OSError as error:
            problems.append(Problem(shown, 0, f"cannot be read: {error.strerror}", "check its permissions"))
    if problems:
        raise InputError(problems)
    return tuple(found)


def _odd(site: Site, kind: str) -> Iterator[tuple[Path, tuple[str, str]]]:
    """What lies in the archive's own folder and is no regular file: what it is, and what to do."""
    folder = site.root / kind
    walked = [] if folder.is_symlink() else os.walk(folder)
    inside = (Path(place, name) for place, inner, names in walked for name in (*inner, *names) if _wanted(name))
    for path in (folder, *inside):
        if path.is_symlink():
            yield path, ("is a symbolic link, which is not followed", "put a copy in its place")
        elif path.exists() and not path.is_dir() and not path.is_file():
            yield path, ("is not an ordinary file", f"take it out of {kind}/")


def digest(parts: Iterable[str]) -> str:
    """Hex digest of a sequence of strings; no two sequences share their bytes."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.hexdigest()


@lru_cache(maxsize=1)
def engine() -> str:
    """A digest of the program as far as it renders, and of the libraries that it renders with."""
    parts = [__version__]
    for name in _RENDERERS:
        module = _PACKAGE / f"{name}.py"
        inside = sorted(file for file in (_PACKAGE / name).rglob("*") if file.suffix in _READ)
        for path in inside or (module,):
            parts += (path.relative_to(_PACKAGE).as_posix(), path.read_text("utf-8"))
    return digest([*parts, *map(versions.library, _LIBRARIES)])
