"""The only speller of slugs, URLs and output paths.

    slug("C++ in Ukraine")            → "c-plus-plus-in-ukraine"
    article("2025/06/x")              → "/2025/06/x/"
    output("/2025/06/x/")             → "2025/06/x/index.html"
    root("/2025/06/x/")               → "../../../"

Inside the program a URL is a site path: it starts with `/` and knows neither host nor base path.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import quote

SLUG_BYTES = 80
_PLAIN = re.compile("[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_UNQUOTED = re.compile("[A-Za-z0-9_.~/-]*")
"What stands in a URL as it is, as nearly all of ours do: told in less than half of the time."
_SPELT = (("+", " plus "), ("#", " sharp "), ("&", " and "))
# Windows refuses these as file names, whatever their ending, so no archive is shelved under them.
_PORTS = {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin", "conout"} | _PORTS)


@lru_cache(maxsize=65536)
def slug_of(name: str, kind: str, *, keep_scripts: bool = False) -> str:
    """The slug of a tag, a source or a name; one of which nothing is left gets a digest: `person-1271cf25`."""
    fallback = f"{kind}-{blake2b(name.encode(errors='surrogatepass'), digest_size=4).hexdigest()}"
    return slug(name, fallback, keep_scripts=keep_scripts)


def slug(text: str, fallback: str, *, keep_scripts: bool = False) -> str:
    """A path segment for `text`: lower case, words joined by hyphens, at most 80 bytes; `fallback` if nothing is left.

    ASCII unless `keep_scripts`. `+`, `#` and `&` are spelt out.

    >>> slug("C#, C++ & co", "x")
    'c-sharp-c-plus-plus-and-co'
    >>> slug("…", "ab12-1")
    'ab12-1'
    """
    if _PLAIN.fullmatch(text):  # as most tags are: told without the library, whose loading takes 10 ms
        return _cut(text.lower().replace(" ", "-"))
    if not text.isprintable():
        text = "".join(map(_visible, text))
    for sign, word in _SPELT:
        if sign in text:
            text = text.replace(sign, word)
    # The backend is named: else each text above ASCII costs a search for another, and where that is installed the
    # same title would get another address.
    from slugify import slugify

    return _cut(slugify(text, allow_unicode=keep_scripts, backend="text-unidecode")) or fallback


def _cut(made: str) -> str:
    """No longer than `SLUG_BYTES`, and no device's name."""
    encoded = made.encode()
    if len(encoded) > SLUG_BYTES:
        cut = encoded[: SLUG_BYTES + 1].decode(errors="ignore")
        made = cut.rpartition("-")[0] if "-" in cut[SLUG_BYTES // 2 :] else encoded[:SLUG_BYTES].decode(errors="ignore")
    if made in _DEVICES:
        made += "-x"
    return made


def is_device(name: str) -> bool:
    """Whether Windows takes a file's name for a device."""
    return name.partition(".")[0].lower() in _DEVICES


def _visible(character: str) -> str:
    """What has no width (marks of direction, joiners, soft hyphens) parts no word; control characters do."""
    category = unicodedata.category(character)
    return "" if category == "Cf" else " " if category in ("Cc", "Zl", "Zp") else character


def article(path: str) -> str:
    """The URL of the article shelved at `path` (below `content/`, without `.md`)."""
    return f"/{path}/"


def tag(slug: str) -> str:
    return f"/tags/{slug}/"


def source(slug: str) -> str:
    return f"/sources/{slug}/"


def named(kind: str, slug: str = "") -> str:
    """The page of a person, a place or an organisation; without a slug, of them all."""
    shelf = "people" if kind == "person" else f"{kind}s"
    return f"/{shelf}/{slug}/" if slug else f"/{shelf}/"


def story(slug: str) -> str:
    return f"/stories/{slug}/"


def month(month: str) -> str:
    """`2025-06` → `/2025/06/`; `2025` → `/2025/`."""
    return f"/{month.replace('-', '/')}/"


def day(month: str, anchor: str) -> str:
    """The page of a day of a month that has too many articles for one: `2025-06`, `d17` → `/2025/06/day/17/`."""
    return f"/{month.replace('-', '/')}/day/{anchor[1:] if anchor[1:].isdigit() else anchor}/"


def output(url: str) -> str:
    """The file of the site that answers to `url`, relative to the output folder."""
    return url[1:] + ("index.html" if url.endswith("/") else "")


def root(url: str) -> str:
    """What leads from the page at `url` to the site's root: `./` on the front page, one `../` a folder below it."""
    return "../" * (url.count("/") - 1) or "./"


def quoted(url: str) -> str:
    """`url` as it stands in an attribute, a feed or a sitemap: percent-encoded once."""
    return url if _UNQUOTED.fullmatch(url) else quote(url, safe="/", errors="replace")


def split(url: str) -> tuple[str, str]:
    """A URL's path and its fragment with the sign. A sign before the last slash is of the path: it names a folder.

    >>> split("/2025/06/#d23"), split("/2025/06/c#/")
    (('/2025/06/', '#d23'), ('/2025/06/c#/', ''))
    """
    path, mark, fragment = url.rpartition("#")
    return (path, mark + fragment) if mark and "/" not in fragment else (url, "")


def link(origin: str, url: str, *, offline: bool = False) -> str:
    """The relative link from the page at `origin` to `url`; `offline` names `index.html`, as a folder on disk needs.

    >>> link("/tags/x/", "/2025/06/y/")
    '../../2025/06/y/'
    >>> link("/", "/tags/", offline=True)
    './tags/index.html'
    """
    return root(origin) + (target_on_disk(url) if offline else target(url))


@lru_cache(maxsize=65536)
def target(url: str) -> str:
    """What a relative link ends with: `url` below the site's root, quoted."""
    path, fragment = split(url)
    return quoted(path[1:]) + fragment


@lru_cache(maxsize=65536)
def target_on_disk(url: str) -> str:
    """As `target`, in a folder opened from disk, where nothing but a file answers."""
    path, fragment = split(url)
    return quoted(path[1:]) + ("index.html" if path.endswith("/") else "") + fragment
