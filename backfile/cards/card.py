"""What a card says, and whether it can be drawn here."""

from __future__ import annotations

import os
import unicodedata
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from backfile.model import Record

WIDTH, HEIGHT = 1200, 630
FONTS = Path(__file__).parent / "fonts"
# Signs that text is set without: joiners apart, what is invisible, and pictures that no font of ours has.
_LEFT_OUT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk"})
_JOINERS = "\u200c\u200d"
_MOST = 400
"Characters of a headline that are looked at: more never fit."


class Card(Record, frozen=True):
    url: str
    headline: str
    above: tuple[str, ...] = ()
    "What stands in a line over the headline: the source, the date."
    below: str = ""
    "A line at the foot: the archive's title, or its tagline."
    rtl: bool = False


def available() -> bool:
    """Whether cards can be drawn here at all."""
    return bool(_pillow())


@cache
def engine() -> str:
    """Differs whenever the same card may be drawn otherwise: by another Pillow, say. Empty without one."""
    pillow = _pillow()
    if not pillow:
        return ""
    made = blake2b(pillow.encode(), digest_size=16)
    for file in (*sorted(Path(__file__).parent.glob("*.py")), *sorted(FONTS.iterdir())):
        made.update(f"{file.name} {file.stat().st_size}\n".encode() + file.read_bytes())
    return made.hexdigest()


@cache
def _pillow() -> str:
    """`pillow-13.0.0.dist-info`, found by a listing: asking `importlib.metadata` would cost 20 ms."""
    spec = find_spec("PIL")
    if spec is None or spec.origin is None:
        return ""
    with os.scandir(Path(spec.origin).parent.parent) as found:
        return max((e.name for e in found if e.name.lower().startswith("pillow-")), default="pillow")


def drawable(card: Card) -> bool:
    """Whether every letter of the card is in the fonts, and its script can be shaped."""
    if not available():
        return False
    texts = [clean(text) for text in (card.headline, card.below, *card.above)]
    known = bool(texts[0]) and all(letters("serif").issuperset(text) for text in texts)
    return known and (not any(map(arabic, texts)) or shaping())  # asking Pillow takes 5 ms


@cache
def shaping() -> bool:
    """Whether this Pillow can join Arabic letters and set them from right to left."""
    try:  # what `PIL.features` would ask, without the 20 ms that it takes
        from PIL import _imagingft
    except ImportError:  # built without FreeType
        return False
    return bool(getattr(_imagingft, "HAVE_RAQM", False))


def clean(text: str) -> str:
    """`text` on one line as it is set: composed, and without what is no letter, sign or space."""
    line = unicodedata.normalize("NFC", " ".join(text[: 2 * _MOST].split()))[:_MOST]
    if line.isascii() and line.isprintable():
        return line
    kept = (c for c in line if c in letters("serif") or c in _JOINERS or unicodedata.category(c) not in _LEFT_OUT)
    return " ".join("".join(kept).split())


@cache
def letters(font: str) -> frozenset[str]:
    """The letters of a font, `serif` or `sans`: from a file of ranges beside it, `20-7e,a0-17f`."""
    ranges = (part.partition("-") for part in (FONTS / f"{font}.txt").read_text("ascii").strip().split(","))
    return frozenset(chr(n) for low, _, high in ranges for n in range(int(low, 16), int(high or low, 16) + 1))


def arabic(text: str) -> bool:
    return any("\u0600" <= c <= "\u08ff" or "\ufb50" <= c <= "\ufefc" for c in text)
