"""Derives the theme's web fonts from the packages that publish them; run once, by whoever changes them.

    npm pack @fontsource-variable/newsreader @fontsource-variable/public-sans @fontsource-variable/noto-naskh-arabic
    python benchmarks/derive_fonts.py FOLDER      FOLDER holds the three .tgz; writes static/fonts/*.woff2

Needs fontTools and brotli. Variable axes are narrowed to what the stylesheet uses, hinting is dropped, and each font's
licence (SIL OFL 1.1, no reserved name, so subsets may keep it) is put beside it.
"""

from __future__ import annotations

import argparse
import io
import sys
import tarfile
from pathlib import Path

FONTS = Path(__file__).parent.parent / "static" / "fonts"
HEAVY = {"wght": (400, 700)}
NASKH = "noto-naskh-arabic-arabic-wght-normal"
# What news in Arabic, Persian and Urdu is written with: a quarter of 90 kB, so that a front page with a few such
# headlines keeps within its 150 kB.
ARABIC = (0x60C, 0x61B, 0x61F, *range(0x621, 0x63B), *range(0x640, 0x656), *range(0x660, 0x66D), 0x670,
          0x679, 0x67E, 0x686, 0x688, 0x691, 0x698, 0x6A4, 0x6A9, 0x6AF, 0x6BA, 0x6BE, 0x6C1, 0x6CC, 0x6D2, 0x6D4,
          *range(0x6F0, 0x6FA))  # fmt: skip
# (file made, package, file in it, axes, characters: all but those, or those alone)
WANTED = (
    ("newsreader-roman-latin", "newsreader", "newsreader-latin-opsz-normal", {**HEAVY, "opsz": (14, 72)}, None),
    ("newsreader-roman-latin-ext", "newsreader", "newsreader-latin-ext-opsz-normal", {**HEAVY, "opsz": 16}, None),
    ("newsreader-italic-latin", "newsreader", "newsreader-latin-opsz-italic", {"wght": 400, "opsz": 16}, None),
    ("public-sans-latin", "public-sans", "public-sans-latin-wght-normal", HEAVY, None),
    ("noto-naskh-arabic", "noto-naskh-arabic", NASKH, HEAVY, True),
    ("noto-naskh-arabic-ext", "noto-naskh-arabic", NASKH, HEAVY, False),
)
# What the stylesheet and the scripts ask for: figures as wide as each other are the interface's alone.
FEATURES = {
    "newsreader": ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "rvrn"],
    "public-sans": ["kern", "tnum", "ccmp", "locl", "mark"],
    "noto-naskh-arabic": ["init", "medi", "fina", "isol", "rlig", "ccmp", "locl", "kern", "mark", "mkmk"],
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    try:
        from fontTools import subset, ttLib
        from fontTools.varLib import instancer
    except ImportError:
        print("Needs fontTools and brotli: pip install fonttools brotli", file=sys.stderr)
        return 2
    FONTS.mkdir(parents=True, exist_ok=True)
    for made, package, file, axes, arabic in WANTED:
        with tarfile.open(next(folder.glob(f"fontsource-variable-{package}-*.tgz"))) as archive:
            font = ttLib.TTFont(io.BytesIO(_read(archive, f"package/files/{file}.woff2")))
            (FONTS / f"LICENSE-{package}.txt").write_bytes(_read(archive, "package/LICENSE"))
        whole = io.BytesIO()
        instancer.instantiateVariableFont(font, axes).save(whole)
        font = ttLib.TTFont(whole)  # read anew: the subsetter trips over tables that the instancer left half-parsed
        options = subset.Options(hinting=False, flavor="woff2", name_IDs=[0, 1, 2, 13, 14])
        options.layout_features = FEATURES[package]
        narrowed = subset.Subsetter(options)
        narrowed.populate(unicodes=[c for c in font.getBestCmap() if arabic is None or (c in ARABIC) == arabic])
        narrowed.subset(font)
        font.flavor = "woff2"
        font["head"].modified = font["head"].created  # no clock: the same file whenever it is made
        font.recalcTimestamp = False
        font.save(FONTS / f"{made}.woff2")
        print(f"{made}.woff2  {(FONTS / f'{made}.woff2').stat().st_size:,} bytes")
    return 0


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.extractfile(name)
    assert member is not None, name
    return member.read()


if __name__ == "__main__":
    raise SystemExit(main())
