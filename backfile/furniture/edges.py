"""What stands at the edges of an article: its title once more, and the agency that signs it off."""

from __future__ import annotations

import re

from backfile.furniture.cuts import Taken
from backfile.furniture.lines import agency
from backfile.furniture.sentences import UPPER, begins, plain, sentence_start
from backfile.furniture.words import AGENCIES, ARABIC_AGENCIES

_KICKER = 40  # characters
_SIGN_OFF = re.compile(
    r"\(?(?:With (?:additional )?(?:agency )?(?:inputs?|reporting|files)(?: from"
    r"| by) [^.!?()]{2,60}|[Ww]ith agency inputs?|(?:Additional r|R)eporting by [^.!?()]{2,120})\)?\.?$"
)
_DASHED = re.compile(rf"[-–—/]{{1,2}} ?(?P<name>[{UPPER}][\w-]{{1,20}}(?: [{UPPER}][\w-]{{1,20}}){{0,3}})\.?$")
_BRACKETED = re.compile(rf"\((?:{ARABIC_AGENCIES}|agencies|Agencies)\)\.?$|[-–—] ?(?:{ARABIC_AGENCIES})$")
# Each with what it cannot do without, which is asked first: a sixth of the time.
_SIGNED = (
    (_SIGN_OFF, ("input", "reporting", "files", "Reporting")),
    (_DASHED, ("-", "–", "—", "/")),
    (_BRACKETED, ("(", "-", "–", "—")),
)
_EMAIL = re.compile(r" [\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}$")
_APPEARED = re.compile(
    r" (?:originally|first) (?:appeared|published) (?:on|in|at) [^.!?]{2,60}(?:\.[a-z]{2,4}\b)?[.!]?"
)


def title_repeat(line: str, taken: Taken, title: str) -> None:
    """The title at the start of the text, a few words of kicker before it or none, or told where it first appeared."""
    wanted = plain(title).strip()
    done = 0
    while (at := line.find(wanted, done, len(wanted) + _KICKER + 400)) >= 0:
        end = at + len(wanted)
        appeared = _APPEARED.match(line, end)
        if appeared and (begins(line, at) or line[done:at].isspace()):
            taken.add(at, appeared.end(), "attribution.syndication")
            done = appeared.end()
        elif not appeared and len(wanted) >= 12 and _repeated(line[done:at], line[end:]):
            taken.add(done, end, "structure.title-repeat")
            done = end
        else:
            return


def _repeated(kicker: str, rest: str) -> bool:
    """Whether a title between `kicker` and `rest` is printed once more, and not told of in a sentence."""
    bare = rest.lstrip(" ")
    if len(kicker) > _KICKER or re.search(r"[.!?:,;]", kicker) or len(kicker.split()) > 5:
        return False
    if not bare:
        return not kicker
    return bare != rest and not bare[0].islower() and bare[0] not in ",.;:"


def sign_off(line: str, taken: Taken, *, last: bool) -> None:
    """The agency named behind a line's last sentence: one that is listed, or, on the `last` line, one that reads so."""
    end = len(line.rstrip())
    for start, stop, _, _ in reversed(taken.cuts):
        if stop != end:
            break
        end = start
        while end and line[end - 1].isspace():
            end -= 1
    if line.find("@", max(0, end - 160), end) >= 0 and (mail := _EMAIL.search(line, max(0, end - 160), end)):
        before = len(taken.cuts)
        _signed(line, taken, mail.start(), last=last)
        if len(taken.cuts) > before:
            taken.add(*mail.span(), "attribution.email")
        return
    _signed(line, taken, end, last=last)


def _signed(line: str, taken: Taken, end: int, *, last: bool) -> None:
    """The agency whose name ends at `end`."""
    tail = line[max(0, end - 160) : end]
    if tail[-1:] in ".!?…\"'" and "ith" not in tail and "eporting by" not in tail:
        return  # the text ends like any text
    for pattern, needed in _SIGNED:
        match = pattern.search(line, max(0, end - 160), end) if any(map(tail.__contains__, needed)) else None
        if match and (begins(line, match.start()) or taken.touches(match.start())):
            if pattern is not _DASHED or match["name"].isupper() or agency(match["name"]):
                taken.add(*match.span(), "attribution.agency")
            return
    start = sentence_start(line, end, taken.floor(end))
    name = line[start:end].strip()
    if start and (begins(line, start) or taken.touches(start)) and (agency(name) if last else name in AGENCIES):
        taken.add(start, end, "attribution.agency")
