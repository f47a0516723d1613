"""What was read, in SQLite, under a digest of all that decides it: title, body and language, and the program.

A file that is damaged or not to be had is begun anew, in memory if need be: it costs time, no more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from backfile.memory import database
from backfile.model import Article, Facts

_TABLES = """
CREATE TABLE facts (key BLOB PRIMARY KEY, facts BLOB) WITHOUT ROWID;
"""
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Facts).decode


def key(article: Article, edition: str) -> bytes:
    """Differs whenever what the article's text says may; `edition` is the program's."""
    told = f"{edition}\0{article.title}\0{article.body_digest}\0{article.lang or ''}"
    return blake2b(told.encode(errors="surrogatepass"), digest_size=16).digest()


class Remembered:
    """Facts by key."""

    def __init__(self, file: Path) -> None:
        self._new = 0
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
        self._database = database.connect(file, _TABLES, version=2)

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
