"""An article's fields as import gives them, and their digests.

given(draft, ids, 0, SeedRef("a.txt", "3fa0…", spans))
    → {"id": "3fa0b1c2d4e5-1", "title": "…", "tags": ["Harbour"], …, "body": "…"}

Values are what front matter reads back: text, booleans, lists, mappings. The body is a field like the others.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any
from zlib import crc32

import msgspec

from backfile.model import Draft, SeedRef

SENTENCES = 40
"How many sentences of an article are remembered, to find it again in a changed seed."
NEIGHBOURS = 200
"How many articles of the same dump are named on either side: a file of 5,000 would else name 25 million."

_ENDS = tuple((f"{mark} ".encode(), f"{mark}\n".encode()) for mark in ".!?。؟…")
"""Of a sentence, and what stands for them; put there, half of the time of a pattern that looks behind each space."""
_CASELESS = "’‘“”–—…"
_LOOSE = ("  ", " \n", "\n ")
_SURROGATE = re.compile("[\ud800-\udfff]")


def given(draft: Draft, ids: Sequence[str], number: int, seed: SeedRef) -> dict[str, Any]:
    """The fields of the article `ids[number]` of a dump, but for its `id`; absent ones are left out."""
    from backfile import prose

    body = prose.to_markdown(draft.paragraphs).replace("\r\n", "\n").rstrip("\n")
    fields = {
        "title": title(draft) or ids[number],
        "source": draft.source,
        "agency": draft.agency,
        "author": draft.author,
        "published": draft.published,
        "published_basis": draft.published_basis,
        "relative": draft.relative,
        "captured": draft.captured,
        "category": draft.category,
        "lang": draft.lang,
        "tags": list(draft.tags),
        "role": draft.role,
        "complete": None if draft.complete else False,
        "set_aside": [{"rule": cut.rule, "text": cut.text, "after": cut.after} for cut in draft.set_aside],
        "comments": list(draft.comments),
        "url": draft.url,
        "rights": draft.rights,
        "body": body + "\n" if body else "",
    }
    own = {key: whole(value) for key, value in fields.items() if value not in (None, "", []) or key == "body"}
    return own | owed(ids, number, seed)


def owed(ids: Sequence[str], number: int, seed: SeedRef) -> dict[str, Any]:
    """The fields that depend on the ids of the dump's articles, and on what copies there are of it."""
    near = [*ids[max(0, number - NEIGHBOURS) : number], *ids[number + 1 : number + 1 + NEIGHBOURS]]
    return {**({"related": near} if near else {}), "seed": seed_field(seed)}


def seed_field(seed: SeedRef) -> dict[str, Any]:
    """`seed` as front matter holds it."""
    field: dict[str, Any] = {"file": seed.file, "sha256": seed.sha256, "spans": [list(span) for span in seed.spans]}
    if seed.also:
        field["also"] = [{"file": file, "sha256": sha256} for file, sha256 in seed.also]
    return field


def title(draft: Draft) -> str:
    """As printed; where the dump prints none, the first words of the text."""
    if draft.title.strip():
        return str(whole(draft.title.strip()))
    first = next((text.split() for text in draft.paragraphs if text.strip()), [])
    return str(whole(" ".join(first[:12])[:120])) + ("…" if len(first) > 12 else "")


def digest(value: Any) -> str:
    """48 bits of a field's value; empty for an absent one. The order of a mapping's keys does not count."""
    if value is None:
        return ""
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()[:12]


def digests(fields: dict[str, Any]) -> dict[str, str]:
    return {key: digest(value) for key, value in fields.items()}


def sentences(draft: Draft) -> str:
    """The digests of the first sentences, indifferent to case and spacing."""
    text = folded(draft.paragraphs)
    for end, instead in _ENDS[:3] if text.isascii() else _ENDS:
        text = text.replace(end, instead)
    found = list(filter(None, text.split(b"\n")))[:SENTENCES]
    return " ".join([f"{crc32(sentence) & 0xFFFFFF:06x}" for sentence in found])


def folded(paragraphs: Sequence[str]) -> bytes:
    """The paragraphs in UTF-8, one a line, their case folded, one space between words.

    Where they are English and tidy, as they mostly are, all that is to do is to fold ASCII: two thirds of the time.
    """
    text = bare = "\n".join(paragraphs)
    for mark in "" if text.isascii() else _CASELESS:
        bare = bare.replace(mark, "")
    tidy = bare.isascii() and bare.replace("\n", "").isprintable() and bare.count("\n") == len(paragraphs) - 1
    if tidy and text == text.strip(" \n") and not any(loose in text for loose in _LOOSE):
        return text.encode().lower()
    lines = [" ".join(paragraph.split()) for paragraph in paragraphs]
    return "\n".join(lines).casefold().encode(errors="replace")


def whole(value: Any) -> Any:
    """`value` without lone surrogates, which no UTF-8 file can hold: U+FFFD stands for each."""
    if isinstance(value, str):
        return value if value.isascii() or _encodable(value) else _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [whole(item) for item in value]
    if isinstance(value, dict):
        return {key: whole(item) for key, item in value.items()}
    return value


def _encodable(text: str) -> bool:
    """Whether UTF-8 can hold it; to try takes a tenth of the time of a search."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
