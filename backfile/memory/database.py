"""SQLite files that are caches: opened whatever has become of them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

_VERSION = 3
_HELD = 16_000
"KB of a file that may be held: what is written in no order goes to the disk once, not each time it is full."
TABLES = """
CREATE TABLE outputs (path TEXT PRIMARY KEY, template BLOB, view BLOB, fields BLOB, part TEXT, key BLOB, shown BLOB,
    digest BLOB, size INT, mtime INT) WITHOUT ROWID;
CREATE TABLE templates (digest BLOB PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


def connect(file: Path, tables: str = TABLES, version: int = _VERSION) -> sqlite3.Connection:
    """The database in `file`, made anew where it is damaged or of another version; held in memory if it cannot be."""
    if file.is_symlink():
        remove(file)
    for _ in range(2):
        try:
            database = _opened(file, tables, version)
        except sqlite3.OperationalError:  # the disk is full or fails, another process holds it: no reason to remove it
            break
        except sqlite3.DatabaseError:
            database = None
        if database:
            return database
        remove(file)
    database = sqlite3.connect(":memory:")
    _begin(database, tables, version)
    return database


def _opened(file: Path, wanted: str, version: int) -> sqlite3.Connection | None:
    database = sqlite3.connect(file)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute(f"PRAGMA cache_size = -{_HELD}")
        (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not tables:
            _begin(database, wanted, version)
        (found,) = database.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        database.close()
        raise
    if found == version:
        return database
    database.close()
    return None


def _begin(database: sqlite3.Connection, tables: str, version: int) -> None:
    database.executescript(f"{tables}PRAGMA user_version = {version};")


def remove(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{file}{ending}").unlink()


def large(file: Path) -> bool:
    """Whether some thousand files are remembered."""
    try:
        return file.stat().st_size > 1 << 20
    except OSError:
        return False


class Rows:
    """The tables in `file`, started afresh where they turn out to be damaged."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._database = connect(file)
        self._process = os.getpid()
        self._copied: sqlite3.Connection | None = None
        "Another process's, of which this one is a copy: it may neither be used nor closed here."
        self._refused = False
        "The disk did not take all that was added."
        self.anew = False
        "Whether the tables turned out to be damaged."

    def __call__(self, query: str, *values: str, strict: bool = False) -> list[Any]:
        """What a query finds.

        A copy of the process that opened the tables opens them for itself, and mends nothing: where they are damaged it
        finds nothing, or raises `sqlite3.DatabaseError` if it is to be `strict`.
        """
        if os.getpid() != self._process:
            self._process, self._copied = os.getpid(), self._database
            self._database = connect(self._file)
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            if self._copied and strict:
                raise
            if self._copied:
                return []
            self.start_afresh()
            return self._database.execute(query, values).fetchall()

    def add(self, change: str, values: Iterable[tuple[Any, ...]]) -> None:
        """Makes a change for each of the values, as yet for this connection alone: see `kept`."""
        if self._refused:
            return
        try:
            self._database.executemany(change, values)
        except sqlite3.OperationalError:
            self._refused = True
        except sqlite3.DatabaseError:
            self.start_afresh()

    def kept(self) -> bool:
        """Keeps the changes, all of them or none; whether they are."""
        try:
            if not self._refused:
                self._database.commit()
                return True
        except sqlite3.Error:
            self._refused = True
        with suppress(sqlite3.Error):
            self._database.rollback()
        return False

    def start_afresh(self) -> None:
        self.anew = True
        self._database.close()
        remove(self._file)
        self._database = connect(self._file)

    def close(self) -> None:
        self._database.close()
