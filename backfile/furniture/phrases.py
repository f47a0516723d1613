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

NEXT = rf"(?= *(?:$|[\"'(\[«»©—–_<]|[{UPPER}0-9]))"
"What may follow furniture inside a line: its end, or something that a sentence can start with."

_TRIAL = r"[^.!?]{0,90}\b(?:FREE|[Ff]ree)\b[^.!?]{0,24}\b[Tt]rial\b(?: (?:now|today|here))?"
_LETTER = r"(?:newsletters?|letters?|briefings?|bulletins?|digest|e-?mail|round-?up)"
_WORK = r"(?:article|story|piece|post|report|essay|interview|column|review|feature|content)"
_SHARE = (
    r"(?:Facebook|Twitter|WhatsApp|E-?mail|LinkedIn|Reddit|Pinterest|Messenger"
    r"|Telegram|Tweet|Link|Share|Print|Flipboard)"
)
_AGO = r"\d{1,2} (?:hours?|minutes?|mins?|hrs?) ago "
_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
_CLOCK = r"\d{1,2}[:.]\d\d ?[ap]\.?m\.?"
_NETWORK = r"(?:by Taboola|Sponsored Links?|Promoted Links?|Sponsored Stories|Recommended by Outbrain)"


class Phrase(NamedTuple):
    rule: str
    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    telling: bool
    "Whether its first words alone tell it, so that a headline without a full stop ends before them."


def _phrase(rule: str, needles: str, pattern: str) -> Phrase:
    return Phrase(rule, tuple(needles.split("|")), re.compile(pattern), not pattern.startswith(("[A-Z", "(?:(?:")))


FREE = (
    _phrase(
        "promo.newsletter",
        " newsletter: ",
        rf"New [^.!?]{{1,40}}? newsletter: .{{1,80}}?Sign up .{{1,250}}?"
        rf"(?:newsletters?|letters|bulletins?|briefings?|e-?mails?|inbox|updates)\b[.!]?{NEXT}",
    ),
    _phrase(
        "promo.newsletter",
        "privacy policy",
        r"(?:Subscribe|Sign up) to .{3,240}? Privacy Policy(?: \| [^|.]{2,50}? Newsletters?\b)?",
    ),
    _phrase("promo.podcast", "ad choices", r"Learn more about your ad choices\.(?: Visit \S+)?"),
    _phrase(
        "promo.podcast",
        "here to follow",
        r"(?:Click|Tap|CLICK|TAP) (?:here|Here|HERE) (?:to|To|TO) (?:follow|Follow"
        r"|FOLLOW) "
        rf"(?:'.{{2,90}}?'|\".{{2,90}}?\"){NEXT}",
    ),
    _phrase(
        "promo.regional",
        "listen to",
        r"More (?:[a-z]+ ){0,3}(?:for|from|in) (?P<place>.{2,50}?) (?:Listen to|Watch)"
        r" "
        r"[a-z ]{3,40} (?:for|from|in) (?P=place)(?!\w)",
    ),
    _phrase("media.video", "duration ", r"WATCH ?[|:] ?.{1,400}?\bDuration \d{1,3}:\d\d(?::\d\d)?"),
    _phrase(
        "media.video", "all times ", r"All times [A-Za-z]{2,20} .{0,400}?\bCoverage\b(?: WATCH [A-Z ]{3,40} LIVE)?"
    ),
    _phrase(
        "media.embed", "a post shared by", r"(?:View this post on [A-Z]\w+ )?A post shared by [^@()]{0,80}\(?@[\w.]+\)?"
    ),
    _phrase(
        "media.embed",
        "pic.twitter.com/|t.co/",
        r"(?:https?://t\.co/\w+ ?|pic\.twitter\.com/\w+ ?)+"
        r"(?:— [^()]{1,60} \(@\w{1,20}\) [A-Z][a-z]+ \d{1,2}, \d{4})?",
    ),
    _phrase("media.embed", "(@", r"— [^()—]{1,60} \(@\w{1,20}\) [A-Z][a-z]+ \d{1,2}, \d{4}"),
    _phrase(
        "ad.marker",
        "continues below|continues after",
        r"(?:STORY|ARTICLE|CONTENT) CONTINUES (?:BELOW|AFTER)(?: (?:THIS )?AD(?:VERT"
        r"(?:ISEMENT)?)?)?|"
        r"(?:Story|Article|Content) continues (?:below|after)(?: (?:this )?ad(?:vert(?:isement)?)?\b)?",
    ),
    _phrase("ad.marker", "advertisement", r"(?<=[^\s(\"'-])advertisement(?![a-z])"),
    _phrase(
        "ad.sponsored",
        "taboola|outbrain",
        rf"{_NETWORK}(?:[ |]{{0,3}}(?:{_NETWORK}|You [Mm]ay (?:[Aa]lso )?[Ll]ike))+"
        rf"(?:.{{1,200}}? Undo\b)*",
    ),
    _phrase("ui.comments", "comments (|comments(", rf"(?:Show |View |See )(?:[Aa]ll )?[Cc]omments ?\(\d*\){NEXT}"),
    _phrase(
        "ui.share", "click to ", r"(?:Click to (?:share|email|print|tweet) [^.!?()]{0,60}\([Oo]pens in new window\) ?)+"
    ),
    _phrase("ui.share", "facebooktweet", r"FacebookTweet(?:Link|E-?mail|Follow|Share|Print)*"),
    _phrase("ui.share", "social sharing|story link", rf"(?:Social Sharing|Copy (?:the )?[Ss]tory [Ll]ink){NEXT}"),
    _phrase("ui.share", "facebook", rf"(?:Share )?\b{_SHARE}(?: ?{_SHARE}){{2,}}\b"),
    _phrase("promo.read-more", "» read more|›› read more", r"[»›]+ ?(?:READ MORE|Read [Mm]ore)"),
    _phrase(
        "attribution.copyright",
        "©|copyright|(c)",
        r"(?:(?:Copyright )?©|\([Cc]\)|Copyright) ?(?:\d{4}(?:[-–]\d{2,4})?) [^.!?©]{1,80}\."
        r"(?: ?All [Rr]ights [Rr]eserved\.?)?(?: (?:This material|No part|Unauthori[sz]ed"
        r"|Distributed by)[^.!?]{1,200}[.!])?",
    ),
    _phrase(
        "attribution.agency",
        "input from|inputs from",
        r"\([Ww]ith (?:additional |agency )?inputs? from [^()]{2,80}\)\.?",
    ),
    _phrase("attribution.rule", "___", r"(?<![\w_])_{3,}(?![a-z0-9_])"),
)
"Unmistakable wherever they stand."

BOUND = (
    _phrase(
        "promo.newsletter",
        "sign up",
        rf"This is [^.!?]{{2,80}}?, (?:a|an|the|our|your) [^.!?]{{0,120}}\b{_LETTER}\b[^.!?]{{0,160}}"
        r"[.!] (?:Click here to sign up|Sign up)[^.!?]{0,120}[.!]",
    ),
    _phrase(
        "promo.newsletter",
        "sign up|subscribe",
        r"(?:Click here to s|S)(?:ign up|ubscribe) [^.!?]{0,160}\b(?:newsletters?"
        r"|inbox|mailing list|"
        rf"e-?mail alerts?|briefings?|bulletins?)\b[^.!?{UPPER}]{{0,120}}(?:[.!]|{NEXT})(?: ?Sign up{NEXT})?",
    ),
    _phrase(
        "promo.newsletter",
        "your inbox",
        r"[A-Z\"'][^.!?]{0,200}\b(?:straight |direct(?:ly)? |delivered )?(?:to|in)"
        r" your inbox\b[^.!?]{0,200}[.!]",
    ),
    _phrase(
        "paywall.offer",
        "trial",
        rf"(?:(?:Join|Unlock|Get|Become|Enjoy|Discover|Keep|Continue|Support|To)\b[^.!?]{{2,110}}[.!]"
        r" )?"
        rf"(?:[{UPPER}][a-z]+ )(?:your |a |with |for )?{_TRIAL}(?:[.!]|[^.!?{UPPER}]{{1,80}}[.!]|{NEXT})"
        r"(?: (?:One|Limit|Limited|Cancel|Terms|Offer|Then|No|New|Only)\b[^.!?]{0,90}[.!])*",
    ),
    _phrase("paywall.offer", "subscribe", r"Want (?:all|more|the|to)\b[^.!?]{2,80}\? Subscribe\b[^.!?]{0,60}[.!]"),
    _phrase(
        "paywall.offer",
        "subscriber|subscription",
        r"(?:Already a subscriber\?[^.!?]{0,40}[.!]?|(?:To (?:continue|keep) reading"
        r"|This (?:article|story|content) "
        r"is (?:only )?(?:for|available to)|For) [^.!?]{0,60}\bsubscri(?:bers?|be|ption)\b[^.!?]{0,60}[.!])",
    ),
    _phrase(
        "promo.read-more",
        "read the full|continue reading",
        r"(?:Read the full (?:story|article|report|interview)(?: here)?|Continue [Rr]eading)"
        rf"(?: ?[»›>]+|\.{{1,3}})?{NEXT}",
    ),
    _phrase(
        "promo.read-more",
        "read more",
        rf"(?:READ MORE|Read More|read more)(?: HERE| here)?(?! ?:| ?»(?! ?READ))(?:\.\.\.)?{NEXT}",
    ),
    _phrase("promo.read-more", "اقرأ|إقرأ|شاهد أيض", r"(?:[اإ]قرأ|شاهد) (?:أيضا[ً]?|أيضًا|المزيد)(?! ?:)"),
    _phrase("ad.marker", "إعلان", r"إعلان(?!\w)"),
    _phrase(
        "ad.marker",
        "advertisement",
        rf"(?:Advertisement|ADVERTISEMENT)(?! (?:Standards|Feature)){NEXT}|advertisement{NEXT}",
    ),
    _phrase("ad.sponsored", "sponsored link|promoted link", rf"(?:Sponsored|Promoted) Links?{NEXT}"),
    _phrase("promo.must-watch", "must watch|must read", rf"(?:Must|MUST) (?:Watch|WATCH|Read|READ)(?! ?:){NEXT}"),
    _phrase(
        "promo.comment",
        "comments below|below!|in the comments",
        r"(?:(?:Got|Have|Do|Did|Are|Were|What|Is|Where) [^.!?]{3,120}\? )?"
        r"[A-Z][^.!?:]{2,90}\b(?:in the comments(?: section)?(?: below)?|with (?:me|us) below)[.!]",
    ),
    _phrase(
        "promo.contact",
        "us on|us at|us via|whatsapp|tip line|tipline|text us|call us",
        r"[A-Z][^.!?]{0,100}\b(?:(?:message|text|call|ring|contact|reach|email) us"
        r"|"
        r"WhatsApp us|us on WhatsApp|voice note|tip ?line)\b[^.!?]{0,100}?\+?\d[\d ()-]{6,20}\d[.!]?",
    ),
    _phrase(
        "editor.note",
        "note:",
        r"(?:(?:[A-Z][a-z]+'s? )?(?:note|Note)|Note|NOTE|EDITOR'S NOTE): [A-Z\"'][^.!?]{3,300}[.!]"
        r"(?!\w)",
    ),
    _phrase(
        "editor.note",
        "edited for|condensed for",
        r"(?:This|The) (?:interview|conversation|transcript|discussion|article|Q&A)"
        r" [^.!?]{0,40}\b"
        r"(?:edited|condensed)\b[^.!?]{0,80}[.!]",
    ),
    _phrase(
        "attribution.syndication",
        "appeared|published",
        rf"(?:This|The) {_WORK} (?:by [^.!?]{{2,60}}? )?(?:was |has been )?(?:originally|first) (?:appeared"
        r"|published|posted)\b"
        r"[^.!?]{1,100}(?:\.[a-z]{2,4}\b)?[.!](?!\w)|The post [^.!?]{3,160} (?:appeared"
        r" first|first appeared) on [^.!?]{2,60}[.!]",
    ),
    _phrase("ui.tags", "see more:|filed under:", rf"(?:See [Mm]ore|Filed [Uu]nder): [{UPPER}][^.!?]{{1,200}}$"),
    _phrase(
        "media.gallery-index",
        "|".join(f"{n} {n}" for n in range(2, 10)),
        rf"(?P<n>\d{{1,2}})(?: (?P=n))+(?= [\"'(]*[{UPPER}])",
    ),
    _phrase("media.credit", "mandatory credit", r"\*?MANDATORY CREDIT\*?"),
    _phrase("attribution.email", "@", rf"[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}}{NEXT}"),
    _phrase("attribution.featured", "featured:", r"Featured: [A-Z][^.!?,]{2,60}, [^.!?]{2,100}(?:[.!]|$)"),
    _phrase(
        "structure.live-stamp",
        "p.m.|a.m.|pm et|am et|pm edt|am edt|pm est|am est|pm gmt|am gmt|pm bst|am bst",
        rf"(?:{_AGO})?(?:Updated:? )?(?:{_DAY}, ?{_CLOCK}(?: [A-Z]{{2,4}})?|{_CLOCK}"
        rf" [A-Z]{{1,3}}T"
        rf"(?:, {_DAY})?)(?:{NEXT}|(?=[{UPPER}][a-z]))",
    ),
)
"Furniture where a sentence could start; inside one they are ordinary words."
