"""Settings: `[tool.backfile]` in the archive's `pyproject.toml`, read and checked once.

    [tool.backfile]
    title = "The Harbour Archive"
    url = "https://example.org/harbour/"

Every key is a field of `Settings`; one that is not is refused with the nearest known name.
"""

from __future__ import annotations

import os
import re
import tomllib
from difflib import get_close_matches
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

import msgspec

from backfile.errors import InputError, Problem, UsageError

_NAME_ONE = "name an archive's folder with --site, or make one with `backfile init`"

ENGINES = ("pagefind_bin_extended", "pagefind_bin")
"Packages that bring Pagefind, the better first: the extended one divides Chinese and Japanese into words."
ArticleFile = Literal["md", "bib", "ris", "csl"]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an archive may set. A string under a field says what it does."""

    title: str = "Backfile"
    "The archive's name, on every page and in every citation."
    tagline: str = "An archive of captured news"
    "One line under the name on the front page."
    url: str = ""
    "The site's address. Without it nothing absolute is written: no canonical link, no sitemap."
    lang: str = "en"
    "The language of the archive's own words, BCP 47: English or Arabic, of any region. Others keep English."
    rights: str = "Reports remain the property of their publishers and are held for reference and research."
    "The rights line at the foot of every page."
    contact: str = ""
    "An e-mail address or a URL for corrections, shown on the about page."
    output: str = "public"
    "The folder that the site is written to, relative to the archive."
    slug_unicode: bool = False
    "Keep scripts other than Latin in slugs, where they would be transliterated."
    article_files: tuple[ArticleFile, ...] = ()
    "Files written beside each article's page: `md`, `bib`, `ris`, `csl`."
    list_files_from: int = 20
    "How many articles a tag, source or month must list to get a feed and data files of its own."
    tag_pages_from: int = 1
    "How many articles a tag needs to get a page."
    name_pages_from: int = 2
    "How many articles a person, place or organisation needs to get a page."
    home_articles: int = 24
    "How many of the newest articles the front page shows."
    article_cards: bool = False
    "Draw a social card for each article too, beside its page: a file more, and some 30 ms."
    search: bool = True
    "Offer search, where Pagefind is installed."
    isso: str = ""
    "The address of an Isso server, where readers comment on articles. Without it no page asks anybody else."


class Site(msgspec.Struct, frozen=True, dict=True):
    """An archive's folder and its settings: what every stage that touches the disk is given."""

    root: Path
    settings: Settings
    offline: bool = False
    "Links name `index.html`, so that the folder works when opened from disk."

    @cached_property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @cached_property
    def content(self) -> Path:
        return self.root / "content"

    @cached_property
    def output(self) -> Path:
        return self.root / self.settings.output

    @cached_property
    def work(self) -> Path:
        """`.backfile/`: caches, build memory and stage; deleting it costs time, never data."""
        return self.root / ".backfile"

    @cached_property
    def pagefind(self) -> str:
        """What makes the search index, with its version; empty where search is off or Pagefind is not installed."""
        return next(filter(None, map(_installed, ENGINES)), "") if self.settings.search else ""

    def shown(self, path: Path) -> str:
        """`path` as the user knows it: relative to the archive's folder, forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()


def _installed(package: str) -> str:
    """`pagefind_bin-1.5.2.dist-info`, found by a listing: asking `importlib.metadata` would cost 20 ms."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return ""
    with os.scandir(Path(spec.origin).parent.parent) as found:
        return max((e.name for e in found if e.name.startswith(f"{package}-")), default=package)


def load(root: Path, *, offline: bool = False) -> Site:
    """The archive in `root`. Raises `InputError` with every problem of its settings, `UsageError` where none is."""
    site, problems = read(root, offline=offline)
    if problems:
        raise InputError(problems)
    return site


def read(root: Path, *, offline: bool = False) -> tuple[Site, list[Problem]]:
    """The archive in `root`, with defaults for settings that have problems, and these. `UsageError` where none is."""
    root = root.resolve()
    if not root.is_dir():
        raise UsageError(f"{root} is not a folder — {_NAME_ONE}")
    file = root / "pyproject.toml"
    if not os.path.lexists(file):
        raise UsageError(f"{root} holds no pyproject.toml — {_NAME_ONE}")
    if not file.is_file():
        problem = Problem("pyproject.toml", 0, "is not an ordinary file", "put a file of settings in its place")
        return Site(root, Settings(), offline), [problem]
    try:
        text = file.read_bytes().decode("utf-8-sig")  # as Windows’ editors save it
        table = tomllib.loads(text)
    except OSError as error:
        problem = Problem("pyproject.toml", 0, f"cannot be read: {error.strerror}", "see that you may read it")
        return Site(root, Settings(), offline), [problem]
    except RecursionError:
        problem = Problem("pyproject.toml", 0, "is nested too deeply", "write each setting as key = value")
        return Site(root, Settings(), offline), [problem]
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Site(root, Settings(), offline), [Problem("pyproject.toml", line, "is not UTF-8", "save it as UTF-8")]
    except tomllib.TOMLDecodeError as error:
        return Site(root, Settings(), offline), [_toml_problem(error, text)]
    tools = table.get("tool", {})
    section = tools.get("backfile", {}) if isinstance(tools, dict) else {}
    if not isinstance(section, dict):
        line = _line_of("backfile", text, "[tool]")
        problem = Problem(
            "pyproject.toml", line, "“tool.backfile” is not a table", "write [tool.backfile] above the settings"
        )
        return Site(root, Settings(), offline), [problem]
    settings, problems = _check(section, text)
    return Site(root, settings, offline), problems


def _toml_problem(error: tomllib.TOMLDecodeError, text: str) -> Problem:
    message, _, place = str(error).partition(" (at ")
    line = int(place.split(",")[0].removeprefix("line ")) if place.startswith("line ") else len(text.splitlines())
    return Problem("pyproject.toml", line, f"is not valid TOML: {message}", "mend the line")


def _check(section: dict[str, Any], text: str) -> tuple[Settings, list[Problem]]:
    """Each key on its own, so that all problems are told at once."""
    kinds = {f.name: f.type for f in msgspec.structs.fields(Settings)}
    known: dict[str, Any] = {}
    problems = []
    for key, value in section.items():
        line = _line_of(key, text)
        if key not in kinds:
            near = get_close_matches(key, kinds, 1)
            hint = f"did you mean “{near[0]}”?" if near else f"the known settings are {', '.join(kinds)}"
            problems.append(Problem("pyproject.toml", line, f"[tool.backfile] has no setting “{key}”", hint))
            continue
        try:
            known[key] = msgspec.convert(value, kinds[key])
        except msgspec.ValidationError:
            hint = _LIKE.get(kinds[key], f"write it like {list(get_args(ArticleFile))}")
            problems.append(Problem("pyproject.toml", line, f"“{key}” cannot be {value!r}", hint))
    for key, what, hint in _faults(msgspec.structs.replace(Settings(), **known)):
        problems.append(Problem("pyproject.toml", _line_of(key, text), what, hint))
        del known[key]
    return msgspec.structs.replace(Settings(), **known), problems


def _faults(s: Settings) -> list[tuple[str, str, str]]:
    """Values of the right kind that still cannot be: (key, what is wrong, what to do)."""
    found = []
    if s.url and not _is_address(s.url):
        found.append(("url", f"“url” is not an address: {s.url}", "write it like https://example.org/archive/"))
    if s.isso and not (_is_address(s.isso) and _ISSO.fullmatch(s.isso)):
        hint = "write it like https://comments.example.org/"
        found.append(("isso", f"“isso” is not the address of a server: {s.isso}", hint))
    if not _LANG.fullmatch(s.lang):
        found.append(("lang", f"“lang” is not a language tag: {s.lang}", "write one like en, ar or pt-BR"))
    folder = Path(s.output)
    parts = [part.casefold() for part in folder.parts]  # some disks do not tell capitals apart
    if folder.is_absolute() or {"..", ".git"} & {*parts} or not parts or parts[0] in _OURS:
        found.append(("output", f"“output” cannot be “{s.output}”", "name a folder of its own, like public"))
    elif not s.output.isprintable():
        found.append(("output", f"“output” holds characters that no folder should: {s.output}", "rename it"))
    if not s.title.strip():
        found.append(("title", "“title” is empty", "name the archive"))
    for key in ("list_files_from", "tag_pages_from", "name_pages_from", "home_articles"):
        if getattr(s, key) < 1:
            found.append((key, f"“{key}” is {getattr(s, key)}", "give a number from 1"))
    return found


_LIKE: dict[Any, str] = {str: "write a text in quotes", bool: "write true or false", int: "write a whole number"}
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_HOST = re.compile(r"[^\s/@\"'<>]+")
# It stands in each article's Content-Security-Policy, where `;`, `,`, `*` and quotation marks mean something.
_ISSO = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?")
_OURS = frozenset({"seeds", "content", "comments", "templates", "static", "backfile", ".backfile", ".git"})


def _is_address(text: str) -> bool:
    try:
        address = urlsplit(text)
        _ = address.port  # looked at, it raises as well
    except ValueError:
        return False
    host = _HOST.fullmatch(address.netloc)
    return bool(address.scheme in ("http", "https") and host and text.isprintable()) and not (
        address.query or address.fragment
    )


def _line_of(key: str, text: str, table: str = "[tool.backfile]") -> int:
    """The line that sets `key` below the heading of `table`; that of the heading where it is set some other way."""
    heading = 0
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            heading = number if bare.replace(" ", "").startswith(table) else 0
        elif heading and bare.split("=")[0].strip().strip("\"'") == key:
            return number
    return heading
