"""livereload's server, closed to strangers: one page server, one socket, nothing that a foreign page could trigger."""

from __future__ import annotations

import asyncio
import logging
import time
from ipaddress import ip_address
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler
from tornado import httpserver, iostream, netutil, web
from tornado.ioloop import IOLoop

from backfile.config import Site
from backfile.serve.handlers import Missing, Pages, Script, Socket, Style
from backfile.serve.injecting import injector
from backfile.serve.watch import Watch

_EVERYWHERE = ("0.0.0.0", "::")
_LARGEST = 16_384
"Bytes of a request's head, a request's body, a socket's message. Pages here ask for little."
_CONNECTIONS = 800
"At once: fewer than the 1,024 files that a process may commonly have open."


class Preview:
    """The site in `site.output`, served to those who call it by one of its `names`."""

    def __init__(self, site: Site, host: str) -> None:
        self.site = site
        self.failure = ""
        "What the last build said was wrong, or empty."
        self.stamp = (0, 0)
        "What the last build of ours left the memory as."
        self.shown = time.time_ns() // 1_000_000
        "Counts what was shown, from a number no earlier preview came to. A page that bears another is out of date."
        self.port = 0
        self._host = host
        self._loop: IOLoop | None = None

    @property
    def base(self) -> str:
        """What the links of the 404 page start with: `archive/`, or empty. The preview answers with and without it."""
        return urlsplit(self.site.settings.url).path.strip("/") + "/" if self.site.settings.url else ""

    def listen(self, port: int) -> str:
        """Take the port (0: any free one) and return the address. Raises `OSError` if it cannot be had."""
        for name in ("tornado", "livereload"):  # what a stranger sends wrong is no news for the terminal
            logging.getLogger(name).addHandler(logging.NullHandler())
            logging.getLogger(name).propagate = False
        asyncio.set_event_loop(asyncio.new_event_loop())
        self._loop = IOLoop.current()
        sockets = netutil.bind_sockets(port, self._host)
        self.port = sockets[0].getsockname()[1]
        own = {"preview": self}
        application = web.Application(
            [
                (r"/livereload", Socket, own),
                (r"/livereload\.js", Script, own),
                (r"/livereload\.css", Style, own),
                (r"/(.*)", Pages, own),
            ],
            default_handler_class=Missing,
            default_handler_args=own,
            transforms=[injector(self)],
            websocket_max_message_size=_LARGEST,
            log_function=lambda handler: None,
        )
        server = _Server(
            application,
            max_header_size=_LARGEST,
            max_body_size=_LARGEST,
            idle_connection_timeout=20,
            body_timeout=10,
        )
        server.add_sockets(sockets)
        host = "127.0.0.1" if self._host == "0.0.0.0" else "::1" if self._host == "::" else self._host
        return f"http://{_bracketed(host)}:{self.port}/"

    def is_called(self, name: str) -> bool:
        """Whether `name`, of a request's Host header, is ours. Any other is a page's that was made to lead here."""
        host, _, port = name.lower().rpartition(":")
        if self.port == 80 and not port.isdecimal():
            host, port = name.lower(), "80"
        if port != str(self.port):
            return False
        if host in {_bracketed(each).lower() for each in (self._host, "localhost", "127.0.0.1", "::1")}:
            return True
        return self._host in _EVERYWHERE and _is_address(host)

    def serve(self, watch: Watch) -> None:
        """Answer until interrupted."""
        assert self._loop is not None, "listen first"
        LiveReloadHandler.watcher = watch
        try:
            self._loop.start()
        except KeyboardInterrupt:
            pass
        finally:
            watch.stop()

    def show(self, failure: str) -> None:
        """Have every open page loaded again, with `failure` over it if it says anything. Safe from any thread."""
        self.failure = failure
        self.shown += 1
        if self._loop is not None:
            self._loop.add_callback(LiveReloadHandler.reload_waiters, "*")


class _Server(httpserver.HTTPServer):
    def handle_stream(self, stream: iostream.IOStream, address: tuple[str, int]) -> None:
        if len(self._connections) < _CONNECTIONS:
            super().handle_stream(stream, address)
        else:
            stream.close()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _is_address(host: str) -> bool:
    """Whether `host` is an IP address, which unlike a name cannot be made to lead elsewhere."""
    try:
        ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
