"""Sentences, key points, and who, when and where: told in the text's own words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.knowledge import keypoints, moments, names, panel, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences.split(text)]


def points(title: str, body: str, lang: str = "en") -> list[tuple[int, str]]:
    paragraphs = body.split("\n\n")
    drawn = keypoints.draw(title, paragraphs, names.find(title, paragraphs, lang=lang), lang)
    return [(point.paragraph, point.text) for point in drawn]


def told(title: str, body: str, lang: str = "en") -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    paragraphs = body.split("\n\n")
    found = names.find(title, paragraphs, lang=lang)
    who, when, where = (ask(title, paragraphs, found, lang) for ask in (panel.who, panel.when, panel.where))
    return who, when, where


def phrases(text: str) -> list[str]:
    return [text[m.start : m.end] for m in moments.find(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. Frost met Dr. J. K. Lund at 6 a.m. on Monday in the U.S. Senate.",
        "Shares of Acme Corp. Chairman Bell fell 3.5 per cent to No. 7 (see fig. 3).",
        "“Why?” Lund asked.",
        "“It is over!” said the mayor.",
        "El Sr. Gómez y la Sra. Ruiz cobran 1.200 euros, pág. 3.",
        "قال د. محمد إن العمل بدأ.",
        "Am 5. Mai kam er nach Bonn.",
        "1. A great year began",
        "She called it “a gift [...] Nobody else will” and left",
        "And so on… then nothing.",
    ],
)
def test_a_sentence_stays_whole(whole: str) -> None:
    assert split(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["It closed at 7 p.m.", "The bus was late."],
        ["She moved to the U.S.", "It was 1986.", "He took vitamin C.", "The rest went."],
        ["“It bounced,” he said.", "“We know.”", "Then 20 left."],
        ["She cited a study.[1]", "It was old."],
        ["¿Por qué?", "«No sé», dijo.", "Nadie habló..."],
        ["هل انتهى؟", "لا.", "وأضاف: «نعم.»"],
    ],
)
def test_sentences_part_at_their_marks(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_a_short_line_is_a_sentence_by_itself_and_a_wrapped_one_is_not() -> None:
    wrapped = "The harbour board said on Tuesday that it would rebuild the\nMariners' Steps before winter."
    assert split(f"Friday, 3 January 2031\n{wrapped}") == ["Friday, 3 January 2031", wrapped]
    assert split("第一句。第二句！") == ["第一句。", "第二句！"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It began just after 3 a.m. on Thursday and ends in June.", ["just after 3 a.m. on Thursday", "in June"]),
        ("They may march 10 miles.", []),
        ("On 31 January 2031 she ran 1:09:30, up from 2019.", ["On 31 January 2031", "from 2019"]),
        ("Shots rang out in the early hours of May 9.", ["in the early hours of May 9"]),
        ("It rose 5 per cent last week, as Wednesday's vote neared.", ["last week", "Wednesday"]),
        ("USA Today asked why it fell by 1.25 points.", []),
        ("Das Feuer war am Dienstagabend gegen 17.30 Uhr ausgebrochen.", ["Dienstagabend", "17.30 Uhr"]),
        ("Cortó la carretera en la madrugada del domingo y abrió ayer.", ["en la madrugada del domingo", "ayer"]),
        ("وقعت الحكومة أمس الأحد في العقبة", ["أمس الأحد"]),
        ("Ils ont voté vendredi.", ["vendredi"]),
    ],
)
def test_phrases_of_time_are_found_as_printed(text: str, found: list[str]) -> None:
    assert phrases(text) == found


FLOOD = """GUWAHATI, India (Wire One) - At least nine people were killed and 14,000 forced from their homes after a \
spillway gate failed at the Kalmora dam in India's Assam state early on Thursday, officials said.

Water reached the rooftops in Borduba within forty minutes. "We heard it before we saw it," said Ranjit Borah, a picker.

It was the third such failure in the region in five years.

Chief Minister Anjali Deka ordered an inquiry and announced payments of 400,000 rupees to the families of the dead.

What went wrong? He would not say. The hoist had been due for replacement in June, and the stores were shut."""


def test_points_are_the_news_word_for_word_and_in_order() -> None:
    drawn = points("Dam gate failure floods three villages in Assam", FLOOD)
    assert drawn[0][0] == 1
    assert drawn[0][1].startswith("At least nine people were killed")  # the dateline is no part of the sentence
    assert (4, FLOOD.split("\n\n")[3]) in drawn
    assert drawn == sorted(drawn)
    for paragraph, text in drawn:
        assert text in FLOOD.split("\n\n")[paragraph - 1]
        assert not text.startswith(("It ", "He ", "What ", '"'))


def test_a_scene_before_the_news_is_passed_over() -> None:
    body = """He threads the film with two fingers and does not look. He has done it, he says, forty thousand times.

Then the lights go down, and he sits on a paint tin to listen.

On Saturday the Regal, the only picture house in Port Arlen, will show its final reel. The building is sold.

The owner, Marguerite Sloane, said ticket sales had fallen by 80 percent since 2012 and the roof would cost $600,000."""
    drawn = points("The last projectionist", body)
    assert (3, "On Saturday the Regal, the only picture house in Port Arlen, will show its final reel.") in drawn
    assert all(paragraph > 2 for paragraph, _ in drawn)


def test_what_says_the_same_is_drawn_once() -> None:
    lead = "The Arden ferry sank off Corby on Friday with 40 people aboard, the coast guard said."
    again = "The Arden ferry sank off Corby with 40 people aboard on Friday, said the coast guard."
    other = "Divers found the wheelhouse empty, and Captain Ines Falk was questioned in Dunmore by two inspectors."
    more = "A crane barge is to lift the hull next month, and the owners have promised to pay for the work in full."
    drawn = [text for _, text in points("Ferry sinks", "\n\n".join((lead, again, other, more)))]
    assert lead in drawn
    assert again not in drawn


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Two hurt in a crash near Ostrava on Monday, police say.",
        "- Two trains collided near Ostrava at 6:40 a.m. on Monday, the police said.\n- Eleven are hurt.\n\n" * 6,
        "Arden 2 Bexley 1 Corby 0 Dunmore 0 Elton 3 Farrow 2 Garton 1 Hexley 1\n\n" * 12,
        "I wonder why. Do you? We think so, and you may, too. What next? Write to us!\n\n" * 12,
        "Photo: The harbour at dawn, by Ines Falk of the Arden Herald.\n\n" * 12,
    ],
)
def test_nothing_is_drawn_where_nothing_is_good_enough(body: str) -> None:
    assert points("What we know so far", body.strip()) == []


def test_no_point_is_half_a_quotation() -> None:
    body = (
        '"The Arden ferry sank on Friday. Forty people died in Corby harbour," said Ines Falk of the Harbour Board. '
        "Forty families of the Arden ferry met Falk in Corby on Sunday, and three of them asked for an inquiry."
    )
    drawn = points("Arden ferry: Corby mourns", f"{body}\n\n{'The town was quiet. ' * 8}")
    assert drawn
    assert all(text.count('"') % 2 == 0 for _, text in drawn)


def test_who_when_and_where_are_printed_words() -> None:
    who, when, where = told("Dam gate failure floods three villages in Assam", FLOOD)
    assert "Anjali Deka" in who
    assert when[0] == "early on Thursday"
    assert where[0] == "GUWAHATI"
    assert "Assam" in where
    assert max(map(len, (who, when, where))) <= 3
    assert all(text in FLOOD for text in (*who, *when, *where))


def test_a_paragraph_that_is_a_date_does_not_say_when_it_happened() -> None:
    body = "Friday, January 4, 2031\n\nA block of flats collapsed on Monday in Aleppo, and eleven people were killed."
    assert told("Block of flats collapses", body)[1] == ("on Monday",)


def test_towns_come_before_countries_and_weigh_more_where_something_is_in_them() -> None:
    body = (
        "Kenya's central bank cut its rate on Wednesday. The Governor told a briefing in Nairobi that Uganda had, too."
    )
    assert told("Rate cut", body)[2][0] == "Nairobi"


@pytest.mark.parametrize(
    "line",
    ["NEW YORK, March 3 - ", "KYIV, Ukraine (Wire One) — ", "(WO) -- ", "São Paulo (Hilo).- ", "القاهرة (وكالة) - "],
)
def test_a_dateline_is_no_part_of_the_first_sentence(line: str) -> None:
    rest = "The Arden ferry sank off Corby on Friday with 40 people aboard, the coast guard said."
    text = f"{line}{rest} {'Nobody aboard was hurt in Corby, and the ferry may be raised. ' * 6}"
    assert points("Arden ferry sinks", text)[0] == (1, rest)


def test_a_dash_makes_no_dateline() -> None:
    body = (
        "Tarrow – the holders – beat Arden on Friday.\n\n" + "Arden fell behind early and never came back from it. " * 6
    )
    assert "Tarrow" not in told("Cup", body)[2][:1]
    assert points("Holders beat Arden", body.replace("Friday", "Friday in front of 900 people"))[0][1].startswith(
        "Tarrow –"
    )


def test_a_table_names_nobody() -> None:
    body = "Shr 34 cts vs 1.19 dlrs\nNet 807,000 vs 2,858,000\nRevs 18.7 mln vs 21.0 mln\nYear\nShr 1.11 dlrs"
    assert told("Arden 4th quarter net", body) == ((), (), ())


def test_where_every_noun_has_a_capital_only_the_gazetteer_tells_names() -> None:
    body = "Nach einem Brand in einem Chemiewerk bei Leipzig hat die Feuerwehr am Dienstagabend 3.000 Anwohner gewarnt."
    assert told("Brand in Chemiewerk", body, "de") == ((), ("Dienstagabend",), ("Leipzig",))


def test_arabic_is_told_too() -> None:
    body = (
        "وقعت الحكومة أمس الأحد في مدينة العقبة اتفاقيات تمويل مشروع ناقل المياه الذي ينتظره السكان منذ عقدين.\n\n"
        "وقال كبير المفاوضين في وزارة المياه والري إن المشروع سيوفر نحو 300 مليون متر مكعب سنويا بعد تشغيل مرحلتيه، "
        "وإن الحفر سيبدأ من محطة التحلية على شاطئ البحر الأحمر في مطلع العام المقبل.\n\n"
        "ويعاني الأردن شحا مزمنا في المياه، وتصل المياه إلى كثير من الأحياء مرة واحدة في الأسبوع خلال فصل الصيف."
    )
    assert points("الأردن يوقع اتفاقيات المياه", body, "ar")[0] == (1, body.split("\n\n")[0])
    who, when, where = told("الأردن يوقع اتفاقيات المياه", body, "ar")
    assert when[0] == "أمس الأحد"
    assert "العقبة" in where
    assert who == ("وزارة المياه والري",)


_PIECES = st.sampled_from(
    [
        *[
            "The",
            "Friday",
            "on",
            "3",
            "a.m.",
            "said",
            "Falk",
            "in",
            "Corby",
            ".",
            "!",
            "?",
            "…",
            "“",
            "”",
            "«",
            "(",
            ")",
            "[...]",
            "—",
            "2019",
            "early",
            "May",
            "the",
            "of",
            "،",
            "في",
            "الأحد",
            "é",
        ],
        *('"', "\n", "\u2028", "\0"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_PIECES, max_size=40).map(" ".join) | st.text(max_size=90), max_size=5), st.text(max_size=40))
def test_whatever_the_text_everything_is_part_of_it(paragraphs: list[str], title: str) -> None:
    found = names.find(title, paragraphs)
    for paragraph in paragraphs:
        last = 0
        for start, end in sentences.split(paragraph):
            assert not paragraph[last:start].strip()
            assert paragraph[start:end].strip() == paragraph[start:end] != ""
            last = end
        assert not paragraph[last:].strip()
        for moment in moments.find(paragraph):
            assert 0 <= moment.start < moment.end <= len(paragraph)
    for point in keypoints.draw(title, paragraphs, found):
        assert point.text in paragraphs[point.paragraph - 1]
    whole = "\n".join((title, *paragraphs))
    for ask in (panel.who, panel.when, panel.where):
        assert all(text and text in whole for text in ask(title, paragraphs, found))


def test_hostile_repetition_stays_linear() -> None:
    pieces = [
        ". ",
        ".",
        ".)",
        "A. ",
        "“",
        '"',
        "? ”",
        "(",
        "[1].",
        "on ",
        "early hours of ",
        "10:10:",
        "Friday, ",
        "在。",
    ]
    began = time.process_time()
    for piece in (*pieces, "A, ", "\nA", "\u0301"):
        text = piece * (60_000 // len(piece))
        keypoints.draw(text[:90], [text, text + "x."], ())
        panel.when("", [text], ())
        panel.where("", [text], ())
        moments.find(text)
    assert time.process_time() - began < 20  # it takes one; a quadratic step takes minutes
