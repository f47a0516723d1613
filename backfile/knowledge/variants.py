"""When two spellings are one name: by rule alone, and by rule with evidence.

key("The Málaga Post") == key("Malaga Post")       key("Sergey Orlov") == key("Sergei Orlov")
key("Mohamed Al-Harthi") == key("Muhammad Al Harthy")       key("Kim Min-seo") != key("Kim Min-soo")
ends("Wesley Kiprotich Sang") == ends("Wesley Sang"): one person, if the articles have more in common
"""

from __future__ import annotations

import re
from functools import lru_cache

from backfile.knowledge import lexicon
from backfile.knowledge import words as w

_PARTICLES = w.listed("al el bin bint ibn ben ul the")
_LEGAL = w.listed("plc inc ltd llc corp corporation co company gmbh ag sa nv bv spa pty limited incorporated")
_LAST_Y = re.compile(r"(?:iy|yi|ii|yy|ij|y|i)$")
_DOUBLED = re.compile(r"(.)\1+")
# What one Arabic sound becomes in Latin letters, longest first.
_SOUNDS = (
    ("ough", "u"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("ei", "ai"), ("ey", "ai"), ("ay", "ai"), ("y", "i"), ("q", "k"), ("c", "k"), ("e", "a"), ("o", "u"), ("w", "u"),
)  # fmt: skip
# First names that say that a name was written in Arabic letters first; as `_sounded` gives them.
_ARABIC = w.listed("""
abd abdul abdulah abdulaziz abdulrahman abdalah abdal abu adil adnan ahmad ahmid aisha akram ali amal amin amina amir
amjad anwar asad asma bashar bilal bashir dina fadi fahad fahd faisal farah faris farid faruk fatima fatma fauzi ghada
gasan hasan hadi hafiz haidar haitam hala halid halil hamad hamid hamdan hamza hana harit hatim hisham hoda huda hud
husain ibrahim iman imad isa isam ismail jabir jafar jamal jamil jasim kamal karim kasim kauthar laila lina lubna mahdi
mahir mahmud mai majid maksud malik mansur maria mariam maruan mishal mohamad mona mufid muhamad muhanad mukhtar munir
muna murad musa mustafa nabil nada nadia nadir najib nahla naim nasir naual nizar nur nura omar umar osama usama rabi
rafik raja rami rana rania rashid raed ruba sabah sabir sad saad safa said saif sahar salah salih salim sali salman
sami samir samira sara shadi shaikh sharif suad sufian sulaiman sultan tahir talal tamir tarik tauafik uail ualid usman
uthman uusif ia iahia iasin iasir iusif iusuf iusaf zahra zaid zaki zain zainab ziad
""")


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Equal for spellings that are surely one name: case, accents, hyphens, articles, legal tails, a last y or i."""
    words = _words(name)
    while len(words) > 1 and words[-1] in _LEGAL:
        words = words[:-1]
    kept = [x for x in words if x not in _PARTICLES] or words
    if "-" in name and kept[-1] in w.FAMILY_FIRST and name.rpartition(" ")[2].lower() == kept[-1]:
        kept = [kept[-1], *kept[:-1]]  # Jae-won Lee, as Lee Jae-won
    if len(kept) > 1 and (len(kept) < len(words) or _sounded(kept[0]) in _ARABIC):
        sounded = [_sounded(x) for x in kept]
        if sounded[0] in _ARABIC:
            return " ".join(sounded)
    if len(kept) > 1 and len(kept) == len(words):
        kept = [_LAST_Y.sub("i", x) if len(x) > 4 else x for x in kept]
    return " ".join(kept)


def _words(name: str) -> list[str]:
    text = lexicon.fold(name).replace("&", " and ")
    for mark in "-–'’‘.,":
        text = text.replace(mark, "" if mark in "'’‘." else " ")
    return text.split() or [name]


@lru_cache(maxsize=65536)
def _sounded(word: str) -> str:
    """`word` as it sounds: mohammed, muhammad and mohamed are muhamad."""
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    return _LAST_Y.sub("i", _DOUBLED.sub(r"\1", word))


def ends(name: str) -> str:
    """First and last word of a name's key: what is left without the names between; empty for a lone word."""
    words = key(name).split()
    return f"{words[0]} {words[-1]}" if len(words) > 1 else ""


def starts(name: str) -> str:
    """First two words of a name's key; empty for a lone word."""
    words = key(name).split()
    return " ".join(words[:2]) if len(words) > 1 else ""


def longer(name: str) -> bool:
    """Whether it has more words than `ends` and `starts` keep."""
    return key(name).count(" ") > 1
