"""Names brought to consonants, so that two scripts' spellings of a person meet.

    skeleton("Haitham Bin Khalfan Al Siyabi"), skeleton("هيثم بن خلفان السيابي")   → "tm|sb", "tm|sb"
    skeleton("Muhannad Abu Zeid"), skeleton("مهند أبو زيد")                        → "mnd|zd", "mnd|zd"

First and last name count; vowels, semivowels and h do not, since transliterations differ there. Evidence, no proof.
"""

from __future__ import annotations

import re
from functools import lru_cache

from backfile.knowledge.stems import WORD, fold
from backfile.knowledge.words import listed

_LOOSE = listed("bin bint al el abu ibn ben de del van von der di da bou ould بن بنت أبو ابو ابن آل")
_ARABIC = str.maketrans(
    dict(zip("بتثجخدذرزسشصضطظغفقكلمن", "bttgkddrzsssdtzgfkklmn", strict=True))
    | dict.fromkeys("اأإآىيوؤئءةهحع\u0640", "")
    | dict.fromkeys(map(chr, range(0x64B, 0x660)), "")
)
_GROUPS = tuple(x.split(">") for x in ["sch>s", "tch>s", "sh>s", "ch>s", "th>t", "kh>k", "gh>g", "dh>d", "ph>f"])
_LATIN = str.maketrans("cqpvj", "kkbfg", "aeiouyhw'’-")
_TWICE = re.compile(r"(.)\1+")
# Consonants of both names together; fewer are shared by chance.
_ENOUGH = 4


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> str:
    """`first|last`, or nothing where the name is a single word or leaves too few consonants."""
    words = [word for word in (fold(x) for x in WORD.findall(name)) if word not in _LOOSE]
    if len(words) < 2:
        return ""
    bones = [_consonants(word) for word in words]
    if len("".join((bones[0], bones[-1]))) >= _ENOUGH and bones[0] and bones[-1]:
        return f"{bones[0]}|{bones[-1]}"
    # Too little: then the names between count too.
    return "|".join(bones) if len(bones) > 2 and all(bones) and len("".join(bones)) > _ENOUGH else ""


def _consonants(word: str) -> str:
    if "\u0600" <= word[0] <= "\u06ff":
        bare = word.removeprefix("ال") if len(word) > 4 else word
        return _TWICE.sub(r"\1", bare.translate(_ARABIC))
    for group, one in _GROUPS:
        word = word.replace(group, one)
    word = re.sub("c(?=[eiy])", "s", word).replace("x", "ks")
    return _TWICE.sub(r"\1", word.translate(_LATIN))
