"""The way in: paragraphs of a seed → Markdown that renders to exactly them.

    to_markdown(["It's 5 * 3 in snake_case (really!)"]) → the same: nothing here is markup
    to_markdown(["# 1", "*two* words", "The <Prime Minister> said"])
        → "\\# 1\\n\\n\\*two\\* words\\n\\nThe &lt;Prime Minister> said"

A paragraph becomes one line, and lines are parted by blank ones; so of Markdown's blocks only those matter that a
single line can start, and of its inline marks only those that find their counterpart in the same line. What is
escaped is decided by those few rules, for the line alone. Every paragraph that holds a character Markdown could care
about is then proved: Python-Markdown must render it to itself, character by character. Should a future release
know a mark that the rules do not, the proof fails and every sign is written as a numeric reference instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from backfile.prose.characters import tidy

MARKS = "\\`*_[&<"
"Without one of these, only the start of a line can be markup."

_ESCAPABLE = re.escape("\\`*_{}[]()>#+-.!")  # Python-Markdown's ESCAPED_CHARS
_ANYWHERE = re.compile(
    rf"\\(?=[{_ESCAPABLE}])"  # a backslash that would escape
    r"|\]\("  # a link's or an image's address
    r"|&(?=\#|[A-Za-z0-9][-.A-Za-z0-9]*;)"  # a reference to a character
    r"|<(?=[A-Za-z/!?])"  # a tag, a comment, an autolink
)
_START = re.compile(r"[#>]|[*+-](?=\ )|\d+\.(?=\ )|\[[^\[\]]*\]:")
"A heading, a quotation, a list item, a link's definition."
_RULE = re.compile(r"([-*_])(?: *\1){2,} *")
_TICKS = re.compile(r"`++")
# Where a run of the sign could open and where it could close emphasis. Possessive, so that a long run costs its length;
# the sign before its lookbehind, so that `re` skips to it.
_STARS = re.compile(r"\*(?<!\*\*)\**+(?=[^\s*])"), re.compile(r"\*(?<=[^\s*]\*)\**+")
_LOW_LINES = re.compile(r"_(?<!\w_)_*+(?=[^\s_])"), re.compile(r"_(?<=[^\s_]_)_*+(?!\w)")
# Python-Markdown looks for the end of the line from each bare `[`: 8,000 of them take 6.5 s. Escaped, 0.1 s.
_BRACKET_STEPS = 1_000_000
_PROOF_STEPS = 500_000_000
"Past this many (marks × length of line) the parser would take seconds, and the rules stand alone."

_ESCAPED = re.compile(rf"\\([{_ESCAPABLE}])|&(lt|amp);")
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")


def to_markdown(paragraphs: Sequence[str]) -> str:
    """Markdown for `paragraphs` (plain text), parted by blank lines, without a newline at its end.

    Line separators inside a paragraph become spaces, space at its ends goes, and so do paragraphs of nothing else;
    characters that HTML cannot hold become U+FFFD. Every other character is rendered as it was.
    """
    lines = [line for paragraph in paragraphs if (line := tidy(paragraph).strip())]
    written = list(map(light, lines))
    body = "\n\n".join(written)
    if not marked(body):
        return body
    # Paragraphs that hold no mark are as safe among the others as in a body of none that does.
    odd = [n for n, line in enumerate(written) if marked(line)]
    if read_back(body) == lines and _proved("\n\n".join(written[n] for n in odd), [lines[n] for n in odd]):
        return body
    return "\n\n".join(map(heavy, lines))


def light(line: str) -> str:
    """One line of text with the fewest escapes under which it stays one paragraph of exactly that text."""
    if not (line and _may_begin(line[0])) and not marked(line):
        return line
    pieces: list[str] = []
    done = 0
    for at in sorted(set(_to_escape(line))):
        sign = line[at]
        pieces += line[done:at], "&lt;" if sign == "<" else "&amp;" if sign == "&" else "\\" + sign
        done = at + 1
    return "".join(pieces) + line[done:]


def _may_begin(sign: str) -> bool:
    """Whether a block that is no paragraph may begin with `sign`, which is none of `MARKS`."""
    return sign in "#>+-" or sign.isdecimal()


def marked(line: str) -> bool:
    """Whether one of `MARKS` is in `line`. Written out, as a loop takes three times as long."""
    return "\\" in line or "`" in line or "*" in line or "_" in line or "[" in line or "&" in line or "<" in line


def heavy(line: str) -> str:
    """One line of text with every ASCII sign as a numeric reference: ugly, and beyond any parser's reach."""
    return _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", line)


def read_back(body: str) -> list[str] | None:
    """The paragraphs of a body as `to_markdown` writes it lightly; None for anything else, which a parser must read.

    A line counts if escaping what it says gives the line again, so nothing in it can be markup.
    """
    lines = body.strip("\n").split("\n")
    if any(lines[1::2]):  # not as most are written: each second line empty
        lines = [block.strip("\n") for block in body.split("\n\n")]
        if any("\n" in line for line in lines):
            return None
    lines = list(filter(None, lines))
    if "\t" in body or lines != [line.strip() for line in lines]:
        return None
    bare = not marked(body)
    said = []
    for line in lines:
        text = line if bare and not _may_begin(line[0]) else read_line(line)
        if text is None:
            return None
        said.append(text)
    return said


def read_line(line: str) -> str | None:
    """What one line of a body says, if that is written lightly; None where it may hold markup."""
    text = _ESCAPED.sub(_plain, line) if "\\" in line or "&" in line else line
    return text if light(text) == line else None


def begins_block(line: str) -> bool:
    """Whether a line of Markdown, if it is a block, is no paragraph."""
    return bool(_START.match(line) or _RULE.fullmatch(line))


def _plain(match: re.Match[str]) -> str:
    return match[1] or ("<" if match[2] == "lt" else "&")


def _to_escape(line: str) -> Iterator[int]:
    """Positions in `line` of the characters that need an escape, in no order and perhaps twice."""
    yield from (match.end() - 1 for match in _ANYWHERE.finditer(line))
    if start := _START.match(line):
        yield start.end() - 1 if start[0].endswith(".") else 0
    elif _RULE.fullmatch(line):
        yield 0
    if "<" in line:
        # `<5@x>` would be an address, where a `>` follows; `a < b`, `<3` and `<5%` are prose.
        last = line.rfind(">")
        yield from (at for at in _all(line, "<") if at < last and not line[at + 1].isspace())
    if "`" in line and len(_TICKS.findall(line)) > 1:
        yield from _all(line, "`")
    if line.count("[") * len(line) > _BRACKET_STEPS:
        yield from _all(line, "[")
    for sign, (opening, closing) in (("*", _STARS), ("_", _LOW_LINES)):
        if sign in line:
            yield from _emphasis(line, opening, closing)


def _all(line: str, sign: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(re.escape(sign), line))


def _emphasis(line: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> Iterator[int]:
    """The runs that could open or close emphasis, if one that could open stands before one that could close."""
    opens = [match.span() for match in opening.finditer(line)]
    closes = [match.span() for match in closing.finditer(line)]
    if opens and closes and opens[0] < closes[-1]:
        for start, end in opens + closes:
            yield from range(start, end)


def _proved(body: str, lines: list[str]) -> bool:
    """Whether Python-Markdown as it comes renders `body` to `lines` and nothing else."""
    if sum(len(line) * sum(map(line.count, MARKS)) for line in lines) > _PROOF_STEPS:
        return True
    from backfile.prose.parser import as_it_comes

    return as_it_comes(body) == "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
