"""The scanner: runs every rule over an article's lines, the surest first, and hands back what they take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from backfile.furniture import captions, lines, promos, script
from backfile.furniture.cuts import Context, Cut, Taken
from backfile.furniture.edges import sign_off, title_repeat
from backfile.furniture.passages import BOUND
from backfile.furniture.phrases import FREE, Phrase
from backfile.furniture.promos import BACKWARD, FORWARD
from backfile.furniture.sentences import plain, starts
from backfile.furniture.words import UNFINISHED
from backfile.model import Span


def find(text: str, lines_: Sequence[Span], context: Context) -> tuple[Cut, ...]:
    """The furniture of the article whose lines are the spans `lines_` of `text`: ordered, each cut inside one line.

    Spans and cuts are `[start, end)` in code points. A line is a paragraph, without its newline.
    """
    run = [plain(text[start:end]) for start, end in lines_]
    rules = Rules("\n".join(run), text)
    whole = lines.find(run, context)
    cuts = []
    for i, (line, (offset, _)) in enumerate(zip(run, lines_, strict=True)):
        taken = Taken(line)
        if i in whole:
            rule, field, start, end = whole[i]
            taken.add(start, end, rule, field)
            taken.add(0, start, rule)
        else:
            rules.scan(line, taken, context, first=i == 0, last=i == len(run) - 1)
        cuts += [Cut(offset + start, offset + end, rule, field) for start, end, rule, field in taken.cuts]
    return tuple(cuts)


class Rules:
    """The rules that may find something in an article, by their needles."""

    def __init__(self, article: str, page: str) -> None:
        present = _present(article.lower())
        self.page = page
        self.free = [rule for rule in FREE if not present.isdisjoint(rule.needles)]
        self.bound = [rule for rule in BOUND if not present.isdisjoint(rule.needles)]
        self.brief = [rule for rule in self.bound if rule.rule in _BRIEF]
        self.forward = [rule for rule in FORWARD if not present.isdisjoint(rule.needles)]
        self.backward = not present.isdisjoint(BACKWARD.needles)
        self.labels = not present.isdisjoint(_LABELS)
        self.script = not present.isdisjoint(script.NEEDLES)
        self.labelled = not present.isdisjoint(captions.NEEDLES)

    def scan(self, line: str, taken: Taken, context: Context, *, first: bool, last: bool) -> None:
        """Take the furniture of one line: the unmistakable, then what needs a headline's end, then the rest."""
        if first:
            title_repeat(line, taken, context.title)
        if self.script:
            script.find(line, taken)
        for rule in self.free:
            for match in rule.pattern.finditer(line):
                taken.add(*match.span(), rule.rule)
        markers = sorted((m.start(), m.end(), rule.rule) for rule in self.forward for m in rule.pattern.finditer(line))
        markers = [m for m in markers if not taken.meets(m[0], m[1])]
        soft: list[int] = []
        if markers or self.labelled:
            soft = [m.start() for rule in self.bound if rule.telling for m in rule.pattern.finditer(line)]
        if self.backward:
            soft += [m.start() for m in BACKWARD.pattern.finditer(line)]
        stops = sorted({start for start, _, _ in markers}.union(soft))
        if markers and self.brief:  # a marker may stand behind such furniture
            self.sentences(line, taken, self.brief)
        captions.find(line, taken, self.labelled, stops, self.page)
        if markers:
            promos.forward(line, taken, markers, stops)
        if self.backward:
            promos.backward(line, taken)
        if bound := [rule for rule in self.bound if rule.fits(line)]:
            self.sentences(line, taken, bound)
        if self.labels:
            labels(line, taken)
        sign_off(line, taken, last=last)

    def sentences(self, line: str, taken: Taken, rules: Sequence[Phrase]) -> None:
        """Take what counts only where a sentence starts or other furniture ends."""
        places = [*starts(line), *(stop.end() for stop in _STOP.finditer(line)), *(end for _, end, _, _ in taken.cuts)]
        heapify(places)
        at = -1
        while places:
            place = heappop(places)
            while place < len(line) and line[place] == " ":
                place += 1
            if place <= at or place == len(line):
                continue
            at = place
            for rule in rules:
                match = rule.pattern.match(line, place)
                if match and taken.add(place, match.end(), rule.rule):
                    heappush(places, match.end())
                    break


_BRIEF = ("ad.marker", "editor.note")
"Classes whose furniture is one sentence at most."
_LABELS = (", external", "new tab", "new window")
_NEEDLES = sorted(
    {
        *(needle for rule in (*FREE, *BOUND, *FORWARD, BACKWARD) for needle in rule.needles),
        *_LABELS,
        *script.NEEDLES,
        *captions.NEEDLES,
    }
)
# Parts that several needles have, and hardly any article: where one is missing, so are all that have it.
_PARTS = (
    *("read", "omments", "subscri", "input", " link", "m e", "m gmt", "m bst", "pic", "boo", "updated", "orrected"),
    *(" amended", "desk", "continues", "windo", "tion by", "watch", "tip", "screen", " shar", "us "),
)


def _part(needle: str) -> str:
    """What to look for before a needle: a sign or a figure, at a tenth of the time, or what others have, too."""
    signs = [c for c in needle if not c.isalpha() and c != " "]
    return signs[0] if signs else next((part for part in _PARTS if part in needle), needle.rstrip())


_BY_PART = [(part, [x for x in _NEEDLES if _part(x) == part]) for part in dict.fromkeys(map(_part, _NEEDLES))]


def _present(text: str) -> set[str]:
    """The needles that stand in an article in lower case."""
    return {needle for part, needles in _BY_PART if part in text for needle in needles if needle in text}


_STOP = re.compile(r"[.!?…؟]+[\"')\]»]* +")
_NEW_TAB = re.compile(r",? ?\(?opens (?:in )?(?:a )?new (?:tab|window)\)?")
_EXTERNAL = re.compile(
    r"(?P<article>\b[Aa]n? )?(?P<word>\b\w+)[\"')\]%.,]*, external(?=[ .,;:?!)\"']|$)(?! (?:and|or|to)\b)"
    r"(?: (?P<next>\w+))?"
)
_ADJECTIVE = re.compile(r"(?:al|ic|ive|ent|ant|ous|ary|ory|ful|less|ble|foreign|both|new|major|key)$")


def labels(line: str, taken: Taken) -> None:
    """What screen readers say after a link. `, external` may also be one adjective of several, and then stays."""
    for match in _NEW_TAB.finditer(line):
        taken.add(*match.span(), "ui.label")
    for match in _EXTERNAL.finditer(line):
        adjective = match["article"] or (len(match["word"]) > 4 and _ADJECTIVE.search(match["word"]))
        if not adjective or match["next"] in UNFINISHED:
            start = line.index(", external", match.end("word"))
            taken.add(start, start + len(", external"), "ui.label")
