"""The inline markup that most people write, without a parser: a millisecond less for every paragraph with a link.

    html("It *rose*, see [here](https://example.org/a).")
    → 'It <em>rose</em>, see <a href="https://example.org/a">here</a>.'

Understood are `*one*` and `**two**` stars and links to web addresses, each standing by itself and holding plain text.
Where anything else might be markup the answer is None, and the parser is asked. Tests hold that both say the same.
"""

from __future__ import annotations

import re

# What stands in a mark: text without the signs of any other, that neither begins nor ends with space.
_TEXT = r"[^\s*\[\]()](?:[^*\[\]()]*[^\s*\[\]()])?"
_MARK = re.compile(
    rf"(?<![^\s])(?:\*\*({_TEXT})\*\*|\*({_TEXT})\*|\[({_TEXT})\]\((https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9./~-]*)?)\))"
    r"(?=[\s.,;:!?]|\Z)"
)
_OTHER = re.compile(r"[\\`_&<>]")
_LEFT = re.compile(r"[*\[\]]")


def read(line: str) -> tuple[str, str] | None:
    """What one line of a paragraph says, as HTML and as text; None where it takes a parser to tell."""
    pieces = _MARK.split(line)
    if _OTHER.search(line) or any(map(_LEFT.search, pieces[::5])):
        return None
    html, text = [pieces[0]], [pieces[0]]
    for at in range(1, len(pieces), 5):
        strong, emphasis, linked, address, after = pieces[at : at + 5]
        if strong:
            html.append(f"<strong>{strong}</strong>")
        elif emphasis:
            html.append(f"<em>{emphasis}</em>")
        else:
            html.append(f'<a href="{address}">{linked}</a>')
        text.append(strong or emphasis or linked)
        html.append(after)
        text.append(after)
    return "".join(html), "".join(text)
