"""Escaping, rendering and reading back, by example."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import prose
from backfile.prose import blocks, division, escaping, inline, parser, rendering
from backfile.prose.blocks import words_of_html


def page(*paragraphs: str) -> str:
    """The HTML of plain paragraphs, given as HTML."""
    return "\n".join(
        f'<p id="p{n}"><a class="pn" href="#p{n}" aria-label="Paragraph {n}"></a>{text}</p>'
        for n, text in enumerate(paragraphs, 1)
    )


@pytest.mark.parametrize(
    "text",
    [
        "It's 5 * 3 in snake_case (really!) - $1,000 for “quotes” & more.",
        "AT&T fell 3.5%; Q&A, R&B: see [Reuters] and [sic] (AP).",
        "Wow! 20 < 30 and 7 > 3, <3, <5% of them; a+b=c ~ #hashtags #inside | 2025.",
        "-5 degrees, +7 tomorrow, f***ed, it`s, C:\\temp\\x",
        "*asterisked once, _underlined once",
        "Name: ____ Date: ____",
        "1986.5 was no list, nor is 1986.",
        "قال الوزير: «نعم» (رويترز)",
        "{{ 7*7 }} {% raw %} ${x}",
        "=== | a | b | === ~~~ : x",
        "Title: foo",
    ],
)
def test_ordinary_prose_is_written_as_it_is(text):
    assert prose.to_markdown([text]) == text
    assert prose.plain(text) == (text,)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[Reuters]: police said", "\\[Reuters]: police said"),
        ("1986. A great year", "1986\\. A great year"),
        ("١٩٨٦. سنة عظيمة", "١٩٨٦\\. سنة عظيمة"),
        ("The <Prime Minister> said", "The &lt;Prime Minister> said"),
        ("mail <5@example.org>", "mail &lt;5@example.org>"),
        ("* * *", "\\* * *"),
        ("---", "\\---"),
        ("___", "\\___"),
        ("- item", "\\- item"),
        ("+ item", "\\+ item"),
        ("# head", "\\# head"),
        ("#hashtag", "\\#hashtag"),
        ("> quote", "\\> quote"),
        ("C:\\_temp", "C:\\\\_temp"),
        ("&copy; &#60 &lt; &", "&amp;copy; &amp;#60 &amp;lt; &"),
        ("[x](y) [z] (w)", "[x]\\(y) [z] (w)"),
        ("![x](y)", "![x]\\(y)"),
        ("*two* marks", "\\*two\\* marks"),
        ("__init__ and snake_case", "\\_\\_init\\_\\_ and snake_case"),
        ("`one` code", "\\`one\\` code"),
        ("    indented\twith\ta tab ", "indented with a tab"),
        ("a\u2028b\u2029c\x0cd\re\x0bf\x85g", "a b c d e f g"),
        ("NUL\x00 and \x02wzxhzdk:0\x03", "NUL\ufffd and \ufffdwzxhzdk:0\ufffd"),
        ("lone \ud800, \ufdd0, \U0001fffe", "lone \ufffd, \ufffd, \ufffd"),
    ],
)
def test_markup_is_escaped_where_needed_and_only_there(text, written):
    assert prose.to_markdown([text]) == written
    assert prose.words("\n".join(prose.plain(written))) == prose.words(text)


def test_paragraphs_are_parted_by_one_blank_line_and_empty_ones_left_out():
    assert prose.to_markdown(["one", " \t", "", "two\n"]) == "one\n\ntwo"
    assert prose.to_markdown([]) == ""
    assert prose.to_html("") == ""
    assert prose.plain("\n\n") == ()


def test_where_the_rules_fail_their_proof_every_sign_is_a_reference(monkeypatch):
    text = "*Bold* <b>claims</b> of [x](y), 1986."
    with monkeypatch.context() as patched:
        patched.setattr(escaping, "light", lambda line: line)
        body = prose.to_markdown([text])
    assert body.startswith("&#42;Bold&#42; &#60;b&#62;")
    assert words_of_html(parser.as_it_comes(body)) == prose.words(text)
    assert words_of_html(prose.to_html(body)) == prose.words(text)


def test_paragraphs_are_numbered():
    assert prose.to_html("one\n\ntwo & <three>\n") == page("one", "two &amp; &lt;three&gt;")
    assert prose.to_html("*one*\n\n# no\n\n> nor this\n\ntwo") == (
        '<p id="p1"><a class="pn" href="#p1" aria-label="Paragraph 1"></a><em>one</em></p>\n'
        "<h2>no</h2>\n<blockquote>\n<p>nor this</p>\n</blockquote>\n"
        '<p id="p2"><a class="pn" href="#p2" aria-label="Paragraph 2"></a>two</p>'
    )


def test_headings_leave_the_h1_to_the_page():
    assert prose.to_html("# a\n\nb\n=\n\n## c\n\n###### d") == "<h2>a</h2>\n<h2>b</h2>\n<h3>c</h3>\n<h6>d</h6>"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*a* <b>bold</b>", "<em>a</em> &lt;b&gt;bold&lt;/b&gt;"),
        ("*a* <script>alert(1)</script>", "<em>a</em> &lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[a](https://e.com/?x=1&y=2)", '<a href="https://e.com/?x=1&amp;y=2">a</a>'),
        ("[a](../b/) [c](#p2)", '<a href="../b/">a</a> <a href="#p2">c</a>'),
        ("<x@e.com>", '<a href="mailto:x@e.com">x@e.com</a>'),
        ("[a](javascript:alert(1))", "<a>a</a>"),
        ("[a](JAVA\tscript&#58;alert)", "<a>a</a>"),
        ("[a](data:text/html,x)", "<a>a</a>"),
        ("[a](//e.com) [b](\\\\\\\\e.com)", "<a>a</a> <a>b</a>"),
        ("<vbscript://x>", "<a>vbscript://x</a>"),
        ("![a map](map.png)", '<img alt="a map" loading="lazy" src="map.png">'),
        ("![a map](https://e.com/map.png)", '<a href="https://e.com/map.png">a map</a>'),
        ("![a map](data:image/png,x)", "<span>a map</span>"),
        ("[![a map](https://e.com/x.png)](b)", '<a href="b"><span>a map</span></a>'),
        ('![a"onerror="x](y)', '<img alt="a&quot;onerror=&quot;x" loading="lazy" src="y">'),
        ("*a* {: onclick=alert(1) }", "<em>a</em> {: onclick=alert(1) }"),
        ("*a*&#2;\x02klzzwxh:0000\x03", "<em>a</em>\ufffd\ufffdklzzwxh:0000\ufffd"),
    ],
)
def test_what_a_stranger_types_is_harmless(typed, shown):
    rendered = prose.render(typed)
    assert (rendered.html, rendered.set_aside) == (page(shown), None)


WORDS = "rose *up* **down** [here](https://e.org/a-b) *b c* ** * [x] (y) see, *two **two words** words*"
SIGNS = (
    " “quoted” - ! [t](http://x.y/z.) *it*. ***all*** [*a*](https://x.y) *[a](https://x.y)* a*b* \u0639\u0631 [b][c]"
)


@given(st.lists(st.sampled_from((WORDS + SIGNS).split(" ")), min_size=1, max_size=8).map(" ".join))
def test_simple_marks_are_read_as_the_parser_reads_them(line):
    found = inline.read(line)
    if not found or [piece.kind for piece in division.divide(line)] != ["marked"]:
        return
    html, count = rendering._parsed(line, 1, rendering._LABEL)
    assert (html, count) == (page(found[0]), 1)
    assert blocks.blocks_of_html(html) == [found[1]]


def test_a_link_is_read_without_the_parser(monkeypatch):
    monkeypatch.delattr(parser, "safe")
    made = prose.render("It *rose*, see [the **report**](https://example.org/) or [here](https://example.org/a).")
    assert made.set_aside
    made = prose.render("It *rose*, see [the report](https://example.org/) or **not**.")
    assert made.text == ("It rose, see the report or not.",)


def test_a_list_keeps_the_number_it_starts_with():
    assert prose.to_html("1986. A\n1987. B") == '<ol start="1986">\n<li>A</li>\n<li>B</li>\n</ol>'


def test_no_text_leaks_into_the_next():
    assert 'href="http://e.com"' in prose.to_html("[x]\n\n[x]: http://e.com")
    assert prose.to_html("*a* [x]") == page("<em>a</em> [x]")


DEEP_LIST = "\n".join("    " * level + "- a" for level in range(400))


@pytest.mark.parametrize(
    "typed",
    [
        *("*a* " + "[" * 100_000, "![" * 100_000, "[a](" * 100_000, "[" * 50_000 + "]" * 50_000, '[a]("' * 100_000),
        *(">" * 100_000, "- " * 400 + "a", "1. " * 400 + "a", DEEP_LIST, "> - " * 300 + "a", "a\n---\n" * 40_000),
    ],
    ids=lambda typed: ascii(typed[:8]),
)
def test_an_explosive_document_is_shown_as_typed_and_says_why(typed):
    rendered = prose.render(typed)
    assert rendered.set_aside
    assert words_of_html(rendered.html) == prose.words(typed)
    assert prose.plain(typed)


def test_many_honest_links_and_items_are_no_explosion():
    links = " ".join(f'[a{n}](http://e.com/{n} "t")' for n in range(3000))
    assert prose.render(links).set_aside is None
    assert prose.render("\n".join("    " * level + "- a" for level in range(40))).set_aside is None


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timer here")
def test_a_deadline_holds_and_the_next_text_is_none_the_worse(monkeypatch):
    def forever(source: str, first: int) -> str:
        while True:
            pass

    before = signal.getsignal(signal.SIGALRM)
    with monkeypatch.context() as patched:
        patched.setattr(parser, "safe", forever)
        rendered = prose.render("`a`\n\nb", seconds=0.05)
    assert rendered == prose.Rendered(page("`a`", "b"), ("`a`", "b"), 2, "it takes longer than 0.05 s to render")
    assert signal.getsignal(signal.SIGALRM) is before
    assert prose.render("*a*").html == page("<em>a</em>")


def test_whatever_the_parser_trips_over_is_set_aside(monkeypatch):
    def trip(source: str, first: int) -> str:
        raise KeyError

    monkeypatch.setattr(parser, "safe", trip)
    rendered = prose.render("`a`")
    assert rendered == prose.Rendered(page("`a`"), ("`a`",), 1, "Python-Markdown cannot read it (KeyError)")


def test_threads_get_their_own_texts_page():
    typed = [f"*{n}* " + "[a](b) `c` " * 50 for n in range(40)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # often within a text, so that sharing an instance would show
    try:
        with ThreadPoolExecutor(8) as threads:
            pages = list(threads.map(prose.to_html, typed))
    finally:
        sys.setswitchinterval(interval)
    assert pages == list(map(prose.to_html, typed))


@pytest.mark.parametrize(
    ("text", "closers"),
    [
        ("plain", ""),
        ("a\u202eb", "\u202c"),
        ("a\u202eb\u202c", ""),
        ("\u2067\u202a", "\u202c\u2069"),
        ("\u2067\u202a\u2069", ""),
        ("\u202a\u2069\u202c", ""),
        ("\u2066\u202c", "\u2069"),
        ("\u202c\u2069", ""),
    ],
)
def test_directions_are_closed_at_the_end_of_a_paragraph(text, closers):
    assert prose.balanced(text) == text + closers
    assert prose.plain(text) == (text + closers,)
    assert prose.to_html(f"{text}\n\nnext") == page(text + closers, "next")
    assert prose.to_html(f"next\n\n{text} *x*\n") == page("next", f"{text} <em>x</em>{closers}")
    assert prose.to_html(f"{text} *x*\n\nnext") == page(f"{text} <em>x</em>{closers}", "next")


def test_a_field_is_one_line_that_any_page_can_hold():
    assert prose.clean_line("a\x1b[2J\nb\u202ec") == "a\ufffd[2J b\u202ec\u202c"


def test_words_are_read_from_html_as_a_browser_shows_them():
    html = "<p>un<em>believ</em>able&nbsp;&amp;c</p><ul><li>a</li><li>b<br>c</li></ul><div hidden>d</div><!--e-->"
    assert words_of_html(html) == ["unbelievable", "c", "a", "b", "c", "d"]


def test_plain_text_of_markup_is_one_line_a_block():
    typed = "# Head\n\nOne *two*\nthree.\n\n- a\n- [b](c)\n\n&lt;d&gt; &amp; e"
    assert prose.plain(typed) == ("Head", "One two three.", "a", "b", "<d> & e")


def test_plain_prose_loads_no_parser():
    code = (
        "import sys; from backfile import prose;"
        "prose.to_html(prose.to_markdown(['a (b)!'])); prose.plain('1986\\\\. x');"
        "sys.exit(bool({'markdown', 'nh3'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(st.characters(codec=None) | st.sampled_from("a \n\t\r\x85\xa0\xad\u200b\u2028\ud800\udc00é—“")))
def test_text_can_be_printed_where_python_says_so_of_all_its_lines(text: str) -> None:
    assert prose.printable(text) == all(map(str.isprintable, text.split("\n")))
