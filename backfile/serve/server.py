"""livereload's server, closed to strangers: one page server, one socket, nothing that a foreign page could trigger."""

from __future__ import annotations

import asyncio
import html
import re
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import Server
from tornado import httputil, netutil, web
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop

from backfile.serve.watch import Watch

_HEAD_END = b"</head>"
_BODY = re.compile(rb"<body[^>]*>")
_STYLE = "position:fixed;inset:auto 0 0 0;max-height:60%;overflow:auto;z-index:99;margin:0;padding:1em 1.5em;"
_STYLE += "background:#7a1020;color:#fff;font:14px/1.5 monospace;white-space:pre-wrap"


class Preview(Server):  # type: ignore[misc]  # livereload carries no types
    """The site in `root`, served to `host` alone. `failure` is what the last build said was wrong, or empty."""

    def __init__(self, root: Path, host: str) -> None:
        self.failure = ""
        self._folder = root
        self._host = host
        self._loop: IOLoop | None = None

    def listen(self, port: int) -> str:
        """Take the port (0: any free one) and return the address. Raises `OSError` if it is taken."""
        asyncio.set_event_loop(asyncio.new_event_loop())
        self._loop = IOLoop.current()
        sockets = netutil.bind_sockets(port, self._host)
        port = sockets[0].getsockname()[1]
        guard = {"names": _names(self._host, port)}
        application = web.Application(
            [
                (r"/livereload", _Socket, guard),
                (r"/livereload\.js", _Script, guard),
                (r"/(.*)", _Pages, {"path": str(self._folder), "default_filename": "index.html", **guard}),
            ],
            transforms=[_injector(self)],
            websocket_max_message_size=16_384,
            log_function=lambda handler: None,
        )
        HTTPServer(application, max_header_size=16_384, max_body_size=16_384, idle_connection_timeout=60).add_sockets(
            sockets
        )
        shown = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{shown}:{port}/"

    def serve(self, watch: Watch) -> None:
        """Answer until interrupted."""
        assert self._loop is not None, "listen first"
        LiveReloadHandler.watcher = watch
        LiveReloadHandler.live_css = True
        LiveReloadHandler.start_tasks()
        try:
            self._loop.start()
        except KeyboardInterrupt:
            pass
        finally:
            watch.stop()

    def show(self, failure: str) -> None:
        """Have every open page loaded again, with `failure` over it if it says anything. Safe from any thread."""
        self.failure = failure
        if self._loop is not None:
            self._loop.add_callback(LiveReloadHandler.reload_waiters, "*")


def _names(host: str, port: int) -> frozenset[str]:
    """What a request may call this server. Anything else is a page elsewhere whose name was made to lead here."""
    hosts = {host, "localhost", "127.0.0.1", "::1"}
    return frozenset((f"[{name}]" if ":" in name else name) + f":{port}" for name in hosts)


class _Guard(web.RequestHandler):
    """Refuses requests under a foreign name, and what pages of other sites load from here."""

    names: frozenset[str] = frozenset()

    def prepare(self) -> None:
        header = self.request.headers
        if len(header.get_list("Host")) != 1 or header.get("Host", "").lower() not in self.names:
            raise web.HTTPError(403)
        if header.get("Sec-Fetch-Site") == "cross-site" and header.get("Sec-Fetch-Mode") != "navigate":
            raise web.HTTPError(403)

    def set_default_headers(self) -> None:
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.set_header("Cache-Control", "no-store")


class _Pages(_Guard, web.StaticFileHandler):
    """The files of the site, and its own 404 page for the rest."""

    def initialize(self, path: str, default_filename: str, names: frozenset[str]) -> None:  # type: ignore[override]
        super().initialize(path, default_filename)
        self.names = names

    def parse_url_path(self, url_path: str) -> str:
        segments = url_path.split("/")
        hidden = any(part.startswith(".") and part != ".well-known" for part in segments)
        if hidden or "\x00" in url_path or "\\" in url_path:
            raise web.HTTPError(404)
        return super().parse_url_path(url_path)

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        found = super().validate_absolute_path(root, absolute_path)
        if found is not None and not Path(found).resolve().is_relative_to(Path(root).resolve()):
            raise web.HTTPError(404)  # a link that leads out of the site
        return found

    def should_return_304(self) -> bool:
        return False

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        page = Path(self.root) / "404.html"
        if status_code == 404 and page.is_file():
            self.set_header("Content-Type", "text/html; charset=UTF-8")
            self.finish(page.read_bytes())
        else:
            self.set_header("Content-Type", "text/plain; charset=UTF-8")
            self.finish(f"{status_code} {HTTPStatus(status_code).phrase}\n")


class _Script(_Guard, LiveReloadJSHandler):  # type: ignore[misc]
    def initialize(self, names: frozenset[str]) -> None:
        self.names = names


class _Socket(_Guard, LiveReloadHandler):  # type: ignore[misc]
    def initialize(self, names: frozenset[str]) -> None:
        super().initialize()
        self.names = names

    def check_origin(self, origin: str) -> bool:
        return urlsplit(origin).netloc.lower() in self.names

    def on_message(self, message: str | bytes) -> None:
        try:
            super().on_message(message)
        except (ValueError, TypeError, AttributeError, KeyError):
            self.close()


def _injector(preview: Preview) -> type[web.OutputTransform]:
    """What adds the reloading script and, after a failed build, its errors to each page on its way out."""

    class Injector(web.OutputTransform):
        def transform_first_chunk(
            self, status_code: int, headers: httputil.HTTPHeaders, chunk: bytes, finishing: bool
        ) -> tuple[int, httputil.HTTPHeaders, bytes]:
            if "html" not in headers.get("Content-Type", "") or _HEAD_END not in chunk:
                return status_code, headers, chunk
            before = len(chunk)
            chunk = chunk.replace(_HEAD_END, b'<script src="/livereload.js"></script>' + _HEAD_END, 1)
            if preview.failure:
                box = f'<div role="alert" style="{_STYLE}">{html.escape(preview.failure)}</div>'.encode()
                chunk = _BODY.sub(lambda found: found[0] + box, chunk, count=1)
            if "Content-Length" in headers:
                headers["Content-Length"] = str(int(headers["Content-Length"]) + len(chunk) - before)
            return status_code, headers, chunk

    return Injector
