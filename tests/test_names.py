"""Names found in one article: spans, kinds, one form for many spellings."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.knowledge import names
from backfile.model import Name


def found(*paragraphs: str, title: str = "", lang: str = "en") -> dict[str, Name]:
    return {n.name: n for n in names.find(title, paragraphs, lang=lang)}


def test_spellings_of_one_country_are_one_name() -> None:
    here = found("Talks in the U.K. stalled. The UK said so, and Britain's envoy left the United Kingdom.")
    assert list(here) == ["United Kingdom"]
    assert len(here["United Kingdom"].mentions) == 4
    assert here["United Kingdom"].kind == "place"
    assert here["United Kingdom"].qid == "Q145"


def test_adjectives_support_a_country_without_naming_it() -> None:
    iran = found("An Iranian minister met Iranians abroad.")["Iran"]
    assert iran.mentions == ()
    assert len(iran.support) == 2


def test_short_forms_lead_back_to_the_full_name() -> None:
    text = (
        "Russian Security Council Secretary Sergei Shoigu met Kim Jong Un on Tuesday. "
        "Shoigu said Kim agreed, and Mr Kim said so."
    )
    here = found(text)
    assert len(here["Sergei Shoigu"].mentions) == 2
    assert len(here["Kim Jong Un"].mentions) == 3
    assert {"Shoigu", "Kim", "Tuesday", "Secretary"}.isdisjoint(here)
    assert here["Kim Jong Un"].kind == "person"


def test_mentions_are_where_the_text_says_them() -> None:
    text = (
        "Police in Leeds said Mohammed Al-Harthi left. Al Harthi was later seen at the Bank of Uganda (BoU); "
        "BoU denied it."
    )
    here = found(text)
    said = {name: [text[m.start : m.end] for m in n.mentions] for name, n in here.items()}
    assert said["Leeds"] == ["Leeds"]
    assert said["Mohammed Al-Harthi"] == ["Mohammed Al-Harthi", "Al Harthi"]
    assert said["Bank of Uganda"] == ["Bank of Uganda", "BoU", "BoU"]
    assert here["Bank of Uganda"].kind == "organisation"


def test_hyphens_part_places_and_keep_given_names_whole() -> None:
    here = found("The Russia-Ukraine war, a US-led plan, Addis Ababa-based doctors and Park Min-seo were named.")
    assert {"Russia", "Ukraine", "United States", "Addis Ababa", "Park Min-seo"} <= set(here)


def test_bodies_keep_their_lists_and_their_of() -> None:
    here = found(
        "She works for the Ministry of Culture, Sports and Youth. "
        "He left the Institute for Marine and Polar Research in Gulf of Aqaba."
    )
    assert "Ministry of Culture, Sports and Youth" in here
    assert "Institute for Marine and Polar Research" in here
    assert here["Gulf of Aqaba"].kind == "place"


def test_places_that_are_also_names_need_context() -> None:
    here = found(
        "Georgia Lansbury won. Lansbury said Jordan Whitcombe had signed in Jordan. Reading is fun. Mobile phones rang."
    )
    assert {"Georgia Lansbury", "Jordan Whitcombe", "Jordan"} <= set(here)
    assert {"Georgia", "Reading", "Mobile"}.isdisjoint(here)
    assert "Reading" in found("Three were killed in Reading. The town of Reading mourned.")


def test_words_that_open_sentences_are_no_names() -> None:
    here = found(
        "Diplomatic efforts stalled. Meanwhile Officials waited. Residents left. When Putin spoke, Putin was late."
    )
    assert list(here) == ["Putin"]


def test_words_around_a_lone_name_tell_its_kind() -> None:
    here = found(
        "Shares in Vantara fell after Vantara recalled its ovens. Police searched houses in Kelbrin, a suburb of Oslo. "
        "The insurer, Norhaven, said so. Mr Tamsel denied it."
    )
    assert {n: here[n].kind for n in ("Vantara", "Kelbrin", "Norhaven", "Tamsel")} == {
        "Vantara": "organisation", "Kelbrin": "place", "Norhaven": "organisation", "Tamsel": "person",
    }  # fmt: skip


def test_words_of_a_full_name_tell_its_kind() -> None:
    here = found(
        "Civic Renewal won. The Lakeside Bakers and Millers met Park Min-seo at Riyam Park. Survivors of the ferry "
        "Santa Bruna were flown to Minsk airport. On Friday Health Norway said June Hathaway, 51, had sold the "
        "Silverline 4 to Minera Los Altos."
    )
    kinds = {
        "Civic Renewal": "organisation", "Lakeside Bakers and Millers": "organisation", "Park Min-seo": "person",
        "Riyam Park": "place", "Santa Bruna": "other", "Minsk airport": "place", "Health Norway": "organisation",
        "June Hathaway": "person", "Minera Los Altos": "organisation",
    }  # fmt: skip
    assert {n: here[n].kind for n in kinds} == kinds


def test_a_name_holds_its_possessives_and_its_acronyms_words() -> None:
    here = found(
        "The Seafarers' Union and Kenya's National Bank met at St Mary's Hospital. The Bank of Lunda and Rift (BLR) "
        "did not. BLR said that the Tidal Energy Board would. The TEB agreed."
    )
    assert {"Seafarers' Union", "Kenya", "National Bank", "St Mary's Hospital", "Bank of Lunda and Rift"} <= set(here)
    assert len(here["Bank of Lunda and Rift"].mentions) == 3
    assert len(here["Tidal Energy Board"].mentions) == 2


def test_a_place_that_is_somebodys_name_throughout_is_no_place() -> None:
    here = found(
        "Israel Montoya, a steward, was tired. “Nobody wants this,” Israel told us. Its president, Jackson "
        "Lincoln, spoke. Lincoln left."
    )
    assert list(here) == ["Israel Montoya", "Jackson Lincoln"]
    here = found("Jordan signed the loan on Sunday. An envoy, Jordan Whitford, was in Jordan.")
    assert {n.name: n.kind for n in here.values()} == {"Jordan": "place", "Jordan Whitford": "person"}


def test_months_and_short_surnames_begin_names_where_no_date_stands() -> None:
    here = found("Nurse April Sandford and auditor Oh Dong-hyun agreed. In April Sandford left. On Monday Oh said so.")
    assert set(here) == {"April Sandford", "Oh Dong-hyun"}
    assert len(here["Oh Dong-hyun"].mentions) == 2


def test_places_have_coordinates_and_the_largest_of_a_name() -> None:
    here = found("A ferry from Denver to Luzon, in the Philippines, crossed the Red Sea.")
    assert all(n.at is not None for n in here.values())
    lat, lon = here["Denver"].at or (0.0, 0.0)
    assert 39 < lat < 41
    assert -106 < lon < -104


def test_a_country_is_named_as_the_article_spells_it_out() -> None:
    assert list(found("Britain and the Netherlands agreed.")) == ["Britain", "Netherlands"]
    assert list(found("The UK agreed.")) == ["United Kingdom"]


def test_spanish_heads_titles_and_surnames() -> None:
    here = found(
        "El aeropuerto de Málaga cerró el viernes. Los vecinos de Robledalejo protestan. La alcaldesa, Milagros Cortés "
        "Vega, habló con la consejera de Agricultura de la Junta de Extremadura. Cortés pidió ayuda a Agrosegura.",
        lang="es",
    )
    kinds = {
        "aeropuerto de Málaga": "place", "Robledalejo": "place", "Milagros Cortés Vega": "person",
        "Junta de Extremadura": "organisation",
    }  # fmt: skip
    assert {n: here[n].kind for n in kinds} == kinds
    assert len(here["Milagros Cortés Vega"].mentions) == 2


def test_a_headline_in_capitals_lends_no_names_but_those_the_text_holds() -> None:
    here = found(
        "The fund's founder Paris Varga-Wynne was jailed in Geneva.", title="ART FUND BOSS VARGA-WYNNE JAILED IN GENEVA"
    )
    assert {m.paragraph for m in here["Geneva"].mentions} == {0, 1}
    assert set(here) == {"Paris Varga-Wynne", "Geneva"}


def test_a_datelines_agency_is_not_named() -> None:
    assert set(found("LOWER HARROW (KNS) — The ferry to Lower Harrow sank.")) == {"Lower Harrow"}


def test_arabic_places_take_their_prefixes_off() -> None:
    here = found("وصل الوفد الروسي إلى الأردن وبريطانيا ثم زار مدينة العقبة ولبنان.", lang="ar")
    assert {"Jordan", "United Kingdom", "Aqaba", "Lebanon", "Russia"} <= set(here)
    assert here["Russia"].mentions == ()


def test_arabic_people_and_bodies() -> None:
    here = found(
        "قال سعيد بن سالم الكندي إن وزارة المياه والري وقعت. وأكد المتحدث ليلى الحسني أن العمل بدأ.", lang="ar"
    )
    assert here["سعيد بن سالم الكندي"].kind == "person"
    assert here["وزارة المياه والري"].kind == "organisation"
    assert "ليلى الحسني" in here


def test_arabic_people_are_known_by_given_names_and_then_by_surname() -> None:
    here = found(
        "قال كريم الدمياطي للصحفيين إنه باع السمكة. وأضاف الدمياطي أن شرطة عمان السلطانية حضرت إلى كورنيش مطرح، "
        "وأكد مهند أبو زيد ذلك، وقال أبو زيد إن جامعة بورسعيد شاركت.",
        lang="ar",
    )
    assert {n: (x.kind, len(x.mentions)) for n, x in here.items() if x.kind != "other"} == {
        "كريم الدمياطي": ("person", 2),
        "شرطة عمان السلطانية": ("organisation", 1),
        "كورنيش مطرح": ("place", 1),
        "مهند أبو زيد": ("person", 2),
        "جامعة بورسعيد": ("organisation", 1),
    }


_PIECES = (
    "The|Bank|of|Uganda|and|Kim's|Jordan,|Jordan-led|Al-Harthi|(OAA)|—|\"|'|said|U.K.|Mr.|J.|"
    "في|الأردن|وقال|بن|إن|7|É|\n|\0"
)
_WORDS = st.sampled_from(_PIECES.split("|"))


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(_WORDS, max_size=25).map(" ".join) | st.text(max_size=80), max_size=4), st.text(max_size=40))
def test_every_span_lies_in_its_paragraph(paragraphs: list[str], title: str) -> None:
    texts = (title, *paragraphs)
    once = names.find(title, paragraphs, lang=None)
    assert once == names.find(title, paragraphs, lang=None)
    for name in once:
        assert name.name.strip()
        for m in (*name.mentions, *name.support):
            assert 0 <= m.start < m.end <= len(texts[m.paragraph])


def test_hostile_repetition_stays_linear() -> None:
    for piece in ("A and ", "Bank of ", "(((", "Aa ", "Aa-", "U.", "Xy Zz, ", "'", "بن ", "The The ", "Farmers' "):
        names.find("", [piece * (60_000 // len(piece))], lang=None)


def test_a_chain_of_hyphens_is_read_link_by_link() -> None:
    found = names.find("A headline", ("Kyiv-" * 3000 + "Kyiv fell.",))
    assert {name.name for name in found} <= {"Kyiv"}


def test_a_feast_is_nobody() -> None:
    text = "Girls wove crowns. The feast, Ivana Kupala, honours the solstice. Ivana Kupala has other forms elsewhere."
    assert not [name for name in names.find("Crowns", (text,), lang="en") if name.kind != "other"]
