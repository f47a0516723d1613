"""Tags as an editor would give them, from one article's own words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.knowledge import lexicon, tags

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_ab3311e6f0b6412d.txt"
STORY = (
    "Workers at Harrow Ferries walked out on Monday in a dispute over pay, halting ferry services in Norway.",
    "Ingrid Solberg, who leads the Seafarers' Union, told the BBC that talks with Harrow Ferries had failed. "
    "Solberg said the strike would last until Friday.",
    "The Norwegian government said it would send a mediator to Bergen. Harrow Ferries carries 20,000 passengers a day.",
)
TITLE = "Norway ferry workers walk out over pay"


def suggest(title: str, *paragraphs: str, lang: str = "en", publishers: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tags.suggest(title, paragraphs, lang=lang, publishers=frozenset(publishers))


def test_a_story_gets_its_places_people_bodies_and_topics() -> None:
    given = suggest(TITLE, *STORY)
    assert {"Norway", "Harrow Ferries", "Ingrid Solberg", "Strikes", "Ferries"} <= set(given)
    assert 4 <= len(given) <= 8


def test_weekdays_outlets_and_publishers_are_no_tags() -> None:
    given = suggest(TITLE, *STORY, publishers=("Harrow Ferries",))
    assert {"Monday", "Friday", "BBC", "Harrow Ferries", "Norwegian", "Solberg"}.isdisjoint(given)
    text = "Acme Valley Eye reported it. AVE said the AVE team met Reuters and RIA Novosti staff in Oslo, AVE added."
    assert suggest("A report", text, publishers=("Acme Valley Eye",)) == ("Oslo",)


@pytest.mark.parametrize("form", ["U.K.", "UK", "Britain", "the United Kingdom", "Great Britain", "Reino Unido"])
def test_one_tag_for_all_spellings_of_a_country(form: str) -> None:
    assert "United Kingdom" in suggest("A visit", f"Delegates arrived in {form} for talks. They praised {form} again.")


@pytest.mark.parametrize("form", ["US", "U.S.", "USA", "America", "the United States"])
def test_one_tag_for_america(form: str) -> None:
    assert "United States" in suggest("A visit", f"Delegates flew to {form} for talks.")


def test_a_title_alone_gives_what_it_supports() -> None:
    assert suggest("Kenya holds interest rates as inflation eases") == ("Interest rates", "Inflation", "Kenya")
    assert suggest("A quiet day") == ()
    assert suggest("") == ()


def test_a_demonym_in_the_title_names_its_country() -> None:
    assert "Peru" in suggest("Peruvian miners end strike", "The miners said they would go back.")


def test_topics_need_more_than_one_weak_word() -> None:
    assert "Strikes" not in suggest(
        "Missile strike on port", "The strike hit the port of Odesa. A second strike missed."
    )
    assert "Strikes" in suggest("Teachers strike over pay", "The union said members would picket schools.")


def test_arabic_and_spanish_meet_the_english_tag() -> None:
    arabic = suggest("روسيا تعلن وقف إطلاق النار", "أعلنت روسيا اليوم وقف إطلاق النار في أوكرانيا.", lang="ar")
    spanish = suggest("Rusia anuncia un alto el fuego", "Rusia anunció un alto el fuego en Ucrania.", lang="es")
    assert {"Russia", "Ukraine", "Ceasefire"} <= set(arabic)
    assert {"Russia", "Ukraine", "Ceasefire"} <= set(spanish)


def test_the_real_seeds_lead_and_ukraine_article_meet() -> None:
    lines = SEED.read_text("utf-8").strip("\n").split("\n")
    agency = lines.index("Associated Press")
    lead = suggest(lines[0], *lines[1:agency])
    assert {"North Korea", "Russia", "Ukraine", "Kursk", "Sergei Shoigu", "Kim Jong Un"} <= set(lead)
    at = lines.index("Ukraine army chief pledges to expand strikes on Russia")
    other = suggest(lines[at], lines[at + 1], publishers=("Gulf Today",))
    assert {"Ukraine", "Russia", "Kyiv", "Oleksandr Syrsky", "Kursk"} <= set(other)
    at = next(i for i, line in enumerate(lines) if line.startswith("Oman to impose"))
    assert {"Oman", "Taxation", "Haitham Bin Tariq"} <= set(
        suggest(lines[at], lines[at + 1], publishers=("Gulf Today",))
    )


def test_hash_seeds_change_nothing() -> None:
    code = "from tests.test_tags import *; print(suggest(TITLE, *STORY))"
    said = set()
    for seed in ("0", "1", "77"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        said.add(
            subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, check=True).stdout
        )
    assert len(said) == 1
    assert b"Norway" in said.pop()


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=120), max_size=4))
def test_any_text_gets_at_most_eight_different_tags(title: str, paragraphs: list[str]) -> None:
    given = tags.suggest(title, paragraphs, lang=None, publishers=frozenset())
    assert len(given) == len({lexicon.fold(t) for t in given}) <= tags.MOST


def test_the_lexicons_are_small_and_every_topic_line_parses() -> None:
    folder = ROOT / "backfile" / "knowledge"
    assert sum(f.stat().st_size for f in folder.iterdir() if f.suffix in (".tsv", ".txt")) < 800_000
    for line in (folder / "topics.txt").read_text("utf-8").splitlines():
        name, colon, triggers = line.partition(": ")
        assert line.startswith("#") or (name and colon and all(t.strip("~ ") for t in triggers.split(", "))), line
