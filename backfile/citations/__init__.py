"""A citation of an article or of a list: for reference managers, and as the styles of reference have it.

    c = Citation(id="ab3311e6f0b6-2", title="Dam gives way", source="Gulf Today", published="2025-06-23", …)
    bibtex(c)              → @article{ab3311e6f0b6-2, title = {Dam gives way}, journal = {Gulf Today}, …}
    ris(c)                 → TY  - NEWS …
    csl(c)                 → {"type": "article-newspaper", "issued": {"date-parts": [[2025, 6, 23]]}, …}
    plain(chicago(c))      → Gulf Today. “Dam gives way.” June 23, 2025. …
    plain(mla(c))          → “Dam gives way.” Gulf Today, 23 June 2025. …
    plain(apa(c))          → Dam gives way. (2025, June 23). Gulf Today. …
    apa_in_text(c, 4)      → (“Dam gives way,” 2025, para. 4)

A date is given only as precisely as it is known, and no date is made up: formats that can say “about” or “between” do,
the others are left without and carry it in words in a note.
"""

from backfile.citations.formats import bibtex, csl, csl_item, csl_json, ris
from backfile.citations.paragraphs import apa_in_text, chicago_note, mla_in_text
from backfile.citations.persons import people, printed
from backfile.citations.record import Citation, Listed, certain_day
from backfile.citations.runs import Face, Reference, plain
from backfile.citations.styles import apa, chicago, mla

__all__ = [
    "Citation",
    "Face",
    "Listed",
    "Reference",
    "apa",
    "apa_in_text",
    "bibtex",
    "certain_day",
    "chicago",
    "chicago_note",
    "csl",
    "csl_item",
    "csl_json",
    "mla",
    "mla_in_text",
    "people",
    "plain",
    "printed",
    "ris",
]
