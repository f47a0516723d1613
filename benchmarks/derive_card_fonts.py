"""Make the fonts of `backfile/cards/fonts/` and the icons of `static/` anew.

    npm install @fontsource-variable/newsreader @fontsource-variable/public-sans @fontsource-variable/noto-naskh-arabic
    pip install fonttools brotli pillow
    python benchmarks/derive_card_fonts.py node_modules/@fontsource-variable

Each font is fixed to one weight, which Pillow cannot take out of a font for the web, cut down to the letters of news
and kept without hints: they are drawn large. Newsreader and Noto Naskh Arabic become one font, because a line that
mixes their scripts is shaped and set in its order only as a whole. The fonts are under the SIL Open Font License and
reserve no name; what is made of them is under it too.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.merge import Options as MergeOptions
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib.instancer import instantiateVariableFont
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "backfile" / "cards" / "fonts"
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x18F, 0x192, *range(0x218, 0x21C), 0x259, 0x1E9E, 0x2011]
SIGNS = [0x2010, *range(0x2012, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033]
SIGNS += [0x2039, 0x203A, 0x2044, 0x20AC, 0x20B9, 0x20BA, 0x20BD, 0x2116, 0x2122, 0x2190, 0x2192, 0x2212]
ARABIC = [*range(0x600, 0x605), *range(0x60B, 0x656), *range(0x660, 0x6DD), *range(0x6DE, 0x700), 0x200C, 0x200D]
ARABIC += [0xFDF2, 0xFDFC, 0xFD3E, 0xFD3F]
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "init", "medi", "fina", "isol", "rlig", "calt"]
UNITS = 1000
ARABIC_SIZE = 1.12  # Naskh looks small beside Newsreader at the same size


def cut(source: Path, letters: list[int], **axes: float) -> TTFont:
    font = TTFont(source)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]
    options.drop_tables += ["STAT", "MVAR", "HVAR", "avar", "meta", "DSIG"]
    fixed = instantiateVariableFont(font, axes, inplace=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(fixed)
    return fixed


def merged(fonts: list[TTFont]) -> TTFont:
    """One font of several; where two have a letter, the first one's stands."""
    with TemporaryDirectory() as folder:
        files = []
        for number, font in enumerate(fonts):
            file = Path(folder, f"{number}.ttf")
            font.save(file)
            files.append(str(file))
        return Merger(MergeOptions(drop_tables=["vmtx", "vhea", "GDEF_"])).merge(files)


def named(font: TTFont, family: str, text: str) -> None:
    names = font["name"]
    names.names = []
    for number, value in (
        (0, text),
        (1, family),
        (2, "Regular"),
        (4, family),
        (6, family.replace(" ", "")),
        (13, text),
    ):
        names.setName(value, number, 3, 1, 0x409)
    names.setName("https://openfontlicense.org", 14, 3, 1, 0x409)
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False


def fonts(source: Path) -> None:
    """`serif.ttf` for headlines, `sans.ttf` for the lines above and below."""

    def file(family: str, script: str, axes: str) -> Path:
        return source / family / "files" / f"{family}-{script}-{axes}-normal.woff2"

    letters = LATIN + SIGNS
    serif = [cut(file("newsreader", script, "opsz"), letters, opsz=60, wght=520) for script in ("latin", "latin-ext")]
    naskh = cut(file("noto-naskh-arabic", "arabic", "wght"), ARABIC, wght=500)
    sans = [cut(file("public-sans", script, "wght"), letters, wght=500) for script in ("latin", "latin-ext")]
    for font in (*serif, *sans):
        scale_upem(font, UNITS)
    scale_upem(naskh, round(naskh["head"].unitsPerEm * ARABIC_SIZE))
    naskh["head"].unitsPerEm = UNITS
    for name, family, parts, of in (
        ("serif.ttf", "Backfile Card Serif", [*serif, naskh], "Newsreader and Noto Naskh Arabic"),
        ("sans.ttf", "Backfile Card Sans", sans, "Public Sans"),
    ):
        made = merged(parts)
        named(made, family, f"Made of {of}, under the SIL Open Font License, Version 1.1")
        made.save(FONTS / name)
        (FONTS / name).with_suffix(".txt").write_text(ranges(sorted(made.getBestCmap())) + "\n", "ascii")
        print(name, (FONTS / name).stat().st_size, "bytes")


def ranges(letters: list[int]) -> str:
    """`20-7e,a0-17f`."""
    parts: list[list[int]] = []
    for letter in letters:
        if parts and parts[-1][1] == letter - 1:
            parts[-1][1] = letter
        else:
            parts.append([letter, letter])
    return ",".join(f"{low:x}" if low == high else f"{low:x}-{high:x}" for low, high in parts)


def icons() -> None:
    """The three blocks of `static/icon.svg`, for what reads no SVG."""
    blocks = ((2, 1, 14, 3), (2, 5, 7, 15), (9, 5, 14, 9), (9, 11, 14, 15))
    for name, size, margin, paper in (("apple-touch-icon.png", 180, 26, "#fafaf7"), ("favicon.ico", 32, 0, None)):
        image = Image.new("RGBA", (size, size), paper or (0, 0, 0, 0))
        draw = ImageDraw.Draw(image)
        unit = (size - 2 * margin) / 16
        for block in blocks:
            left, top, right, bottom = (round(margin + edge * unit) for edge in block)
            draw.rectangle((left, top, right - 1, bottom - 1), fill="#175d43")
        if paper:
            image.convert("RGB").quantize(16).save(ROOT / "static" / name, optimize=True)
        else:
            image.save(ROOT / "static" / name, sizes=[(size, size)])


if __name__ == "__main__":
    fonts(Path(sys.argv[1]))
    icons()
