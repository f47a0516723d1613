"""A preview in a process of its own, as a user starts it, and requests to it byte for byte.

with preview(site) as served:
    served.ask("GET", "/").status           # 200
    before = len(served.printed())          # the first build is told of too
    served.wait_for("Rebuilt:", before)
"""

from __future__ import annotations

import base64
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

from backfile.config import Site

# A shell may start tests deaf to Ctrl-C, and their children with them.
_START = (
    "import signal, sys; from pathlib import Path; from backfile.cli import main; "
    "signal.signal(signal.SIGINT, signal.default_int_handler); sys.exit(main(home=Path.cwd()))"
)
PATIENCE = 20.0


class Answer(NamedTuple):
    status: int
    "0 if the connection was closed without an answer."
    headers: dict[str, str]
    "By lower-case names."
    body: bytes


class Served:
    """A running preview. What it printed so far stands in `out` and `err`."""

    def __init__(self, site: Site, *arguments: str) -> None:
        self.site = site
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START, "serve", *arguments],
            cwd=site.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        self.out: list[str] = []
        self.err: list[str] = []
        self._readers = [
            threading.Thread(target=_read, args=(stream, lines))
            for stream, lines in ((self.process.stdout, self.out), (self.process.stderr, self.err))
            if stream
        ]
        for reader in self._readers:
            reader.start()

    @property
    def port(self) -> int:
        return int(self.wait_for(r"Preview: http://\S+:(\d+)/")[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait_for(self, pattern: str, since: int = 0) -> re.Match[str]:
        """The first match in what was printed, `since` so many characters."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            ended = self.process.poll() is not None
            if found := re.search(pattern, self.printed()[since:]):
                return found
            if ended:
                break
            time.sleep(0.02)
        raise AssertionError(f"{pattern} was not printed, but: {self.printed()}")

    def printed(self) -> str:
        return "".join((*self.out, *self.err))

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def ask(self, method: str, target: str, *headers: str, host: str | None = "") -> Answer:
        """One request, its target as it is written. `host`: None sends none."""
        lines = [f"{method} {target} HTTP/1.1", "Connection: close", *headers]
        if host is not None:
            lines.insert(1, f"Host: {host or f'127.0.0.1:{self.port}'}")
        return self.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n")

    def send(self, request: bytes) -> Answer:
        received = b""
        with self.connect() as channel:
            try:
                channel.sendall(request)
                while piece := channel.recv(65536):
                    received += piece
            except ConnectionError:
                pass  # refused in the midst of it
        return answer(received)

    @contextmanager
    def waiting(self, origin: str | None = "", *, expect: int = 101) -> Iterator[socket.socket]:
        """A socket such as an open page has."""
        lines = [
            "GET /livereload HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {base64.b64encode(bytes(16)).decode()}",
        ]
        if origin is not None:
            lines.append(f"Origin: {origin or self.url}")
        with self.connect() as channel:
            channel.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
            head = b""
            while b"\r\n\r\n" not in head and (piece := channel.recv(1)):
                head += piece
            assert answer(head).status == expect, head
            yield channel

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.end()

    def end(self) -> int:
        code = self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join()
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
        return code


def _read(stream: IO[str], lines: list[str]) -> None:
    for line in stream:
        lines.append(line)  # one by one: whoever waits looks meanwhile


def answer(received: bytes) -> Answer:
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(first.split()[1]) if first else 0, headers, body)


def frame(text: str | bytes) -> bytes:
    """One message of a page, masked with nought."""
    message = text.encode() if isinstance(text, str) else text
    size = len(message)
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2) if size < 65536 else b""
    return b"\x81" + (length or b"\xff" + size.to_bytes(8)) + bytes(4) + message


def message(channel: socket.socket) -> str:
    """The next message to a page; empty if the socket was closed."""
    try:
        head = channel.recv(2)
        if len(head) < 2 or head[0] & 15 == 8:
            return ""
        size = head[1] if head[1] < 126 else int.from_bytes(channel.recv(2))
        received = b""
        while len(received) < size:
            received += channel.recv(size - len(received))
        return received.decode()
    except ConnectionError:
        return ""


@contextmanager
def preview(site: Site, *arguments: str) -> Iterator[Served]:
    served = Served(site, *(arguments or ("--port", "0")))
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.process.kill()
        served.end()
