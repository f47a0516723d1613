"""Evaluates search in a real browser, on 10,000 generated articles with headlines that differ as real ones do.

    python benchmarks/search.py [--articles 10000] [--folder DIR] [--sample DIR]

Builds the archive, asks 40 known-item queries (three or four telling words of a headline, and some in Arabic), each in
a fresh browser, and prints in how many the article is among the first three; the bytes that a first query transfers, as
a host that compresses text would send them; which parts an edited article indexes anew; the peak memory of indexing.
`--sample` asks the same of a folder of CSV files of real articles (`date`, `title`, `text`), where there is one.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import accumulate
from pathlib import Path
from random import Random
from shutil import which
from typing import Any, NamedTuple
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from backfile import frontmatter, urls  # noqa: E402

QUERIES = 40
_COMMON = """the of to and in a said for on that is with was at by from as be has have it an are were will not but he
his they their who after its more than been this or about which had one would two also when over there people year
last new other first government police told could time into state before some since million during most under while"""
_ARABIC_COMMON = "في من على أن إلى عن مع هذا التي الذي كان قال بعد قبل بين عند ذلك كما حتى لكن منذ خلال حول"
_SYLLABLES = """ka lo mi ren tor vas bel dun gar hin sol pet ur yan zek mar tin os qua fel bri con der est for gra hal
ing jor lan mon nor ope pla qui ram ser tra und ver win pro sta ment tion per com ter al en ic able ous ist"""
_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
_VERBS = """wins rejects delays opens closes backs halts probes warns seeks faces urges plans cuts raises approves bans
defends sues blames joins leaves launches reviews confirms denies"""
TEXT = (".html", ".css", ".js", ".json", ".xml", ".svg", ".txt")


class Story(NamedTuple):
    path: str
    title: str
    text: str
    "Markdown with its front matter."
    telling: tuple[str, ...]
    "The words of the headline that a reader would remember."


class Words:
    """Words by rank, the common ones commoner, as Zipf found of every language."""

    def __init__(self, words: Sequence[str], roll: Random) -> None:
        self._words, self._roll = words, roll
        self._weights = list(accumulate(1 / (rank + 8) for rank in range(len(words))))

    def draw(self, count: int) -> list[str]:
        return self._roll.choices(self._words, cum_weights=self._weights, k=count)


def stories(count: int, seed: int = 7) -> Iterator[Story]:
    """Reports on made-up matters: each has words of its own, which its text repeats and others use now and then."""
    roll = Random(seed)
    cities = [line.split("\t")[0] for line in (ROOT / "backfile/knowledge/cities.tsv").read_text("utf-8").splitlines()]
    cities = [city for city in cities if city.isalpha() and city.isascii()]
    english = Words(_coined(_SYLLABLES.split(), 20_000, (2, 3), roll), roll)
    arabic = Words(_coined(_LETTERS, 8_000, (3, 5), roll), roll)
    verbs = _VERBS.split()
    for number in range(count):
        if number % 12 == 5:
            own = arabic.draw(6)
            telling = own[:4]
            title = f"ال{own[0]} {own[1]} في ال{own[2]} {own[3]}"
            paragraphs = _body(own, arabic, _ARABIC_COMMON.split(), roll)
        else:
            own = [*english.draw(5), roll.choice(cities), roll.choice(cities)]
            city, other = own[5], own[6]
            telling = [own[0], own[1], own[2], city]
            verb = roll.choice(verbs)
            title = f"{own[0].capitalize()} {own[1]} {verb} {own[2]} in {city} over {own[3]}"
            paragraphs = _body([*own[:5], city, other], english, _COMMON.split(), roll)
        year, month, day = 2019 + int(roll.random() ** 0.6 * 7), roll.randrange(12) + 1, roll.randrange(28) + 1
        lang = "ar" if number % 12 == 5 else "en"
        meta = {"title": title, "source": f"The {roll.choice(cities[:60])} Courier", "lang": lang}
        meta |= {"published": f"{year}-{month:02}-{day:02}"} if number % 15 else {}
        shelf = f"{year}/{month:02}" if number % 15 else "undated"
        tags = sorted({cities[int(roll.random() ** 3 * 300)] for _ in range(5)})
        text = frontmatter.write(meta | {"tags": tags}, "\n\n".join(paragraphs) + "\n")
        yield Story(f"{shelf}/report-{number}", title, text, tuple(telling))


def _coined(parts: Sequence[str], count: int, length: tuple[int, int], roll: Random) -> list[str]:
    made = dict.fromkeys("".join(roll.choices(parts, k=roll.randint(*length))) for _ in range(count * 3))
    return list(made)[:count]


def _body(own: Sequence[str], words: Words, common: Sequence[str], roll: Random) -> list[str]:
    """120 to 480 words: 45 of 100 common, 8 the report's own, the rest by rank."""
    paragraphs = []
    for _ in range(roll.randint(3, 12)):
        drawn = iter(words.draw(40))
        chances = (roll.random() for _ in range(40))
        said = [roll.choice(common) if c < 0.45 else roll.choice(own) if c < 0.53 else next(drawn) for c in chances]
        paragraphs.append(" ".join(said).capitalize() + ".")
    return paragraphs


def sample(folder: Path) -> Iterator[Story]:
    """Real articles; the telling words of a headline are its longest."""
    csv.field_size_limit(1 << 30)
    number = 0
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                meta = {"title": row["title"], "published": row["date"], "lang": "en"}
                telling = sorted({w.strip(",.:;'’\"?!") for w in row["title"].split()}, key=lambda w: (-len(w), w))[:4]
                body = "\n\n".join(part.strip() for part in row["text"].split("\n\n") if part.strip())
                path = f"{row['date'][:7].replace('-', '/')}/report-{number}"
                yield Story(path, row["title"], frontmatter.write(meta, body + "\n"), tuple(telling))
                number += 1


def write(folder: Path, made: Sequence[Story]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text('[tool.backfile]\ntitle = "A Generated Archive"\n', "utf-8")
    for story in made:
        file = folder / "content" / f"{story.path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(story.text, "utf-8")


def build(folder: Path) -> tuple[float, list[str]]:
    """Seconds, and the URLs that were rendered."""
    began = time.monotonic()
    command = [sys.executable, ROOT / "build.py", "build", "--explain", "--site", folder]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return time.monotonic() - began, [line.split(": ")[0] for line in done.stdout.splitlines() if line.startswith("/")]


class _Host(SimpleHTTPRequestHandler):
    """A static host that compresses text."""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if file.suffix in TEXT:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def first_query(page: Page, url: str, query: str, count: int = 10) -> tuple[list[str], dict[str, int]]:
    """URLs of the first results, and the bytes of each file that was loaded for them."""
    loaded: dict[str, int] = {}
    page.on("requestfinished", lambda r: loaded.update({r.url.removeprefix(url): r.sizes()["responseBodySize"]}))
    page.goto(f"{url}search/?q={quote(query)}")
    page.wait_for_selector("[role=status] b", timeout=60_000)
    page.wait_for_load_state("networkidle")
    found = page.eval_on_selector_all(".hits a.u-url", "links => links.map(a => a.href)")
    return [link.removeprefix(url) for link in found[:count]], loaded


def known_items(chosen: Sequence[Story], site: Path) -> None:
    hits, total, misses = 0, [], []
    with hosted(site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        for story in chosen:
            context = browser.new_context()
            found, loaded = first_query(context.new_page(), url, " ".join(story.telling))
            context.close()
            wanted = urls.quoted(urls.article(story.path))[1:]
            hits += wanted in found[:3]
            misses += [] if wanted in found[:3] else [f"{' '.join(story.telling)} (place {_place(wanted, found)})"]
            total.append(sum(size for name, size in loaded.items() if name.startswith("search")))
        browser.close()
    total.sort()
    print(f"known items among the first three: {hits} of {len(chosen)}", *misses, sep="\n  missed: ")
    print(f"bytes of a first query: median {total[len(total) // 2]:,}, at most {total[-1]:,}")


def _place(wanted: str, found: Sequence[str]) -> str:
    return str(found.index(wanted) + 1) if wanted in found else "not among ten"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--sample", type=Path)
    options = parser.parse_args()
    made = list(sample(options.sample) if options.sample else stories(options.articles))
    folder = options.folder or Path(tempfile.mkdtemp())
    if not (folder / "content").exists():
        write(folder, made)
    print(f"{len(made):,} articles in {folder}")
    seconds, rendered = build(folder)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"built in {seconds:.0f} s, {len(rendered):,} files; the largest process took {peak:,} MB")
    index = folder / "public/search/index"
    for shard in sorted(index.iterdir()):
        files = [file for file in shard.rglob("*") if file.is_file()]
        articles = sum(file.suffix == ".pf_fragment" for file in files)
        print(f"  {shard.name}: {articles:,} articles, {sum(file.stat().st_size for file in files):,} bytes")
    every = max(1, len(made) // QUERIES)
    known_items(made[::every][:QUERIES], folder / "public")
    edited = folder / "content" / f"{made[1].path}.md"
    edited.write_text(edited.read_text("utf-8") + "\nAn afterthought.\n", "utf-8")
    os.utime(edited, (time.time() - 60,) * 2)
    seconds, rendered = build(folder)
    parts = sorted({url.split("/")[3] for url in rendered if url.startswith("/search/index/")})
    print(f"one article edited: {seconds:.0f} s, {len(rendered):,} files, parts indexed anew: {', '.join(parts)}")


if __name__ == "__main__":
    main()
