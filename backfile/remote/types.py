"""What a host is told of each file, by its ending: browsers refuse a stylesheet of another type.

Said here, because what the system's own list says differs from machine to machine.
"""

from __future__ import annotations

_TEXT = "; charset=utf-8"
_NAMED = {
    "feed.xml": f"application/atom+xml{_TEXT}",
    "feed.json": "application/feed+json",
    "cite.json": "application/vnd.citationstyles.csl+json",
}
_ENDINGS = {
    "html": f"text/html{_TEXT}",
    "css": f"text/css{_TEXT}",
    "js": f"text/javascript{_TEXT}",
    "json": "application/json",
    "jsonl": f"application/x-ndjson{_TEXT}",
    "xml": f"application/xml{_TEXT}",
    "csv": f"text/csv{_TEXT}",
    "txt": f"text/plain{_TEXT}",
    "md": f"text/markdown{_TEXT}",
    "bib": f"application/x-bibtex{_TEXT}",
    "ris": f"application/x-research-info-systems{_TEXT}",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "woff": "font/woff",
    "pdf": "application/pdf",
    "wasm": "application/wasm",
}


def content_type(path: str) -> str:
    """
    >>> content_type("2025/06/x/index.html")
    'text/html; charset=utf-8'
    """
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2].lower()
    return _NAMED.get(name) or _ENDINGS.get(ending, "application/octet-stream")
