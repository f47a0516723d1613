"""Whole archives for the tests that go all the way, from files a person writes to the site and back by its links.

site = archive(tmp_path, {"2025/06/x": story("Ferry returns", "It came back.", tags=["Ferries"])})
build(site).rendered          # {"/2025/06/x/": "new page", "/tags/ferries/": "new page", …}
pages(site)["2025/06/x/index.html"].links
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

import lxml.html

from backfile import config, pipeline
from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.memory import MARK

ROOT = Path(__file__).parents[1]
HOST = "http://archive.test"


def story(title: str | None, *paragraphs: str, **fields: Any) -> str:
    """The text of a file of `content/`; JSON is YAML too."""
    meta = {"title": title, **fields} if title is not None else fields
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items())
    return "---\n" + "\n".join(lines) + "\n---\n\n" + "\n\n".join(paragraphs) + "\n"


def archive(root: Path, articles: Mapping[str, str] | None = None, **settings: Any) -> Site:
    """An archive with `articles` by their paths below `content/` without `.md`."""
    root.mkdir(parents=True, exist_ok=True)
    configure(root, **settings)
    for path, text in (articles or {}).items():
        write(root / "content" / f"{path}.md", text)
    return config.load(root)


def configure(root: Path, **settings: Any) -> None:
    """The archive's settings. There is no search, whose index would change with every edit, unless it is asked for."""
    chosen = {"title": "A Test", "search": False, **settings}
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in chosen.items())
    write(root / "pyproject.toml", "[tool.backfile]\n" + "\n".join(lines) + "\n")


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def edit(site: Site, path: str, old: str, new: str) -> None:
    """A person replaces some words of an article's file."""
    file = site.content / f"{path}.md"
    before = file.read_text(encoding="utf-8")
    assert before.count(old) == 1, before
    write(file, before.replace(old, new))


class Built(NamedTuple):
    rendered: dict[str, str]
    "By URL, each with its reason."
    written: int
    removed: tuple[str, ...]
    pages: int
    warnings: tuple[Problem, ...]


def build(site: Site, *, offline: bool = False, **options: Any) -> Built:
    """One build, by the settings as they are now."""
    now = config.load(site.root, offline=offline)
    rendered: dict[str, str] = {}

    def explain(stale: Any) -> None:
        assert stale.page.url not in rendered
        rendered[stale.page.url] = stale.reason

    report = pipeline.build(now, lambda stage, done: None, explain, **{"jobs": 1, **options})
    assert report.rendered == len(rendered)
    return Built(rendered, report.written, report.removed, report.pages, report.warnings)


def problems(site: Site, **options: Any) -> list[Problem]:
    """What a build that fails says, in order."""
    try:
        build(site, **options)
    except InputError as error:
        return list(error.problems)
    raise AssertionError("it was built")


def tree(site: Site) -> dict[str, bytes]:
    """Every file of the site by its path."""
    files = (file for file in sorted(site.output.rglob("*")) if file.is_file() and file.name != MARK)
    return {file.relative_to(site.output).as_posix(): file.read_bytes() for file in files}


def tree_hash(folder: Path) -> str:
    """One digest of all files of a folder, their paths and their bytes."""
    made = sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        made.update(f"{file.relative_to(folder).as_posix()}\0{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return made.hexdigest()


def run(program: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python PROGRAM ARGUMENTS` in a process of its own, as a user runs it."""
    return subprocess.run(
        [sys.executable, program, *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )


def generated(folder: Path, *options: str) -> None:
    """An archive by `benchmarks/archive.py`."""
    made = run(ROOT / "benchmarks" / "archive.py", folder, *options)
    assert made.returncode == 0, made.stderr


class HtmlPage(NamedTuple):
    links: tuple[str, ...]
    "Every `href` and `src`."
    anchors: frozenset[str]
    tree: lxml.html.HtmlElement


def pages(site: Site) -> dict[str, HtmlPage]:
    """Every HTML file of the site, parsed."""
    return {path: parsed(content) for path, content in tree(site).items() if path.endswith(".html")}


def parsed(content: bytes) -> HtmlPage:
    html = lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8"))
    links = tuple(str(value) for name in ("href", "src") for value in html.xpath(f"//@{name}"))
    return HtmlPage(links, frozenset(map(str, html.xpath("//@id"))), html)


def address(path: str) -> str:
    """The URL that a file of the site answers to, below its root: `tags/x/` for `tags/x/index.html`."""
    return quote(path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path)


def target_of(path: str, link: str, base: str = "/") -> tuple[str, str] | None:
    """The file and the fragment that a link on a page leads to; None for a link out of the site.

    As a browser and a plain static host take it, where the site is served under `base`.
    """
    url = urlsplit(urljoin(f"{HOST}{quote(base)}{address(path)}", link))
    if f"{url.scheme}://{url.netloc}" != HOST:
        return None
    if not unquote(url.path).startswith(base):
        return f"outside the site: {url.path}", ""
    name = unquote(url.path).removeprefix(base)
    return name + ("index.html" if not name or name.endswith("/") else ""), unquote(url.fragment)


def lost(site: Site, base: str = "/", *, besides: tuple[str, ...] = ()) -> list[str]:
    """Links that lead nowhere where the site is served under `base`."""
    files, found = tree(site), pages(site)
    broken = []
    for path, link in _links(found, besides):
        if (target := target_of(path, link, base)) is None:
            continue
        name, fragment = target
        if name not in files or (fragment and fragment not in found[name].anchors):
            broken.append(f"{path}: {link}")
    return broken


def lost_on_disk(site: Site, *, besides: tuple[str, ...] = ()) -> list[str]:
    """Links that lead nowhere where the folder is opened from disk: only files can be opened, no folders."""
    found = pages(site)
    broken = []
    for path, target in _links(found, besides):
        url = urlsplit(urljoin((site.output / path).as_uri(), target))
        if url.scheme != "file":
            continue
        file = Path(unquote(url.path))
        name = file.relative_to(site.output).as_posix() if file.is_relative_to(site.output) else ""
        if not name or not file.is_file() or (url.fragment and unquote(url.fragment) not in found[name].anchors):
            broken.append(f"{path}: {target}")
    return broken


def _links(found: Mapping[str, HtmlPage], besides: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((path, target) for path, page in found.items() if path not in besides for target in page.links)


def children() -> set[int]:
    """The processes that work for this one, where the system tells of its copies."""
    copies = {int(number) for file in Path("/proc/self/task").glob("*/children") for number in file.read_text().split()}
    others = {child.pid for child in multiprocessing.active_children() if child.pid}
    return others | {number for number in copies if not _is_tracker(number)}


def _is_tracker(process: int) -> bool:
    """Whether it is `multiprocessing`'s own, which clears up behind others."""
    try:
        return b"resource_tracker" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return True
