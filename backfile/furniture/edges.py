"""What stands at the edges of an article: its title once more, and the agency that signs it off."""

from __future__ import annotations

import re

from backfile.furniture.cuts import Taken
from backfile.furniture.lines import agency
from backfile.furniture.sentences import UPPER, begins, plain, sentence_start
from backfile.furniture.words import AGENCIES

_KICKER = 40  # characters
_SIGN_OFF = re.compile(
    r"\(?(?:With (?:additional )?(?:agency )?(?:inputs?|reporting|files)(?: from"
    r"| by) [^.!?()]{2,60}|(?:Additional r|R)eporting by [^.!?()]{2,120})\)?\.?$"
)
_DASHED = re.compile(rf"[-–—/]{{1,2}} ?(?P<name>[{UPPER}][\w-]{{1,20}}(?: [{UPPER}][\w-]{{1,20}}){{0,3}})\.?$")
_BRACKETED = re.compile(r"\((?:وكالات|agencies|Agencies)\)\.?$")
_APPEARED = re.compile(
    r" (?:originally|first) (?:appeared|published) (?:on|in|at) [^.!?]{2,60}(?:\.[a-z]{2,4}\b)?[.!]?"
)


def title_repeat(line: str, taken: Taken, title: str) -> None:
    """The title at the start of the text, a few words of kicker before it or none, or told where it first appeared."""
    wanted = plain(title).strip()
    if len(wanted) < 12:
        return
    at = line.find(wanted, 0, len(wanted) + _KICKER + 400)
    if at < 0:
        return
    end = at + len(wanted)
    appeared = _APPEARED.match(line, end)
    if appeared:
        if begins(line, at) or at == 0:
            taken.add(at, appeared.end(), "attribution.syndication")
        return
    kicker = line[:at]
    rest = line[end:].lstrip(" ")
    if len(kicker) > _KICKER or re.search(r"[.!?:,;]", kicker) or len(kicker.split()) > 5:
        return
    if not rest and not kicker:
        taken.add(0, end, "structure.title-repeat")
    if not rest or rest == line[end:] or rest[0].islower() or rest[0] in ",.;:":
        return
    taken.add(0, end, "structure.title-repeat")


def sign_off(line: str, taken: Taken, *, last: bool) -> None:
    """The agency named behind a line's last sentence: one that is listed, or, on the `last` line, one that reads so."""
    end = len(line.rstrip())
    for start, stop, _, _ in reversed(taken.cuts):
        if stop != end:
            break
        end = start
        while end and line[end - 1].isspace():
            end -= 1
    tail = line[max(0, end - 160) : end]
    if tail[-1:] in ".!?…\"'" and "ith" not in tail and "eporting by" not in tail:
        return  # the text ends like any text
    for pattern in (_SIGN_OFF, _DASHED, _BRACKETED):
        match = pattern.search(line, max(0, end - 160), end)
        if match and (begins(line, match.start()) or taken.touches(match.start())):
            if pattern is not _DASHED or match["name"].isupper() or agency(match["name"]):
                taken.add(*match.span(), "attribution.agency")
            return
    start = sentence_start(line, end, taken.floor(end))
    name = line[start:end]
    if start and (begins(line, start) or taken.touches(start)) and (agency(name) if last else name in AGENCIES):
        taken.add(start, end, "attribution.agency")
