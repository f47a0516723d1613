"""Lines that are furniture as a whole, and what a lead's first and last lines say of its makers.

Advertisement              ad.marker
JANE DOE                   attribution.byline
Associated Press           the lead's agency, where it is its last line
The harbour at dawn. Video / Jane Doe      media.video, or media.video-playlist where most lines are such
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from backfile.furniture.cuts import Context
from backfile.furniture.labels import NAME, rule_of
from backfile.furniture.sentences import UPPER, starts, tells
from backfile.furniture.words import AGENCIES

_CREDIT_LINE = re.compile(rf"(?:Photo(?:graph)?|Picture|Image)s?: ?{NAME}")
_CREDITED = re.compile(
    r"(?:Photograph|Photo|PHOTO|Picture|PICTURE|Image|IMAGE|Pic|Screengrab|Source|Credit)s?(?:: ?| ?/ ).{1,60}$|"
    r"\((?:[A-Z]{2,6}|[^()]{0,40}\b(?:[Pp]hoto|[Pp]ic|[Pp]icture|[Ii]mage|[Ff]ile"
    r"|[Ss]ource|[Cc]ourtesy|via|Getty|Reuters|Bernama)\b[^()]{0,60})\)$|"
    r"[.!?] (?P<bare>[A-Z]{2,5}|Reuters|Bernama|Getty Images)$"
)
_CREDIT_LENGTH = 120
"More characters than any that `_CREDITED` matches: an earlier place in a line need not be tried."
_INDEXED = re.compile(rf"\d{{1,2}} [{UPPER}]\D{{5,90}}\.?")
_BYLINE = re.compile(
    rf"(?P<name>(?:[{UPPER}][{UPPER}'-]+|[{UPPER}]\.)(?: (?:[{UPPER}][{UPPER}'-]+|[{UPPER}]\.)){{1,3}}?)"
    rf"(?: IN [{UPPER}' -]{{3,30}})?"
)
_BY = re.compile(rf"[Bb][Yy] (?P<name>{NAME}(?:(?:, | and | & ){NAME}){{0,3}})")
_AGENCY_WORD = re.compile(
    r"\b(?:Press|Wire|Wires|News Service|News Agency|Newswire|Dispatch|Agencies"
    r"|Agency|Press Association|Correspondents?)$"
)
_LABELS = frozenset(
    [
        "VIDEO",
        "PHOTOS",
        "ANALYSIS",
        "OPINION",
        "EXCLUSIVE",
        "BREAKING",
        "NEWS",
        "UPDATE",
        "LIVE",
        "WATCH",
        "FACT",
        "CHECK",
        "TEAM",
        "MATCH",
        "KEY",
        "THE",
        "AND",
        "OF",
        "IN",
        "ON",
        "TO",
        "FOR",
    ]
)

_BOX = re.compile(r"\| Newsletters?$")
_SIGN_UP = re.compile(r"(?:^|[.!?] )(?:Sign up|Subscribe)\b[^.!?]{0,80}$")
# Names among names: `Hello!`, `City A.M.`, `Times (Kent)`.
_NAME_WITH_STOP = re.compile(rf"^(?:\S+ ){{0,2}}[{UPPER}(]\S*(?:[!?)]|\.[A-Z]\.)$|^\d+ ?[A-Z][\w ]*$")
_LIST = "promo.further-reading"  # its lines without a stop are the headlines it lists

Whole = tuple[str, str | None, int, int]
"(rule, field, start, end): the part of a line that is taken, offsets within the line."


def find(run: Sequence[str], context: Context) -> dict[int, Whole]:
    """The lines of `run` that are furniture as a whole, by position."""
    bare = [line.strip() for line in run]
    whole: dict[int, Whole] = {}
    for i, line in enumerate(bare):
        if line and len(line) < (620 if len(bare) > 1 else 100):
            rule = rule_of(line)
            if rule or (_headline(line) and not agency(line) and whole.get(i - 1, ("",))[0] == _LIST):
                whole[i] = (rule or _LIST, None, 0, len(run[i]))
    for i, line in enumerate(bare):
        numbered = bare[i - 1 : i] and bare[i - 1].isdigit() and whole.get(i + 1, ("",))[0] == "media.credit"
        if i not in whole and line and (numbered or _captioned(bare, i, context)):
            whole[i] = ("media.caption", None, 0, len(run[i]))
    _boxes(run, bare, whole)
    if context.role == "lead":
        _lead(run, bare, whole, context)
    return whole


def _boxes(run: Sequence[str], bare: Sequence[str], whole: dict[int, Whole]) -> None:
    """A newsletter's box: a line that names it, then up to three, the last of which asks to sign up."""
    for i in [i for i, cut in whole.items() if cut[0] == "promo.newsletter" and _BOX.search(bare[i])]:
        ends = [j for j in range(i + 1, min(i + 4, len(bare))) if _SIGN_UP.search(bare[j])]
        for j in range(i + 1, ends[0] + 1 if ends else i):
            whole[j] = ("promo.newsletter", None, 0, len(run[j]))


def _headline(line: str) -> bool:
    return line[-1] not in ".!?…:" and len(line) < 200 and len(starts(line)) == 2


def _captioned(bare: Sequence[str], i: int, context: Context) -> bool:
    """Whether line `i` is a caption: by its credit, its number or its neighbours."""
    line = bare[i]
    if len(line) > 600 or len(bare) < 2:
        return False
    if _CREDIT_LINE.fullmatch(line):
        return True
    if i == 1 and _CREDIT_LINE.fullmatch(bare[0]) and len(line) < 200 and len(starts(line)) == 2 and not tells(line):
        return True
    if (
        i + 1 < len(bare)
        and bare[i + 1].startswith(line)
        and len(line) < 300
        and _CREDITED.match(bare[i + 1][len(line) :].strip())
    ):
        return True
    if _INDEXED.fullmatch(line) and not tells(line) and not line[-1].isalnum():
        return True
    credit = _CREDITED.search(line, max(0, len(line) - _CREDIT_LENGTH))
    if credit is None or len(starts(line[: credit.start()])) > 3:
        return False
    last = i == len(bare) - 1
    return not last and len(line.split()) <= 40 and (credit["bare"] is None or credit["bare"] in AGENCIES)


def _lead(run: Sequence[str], bare: Sequence[str], whole: dict[int, Whole], context: Context) -> None:
    videos = [i for i, cut in whole.items() if cut[0] == "media.video"]
    filled = [i for i, line in enumerate(bare) if line]
    if len(videos) >= 3 and len(videos) * 2 >= len(filled):
        for i in filled:
            if i not in whole or i in videos:
                whole[i] = ("media.video-playlist", None, 0, len(run[i]))
    rest = [i for i in filled if i not in whole]
    names = [i for i in rest if _label(bare[i])]
    odd = [i for i in rest if len(bare[i]) <= 40 and _NAME_WITH_STOP.search(bare[i])]
    if (len(names) >= 3 and (len(names) + len(odd)) * 4 >= len(rest) * 3) or (
        names and len(names) == len(rest) and any(bare[i] in context.sources for i in names)
    ):
        for i in sorted({*names, *odd}):
            whole[i] = ("ui.tags", None, 0, len(run[i]))
        return
    for i in names:
        if bare[i] in context.sources:
            whole[i] = ("ui.tags", None, 0, len(run[i]))
    _makers(run, bare, whole, [i for i in rest if i not in whole])


def _label(line: str) -> bool:
    """Whether `line` could be an outlet's name or a topic: a few words, no stop."""
    return (
        len(line) <= 40
        and len(line.split()) <= 5
        and line[-1] not in ".!?…:,;\"')"
        and not line.startswith("- ")
        and not line.endswith("-")
        and not (line[0].islower() and len(line.split()) > 3)  # prose wrapped at a narrow column
        and not line[0].isdigit()
    )


def _makers(run: Sequence[str], bare: Sequence[str], whole: dict[int, Whole], rest: Sequence[int]) -> None:
    """The lead's agency, on its last line; its bylines, on any."""
    if rest and (bare[rest[-1]] in AGENCIES or (len(rest) > 1 and agency(bare[rest[-1]]))):
        i = rest[-1]
        whole[i] = ("attribution.agency", "agency", 0, len(run[i]))
    for i in rest:
        line = bare[i]
        if i not in whole and len(rest) > 1 and line in AGENCIES:
            whole[i] = ("attribution.agency", None, 0, len(run[i]))
        match = _BY.fullmatch(line)
        if match:
            offset = run[i].index(line)
            whole[i] = ("attribution.byline", "author", offset + match.start("name"), offset + match.end("name"))
        elif (
            (match := _BYLINE.fullmatch(line))
            and i not in whole
            and len(match["name"]) <= 40
            and _LABELS.isdisjoint(match["name"].split())
        ):
            whole[i] = ("attribution.byline", None, 0, len(run[i]))


def agency(name: str) -> bool:
    """Whether `name` is that of a news agency: listed, or a few capitalised words that end like one."""
    if name in AGENCIES:
        return True
    words = name.split()
    return (
        len(words) <= 5
        and len(name) <= 50
        and all(w[:1].isupper() or w in ("of", "&", "de") for w in words)
        and bool(_AGENCY_WORD.search(name))
        and len(words) > 1
    )
