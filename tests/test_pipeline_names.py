"""Names by a spaCy pipeline, through the interface of the program's own rules."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path

import pytest
import sites

from backfile import config
from backfile.errors import InputError
from backfile.knowledge.pipeline import Pipeline, edition

PARAGRAPHS = (
    "Dana Reyes met Harrow Ferries’ board in Oslo on Monday. Reyes said the British firm listened.",
    "Oslo’s mayor, Ines Reyes-Holm, stayed away.",
)
PATTERNS = (
    ("PERSON", "Dana Reyes"), ("PERSON", "Reyes"), ("PERSON", "Ines Reyes-Holm"), ("ORG", "Harrow Ferries"),
    ("GPE", "Oslo’s"), ("GPE", "Oslo"), ("NORP", "British"), ("DATE", "Monday"), ("GPE", "the UK"),
)  # fmt: skip


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pipeline that knows a few names by heart: what is tested is how it is asked, not how much it knows."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own dependencies
        import spacy

        made = spacy.blank("en")
        ruler = made.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": label, "pattern": text} for label, text in PATTERNS])
        folder = tmp_path_factory.mktemp("model")
        made.to_disk(folder)
    return str(folder)


def test_its_labels_become_kinds_and_its_mentions_are_led_back(model: str) -> None:
    texts = ("The UK ferry firm listens", *PARAGRAPHS)
    found = Pipeline(model).find(texts[0], texts[1:], lang="en")
    assert [(name.name, name.kind, name.qid) for name in found] == [
        ("Dana Reyes", "person", ""),
        ("Harrow Ferries", "organisation", ""),
        ("Oslo", "place", ""),
        ("Ines Reyes-Holm", "person", ""),
    ]
    printed = [[texts[m.paragraph][m.start : m.end] for m in name.mentions] for name in found]
    assert printed == [["Dana Reyes", "Reyes"], ["Harrow Ferries"], ["Oslo", "Oslo"], ["Ines Reyes-Holm"]]
    assert found[2].level == "capital"


def test_the_gazetteer_names_what_it_knows(model: str) -> None:
    (found,) = Pipeline(model).find("He left the UK", (), lang="en")
    assert (found.name, found.qid, found.level) == ("United Kingdom", "Q145", "country")


def test_an_archive_asks_the_pipeline_that_its_settings_name(model: str, tmp_path: Path) -> None:
    text = sites.story("The firm listens", "\n\n".join(PARAGRAPHS), lang="en")
    site = sites.archive(tmp_path, {"2025/06/firm": text})
    sites.build(site)
    assert "Harrow Ferries" in names(tmp_path)
    (tmp_path / "models").mkdir()
    shutil.copytree(model, tmp_path / "models/ours")
    sites.configure(tmp_path, names_model="models/ours")
    sites.build(config.load(tmp_path))
    assert names(tmp_path) == {"Dana Reyes": 2, "Harrow Ferries": 1, "Oslo": 2, "Ines Reyes-Holm": 1}


def names(root: Path) -> dict[str, int]:
    row = json.loads((root / "public/data/articles.jsonl").read_text("utf-8"))
    return {name["name"]: name["mentions"] for name in row["names"]}


def test_a_pipeline_that_is_not_there_is_told_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"pyproject.toml: “names_model” asks for “no_such_model”, which is not installed"
    ):
        edition("no_such_model")
    site = sites.archive(tmp_path, {"2025/06/firm": sites.story("A", "Text.")}, names_model="no_such_model")
    assert [problem.path for problem in sites.problems(site)] == ["pyproject.toml"]
