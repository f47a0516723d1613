"""What a file is, told by its first bytes and its name: text to be divided, or something this version does not read.

kind_of("x.txt", b"%PDF-1.7 …")   →  "a PDF"
kind_of("x.html", b"…")           →  "an HTML page"
kind_of("x.txt", b"Title\\n…")     →  None: it may be text
"""

from __future__ import annotations

import re

_HTML, _XML, _FEED = "an HTML page", "an XML document", "a feed"
_ARCHIVE, _PICTURE, _MEDIA, _BINARY = "an archive", "a picture", "sound or video", "a binary file"

_BY_NAME = {
    **dict.fromkeys(("html", "htm", "xhtml", "mht", "mhtml"), _HTML),
    **dict.fromkeys(("xml", "nitf", "newsml"), _XML),
    **dict.fromkeys(("rss", "atom"), _FEED),
    **dict.fromkeys(("json", "jsonl", "ndjson"), "JSON"),
    **dict.fromkeys(("warc", "arc", "wacz"), "a web archive"),
    **dict.fromkeys(("zip", "gz", "tgz", "bz2", "xz", "zst", "7z", "rar", "tar", "br", "lz4"), _ARCHIVE),
    **dict.fromkeys(
        ("jpg", "jpeg", "png", "gif", "webp", "avif", "tif", "tiff", "bmp", "svg", "ico", "heic"), _PICTURE
    ),
    **dict.fromkeys(("mp3", "m4a", "ogg", "wav", "flac", "mp4", "webm", "mov", "avi", "mkv"), _MEDIA),
    **dict.fromkeys(("doc", "docx", "odt", "rtf", "xls", "xlsx", "ppt", "pptx", "epub"), "an office document"),
    **dict.fromkeys(("exe", "dll", "so", "sqlite", "db", "woff", "woff2", "ttf", "otf", "bin"), _BINARY),
    "pdf": "a PDF",
}
_BY_START = (
    (b"%PDF-", "a PDF"),
    (b"WARC/", "a web archive"),
    (b"PK\x03\x04", _ARCHIVE),
    (b"PK\x05\x06", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh9", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF87a", _PICTURE),
    (b"GIF89a", _PICTURE),
    (b"RIFF", _MEDIA),
    (b"ID3\x03", _MEDIA),
    (b"OggS\x00", _MEDIA),
    (b"{\\rtf1", "an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"SQLite format 3\x00", _BINARY),
    (b"\x7fELF", _BINARY),
)
# A page or document begins with what only those begin with; a text that merely holds some markup does not.
_DOCUMENT = (
    (re.compile(r"<\?xml[^>]{0,200}\?>\s*(?:<!--.{0,2000}?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL), _FEED),
    (
        re.compile(
            r"<\?xml[^>]{0,200}\?>\s*(?:<!--.{0,2000}?-->\s*)*<(?:!DOCTYPE html|html)\b", re.DOTALL | re.IGNORECASE
        ),
        _HTML,
    ),
    (re.compile(r"<\?xml\b"), _XML),
    (
        re.compile(
            r"(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b[^<>]{0,2000}>", re.DOTALL | re.IGNORECASE
        ),
        _HTML,
    ),
    (re.compile(r"<(?:rss|feed|rdf:RDF)\s[^<>]{0,2000}>\s*<"), _FEED),
    (
        re.compile(
            r"<(?:!DOCTYPE\s+\w+|nitf|newsItem|NewsML|newsMessage|urlset|sitemapindex|svg)\b"
            r"(?:[^<>]{0,2000}>\s*<|[^<>\[]{0,2000}\[\s*<!)"
        ),
        _XML,
    ),
)
HEAD = 8192
"Bytes that are looked at."


def kind_of(name: str, raw: bytes) -> str | None:
    """What a file is if its name or its first bytes say that it is no text, with its article; else None."""
    for start, kind in _BY_START:
        if raw.startswith(start):
            return kind
    if raw[257:262] == b"ustar":
        return _ARCHIVE
    if raw[4:12] in (b"ftypisom", b"ftypmp42", b"ftypM4A ", b"ftypqt  ", b"ftypavif", b"ftypheic"):
        return _MEDIA
    return _BY_NAME.get(name.rpartition(".")[2].lower()) if "." in name else None


def document_kind(text: str) -> str | None:
    """What a decoded text is if it begins as markup documents do; else None."""
    head = text[:HEAD].lstrip("\ufeff \t\r\n\f")
    if not head.startswith("<"):
        return None
    return next((kind for pattern, kind in _DOCUMENT if pattern.match(head)), None)
