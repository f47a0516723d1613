"""A server of S3 on loopback, in a process of its own, and what stands in its buckets.

with bucket(monkeypatch) as url:        # "s3://archive"
    stands(f"{url}/news")               # {"index.html": b"…", …}
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import fsspec
import pytest


@contextmanager
def bucket() -> Iterator[str]:
    """An empty one, and an environment in which S3 is that server, for processes that are started too."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _answering(port)
        with pytest.MonkeyPatch.context() as patch:
            for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
                patch.setenv(name, "test")
            patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
            patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
            store().mkdir("archive")
            yield "s3://archive"
    finally:
        server.kill()
        server.wait()
        fsspec.get_filesystem_class("s3").clear_instance_cache()


def store() -> Any:
    return fsspec.filesystem("s3")


def listed(url: str) -> list[str]:
    """Every file at a URL, by path."""
    files, root = fsspec.core.url_to_fs(url)
    files.invalidate_cache()
    return [name[len(root) + 1 :] for name in files.find(root)]


def stands(url: str) -> dict[str, bytes]:
    """What each of them holds."""
    files, root = fsspec.core.url_to_fs(url)
    return {path: files.cat_file(f"{root}/{path}") for path in listed(url)}


def _answering(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError
