"""The one Markdown instance of a process, and what it may pass on.

    safe("# Title\\n\\n[x](javascript:alert(1)) <b>")  → "<h2>Title</h2> … <a>x</a> &lt;b&gt;"

Raw HTML is not markup here: it is shown as it was typed. Links lead to http, https, mailto or inside the site. Images
of the archive itself are shown; a remote one becomes a link with its description, so that reading the archive tells
nobody. Headings are demoted one level, because the page's h1 is the article's title.

Of Python-Markdown's extensions only `sane_lists` is on: it keeps the number that a list starts with, which is lost
otherwise. The others cost words or add some: tables drop surplus cells, footnotes add numbers and arrows, fenced code
is cut out before the parser sees it, abbreviations and definitions swallow lines, `attr_list` lets a text set
attributes.
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.treeprocessors import Treeprocessor

from backfile.prose.characters import tidy_lines

_BLOCKS = {"blockquote", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul"}
_INLINE = {"a", "br", "code", "em", "img", "span", "strong"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "loading"},
    "ol": {"start"},
    "p": {"id"},
}
_SCHEMES = {"http", "https", "mailto"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ONE_AT_A_TIME = threading.Lock()  # a Markdown instance mixes up the texts of two threads
_HEADING = re.compile(r"h([1-5])")


def safe(source: str, first: int = 1) -> str:
    """Safe HTML for Markdown whose characters are tidy.

    The top-level paragraphs have the ids `p1`, `p2` …, from that of `first` on, and nothing else has one. May take
    long, and may raise whatever a parser of 9,000 lines may.
    """
    with _ONE_AT_A_TIME:
        parser, house = _parser()
        house.first = first
        converted = parser.reset().convert(source)
    html = _cleaner().clean(converted).replace("&nbsp;", "\xa0")
    return tidy_lines(html).rstrip("\n")  # `&#2;` is a control character only now


def as_it_comes(source: str) -> str:
    """What Python-Markdown makes of `source` without a word from us."""
    with _ONE_AT_A_TIME:
        return _plain_parser().reset().convert(source)


def forget() -> None:
    """Drops the instances: one that was interrupted may hold half of a text."""
    _parser.cache_clear()


@lru_cache(1)
def _parser() -> tuple[Markdown, _House]:
    # By its name, it would be looked for among all packages there are, for 20 ms.
    parser = Markdown(extensions=[SaneListExtension()], output_format="html")
    parser.preprocessors.deregister("html_block")
    parser.inlinePatterns.deregister("html")
    house = _House(parser)
    parser.treeprocessors.register(house, "house", -10)  # after `unescape`, the last of its own
    return parser, house


@lru_cache(1)
def _plain_parser() -> Markdown:
    return Markdown()


@lru_cache(1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(tags=_BLOCKS | _INLINE, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)


class _House(Treeprocessor):
    """The rules of this house, applied to the tree: numbered paragraphs, demoted headings, known addresses."""

    first = 1
    "The number of the first paragraph."

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if _kind(link.get("href", "")) == "unsafe":
                del link.attrib["href"]
            for image in list(link.iter("img")):
                if _kind(image.get("src", "")) != "own":
                    _be(image, "span", {})
        for element in root.iter():
            if element.tag == "img":
                _image(element)
            elif heading := _HEADING.fullmatch(element.tag):
                element.tag = f"h{int(heading[1]) + 1}"
            elif start := element.get("start"):
                element.set("start", str(int(start[:9])))  # digits of any script, as many as the author liked
        for number, paragraph in enumerate(root.findall("p"), self.first):
            paragraph.set("id", f"p{number}")


def _image(image: Element) -> None:
    kind = _kind(image.get("src", ""))
    if kind == "own":
        image.set("loading", "lazy")
    else:
        _be(image, *(("a", {"href": image.get("src", "")}) if kind == "web" else ("span", {})))


def _be(image: Element, tag: str, attributes: dict[str, str]) -> None:
    """Turns an image into an element that shows its description."""
    image.tag, image.text = tag, image.get("alt", "")
    image.attrib.clear()
    image.attrib.update(attributes)


def _kind(address: str) -> str:
    """`own` for a relative address, `web` for one of the schemes that may be followed, else `unsafe`."""
    # Browsers drop tabs and newlines in an address and take `\\` for `/`, so both are looked through first.
    address = re.sub(r"[\x00-\x20]", "", unescape(address)).replace("\\", "/")
    if address.startswith("//"):
        return "unsafe"
    scheme = _SCHEME.match(address)
    if scheme is None:
        return "own"
    return "web" if scheme[1].lower() in _SCHEMES else "unsafe"
