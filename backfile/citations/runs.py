"""What references are made of: runs of text, each with its face."""

from __future__ import annotations

from typing import Literal

from backfile.citations.record import address, line

Face = Literal["ours", "printed", "italic"]
Reference = tuple[tuple[str, Face], ...]
"""Runs of a reference: our own words, a text as printed (which may be of any language), a title set in italics."""

UNDATED = "n.d."
# A printed title's own quotation marks, inside the reference's.
INNER = str.maketrans({"“": "‘", "”": "’", '"': "'"})
_ENDS = (".", "?", "!", "…", "؟", "。", "？", "！")


def plain(reference: Reference) -> str:
    """A reference as text."""
    return "".join(text for text, _ in reference)


def ours(text: str) -> tuple[str, Face]:
    return text, "ours"


def given(text: str | None, face: Face = "printed") -> Reference:
    clean = line(text or "")
    return ((clean, face),) if clean else ()


def quoted(title: str, end: str) -> Reference:
    """A title in quotation marks with `end` inside them, and inside its own if it ends with these.

    A question mark takes the place of a full stop.
    """
    clean = line(title)
    inner = clean[-1:] if clean.endswith(("”", '"')) else ""
    clean = clean.removesuffix(inner).translate(INNER)
    end = "" if end == "." and clean.endswith(_ENDS) else end
    return (ours("“"), (clean, "printed"), ours(f"{end}{inner.translate(INNER)}”"))


def comma(reference: Reference) -> Reference:
    return (*reference, ours(", ")) if reference else ()


def stopped(reference: Reference) -> Reference:
    """With a full stop, unless one ends it already; inside closing quotation marks."""
    if not reference:
        return ()
    last, face = reference[-1]
    bare = last.rstrip("”’")
    if bare.endswith(_ENDS):
        return reference
    return (*reference[:-1], (f"{bare}.{last[len(bare) :]}", face)) if bare != last else (*reference, ours("."))


def link(url: str, end: str = "") -> Reference:
    """The address, where there is one: a site's path leads nobody there."""
    return (ours(address(url) + end),) if url.startswith(("https://", "http://")) else ()


def joined(*parts: Reference) -> Reference:
    """`parts` with a space between any two; those that are empty leave none."""
    made: list[tuple[str, Face]] = []
    for part in parts:
        if part and made:
            made.append(ours(" "))
        made += part
    return tuple(made)
