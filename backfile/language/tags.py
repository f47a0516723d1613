"""Language tags (BCP 47): which of them the archive can speak, and which way they are written.

spoken("ar-EG"), spoken("en-GB"), spoken("fr")      → "ar-EG", "en-GB", "en"
direction("ar"), direction("ku-Arab")               → "rtl", "rtl"

Nothing here loads Babel: every build asks.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from backfile.config import Site
from backfile.errors import Problem

CATALOGUES = Path(__file__).parent
_RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})
_RTL_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})


@cache
def known() -> frozenset[str]:
    """The languages that have a catalogue, or need none."""
    return frozenset({"en", *(file.stem for file in CATALOGUES.glob("*.po"))})


def spoken(tag: str) -> str:
    """`tag` if there is a catalogue of its language; else `en`, the language that the interface then keeps."""
    return tag if _primary(tag) in known() else "en"


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """The direction that a language is written in: by its script, where the tag names one."""
    scripts = [part for part in tag.lower().split("-")[1:] if len(part) == 4 and part.isalpha()]
    right_to_left = scripts[0] in _RTL_SCRIPTS if scripts else _primary(tag) in _RTL
    return "rtl" if right_to_left else "ltr"


def problems(site: Site) -> tuple[Problem, ...]:
    """A warning if the archive's language has no catalogue: it is built all the same."""
    tag = site.settings.lang
    if _primary(tag) in known():
        return ()
    message = f"no catalogue for “{tag}”: the interface stays English"
    return (Problem("pyproject.toml", 0, message, f"the languages it speaks are {', '.join(sorted(known()))}"),)


def _primary(tag: str) -> str:
    return tag.lower().split("-")[0]
