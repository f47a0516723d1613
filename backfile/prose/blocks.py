"""What HTML says, without its tags.

blocks_of_html("<p>a&amp;b <em>c</em></p><p>d")  → ["a&b c", "d"]
words_of_html("<p>a&amp;b <em>c</em></p>")       → ["a", "b", "c"]
"""

from __future__ import annotations

from html.parser import HTMLParser

from backfile.prose.characters import words


def words_of_html(html: str) -> list[str]:
    """The words of what stands between the tags of `html`, none left out because it might be hidden."""
    return words("\n".join(blocks_of_html(html)))


def blocks_of_html(html: str) -> list[str]:
    """The text of each block of `html` (paragraph, heading, list item …) that holds any, in order, one line each."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [line for block in "".join(reader.pieces).split("\n") if (line := block.strip())]


_INLINE = frozenset(
    ("a", "b", "bdi", "cite", "code", "em", "i", "img", "mark", "q", "small", "span", "strong", "sub", "sup")
)


class _Reader(HTMLParser):
    """Collects text; a block's tag ends a line, an inline one does not part a word."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data.replace("\n", " "))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.pieces.append(" " if tag == "br" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, [])
