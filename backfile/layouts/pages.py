"""From lines to pages: where each page begins, and whose each line is.

    lead · labels · head, text · head, text · lead …  →  Found(lead), Found(related), Found(related), Found(lead) …

What stands between two marks belongs to the mark before it; but before a run of labels with no opening of its own
stands a flat page's lead.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from backfile.layouts import flat, unknown
from backfile.layouts.grammar import Layout, LineRole, Piece, fits, pieces_of
from backfile.layouts.labels import heads_comments
from backfile.layouts.leads import asides, flat_head, read_meta
from backfile.layouts.lines import Line, scan
from backfile.layouts.marks import LAYOUTS, Mark, marks
from backfile.layouts.result import Dump, Found, Note
from backfile.layouts.tails import FOREIGN, cut_head, split
from backfile.model import Role, Span

_Lines = Sequence[Line]
_NOISE: tuple[LineRole, ...] = tuple(dict.fromkeys(role for each in LAYOUTS if each.anywhere for role in each.noise))


def divide(text: str) -> Dump:
    """`text` taken apart by the layouts that fit. It never fails: at worst it is one article and a note."""
    walk = _Walk(text)
    found = list(marks(walk.lines, text))
    walk.sources = frozenset(text[a:b] for mark in found for name, a, b in mark.pieces if name == "source")
    walk.before(found[0] if found else None)
    for n, mark in enumerate(found, 1):
        walk.take(mark, found[n] if n < len(found) else None)
    return walk.result()


class _Walk:
    """One pass over a text's marks, and what it has found so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = scan(text)
        self.sources: frozenset[str] = frozenset()
        self.articles: list[Found] = []
        self.furniture: list[Piece] = []
        self.notes: list[Note] = []
        self.page = -1
        self.layout: Layout = unknown.LAYOUT
        self.tags: tuple[Piece, ...] = ()  # the page's own, on a hashtag's listing
        self.langs: dict[int, str | None] = {}

    # ------------------------------------------------------------ the walk

    def before(self, following: Mark | None) -> None:
        """The lines before the first mark."""
        region = self.lines[: following.first if following else None]
        if following is not None and following.kind == "run":
            self._flat_lead(region)
        else:
            self._foreign(region)

    def take(self, mark: Mark, following: Mark | None) -> None:
        """A mark, and the lines up to the next."""
        region = self.lines[mark.after : following.first if following else None]
        if mark.kind == "opening":
            self._opening(mark, region)
        elif mark.kind == "run":
            self._labels(mark, region, following)
        else:
            self._item(mark, region, following)

    def result(self) -> Dump:
        """Everything found."""
        known = [article.layout.name for article in self.articles if article.layout is not unknown.LAYOUT]
        articles = tuple(msgspec.structs.replace(each, lang=self.langs.get(each.page)) for each in self.articles)
        used = {piece for each in articles for piece in each.fields}
        unused = [
            ("site.listing-heading", start, end) for _, start, end in self.tags if ("tags", start, end) not in used
        ]
        name = known[0] if known else unknown.LAYOUT.name
        return Dump(name, articles, (*self.furniture, *unused), tuple(self.notes))

    # ------------------------------------------------------------ the three kinds of mark

    def _opening(self, mark: Mark, region: _Lines) -> None:
        self._begin(mark.layout, mark.lang)
        pieces, back, other = read_meta(mark.pieces, self.text, self.sources)
        if back is not None:
            region = self.lines[mark.after - 1 : mark.after + len(region)]
        if other is not None:
            source = next(self.text[a:b] for name, a, b in pieces if name == "source")
            self._note(
                mark.first, f"the source may be “{source}” or “{other}”", "correct it in the article if it is the other"
            )
        if any(name == "title" for name, _, _ in pieces):
            aside, region = asides(mark.layout, region)
            self._article("lead", pieces, region, aside)
        else:
            self.furniture += [piece for piece in pieces if "." in piece[0]]
            self.tags = tuple(piece for piece in pieces if piece[0] == "tags")
            self._rest(region, mark.layout)

    def _labels(self, mark: Mark, region: _Lines, following: Mark | None) -> None:
        if self.page < 0:
            self._begin(mark.layout)
        self.langs[self.page] = mark.lang
        self.furniture += [piece for piece in mark.pieces if "." in piece[0]]
        tags = tuple(piece for piece in mark.pieces if piece[0] == "tags")
        comments, region = self._comments(mark, region, following)
        if self.articles and self.articles[-1].role == "lead":
            lead = self.articles[-1]
            self.articles[-1] = msgspec.structs.replace(lead, fields=(*lead.fields, *tags, *comments))
        else:
            self.furniture += [("site.hashtags-label", start, end) for _, start, end in tags]
            self.furniture += [("site.comments", start, end) for _, start, end in comments]
        if not mark.whole:
            self._note(
                mark.first,
                "the dump ends inside the page’s labels",
                "capture the page again if its related articles matter",
            )
        if following is not None and following.kind == "run":
            self._flat_lead(region)
        else:
            self._rest(region, self.layout)

    def _comments(self, mark: Mark, region: _Lines, following: Mark | None) -> tuple[list[Piece], _Lines]:
        """A page's comments, one a line, and what is left of the region behind its labels.

        Where the labels end in the heading of the comments, all behind it is theirs, save the lead of another page.
        """
        starts = {start for name, start, _ in mark.pieces if name == "comments"}
        lines = [line for line in self.lines[mark.first : mark.after] if line.start in starts]
        unclosed = heads_comments(self.lines[mark.after - 1].text) and not (following and following.kind == "run")
        if region and unclosed:
            lines, region = list(region), ()
            self._note(mark.after, "the page’s comments have no end", "look whether all of them are comments")
        return [("comments", line.start, line.end) for line in self._without_noise(lines, _NOISE)], region

    def _item(self, mark: Mark, region: _Lines, following: Mark | None) -> None:
        if self.page < 0 or self.layout is unknown.LAYOUT:
            self._begin(mark.layout)
        role: Role = self.layout.role
        if not mark.layout.anywhere:
            self._article(role, [*mark.pieces, *self.tags], region)
            return
        cut, pieces = (0, []) if following else cut_head(region, mark.layout.items, self.sources)
        if cut == len(region) == 1 and mark.layout.loose and region[0].gap < FOREIGN:
            cut = 0  # the one line below a whole head is the beginning of its text
        own = region[: len(region) - cut]
        body, rest = split(own, mark.layout.loose, following.kind if following else None)
        self._article(role, [*mark.pieces, *self.tags], body)
        if rest and following is not None and following.kind == "run":
            self._flat_lead(rest)
        else:
            self._foreign(rest)
        if cut:
            self._cut_head(region[-cut:], pieces)

    # ------------------------------------------------------------ what stands between

    def _flat_lead(self, region: _Lines) -> None:
        """A flat page's lead; a wide gap above it parts it from lines that are not the page's."""
        region = self._without_noise(region, _NOISE)
        wide = max((i for i, line in enumerate(region) if i and line.gap >= FOREIGN), default=0)
        self._foreign(region[:wide])
        self._begin(flat.LAYOUT)
        if region:
            pieces, body = flat_head(region[wide:])
            self._article("lead", pieces, body)

    def _rest(self, region: _Lines, layout: Layout) -> None:
        """Lines where a head should stand: one that was cut, if the text ends here, or lines of no page."""
        at_end = bool(region) and region[-1] is self.lines[-1]
        cut, pieces = cut_head(region, layout.items, self.sources) if at_end else (0, [])
        self._foreign(region[: len(region) - cut])
        if cut:
            self._cut_head(region[-cut:], pieces)

    def _cut_head(self, lines: _Lines, pieces: Sequence[Piece]) -> None:
        self._note_at(lines[0].start, "the dump ends inside the head of an article", "capture the page again")
        if pieces:
            read = [piece for piece in pieces if piece[2] < self.lines[-1].end or piece[0] == "title"]
            self._article(self.layout.role, [*read, *self.tags], ())
        covered = {start for _, start, _ in pieces}
        self.furniture += [("site.cut-head", line.start, line.end) for line in lines if line.start not in covered]

    def _foreign(self, region: _Lines) -> None:
        """Lines that no layout explains: an article of their own, of which nothing is claimed."""
        region = self._without_noise(region, _NOISE)
        if not region:
            return
        self._begin(unknown.LAYOUT)
        self._note_at(
            region[0].start,
            "the layout of this text is not known",
            "it is kept as one article titled by its first line; correct what is wrong in its content file",
        )
        first = region[0]
        self._article("lead", [("title", first.start, first.end)], region[1:])

    # ------------------------------------------------------------ small steps

    def _begin(self, layout: Layout, lang: str | None = None) -> None:
        self.page += 1
        self.layout = layout
        self.langs[self.page] = lang
        if layout is not unknown.LAYOUT:
            self.tags = ()

    def _article(self, role: Role, pieces: Sequence[Piece], lines: _Lines, aside: Sequence[Piece] = ()) -> None:
        body: list[Span] = [(start, end) for name, start, end in pieces if name == "body"]
        own = self._without_noise(lines, (*_NOISE, *self.layout.noise))
        body += [(line.start, line.end) for line in own]
        fields = tuple(piece for piece in pieces if "." not in piece[0] and piece[0] != "body")
        self.furniture += [piece for piece in pieces if "." in piece[0]]
        last = max(end for _, end in [*body, *((start, end) for _, start, end in fields)])
        tail = last == self.lines[-1].end and not any(end in self.text[last:] for end in "\r\n")
        self.articles.append(Found(role, self.page, self.layout, fields, tuple(body), tuple(aside), tail=tail))

    def _without_noise(self, lines: _Lines, roles: Sequence[LineRole]) -> _Lines:
        kept = []
        for line in lines:
            found = next((hit for role in roles if (hit := fits(role, line))), None)
            if found is None:
                kept.append(line)
            else:
                self.furniture += pieces_of(found, line.start)
        return kept

    def _note(self, at_line: int, message: str, hint: str) -> None:
        self._note_at(self.lines[at_line].start, message, hint)

    def _note_at(self, at: int, message: str, hint: str) -> None:
        self.notes.append(Note(at, message, hint))
