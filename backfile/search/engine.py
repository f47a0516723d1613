"""Pagefind, which makes the index: one process a part, fed by its service protocol.

    {"message_id": 2, "payload": {"type": "AddRecord", …}}   in Base64, with a comma after it, and so are the replies

Messages are sent without waiting for replies, 2,000 a second on one core and more; the wheel's own wrapper sleeps
0.1 s for each reply.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from backfile.config import ENGINES
from backfile.errors import InputError, Problem

# A word of a query loads the chunk that holds it: 6.6 kB of each part, where Pagefind's own 20,000 makes it 24.
_SMALL_CHUNKS = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "5000"}
_HINT = "build again; if it happens again, switch search off: search = false"
_DIED = "ended before its work was done"
_Reply = dict[str, Any] | None
"The payload; None once the process has ended."


def index(records: Iterable[dict[str, Any]], language: str) -> dict[str, bytes]:
    """Pagefind's files for `records`, by path. Raises `InputError` where Pagefind fails.

    They come as a message: those that it writes itself may be half there when it says that they are, or on a full disk.
    """
    process = subprocess.Popen(
        [_program(), "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_SMALL_CHUNKS},
    )
    assert process.stdin
    assert process.stdout
    replies: SimpleQueue[_Reply] = SimpleQueue()
    reader = Thread(target=_listen, args=(process.stdout, replies), daemon=True)
    reader.start()
    try:
        _say(process.stdin, {"type": "NewIndex", "config": {"force_language": language}})
        number = _heard(replies)["index_id"]
        sent = 0
        for record in records:
            _say(process.stdin, {"type": "AddRecord", "index_id": number, **record})
            sent += 1
        _say(process.stdin, {"type": "GetFiles", "index_id": number})
        for _ in range(sent):
            _heard(replies)
        return {file["path"]: base64.b64decode(file["content"]) for file in _heard(replies)["files"]}
    finally:
        process.kill()
        with suppress(OSError):
            process.stdin.close()
        process.wait()
        reader.join()
        process.stdout.close()


def _program() -> str:
    name = next(engine for engine in ENGINES if _found(engine))
    return str(import_module(name).get_executable())


def _found(engine: str) -> bool:
    try:
        import_module(engine)
    except ImportError:
        return False
    return True


def _say(pipe: IO[bytes], payload: dict[str, Any]) -> None:
    try:
        pipe.write(base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()) + b",")
        pipe.flush()
    except OSError:
        raise _failed(_DIED) from None


def _listen(pipe: IO[bytes], replies: SimpleQueue[_Reply]) -> None:
    message: list[bytes] = []
    while got := pipe.read1(1 << 16):  # type: ignore[attr-defined]
        *ends, rest = got.split(b",")
        for end in ends:
            replies.put(json.loads(base64.b64decode(b"".join((*message, end))))["payload"])
            message = []
        message.append(rest)
    replies.put(None)


def _heard(replies: SimpleQueue[_Reply]) -> dict[str, Any]:
    reply = replies.get()
    if reply is None:
        raise _failed(_DIED)
    if reply["type"] == "Error":
        raise _failed(f"said: {reply['message']}")
    return reply


def _failed(what: str) -> InputError:
    return InputError([Problem("search", 0, f"Pagefind, which makes the search index, {what}", _HINT)])
