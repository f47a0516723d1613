"""How the front page begins an article: whole sentences of its own, and where they go on."""

from pathlib import Path

import pytest
import sites

from backfile.knowledge.beginnings import begin
from backfile.model import Opening

FIRST = "The dam gave way on Tuesday. Nobody was hurt."
SECOND = "Work starts on Friday, said Mr. Adams of the water board. It will take a year."


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        (1, Opening(("The dam gave way on Tuesday.",), 1)),
        (8, Opening(("The dam gave way on Tuesday.",), 1)),
        (9, Opening((FIRST,), 2)),
        (15, Opening((FIRST,), 2)),
        (20, Opening((FIRST, "Work starts on Friday, said Mr. Adams of the water board."), 2)),
        (99, Opening((FIRST, SECOND), 0)),
    ],
)
def test_it_is_whole_sentences_and_says_where_they_go_on(words: int, taken: Opening) -> None:
    assert begin((FIRST, SECOND), words) == taken


def test_a_line_that_is_no_sentence_is_no_beginning_unless_it_is_all() -> None:
    assert begin(("Friday, December 25, 2020", FIRST, SECOND), 8) == Opening(("The dam gave way on Tuesday.",), 2)
    assert begin(("Friday, December 25, 2020",)) == Opening(("Friday, December 25, 2020",), 0)
    assert begin(("It held.", FIRST), 1) == Opening(("It held.",), 2)


def test_a_text_that_is_none_has_no_opening() -> None:
    assert begin(()) == Opening()


def test_what_it_shows_stands_on_the_front_page_and_is_no_markup(tmp_path: Path) -> None:
    site = sites.archive(
        tmp_path, {"2025/06/dam": sites.story("Dam gives way", "It held &lt;b>firm&lt;/b>. Then not.")}
    )
    sites.build(site)
    home = (site.output / "index.html").read_text("utf-8")
    assert "<p>It held &lt;b&gt;firm&lt;/b&gt;. Then not.</p>" in home
    sites.edit(site, "2025/06/dam", "Then not.", "Then it broke.")
    assert "/" in sites.build(site).rendered
