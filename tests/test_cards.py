"""Social cards: what stands on them, that it fits, and when they are drawn, kept, named and left out."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image
from sites import ROOT, archive, build, configure, edit, pages, run, story, tree, write

from backfile import cards
from backfile.cards import Card
from backfile.cards.card import clean, letters
from backfile.cards.drawing import _apart
from backfile.cards.fitting import STEPS, fit
from backfile.config import Settings, Site

CARD = Card("/x/card.png", "Dam gives way", ("Valley Post", "17 June 2025"), "The Harbour Archive")
URL = "https://example.org/a/"


def drawn(card: Card) -> bytes:
    return cards.png(card, Path("/nowhere/to/be/written"))


def image(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How much of a part of the picture is dark, in pixels."""
    return sum(picture.convert("L").crop(box).histogram()[:128])


# ---------------------------------------------------------------- drawing


def test_a_card_is_a_small_png_of_the_size_that_is_asked_for() -> None:
    png = drawn(CARD)
    picture = image(png)
    assert (picture.format, picture.size) == ("PNG", (cards.WIDTH, cards.HEIGHT)) == ("PNG", (1200, 630))
    assert len(png) < 60_000
    assert not picture.info.keys() & {"date", "Software", "Creation Time"}
    assert picture.convert("RGB").getpixel((4, 4)) == (0xFA, 0xFA, 0xF7)


def test_the_same_card_gives_the_same_bytes_in_any_process() -> None:
    program = "import sys; from pathlib import Path; from backfile import cards\n"
    program += f"sys.stdout.write(cards.png(cards.{CARD!r}, Path('/nowhere/at/all')).hex())"
    for seed in ("1", "2"):
        script = Path("-c")
        assert run(script, program, PYTHONHASHSEED=seed, TZ="Asia/Tokyo").stdout == drawn(CARD).hex()


@pytest.mark.parametrize("field", ["headline", "above", "below", "rtl"])
def test_every_part_of_a_card_is_drawn(field: str) -> None:
    other = {"headline": "Dam holds", "above": ("Valley Post",), "below": "Another", "rtl": True}[field]
    assert drawn(replace(CARD, **{field: other})) != drawn(CARD)
    assert drawn(replace(CARD, url="/elsewhere.png")) == drawn(CARD)


@pytest.mark.parametrize(
    "headline",
    [
        "A",
        "Dam gives way",
        "Oman to tax the income of those who earn the most, a first among the states of the Gulf, from next year",
        "word " * 300,
        "W" * 400,
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "انهيار السد يهدد المدينة " * 20,
        "انهيار السد “Vision 2030” يهدد المدينة",
        "مُحَمَّدٌ " * 40,
    ],
)
def test_whatever_the_headline_it_keeps_to_its_field(headline: str) -> None:
    card = replace(CARD, headline=headline, above=("Valley Post " * 30,), below="The Harbour Archive " * 9)
    for rtl in (False, True):
        picture = image(drawn(replace(card, rtl=rtl)))
        assert ink(picture, (72, 150, 1128, 520)), "the headline"
        for empty in ((0, 0, 1200, 60), (0, 0, 66, 630), (1136, 0, 1200, 630), (0, 600, 1200, 630)):
            assert not ink(picture, empty), empty


def test_arabic_is_joined_and_stands_from_right_to_left() -> None:
    assert cards.shaping(), "the wheels of Pillow have Raqm"
    one = image(drawn(Card("/x", "سد", rtl=True)))
    assert ink(one, (700, 150, 1128, 520))
    assert not ink(one, (72, 150, 700, 520))
    apart = image(drawn(Card("/x", "س\u200cد", rtl=True)))
    assert ink(apart, (0, 0, 1200, 630)) != ink(one, (0, 0, 1200, 630)), "a non-joiner parts its letters"


def test_a_date_in_figures_is_not_torn_apart_beside_an_arabic_name() -> None:
    assert _apart(["وكالة", "[17 June 2025]"]) == "\u2068وكالة\u2069 · \u2068[17 June 2025]\u2069"
    assert _apart(["Valley Post", "17 June 2025"]) == "Valley Post · 17 June 2025"


# ---------------------------------------------------------------- which texts


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("Łódź, São Paulo & Qaṭar"[:17], True),
        ("“It’s” – 5 % … €3 №"[:15], True),
        ("انهيار السد، ١٢٣ ٪", True),
        ("Fire 🔥 in Oslo", True),
        ("A\u202eB\u0000C", True),
        ("e\u0301te", True),
        ("東京", False),
        ("Москва", False),
        ("", False),
        ("🔥", False),
    ],
)
def test_only_what_the_fonts_can_write_is_drawn(text: str, can: bool) -> None:
    assert cards.drawable(Card("/x", text)) is can
    assert cards.drawable(Card("/x", "A", below=text)) is (can or not clean(text))
    assert cards.drawable(Card("/x", "A", (text,))) is (can or not clean(text))


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_a_cleaned_text_is_one_line_and_clean_already(text: str) -> None:
    made = clean(text)
    assert clean(made) == made
    assert not set(made) & {"\n", "\t", "\u202e", "\u2028"}


@given(st.text(alphabet=sorted(letters("serif")), min_size=1, max_size=60))
@settings(max_examples=25, deadline=None)
def test_whatever_can_be_drawn_is(text: str) -> None:
    card = Card("/x", f"A {text}", (text,), text, rtl=cards.arabic(text))
    assert cards.drawable(card)
    assert image(drawn(card)).size == (1200, 630)


# ---------------------------------------------------------------- setting


def measure(text: str) -> float:
    return 50.0 * len(text)


@given(
    st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=30), min_size=1, max_size=60),
    st.integers(300, 1200),
    st.integers(60, 400),
)
@settings(max_examples=200, deadline=None)
def test_a_headline_fits_its_field(words: list[str], width: int, height: int) -> None:
    fitted = fit(words, measure, width, height, 1.1)
    assert fitted.size in STEPS
    assert all(measure(line) * fitted.size / 100 <= width + 0.01 for line in fitted.lines)
    assert len(fitted.lines) * fitted.size * 1.1 <= max(height, STEPS[-1] * 1.1)
    said, meant = "".join(fitted.lines).replace(" ", ""), "".join(words)
    assert said == meant or (said.endswith("…") and meant.startswith(said[:-1]))


def test_the_largest_step_is_taken_and_lines_are_even() -> None:
    assert fit(["Dam"], measure, 1056, 350, 1.07).size == STEPS[0]
    fitted = fit(["aaaa", "bbbb", "cccc", "d", "eeee"], measure, 1056, 350, 1.07)
    assert fitted.lines == ("aaaa bbbb", "cccc d eeee"), "not all that fits above and one word below"


# ---------------------------------------------------------------- kept


def test_a_drawn_card_is_kept_until_it_would_be_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cards.png(CARD, tmp_path)
    (file,) = tmp_path.iterdir()
    monkeypatch.setattr("backfile.cards.drawing.draw", lambda card: pytest.fail("was drawn again"))
    assert cards.png(CARD, tmp_path) == first
    monkeypatch.setattr("backfile.cards.drawing.draw", lambda card: b"new IEND\xaeB`\x82")
    assert cards.png(replace(CARD, headline="Dam holds"), tmp_path) == b"new IEND\xaeB`\x82"
    assert list(tmp_path.iterdir()) == [file], "one file a card, however often it changes"
    monkeypatch.setattr("backfile.cards.kept.engine", lambda: "another Pillow")
    monkeypatch.setattr("backfile.cards.drawing.draw", lambda card: b"newer IEND\xaeB`\x82")
    assert cards.png(replace(CARD, headline="Dam holds"), tmp_path) == b"newer IEND\xaeB`\x82"


def test_what_is_kept_may_be_damaged_or_out_of_reach(tmp_path: Path) -> None:
    good = cards.png(CARD, tmp_path / "deep" / "cards")
    (file,) = (tmp_path / "deep" / "cards").iterdir()
    for bad in (b"", file.read_bytes()[:-1], b"x" * 100, file.read_bytes()[16:]):
        file.write_bytes(bad)
        assert cards.png(CARD, tmp_path / "deep" / "cards") == good
    (tmp_path / "file").write_text("no folder")
    assert cards.png(CARD, tmp_path / "file") == good


# ---------------------------------------------------------------- whole sites

ARTICLES = {
    "2025/06/dam": story(
        "Dam gives way", "It broke.", id="a-1", source="Valley Post", published="2025-06-17", lang="en"
    ),
    "2025/06/sadd": story("انهيار السد", "انهار.", id="a-2", agency="وكالة", captured="2025-06-20", lang="ar"),
    "undated/tokyo": story("東京の橋", "橋。", id="a-3", lang="ja"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = archive(tmp_path_factory.mktemp("cards") / "site", ARTICLES, url=URL, article_cards=True)
    build(made)
    return made


@pytest.fixture
def site(built: Site, tmp_path: Path) -> Site:
    return Site(shutil.copytree(built.root, tmp_path / "site"), built.settings)


def metas(site: Site, path: str) -> dict[str, str]:
    tree = pages(site)[path].tree
    return {str(meta.get("property") or meta.get("name")): str(meta.get("content")) for meta in tree.xpath("//meta")}


def test_pages_name_their_card_by_its_address(built: Site) -> None:
    own = metas(built, "2025/06/dam/index.html")
    assert own["og:image"] == f"{URL}2025/06/dam/card.png"
    assert (own["og:image:width"], own["og:image:height"], own["og:image:type"]) == ("1200", "630", "image/png")
    assert own["og:image:alt"].startswith("Dam gives way — Valley Post")
    assert own["twitter:card"] == "summary_large_image"
    assert metas(built, "2025/06/sadd/index.html")["og:image"] == f"{URL}2025/06/sadd/card.png"
    assert metas(built, "undated/tokyo/index.html")["og:image"] == f"{URL}card.png", "the fonts cannot write it"
    assert metas(built, "tags/index.html")["og:image"] == f"{URL}card.png"
    files = tree(built)
    assert {path for path in files if path.endswith("card.png")} == {
        *("card.png", "2025/06/dam/card.png", "2025/06/sadd/card.png")
    }
    for path, content in files.items():
        if path.endswith("card.png"):
            assert image(content).size == (1200, 630)


def test_an_article_card_shows_the_source_and_no_date_that_is_not_known(built: Site) -> None:
    files = tree(built)
    title = built.settings.title
    assert files["2025/06/dam/card.png"] == drawn(Card("", "Dam gives way", ("Valley Post", "17 June 2025"), title))
    assert files["2025/06/sadd/card.png"] == drawn(Card("", "انهيار السد", ("وكالة",), title, rtl=True))
    assert files["card.png"] == drawn(Card("", title, (), built.settings.tagline))


def test_without_an_address_pages_name_no_card_and_by_default_articles_have_none(tmp_path: Path) -> None:
    plain = archive(tmp_path, {"2025/06/dam": ARTICLES["2025/06/dam"]})
    build(plain)
    assert "og:image" not in metas(plain, "2025/06/dam/index.html")
    assert [path for path in tree(plain) if path.endswith("card.png")] == ["card.png"]


def test_what_a_card_does_not_show_leaves_it_alone(site: Site) -> None:
    edit(site, "2025/06/dam", "It broke.", "It broke on Monday.")
    assert not [url for url in build(site).rendered if url.endswith("card.png")]
    write(site.content / "2025/06/more.md", story("More", "More.", id="a-4", published="2025-06-19", lang="en"))
    built = build(site).rendered
    assert [url for url in built if url.endswith("card.png")] == ["/2025/06/more/card.png"], "no count is on a card"
    edit(site, "2025/06/dam", "Dam gives way", "Dam holds")
    built = build(site).rendered
    assert built["/2025/06/dam/card.png"] == "what it shows changed: headline"
    assert "/card.png" not in built
    assert build(site).rendered == {}


def test_cards_of_articles_come_and_go_with_their_setting(site: Site) -> None:
    before = tree(site)
    configure(site.root, url=URL)
    assert set(build(site).removed) == {"2025/06/dam/card.png", "2025/06/sadd/card.png"}
    assert metas(site, "2025/06/dam/index.html")["og:image"] == f"{URL}card.png"
    configure(site.root, url=URL, article_cards=True)
    build(site)
    assert tree(site) == before


def test_kept_cards_spare_the_drawing_when_everything_is_built_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(site)
    monkeypatch.setattr("backfile.cards.drawing.draw", lambda card: pytest.fail(f"{card.url} was drawn again"))
    assert build(site, fresh=True).written == 0
    assert tree(site) == before


def test_a_card_of_ones_own_stands_before_the_drawn_one(site: Site) -> None:
    write(site.root / "static" / "card.png", "mine")
    write(site.root / "static" / "site.webmanifest", "{}")
    build(site)
    assert (tree(site)["card.png"], tree(site)["site.webmanifest"]) == (b"mine", b"{}")
    assert metas(site, "tags/index.html")["og:image"] == f"{URL}card.png"


def test_without_pillow_a_site_is_built_without_cards(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backfile.cards.card._pillow", str)
    cards.engine.cache_clear()
    try:
        assert not cards.available()
        told = cards.missing(site.settings)
        assert told.count("\n") == 0
        assert "Pillow is not installed: pip install" in told
        build(site)
        assert not [path for path in tree(site) if path.endswith("card.png")]
        assert "og:image" not in metas(site, "2025/06/dam/index.html")
    finally:
        cards.engine.cache_clear()


def test_what_keeps_a_card_from_being_drawn_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cards.missing(Settings()) == ""
    assert "static/card.png" in cards.missing(Settings(title="東京"))
    arabic = Settings(title="أرشيف", tagline="أخبار", lang="ar")
    assert cards.missing(arabic) == ""
    monkeypatch.setattr("backfile.cards.card.shaping", lambda: False)
    monkeypatch.setattr("backfile.cards.site.shaping", lambda: False)
    assert "Raqm" in cards.missing(arabic)
    assert "Raqm" in cards.missing(Settings(article_cards=True))
    assert cards.missing(Settings()) == ""


# ---------------------------------------------------------------- manifest and icons


def test_the_manifest_names_the_archive_and_icons_that_are_there(built: Site) -> None:
    files = tree(built)
    manifest = json.loads(files["site.webmanifest"])
    assert (manifest["name"], manifest["lang"], manifest["dir"]) == (built.settings.title, "en", "ltr")
    assert (manifest["start_url"], manifest["scope"]) == ("./", "./")
    assert all(icon["src"] in files for icon in manifest["icons"])
    links = {(e.get("rel"), e.get("href")) for e in pages(built)["tags/index.html"].tree.xpath("//link")}
    assert {("manifest", "../site.webmanifest"), ("apple-touch-icon", "../apple-touch-icon.png")} <= links
    assert ("icon", "../favicon.ico") in links
    assert image(files["apple-touch-icon.png"]).size == (180, 180)
    assert image(files["favicon.ico"]).size == (32, 32)


def test_the_fonts_are_small_and_come_with_their_licence() -> None:
    folder = ROOT / "backfile" / "cards" / "fonts"
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 300_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text("utf-8")
