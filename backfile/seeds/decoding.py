"""Bytes to text, once: what was odd about them is told, and nothing is guessed in silence.

    decode(b"caf\\xc3\\xa9")           →  Decoded("café", "utf-8", ())
    decode(b"He said \\x93no\\x94.")   →  Decoded("He said “no”.", "cp1252", (Oddity(1, "is not UTF-8; …"),))

UTF-8 first; UTF-16 and UTF-32 by their mark, or UTF-16 by its look; a few bytes of Windows' Western code page in a text
that is otherwise ASCII; then whatever charset-normalizer is sure of. Newlines stay as they are.
"""

from __future__ import annotations

import codecs
import re

from backfile.model import Record

_REPLACED = "\ufffd"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_SHARE = 0.1
"More control characters than this, and a file is no text."
_WIDE_SHARE = 0.2
"As many bytes of UTF-16 are no characters of a text in 8 bits."
_TEXT_BYTES = bytes({*range(256)} - {*range(0x09), 0x0E, 0x0F, *range(0x10, 0x1B), *range(0x1C, 0x20)})
_SCATTERED = 0.03
"With fewer letters above ASCII than this, a text is Western for all that its words can tell."
_PROOF = 24
"Bytes above ASCII below which no other encoding can be told."
# Quotes, dashes, ellipsis, currency signs (alike in all of Windows' European code pages) and letters of cp1252.
_WESTERN = re.compile(rb"[\x80\x82-\x85\x8a\x8c\x8e\x91-\x97\x99\x9a\x9c\x9e\xa0-\xd6\xd8-\xf6\xf8-\xfd]{1,3}")
_LETTER = re.compile(rb"[\x8a\x8c\x8e\x9a\x9c\x9e\xc0-\xff]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE = 200_000
"Bytes by which an encoding is detected."


class Oddity(Record, frozen=True):
    """Something a person should know of a file's characters."""

    line: int
    message: str
    hint: str = ""


class Decoded(Record, frozen=True):
    """A file's text and how it was read; `text` is None where it is no text or its encoding cannot be told."""

    text: str | None
    encoding: str
    oddities: tuple[Oddity, ...] = ()


def decode(raw: bytes) -> Decoded:
    """The text of `raw`. A byte-order mark stays in it as U+FEFF."""
    for step in (_marked, _wide, _japanese, _utf8, _repaired, _western, _detected):
        decoded = step(raw)
        if decoded is not None:
            return _checked(decoded)
    return Decoded(
        None, "unknown", (Oddity(0, "is not text, or in an encoding that cannot be told", "save it as UTF-8"),)
    )


# ---------------------------------------------------------------- steps, the surest first


def _marked(raw: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = raw.decode(encoding, "replace")
            if encoding.startswith("utf-32") and _REPLACED in text:
                continue
            return Decoded(text, encoding, _broken(text, raw.decode(encoding, "ignore")))
    return None


def _wide(raw: bytes) -> Decoded | None:
    """UTF-16 without a mark: it shows by its zero bytes (or, in Arabic, by the sixes between the letters), and by
    spaces where one byte order puts them."""
    sample_bytes = raw[: _SAMPLE & ~1]
    low = len(sample_bytes.translate(None, _TEXT_BYTES))
    if len(raw) % 2 or low < len(sample_bytes) * _WIDE_SHARE or not low:
        return None
    best: tuple[float, str] = (0.0, "")
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = sample_bytes.decode(encoding, "replace")
        blanks = sum(map(sample.count, " \n")) / len(sample)
        if blanks > best[0] and not _CONTROLS.search(sample) and sample.count(_REPLACED) < len(sample) / 100 + 1:
            best = (blanks, encoding)
    if best[0] < 0.01:
        return None
    text = raw.decode(best[1], "replace")
    return Decoded(text, best[1], (Oddity(1, f"has no byte-order mark; read as {best[1]}", "save it as UTF-8"),))


def _japanese(raw: bytes) -> Decoded | None:
    """ISO-2022-JP, whose bytes are all ASCII: its escapes must be read before anything looks at the text."""
    if b"\x1b$B" not in raw and b"\x1b$@" not in raw:
        return None
    try:
        text = raw.decode("iso2022_jp_2")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "iso2022_jp_2", (_guess("ISO-2022-JP"),))


def _utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _repaired(raw: bytes) -> Decoded | None:
    """UTF-8 with some broken bytes: most of what is above ASCII is well formed. Halves of surrogates are joined."""
    whole = sum(len(match[0]) for match in _SEQUENCE.finditer(raw))
    if whole * 2 < _high(raw) and not _cut(raw):
        return None
    text = raw.decode("utf-8", "surrogatepass") if _passes(raw) else raw.decode("utf-8", "replace")
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    told = _broken(text, raw.decode("utf-8", "ignore"))
    return Decoded(text, "utf-8", told or (Oddity(1, "writes some characters as two halves, which were joined"),))


def _western(raw: bytes) -> Decoded | None:
    runs = [match[0] for match in _HIGH.finditer(raw)]
    if len(_LETTER.findall(raw)) > len(raw) * _SCATTERED + 2 or not all(map(_WESTERN.fullmatch, runs)):
        return None
    try:
        return Decoded(raw.decode("cp1252"), "cp1252", (_guess("Windows-1252", _line(raw, runs[0])),))
    except UnicodeDecodeError:
        return None


def _detected(raw: bytes) -> Decoded | None:
    """What charset-normalizer is sure of: no disorder, and words of a language (or a script that proves itself)."""
    if _high(raw) < _PROOF or _CONTROLS.search(raw[:_SAMPLE].decode("latin-1")):
        return _few_broken(raw)
    from charset_normalizer import from_bytes  # 60 ms: only for files that are not Unicode

    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None or best.chaos > 0.05 or (best.coherence < 0.2 and not best.encoding.startswith(_EAST_ASIAN)):
        return _few_broken(raw)
    text = raw.decode(best.encoding, "replace")
    return Decoded(text, best.encoding, (_guess(best.encoding), *_broken(text, raw.decode(best.encoding, "ignore"))))


_EAST_ASIAN = ("cp932", "shift_jis", "euc_", "gb", "big5", "cp949", "johab", "cp950", "hz")


def _few_broken(raw: bytes) -> Decoded | None:
    """ASCII with stray bytes that mean nothing: they are shown as U+FFFD, if they are few."""
    if _high(raw) > max(8, len(raw) // 100):
        return None
    text = raw.decode("utf-8", "replace")
    return Decoded(text, "utf-8", _broken(text, raw.decode("utf-8", "ignore")))


# ---------------------------------------------------------------- what is told of a text


def _checked(decoded: Decoded) -> Decoded:
    """No text if it is mostly control characters; NUL shown as U+FFFD; and what else is odd is told."""
    text = decoded.text or ""
    if _ordinary(text):
        return decoded
    if len(_CONTROLS.findall(text)) > max(4, len(text) * _BINARY_SHARE):
        return Decoded(None, decoded.encoding, (Oddity(0, "is not text", "take it out of seeds/"),))
    told = list(decoded.oddities)
    for pattern, message, hint in _ODD:
        if found := pattern.search(text):
            told.append(Oddity(text.count("\n", 0, found.start()) + 1, message, hint))
    return Decoded(text.replace("\x00", _REPLACED), decoded.encoding, tuple(told))


def _ordinary(text: str) -> bool:
    """Whether there is certainly nothing to tell: what `_ODD` looks for is not printable, or begins with one of three.

    A text with all these kinds of blanks and marks left out takes less than half of the time that the patterns take.
    """
    bare = text
    for blank in _BLANK:
        bare = bare.replace(blank, "")
    if not bare.isprintable():
        return False
    return bare.isascii() or not ("\u00c3" in bare or "\u00e2" in bare or _COMBINING.search(bare))


_BLANK = "\n\r\t\u00a0\u200b\u200e\u200f\ufeff"
"Ordinary in a text, though not printable."
_COMBINING = re.compile("[\u0300-\u036f]")
_ODD = (
    (re.compile("\x00"), "holds NUL characters, shown as “�”", "capture it again if they matter"),
    (
        re.compile("[\u202a-\u202e\u2066-\u2069]"),
        "holds characters that change the direction of text",
        "they are kept; make sure that they do not mislead",
    ),
    (re.compile("[\u0300-\u036f]{20}"), "holds heaps of combining marks", "they are kept as they are"),
    (
        re.compile("\u00c3[\u0080-\u00bf\u0192\u201a\u2020]|\u00e2\u20ac[\u2122\u0153\u201c\u009d\u0080-\u00bf]"),
        "looks like UTF-8 read as Windows-1252 and saved again (“â€™”)",
        "it is kept as it is; a capture without that fault would be better",
    ),
)


def _broken(text: str, kept: str) -> tuple[Oddity, ...]:
    count = text.count(_REPLACED) - kept.count(_REPLACED)
    if count <= 0:
        return ()
    line = text.count("\n", 0, text.index(_REPLACED)) + 1
    what = "a character that is broken" if count == 1 else f"{count} characters that are broken, the first here"
    return (Oddity(line, f"holds {what}; shown as “�”", "capture the page again if it matters"),)


def _guess(name: str, line: int = 1) -> Oddity:
    return Oddity(line, f"is not UTF-8; read as {name}", "save it as UTF-8 if that is wrong")


def _line(raw: bytes, run: bytes) -> int:
    return raw.count(b"\n", 0, raw.index(run)) + 1


def _high(raw: bytes) -> int:
    return sum(len(match[0]) for match in _HIGH.finditer(raw))


def _cut(raw: bytes) -> bool:
    """Whether nothing is wrong but that the file ends inside a character."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


def _passes(raw: bytes) -> bool:
    try:
        return bool(_SURROGATE.search(raw.decode("utf-8", "surrogatepass")))
    except UnicodeDecodeError:
        return False
