"""The archive's own words: every sentence in every language, dates and counts by CLDR, and a whole site in Arabic."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import html5lib
import pytest
from babel import Locale
from babel.lists import format_list
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st
from sites import archive, build, edit, story

from backfile import config, dates, language, pipeline, seeds, templates
from backfile.config import Settings, Site
from backfile.language import cldr, extract, tags
from backfile.language.tags import known
from backfile.model import Page, Related, Seed, Sidecar
from backfile.plan import wording
from backfile.templates import sources
from backfile.views import RedirectView

ARABIC = language.load("ar")
ENGLISH = language.load("en")
CATALOGUES = sorted(tags.CATALOGUES.glob("*.po"))
PLACE = re.compile(r"%\(\w+\)s|%%")
MARKUP = re.compile(r"<[^>]*>")
ARABIC_LETTER = re.compile("[\u0621-\u064a]")


def read(file: Path) -> list[Message]:
    with file.open("rb") as stream:
        return [message for message in read_po(stream, abort_invalid=True) if message.id]


def forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


# ---------------------------------------------------------------- catalogues


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_a_catalogue_holds_every_sentence_and_no_other(file: Path) -> None:
    held = read(file)
    assert {message.id for message in held} == {message.id for message in extract.messages() if message.id}
    assert [message.id for message in held if message.fuzzy or not all(forms(message.string))] == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_a_translation_keeps_what_is_filled_in_and_all_markup(file: Path) -> None:
    for message in read(file):
        own = forms(message.id)[-1]
        for form in forms(message.string):
            # The forms for none, one and two may say their number in words, and then nothing of it is bold.
            few = message.pluralizable and "%(num)s" not in form and "%(n)s" not in form
            loose = {"%(num)s", "%(n)s"} if few else set()
            assert set(PLACE.findall(own)) - loose == set(PLACE.findall(form)), message.id
            if not few:
                assert sorted(MARKUP.findall(own)) == sorted(MARKUP.findall(form)), message.id
            assert '"' not in MARKUP.sub("", form), message.id  # it may stand in an attribute


def test_arabic_is_written_in_arabic_with_a_plural_for_every_form() -> None:
    for message in read(tags.CATALOGUES / "ar.po"):
        assert all(ARABIC_LETTER.search(form) for form in forms(message.string)), message.id
        assert len(forms(message.string)) == (6 if message.pluralizable else 1)
    rule = Locale("ar").plural_form
    names = ("zero", "one", "two", "few", "many", "other")
    for number in range(250):
        form = ARABIC.form("%(num)s article", "%(num)s articles", number)
        held = next(m for m in read_once() if m.id == ("%(num)s article", "%(num)s articles"))
        assert form == held.string[names.index(rule(number))]


def read_once(held: list[Message] = []) -> list[Message]:  # noqa: B006
    held[:] = held or read(tags.CATALOGUES / "ar.po")
    return held


def test_what_templates_print_is_translated_or_no_word() -> None:
    """Text between tags, and attributes that people read: no letter stands there outside `_()` and its kin."""
    for file in sorted((extract.ROOT / "templates").glob("*.html")):
        bare = file.read_text("utf-8")
        for part in (
            r"\{#.*?#\}",
            r"\{% block mast_class %\}.*?endblock %\}",
            r"\{% *trans.*?endtrans *%\}",
            r"<(script|code)\b.*?</\1>",
            r"\{[{%].*?[%}]\}",
        ):
            bare = re.sub(part, " ", bare, flags=re.DOTALL)
        bare = re.sub(r"<!doctype html>|\b(?:lang|dir)=", "", bare)
        read_aloud = re.findall(r'\b(?:aria-label|title|placeholder|alt|abbr)="([^"]*)"', bare)
        said = MARKUP.sub(" ", bare).replace("SHA-256", "").replace("ab3311e6f0b6-1", "")
        assert not re.findall(r"[A-Za-z]{2,}", " ".join([said, *read_aloud])), file.name


def test_the_command_for_translators_begins_a_catalogue_and_keeps_a_finished_one(tmp_path: Path) -> None:
    begun = tmp_path / "ja.po"
    assert len(extract.update(begun)) == sum(1 for message in extract.messages() if message.id)
    assert "Plural-Forms: nplurals=1;" in begun.read_text("utf-8")
    done = tmp_path / "ar.po"
    done.write_bytes((tags.CATALOGUES / "ar.po").read_bytes())
    assert extract.update(done) == []
    assert {m.id: m.string for m in read(done)} == {m.id: m.string for m in read(tags.CATALOGUES / "ar.po")}
    assert (
        done.read_text("utf-8").partition("\n\n")[0]
        == (tags.CATALOGUES / "ar.po").read_text("utf-8").partition("\n\n")[0]
    )


# ---------------------------------------------------------------- tags


@pytest.mark.parametrize(
    ("tag", "spoken", "direction"),
    [
        ("en", "en", "ltr"),
        ("en-GB", "en-GB", "ltr"),
        ("ar-EG", "ar-EG", "rtl"),
        ("AR", "AR", "rtl"),
        ("fr", "en", "ltr"),
        ("fa", "en", "rtl"),
        ("ku-Arab", "en", "rtl"),
        ("ar-Latn", "ar-Latn", "ltr"),
        ("az", "en", "ltr"),
    ],
)
def test_a_tag_is_spoken_if_there_is_a_catalogue(tag: str, spoken: str, direction: str) -> None:
    assert (language.spoken(tag), language.direction(tag)) == (spoken, direction)


@given(st.from_regex(r"(en|ar)(-[A-Za-z0-9]{1,8}){0,3}", fullmatch=True))
def test_any_tag_of_a_language_that_is_spoken_speaks(tag: str) -> None:
    own = language.load(tag)
    assert own.calendar((2025, 6, 23))
    assert own.number(1204)


def test_a_language_without_a_catalogue_stays_english_and_says_so(tmp_path: Path) -> None:
    site = archive(tmp_path, {"2025/06/x": story("Ferry returns", "It came back.", published="2025-06-21")}, lang="fr")
    (warning,) = language.problems(site)
    assert warning.message == "no catalogue for “fr”: the interface stays English"
    assert warning in pipeline.build(site, lambda what, done: None, lambda stale: None).warnings
    page = (site.output / "index.html").read_text("utf-8")
    assert '<html lang="en" dir="ltr">' in page
    assert "Front page" in page
    assert language.problems(Site(tmp_path, Settings(lang="ar-EG"))) == ()


def test_a_setting_that_is_no_tag_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.backfile]\nlang = "Arabic please"\n')
    (problem,) = config.read(tmp_path)[1]
    assert "lang" in problem.message
    (tmp_path / "pyproject.toml").write_text('[tool.backfile]\nlang = "ar-u-nu-arab"\n')
    assert config.read(tmp_path)[1] == []


# ---------------------------------------------------------------- dates, numbers, lists

DATES = [
    ("2025-06-23", "23 يونيو 2025", "٢٣ يونيو ٢٠٢٥"),
    ("2025-06", "يونيو 2025", "يونيو ٢٠٢٥"),
    ("2025-06-22/2025-06-23", "22–23 يونيو 2025", "٢٢–٢٣ يونيو ٢٠٢٥"),
    ("2025-06-22/2025-07-03", "22 يونيو – 3 يوليو 2025", "٢٢ يونيو – ٣ يوليو ٢٠٢٥"),
    ("2024/2025", "2024–2025", "٢٠٢٤–٢٠٢٥"),
    ("../2025-06-23", "بحلول 23 يونيو 2025", "بحلول ٢٣ يونيو ٢٠٢٥"),
    ("2025-06~", "نحو يونيو 2025", "نحو يونيو ٢٠٢٥"),
    ("2025-22", "صيف 2025", "صيف ٢٠٢٥"),
    ("202X", "عقد 2020", "عقد ٢٠٢٠"),
    ("-0043", "44 ق.م", "٤٤ ق.م"),
    ("2025-06-23T13:00/2025-06-23T23:59", "23 يونيو 2025، 13:00–23:59", "٢٣ يونيو ٢٠٢٥، ١٣:٠٠–٢٣:٥٩"),
]


@pytest.mark.parametrize(("edtf", "arabic", "egyptian"), DATES)
def test_dates_in_arabic(edtf: str, arabic: str, egyptian: str) -> None:
    assert (dates.words(edtf, "ar"), dates.words(edtf, "ar-EG")) == (arabic, egyptian)


def test_english_is_the_worlds_unless_a_region_is_named() -> None:
    said = {tag: dates.words("2025-06-23", tag) for tag in ("en", "en-GB", "en-US", "fr")}
    assert said == {"en": "23 June 2025", "en-GB": "23 June 2025", "en-US": "June 23, 2025", "fr": "23 June 2025"}
    assert language.load("en").list(["Kursk", "Russia", "Oman"]) == "Kursk, Russia and Oman"
    assert language.load("en-US").list(["Kursk", "Russia", "Oman"]) == "Kursk, Russia, and Oman"


EDTF = st.dates().map(str) | st.tuples(st.dates(), st.dates()).map(lambda pair: "/".join(map(str, sorted(pair))))


@given(EDTF, st.sampled_from(["ar", "ar-EG", "en-US"]))
def test_every_date_has_words_that_tell_it_whole(edtf: str, tag: str) -> None:
    said = dates.words(edtf, tag).translate({0x0660 + n: str(n) for n in range(10)})
    for day in edtf.split("/"):
        assert {str(int(day[:4])), str(int(day[8:]))} <= set(re.findall(r"\d+", said))


def test_numbers_weeks_and_plurals_by_region() -> None:
    egypt = language.load("ar-EG")
    assert (ARABIC.number(1204), egypt.number(1204), ENGLISH.number(1204)) == ("1,204", "١٬٢٠٤", "1,204")
    assert language.load("ar-u-nu-arab").digits("2025") == "٢٠٢٥"
    assert language.load("ar-EG-u-nu-latn").digits("2025") == "2025"
    assert (egypt.weekdays[0][0], ENGLISH.weekdays[0][0]) == ("السبت", "Monday")
    assert language.load("en-US").weekdays[0] == ("Sunday", "S")
    assert [name for name, _ in ARABIC.plurals] == ["one", "two", "few", "many", "other"]
    assert (ENGLISH.language_name("pt-BR"), ENGLISH.language_name("tlh")) == ("Portuguese", "Klingon")
    assert (ARABIC.language_name("en"), ARABIC.language_name("qqq")) == ("الإنجليزية", "qqq")


def test_why_articles_are_related_is_said_in_the_archives_language() -> None:
    related = Related(0, ("Kursk", "عمان"), ("War",))
    assert wording.reason(related, ENGLISH) == "both name Kursk and \u2068عمان\u2069, both on War"
    assert wording.reason(related, ARABIC) == "كلاهما يذكر \u2068Kursk\u2069 وعمان، وكلاهما عن \u2068War\u2069"
    assert wording.reason(Related(0, ("Oman",), word="tax"), ENGLISH) == "both name Oman, “tax” in both titles"


def test_how_a_date_is_known_is_said_in_the_archives_language() -> None:
    text = "Ferry returns\nHarbour News\n2 hours ago\nIt came back on its own.\n"
    seed = Seed("a.txt", "0" * 64, "utf-8", text, Sidecar(captured="2025-06-23", published="2025-06-22"))
    (arabic,), (english,) = (seeds.divide(seed, lang).articles[:1] for lang in ("ar", "en"))
    assert arabic.published == english.published
    assert english.published_basis == "The sidecar of the capture gives this date."
    assert arabic.published_basis == "هذا التاريخ مذكور في الملف المرافق للنص الملتقط."


# ---------------------------------------------------------------- templates


def rendered(root: Path, template: str, lang: str = "ar") -> str:
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates/own.html").write_text(template, "utf-8")
    theme = templates.load(Site(root, Settings(lang=lang)))
    return theme.render(Page("/x/", "own.html", RedirectView("/x/", "/y/", "a <b> & %(c)s\x00"))).decode()


def test_sentences_in_templates(tmp_path: Path) -> None:
    assert rendered(tmp_path, '{{ _("Front page") }}') == "الصفحة الأولى"
    trans = "{% trans date=view.title %}\n  first <b>{{ date }}</b>\n{% endtrans %}"
    assert rendered(tmp_path, trans) == "أقدمها <b>a &lt;b&gt; &amp; %(c)s\ufffd</b>"
    counted = '{{ ngettext("%(num)s article", "%(num)s articles", 3) }}'
    assert rendered(tmp_path, counted) == "3 مقالات"
    assert rendered(tmp_path, counted, "ar-EG") == "٣ مقالات"
    assert rendered(tmp_path, '{{ _("Not ours: 100%%") if true else _("x") }}') == "Not ours: 100%"
    assert rendered(tmp_path, '{% set x = "Tags" %}{{ _(x) }}') == "الوسوم"
    filled = '{% set x = _("first <b>%(date)s</b>", date=view.title) %}{{ x }}'
    assert rendered(tmp_path, filled) == "أقدمها <b>a &lt;b&gt; &amp; %(c)s\ufffd</b>"


def test_quotations_keep_their_own_direction(tmp_path: Path) -> None:
    assert rendered(tmp_path, '{{ "تذكر «2 <i> ago»."|quotations }}') == "تذكر «<bdi>2 &lt;i&gt; ago</bdi>»."


# ---------------------------------------------------------------- a whole site

TITLE = "الميناء يفتح أبوابه"
SITE = {
    "2025/06/a": story(
        TITLE,
        "قال المتحدث إن العمل بدأ.",
        "وأضاف أن العمل مستمر.",
        lang="ar",
        published="2025-06-21",
        source="صحيفة الميناء",
        tags=["الموانئ", "عمان"],
    ),
    "2025/06/b": story(
        TITLE + " غدًا", "نص.", lang="ar", published="2025-06~", agency="وكالة", tags=["الموانئ", "عمان"], complete=False
    ),
    "2025/06/c": story(TITLE + " اليوم", "نص.", captured="2025-06-23T13:00/2025-06-23T23:59", tags=["عمان"]),
    "undated/d": story("بلا موعد", "نص.", relative="منذ ساعتين", rights="الحقوق محفوظة", url="https://example.org/a"),
}
# What an Arabic page may still write in Latin letters: names of formats, styles and languages of machines.
FOREIGN = re.compile(
    r"\b(?:Atom|JSON Lines|JSON|CSV|BibTeX|RIS|CSL-JSON|CSL|SHA-256|Chicago|MLA|APA|JavaScript|Markdown|seeds)\b"
)


def visible(html: str) -> str:
    """What a page says to those who see or hear it, citations and code left out."""
    page = html5lib.HTMLParser().parse(html)
    said = []

    def walk(element: object) -> None:
        tag = str(element.tag).rpartition("}")[2]  # type: ignore[attr-defined]
        given = element.attrib  # type: ignore[attr-defined]
        if (
            tag in ("script", "pre", "code", "template")
            or given.get("lang") == "en"
            or "hash" in given.get("class", "")
        ):
            said.append(element.tail or "")  # type: ignore[attr-defined]
            return
        said.extend(given.get(name, "") for name in ("aria-label", "title", "placeholder", "abbr", "data-theme-toggle"))
        if tag == "meta" and given.get("name") == "description":
            said.append(given.get("content", ""))
        said.append(element.text or "")  # type: ignore[attr-defined]
        for child in element:  # type: ignore[attr-defined]
            walk(child)
        said.append(element.tail or "")  # type: ignore[attr-defined]

    walk(page)
    return " ".join(" ".join(said).split())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = archive(
        tmp_path_factory.mktemp("arabic"), SITE, lang="ar", title="أرشيف", tagline="أخبار", rights="ح", search=True
    )
    build(made)
    return made


def test_an_arabic_site_says_nothing_in_english(site: Site) -> None:
    pages = sorted(site.output.rglob("*.html"))
    assert len(pages) > 12
    for file in pages:
        said = FOREIGN.sub("", visible(file.read_text("utf-8")))
        assert re.findall(r"[A-Za-z]{2,}", said) == [], file
        assert '<html lang="ar" dir="rtl">' in file.read_text("utf-8")


def test_an_arabic_site_says_it_in_arabic(site: Site) -> None:
    article = (site.output / "2025/06/a/index.html").read_text("utf-8")
    assert 'aria-label="الفقرة 2"' in article
    assert '<time class="dt-published" datetime="2025-06-21">21 يونيو 2025</time>' in article
    assert "كلاهما يذكر الموانئ وعمان" in unescape(article)
    assert "نحو يونيو 2025" in (site.output / "2025/06/b/index.html").read_text("utf-8")
    undated = (site.output / "undated/d/index.html").read_text("utf-8")
    assert "د.ت" in undated
    assert "ورد في الصفحة: «<bdi>منذ ساعتين</bdi>»" in undated
    month = (site.output / "2025/06/index.html").read_text("utf-8")
    assert "<title>يونيو 2025 — أرشيف</title>" in month
    assert "التُقطت في يونيو 2025" in month
    assert "<b>مقالان</b>" in month
    assert 'xml:lang="ar"' in (site.output / "feed.xml").read_text("utf-8")


def test_in_egypt_every_figure_is_arabic(tmp_path: Path) -> None:
    site = archive(tmp_path, SITE, lang="ar-EG", title="أرشيف", tagline="أخبار", rights="ح")
    build(site)
    for file in sorted(site.output.rglob("*.html")):
        html = file.read_text("utf-8")
        assert 'data-numerals="arab"' in html
        assert re.findall(r"[0-9]+", FOREIGN.sub("", visible(html))) == [], file
    article = (site.output / "2025/06/a/index.html").read_text("utf-8")
    assert 'datetime="2025-06-21">٢١ يونيو ٢٠٢٥</time>' in article


def test_another_language_or_wording_makes_every_page_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english = templates.load(Site(tmp_path, Settings())).digest("list.html")
    assert templates.load(Site(tmp_path, Settings(lang="ar"))).digest("list.html") != english
    monkeypatch.setattr(sources, "engine", lambda: "of another ar.po")
    assert templates.load(Site(tmp_path, Settings())).digest("list.html") != english


def test_a_build_that_finds_little_to_do_asks_nothing_of_babel(site: Site) -> None:
    long_ago = 1_700_000_000
    for file in (*site.root.rglob("*"), site.root):
        if ".backfile" not in file.parts and "public" not in file.parts:
            os.utime(file, (long_ago, long_ago))
    build(site)
    assert not asks_babel(site)
    english = archive(site.root.parent / "english", {"2025/06/x": story("Ferry", "It came back.", published="2025-06")})
    build(english)
    edit(english, "2025/06/x", "It came", "It came twelve hundred times")
    assert not asks_babel(english)


def asks_babel(site: Site) -> bool:
    """Whether a build does, that must end well."""
    code = "import sys\nfrom backfile import cli\ncli.main(sys.argv[1:])\nprint('babel' in sys.modules)"
    command = [sys.executable, "-c", code, "--site", str(site.root), "build", "--quiet"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1] == "True"


def test_what_is_kept_of_cldr_is_what_babel_has() -> None:
    assert cldr.FILE.read_bytes() == cldr.written(known())


@given(st.integers(-10, 10**10), st.sampled_from(["en", "ar", "ar-EG", "en-IN", "en-US", "ar-u-nu-arab"]))
def test_numbers_are_written_as_babel_does(number: int, tag: str) -> None:
    spoken = language.load(tag)
    babels = format_decimal(number, locale=cldr.locale(tag), numbering_system=spoken.system)
    assert spoken.number(number) == spoken.digits(babels)


@given(st.lists(st.text(max_size=5), max_size=6), st.sampled_from(["en", "ar", "en-US", "ar-EG"]))
def test_lists_are_written_as_babel_does(items: list[str], tag: str) -> None:
    assert language.load(tag).list(items) == format_list(items, locale=cldr.locale(tag))
