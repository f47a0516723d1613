from hypothesis import given
from hypothesis import strategies as st

from backfile import urls


def test_signs_are_spelt_out() -> None:
    assert urls.slug("C#, C++ & co", "x") == "c-sharp-c-plus-plus-and-co"


def test_an_empty_slug_becomes_the_fallback() -> None:
    assert urls.slug("…", "ab12-1") == "ab12-1"


def test_what_nobody_sees_parts_no_word_and_what_ends_a_line_does() -> None:
    assert urls.slug("Ti\u200btle so\u00adft \u202ex", "id") == "title-soft-x"
    assert urls.slug("One\x85two\u2028three\tfour", "id") == "one-two-three-four"


def test_scripts_are_transliterated_unless_kept() -> None:
    assert urls.slug("Київ", "x").isascii()
    assert urls.slug("Київ", "x", keep_scripts=True) == "київ"


def test_a_long_headline_is_cut_at_a_word() -> None:
    assert urls.slug("word " * 40, "x") == "-".join(["word"] * 16)


def test_windows_devices_are_no_slugs() -> None:
    assert urls.slug("Aux", "x") == "aux-x"


@given(st.text(), st.booleans())
def test_a_slug_is_one_short_safe_segment(text: str, keep: bool) -> None:
    slug = urls.slug(text, "fallback", keep_scripts=keep)
    assert 0 < len(slug.encode()) <= urls.SLUG_BYTES + 2
    assert not set(slug) & set("/\\.?#%&: \t\n\x00")
    assert not slug.startswith("-")
    assert not slug.endswith("-")


def test_links_are_relative_and_quoted_once() -> None:
    assert urls.link("/tags/x/", "/2025/06/y/") == "../../2025/06/y/"
    assert urls.link("/", "/tags/") == "./tags/"
    assert urls.link("/a/", "/б%/#p1") == "../%D0%B1%25/#p1"
    assert urls.link("/a/", "/b/", offline=True) == "../b/index.html"


def test_where_a_url_is_written() -> None:
    assert urls.output("/") == "index.html"
    assert urls.output("/tags/x/") == "tags/x/index.html"
    assert urls.output("/feed.xml") == "feed.xml"
