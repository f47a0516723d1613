"""What the preview answers: pages, the reloading script and its socket, each behind one guard."""

from __future__ import annotations

import json
import sys
from asyncio import Future
from collections.abc import Generator
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import web

from backfile.errors import visible
from backfile.serve.injecting import LOOKS

if TYPE_CHECKING:
    from backfile.serve.server import Preview

_EMBEDDED = ("iframe", "frame", "object", "embed", "fencedframe")
_SOCKETS = 200
"Open pages at once, more than anybody has."
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".md": "text/plain",
    ".jsonl": "text/plain",
    ".bib": "text/plain",
    ".ris": "text/plain",
}
"Said here, because what the system's own list says differs from machine to machine."


class _Guard(web.RequestHandler):
    """Refuses requests under a foreign name, and what pages of other sites load from here."""

    preview: Preview

    def prepare(self) -> None:
        header = self.request.headers
        names = header.get_list("Host")
        if len(names) != 1 or not self.preview.is_called(names[0]):
            raise web.HTTPError(403)
        if header.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            visited = header.get("Sec-Fetch-Mode") == "navigate" and header.get("Sec-Fetch-Dest") not in _EMBEDDED
            if not visited:
                raise web.HTTPError(403)

    def set_default_headers(self) -> None:
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    def write_error(self, status_code: int, **_: Any) -> None:
        if status_code == 405:
            self.set_header("Allow", "GET, HEAD")
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        self.finish(f"{status_code} {HTTPStatus(status_code).phrase}\n")

    def log_exception(self, typ: Any, value: BaseException | None, tb: Any) -> None:
        if not isinstance(value, web.HTTPError):
            print(visible(f"{self.request.path}: {typ.__name__}: {value}"), file=sys.stderr)


class Missing(_Guard):
    """Whatever is no path of ours at all."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def prepare(self) -> None:
        super().prepare()
        raise web.HTTPError(404)


class Pages(_Guard, web.StaticFileHandler):
    """The files of the site, and its own 404 page for the rest."""

    def initialize(self, preview: Preview) -> None:  # type: ignore[override]
        super().initialize(str(preview.site.output), "index.html")
        self.preview = preview

    async def get(self, path: str, include_body: bool = True) -> None:
        try:
            await super().get(path, include_body)
        except OSError:  # removed by a build at this moment, or not to be read
            raise web.HTTPError(404) from None

    def parse_url_path(self, url_path: str) -> str:
        hidden = any(part.startswith(".") and part != ".well-known" for part in url_path.split("/"))
        if hidden or "\\" in url_path or not url_path.isprintable():
            raise web.HTTPError(404)
        base = self.preview.base
        if base and url_path.startswith(base) and not (Path(self.root) / url_path).exists():
            url_path = url_path[len(base) :]
        return super().parse_url_path(url_path)

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        try:
            found = super().validate_absolute_path(root, absolute_path)
        except web.HTTPError:  # outside of the site, or no file
            raise web.HTTPError(404) from None
        if found is not None and not Path(found).resolve().is_relative_to(Path(root).resolve()):
            raise web.HTTPError(404)  # a link that leads out of the site
        return found

    @classmethod
    def get_content(
        cls, abspath: str, start: int | None = None, end: int | None = None
    ) -> Generator[bytes, None, None]:
        if abspath.endswith(".html"):
            yield Path(abspath).read_bytes()[start:end]  # whole, so that the script finds its place in it
        else:
            yield from super().get_content(abspath, start, end)

    def get_content_type(self) -> str:
        kind = _TYPES.get(Path(self.absolute_path or "").suffix.lower()) or super().get_content_type()
        textual = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
        return f"{kind}; charset=UTF-8" if textual else kind

    def compute_etag(self) -> None:
        return None

    def should_return_304(self) -> bool:
        return False

    def get_cache_time(self, *_: Any) -> int:
        return 0

    def write_error(self, status_code: int, **_: Any) -> None:
        page = Path(self.root) / "404.html"
        if status_code == 404 and page.is_file() and self.request.method in ("GET", "HEAD"):
            self.set_header("Content-Type", "text/html; charset=UTF-8")
            self.finish(page.read_bytes())
        else:
            super().write_error(status_code)


class Script(_Guard, LiveReloadJSHandler):  # type: ignore[misc]  # livereload carries no types
    """livereload's script, and ahead of it a plugin of its kind that tells the socket how old the page is."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def get(self) -> None:
        super().get()
        shown = self.get_query_argument("shown", "")
        if shown.isdecimal() and shown.isascii():
            plugin = "LiveReloadPluginShown"
            self._write_buffer.insert(
                0,
                f"function {plugin}() {{}}\n{plugin}.identifier = 'shown';\n{plugin}.version = '1';\n"
                f"{plugin}.prototype.analyze = function () {{ return {{shown: {int(shown)}}} }};\n".encode(),
            )
        self.set_header("Content-Type", "text/javascript; charset=UTF-8")


class Style(_Guard):
    """How the errors of a failed build look."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=UTF-8")
        self.finish(LOOKS)

    head = get


class Socket(_Guard, LiveReloadHandler):  # type: ignore[misc]
    """Where open pages wait to be told that there is something new."""

    open_ones: set[Socket] = set()  # noqa: RUF012  # of the process, as livereload keeps its own

    def initialize(self, preview: Preview) -> None:
        super().initialize()
        self.preview = preview

    def prepare(self) -> None:
        super().prepare()
        origins = self.request.headers.get_list("Origin")
        if origins and [origin.lower() for origin in origins] != [f"http://{self.request.host}".lower()]:
            raise web.HTTPError(403)
        if len(self.open_ones) >= _SOCKETS:
            raise web.HTTPError(503)

    def check_origin(self, origin: str) -> bool:
        return True  # `prepare` has seen to it, for every version of tornado alike

    def open(self, *_: str, **__: str) -> None:
        self.open_ones.add(self)

    def on_close(self) -> None:
        self.open_ones.discard(self)
        super().on_close()

    def on_message(self, message: str | bytes) -> None:
        try:
            super().on_message(message)
            told = json.loads(message)
            page = told.get("plugins", {}).get("shown", {}).get("shown", self.preview.shown)
            if told["command"] == "info" and page != self.preview.shown:  # built between its loading and its calling
                self.send_message({"command": "reload", "path": "*", "liveCSS": True})
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            self.close()

    def write_message(self, message: Any, binary: bool = False) -> Future[None]:
        sent: Future[None] = super().write_message(message, binary)
        sent.add_done_callback(lambda done: done.cancelled() or done.exception())  # the page has gone: nobody minds
        return sent
