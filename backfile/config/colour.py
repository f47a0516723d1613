"""The spot colour: one colour of the archive's own, made fit for both papers.

    rules("#135e42")   → ":root { --spot: light-dark(#135e42, oklch(0.8 0.085 163.5)); … }"

Lightness is what contrast hangs on, so on dark paper the colour keeps its hue and takes the lightness that the theme's
own green has there. Conversion after Björn Ottosson, “A perceptual color space for image processing” (Oklab); contrast
after WCAG 2.2.
"""

from __future__ import annotations

import math
import re

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_PAPER = "#fafaf7"
LEAST = 4.5
"Contrast of text with its paper that WCAG 2.2 AA asks for."
_DARK = 0.8
"Lightness on dark paper: 10 to 1."
_MOST_CHROMA = 0.13
"Beyond it no colour of that lightness can be shown on common screens."


def fault(text: str) -> str:
    """Why `text` cannot be the spot colour; empty where it can."""
    if not _HEX.fullmatch(text):
        return "is not a colour"
    found = contrast(text)
    return "" if found >= LEAST else f"is too pale for links: its contrast with the paper is {found:.1f}"


def contrast(text: str) -> float:
    """With the light paper, 1 to 21."""
    paper, ink = _luminance(_PAPER), _luminance(text)
    return (max(paper, ink) + 0.05) / (min(paper, ink) + 0.05)


def rules(text: str) -> str:
    """Rules of CSS that set `--spot` and `--spot-2`, the tint behind what it marks, for either paper."""
    _, chroma, hue = _oklch(text)
    dark = _css(_DARK, min(chroma, _MOST_CHROMA), hue)
    tint, dark_tint = _css(0.94, min(chroma, 0.02), hue), _css(0.29, min(chroma, 0.03), hue)
    both = f"--spot: light-dark({text.lower()}, {dark}); --spot-2: light-dark({tint}, {dark_tint})"
    old = f"--spot: {text.lower()}; --spot-2: var(--panel)"
    return f":root {{ {old} }} @supports (color: light-dark(#000, #fff)) {{ :root {{ {both} }} }}"


def _css(lightness: float, chroma: float, hue: float) -> str:
    return f"oklch({lightness} {chroma:.3f} {hue:.1f})"


def _linear(text: str) -> tuple[float, float, float]:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _straight(red), _straight(green), _straight(blue)


def _straight(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _luminance(text: str) -> float:
    red, green, blue = _linear(text)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklch(text: str) -> tuple[float, float, float]:
    """Lightness 0 to 1, chroma, hue in degrees."""
    r, g, b = _linear(text)
    l = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)  # noqa: E741  # the letters of the source
    m = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    s = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360
