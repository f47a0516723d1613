"""SQLite files that are caches: opened whatever has become of them."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

_VERSION = 2
TABLES = """
CREATE TABLE outputs (path TEXT PRIMARY KEY, template BLOB, view BLOB, fields BLOB, part TEXT, key BLOB,
    digest BLOB, size INT, mtime INT) WITHOUT ROWID;
CREATE TABLE templates (digest BLOB PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


def connect(file: Path, tables: str = TABLES) -> sqlite3.Connection:
    """The database in `file`, made anew where it is damaged or of another version; held in memory if it cannot be."""
    if file.is_symlink():
        remove(file)
    for _ in range(2):
        try:
            database = _opened(file, tables)
        except sqlite3.OperationalError:  # the disk is full or fails, another process holds it: no reason to remove it
            break
        except sqlite3.DatabaseError:
            database = None
        if database:
            return database
        remove(file)
    database = sqlite3.connect(":memory:")
    _begin(database, tables)
    return database


def _opened(file: Path, wanted: str) -> sqlite3.Connection | None:
    database = sqlite3.connect(file)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not tables:
            _begin(database, wanted)
        (version,) = database.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        database.close()
        raise
    if version == _VERSION:
        return database
    database.close()
    return None


def _begin(database: sqlite3.Connection, tables: str) -> None:
    database.executescript(f"{tables}PRAGMA user_version = {_VERSION};")


def remove(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{file}{ending}").unlink()
