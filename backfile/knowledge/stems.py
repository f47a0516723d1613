"""Words brought to one form, so that “capsized”, “capsizes” and “capsizing” are one: light rules, no dictionary.

stem("hectares")   → "hectare"         stem("cerezos")   → "cerezo"
stem("Ibérica")    → "iberica"         stem("والمياه")   → "مياه"
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from backfile.knowledge import arabic_words as arabic
from backfile.knowledge import words as w
from backfile.knowledge.memo import remembered
from backfile.knowledge.taking import taker

WORD = re.compile(r"[^\W\d_]+")
_words = taker(WORD)
# What begins an Arabic word without being of it: and, so, by, like, for, the.
_BEFORE = ("وال", "بال", "كال", "فال", "لل", "ال")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"))
_LEAST = 4

# Words of all news, beside those that open sentences.
STOP = (
    w.COMMON
    | arabic.STOP
    | w.listed("""
said says told tell tells added adds been were being into about according spokesman spokeswoman statement reported
reports report reporting announced announcement year years month months day days week weeks hour hours minute minutes
time times cannot doing done going gone came come comes went taken took taking took makes making made got put set left
since ago per cent percent ahead already yet still well back away down off out over under again called call calls like
say saying seen saw see seems seem know knows known think thinks want wants need needs asked ask use used uses give
gave given gives keep kept way ways thing things lot bit part number numbers end ends start started begin began morning
afternoon evening night early earlier late later yesterday today tomorrow monday tuesday wednesday thursday friday
saturday sunday dijo según año años día días mes meses semana semanas hora horas ayer hoy tras ante cada hace hacer
hecho señaló explicó añadió aseguró afirmó declaró informó parte fuentes he she her his him its their them they we our
us you your my me shall should could would will may might must can did does had has have isn aren wasn weren won don
didn couldn wouldn shouldn hasn haven hadn ll re ve wire news agencies
""")
)


@lru_cache(maxsize=64)  # terms, times and spelt numbers are looked for one after the other in the same paragraphs
def words(text: str) -> tuple[str, ...]:
    """What `WORD` finds in a text."""
    return tuple(_words(text))


@remembered(1 << 17)
def stem(word: str) -> str:
    """The form that counts, lower case and without accents; empty for a word that tells nothing."""
    lower = word.lower()
    if lower in STOP or len(lower) < 2 or len(lower) > 40:
        return ""
    if "\u0600" <= lower[0] <= "\u06ff":
        return _arabic(lower)
    plain = fold(lower)
    if len(plain) < 3 or plain in STOP:
        return ""
    return _latin(plain)


@remembered(1 << 16)
def fold(text: str) -> str:
    """Lower case without accents: “Áncash” → “ancash”."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _latin(word: str) -> str:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)] + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            bare = word[: -len(ending)]
            return bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "lsz" else bare
    return word[:-1] if word.endswith("e") and len(word) > 5 else word


def _arabic(word: str) -> str:
    bare = arabic.plain(word)
    for before in _BEFORE:
        if bare.startswith(before) and len(bare) - len(before) >= 3:
            return bare[len(before) :]
    return bare if bare not in STOP else ""
