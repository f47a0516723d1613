"""Escaping on the way in, safe HTML on the way out, and the proof that no word was lost between.

    to_markdown(["[Reuters]: police said", "1986. A great year"])
        → "\\[Reuters]: police said\\n\\n1986\\. A great year"
    to_html("1986\\. A great year")
        → '<p id="p1"><a class="pn" href="#p1" aria-label="Paragraph 1"></a>1986. A great year</p>'

`characters` knows which characters a page can hold, `escaping` the way in and its proof, `rendering` the way out,
`parser` the one Markdown instance of a process and what it may pass on, `blocks` what HTML says.
"""

from backfile.prose.characters import balanced, clean_line, printable, words
from backfile.prose.escaping import to_markdown
from backfile.prose.rendering import Label, Rendered, plain, render, to_html, to_unnumbered_html

__all__ = [
    "Label",
    "Rendered",
    "balanced",
    "clean_line",
    "plain",
    "printable",
    "render",
    "to_html",
    "to_markdown",
    "to_unnumbered_html",
    "words",
]
