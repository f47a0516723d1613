"""`names.toml`, `tags.toml`, `stories.toml`: read whole, or refused whole with every line that is wrong."""

import json
from pathlib import Path

import pytest
import sites

from backfile import config, rulings
from backfile.config import Site
from backfile.errors import InputError
from backfile.model import NamesSaid, StoriesSaid, StorySaid, TagsSaid

IDS = frozenset({"3fa0b1c2d4e5-1", "3fa0b1c2d4e5-2"})


def archive(root: Path, **files: str) -> Site:
    site = sites.archive(root, {"2025/06/lock": sites.story("Lock opens", "It did.", tags=["UK", "Locks", "News"])})
    for name, text in files.items():
        sites.write(root / f"{name}.toml", text)
    return site


def test_where_nothing_is_said_nothing_is_ruled(tmp_path: Path) -> None:
    site = archive(tmp_path)
    assert (rulings.names(site), rulings.tags(site), rulings.stories(site, IDS)) == (
        NamesSaid(),
        TagsSaid(),
        StoriesSaid(),
    )


def test_all_that_can_be_said_is_read(tmp_path: Path) -> None:
    site = archive(
        tmp_path,
        names="""
            drop = ["Latest News"]
            [merge]
            "Kim Jong-un" = "Kim Jong Un"
            [rename]
            "Lake Road" = "The Lake Road"
            [kind]
            "Brack" = "place"
            [split."John Smith"]
            "John Smith (judge)" = ["3fa0b1c2d4e5-1"]
        """,
        stories="""
            apart = [["3fa0b1c2d4e5-1", "3fa0b1c2d4e5-2"]]
            original = ["3fa0b1c2d4e5-2"]
            [[story]]
            articles = ["3fa0b1c2d4e5-1"]
            title = "The lock"
        """,
    )
    assert rulings.names(site) == NamesSaid(
        same={"Kim Jong-un": "Kim Jong Un"},
        shown={"Lake Road": "The Lake Road"},
        kind={"Brack": "place"},
        drop=("Latest News",),
        split={"John Smith": {"John Smith (judge)": ("3fa0b1c2d4e5-1",)}},
    )
    assert rulings.stories(site, IDS) == StoriesSaid(
        story=(StorySaid(("3fa0b1c2d4e5-1",), "The lock"),),
        apart=(("3fa0b1c2d4e5-1", "3fa0b1c2d4e5-2"),),
        original=("3fa0b1c2d4e5-2",),
    )


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("names", 'drop = ["x"]\n\n[mrege]\n"a" = "b"\n', ["names.toml:3: there is no “mrege” here — did you mean"]),
        ("names", '[kind]\n"Brack" = "town"\n', ["names.toml:1: “kind” cannot be read — write it like"]),
        ("names", "drop = x\n", ["names.toml:1: is not valid TOML"]),
        ("tags", "hidden = 1\n[broader]\nx = 1\n", ["tags.toml:1: “hidden” cannot", "tags.toml:2: “broader” cannot"]),
        (
            "stories",
            '[[story]]\narticles = [\n"3fa0b1c2d4e5-1",\n"3fa0b1c2d4e5-3"]\n',
            ["stories.toml:4: there is no article with the id “3fa0b1c2d4e5-3” — did you mean “3fa0b1c2d4e5-2”?"],
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_at_its_line(tmp_path: Path, name: str, text: str, told: list[str]) -> None:
    site = archive(tmp_path, **{name: text})
    with pytest.raises(InputError) as error:
        rulings.stories(site, IDS) if name == "stories" else getattr(rulings, name)(site)
    found = [str(problem) for problem in error.value.problems]
    assert len(found) == len(told)
    assert all(problem.startswith(start) for problem, start in zip(found, told, strict=True)), found


def test_a_build_tells_what_is_wrong_in_all_three_and_writes_nothing(tmp_path: Path) -> None:
    site = archive(tmp_path, names="x = 1\n", tags="x = 1\n", stories='original = ["gone-1"]\n')
    assert [problem.path for problem in sites.problems(site)] == ["names.toml", "stories.toml", "tags.toml"]
    assert not site.output.exists()


def test_tags_are_led_back_written_and_hidden_as_said(tmp_path: Path) -> None:
    rules = 'hidden = ["news"]\n[aliases]\nuk = "United Kingdom"\n[display]\nlocks = "Locks & weirs"\n'
    site = archive(tmp_path, tags=rules)
    sites.build(site)
    shown = (site.output / "2025/06/lock/index.html").read_text("utf-8")
    for tag in ("United Kingdom", "Locks &amp; weirs"):
        assert f">{tag}</a>" in shown
    assert ">News</a>" not in shown
    (tmp_path / "tags.toml").unlink()
    assert "/2025/06/lock/" in sites.build(site).rendered


def test_broader_and_narrower_tags_lead_to_each_other(tmp_path: Path) -> None:
    site = archive(tmp_path, tags='[broader]\nlocks = ["UK", "Water", "Locks"]\n')
    sites.build(site)

    def facets(tag: str) -> list[tuple[str, list[str]]]:
        tree = sites.pages(site)[f"tags/{tag}/index.html"].tree
        boxes = tree.xpath("//aside/section[h2]")
        return [(box.xpath("h2")[0].text_content(), box.xpath(".//li/a/text()")) for box in boxes][:1]

    assert facets("locks") == [("Broader", ["UK"])]
    assert facets("uk") == [("Narrower", ["Locks"])]
    (tmp_path / "tags.toml").unlink()
    assert {"/tags/locks/", "/tags/uk/"} <= set(sites.build(site).rendered)
    assert facets("locks") == [("Often with", ["News", "UK"])]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "stories",
            '[[story]]\ntitel = "x"\narticles = ["3fa0b1c2d4e5-1"]\n',
            "stories.toml:1: “story” cannot be read",
        ),
        ("stories", '[[story]]\ntitle = "x"\n', "stories.toml:1: “story” cannot be read"),
        ("names", '[merge]\n"Maria Delgado" = ""\n', "names.toml:1: “merge” holds an empty name"),
        ("tags", '[display]\n"Locks" = "  "\n', "tags.toml:1: “display” holds an empty name"),
    ],
)
def test_what_would_have_no_effect_is_told(tmp_path: Path, name: str, text: str, told: str) -> None:
    archive(tmp_path, **{name: text})
    (problem,) = sites.problems(config.load(tmp_path))
    assert str(problem).startswith(told)


def test_a_file_that_is_a_link_is_not_passed_over(tmp_path: Path) -> None:
    site = archive(tmp_path)
    sites.write(tmp_path / "x.toml", 'drop = ["UK"]\n')
    (tmp_path / "names.toml").symlink_to(tmp_path / "x.toml")
    assert [str(problem).partition(" —")[0] for problem in sites.problems(site)] == [
        "names.toml: is not an ordinary file"
    ]


def test_a_tag_is_its_slug_here_too(tmp_path: Path) -> None:
    text = 'hidden = ["news"]\n[display]\n"c-plus-plus" = "C/C++"\n[aliases]\n"UK" = "Britain"\n'
    text += '[broader]\nc-plus-plus = ["UK"]\n'
    story = sites.story("Lock opens", "It did.", tags=["c++", "NEWS", "u-k", "UK"])
    site = sites.archive(tmp_path, {"2025/06/lock": story})
    sites.write(tmp_path / "tags.toml", text)
    sites.build(site)
    page = sites.pages(site)["2025/06/lock/index.html"].tree
    assert page.xpath("//a[@rel='tag']/text()") == ["C/C++", "u-k", "Britain"]
    assert "Broader" in (site.output / "tags/c-c-plus-plus/index.html").read_text("utf-8")


KIM = [
    ("2025/06/a", "Kim Jong-un spoke in Brack on Monday. Kim Jong-un left at noon, said Dana Reyes."),
    ("2025/06/b", "Kim Jong Un spoke again on Tuesday. Kim Jong Un was in Brack, said Dana Reyes."),
    ("2025/06/c", "Kim Jong Un is back in Brack. Kim Jong Un rested there, said Dana Reyes."),
]


def named(root: Path, rules: str) -> dict[str, dict[str, object]]:
    """The rows of the data file by path, under these `names.toml`."""
    texts = {
        path: sites.story(f"A talk {path[-1]}", text, id=f"3fa0b1c2d4e5-{n}") for n, (path, text) in enumerate(KIM)
    }
    site = sites.archive(root, texts)
    sites.write(root / "names.toml", rules)
    sites.build(site)
    rows = map(json.loads, (site.output / "data/articles.jsonl").read_text("utf-8").splitlines())
    return {row["url"][-2]: row for row in rows}


def test_a_ruling_on_a_name_holds_for_all_its_forms(tmp_path: Path) -> None:
    rows = named(tmp_path / "none", "")
    assert all("Kim Jong Un" in str(row["names"]) for row in rows.values())
    rows = named(tmp_path / "drop", 'drop = ["Kim Jong Un"]\n')
    assert not [row for row in rows.values() if "Kim" in f"{row['names']}{row['who']}"]
    rows = named(tmp_path / "kind", '[kind]\n"Kim Jong Un" = "organisation"\n')
    assert all({"name": "Kim Jong Un", "kind": "organisation", "mentions": 2} in row["names"] for row in rows.values())  # type: ignore[operator]
    rows = named(tmp_path / "split", '[split."Kim Jong Un"]\n"Kim the singer" = ["3fa0b1c2d4e5-0"]\n')
    assert ["Kim the singer" in str(rows[letter]["names"]) for letter in "abc"] == [True, False, False]
