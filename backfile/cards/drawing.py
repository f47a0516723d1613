"""Drawing a card with Pillow: a rule, a line, the headline, a hairline, the archive's mark and name.

The image has one byte a pixel: how much ink lies there, from paper to black; one value stands for the spot colour.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from backfile.cards.card import FONTS, HEIGHT, WIDTH, Card, arabic, clean, letters, shaping
from backfile.cards.fitting import fit

_MARGIN = 72
_PAPER, _INK, _SPOT = (0xFA, 0xFA, 0xF7), (0x16, 0x1B, 0x18), (0x13, 0x5E, 0x42)
_FULL, _GREY, _HAIR = 255, 205, 60  # amounts of ink
_SPOT_AT = 1  # what text leaves unused: so little ink is not seen
_TOP, _ABOVE, _HEAD, _FOOT, _BELOW = 60, 106, 164, 524, 566
_SMALL = 31
# The blocks of the archive's mark, on 16 × 16.
_MARK = ((2, 1, 14, 3), (2, 5, 7, 15), (9, 5, 14, 9), (9, 11, 14, 15))
_MARK_SIZE = 44
# Arabic letters reach further above and below their line.
_LEADING, _ARABIC_LEADING = 1.07, 1.42


def draw(card: Card) -> bytes:
    """A PNG of 1200 × 630. The same card gives the same bytes, as long as Pillow is the same."""
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(image)
    _headline(pen, clean(card.headline), card.rtl)
    _line(pen, _apart([clean(part) for part in card.above]), _ABOVE, card.rtl)
    _line(pen, clean(card.below), _BELOW, card.rtl, indent=_MARK_SIZE + 14)
    image = image.point([0 if ink == _SPOT_AT else ink for ink in range(256)])
    pen = ImageDraw.Draw(image)
    pen.rectangle((_MARGIN, _TOP, WIDTH - _MARGIN - 1, _TOP + 5), fill=_FULL)
    pen.rectangle((_MARGIN, _FOOT, WIDTH - _MARGIN - 1, _FOOT), fill=_HAIR)
    _mark(pen, card.rtl)
    image.putpalette(_palette())
    stream = BytesIO()
    image.save(stream, "PNG", compress_level=6)
    return stream.getvalue()


def _palette() -> bytes:
    shades = [tuple(round(p + (i - p) * ink / 255) for p, i in zip(_PAPER, _INK, strict=True)) for ink in range(256)]
    shades[_SPOT_AT] = _SPOT
    return bytes(value for shade in shades for value in shade)


def _headline(pen: ImageDraw.ImageDraw, text: str, rtl: bool) -> None:
    ruler = _font("serif", 100)
    leading = _ARABIC_LEADING if arabic(text) else _LEADING
    fitted = fit(text.split(" "), ruler.getlength, WIDTH - 2 * _MARGIN, _FOOT - _HEAD - 12, leading)
    font = _font("serif", fitted.size)
    step = round(fitted.size * leading)
    # The first line's capitals touch the top of the field.
    top = _HEAD + round(fitted.size * (0.72 + (leading - _LEADING) * 0.7))
    for number, line in enumerate(fitted.lines):
        _set(pen, line, font, top + number * step, _FULL, rtl)


def _apart(parts: list[str]) -> str:
    """`Gulf Today · 23 June 2025`; parts of two directions isolated, so that neither reorders the other."""
    if any(map(arabic, parts)):
        parts = [f"\u2068{part}\u2069" for part in parts]
    return " · ".join(parts)


def _line(pen: ImageDraw.ImageDraw, text: str, middle: int, rtl: bool, indent: int = 0) -> None:
    """One line, in the sans if it has all its letters; cut short if it is too long."""
    if not text:
        return
    font = _font("sans" if letters("sans").issuperset(text) else "serif", _SMALL)
    room = WIDTH - 2 * _MARGIN - indent
    if font.getlength(text) > room:
        while text and font.getlength(f"{text}…") > room:
            text = text[:-1]
        text = f"{text.rstrip()}…"
    _set(pen, text, font, middle + round(_SMALL * 0.36), _GREY, rtl, indent)


def _set(
    pen: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, base: int, ink: int, rtl: bool, indent: int = 0
) -> None:
    """A line of text on the baseline `base`, from the margin that its card begins at."""
    place = (WIDTH - _MARGIN - indent, base) if rtl else (_MARGIN + indent, base)
    direction = ("rtl" if rtl else None) if shaping() else None
    pen.text(place, text, font=font, fill=ink, anchor="rs" if rtl else "ls", direction=direction)


def _mark(pen: ImageDraw.ImageDraw, rtl: bool) -> None:
    unit = _MARK_SIZE / 16
    left, top = (WIDTH - _MARGIN - _MARK_SIZE if rtl else _MARGIN), _BELOW - _MARK_SIZE / 2
    shift = 2 * unit * (1 if rtl else -1)  # its outer edge stands on the margin
    for x1, y1, x2, y2 in _MARK:
        corners = (left + x1 * unit + shift, top + y1 * unit, left + x2 * unit + shift - 1, top + y2 * unit - 1)
        pen.rectangle(tuple(map(round, corners)), fill=_SPOT_AT)


@lru_cache(maxsize=32)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    engine = ImageFont.Layout.RAQM if shaping() else ImageFont.Layout.BASIC
    return ImageFont.truetype(FONTS / f"{name}.ttf", size, layout_engine=engine)
