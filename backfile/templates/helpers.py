"""What templates may call, beside Jinja's own: links, dots, the body, JSON.

{{ link("/tags/oman/") }}                            ../../../tags/oman/
{{ news_article(view)|json }}                        {"@context":"https://schema.org",…}
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.runtime import Context, Macro, Undefined
from markupsafe import Markup, escape

from backfile import prose, urls
from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.templates import modules

if TYPE_CHECKING:
    from backfile.views import ArticleView, Body, SiteView, When

# What HTML forbids in its input: controls but tab, line feed and return, lone surrogates, noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
NOT_FOUND = "/404.html"
_KEPT = 40_000
"Twice the entries of lists that are kept of one macro and one depth: some 10 MB."
# An address that a link may lead to: http or https, and only the characters that RFC 3986 gives a URL.
_WEB = re.compile(
    r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?"
    r"(/([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?"
    r"(\?([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(#([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")
# A language tag that a `lang` attribute may hold, as far as its form goes (BCP 47).
_TONGUE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def printable(value: Any) -> Any:
    """What a template prints: text or a number. A record, a list or nothing, printed whole, is a slip."""
    if isinstance(value, str):
        return value if isinstance(value, Markup) or value.isprintable() else clean(value)
    if isinstance(value, int | float | Undefined):
        return value
    kind = "nothing (None)" if value is None else f"a {type(value).__name__}"
    raise TypeError(f"prints {kind}, where text or a number belongs")


def clean(text: str) -> str:
    """`text` without what HTML forbids, and with the directions that it opens closed again. Its lines stay."""
    return text if prose.printable(text) else prose.balanced(_FORBIDDEN.sub("\ufffd", text))


Once = dict[Any, dict[Any, list[Any]]]
"By macro and by where links begin: what was made of values, and these where they are told by their identity."


class Links:
    """What leads from one page to others, and what was rendered with such links before.

    A page for what is not found may be served at any depth: its links begin with the site's base path.
    """

    __slots__ = ("_here", "_kept", "_start", "_target")

    def __init__(self, site: SiteView, origin: str, kept: Once) -> None:
        self._start = site.base if origin == NOT_FOUND else urls.root(origin)
        self._target = urls.target_on_disk if site.offline and origin != NOT_FOUND else urls.target
        self._kept, self._here = kept, Once()

    def link(self, url: str) -> str:
        """The link from the page to `url`."""
        return self._start + self._target(url)

    def once(self, macro: Macro, *values: Any) -> Any:
        """What `macro` makes of `values`, made once for all pages of one depth: it may show nothing of `view`."""
        code = macro._func.__code__
        here = self._here.get(code)
        if here is None:
            here = self._here[code] = self._kept.setdefault((code, self._start), {})
        same = id(values[0]) if len(values) == 1 else tuple(map(id, values))  # found sooner than what is equal
        found = here.get(same)
        if found is None:
            if len(here) >= _KEPT:
                here.clear()
            equal = here.setdefault(("equal", values), [])
            if not equal:
                text = modules.text_of(macro, values)
                equal.append(macro(*values) if text is None else Markup(text))
            # It holds the very values it is found by: others may not come by their identity.
            found = here[same] = [equal[0], values]
        return found[0]


@pass_context
def absolute(context: Context, url: str) -> str:
    """The address of `url` on the web; empty if the archive has none."""
    site: SiteView = context["site"]
    return site.url + urls.quoted(url[1:]) if site.url else ""


def web(text: str | None) -> str:
    """`text` if it is an address of the web that a link may lead to; else empty."""
    return text if text and _WEB.fullmatch(text) else ""


def wikidata(text: str) -> str:
    """`text` if it has the form of a Wikidata id; else empty."""
    return text if _WIKIDATA.fullmatch(text) else ""


def mailbox(text: str) -> str:
    """`text` if it is an e-mail address; else empty."""
    return text if _MAIL.fullmatch(text) else ""


def tongue(text: str | None) -> str:
    """`text` if it has the form of a language tag; else empty."""
    return text if text and _TONGUE.fullmatch(text) else ""


def dot(count: int, most: int) -> str:
    """The class of a dot whose area stands for `count`, where `most` fills its cell."""
    return f"l{max(1, round(7 * math.sqrt(count / max(most, count)))) if count else 0}"


def marked(when: When) -> str:
    """A date with the cataloguers' brackets, if it is supplied: `[17 June 2025]`. Its words hold the other marks."""
    return f"[{when.text}]" if when.certainty == "supplied" else when.text


def json(value: Any) -> Markup:
    """`value` as JSON that can stand inside a `<script>`: nothing in it can end the element."""
    text = dumps(value, ensure_ascii=False, separators=(",", ":"))
    if not text.isprintable():
        text = _FORBIDDEN.sub("\ufffd", text)
    return Markup(text.translate(_SCRIPT))


def paragraphs(text: str) -> Markup:
    """Lines of plain text as HTML, each break kept."""
    return Markup("<br>").join(escape(clean(line)) for line in text.splitlines())


@pass_context
def news_article(context: Context, view: ArticleView) -> dict[str, Any]:
    """An article as schema.org has it. A date that the page did not state stays out."""
    site: SiteView = context["site"]
    made: dict[str, Any] = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": view.title}
    address = absolute(context, view.url)
    stated = view.when.iso if view.when.certainty == "stated" else ""
    optional = {
        "url": address,
        "datePublished": stated,
        "inLanguage": tongue(view.lang),
        "publisher": view.source and {"@type": "Organization", "name": view.source.text},
        "author": _author(view),
        "articleSection": view.category,
        "abstract": view.summary,
        "keywords": [tag.text for tag in view.tags],
        "isBasedOn": web(view.address),
    }
    made.update((key, value) for key, value in optional.items() if value)
    made["wordCount"] = view.words
    made["identifier"] = f"urn:backfile:{view.id}"
    made["isPartOf"] = {"@type": "Collection", "name": site.title, **({"url": site.url} if site.url else {})}
    return made


def _author(view: ArticleView) -> list[dict[str, str]]:
    people = [{"@type": "Person", "name": view.author}] if view.author else []
    return people + ([{"@type": "Organization", "name": view.agency}] if view.agency else [])


class PrintedBody:
    """The function that gives an article's body as HTML: as it was kept when its file was read, or made anew."""

    def __init__(self, site: Site) -> None:
        from backfile.content import bodies

        self._site = site
        self._kept = bodies.Bodies(site)
        self._label = bodies.labels(site)

    def encoded(self, where: Body) -> bytes:
        kept = self._kept.html(where.digest)
        return kept or prose.to_html(_markdown(self._site, where), self._label).encode(errors="replace")

    def __call__(self, where: Body) -> Markup:
        return Markup(self.encoded(where).decode())


def comment_of(site: Site) -> Callable[[Body], Markup]:
    """As `PrintedBody`, for a comment in `comments/`."""

    def comment(where: Body) -> Markup:
        from backfile import comments

        return Markup(prose.to_unnumbered_html(_read(comments.body, site, where, site.root / comments.FOLDER)))

    return comment


def _markdown(site: Site, where: Body) -> str:
    from backfile import content

    return _read(content.body, site, where, site.content)


def _read(body: Callable[[Site, str], str], site: Site, where: Body, folder: Path) -> str:
    try:
        return body(site, where.path)
    except OSError as error:
        file = site.shown(folder / f"{where.path}.md")
        problem = Problem(file, 0, f"cannot be read: {error.strerror}", "build again, or check its permissions")
        raise InputError([problem]) from error
