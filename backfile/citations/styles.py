"""References as people write them: Chicago (18th edition), MLA (9th), APA (7th), for news kept by an archive.

    chicago(c)   Northern Press. “Dam gives way.” *Gulf Today*, June 23, 2025. Captured June 23, 2025. The Archive, …
    mla(c)       Northern Press. “Dam gives way.” *Gulf Today*, 23 June 2025. *The Archive*, record ab3311e6f0b6-2, …
    apa(c)       Northern Press. (2025, June 23). Dam gives way. *Gulf Today*. The Archive (Record ab3311e6f0b6-2; …

Capitals stay as printed. A date that the archive supplied stands in brackets; one that nobody knows is “n.d.”, but for
MLA, which leaves it out.
"""

from __future__ import annotations

from backfile.citations import dating
from backfile.citations.naming import abridged, turned, who_wrote
from backfile.citations.record import Citation, Listed, line
from backfile.citations.runs import UNDATED, Face, Reference, comma, given, joined, link, ours, quoted, stopped


def chicago(cited: Citation | Listed) -> Reference:
    """An entry of a bibliography. Unsigned news is entered under its newspaper."""
    if isinstance(cited, Listed):
        where = (*comma(given(cited.archive)), ours(UNDATED)) if cited.archive else (ours(UNDATED),)
        return joined(quoted(cited.title, "."), where, link(cited.url, "."))
    c = cited
    who = who_wrote(c)
    source = given(c.source, "italic")
    date = (ours(_date(c, dating.CHICAGO) or UNDATED),)
    told = (*comma(source), *date) if who and source else date
    return joined(
        stopped(turned(who, "and") if who else source),
        quoted(c.title, "."),
        stopped(told),
        _capture(c, dating.CHICAGO),
        stopped(_held(c)),
        link(c.url, "."),
    )


def mla(cited: Citation | Listed) -> Reference:
    """An entry of a list of works cited: the newspaper, then the archive, are its containers."""
    if isinstance(cited, Listed):
        archive, leads = given(cited.archive, "italic"), link(cited.url, ".")
        return joined(quoted(cited.title, "."), (*comma(archive), *leads) if leads else stopped(archive))
    c = cited
    who = who_wrote(c)
    date = _date(c, dating.MLA)
    source = given(c.source, "italic")
    where = (*(comma(source) if date else source), *((ours(date),) if date else ()))
    held, leads = _held(c, "italic"), link(c.url, ".")
    return joined(
        stopped(turned(who, "and", most=2) if who else ()),
        quoted(c.title, "."),
        stopped(where),
        (*(comma(held) if leads else stopped(held)), *leads),
        _capture(c, dating.MLA),
    )


def apa(cited: Citation | Listed) -> Reference:
    """An entry of a reference list. Without an author the title stands first."""
    if isinstance(cited, Listed):
        title = stopped(given(cited.title, "italic"))
        date = (ours(f"({UNDATED})."),)
        ordered = (stopped(given(cited.archive)), date, title) if cited.archive else (title, date)
        return joined(*ordered, link(cited.url))
    c = cited
    who = who_wrote(c)
    author = stopped(abridged(who) if who else ())
    date = (ours(f"({_date(c, dating.APA) or UNDATED})."),)
    title = stopped(given(c.title))
    held = f"; captured {dating.captured(c.captured, dating.CHICAGO)}" if c.captured else ""
    record = ours(f"(Record {line(c.id)}{held}).")
    return joined(
        *((author, date, title) if who else (title, date)),
        stopped(given(c.source, "italic")),
        (*given(c.archive), ours(" "), record) if c.archive else (record,),
        link(c.url),
    )


def _date(c: Citation, order: dating.Order) -> str:
    return dating.written(c.published, order, supplied=c.supplied) if c.published else ""


def _held(c: Citation, face: Face = "printed") -> Reference:
    """Where the archive keeps it."""
    return (*comma(given(c.archive, face)), ours(f"record {line(c.id)}" if c.archive else f"Record {line(c.id)}"))


def _capture(c: Citation, order: dating.Order) -> Reference:
    return stopped((ours(f"Captured {dating.captured(c.captured, order)}"),)) if c.captured else ()
