"""Whatever a text is, its characters are conserved; and the drafts of a page say what it says."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backfile import account, seeds
from backfile.model import Divided, Seed, Sidecar

LABELS = """\
Try Our AI Features
Explore what Daily8 AI can do for you:
Comments
No comments yet...
Related Articles
"""
FLAT = (
    "\nMayor opens the new lock\nThe gates moved at noon on Tuesday.\nBoats followed.\nAssociated Press\nHashtags\n\n"
    + LABELS
    + "\n\nDelta Echo\n5 minutes ago\n- Delta Echo\nFerry late again\nIt was late by an hour. Crews said so.\n"
    + "&w=3840&q=100)\n\nTide\nan hour ago\n- Tide\nEels return\nNets were full on Monday. Nobody knew why."
)
LOGO = (
    "logo\nLock opens\n\nLock opens\n\nDelta Echo12-03-2025\n\nThe gates moved.\nBoats followed.\n\n"
    + "Orange background\n\n"
    + LABELS.replace("\n", "\n\n")
    + "Eels return\nEels return\n\nTide\n\ntime2 hours ago\n\n  • Tide\n\nEels return\n\nNets were full.\n"
)
HASHTAG = (
    "logo\n#\n\nLatest news with #RiverFlood\n\nEels return\nEels return\n\nTide\n\ntimea day ago\n\n"
    "  • Nature\n  • Tide\n\nEels return\n\nNets were full.\n"
)
NEWSBREAK = "Ferry late\n\nTide\n 5 days ago\n\nCover picture for the articleLate by...\n\nYon\nEels\n\nNets were...\n"
INKL = "Read all your papers in one place.\nStart reading\nTide\nTide\nNature\nAna Brook\n\nEels\n\nNets were full.\n"
DATED = "29 June 2025\n\nNorth: Lock opens\n\nPhoto: AW\nBoats.\n\nThe gates moved.\n"
DUMPS = (FLAT, LOGO, HASHTAG, NEWSBREAK, INKL, DATED)

SINGLE = ("title", "source", "agency", "author", "relative", "category")


def divided(text: str, sidecar: Sidecar | None = None) -> Divided:
    return seeds.divide(Seed("a.txt", "0" * 64, "utf-8", text, sidecar or Sidecar()))


def conserved(text: str) -> Divided:
    """Divide `text` and hold that every character is accounted for and every field is its spans' words."""
    result = divided(text)
    at = 0
    words: dict[tuple[int | None, str | None], list[str]] = {}
    for segment in result.ledger:
        assert segment.start == at < segment.end
        at = segment.end
        own = text[segment.start : segment.end]
        assert segment.kind != "space" or own.isspace()
        assert segment.kind != "furniture" or segment.rule
        if segment.kind == "article":
            assert own == own.strip()
            words.setdefault((segment.article, segment.field), []).append(own)
    assert at == len(text)
    assert not account.unaccounted(result)
    for number, article in enumerate(result.articles):
        assert article.title
        for name in SINGLE:
            value = getattr(article, name)
            printed = {" ".join(each.split()) for each in words.get((number, name), [])}
            assert printed == ({" ".join(value.split())} if value is not None else set())
        assert " ".join(article.paragraphs) == " ".join(words.get((number, "body"), []))
        assert all(each and each == each.strip() for each in article.paragraphs)
        inside = {(s.start, s.end) for s in result.ledger if s.kind == "article" and s.article == number}
        assert all(any(a <= start and end <= b for a, b in article.spans) for start, end in inside)
    return result


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_any_text_is_conserved(text: str) -> None:
    conserved(text)


WORDS = [
    *["logo", "#", "Hashtags", "Comments", "Related Articles", "time2 hours ago", "2 hours ago", "- Tide", "Tide"],
    *["", "", " ", "\u200b", "Title of it", "Orange background", "&w=3840&q=100)", "29 June 2025", "READ MORE: that"],
    *["  • Tide", "Latest news with #x", "Tide3 days ago", "Cover picture for the articleNets...", "منذ يوم واحد"],
    *LABELS.splitlines(),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(["\n", "\r\n", "\r", "\u2028"]))
def test_any_order_of_the_lines_of_dumps_is_conserved(lines: list[str], end: str) -> None:
    conserved(end.join(lines))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_cut_spliced_and_mangled_dumps_are_conserved(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(DUMPS))
    for _ in range(data.draw(st.integers(1, 3))):
        other = data.draw(st.sampled_from(DUMPS))
        a, b = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
        c = data.draw(st.integers(0, len(other)))
        how = data.draw(st.sampled_from(["cut", "behead", "delete", "splice", "repeat"]))
        text = {
            "cut": text[:b],
            "behead": text[a:],
            "delete": text[:a] + text[b:],
            "splice": text[:a] + other[c:] + text[b:],
            "repeat": text[:b] + text[a:],
        }[how]
    conserved(text)


@pytest.mark.parametrize("text", [FLAT, LOGO], ids=["flat", "logo"])
@pytest.mark.parametrize("upto", [n / 20 for n in range(3, 20)])
def test_a_dump_cut_anywhere_never_lends_one_article_anothers_words(text: str, upto: float) -> None:
    whole = conserved(text).articles
    for cut, full in zip(conserved(text[: int(len(text) * upto)]).articles, whole, strict=False):
        assert full.title.startswith(cut.title)
        assert " ".join(full.paragraphs).startswith(" ".join(cut.paragraphs)) or not cut.complete


def test_dividing_is_pure_and_its_result_crosses_processes() -> None:
    seed = Seed("a.txt", "0" * 64, "utf-8", FLAT)
    assert seeds.divide(seed) == seeds.divide(seed) == pickle.loads(pickle.dumps(seeds.divide(seed)))


def test_a_leads_own_agency_line_becomes_its_agency() -> None:
    lead = conserved(FLAT).articles[0]
    assert lead.agency == "Associated Press"
    assert lead.source is None
    assert lead.paragraphs == ("The gates moved at noon on Tuesday.", "Boats followed.")


def test_furniture_inside_a_text_is_set_aside_with_its_place() -> None:
    text = FLAT.replace("Crews said so.", "Lock keeper retires at last Read More » Crews said so.")
    article = conserved(text).articles[1]
    assert article.paragraphs == ("It was late by an hour. Crews said so.",)
    (aside,) = article.set_aside
    assert (aside.rule, aside.text, aside.after) == ("promo.related-link", "Lock keeper retires at last Read More »", 1)


def test_captions_known_from_the_layout_are_set_aside_before_the_first_paragraph() -> None:
    (article,) = conserved(DATED).articles
    assert [(a.rule, a.text, a.after) for a in article.set_aside] == [
        ("media.caption", "Photo: AW", 0),
        ("media.caption", "Boats.", 0),
    ]


def test_a_printed_date_is_the_day_with_the_words_it_rests_on() -> None:
    lead = conserved(LOGO).articles[0]
    assert lead.published == "2025-03-12"
    assert lead.published_basis is not None
    assert "12-03-2025" in lead.published_basis


def test_a_dump_that_ends_inside_an_article_says_so() -> None:
    text = FLAT[:-10]
    result = conserved(text)
    assert [article.complete for article in result.articles] == [True, True, False]
    (warning,) = result.warnings
    assert warning.path == "seeds/a.txt"
    assert warning.line == text[: text.index("Tide\n")].count("\n") + 1
    assert "ends inside" in warning.message


def test_teasers_are_not_complete() -> None:
    assert [article.complete for article in conserved(NEWSBREAK).articles] == [False, False]


def test_a_lead_without_text_is_told_and_borrows_none() -> None:
    result = conserved("Lock opens\nHashtags\n\n" + FLAT[FLAT.index("Try") :])
    assert result.articles[0].paragraphs == ()
    assert any("has no text" in warning.message for warning in result.warnings)


def test_a_byte_order_mark_is_furniture_and_not_of_the_title() -> None:
    result = conserved("\ufeff" + FLAT)
    assert result.ledger[0].rule == "encoding.bom"
    assert result.articles[0].title == "Mayor opens the new lock"


def test_the_sidecar_holds_for_all_or_for_the_lead_alone() -> None:
    sidecar = Sidecar(tags=("Locks",), rights="© Tide", lang="en-GB", url="https://example.org/a", source="Echo")
    result = divided(FLAT + "\n\n\n" + FLAT, sidecar)
    leads = [article for article in result.articles if article.role == "lead"]
    assert [(lead.url, lead.source) for lead in leads] == [("https://example.org/a", "Echo"), (None, None)]
    assert {article.tags for article in result.articles} == {("Locks",)}
    assert {article.rights for article in result.articles} == {"© Tide"}
    assert {article.lang for article in result.articles} == {"en-GB"}
    assert [a.source for a in result.articles if a.role == "related"] == ["Delta Echo", "Tide"] * 2


def test_the_tag_of_a_hashtag_page_is_each_articles() -> None:
    assert [article.tags for article in conserved(HASHTAG).articles] == [("RiverFlood",)]


def test_the_language_of_unknown_text_is_detected_or_absent() -> None:
    french = "Le gouvernement a annoncé mardi une réforme.\n\nLes syndicats ont dit qu’ils répondraient bientôt."
    assert conserved(french).articles[0].lang == "fr"
    assert conserved("Qwx\n\nzzk").articles[0].lang is None
    assert conserved(FLAT.replace("Ferry late again", "عنوان الخبر العربي هنا")).articles[1].lang == "en"


@pytest.mark.parametrize(
    "text", ["word " * 50_000, "logo\n" * 5_000 + "time2 hours ago\n" * 5_000, "y\na day ago\n- y\n" * 3000]
)
def test_long_and_repeated_lines_take_time_in_proportion(text: str) -> None:
    assert sum(segment.end - segment.start for segment in divided(text).ledger) == len(text)


def test_the_real_seed() -> None:
    file = Path(__file__).resolve().parent.parent / "seeds" / "000_ab3311e6f0b6412d.txt"
    result = conserved(file.read_bytes().decode())
    assert [(article.title, article.source, article.relative) for article in result.articles] == [
        ("North Korea plans to send military workers to Russia", None, None),
        ("Exclusive: UK privately says attacks on nuclear facilities not illegal", "Middle East Eye", "2 hours ago"),
        (
            "Oman to impose 5% tax on individuals with annual income of OR42,000, a first in Gulf region",
            "Gulf Today",
            "2 hours ago",
        ),
        ("Ukraine army chief pledges to expand strikes on Russia", "Gulf Today", "2 hours ago"),
    ]
    lead, exclusive, *_ = result.articles
    assert (lead.agency, len(lead.paragraphs), lead.published) == ("Associated Press", 9, None)
    assert [aside.rule for aside in exclusive.set_aside] == ["promo.newsletter", *["promo.related-link"] * 2]
    assert all(article.complete for article in result.articles)
