"""Furniture whose words say where it ends: one (class, needles, pattern) a rule.

    Phrase("ui.label", "new tab", r", opens (in )?(a )?new (tab|window)")

A rule is tried only where one of its needles (lower case, `|` between them) stands in the article, so ordinary prose
costs a few substring searches. A pattern sees a line as `sentences.plain` leaves it; a group named `cut` narrows what
is taken. Every repetition is bounded or over a class that its neighbour cannot match, so time grows with the line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from backfile.furniture.sentences import UPPER

NEXT = rf"(?= *(?:$|[\"'(\[«»©—–_<]|[{UPPER}0-9]|[a-z]{{1,2}}[A-Z]|[-/] ?[{UPPER}]|[\w.+-]{{1,64}}@))"
"What may follow furniture inside a line: its end, or something that a sentence can start with."

_SHARE = (
    r"(?:Facebook|Twitter|WhatsApp|E-?mail|LinkedIn|Reddit|Pinterest|Messenger"
    r"|Telegram|Tweet|Link|Share|Print|Flipboard)"
)
_OWNER = rf"(?:[{UPPER}0-9&(][^\s!?©]{{0,40}}|[a-z]{{1,3}}[A-Z]\S{{0,30}}|of|the|and|by|de|for|in)"
_NETWORK = r"(?:by Taboola|Sponsored Links?|Promoted Links?|Sponsored Stories|Recommended by Outbrain)"


class Phrase(NamedTuple):
    rule: str
    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    telling: bool
    "Whether its first words alone tell it, so that a headline without a full stop ends before them."
    signs: tuple[str, ...] = ()
    "Of these, one is in all that it matches; none where that cannot be said."

    def fits(self, line: str) -> bool:
        """False where it certainly matches nothing in `line`."""
        return not self.signs or any(map(line.__contains__, self.signs))


def phrase(rule: str, needles: str, pattern: str, signs: str = "") -> Phrase:
    telling = not pattern.startswith(("[A-Z", "(?:(?:"))
    return Phrase(rule, tuple(needles.split("|")), re.compile(pattern), telling, tuple(filter(None, signs.split("|"))))


FREE = (
    phrase(
        "promo.newsletter",
        " newsletter: ",
        rf"New [^.!?]{{1,40}}? newsletter: .{{1,80}}?Sign up (?:(?!Subscribe|Sign up).){{1,250}}?"
        rf"(?:newsletters?|letters|bulletins?|briefings?|e-?mails?|inbox|updates)\b[.!]?{NEXT}",
    ),
    phrase(
        "promo.newsletter",
        "privacy policy",
        r"(?:Subscribe|Sign up) (?:to|for) .{3,240}? Privacy Policy(?: \| [^|.]{2,50}? Newsletters?\b)?",
    ),
    phrase(
        "promo.podcast",
        "ad choices",
        r"Learn more about your ad choices\.(?: Visit (?:[^\s/]{1,80}/adchoices|\S{1,100}))?",
    ),
    phrase(
        "promo.podcast",
        "here to follow",
        r"(?:Click|Tap|CLICK|TAP) (?:here|Here|HERE) (?:to|To|TO) (?:follow|Follow"
        r"|FOLLOW) "
        rf"(?:'.{{2,90}}?'|\".{{2,90}}?\"){NEXT}",
    ),
    phrase(
        "promo.regional",
        "listen to",
        r"More (?:[a-z]+ ){0,3}(?:for|from|in) (?P<place>.{2,50}?) (?:Listen to|Watch)"
        r" "
        r"[a-z ]{3,40} (?:for|from|in) (?P=place)(?!\w)",
    ),
    phrase("media.video", "duration ", r"WATCH ?[|:] ?.{1,400}?\bDuration \d{1,3}:\d\d(?::\d\d)?"),
    phrase("media.video", "all times ", r"All times [A-Za-z]{2,20} .{0,400}?\bCoverage\b(?: WATCH [A-Z ]{3,40} LIVE)?"),
    phrase(
        "media.embed", "a post shared by", r"(?:View this post on [A-Z]\w+ )?A post shared by [^@()]{0,80}\(?@[\w.]+\)?"
    ),
    phrase(
        "media.embed",
        "pic.twitter.com/|t.co/",
        r"(?:https?://t\.co/\w+ ?|pic\.twitter\.com/\w+ ?)+"
        r"(?:— [^()]{1,60} \(@\w{1,20}\) [A-Z][a-z]+ \d{1,2}, \d{4})?",
    ),
    phrase("media.embed", "(@", r"— [^()—]{1,60} \(@\w{1,20}\) [A-Z][a-z]+ \d{1,2}, \d{4}"),
    phrase(
        "ad.marker",
        "continues below|continues after",
        r"(?:STORY|ARTICLE|CONTENT) CONTINUES (?:BELOW|AFTER)(?: (?:THIS )?AD(?:VERT"
        r"(?:ISEMENT)?)?)?|"
        r"(?:Story|Article|Content) continues (?:below|after)(?: (?:this )?ad(?:vert(?:isement)?)?\b)?",
    ),
    phrase("ad.marker", "advertisement", r"(?:(?<=[^\s(\"'-])|(?<=[.!?][\"']))advertisement(?![a-z])"),
    phrase(
        "ad.sponsored",
        "taboola|outbrain",
        rf"{_NETWORK}(?:[ |]{{0,3}}(?:{_NETWORK}|You [Mm]ay (?:[Aa]lso )?[Ll]ike))+"
        rf"(?:.{{1,200}}? Undo\b)*(?:[^.!?]{{1,160}}$)?",
    ),
    phrase("ui.comments", "comments (|comments(", rf"(?:Show |View |See )(?:[Aa]ll )?[Cc]omments ?\(\d*\){NEXT}"),
    phrase(
        "ui.share", "click to ", r"(?:Click to (?:share|email|print|tweet) [^.!?()]{0,60}\([Oo]pens in new window\) ?)+"
    ),
    phrase("ui.share", "facebooktweet", rf"FacebookTweet(?:Link|E-?mail|Follow|Share|Print)*(?: Follow{NEXT})?"),
    phrase("ui.share", "social sharing|story link", rf"(?:Social Sharing|Copy (?:the )?[Ss]tory [Ll]ink){NEXT}"),
    phrase("ui.share", "facebook", rf"(?:Share )?\b{_SHARE}(?: ?{_SHARE}){{2,}}\b"),
    phrase("promo.read-more", "» read more|›› read more", r"[»›]+ ?(?:READ MORE|Read [Mm]ore)"),
    phrase(
        "attribution.copyright",
        "©|copyright|(c)",
        rf"(?:(?:Copyright )?©|\([Cc]\)|Copyright) ?(?:\d{{4}}(?:[-–]\d{{2,4}})?)"
        rf"(?:[^©]{{2,90}}? ?All [Rr]ights [Rr]eserved\.?|(?: {_OWNER}){{1,8}}?\.(?= |$))"
        r"(?: (?:This material|No part|Unauthori[sz]ed|Distributed by)[^.!?]{1,200}[.!])?",
    ),
    phrase(
        "attribution.copyright",
        "©|(c)",
        rf"(?:(?:Copyright ?)?©|\([Cc]\)) ?(?:\d{{4}}(?: {_OWNER}){{1,8}}?|{_OWNER}(?: {_OWNER}){{0,5}}?(?: \d{{4}})?)"
        r"(?= *$| +(?:Click |Show Comments|\S{1,64}@))",
    ),
    phrase(
        "attribution.agency",
        "input from|inputs from",
        r"\([Ww]ith (?:additional |agency )?inputs? from [^()]{2,80}\)\.?",
    ),
    phrase("promo.must-watch", "must watch", r"(?<=\S)Must Watch(?= *$)"),
    phrase("attribution.rule", "___", r"(?<![\w_])_{3,}(?![a-z0-9_])"),
)
"Unmistakable wherever they stand."
