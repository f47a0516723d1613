"""Hostile texts all the way: as dumps in `seeds/`, through the real import and the real build, to the final pages.

    python benchmarks/hostile_import.py                  20,000 texts, a figure a line, exit 1 if one falls short
    python benchmarks/hostile_import.py --count 500 --seed 7 --keep FOLDER

The texts are those of `hostile.py`. Each stands somewhere in a dump: as a lead's paragraphs, a related article's one
line, a title, a source, a category, a hashtag, among labels, or alone in a file of no known layout; some dumps are cut.
A text is whole and harmless if every character of it is accounted for and every page that shows any of it is in order:
the words and the characters of the body are those of its spans, the title and the source are as printed, and an HTML5
parser finds nothing on the page that could do or fetch anything.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import Any, NamedTuple

import html5lib
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))
from hostile import Shape, alive, shapes, texts
from hostile_dumps import LAYOUTS, Dump, Text, dump

from backfile import config, pipeline, prose, seeds
from backfile.config import Site
from backfile.errors import InputError
from backfile.model import Seed
from backfile.prose import characters

KINDS = ("article", "furniture", "space")


class Judged(NamedTuple):
    """What a batch came to."""

    texts: int
    faults: dict[int, list[str]]
    "By the number of the hostile text, or -1 for what belongs to none."
    pages: int
    articles: int
    aside: int
    "Characters of hostile texts that a furniture rule took."
    characters: int


SETTINGS = '[tool.backfile]\ntitle = "Hostile"\nurl = "https://archive.test/"\nlist_files_from = 3\n'


def batch(numbered: list[Text], seed: int, root: Path, own: set[Shape]) -> Judged:
    """One archive. Everything that goes wrong in it is charged to the texts that it shows."""
    rng = random.Random(seed)
    dumps: dict[str, Dump] = {}
    every = chain(numbered, repeat((-1, ["A line of no account."])))
    while all(number >= 0 for made in dumps.values() for number, _, _ in made.places[-1:]):
        dumps[f"{len(dumps):05}.txt"] = dump(every, rng)
    judge = _Judge(_archive(dumps, root), dumps, own)
    try:
        _built(judge.site)
        judge.all()
    except InputError as error:
        judge.faults.setdefault(-1, []).extend(map(str, error.problems))
    except Exception:
        judge.faults.setdefault(-1, []).append(traceback.format_exc(limit=-4))
    return Judged(len(numbered), judge.faults, judge.pages, judge.articles, judge.aside, judge.characters)


def own_shapes(root: Path) -> set[Shape]:
    """The elements of the theme's own making: those of a site of harmless dumps in the same layouts."""
    dumps = {}
    for number, layout in enumerate(LAYOUTS):
        made = Dump()
        layout(made, repeat((-1, ["The ferry came in at noon.", "It had left Kenya on Monday."])), random.Random(1))
        dumps[f"{number}.txt"] = made
    site = _archive(dumps, root)
    _built(site)
    return {shape for page in site.output.rglob("*.html") for shape in shapes(_tree(page.read_bytes()))}


def _archive(dumps: dict[str, Dump], root: Path) -> Site:
    shutil.rmtree(root, ignore_errors=True)
    (root / "seeds").mkdir(parents=True)
    (root / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    for name, made in dumps.items():
        (root / "seeds" / name).write_bytes(made.text.encode())
    return config.load(root)


def _built(site: Site) -> None:
    pipeline.ingest(site, _quiet)
    pipeline.build(site, _quiet, _quiet, jobs=2)


def _tree(html: bytes) -> Any:
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


def _quiet(*_told: object) -> None:
    pass


class _Judge:
    def __init__(self, site: Site, dumps: dict[str, Dump], own: set[Shape]) -> None:
        self.site, self.dumps, self.own = site, dumps, own
        self.faults: dict[int, list[str]] = {}
        self.pages = self.articles = self.aside = self.characters = 0

    def all(self) -> None:
        odd: list[Any] = []
        dumps = {seed.file: seed for seed in seeds.read(self.site, odd)}
        for file in self.dumps.keys() - dumps.keys():
            self.fault((file, 0, len(self.dumps[file].text)), f"{file} was not read")
        where = self._articles()
        reports, _, missing = pipeline.accounts(self.site)
        if missing:
            self.fault(None, f"{missing} stretches unaccounted for")
        for report in reports:
            self._seed(report, dumps[report["file"]], where)
        for file in sorted(self.site.output.rglob("*")):
            if file.is_file():
                self._file(file)

    def fault(self, place: tuple[str, int, int] | None, what: str) -> None:
        """Charges what is wrong to the texts that stand at `place` (a seed's file, start, end)."""
        numbers = {-1}
        if place:
            file, start, end = place
            numbers = {n for n, a, b in self.dumps[file].places if a < end and start < b} or numbers
        for number in numbers:
            self.faults.setdefault(number, []).append(what)

    def _articles(self) -> dict[str, Any]:
        """Each article's final page, parsed, by its id."""
        found = {}
        lines = [line for file in self._data() for line in file.read_text(encoding="utf-8").splitlines()]
        for entry in map(json.loads, lines):
            html = (self.site.output / entry["url"][1:] / "index.html").read_bytes()
            found[entry["id"]] = (entry, html5lib.parse(html, treebuilder="lxml", namespaceHTMLElements=False))
        return found

    def _data(self) -> list[Path]:
        return [file for file in (self.site.output / "data").glob("*.jsonl") if file.name.startswith("articles")]

    def _seed(self, report: dict[str, Any], seed: Seed, where: dict[str, Any]) -> None:
        text, at = seed.text, 0
        fields: dict[str, list[tuple[str, int, int]]] = {}
        for span in report["spans"]:
            start, end = span["start"], span["end"]
            own = text[start:end]
            if start != at or span["kind"] not in KINDS or (span["kind"] == "space" and own.strip()):
                self.fault((seed.file, at, end), "the account has a gap")
            at = end
            if span["kind"] == "article":
                fields.setdefault(span["article"], []).append((span["field"], start, end))
            if span["kind"] == "furniture":
                self.aside += sum(max(0, min(b, end) - max(a, start)) for _, a, b in self.dumps[seed.file].places)
        if at != len(text):
            self.fault((seed.file, at, len(text)), "the account ends early")
        self.characters += sum(b - a for _, a, b in self.dumps[seed.file].places)
        divided = seeds.divide(seed)
        for draft, (id_, spans) in zip(divided.articles, _in_order(fields), strict=True):
            self.articles += 1
            place = (seed.file, min(a for _, a, _ in spans), max(b for _, _, b in spans))
            if id_ not in where:
                self.fault(place, f"the article {id_} has no page")
                continue
            for wrong in _page(*where[id_], draft, spans, text):
                self.fault(place, f"{seed.file} {id_}: {wrong}")

    def _file(self, file: Path) -> None:
        """Every file of the site: HTML with nothing alive in it, XML and JSON that parse."""
        self.pages += 1
        shown, raw = file.relative_to(self.site.output).as_posix(), file.read_bytes()
        wrong: list[str] = []
        try:
            if file.suffix == ".html":
                wrong = alive(_tree(raw), self.own)
            elif file.suffix == ".xml":
                etree.fromstring(raw, etree.XMLParser(resolve_entities=False))
            elif file.suffix == ".json":
                json.loads(raw)
        except (ValueError, etree.XMLSyntaxError) as error:
            wrong = [f"cannot be read: {error}"]
        for what in wrong:
            self.fault(None, f"{shown}: {what}")


def _in_order(fields: dict[str, list[tuple[str, int, int]]]) -> Iterator[tuple[str, list[tuple[str, int, int]]]]:
    """A seed's articles as their ids count them."""
    yield from sorted(fields.items(), key=lambda pair: int(pair[0].rpartition("-")[2]))


def _page(entry: dict[str, Any], tree: Any, draft: Any, spans: list[tuple[str, int, int]], text: str) -> Iterator[str]:
    """What is wrong with an article's page, held against the spans of its seed."""
    bodies = tree.xpath("//*[contains(concat(' ', @class, ' '), ' e-content ')]")
    heads = tree.xpath("//h1")
    if len(bodies) != 1 or len(heads) != 1:
        yield f"{len(bodies)} bodies, {len(heads)} titles"
        return
    body = [word for field, a, b in spans if field == "body" for word in prose.words(text[a:b])]
    shown = ["".join(p.itertext()) for p in bodies[0]]
    if prose.words("\n".join(shown)) != body or prose.words(_text(bodies[0], "\n")) != body:
        yield "the words of the body"
    if shown != [characters.clean_line(p).strip() for p in draft.paragraphs]:
        yield "the characters of the body"
    printed = [text[a:b] for field, a, b in spans if field == "title"]
    title = _text(heads[0], "")
    if not printed or any(prose.words(each) != prose.words(title) for each in printed):
        yield f"the words of the title {title!a}"
    if printed and {_plain(title), _plain(entry["title"])} != {_plain(printed[0])}:
        yield f"the characters of the title {title!a}, {entry['title']!a}"
    for field in ("source", "agency", "author", "category"):
        values = {_plain(text[a:b]) for name, a, b in spans if name == field}
        if values and _plain(entry[field] or "") not in values:
            yield f"{field} {entry[field]!a}"
    for block in tree.xpath("//script[@type='application/ld+json']"):
        if _plain(json.loads(block.text)["headline"]) != _plain(title):
            yield "the headline in JSON-LD"


def _plain(field: str) -> str:
    """A field of one line as it looks: what HTML cannot hold, and white space of any kind, are alike."""
    return re.sub(r"[\s\ufffd]+", " ", characters.clean_line(field)).strip()


def _text(element: Any, between: str) -> str:
    return between.join(element.itertext())


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--batch", type=int, default=500, help="texts an archive")
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="where to leave the last archive with a fault")
    given = options.parse_args()
    started, whole, told = time.perf_counter(), 0, 0
    sums = [0] * 4
    numbered = list(enumerate(texts(given.count, given.seed)))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "a"
        own = own_shapes(root)
        for first in range(0, given.count, given.batch):
            judged = batch(numbered[first : first + given.batch], given.seed * 1_000_003 + first, root, own)
            whole += judged.texts - len(judged.faults) if -1 not in judged.faults else 0
            sums = [a + b for a, b in zip(sums, judged[2:], strict=True)]
            for number, wrong in sorted(judged.faults.items()):
                told += 1
                if told <= 40:
                    print(f"batch {first}, text {number}: {'; '.join(wrong[:3])}"[:1500], flush=True)
            if judged.faults and given.keep:
                shutil.copytree(root, given.keep, dirs_exist_ok=True)
            print(f"{first + judged.texts:,} done, {whole:,} whole", file=sys.stderr, flush=True)
    pages, articles, aside, every = sums
    seconds = time.perf_counter() - started
    print(f"{articles:,} articles, {pages:,} files; {aside / max(every, 1):.1%} set aside as furniture")
    print(f"{whole:,} of {given.count:,} texts whole and harmless ({seconds:.0f} s)")
    return int(whole != given.count)


if __name__ == "__main__":
    sys.exit(main())
