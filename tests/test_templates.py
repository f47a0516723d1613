"""The theme as a machine: overriding, digests, errors with their place, and what templates may call."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2.runtime import Macro
from markupsafe import Markup, escape
from msgspec import structs

from backfile import prose, templates
from backfile.config import Settings, Site
from backfile.errors import InputError, Problem
from backfile.model import Page, Record
from backfile.templates import check, compiling, helpers, sources
from backfile.views import Body, Link, NotFoundView, RedirectView, When

BUILT_IN = ["404", "about", "archive", "article", "home", "index", "list", "redirect", "year"]


def site(root: Path, files: dict[str, str] | None = None, *, offline: bool = False, **settings: str) -> Site:
    """An archive with `files`, by their path in it."""
    for name, text in (files or {}).items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return Site(root, Settings(**settings), offline)  # type: ignore[arg-type]


def render(found: Site, url: str = "/404.html") -> str:
    return templates.load(found).render(Page(url, "404.html", NotFoundView(url))).decode()


def problems(found: Site) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        render(found)
    return list(caught.value.problems)


# ---------------------------------------------------------------- overriding


def test_an_archive_without_a_theme_has_the_built_in_one(tmp_path: Path) -> None:
    theme = templates.load(site(tmp_path, title="The Harbour"))
    assert "The Harbour" in render(site(tmp_path, title="The Harbour"))
    assert {name for name, _ in theme.static()} >= {"site.css", "site.js", "icon.svg"}


def test_an_archives_template_stands_before_the_built_in_one_and_the_rest_stays(tmp_path: Path) -> None:
    own = {"templates/404.html": '{% extends "_base.html" %}{% block main %}<p>Gone fishing{% endblock %}'}
    page = render(site(tmp_path, own))
    assert "Gone fishing" in page
    assert 'class="nav"' in page
    moved = templates.load(site(tmp_path)).render(Page("/a/", "redirect.html", RedirectView("/a/", "/b/", "B")))
    assert b'content="0; url=../b/"' in moved


def test_a_part_that_is_overridden_reaches_the_built_in_templates(tmp_path: Path) -> None:
    base = "<main>{% block title %}{% endblock %}|{{ site.title }}</main>"
    assert "<main>Not found — Backfile|Backfile</main>" in render(site(tmp_path, {"templates/_base.html": base}))


def test_static_files_of_the_archive_stand_before_the_built_in_ones(tmp_path: Path) -> None:
    own = {"static/site.css": "p{}", "static/press/logo.svg": "<svg/>", "static/.well-known/x.txt": "x"}
    own |= {"static/.DS_Store": "x", "static/.git/config": "x", "static/.nojekyll": ""}
    found = dict(templates.load(site(tmp_path, own)).static())
    assert found["site.css"].read_text() == "p{}"
    assert {".nojekyll", ".well-known/x.txt", "icon.svg", "press/logo.svg", "site.css", "site.js"} <= set(found)
    assert not {".DS_Store", ".git/config"} & set(found)


def test_links_and_pipes_in_static_are_refused_rather_than_passed_over(tmp_path: Path) -> None:
    found = site(tmp_path, {"static/a.txt": "a", "secret.txt": "s", "elsewhere/b.txt": "b"})
    (tmp_path / "static/link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "static/folder").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(tmp_path / "static/pipe")
    assert [problem.path for problem in problems(found)] == ["static/folder", "static/link.txt", "static/pipe"]
    for odd in ("folder", "link.txt", "pipe"):
        (tmp_path / "static" / odd).unlink()
    assert "a.txt" in dict(templates.load(found).static())


def test_a_linked_template_is_refused_rather_than_passed_over(tmp_path: Path) -> None:
    found = site(tmp_path, {"templates/x.html": "x", "secret.html": "s"})
    (tmp_path / "templates/404.html").symlink_to(tmp_path / "secret.html")
    assert problems(found)[0].path == "templates/404.html"
    assert "symbolic link" in problems(found)[0].message


def test_all_files_of_the_theme_can_be_watched(tmp_path: Path) -> None:
    found = site(tmp_path, {"templates/404.html": "x", "static/a.css": "p{}"})
    files = (*templates.load(found).files("templates"), *templates.load(found).files("static"))
    assert {tmp_path / "templates/404.html", tmp_path / "static/a.css"} <= set(files)
    assert {file.name for file in files} >= {"_base.html", "site.css"}


# ---------------------------------------------------------------- digests


def digests(found: Site) -> dict[str, str]:
    theme = templates.load(found)
    return {name: theme.digest(f"{name}.html") for name in BUILT_IN} | {"atom": theme.digest("atom")}


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {name for name in before if before[name] != after[name]}


def test_a_digest_covers_its_template_and_all_that_it_is_made_of(tmp_path: Path) -> None:
    before = digests(site(tmp_path))
    assert digests(site(tmp_path)) == before
    inner = {"templates/year.html": '{% include "note.html" %}', "templates/note.html": "one"}
    with_note = digests(site(tmp_path, inner))
    assert changed(before, with_note) == {"year"}
    note_edited = digests(site(tmp_path, {"templates/note.html": "two"}))
    assert changed(with_note, note_edited) == {"year"}
    own_base = digests(site(tmp_path, {"templates/_base.html": "{{ site.title }}"}))
    assert changed(note_edited, own_base) == set(BUILT_IN) - {"year", "redirect"}


def test_a_digest_covers_the_settings_that_pages_show(tmp_path: Path) -> None:
    before = digests(site(tmp_path))
    for after in (site(tmp_path, title="Other"), site(tmp_path, offline=True), site(tmp_path, url="https://x.org/")):
        assert changed(before, digests(after)) == set(before)


def test_a_digest_covers_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digests(site(tmp_path))
    monkeypatch.setattr(sources, "engine", lambda: "another version")
    assert changed(before, digests(site(tmp_path))) == set(before)


def test_a_template_that_may_be_missing_counts_once_it_is_there(tmp_path: Path) -> None:
    found = site(tmp_path, {"templates/404.html": '{% include "extra.html" ignore missing %}'})
    before = templates.load(found).digest("404.html")
    site(tmp_path, {"templates/extra.html": "now"})
    assert templates.load(found).digest("404.html") != before
    assert render(found) == "now"


def test_what_was_learned_is_kept_and_a_broken_cache_is_no_matter(tmp_path: Path) -> None:
    before = digests(site(tmp_path))
    cache = tmp_path / ".backfile/theme.json"
    for text in ("{", '{"key": "x", "closures": {}}', cache.read_text().replace("_macros", "_macro"), ""):
        cache.write_text(text)
        assert set(digests(site(tmp_path))) == set(before)
    cache.unlink()
    assert digests(site(tmp_path)) == before


def test_an_unchanged_theme_is_loaded_without_jinja(tmp_path: Path) -> None:
    digests(site(tmp_path))
    program = (
        "import sys; from pathlib import Path; from backfile import templates; from backfile.config import *\n"
        f"theme = templates.load(Site(Path({str(tmp_path)!r}), Settings())); theme.digest('article.html')\n"
        "print([name for name in ('jinja2', 'markdown', 'nh3') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_theme_travels_to_a_worker_as_it_was_read(tmp_path: Path) -> None:
    found = site(tmp_path, {"templates/404.html": "before"})
    theme = templates.load(found)
    page = Page("/404.html", "404.html", NotFoundView("/404.html"))
    assert theme.render(page) == b"before"
    site(tmp_path, {"templates/404.html": "after"})
    sent = pickle.loads(pickle.dumps(theme))
    assert sent.render(page) == b"before"
    assert sent.digest("404.html") == theme.digest("404.html")


# ---------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("a\n{% if %}", 2, "Expected an expression", "mend"),
        ("a\n\n{% block x %}", 3, "Unexpected end of template", "mend"),
        ("{{ view.url|shout }}", 1, "No filter named 'shout'", "filter"),
        ('a\n{% include "bits/part.html" %}', 2, "there is no template “bits/part.html”", "templates/"),
        ('{% extends "_bas.html" %}', 1, "there is no template “_bas.html”", "did you mean “_base.html”?"),
        ("a\n{% include view.url %}", 2, "names a template that is computed", "quotation marks"),
        ('a\n{% include "404.html" %}', 2, "includes itself", "break the circle"),
        ("a\n{{ nothing }}", 2, "'nothing' is undefined", "“view” and “site”"),
        ("a\n{{ view.urll }}", 2, "no attribute 'urll'", "did you mean “url”?"),
        ("a\n\n{{ 1 / 0 }}", 3, "division by zero", "mend the line"),
        ("a\n{{ view }}", 2, "prints a NotFoundView", "mend the line"),
        ("a\n{{ {}.get(view.url) }}", 2, "prints nothing (None)", "mend the line"),
        ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", 1, "goes round in a circle", "macro"),
        ("a\n{{ lipsum() }}", 2, "'lipsum' is undefined", "“view” and “site”"),
    ],
)
def test_a_broken_template_is_told_with_its_line_and_a_cure(
    tmp_path: Path, text: str, line: int, message: str, hint: str
) -> None:
    (found,) = problems(site(tmp_path, {"templates/404.html": text}))
    assert (found.path, found.line) == ("templates/404.html", line)
    assert message in found.message
    assert hint in found.hint


def test_what_breaks_while_a_page_is_rendered_names_the_page(tmp_path: Path) -> None:
    (found,) = problems(site(tmp_path, {"templates/404.html": "{{ view.nothing }}"}))
    assert "(while rendering /404.html)" in str(found)


def test_an_error_in_a_part_is_told_where_it_stands(tmp_path: Path) -> None:
    files = {"templates/404.html": 'a\n{% include "p/part.html" %}', "templates/p/part.html": "\n\n\n{{ 1 / 0 }}"}
    (found,) = problems(site(tmp_path, files))
    assert (found.path, found.line) == ("templates/p/part.html", 4)


def test_circles_through_several_templates_are_found(tmp_path: Path) -> None:
    files = {"templates/404.html": '{% include "b.html" %}', "templates/b.html": '{% include "404.html" %}'}
    assert {found.path for found in problems(site(tmp_path, files))} == {"templates/404.html", "templates/b.html"}


def test_the_problems_of_all_templates_are_told_at_once(tmp_path: Path) -> None:
    files = {f"templates/{name}.html": "{% if %}" for name in ("a", "b")} | {"templates/c.html": "{{ x|no }}"}
    found = site(tmp_path, files)
    (tmp_path / "templates/d.html").write_bytes(b"a\n\xff")
    with pytest.raises(InputError) as caught:
        templates.load(found)
    assert [(p.path, p.line) for p in caught.value.problems] == [("templates/d.html", 2)]
    (tmp_path / "templates/d.html").unlink()
    with pytest.raises(InputError) as caught:
        templates.load(found)
    assert [p.path for p in caught.value.problems] == ["templates/a.html", "templates/b.html", "templates/c.html"]


def test_problems_are_told_again_as_long_as_they_last(tmp_path: Path) -> None:
    found = site(tmp_path, {"templates/404.html": "{% if %}"})
    assert problems(found) == problems(found)
    site(tmp_path, {"templates/404.html": "mended"})
    assert render(found) == "mended"


def test_an_error_survives_the_way_back_from_a_worker(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        render(site(tmp_path, {"templates/404.html": "{{ 1 / 0 }}"}))
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems


def test_a_template_that_nobody_has_is_an_error_of_the_input(tmp_path: Path) -> None:
    theme = templates.load(site(tmp_path))
    with pytest.raises(InputError, match=r"templates/none\.html"):
        theme.digest("none.html")
    with pytest.raises(InputError, match=r"templates/none\.html"):
        theme.render(Page("/", "none.html", NotFoundView("/")))


# ---------------------------------------------------------------- what templates may call


def links(found: Site, url: str) -> str:
    own = '{{ link("/") }} {{ link("/tags/c%23/") }} {{ link("/2025/06/#d23") }} {{ link("/site.css") }}'
    site(found.root, {"templates/redirect.html": own})
    return templates.load(found).render(Page(url, "redirect.html", RedirectView(url, "/", "x"))).decode()


def test_links_are_relative_to_the_page(tmp_path: Path) -> None:
    assert (
        links(site(tmp_path), "/2025/06/x/")
        == "../../../ ../../../tags/c%2523/ ../../../2025/06/#d23 ../../../site.css"
    )
    assert links(site(tmp_path), "/") == "./ ./tags/c%2523/ ./2025/06/#d23 ./site.css"


def test_offline_links_name_the_file(tmp_path: Path) -> None:
    shown = links(site(tmp_path, offline=True), "/tags/x/").split()
    assert shown[0] == "../../index.html"
    assert shown[2] == "../../2025/06/index.html#d23"


def test_the_page_for_what_is_not_found_works_at_any_depth(tmp_path: Path) -> None:
    assert links(site(tmp_path), "/404.html") == "/ /tags/c%2523/ /2025/06/#d23 /site.css"
    deep = site(tmp_path, url="https://example.org/archive/")
    assert links(deep, "/404.html").split()[:2] == ["/archive/", "/archive/tags/c%2523/"]


def test_json_cannot_leave_its_script() -> None:
    hostile = "</script><!--\u2028\u2029&\x00\x1b\ufffe\ud800'\""
    made = helpers.json({"a": hostile, "b": ["ü"]})
    assert not set(made) & set("<>&\u2028\u2029\x00\x1b\ufffe\ud800")
    assert json.loads(made)["a"] == "</script><!--\u2028\u2029&\x00\x1b\ufffd\ufffd'\""
    assert json.loads(made)["b"] == ["ü"]


def test_what_html_forbids_is_never_printed(tmp_path: Path) -> None:
    found = site(tmp_path, {"templates/redirect.html": "{{ view.title }}"})
    view = RedirectView("/a/", "/b/", "a\x00\x1b\x85\ud800\ufffe\U0001ffff<b>\u202eb\n\tc")
    shown = templates.load(found).render(Page("/a/", "redirect.html", view)).decode()
    assert shown == "a" + "\ufffd" * 6 + "&lt;b&gt;\u202eb\n\tc\u202c"


def test_only_addresses_of_the_web_become_links() -> None:
    for good in ("https://example.org/a?b=c&d=%20#e", "http://example.org", "http://a.b:80/"):
        assert helpers.web(good) == good
    for bad in (
        "javascript:alert(1)",
        "https://a b",
        "http://x/%zz",
        "//x.org",
        "",
        None,
        "https://x/\n",
        "https://x/<",
    ):
        assert helpers.web(bad) == ""


def test_the_area_of_a_dot_is_its_number() -> None:
    assert [helpers.dot(count, 40) for count in (0, 1, 10, 40, 99)] == ["l0", "l1", "l4", "l7", "l7"]
    assert helpers.dot(0, 0) == "l0"


def test_a_date_carries_the_marks_of_cataloguers() -> None:
    assert helpers.marked(When("17 June 2025", "stated")) == "17 June 2025"
    assert helpers.marked(When("17 June 2025", "supplied")) == "[17 June 2025]"
    assert helpers.marked(When("c. June 2025", "about")) == "c. June 2025"
    assert helpers.marked(When("n.d.", "unknown")) == "n.d."


def test_a_language_tag_has_the_form_of_one() -> None:
    assert (helpers.tongue("zh-Hant"), helpers.tongue('en" x'), helpers.tongue(None)) == ("zh-Hant", "", "")


def test_what_the_programs_own_templates_name_is_found_without_parsing_them(tmp_path: Path) -> None:
    given = sources.read(site(tmp_path))
    assert all(source.given for source in given)
    whole = [structs.replace(source, given=False) for source in given]
    environment = templates.load(site(tmp_path))._environment
    assert check.closures(environment, given) == check.closures(environment, whole)


def test_a_template_of_the_archives_own_is_looked_over_in_full(tmp_path: Path) -> None:
    found = site(tmp_path, {"templates/404.html": "{{ nothing|such }}"})
    given = {source.name: source.given for source in sources.read(found)}
    assert not given["404.html"]
    assert given["article.html"]
    with pytest.raises(InputError, match="such"):
        templates.load(found)


def test_what_is_made_once_is_never_taken_for_what_came_after_it(tmp_path: Path) -> None:
    made = []

    def printed(link: Link) -> str:
        made.append(link)
        return link.text

    class Macro:
        _func = staticmethod(printed)
        __call__ = staticmethod(printed)

    links = helpers.Links(templates.load(site(tmp_path)).site, "/", {})
    for number in range(20_000):  # values go as soon as they are shown: others come to stand where they stood
        text = f"Entry {number * number % 37}"
        assert links.once(Macro(), Link(text, "/")) == text  # type: ignore[arg-type]
    assert len(made) < 100


MACROS = """{% macro a(x, y="why") %}[{{ x }}|{{ y }}]{% endmacro %}
{%- macro all(x) %}{{ x }}{{ varargs|length }}{{ kwargs|length }}{% endmacro %}
{%- macro around(x) %}<{{ x }}>{{ caller() }}{% endmacro %}
{%- macro inner(x) %}{{ a(a(x)) }}{% endmacro %}"""


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ('{{ m.a("<b>") }}', "[&lt;b&gt;|why]"),
        ('{{ m.a("1", "2") }}', "[1|2]"),
        ('{{ m.a("1", y="2") }}', "[1|2]"),
        ('{{ m.all("1", 2, 3, z=4) }}', "121"),
        ('{{ m.all("1") }}', "100"),
        ('{% call m.around("x") %}said{% endcall %}', "<x>said"),
        ('{{ m.inner("\'") }}', "[[&#39;|why]|why]"),
        ('{{ m.a(m.a("&")) }}', "[[&amp;|why]|why]"),
        ('{% for n in [1, 2] %}{{ m.a(loop.cycle("x", "y"), n) }}{% endfor %}', "[x|1][y|2]"),
        ('{% set o = {"k": {"l": "in"}} %}{{ o.k.l }}{{ o.get("none", "out") }}', "inout"),
        ('{% set m = {"a": "{}!".format} %}{{ m.a("<") }}', "&lt;!"),
        ("{{ (view.url ~ '\"').title().lower() }}", "/404.html&#34;"),
        ('{% set made = m.a("<") %}{{ made }}', "[&lt;|why]"),
        ('{% filter upper %}{{ m.a("<") }}{% endfilter %}', "[&LT;|WHY]"),
        ('{% autoescape false %}{{ m.inner("<") }}{{ m.a("<") }}{% endautoescape %}', "[[&lt;|why]|why][&lt;|why]"),
        ("{{ [view, site]|map(attribute='url')|list|length }}", "2"),
    ],
)
def test_macros_and_attributes_are_what_jinja_makes_of_them(tmp_path: Path, said: str, shown: str) -> None:
    page = '{% import "_m.html" as m with context %}' + said
    assert render(site(tmp_path, {"templates/_m.html": MACROS, "templates/404.html": page})) == shown


@pytest.mark.parametrize(
    ("said", "place", "message"),
    [
        ('{{ m.a("1", "2", "3") }}', "templates/404.html:3", "takes not more than 2"),
        ("{{ m.none(1) }}", "templates/404.html:3", "none"),
        ("{{ view.none }}", "templates/404.html:3", "none"),
        ("{{ view.url.none.more }}", "templates/404.html:3", "none"),
        ("{{ m.around(1) }}", "templates/_m.html:3", "aller"),
    ],
)
def test_what_macros_and_attributes_lack_is_told_where_it_stands(
    tmp_path: Path, said: str, place: str, message: str
) -> None:
    page = f'{{% import "_m.html" as m with context %}}\n\n{said}'
    (problem,) = problems(site(tmp_path, {"templates/_m.html": MACROS, "templates/404.html": page}))
    assert f"{problem.path}:{problem.line}" == place
    assert message in problem.message


def pages(root: Path, page: str, macros: str, *urls: str) -> list[str]:
    """One page after another by the same theme."""
    theme = templates.load(site(root, {"templates/_m.html": macros, "templates/404.html": page}))
    return [theme.render(Page(url, "404.html", NotFoundView(url))).decode() for url in urls]


def test_a_macro_that_is_not_made_anew_shows_the_page_that_calls_it(tmp_path: Path) -> None:
    macros = '{# Of the page. #}\n{% macro here(x) %}{{ x }} {{ view.url }} {{ link("/t/") }};{% endmacro %}\n'
    page = '{% import "_m.html" as m with context %}{% block b %}{{ m.here(1) }}{% endblock %}{{ m.here(2) }}'
    shown = pages(tmp_path, page, macros, "/a/", "/b/c/", "/a/")
    a, b = "1 /a/ ../t/;2 /a/ ../t/;", "1 /b/c/ ../../t/;2 /b/c/ ../../t/;"
    assert shown == [a, b, a]


def test_each_import_of_one_page_has_its_own_context(tmp_path: Path) -> None:
    macros = "{% macro here() %}{{ x }}{{ view.url }}{% endmacro %}"
    both = (
        '{% set x = 1 %}{% import "_m.html" as a with context %}{% set x = 2 %}{% import "_m.html" as b with context %}'
    )
    later = "{% for x in [3, 4] %}{% import '_m.html' as c with context %}{{ c.here() }}{% endfor %}"
    shown = pages(
        tmp_path, f"{both}{{{{ a.here() }}}}{{{{ b.here() }}}}{later}{{{{ a.here() }}}}", macros, "/a/", "/b/"
    )
    assert shown == ["1/a/2/a/3/a/4/a/1/a/", "1/b/2/b/3/b/4/b/1/b/"]


@pytest.mark.parametrize("more", ["{% set said = view.url %}", "{{ view.url }}", "{% if view %}{% endif %}"])
def test_a_module_that_holds_more_than_macros_is_made_for_each_page(tmp_path: Path, more: str) -> None:
    macros = more + "{% set said = view.url %}{% macro here() %}{{ said }}{% endmacro %}"
    page = '{% import "_m.html" as m with context %}{{ m.here() }}{{ m.said }}'
    assert pages(tmp_path, page, macros, "/a/", "/b/") == ["/a//a/", "/b//b/"]


def test_macros_are_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    begin = Macro.__init__

    def noted(self: Macro, environment: object, func: object, name: str, *more: object) -> None:
        made.append(name)
        begin(self, environment, func, name, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Macro, "__init__", noted)
    macros = "{% macro a() %}a{% endmacro %}{% macro b() %}{{ a() }}{{ view.url }}{% endmacro %}"
    page = '{% import "_m.html" as m with context %}{{ m.b() }}'
    assert pages(tmp_path, page, macros, "/a/", "/b/", "/c/") == ["a/a/", "a/b/", "a/c/"]
    assert made == ["a", "b"]


class _Shown(Record, frozen=True):
    url: str
    body: Body


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("{{ body(view.body) }}", "{}"),
        ("<b>{{ body(view.body) }}</b>{{ view.url }}", "<b>{}</b>/2025/06/x/"),
        ("{{ body(view.body) ~ 1 }}", "{}1"),
        ("{{ body(view.body)|length }}", "{length}"),
        ("{{ body(view.body)|striptags }}", "Said — “so”."),
        ("{% set it = body(view.body) %}{{ it }}", "{}"),
        ("{% set it %}{{ body(view.body) }}{% endset %}{{ it }}", "{}"),
        ("{% filter upper %}{{ body(view.body) }}{% endfilter %}", "{upper}"),
        ("{% macro m() %}{{ body(view.body) }}{% endmacro %}{{ m() }}", "{}"),
        ("{% include '_i.html' %}", "{}"),
        ("{% import '_i.html' as i with context %}{{ (i ~ '')|safe }}", "{}"),
        ("{% extends '_p.html' %}{% block b %}1{{ super() }}{% endblock %}", "1{} 1{}"),
        ("{% extends '_p.html' %}", "{} {}"),
        ("{% set body = link %}{{ body('/t/') }}", "../../../t/"),
        ("{% autoescape false %}{{ body(view.body) }}{% endautoescape %}", "{}"),
        ("{% for n in [1, 2] %}{{ body(view.body) }}{{ body(view.body) }}{% endfor %}", "{}{}{}{}"),
    ],
)
def test_a_body_is_the_same_wherever_a_template_prints_it(tmp_path: Path, page: str, shown: str) -> None:
    """Where it is printed as it is, a page takes its bytes; elsewhere it is text."""
    parts = {
        "templates/_i.html": "{{ body(view.body) }}",
        "templates/_p.html": "{% block b %}{{ body(view.body) }}{% endblock %} {{ self.b() }}",
        "content/2025/06/x.md": "---\ntitle: X\n---\n\nSaid — “so”.\n",
    }
    theme = templates.load(site(tmp_path, {**parts, "templates/404.html": page}))
    made = theme.render(Page("/2025/06/x/", "404.html", _Shown("/2025/06/x/", Body("2025/06/x", "0" * 32)))).decode()
    html = prose.to_html("Said — “so”.\n")
    shown = shown.replace("{length}", str(len(html))).replace("{upper}", html.upper())
    assert made == shown.replace("{}", html)


def test_what_is_known_to_be_plain_is_bounded_and_never_what_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "_MOST", 3)
    compiling._PLAIN.clear()
    for text in ("a", "b", "a", "<b>", "c", "d", "e", "x" * compiling._LONG, Markup("<i>"), "<i>", "a"):
        assert compiling.shown(text) == escape(text)
        assert len(compiling._PLAIN) <= 3
    assert {"d", "e", "a"} >= compiling._PLAIN > set()
