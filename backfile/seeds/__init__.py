"""A raw file → decoded text → articles and a gapless ledger of spans.

captures(site, problems) →  Capture, …          the files of `seeds/`, in the order of their names, with their sidecars
digest(site, capture)    →  "3fa0b1c2…"         what one is known by
seed(site, capture)      →  Seed                one read and decoded
read(site, problems)     →  Seed, Seed, …       all of them
divide(seed)             →  Divided             its articles, and what took each of its characters
"""

from __future__ import annotations

from backfile.model import Divided, Seed
from backfile.seeds.reading import Capture, Stamp, captures, digest, read, seed, stamp

__all__ = ["Capture", "Stamp", "captures", "digest", "divide", "read", "seed", "stamp"]


def divide(seed: Seed, lang: str = "en") -> Divided:
    """The articles of a seed, and a ledger of all its characters; `lang` is the archive's language."""
    # Its rules are 300 patterns, which a build without anything new to divide need not compile.
    from backfile.seeds import dividing

    return dividing.divide(seed, lang)
