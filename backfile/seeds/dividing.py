"""A seed taken apart: layouts say whose each line is, furniture what in a text is not its own, the ledger proves it.

    divide(seed)  →  Divided(articles=(Draft("lead", …), Draft("related", …)), ledger=(Segment(0, 53, "article", …), …))

Pure: the same seed gives the same result in any process.
"""

from __future__ import annotations

from itertools import groupby

import msgspec

from backfile import dates, layouts
from backfile.errors import Problem
from backfile.model import Divided, Draft, Seed, Sidecar
from backfile.seeds.drafting import draft
from backfile.seeds.ledger import Ledger


def divide(seed: Seed, lang: str = "en") -> Divided:
    """The articles of a seed in the order of the page, and a ledger that tiles its characters. It never fails.

    How a date is known is said in `lang`, the archive's own language.
    """
    text = seed.text
    dump = layouts.divide(text)
    ledger = Ledger(text)
    for rule, start, end in dump.furniture:
        ledger.furniture(start, end, rule)
    sources = tuple(
        dict.fromkeys(text[a:b] for each in dump.articles for name, a, b in each.fields if name == "source")
    )
    drafts = tuple(draft(text, found, n, sources, ledger) for n, found in enumerate(dump.articles))
    settled: list[Draft] = []
    for page, group in groupby(zip(dump.articles, drafts, strict=True), key=lambda pair: pair[0].page):
        settled += _page(tuple(own for _, own in group), seed.sidecar, lang, first=page == 0)
    notes = [*dump.notes, *_notes(dump, drafts)]
    warnings = (*seed.warnings, *(_warning(seed, note) for note in sorted(notes, key=lambda note: note.at)))
    return Divided(seed, dump.layout, tuple(settled), ledger.segments(), warnings)


def _page(drafts: tuple[Draft, ...], sidecar: Sidecar, lang: str, *, first: bool) -> tuple[Draft, ...]:
    """The articles of one page, dated, with what the sidecar says of them. Only the first page's lead is its lead."""
    if not first:
        sidecar = msgspec.structs.replace(sidecar, url=None, source=None, published=None)
    return tuple(_told(each, sidecar) for each in dates.settle(drafts, sidecar, lang))


def _told(own: Draft, sidecar: Sidecar) -> Draft:
    if sidecar == Sidecar():
        return own
    changes: dict[str, object] = {"tags": (*own.tags, *(tag for tag in sidecar.tags if tag not in own.tags))}
    if sidecar.lang:
        changes["lang"] = sidecar.lang
    if sidecar.rights:
        changes["rights"] = sidecar.rights
    if own.role == "lead":
        changes |= {key: value for key, value in (("url", sidecar.url), ("source", sidecar.source)) if value}
    return msgspec.structs.replace(own, **changes)


def _notes(dump: layouts.Dump, drafts: tuple[Draft, ...]) -> list[layouts.Note]:
    """What the articles themselves lack."""
    notes = []
    for found, own in zip(dump.articles, drafts, strict=True):
        at = found.fields[0][1] if found.fields else 0
        if not own.complete and found.tail:
            notes.append(
                layouts.Note(at, f"the dump ends inside “{_short(own.title)}”", "capture the page again for its end")
            )
        elif own.role == "lead" and not own.paragraphs and dump.layout != "unknown":
            notes.append(
                layouts.Note(
                    at,
                    f"the lead “{_short(own.title)}” has no text",
                    "its page holds a title alone; look at what was set aside",
                )
            )
    return notes


def _short(title: str) -> str:
    return title if len(title) <= 80 else title[:79] + "…"


def _warning(seed: Seed, note: layouts.Note) -> Problem:
    line = seed.text.count("\n", 0, note.at) + 1
    return Problem(f"seeds/{seed.file}", line, note.message, note.hint)
