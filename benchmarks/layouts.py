"""How well dumps are divided, and how fast: a folder of cases `NNNN.txt` with their truth `NNNN.json`.

    python benchmarks/layouts.py --cases DIR --content OUT     writes OUT/*.md for a scorer, and checks every ledger
    python benchmarks/layouts.py --speed FILE [--times N]      articles a second of `seeds.divide`

An evaluation, not a test: without its folder it says so and ends.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import re
import sys
import time
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from backfile import seeds
from backfile.model import Divided, Draft, Seed

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|>~])")


def seed_of(path: Path) -> Seed:
    raw = path.read_bytes()
    return Seed(path.name, hashlib.sha256(raw).hexdigest(), "utf-8", raw.decode("utf-8"))


def write(divided: Divided, folder: Path) -> None:
    """One minimal content file an article."""
    for number, article in enumerate(divided.articles):
        meta = {key: value for key in _KEYS if (value := getattr(article, key)) is not None}
        meta["seed"] = {"file": divided.seed.file}
        head = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)
        file = folder / f"{Path(divided.seed.file).stem}-{number}.md"
        file.write_text(f"---\n{head}---\n{body(article)}\n", encoding="utf-8")


_KEYS = ("title", "source", "relative", "published", "category", "lang", "complete")


def body(article: Draft) -> str:
    return "\n\n".join(_MARKUP.sub(r"\\\1", html.escape(each, quote=False)) for each in article.paragraphs)


def tiled(divided: Divided) -> bool:
    """Whether the ledger covers every character once, and calls only white space space."""
    at = 0
    for segment in divided.ledger:
        if segment.start != at or (segment.kind == "space" and divided.seed.text[at : segment.end].strip()):
            return False
        at = segment.end
    return at == len(divided.seed.text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--content", type=Path)
    parser.add_argument("--speed", type=Path, help="a dump to divide again and again, or a folder of them")
    parser.add_argument("--times", type=int, default=3)
    args = parser.parse_args()
    folder = args.cases or args.speed
    if folder is None or not folder.exists():
        print("no cases given or none there: nothing to measure")
        return
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else [folder]
    dumps = [seed_of(path) for path in files]
    if args.cases:
        divided = [seeds.divide(seed) for seed in dumps]
        print(f"{len(dumps)} dumps, {sum(map(tiled, divided))} ledgers whole")
        if args.content:
            args.content.mkdir(parents=True, exist_ok=True)
            for each in divided:
                write(each, args.content)
    if args.speed:
        seeds.divide(dumps[0])
        begun, count = time.process_time(), 0
        for _ in range(args.times):
            count += sum(len(seeds.divide(seed).articles) for seed in dumps)
        print(f"{count / (time.process_time() - begun):.0f} articles a second of CPU, {count} articles")


if __name__ == "__main__":
    main()
