"""What the words around a name say of it: “in” before it, “province” or “said” behind it.

“the insurer Norhaven's customers” → a firm by both sides      “Kelbrin, a suburb of Oslo” → nothing yet

Sets of words, read once a place: as patterns that look back from the name they took half of the time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from backfile.knowledge.runs import Run
from backfile.knowledge.words import SAYS, SPEECH, listed

_BEFORE, _BEHIND = 40, 28
"Characters that are looked at."


class Around(NamedTuple):
    """Evidence on both sides of one mention."""

    inside: bool
    "“in”, “near”, “the village of” before it."
    toward: bool
    "“to”, “from”, “of” and the like, too."
    followed: bool
    "“province”, “airport” behind it."
    role: bool
    "“surveyor”, “her husband” before it."
    firm: bool
    "“insurer” before it or “shares” behind it; `maker`: before it."
    maker: bool
    the: bool
    spoken: bool
    "Somebody speaks, or has an age."
    told: bool
    "A clause about somebody, such as “, who”, or any verb of speech or being."
    member: bool
    "“Olena Marchuk of” before it: somebody works there."
    stake: bool
    "“shares in” before it."


_IN = listed("in In near Near across outside around en En capital town city village suburb island river")
_OF = listed("town Town towns Towns city village province island port suburb")
_DE = listed("""
cerca valle pueblo vecinos habitantes mineros agricultores campesinos pescadores sierra costa playa monte río isla
estación barrio polideportivo hospital juzgado cárcel aldea comarca norte sur este oeste centro entrada alcalde
alcaldesa hoteleros localidad municipio ciudad provincia calles afueras
""")
_TOWARD = listed("""
in In at At near Near from From to into across around outside between via towards toward through beyond of as en En
desde Desde hacia à off
""")
_THE = listed("the The el la El La los las")
_SPOKEN = listed("said says told dijo según")
_ROLES = listed("""
champion coach chief bishop mayor judge nurse mother father daughter son wife husband sister brother captain boss owner
head named called guard pilot chair critic star aged de cook chef farmers by against and with for victim friend
colleague
""")
_ROLE_ENDINGS = (
    "er",
    "or",
    "ist",
    "ian",
    "ee",
    "man",
    "woman",
    "eur",
    "eon",
    "nt",
    "ers",
    "ors",
    "ists",
    "ians",
    "nts",
)
_FIRMS = listed("""
company companies firm carrier airline maker group operator retailer bank charity startup start-up contractor developer
supplier manufacturer giant subsidiary parent rival brand union party agency regulator lender outlet club insurer
newspaper website chain empresa compañía sindicato cadena firma multinacional petrolera aerolínea entidad cabinet
laboratory network platform app utility magazine
""")
_PLACES = listed("""
province region district county state island islands city town village suburb valley peninsula border airport prefecture
governorate area mine port harbour harbor dam river coast oblast neighbourhood neighborhood provincia municipality
constituency beach lake forest desert refugee
""")
_FIRMS_OWN = listed("""
shares customers profit profits revenue staff employees engineers workers stock executive executives boss factory plant
supporters members board boards headquarters passengers flights store stores branch branches lawmakers leader leaders
employs sells makes owns operates runs website subsidiary clients products officials chair chairman chairwoman announced
apologised apologized recalled statement deal contract contracts manager managers batteries units spokesman spokeswoman
spokesperson
""")
_CLAUSE = listed("a an the his her whose who from of")
_SAYS, _SPEECH = frozenset(SAYS.split("|")), frozenset(SPEECH.split("|"))
_HOLDS = listed(
    "Shares shares stake stakes Invest invest invested investing investors investment confidence faith trust"
)
# Words that may tell something, right before a name and right behind it.
_TELL = _IN | _TOWARD | _THE | _SPOKEN | {"of", "de", "by", "at", "with"}
_TELL_BEHIND = _PLACES | _FIRMS_OWN | _CLAUSE | _SAYS | _SPEECH
_AFTER = re.compile(r"(['’]s?)?(,)? (\(?)([\w-]+)(?! ?[%:])")
_AGE = re.compile(r", \d\d[,.]| \(\d\d\)[ ,.]")


def around(run: Run, text: str) -> Around:
    """What stands around one mention."""
    return _read(text, run.start, run.end)


def together(runs: Sequence[Run], texts: Sequence[str]) -> Around:
    """What stands around any of the mentions; asked of one thing after the other, most names have but one."""
    if len(runs) == 1:
        return around(runs[0], texts[runs[0].paragraph])
    if not runs:
        return _NOTHING
    return Around(*map(any, zip(*[around(run, texts[run.paragraph]) for run in runs], strict=True)))


_NOTHING = Around(*[False] * len(Around._fields))


@lru_cache(maxsize=4096)
def _read(text: str, start: int, end: int) -> Around:
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    words = before.rsplit(None, 3)[-3:] if before[-1:] == " " else []
    last = words[-1].lstrip("“\"'‘«(").rstrip(",") if words else ""
    second = words[-2] if len(words) > 1 else ""
    after = _AFTER.match(behind)
    following = after[4] if after else ""
    aside = bool(after and after[2])
    age = bool(after and len(following) == 2 and following.isdigit() and (aside or after[3]))
    role = last in _ROLES or (last.islower() and len(last) > 4 and last.endswith(_ROLE_ENDINGS))
    if not (role or age or last in _TELL or last.lower() in _FIRMS or second in _FIRMS or following in _TELL_BEHIND):
        return _NOTHING  # as around two in three
    inside = (
        ((last in _IN and words[-1][-1:] != ",") or (last == "capital"))
        or (last == "of" and second in _OF)
        or (last == "de" and second in _DE)
    )
    described = second in _FIRMS and last.islower() and last.endswith(("a", "o", "és"))  # “la cadena peruana”
    maker = last.lower() in _FIRMS or (last == "by" and second == "owned") or described
    verb = not (after and (after[1] or after[3])) and following in _SAYS
    told = (following in _SPEECH and not (after and after[1])) or age or (aside and following in _CLAUSE)
    member = last in ("of", "at", "with") and second[:1].isupper() and words[0][:1].isupper() and len(words) > 2
    return Around(
        inside,
        last in _TOWARD,
        following in _PLACES and not aside,
        role,
        maker or (following in _FIRMS_OWN and not aside),
        maker,
        last in _THE,
        verb or age or last in _SPOKEN,
        told,
        member,
        last == "in" and second in _HOLDS,
    )


def aged(run: Run, text: str) -> bool:
    """“Sita Pun, 41, lost”."""
    return bool(_AGE.match(text, run.end))
