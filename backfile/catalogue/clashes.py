"""Paths that cannot stand beside one another, or beside the site's own pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from backfile import urls
from backfile.config import Site
from backfile.errors import Problem

# First segments that the site's own pages stand under, and folders of hosts that never reach a visitor.
RESERVED = frozenset(
    {"tags", "sources", "archive", "stories", "people", "places", "organisations", "search", "about", "data"}
)
_OWN_PAGE = re.compile(r"\d{4}(/\d{2})?|undated|404|[^/]*\.[^/]*")
# As import shelves articles: of these, none is the site's own and none lies in another.
_SHELVED = re.compile(r"(?:(?:[0-9]{4}/[0-9]{2}|undated)/[^/\n]+\n)*+")


def clashes(paths: Sequence[str], site: Site) -> Iterator[Problem]:
    """Of articles at `paths` below `content/`."""
    together = "".join([f"{path}\n" for path in paths])
    if _SHELVED.fullmatch(together) and len(set(together.casefold().split("\n"))) == len(paths) + 1:
        return
    taken: dict[str, str] = {}
    folder = site.shown(site.content)
    for path in paths:
        file = f"{folder}/{path}.md"
        if path.split("/")[0] in RESERVED or _OWN_PAGE.fullmatch(path):
            where = urls.article(path)
            yield Problem(file, 0, f"its URL {where} belongs to the site's own pages", "move or rename the file")
        key = path.casefold()
        if key in taken:
            hint = "rename one: some hosts and disks do not tell capitals apart"
            yield Problem(file, 0, f"has the same URL as {taken[key]}", hint)
        taken[key] = file
    inside = {place: taken[place] for place in _folders(taken) if place in taken}
    for path in paths if inside else ():
        for place in _folders((path.casefold(),)):
            if place in inside:
                what = f"its URL lies inside that of {inside[place]}"
                yield Problem(f"{folder}/{path}.md", 0, what, "move one")


def _folders(paths: Iterable[str]) -> set[str]:
    """Every folder that one of `paths` lies in, at any depth."""
    found: set[str] = set()
    for folder in {path.rpartition("/")[0] for path in paths}:
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
