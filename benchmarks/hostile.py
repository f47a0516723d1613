"""Hostile texts through escaping, Markdown and rendering: no word may be lost, nothing may come alive.

    python benchmarks/hostile.py                  20,000 texts, a figure a line, exit 1 if one falls short
    python benchmarks/hostile.py --count 500 --seed 7

Texts are made from a seed by splicing what Markdown, HTML, YAML, templates and terminals take for their own into prose
of several scripts. Each is judged as the paragraphs of a dump (escaped, rendered, read by an HTML5 parser: the words
and the characters must be the paragraphs'; the body rendered by Python-Markdown as it comes must give the same words;
prose that bypasses the parser must give the parser's page) and once more as Markdown typed by a stranger (it may be
markup, but must not be active).
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator
from html import unescape
from typing import Any

import html5lib
from markdown import Markdown

from backfile import prose
from backfile.prose import characters, rendering
from backfile.prose.blocks import words_of_html
from backfile.prose.parser import safe

_THIEVES = """\
[Reuters]: police said¦[x]: http://e.com 'title'¦1986. A great year¦The <Prime Minister> said¦* * *¦\
C:\\_temp¦C:\\temp\\*.txt¦*[EU]: x¦Title: foo¦    indented¦\tindented¦trailing  ¦&copy;¦&#60;¦&#60 ¦&#x3c¦\
&lt;b&gt;¦&amp;amp;¦&nosuch;¦AT&T¦R&D;¦<a@b>¦<http://e.com/x>¦[x](javascript:alert(1))¦\
![img](http://e.com/p.gif)¦[a][b]¦[a] [b]¦[^1]¦[^1]: note¦[TOC]¦===¦---¦- - -¦___¦***¦***bold***¦__init__¦\
_x_¦f***ed¦5 * 3¦snake_case¦`¦``¦```python¦~~~¦it`s¦\\`¦\\\\¦\\¦\\[¦\x02¦\x03¦\x02wzxhzdk:0\x03¦\
\x02klzzwxh:0003\x03¦\x02amp\x03¦\x0242\x03¦wzxhzdk:0¦klzzwxh:0003¦hzzhzkh:0¦\u2028¦\u2029¦\x00¦\r¦\x0c¦\x0b¦\
\x1c¦\x85¦\x1b]0;t\x07¦\ufffe¦\ufdd0¦\U0001ffff¦\ud800¦\ufeff¦\xa0¦\u3000¦\xad¦# head¦#tag¦## a ##¦> quote¦>¦\
<¦<<¦< b¦<3¦<5% and >¦| a | b |¦|---|¦: term¦- item¦+ item¦* item¦1) item¦١٩٨٦. سنة¦२. दो¦!!! note¦\
{: onclick=alert(1) }¦# T {#id}¦<script>alert(1)</script>¦<img src=x onerror=alert(1)>¦<svg onload=alert(1)>¦\
<!-- c -->¦<!--¦-->¦<![CDATA[x]]>¦<?php x ?>¦<!DOCTYPE x>¦</p>¦</div>¦<div>¦<b¦<a href='x¦<br/>¦</¦</>¦\
<iframe srcdoc='<p>'>¦<base href=x>¦<form action=x>¦<style>*{}</style>¦<math><mtext><img></mtext>¦\
<noscript><p title='</noscript><img src=x onerror=alert(1)>'>¦<textarea>¦<plaintext>¦<title>¦<xmp>¦\
[x](java\tscript:a)¦[x](javascript&#58;a)¦[x](data:text/html,x)¦[x](//e.com)¦[x](\\\\e.com)¦](¦[x](<¦\
<javascript:alert(1)>¦[x](vbscript:a)¦[x]( javascript:a 't')¦![x](data:image/svg+xml,x)¦"onclick="a"¦\
[x](http://e.com/'onmouseover='a)¦[x](y "a" onclick="b")¦![a"onload="x](y)¦[![a](b)](c)¦<p id=p1>¦{{7*7}}¦\
{% raw %}¦{# #}¦${x}¦<%= x %>¦published: true¦...¦%¦@x¦+ADw-script+AD4-¦=x()¦\u202etxet¦\u2066iso¦\u2069¦\
\u202c¦\u200f¦\u200b¦\u200d¦é¦👩\u200d👩\u200d👧¦﷽\
"""
THIEVES = (
    *_THIEVES.split("¦"),
    *(
        sign * n
        for sign, n in (("[", 30), ("](", 20), ("`", 25), (">", 40), ("> ", 20), ("- ", 20), ("*", 30), ("_a", 15))
    ),
    *(sign * n for sign, n in (("<", 30), ("&", 30), ("\\", 31), ("![", 9), ("\u0301", 40))),
)
_PROSE = """
The minister said on Friday that talks with the union would resume in Geneva after a week of strikes
It's “quoted” $1,000 (Reuters) U.S. 2025. 1986. — naïve e.g. 50% A/B now! ?
قال الوزير يوم الجمعة إن المحادثات ستستأنف 新华社 北京 电 Президент заявил हिन्दी समाचार İstanbul straße
"""
PROSE = tuple(_PROSE.split())
SIGNS = "\\`*_{}[]()<>#+-.!&|~^$%@=:;\"'/?, \t1a"
DEAD = {"script", "iframe", "object", "embed", "base", "meta", "form", "link", "style", "svg", "math", "input", "video"}


def text(rng: random.Random) -> list[str]:
    """The paragraphs of one hostile text: one to six, each of one to five pieces."""
    return ["".join(_piece(rng) for _ in range(rng.randint(1, 5))) for _ in range(rng.randint(1, 6))]


def texts(count: int, seed: int) -> Iterator[list[str]]:
    rng = random.Random(seed)
    return (text(rng) for _ in range(count))


def _piece(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.30:
        return rng.choice(THIEVES)
    if kind < 0.60:
        return " ".join(rng.choices(PROSE, k=rng.randint(1, 9))) + rng.choice(("", " "))
    if kind < 0.75:
        return "".join(rng.choices(SIGNS, k=rng.randint(1, 12)))
    if kind < 0.85:
        thief = rng.choice(THIEVES)
        return thief[: rng.randint(1, len(thief))] + rng.choice(PROSE)
    if kind < 0.92:
        return rng.choice(SIGNS) * rng.choice((2, 3, 4, 5, 17, 60))
    return "".join(
        chr(rng.choice((rng.randrange(0x250), rng.randrange(0x3000), rng.randrange(0x110000)))) for _ in "123"
    )


_as_it_comes = Markdown()


def faults(paragraphs: list[str], rng: random.Random) -> list[str]:
    """What is wrong with the way one text comes through; nothing, one hopes."""
    said = []
    body = prose.to_markdown(paragraphs)
    html = prose.to_html(body)
    tree = _tree(html)
    want = [word for paragraph in paragraphs for word in prose.words(paragraph)]
    shown = ["".join(element.itertext()) for element in tree]
    lines = [line for p in paragraphs if (line := characters.tidy(p).strip())]
    if prose.words("\n".join(shown)) != want or words_of_html(html) != want:
        said.append("words")
    if shown != [characters.balanced(line) for line in lines] or shown != list(prose.plain(body)):
        said.append("characters")
    outside = unescape(re.sub(r"<[^>]+>", " ", _as_it_comes.reset().convert(body)))
    if prose.words(outside) != want:
        said.append("words by Python-Markdown")
    if _numbered(safe(rendering._closed(body))) != html:
        said.append("another page without the shortcut")
    typed = _tree(prose.to_html("".join(p + rng.choice(("\n", "\n\n", "\n    ")) for p in paragraphs)))
    return said + active(tree) + active(typed)


def _numbered(html: str) -> str:
    return rendering._NUMBERED.sub(lambda p: p[0] + rendering._anchor(p[1], rendering._LABEL), html)


def _tree(html: str) -> Any:
    return html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)


def active(tree: Any) -> list[str]:
    """Elements and attributes of an HTML5 tree that could do something, or fetch something from elsewhere."""
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag.rpartition("}")[2].lower() in DEAD:
            found.append(f"active: <{element.tag}>")
        for name, value in element.items():
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", address)
            if name.lower().startswith("on") or name.lower() in ("style", "srcdoc", "srcset", "action", "formaction"):
                found.append(f"active: {name}")
            elif name == "href" and scheme and scheme[1] not in ("http", "https", "mailto"):
                found.append(f"active: {address[:30]}")
            elif name == "src" and (scheme or address.startswith(("//", "\\\\", "/\\"))):
                found.append(f"remote: {address[:30]}")
    return found


Shape = tuple[str, ...]
"An element by its name, the names of its attributes, and what these make of it."


def shapes(tree: Any) -> set[Shape]:
    """The elements of a page of the theme's own making, against which a hostile text's page is held."""
    return {_shape(element) for element in tree.iter() if isinstance(element.tag, str)}


def alive(tree: Any, own: set[Shape]) -> list[str]:
    """What a whole page holds, besides elements of the theme's `own` shapes, that could do or fetch something."""
    found = []
    for element in list(tree.iter()):
        if not isinstance(element.tag, str):
            found.append("a comment, or something stranger")
        elif _shape(element) in own:
            element.tag, kept = "span", {name: element.get(name) for name in ("href",) if element.get(name)}
            element.attrib.clear()
            element.attrib.update(kept)
        elif element.tag in ("script", "link", "meta"):
            found.append(f"active: <{element.tag} {dict(element.items())}>")
    return found + active(tree)


def _shape(element: Any) -> Shape:
    given = dict(element.items())
    address = given.get("src") or (given.get("href", "") if element.tag == "link" else "")
    where = "own" if not re.match(r"[^/]*:|//|\\\\", address) else re.sub(r"(?<=//)([^/]*).*", r"\1", address)
    return (element.tag, *sorted(given), *(given.get(name, "") for name in ("rel", "type", "http-equiv")), where)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    rng = random.Random(given.seed)
    started, whole, shown = time.perf_counter(), 0, 0
    for number, paragraphs in enumerate(texts(given.count, given.seed)):
        try:
            wrong = faults(paragraphs, rng)
        except Exception as error:
            wrong = [f"traceback: {type(error).__name__}: {error}"]
        whole += not wrong
        if wrong and shown < 10:
            shown += 1
            print(f"text {number}: {', '.join(wrong)}: {paragraphs!a:.400}")
    print(f"{whole:,} of {given.count:,} texts whole and harmless ({time.perf_counter() - started:.0f} s)")
    return int(whole != given.count)


if __name__ == "__main__":
    sys.exit(main())
