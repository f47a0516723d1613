"""What was read, in SQLite, under a digest of all that decides it: title, body and language, and the program.

A file that is damaged, of another program or not to be had is begun anew, in memory if need be: it costs time, no more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from backfile.model import Article, Facts

_SCHEMA = """
CREATE TABLE facts (key BLOB PRIMARY KEY, facts BLOB) WITHOUT ROWID;
CREATE TABLE program (edition TEXT);
"""
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Facts).decode


def key(article: Article) -> bytes:
    """Differs whenever what the article's text says may."""
    told = f"{article.title}\0{article.body_digest}\0{article.lang or ''}"
    return blake2b(told.encode(errors="surrogatepass"), digest_size=16).digest()


class Remembered:
    """Facts by key; `edition` is the program's."""

    def __init__(self, file: Path, edition: str) -> None:
        self._new = 0
        try:
            self._database = _opened(file, edition)
        except (sqlite3.Error, OSError):
            self._database = _begun(sqlite3.connect(":memory:"), edition)

    def facts(self, key: bytes) -> Facts | None:
        with suppress(sqlite3.Error, msgspec.MsgspecError):
            row = self._database.execute("SELECT facts FROM facts WHERE key = ?", (key,)).fetchone()
            return _unpack(row[0]) if row else None
        return None

    def keep(self, key: bytes, facts: Facts) -> None:
        self._new += 1
        with suppress(sqlite3.Error):  # a full disk: it is read again next time
            self._database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, _pack(facts)))

    def forget_all_but(self, keys: Collection[bytes]) -> None:
        """Where anything new was kept, leaves out what no article says any more."""
        if not self._new:
            return
        with suppress(sqlite3.Error):
            self._database.execute("CREATE TEMP TABLE said (key BLOB PRIMARY KEY) WITHOUT ROWID")
            self._database.executemany("INSERT OR IGNORE INTO said VALUES (?)", ((key,) for key in keys))
            self._database.execute("DELETE FROM facts WHERE key NOT IN (SELECT key FROM said)")

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._database.commit()
        self._database.close()


def _opened(file: Path, edition: str) -> sqlite3.Connection:
    """The file, made anew where it is damaged or of another edition."""
    file.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(2):
        if file.is_symlink():
            file.unlink()
        database = sqlite3.connect(file)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            known = database.execute("SELECT name FROM sqlite_master WHERE name = 'program'").fetchone()
            if known and database.execute("SELECT edition FROM program").fetchone() == (edition,):
                database.execute("SELECT key FROM facts LIMIT 1").fetchone()
                return database
            if not known:
                return _begun(database, edition)
        except sqlite3.OperationalError:
            database.close()
            raise
        except sqlite3.DatabaseError:
            pass
        database.close()
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{file}{ending}").unlink()
    raise sqlite3.DatabaseError("could not be made anew")


def _begun(database: sqlite3.Connection, edition: str) -> sqlite3.Connection:
    database.executescript(_SCHEMA)
    database.execute("INSERT INTO program VALUES (?)", (edition,))
    database.commit()
    return database
