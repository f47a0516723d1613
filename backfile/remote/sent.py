"""What has been sent, in SQLite: path → digest of what was sent, and how it was listed then.

A path stands here before its file is sent, without a digest: whatever happens, what we wrote is known, and only that is
ever removed. Where this is lost, nothing there is removed, and what cannot be told to be the same is sent again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from backfile.memory import database
from backfile.remote.place import Stamp

_TABLES = "CREATE TABLE sent (path TEXT PRIMARY KEY, digest BLOB, size INT, tag TEXT) WITHOUT ROWID;\n"


class Sent:
    def __init__(self, file: Path) -> None:
        self._database = database.connect(file, _TABLES, version=2)

    def all(self) -> dict[str, tuple[bytes, Stamp]]:
        try:
            rows = self._database.execute("SELECT path, digest, size, tag FROM sent").fetchall()
        except sqlite3.Error:
            return {}
        return {path: (digest, (size, tag)) for path, digest, size, tag in rows}

    def begin(self, paths: Iterable[str]) -> None:
        """They are about to be sent."""
        self._change("INSERT OR REPLACE INTO sent VALUES (?, x'', 0, '')", ((path,) for path in paths))

    def keep(self, files: Iterable[tuple[str, bytes, Stamp]]) -> None:
        """They stand there: path, digest, and how it is listed."""
        rows = ((path, digest, *stamp) for path, digest, stamp in files)
        self._change("INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?)", rows)

    def forget(self, paths: Iterable[str]) -> None:
        self._change("DELETE FROM sent WHERE path = ?", ((path,) for path in paths))

    def close(self) -> None:
        self._database.close()

    def _change(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        with suppress(sqlite3.Error), self._database as change:  # a full disk: they are sent again next time
            change.executemany(statement, rows)
