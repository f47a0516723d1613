"""What an archive may set, and which values cannot be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from backfile.config import colour

Knowledge = Literal["full", "related", "none"]
"What is found out: from the texts, from front matter alone, or nothing."
ArticleFile = Literal["md", "bib", "ris", "csl"]
Place = Literal["home", "stories", "archive", "tags", "sources", "people", "search", "about"]
"A page that the navigation may lead to."


class Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of the navigation that leads elsewhere: `{ text = "Newsroom", url = "https://example.org/" }`."""

    text: str
    url: str


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an archive may set. A string under a field says what it does."""

    title: str = "Backfile"
    "The archive's name, on every page and in every citation."
    tagline: str = "An archive of captured news"
    "One line under the name on the front page."
    nameplate: str = ""
    "The words at the head of each page and across the front page, where they are not the title's."
    accent: str = ""
    "The spot colour on light paper, such as `#7a1f2b`; on dark paper its hue is kept."
    navigation: tuple[Place | Way, ...] = ()
    "The entries under the nameplate, in their order; those of the site's own pages, where none are given."
    footer: str = ""
    "A line at the very foot of every page."
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
    data_files: bool = True
    "Write the data files, `/data/` and those of lists. Without them lists have no feed either."
    list_files_from: int = 20
    "How many articles a tag, source or month must list to get a feed and data files of its own."
    tag_pages_from: int = 1
    "How many articles a tag needs to get a page."
    name_pages_from: int = 2
    "How many articles a person, place or organisation needs to get a page."
    knowledge: Knowledge = "full"
    "`full` reads the texts; `related` finds related articles by their tags alone; `none` finds nothing out."
    names_model: str = ""
    "A spaCy pipeline that finds names in the place of the program's own rules: one that is installed, or its folder."
    home_articles: int = 24
    "How many of the newest articles the front page shows."
    article_cards: bool = False
    "Draw a social card for each article too, beside its page: a file more, and some 30 ms."
    search: bool = True
    "Offer search, where Pagefind is installed."
    isso: str = ""
    "The address of an Isso server, where readers comment on articles. Without it no page asks anybody else."


def faults(s: Settings) -> list[tuple[str, str, str]]:
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
    if s.accent and (fault := colour.fault(s.accent)):
        found.append(("accent", f"“accent” {fault}: {s.accent}", "give a darker one, written like #135e42"))
    for way in s.navigation:
        if isinstance(way, Way) and not (way.text.strip() and _WAY.fullmatch(way.url) and way.url.isprintable()):
            hint = 'write it like { text = "Newsroom", url = "https://example.org/" }'
            found.append(("navigation", f"“navigation” leads nowhere: {way.text!r} to {way.url!r}", hint))
            break
    if not s.title.strip():
        found.append(("title", "“title” is empty", "name the archive"))
    for key in ("list_files_from", "tag_pages_from", "name_pages_from", "home_articles"):
        if getattr(s, key) < 1:
            found.append((key, f"“{key}” is {getattr(s, key)}", "give a number from 1"))
    return found


_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_WAY = re.compile(r"(https?://|mailto:)[^\s\"<>\[\]]+|/([^\s\"<>/?#.][^\s\"<>?#]*)?(#[^\s\"<>]*)?")
"Of the world, or a page of the site by its path from the root."
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
