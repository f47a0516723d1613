"""An archive that has every kind of page, every field of an article and texts that mean harm.

site = archive(tmp_path)
built(site)                   # with names, stories and reprints made by hand, as hostile as the rest
PAGES                         # one address of each kind
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import known
import pytest
import sites

from backfile import pipeline
from backfile.config import Site
from backfile.model import Archive, Facts, KeyPoint, Known

# Each names what it must not do: open a dialog, set a mark on the window, load something.
HOSTILE = (
    "<script>alert('title')</script>",
    "</title><script>alert(1)</script><title>",
    "\"><svg onload=alert(1)> ' onmouseover=alert(1) x='",
    "</script><!-- <script> \u2028 ]]> &amp; &lt;b&gt; &#60;",
    "<img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} ${7*7} <%= 7 %>",
    "javascript:alert(1)//<a href='javascript:alert(1)'>",
    "\u202etxt.exe \u2067 unclosed \u2068 isolates",
    "Zalgo " + "h\u0301\u0302\u0303\u0304" * 40,
    "Pneumono" + "ultramicroscopicsilicovolcanoconiosis" * 12,
    "https://example.org/" + "a-very-long-path-without-a-break" * 8,
    "=HYPERLINK('http://x') \x1b[2J\x07 \ufffe \x85 control",
    "  *stars* _under_ `ticks` [a](javascript:alert(1)) ![i](http://x.test/x.png) <http://x.test/>  ",
)
BODY = (
    "<script>alert('body')</script>\n\n"
    "<img src=x onerror=alert(1)> [click](javascript:alert(1)) [data](data:text/html,<script>alert(1)</script>)\n\n"
    "![pixel](https://tracker.test/p.gif) <iframe src=//evil.test></iframe> <style>*{display:none}</style>\n\n"
    "[ref]: javascript:alert(1)\n\n[ref] and <a href='//evil.test' onclick=alert(1)>link</a>\n\n"
    "# Heading {: onclick=alert(1)}\n\n1986\\. A year\n\n> quoted\n\n- one\n- two\n\n    code <b>\n\n"
    "| a | b |\n|---|---|\n| c | d | surplus |\n\n"
    "{{ 7*7 }} {% include 'x' %} wzxhzdk:0 \\\\ &nbsp; &copy; &#x202e; **bold** `x`\n"
)
ARABIC = "عادت العبارة إلى الجزيرة صباح الإثنين بعد ثلاثة أيام من الغياب، وقال قائدها إن البحر هدأ."
PLAIN = "The ferry came back to the island on Monday after three days, and its master said the sea had calmed."


def archive(root: Path, *, long: int = 0, seed: Path | None = None, **settings: Any) -> Site:
    """`long`: how many more articles one tag and one source list, spread over three years."""
    about = {
        "title": "The Harbour & <Sea> Archive",
        "tagline": "What “the papers” said & when",
        "url": "https://example.org/old/archive/",
        "contact": "editor@example.org",
        "article_files": ["md", "bib", "ris", "csl"],
        "list_files_from": 3,
        "tag_pages_from": 2,
        **settings,
    }
    site = sites.archive(root, dict(_articles(long)), **about)
    if seed is not None:
        for file in seed.iterdir():
            sites.write(site.seeds / file.name, file.read_text(encoding="utf-8"))
        pipeline.ingest(site, lambda stage, done: None)
    return site


def built(site: Site, **options: Any) -> sites.Built:
    """One build, by knowledge made by hand: that of the program would find few names in texts like these."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline.knowledge, "derive", lambda archive, *rest, **more: _known(archive))
        return sites.build(site, **options)


def _known(archive: Archive) -> Known:
    paths = [article.path for article in archive.articles]
    hostile = [path for path in paths if "/hostile-" in path]
    long = [path for path in paths if "/long-" in path]
    full = "2025/06/full"
    kinds = ("person", "place", "organisation")
    names = {(kinds[n % 3], text): {full: 3, hostile[n % len(hostile)]: n} for n, text in enumerate(HOSTILE, 1)}
    names["place", "Old Harbour"] = dict.fromkeys((full, "2025/06/arabic", *long), 2)
    names["person", "Only Once"] = {full: 7}
    told = Facts(
        key_points=(KeyPoint(f"{PLAIN} This is paragraph 3.", 3), KeyPoint(HOSTILE[0], 30)),
        who=("its master", *HOSTILE[:6]),
        when=("on Monday",),
        where=("the island", HOSTILE[8]),
    )
    figures = {HOSTILE[3]: {hostile[0]: (HOSTILE[0], 1), hostile[1]: (HOSTILE[8], 1), full: ("three days", 1)}}
    stories = {"The ferry": [full, "2025/06/arabic", *hostile, *(p for p in paths if "/date-" in p)]}
    stories |= {HOSTILE[1]: long[:100] or ["undated/bare", "undated/captured"]}
    changes = [(text, HOSTILE[number - 1]) for number, text in enumerate(HOSTILE)] + [("", "Added."), ("Gone.", "")]
    return known.known(
        archive,
        names=names,
        more={"Old Harbour": {"spellings": HOSTILE, "qid": "Q1", "at": (-12.5, 130.25)}},
        stories=stories,
        first={"The ferry": hostile[0]},
        differing={"The ferry": figures},
        repeats={hostile[1]: (full, False, changes), hostile[2]: (full, True, ()), hostile[5]: (hostile[4], False, ())},
        facts={full: told, "2025/06/arabic": Facts(key_points=(KeyPoint(ARABIC, 2),), where=("الجزيرة",))},
    )


def _articles(long: int) -> list[tuple[str, str]]:
    tags = ["Ferries", "Harbours", "C++", "جزر"]
    made = [("2025/06/full", _full()), ("2025/06/arabic", _arabic())]
    for number, text in enumerate(HOSTILE):
        path = f"2025/0{1 + number % 4}/hostile-{number}"
        everywhere = {"source": text, "agency": text, "author": text, "category": text, "published_basis": text}
        everywhere |= {"relative": text, "rights": text, "summary": text, "tags": [text, *tags]}
        everywhere["url"] = "https://evil.test/?" + "".join(text.split())
        aside = [{"rule": "promo.read-more", "text": text, "after": 1}]
        made.append((path, _story(text, BODY, **everywhere, set_aside=aside, published=f"2025-0{1 + number % 4}")))
    for number, date in enumerate(
        ("2025-06-23~", "2025-06-17/2025-06-23", "../2025-06-23", "2024", "1999-12-31", None)
    ):
        made.append((f"undated/date-{number}", _story(f"A date of kind {number}", PLAIN, published=date, tags=tags)))
    made.append(("undated/bare", "---\ntitle: Only a title\n---\n"))
    made.append(("undated/empty-tags", _story("No tags at all", PLAIN, tags=[], complete=False, agency="A Wire")))
    made.append(
        ("undated/captured", _story("Captured", PLAIN, captured="2025-06-23T13:00/2025-06-23T23:59", tags=tags))
    )
    for number in range(long):
        date = f"{2021 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}"
        name = f"{date[:4]}/{date[5:7]}/long-{number}"
        made.append(
            (name, _story(f"Report {number} of the harbour", PLAIN, published=date, source="The Gazette", tags=tags))
        )
    return made


def _story(title: str, *paragraphs: str, **fields: Any) -> str:
    text = sites.story(title, *paragraphs, **{key: value for key, value in fields.items() if value is not None})
    return text.replace("\ufffe", "\\ufffe")  # which front matter takes only so


def _full() -> str:
    """Every key, and some that nobody knows."""
    return _story(
        "Ferry returns to “Old Harbour”: what is known",
        *[f"{PLAIN} This is paragraph {number}." for number in range(1, 31)],
        source="The Gazette",
        agency="A Wire",
        author="A. Writer, B. Other",
        published="2025-06-23T14:05:00Z",
        published_basis="Printed on the page: “23 June 2025, 14:05 GMT”.",
        relative="2 hours ago",
        captured="2025-06-23T13:00/2025-06-23T23:59",
        category="World",
        lang="en-GB",
        tags=["Ferries", "Harbours", "C++", "Alone"],
        summary="The ferry is back after three days.",
        role="lead",
        complete=False,
        set_aside=[{"rule": "promo.related-link", "text": "Read More »\nAnd another line", "after": 0}],
        url="https://gazette.test/2025/06/ferry?a=1&b=2",
        rights="© The Gazette",
        aliases=["2025/05/ferry-returns", "undated/ferry"],
        seed={
            "file": "dump.txt",
            "sha256": "ab" * 32,
            "spans": [[0, 10], [20, 4000]],
            "also": [{"file": "copy.txt", "sha256": "cd" * 32}],
        },
        weather={"wind": ["NW", 4], "<script>": "</script>"},
        edited_by="<b>Somebody</b>",
    )


def _arabic() -> str:
    aside = [{"rule": "promo.read-more", "text": "اقرأ أيضا", "after": 1}]
    return _story(
        "عودة العبارة إلى الميناء القديم (Old Harbour) بعد 3 أيام",
        *[ARABIC] * 6,
        source="الميناء",
        author="كاتب",
        published="2025-06-22",
        category="العالم",
        lang="ar",
        tags=["جزر", "Ferries"],
        summary="عادت العبارة.",
        set_aside=aside,
    )


PAGES = {
    "home": "",
    "article": "2025/06/full/",
    "arabic": "2025/06/arabic/",
    "hostile": "2025/01/hostile-0/",
    "hostile list": "2025/01/",
    "long word": "2025/01/hostile-8/",
    "bare": "undated/bare/",
    "undated": "undated/",
    "tags": "tags/",
    "tag": "tags/ferries/",
    "sources": "sources/",
    "source": "sources/the-gazette/",
    "people": "people/",
    "place": "places/old-harbour/",
    "hostile name": "people/svg-onload-alert-1-onmouseover-alert-1-x/",
    "long name": "people/pneumonoultramicroscopicsilicovolcanoconiosisultramicroscopicsilicovolcanoconios/",
    "stories": "stories/",
    "story": "stories/the-ferry/",
    "hostile story": "stories/title-script-alert-1-script-title/",
    "archive": "archive/",
    "year": "2025/",
    "month": "2025/06/",
    "about": "about/",
    "missing": "404.html",
}
"One address of each kind of page."
