"""What the preview puts into each page on its way out: the reloading script and, over a failed build, its errors."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from tornado import httputil, web

if TYPE_CHECKING:
    from backfile.serve.server import Preview

_HEAD_END = b"</head>"
_BODY = re.compile(rb"<body[^>]*>")
# A page's policy names the addresses that its scripts may ask. Not every browser takes `'self'` for its socket too.
_ASKED = b"connect-src 'self'"
_BOX = "backfile-failure"
LOOKS = f"""\
#{_BOX} {{
  position: fixed; inset: auto 0 0 0; max-height: 60%; overflow: auto; z-index: 99; margin: 0; padding: 1em 1.5em;
  background: #7a1020; color: #fff; font: 14px/1.5 monospace; white-space: pre-wrap; overflow-wrap: anywhere;
  text-align: left;
}}
"""
"The stylesheet of the errors: a page's policy allows no style that stands in it."
_STANDS = "The last build failed, so this is the site as it was before."


def injector(preview: Preview) -> type[web.OutputTransform]:
    """What adds the reloading script and, after a failed build, its errors to each page on its way out."""

    class Injector(web.OutputTransform):
        def __init__(self, request: httputil.HTTPServerRequest) -> None:
            self._host = request.host.removesuffix(f":{preview.port}")

        def transform_first_chunk(
            self, status_code: int, headers: httputil.HTTPHeaders, chunk: bytes, finishing: bool
        ) -> tuple[int, httputil.HTTPHeaders, bytes]:
            kind = headers.get("Content-Type", "")
            if status_code not in (200, 404) or not kind.startswith("text/html") or _HEAD_END not in chunk:
                return status_code, headers, chunk
            before = len(chunk)
            source = (
                f"/livereload.js?host={self._host}&amp;port={preview.port}&amp;maxdelay=4000&amp;shown={preview.shown}"
            )
            chunk = chunk.replace(_HEAD_END, f'<script src="{source}"></script>'.encode() + _HEAD_END, 1)
            if "[" not in self._host:  # which a policy cannot name
                chunk = chunk.replace(_ASKED, _ASKED + f" ws://{self._host}:{preview.port}".encode(), 1)
            if preview.failure:
                link = b'<link rel="stylesheet" href="/livereload.css">'
                chunk = chunk.replace(_HEAD_END, link + _HEAD_END, 1)
                text = html.escape(f"{_STANDS}\n\n{preview.failure}")
                box = f'<div role="alert" dir="ltr" lang="en" id="{_BOX}">{text}</div>'.encode()
                chunk = _BODY.sub(lambda found: found[0] + box, chunk, count=1)
            if "Content-Length" in headers:
                headers["Content-Length"] = str(int(headers["Content-Length"]) + len(chunk) - before)
            return status_code, headers, chunk

    return Injector
