"""JavaScript that a page's text carried along: from its first telling token to its last brace or semicolon.

… for weeks. () => { const seen = new Watcher(); } The fire …      "() => { const seen = new Watcher(); }"
"""

from __future__ import annotations

import re

from backfile.furniture.cuts import Taken

NEEDLES = ("=> {", "function(", "function (", "window.", "document.", "googletag.", "var ", "const ")
_START = re.compile(
    r"\(\w{0,20}\) ?=> ?\{|\(?function ?\w{0,30} ?\([^()]{0,60}\) ?\{|(?:window"
    r"|document|googletag)\.\w+[.(=\[ ]|(?:var|let|const) \w{1,30} ?= ?"
)
_CODE = re.compile(r"[{}]|=>|;|\) ?\{")
_PROSE = re.compile(r"[.!?] [A-Z]|[\w,']{1,40}(?: [\w,']{1,40}){5}")
_GAP = 160  # the longest stretch of code without one of these; a sentence of prose has none at all


def find(line: str, taken: Taken) -> None:
    at = 0
    while match := _START.search(line, at):
        end, code = match.end(), False
        while token := _CODE.search(line, end, end + _GAP):
            if code and _PROSE.search(line, end, token.start()):
                break
            end, code = token.end(), True
        if code and line[match.start() : end].count("{") + line.count(";", match.start(), end) > 1:
            while end < len(line) and line[end] in "});":
                end += 1
            taken.add(match.start(), end, "ui.script")
        at = max(end, match.end())
