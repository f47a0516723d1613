"""Compiled templates, kept from one build to the next: to compile those of one page takes longer than to render 500.

They lie in a folder named by what they were compiled with, the program and the language: of another they are nothing
worth, and go. Each file begins with a digest of the rest, so that a damaged one is compiled anew. A folder that cannot
be written costs time, no more.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_SIZE = 16


class Compiled(BytecodeCache):
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            raw = (self._folder / bucket.key).read_bytes()
            if raw[:_SIZE] == _digest(raw[_SIZE:]):
                bucket.bytecode_from_string(raw[_SIZE:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        made = self._folder / f"{bucket.key}.{os.getpid()}"
        with suppress(OSError):
            made.write_bytes(_digest(code) + code)
            made.replace(self._folder / bucket.key)


def _digest(code: bytes) -> bytes:
    return blake2b(code, digest_size=_SIZE).digest()


def kept(work: Path, key: str) -> Compiled | None:
    """Those of `key` in the archive's `.backfile/`; None where no folder can be had."""
    folder = work / "compiled" / key
    try:
        if not folder.is_dir():
            shutil.rmtree(folder.parent, ignore_errors=True)
            folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return Compiled(folder)
