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
# (file made, package, file in it, axes)
WANTED = (
    ("newsreader-roman-latin", "newsreader", "newsreader-latin-opsz-normal", {"wght": (400, 700), "opsz": (14, 72)}),
    ("newsreader-roman-latin-ext", "newsreader", "newsreader-latin-ext-opsz-normal", {"wght": (400, 700), "opsz": 16}),
    ("newsreader-italic-latin", "newsreader", "newsreader-latin-opsz-italic", {"wght": 400, "opsz": 16}),
    ("public-sans-latin", "public-sans", "public-sans-latin-wght-normal", {"wght": (400, 700)}),
    ("noto-naskh-arabic", "noto-naskh-arabic", "noto-naskh-arabic-arabic-wght-normal", {"wght": (400, 700)}),
)


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
    for made, package, file, axes in WANTED:
        with tarfile.open(next(folder.glob(f"fontsource-variable-{package}-*.tgz"))) as archive:
            font = ttLib.TTFont(io.BytesIO(_read(archive, f"package/files/{file}.woff2")))
            (FONTS / f"LICENSE-{package}.txt").write_bytes(_read(archive, "package/LICENSE"))
        whole = io.BytesIO()
        instancer.instantiateVariableFont(font, axes).save(whole)
        font = ttLib.TTFont(whole)  # read anew: the subsetter trips over tables that the instancer left half-parsed
        options = subset.Options(hinting=False, layout_features=["*"], flavor="woff2", name_IDs=[0, 1, 2, 13, 14])
        narrowed = subset.Subsetter(options)
        narrowed.populate(unicodes=font.getBestCmap())
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
