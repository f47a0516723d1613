"""Furniture where a sentence could start; inside one the same words are ordinary.

… in May. Sign up to the Politics newsletter. The mayor …      "Sign up to the Politics newsletter."
They sign up to the club's newsletter every year.               nothing
"""

from __future__ import annotations

from backfile.furniture.phrases import NEXT, phrase
from backfile.furniture.sentences import UPPER
from backfile.furniture.words import AGENCIES

_TRIAL = r"[^.!?]{0,90}\b(?:FREE|[Ff]ree)\b[^.!?]{0,24}\b[Tt]rial\b(?: (?:now|today|here))?"
_TERM = (
    r"(?:trials?|person|household|readers?|(?:subscri|custom)ers?|any ?time|only|apply|a month|card|commitment|offer)"
)
_CALL = (
    r"(?:Be|Subscribe|Try|Don't|Stay|Sign in|Log in|Never|Join|Unlock|Get|Become|Enjoy|Discover|Keep|Continue"
    r"|Support|To)"
)
_LETTER = r"(?:newsletters?|letters?|briefings?|bulletins?|digest|e-?mail|round-?up)"
_PHONE = (
    r"\+?\d[\d ()-]{6,20}\d(?: or (?:by )?e-?mail(?: us)?(?: at| on)? [\w.+-]{1,64}@[\w.-]{1,80}\w"
    r"| (?:or|and|with|if) [^.!?@]{3,60})?[.!]?"
)
_WORK = r"(?:article|story|piece|post|report|essay|interview|column|review|feature|content)"
_AGO = r"\d{1,2} (?:hours?|minutes?|mins?|hrs?) ago "
_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
_CLOCK = r"\d{1,2}[:.]\d\d ?[ap]\.?m\.?"

_WIRES = "|".join(sorted((name for name in AGENCIES if name[0].isupper() or name == "dpa"), key=len, reverse=True))

BOUND = (
    phrase(
        "promo.newsletter",
        "sign up",
        rf"(?:This is|You are reading|You're reading) [^.!?]{{2,80}}?, (?:a|an|the|our|your) "
        rf"(?:[^.!?]{{0,120}}\b{_LETTER}\b[^.!?]{{0,160}}[.!] (?:Click here to s|S)ign up"
        r"|[^.!?]{0,160}[.!] Sign up here)"
        r"[^.!?]{0,120}[.!]",
        signs="ign up",
    ),
    phrase(
        "promo.newsletter",
        "sign up|subscribe",
        r"(?:Click here to s|S)(?:ign up|ubscribe) [^.!?]{0,160}\b(?:newsletters?"
        r"|inbox|mailing list|"
        rf"e-?mail alerts?|briefings?|bulletins?)\b[^.!?{UPPER}]{{0,120}}(?:[.!]|{NEXT})(?: ?Sign up{NEXT})?",
        signs="ign up|ubscribe",
    ),
    phrase(
        "promo.newsletter",
        "your inbox",
        r"[A-Z\"'][^.!?]{0,200}\b(?:straight |direct(?:ly)? |delivered )?(?:to|in)"
        r" your inbox\b[^.!?]{0,200}[.!]",
        signs="your inbox",
    ),
    phrase(
        "paywall.offer",
        "trial",
        rf"(?:{_CALL}\b[^.!?]{{2,110}}[.!]"
        r" )?"
        rf"(?:[{UPPER}][a-z]+ )(?:your |a |with |for )?{_TRIAL}(?:[.!]|[^.!?{UPPER}]{{1,80}}[.!]|{NEXT})"
        r"(?: (?:One|Limit|Limited|Cancel|Terms|Offer|Then|No|New|Only)\b"
        rf"(?=[^.!?]{{0,60}}\b{_TERM}\b)[^.!?]{{0,90}}[.!])*",
        signs="rial",
    ),
    phrase(
        "paywall.offer",
        "subscribe",
        r"Want (?:all|more|the|to)\b[^.!?]{2,80}\? Subscribe\b[^.!?]{0,60}[.!]",
        signs="Subscribe",
    ),
    phrase(
        "paywall.offer",
        "subscriber|subscription",
        r"(?:Already a subscriber\?[^.!?]{0,40}[.!]?|(?:To (?:continue|keep) reading"
        r"|This (?:article|story|content) "
        r"is (?:only )?(?:for|available to)|For) [^.!?]{0,60}\bsubscri(?:bers?|be|ption)\b[^.!?]{0,60}[.!])",
        signs="ubscri",
    ),
    phrase(
        "paywall.offer",
        "access",
        r"(?:Get|Enjoy|Unlock) (?:unlimited|full|instant|complete) (?:digital |online )?access\b[^.!?]{0,120}"
        r"(?:\.\d\d[^.!?]{0,60})?[.!]",
        signs="access",
    ),
    phrase(
        "promo.read-more",
        "read the full|continue reading",
        r"(?:Read the full (?:story|article|report|interview)(?: here)?|Continue [Rr]eading)"
        rf"(?: ?[»›>]+|\.{{1,3}})?{NEXT}",
        signs="Read the full|eading",
    ),
    phrase(
        "promo.read-more",
        "read more",
        rf"(?:READ MORE|Read More|read more)(?: HERE| here)?(?! ?:| ?»(?! ?READ))(?:\.\.\.)?{NEXT}",
        signs="READ MORE|Read More|read more",
    ),
    phrase(
        "promo.read-more",
        "اقرأ|إقرأ|شاهد أيض",
        r"(?:[اإ]قرأ|شاهد) (?:أيضا[ً]?|أيضًا|المزيد)(?!ً)(?! ?:)",
        signs="قرأ|شاهد",
    ),
    phrase("ad.marker", "إعلان|اعلان", r"[إا]علان(?:ات)?(?= *$| +[\u0600-\u06ff«(])", signs="علان"),
    phrase("attribution.agency", "المصدر", r"المصدر ?: ?[^.!؟:]{2,40}$", signs="المصدر"),
    phrase(
        "ad.marker",
        "advertisement",
        rf"(?:Advertisement|ADVERTISEMENT)(?! (?:Standards|Feature)){NEXT}|advertisement{NEXT}",
        signs="vertisement|VERTISEMENT",
    ),
    phrase("ad.sponsored", "sponsored link|promoted link", rf"(?:Sponsored|Promoted) Links?{NEXT}", signs="Link"),
    phrase(
        "promo.must-watch",
        "must watch|must read",
        rf"(?:Must|MUST) (?:Watch|WATCH|Read|READ)(?! ?:){NEXT}",
        signs="Watch|WATCH|Read|READ",
    ),
    phrase(
        "promo.comment",
        "comments below|below!|in the comments|comment below",
        r"(?:(?:Got|Have|Do|Did|Are|Were|What|Is|Where|What's|How|Seen|Know|Spotted|Heard|Agree) [^.!?]{3,120}\? )?"
        r"(?:[A-Z][^.!?:]{2,90}\b(?:in the comments(?: section)?(?: below)?|with (?:me|us) below)"
        r"|Comment below\b[^.!?]{0,80})[.!]",
        signs="below|in the comments",
    ),
    phrase(
        "promo.contact",
        "us on|us at|us via|whatsapp|tip line|tipline|text us|call us|news desk|newsdesk|newsroom",
        r"(?:[A-Z][^.!?]{0,100}\b(?:message|text|call|ring|contact|reach|email) us"
        r"|(?:Message|Text|Call|Ring|Contact|Reach|Email|Phone) us|[A-Z][^.!?]{0,100}\b(?:"
        rf"WhatsApp us|us on WhatsApp|voice note|tip ?line))\b[^.!?]{{0,100}}?{_PHONE}|"
        r"(?:(?:Got|Have|Do you) [^.!?]{3,120}\? )?"
        r"(?:You can|Send|Call|Text|Message|Contact|Ring|Share|E-?mail|Reach)\b"
        rf"[^.!?]{{0,80}}\b(?:WhatsApp|voice ?mail|[Nn]ews ?(?:desk|room)|hotline)\b[^.!?]{{0,60}}?{_PHONE}",
    ),
    phrase(
        "editor.note",
        "note:",
        r"(?:(?:[A-Z][a-z]+'s? )?(?:note|Note)|Note|NOTE|EDITOR'S NOTE): [A-Z\"'][^.!?]{3,300}[.!]"
        r"(?!\w)",
        signs=": ",
    ),
    phrase(
        "editor.note",
        "edited for|condensed for|been corrected|been updated|was corrected|was updated|been amended|was amended",
        r"(?:This|The) (?:interview|conversation|transcript|discussion|article|Q&A)"
        r" [^.!?]{0,40}\b"
        r"(?:edited|condensed)\b[^.!?]{0,80}[.!]|"
        rf"This {_WORK} (?:has been|was) (?:corrected|updated|amended)\b[^.!?]{{0,160}}[.!]",
        signs="edited|condensed|corrected|updated|amended",
    ),
    phrase(
        "attribution.syndication",
        "appeared|published",
        rf"(?:This|The) {_WORK} (?:by [^.!?]{{2,60}}? )?(?:was |has been )?(?:originally|first) (?:appeared"
        r"|published|posted)\b"
        r"[^.!?]{1,100}(?:\.[a-z]{2,4}\b)?[.!](?!\w)|The post [^.!?]{3,160} (?:appeared"
        r" first|first appeared) on [^.!?]{2,60}[.!]",
        signs="appeared|published|posted",
    ),
    phrase("promo.read-more", "read more", rf"Read more{NEXT}", signs="Read more"),
    phrase(
        "attribution.agency",
        "- |– |— ",
        rf"(?<=. )(?:[-–—] ?(?:{_WIRES})\b|— [A-Z]{{3,}}(?: [A-Z]{{3,}})?){NEXT}",
        signs="-|–|—",
    ),
    phrase(
        "ui.tags", "see more:|filed under:", rf"(?:See [Mm]ore|Filed [Uu]nder): [{UPPER}][^.!?]{{1,200}}$", signs=": "
    ),
    phrase(
        "media.gallery-index",
        "|".join(f"{n} {n}" for n in range(2, 10)),
        rf"(?P<n>\d{{1,2}})(?: (?P=n))+(?= [\"'(]*[{UPPER}])",
    ),
    phrase("media.credit", "mandatory credit", r"\*?MANDATORY CREDIT\*?", signs="MANDATORY CREDIT"),
    phrase("attribution.email", "@", rf"[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[a-z0-9-]{{1,63}}){{1,4}}{NEXT}", signs="@"),
    phrase(
        "attribution.featured",
        "featured:",
        rf"Featured: [A-Z][^.!?,]{{2,60}}, (?:[^.!?{UPPER}]{{2,60}}(?:[.!]|{NEXT})|[^.!?]{{2,100}}(?:[.!]|$))",
        signs="Featured: ",
    ),
    phrase(
        "structure.live-stamp",
        "p.m.|a.m.|pm et|am et|pm edt|am edt|pm est|am est|pm gmt|am gmt|pm bst|am bst",
        rf"(?:{_AGO})?(?:Updated:? )?(?:{_DAY}, ?{_CLOCK}(?: [A-Z]{{2,4}})?|{_CLOCK}"
        rf" [A-Z]{{1,3}}T"
        rf"(?:, {_DAY})?)(?:{NEXT}|(?=[{UPPER}][a-z]))",
    ),
)
