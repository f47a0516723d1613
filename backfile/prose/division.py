"""A body in pieces that mean the same alone as together, so that each takes the cheapest way to its HTML.

divide("## Two\\n\\nIt *rose*.\\n\\n- one\\n- two\\n\\nSaid so.")
→ Piece("heading", "## Two"), Piece("marked", "It *rose*."), Piece("list", "- one\\n- two"), Piece("plain", "Said so.")

Markdown's blocks are parted by blank lines and know little of each other: a list goes on in the list or the indented
block behind it, a quotation in the next one, and a link's definition reaches everywhere. Pieces are cut where none of
that can be. Those called `other` need a parser, which takes a millisecond for an article of plain ones; those called
`marked`, paragraphs of one line with marks inside, often do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from backfile.model import Record
from backfile.prose.escaping import begins_block, marked, read_line

Kind = Literal["plain", "heading", "list", "quotation", "marked", "other"]

_DEFINITION = re.compile(r"(?<!\\)\[[^\[\]]*\]:")
_HEADING = re.compile(r"#{1,6} [^#\s](?:[^#\n]*[^#\s])?")


class Piece(Record, frozen=True):
    kind: Kind
    source: str
    "Its Markdown, without the blank lines around it; of `plain`, what it says."


def divide(body: str) -> tuple[Piece, ...]:
    """The pieces of `body`, whose characters are tidy. Raises nothing; what is not understood is `other`."""
    blocks = body.split("\n\n")
    # The parser takes a text of nothing but space for empty, a block of it perhaps for code.
    if ("]:" in body and _DEFINITION.search(body)) or any(block.isspace() and block.strip("\n") for block in blocks):
        return (Piece("other", body),)
    return tuple(_joined(blocks))


def _piece(block: str) -> tuple[Piece, bool]:
    """What a block is, and whether it may go on in its neighbours of the same kind or of none."""
    if "\n" not in block:
        if "\t" in block or block != block.strip():
            return Piece("other", block), True
        said = read_line(block)
        if said is not None:
            return Piece("plain", said), False
        if _HEADING.fullmatch(block) and not marked(block):
            return Piece("heading", block), False
        if not begins_block(block):
            return Piece("marked", block), False
    if block.startswith("- ") and all(map(_is_item, block.split("\n"))):
        return Piece("list", block), True
    if block.startswith("> ") and "\n" not in block and _is_bare(block[2:]):
        return Piece("quotation", block), True
    return Piece("other", block), True


def _joined(blocks: list[str]) -> Iterator[Piece]:
    """Blocks that may belong together as one `other`: lists or quotations side by side, and what they may go on in."""
    waiting: list[str] = []
    kind: Kind = "plain"
    for block in blocks:
        bare = block.strip("\n")
        if not bare:
            waiting += [block] if waiting else []  # a block of code keeps its empty lines
            continue
        piece, open_ = _piece(bare)
        if waiting and open_ and (piece.kind == "other" or kind in ("other", piece.kind)):
            waiting.append(block)
            kind = "other"
            continue
        if waiting:
            yield Piece(kind, "\n\n".join(waiting).strip("\n"))
        waiting, kind = ([block], piece.kind) if open_ else ([], "plain")
        if not open_:
            yield piece
    if waiting:
        yield Piece(kind, "\n\n".join(waiting).strip("\n"))


def _is_item(line: str) -> bool:
    return line.startswith("- ") and _is_bare(line[2:])


def _is_bare(text: str) -> bool:
    """Whether `text`, in an item or a quotation, is a paragraph of just these characters."""
    return bool(text) and text == text.strip() and "\t" not in text and not marked(text) and not begins_block(text)


def said(piece: Piece, source: str = "") -> list[str]:
    """The text of each block of a heading, a list or a quotation; `source` stands for its Markdown, if given."""
    source = source or piece.source
    match piece.kind:
        case "heading":
            return [source.lstrip("#")[1:]]
        case "list":
            return [line[2:] for line in source.split("\n")]
        case "quotation":
            return [source[2:]]
        case _:
            return [source]
