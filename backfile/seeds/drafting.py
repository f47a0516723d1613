"""One article's draft: its fields read from their places, its paragraphs with the furniture cut out.

"… outright.” Iranians say … Read More » “The British …"  →  "… outright.” “The British …", and the link set aside
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backfile import furniture
from backfile.layouts import Found
from backfile.layouts.lines import EDGE
from backfile.model import Draft, SetAside, Span
from backfile.seeds.language import language
from backfile.seeds.ledger import Ledger

_ENDS = frozenset(".!?…:;؟۔。\"'”’»)]*%")


def draft(text: str, found: Found, number: int, sources: Sequence[str], ledger: Ledger) -> Draft:
    """The draft of article `number` of its seed; its claims are entered in `ledger`."""
    fields: dict[str, str] = {}
    spans = list[Span]()
    for name, start, end in found.fields:
        ledger.article(start, end, number, name)
        fields.setdefault(name, text[start:end])
        spans.append((start, end))
    tags = tuple(dict.fromkeys(text[start:end] for name, start, end in found.fields if name == "tags"))
    lang = language(fields.get("title", ""), (text[start:end] for start, end in found.body), found.lang)
    context = furniture.Context(fields.get("title", ""), lang, found.role, tuple(sources))
    run = _Run(text, number, ledger)
    for rule, start, end in found.asides:
        run.aside(start, end, rule)
    cuts = iter(furniture.find(text, found.body, context))
    run.take(found.body, cuts, fields, spans)
    return Draft(
        role=found.role,
        title=fields.get("title", ""),
        paragraphs=tuple(run.paragraphs),
        source=fields.get("source"),
        agency=fields.get("agency"),
        author=fields.get("author"),
        relative=fields.get("relative"),
        published=fields.get("published"),
        category=fields.get("category"),
        lang=lang,
        tags=tags,
        comments=tuple(text[start:end] for name, start, end in found.fields if name == "comments"),
        complete=_complete(found, run.paragraphs),
        set_aside=tuple(run.set_aside),
        spans=_merged([*spans, *run.spans]),
    )


class _Run:
    """The run of an article's text, as it is parted into paragraphs and what is set aside."""

    def __init__(self, text: str, number: int, ledger: Ledger) -> None:
        self.text, self.number, self.ledger = text, number, ledger
        self.paragraphs: list[str] = []
        self.set_aside: list[SetAside] = []
        self.spans: list[Span] = []

    def take(
        self, body: Sequence[Span], cuts: Iterator[furniture.Cut], fields: dict[str, str], spans: list[Span]
    ) -> None:
        """Every line of the text: its fragments become a paragraph, its cuts are set aside or become a field."""
        cut = next(cuts, None)
        for start, end in body:
            fragments: list[str] = []
            at = start
            while cut is not None and cut.start < end:
                self._fragment(at, cut.start, fragments)
                if cut.field and cut.field not in fields:
                    fields[cut.field] = self.text[cut.start : cut.end]
                    self.ledger.article(cut.start, cut.end, self.number, cut.field)
                    spans.append((cut.start, cut.end))
                else:
                    self.aside(cut.start, cut.end, cut.rule, within=bool(fragments))
                at = cut.end
                cut = next(cuts, None)
            self._fragment(at, end, fragments)
            if fragments:
                self.paragraphs.append(" ".join(fragments))

    def aside(self, start: int, end: int, rule: str, *, within: bool = False) -> None:
        """Set a passage aside, behind the paragraph before it, or behind the one it stands `within`."""
        self.ledger.furniture(start, end, rule, self.number)
        self.set_aside.append(SetAside(rule, self.text[start:end], len(self.paragraphs) + within))

    def _fragment(self, start: int, end: int, fragments: list[str]) -> None:
        raw = self.text[start:end]
        bare = raw.strip(EDGE)
        if bare:
            start += len(raw) - len(raw.lstrip(EDGE))
            fragments.append(bare)
            self.spans.append((start, start + len(bare)))
            self.ledger.article(start, start + len(bare), self.number, "body")


def _complete(found: Found, paragraphs: Sequence[str]) -> bool:
    """False where the dump ends inside the article, or its layout carries teasers and the text ends in an ellipsis."""
    last = paragraphs[-1] if paragraphs else ""
    if found.layout.teasers and last.endswith(("...", "…")):
        return False
    if not found.tail:
        return True
    if not last:
        return found.role == "lead"
    return last[-1] in _ENDS


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch made one."""
    made: list[Span] = []
    for start, end in sorted(set(spans)):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(made)
