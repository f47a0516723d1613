"""The output folder against its manifest.

public/2025/06/x/index.html: has changed since it was built — the next build replaces it: change what it is made from
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress

from backfile.config import Site
from backfile.errors import Problem
from backfile.memory import database
from backfile.memory.folders import standing
from backfile.memory.outputs import digest_of, hidden


def differences(site: Site) -> Iterator[Problem]:
    """Where the output folder is not as the last build left it, in order. Every file is read."""
    there = standing(site.output)
    known: dict[str, bytes] = {}
    file = site.kept / "memory.sqlite"
    if file.exists():
        with suppress(sqlite3.Error), closing(database.connect(file)) as remembered:
            known = dict(remembered.execute("SELECT path, digest FROM outputs"))
    if not known:
        if there:
            yield Problem(site.shown(site.output), 0, "cannot be checked: its build is not remembered", "build again")
        return
    for path in sorted(known.keys() | there.keys()):
        name = site.shown(site.output / path)
        if path not in there:
            yield Problem(name, 0, "is missing", "build again")
        elif path in known:
            if digest_of(site.output / path, there[path]) != known[path]:
                hint = "the next build replaces it: change what it is made from"
                yield Problem(name, 0, "has changed since it was built", hint)
        elif not hidden(path):
            yield Problem(name, 0, "is no part of the site", "the next build removes it: keep such files in static/")
