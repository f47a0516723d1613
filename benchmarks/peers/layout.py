"""The corpus as each generator wants it, and what the phases then change: the same for all of them.

site = Layout("pelican", folder)
site.lay(corpus)                folder/content/articles/2019/03/slug.md, pelicanconf.py, theme/
site.edit(1)                    a paragraph more in the middle article
site.add(1)                     a copy of the middle article under a name of its own
site.retouch(1)                 the article template says a little more
site.touch_all(1)               every article's author is spelt differently
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from .corpus import quoted

SITES = Path(__file__).parent / "sites"
PROGRAM = Path(__file__).parents[2]
Fields = Mapping[str, Any]
_WASTE, _REMOVED = ".waste", ".removed"
_REST = 400.0
"Seconds: those that the disk's index of files may wait to be written, and a minute."


def _hugo(it: Fields, month: str, number: int) -> str:
    archive = quoted([month.replace("/", "-")])
    return (
        f"---\ntitle: {quoted(it['title'])}\ndate: {it['date']}\nslug: {it['slug']}\nauthor: {quoted(it['author'])}\n"
        f"description: {quoted(it['summary'])}\nsources: [{quoted(it['source'])}]\ntags: {quoted(it['tags'])}\n"
        f"archive: {archive}\n---\n"
    )


def _pelican(it: Fields, month: str, number: int) -> str:
    """Its dates are without a zone: two articles of several zones would claim one page of a month."""
    return (
        f"Title: {it['title']}\nDate: {it['date'][:19]}\nSlug: {it['slug']}\nAuthor: {it['author']}\n"
        f"Summary: {it['summary']}\nCategory: {it['source']}\nTags: {', '.join(it['tags'])}\n"
    )


def _eleventy(it: Fields, month: str, number: int) -> str:
    return (
        f"---\ntitle: {quoted(it['title'])}\ndate: {it['date']}\npublished: {quoted(it['date'])}\n"
        f"author: {quoted(it['author'])}\nsummary: {quoted(it['summary'])}\nsource: {quoted(it['source'])}\n"
        f'topics: {quoted(it["tags"])}\nmonth: "{month.replace("/", "-")}"\n'
        f"permalink: /{month}/{it['slug']}/index.html\n---\n"
    )


def _backfile(it: Fields, month: str, number: int) -> str:
    return (
        f"---\nid: {number:012x}-1\ntitle: {quoted(it['title'])}\nsource: {quoted(it['source'])}\n"
        f"author: {quoted(it['author'])}\npublished: {quoted(it['date'])}\ntags: {quoted(it['tags'])}\n"
        f"summary: {quoted(it['summary'])}\n---\n"
    )


class Kind(NamedTuple):
    """How one generator wants its articles, and where it keeps things."""

    front: Callable[[Fields, str, int], str]
    articles: str
    template: str
    "Of an article's page."
    caches: tuple[str, ...]
    "What a cold build must not find, beside its output."


KINDS = {
    "hugo": Kind(_hugo, "content/articles", "layouts/page.html", ("resources", "cache")),
    "pelican": Kind(_pelican, "content/articles", "theme/templates/article.html", ("cache", "__pycache__")),
    "eleventy": Kind(_eleventy, "articles", "_includes/article.njk", (".cache",)),
    "backfile": Kind(_backfile, "content", "templates/article.html", (".backfile",)),
}
_SETTINGS = {
    "backfile": 'search = false\nknowledge = "none"\ndata_files = false\nhome_articles = 50\n',
    "backfile-related": 'search = false\nknowledge = "related"\ndata_files = false\nhome_articles = 50\n',
    "backfile-own": "search = false\n",
}
OUTPUT = "out"


def remove_waste(sites: Path) -> None:
    """What was put aside below the folder of all sites. Once all is measured: see `rest`."""
    if (sites / _WASTE).exists():
        shutil.rmtree(sites / _WASTE, ignore_errors=True)
        (sites / _REMOVED).touch()


def rest(sites: Path) -> None:
    """Waits until it is some minutes since `remove_waste`.

    As long, ext4 without a journal looks over the files that were removed whenever a new one is made: a build took up
    to twice as long then, whoever built.
    """
    with suppress(OSError):
        left = (sites / _REMOVED).stat().st_mtime + _REST - time.time()
        if 0 < left <= _REST:
            print(f"Waiting for {left:.0f} s: many files were removed a moment ago", file=sys.stderr)
            time.sleep(left)


class Layout:
    """One generator's site in `folder`."""

    def __init__(self, tool: str, folder: Path) -> None:
        self.tool, self.folder = tool, folder
        self.generator = tool.partition("-")[0]
        self.kind = KINDS[self.generator]
        self.output = folder / OUTPUT

    def lay(self, corpus: Path) -> None:
        """Writes the articles and the site's own files, over nothing."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self._put_aside(self.folder)
        self._theme()
        top = corpus / "articles"
        for number, file in enumerate(_markdown(top)):
            fields, body = read(file)
            month = file.parent.relative_to(top).as_posix()
            shelf = self.folder / self.kind.articles / month
            shelf.mkdir(parents=True, exist_ok=True)
            text = self.kind.front(fields, month, number) + body
            (shelf / file.name).write_text(text, encoding="utf-8", newline="\n")

    def _theme(self) -> None:
        if self.tool == "backfile-own":  # its own article template, where it can be changed
            (self.folder / "templates").mkdir(parents=True)
            shutil.copy(PROGRAM / "templates" / "article.html", self.folder / "templates")
        else:
            shutil.copytree(SITES / self.generator, self.folder)
        if self.generator == "backfile":
            said = f'[tool.backfile]\ntitle = "News Archive"\nurl = "https://news.example/"\noutput = "{OUTPUT}"\n'
            (self.folder / "pyproject.toml").write_text(said + _SETTINGS[self.tool], encoding="utf-8", newline="\n")

    def clear(self) -> None:
        """No output and no caches."""
        for name in (OUTPUT, *self.kind.caches):
            self._put_aside(self.folder / name)

    def _put_aside(self, path: Path) -> None:
        """Out of the way, to be removed by `remove_waste`."""
        if path.exists():
            waste = self.folder.parent / _WASTE
            waste.mkdir(exist_ok=True)
            path.rename(waste / f"{self.folder.name}-{path.name}-{time.time_ns()}")

    @cached_property
    def files(self) -> list[Path]:
        """The articles that were laid out."""
        return list(_markdown(self.folder / self.kind.articles))

    @property
    def middle(self) -> Path:
        return self.files[len(self.files) // 2]

    def edit(self, turn: int) -> None:
        with self.middle.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"\nA paragraph was added here, for the time numbered {turn}.\n")

    def add(self, turn: int) -> None:
        slug, name = self.middle.stem, f"added-for-the-time-numbered-{turn}"
        text = self.middle.read_text(encoding="utf-8").replace(slug, name)
        text = re.sub(r"^id: .*$", f"id: ffffffff{turn:04x}-1", text, count=1, flags=re.MULTILINE)
        self.middle.with_name(f"{name}.md").write_text(text, encoding="utf-8", newline="\n")

    def retouch(self, turn: int) -> None:
        file = self.folder / self.kind.template
        before = file.read_text(encoding="utf-8")
        after = before.replace("</article>", f"<p>A line for the time numbered {turn}.</p></article>", 1)
        file.write_text(after, encoding="utf-8", newline="\n")

    def touch_all(self, turn: int) -> None:
        for file in self.files:
            text = file.read_text(encoding="utf-8")
            file.write_text(_AUTHOR.sub(rf"\g<1>{turn}", text, count=1), encoding="utf-8", newline="\n")

    def warm(self) -> None:
        """Reads every source, so that no phase is the first to."""
        for file in self.files:
            file.read_bytes()


_AUTHOR = re.compile(r"""^(author: "[^"\n]*?|Author: [^\n]*?)\d*(?="?$)""", re.MULTILINE)


def read(file: Path) -> tuple[Fields, str]:
    """Front matter and body of a file of the corpus."""
    head, body = file.read_text(encoding="utf-8")[4:].split("\n---\n", 1)
    pairs = (line.split(": ", 1) for line in head.splitlines())
    return {key: json.loads(value) if value[0] in '"[' else value for key, value in pairs}, body


def _markdown(top: Path) -> Iterator[Path]:
    yield from sorted(top.rglob("*.md"))
