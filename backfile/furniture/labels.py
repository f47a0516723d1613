"""Lines whose own words say that they are furniture: one (class, pattern) a rule.

    Advertisement                        ad.marker
    Most read in The Evening Star        promo.most-read

Each pattern is matched against a whole line without the blanks at its ends.
"""

from __future__ import annotations

import re

from backfile.furniture.sentences import UPPER

NAME = rf"[{UPPER}][\w'.-]*(?: (?:[{UPPER}][\w'.-]*|de|del|la|le|di|da|dos|van|von|bin|al-\w+)){{0,4}}"

LINES: tuple[tuple[str, str], ...] = (
    (
        "ui.label",
        r"(?i:article content|show (?:more|less)|contact us|opens? in new tab|skip"
        r" to (?:main )?content|back to top|load more|loading[.…]{0,3}|(?:watch|listen|play)(?: video)?|"
        r"to embed this content.{0,100}|see terms of use\.?)|News|"
        r"press release|analysis|document|opinion|interview|editorial",
    ),
    (
        "ui.comments",
        r"(?i:(?:show|view|see|hide) (?:all )?comments ?(?:\(\d*\))?|leave a comment"
        r"|join the conversation)",
    ),
    (
        "ui.share",
        r"(?i:follow|tweet|social sharing|facebooktweet\w*|copy (?:the )?(?:story"
        r" )?link|share(?: this(?: article| story)?)?|facebook|twitter|whatsapp|"
        r"linkedin|reddit|pinterest|email this|print this)",
    ),
    (
        "ad.marker",
        r"(?i:advert(?:isement)?s?|(?:story|article|content) continues (?:below|after).{0,40}"
        r"|[إا]علان(?:ات)?)",
    ),
    (
        "ad.sponsored",
        r"(?i:(?:sponsored|promoted)(?: (?:links?|stories|content))?|you may (?:also )?like"
        r"|(?:recommended )?by (?:taboola|outbrain))",
    ),
    (
        "promo.read-more",
        r"(?i:[»›>]* ?read more ?[»›>]*|read the full (?:story|article|report)|continue"
        r" reading)[.…]{0,3}|(?:اقرأ|إقرأ|شاهد) (?:أيضا?ً?ا?|المزيد) ?:?",
    ),
    (
        "promo.further-reading",
        r"(?i:further reading|related (?:stories|articles(?= ?:)|news|coverage|content"
        r"|topics|links)|recommended(?: stories| for you)?|"
        r"more on this(?: story)?|in today's issue) ?:?",
    ),
    ("promo.further-reading", r"More from .{2,60}"),
    ("promo.most-read", r"(?:Most (?:[Rr]ead|[Pp]opular)|Read more|More)(?: (?:in|on|from|about) .{2,60})"),
    ("ui.tags", rf"[Tt]ags ?:|(?:See [Mm]ore|Filed [Uu]nder|Tags): [{UPPER}][^.!?]{{1,200}}"),
    ("promo.newsletter", r"[^.!?|]{2,60} \| Newsletters?"),
    ("promo.must-watch", r"(?i:must (?:watch|read))"),
    (
        "promo.newsletter",
        r"(?=.{0,300}$)(?:Sign up|Subscribe|Get|Receive) (?:[^.!?]{0,160}\b)(?:newsletters?"
        r"|inbox|mailing list)\b.{0,120}|(?i:newsletter)",
    ),
    (
        "paywall.offer",
        r"(?i:(?:start|begin|try) your free .{0,40}trial[^.!?]{0,80}[.!?]?|subscribe (?:now|today)[.!]?"
        r"|already a subscriber\?[^.!?]{0,60}[.!?]?)",
    ),
    ("paywall.offer", r".{0,300}\b(?:take payment|payment details)\b.{0,240}\bsubscription\b.{0,60}"),
    ("attribution.email", r"(?:[Ee]-?mail:? )?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    ("attribution.copyright", r"(?:Copyright ?)?© ?\d{4}.{1,140}|Copyright \d{4}.{1,140}|© .{2,60} \d{4}\.?"),
    ("attribution.rule", r"_{3,}|-{3,}|\*{3,}"),
    ("media.gallery-index", r"\d{1,3}(?: ?/ ?\d{1,3}| of \d{1,3})?|Show all \d{1,4}|View \d{1,3} (?:images|photos)"),
    ("media.credit", rf"(?:Credit|Image credit|Photo credit|Picture credit|Via|via):? {NAME}(?: ?/ ?{NAME})?"),
    ("media.video", r"\d{1,3}(?::\d\d){0,2} [Mm]ins?"),
    ("media.credit", rf"{NAME}(?: ?/ ?{NAME})? via {NAME}"),
    ("media.caption", r"Screen(?:grab|shot) (?:from|of|via) .{2,60}"),
    ("media.video", rf".{{1,600}}\b[Vv]ideo ?[/\\:|] ?{NAME}"),
    (
        "structure.live-stamp",
        r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z?|(?:Updated:? )?(?:[A-Z][a-z]{2,8}\.?"
        r" \d{1,2}(?:, \d{4})?,? )?(?:at )?\d{1,2}[:.]\d\d ?[ap]\.?m\.?(?: [A-Z]{2,4})?"
        r"(?:, [A-Z][a-z]+ \d{1,2}, \d{4})?",
    ),
    (
        "attribution.author-bio",
        rf"{NAME} is (?:(?:an?|the) [^.!?]{{0,80}}|(?=professor|editor))\b(?:writer|journalist|reporter|columnist"
        r"|correspondent|author|editor|contributor|"
        r"producer|photographer|fellow|professor|lecturer|analyst)\b.{0,240}",
    ),
    (
        "attribution.agency",
        r"\(?[Ww]ith (?:additional )?(?:inputs?|reporting|files|agency inputs?)(?:"
        r" from| by) .{2,60}|(?:Additional r|R)eporting by .{2,160}",
    ),
    ("editor.note", r"(?:Editor's [Nn]ote|EDITOR'S NOTE|Correction|Clarification): .{3,600}"),
)
_WIDE = ("[Vv]ideo ?[", "payment")
"""Of two patterns that look through the whole line, what stands in them. A line without "ideo" and "payment" is none of
theirs, and is looked at without them in two thirds of the time."""
_NARROW = tuple(rule for rule in LINES if not any(part in rule[1] for part in _WIDE))


def _any(rules: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"({pattern})" for _, pattern in rules))


_ANY, _ANY_NARROW = _any(LINES), _any(_NARROW)


def rule_of(line: str) -> str | None:
    """The class of a line that is furniture by its words alone."""
    wide = "ideo" in line or "payment" in line
    match = (_ANY if wide else _ANY_NARROW).fullmatch(line)
    return (LINES if wide else _NARROW)[match.lastindex - 1][0] if match and match.lastindex else None
