"""The benchmark beside other generators: its corpus is always the same, its sites are whole, its ratios honest."""

from __future__ import annotations

import importlib
import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from backfile import config, pipeline

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
chart = importlib.import_module("peers.chart")
corpus = importlib.import_module("peers.corpus")
layout = importlib.import_module("peers.layout")
meter = importlib.import_module("peers.meter")
million = importlib.import_module("million")
phases = importlib.import_module("peers.phases")
report = importlib.import_module("peers.report")
results = importlib.import_module("peers.results")
sys.path.pop(0)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of 30 articles."""
    folder: Path = tmp_path_factory.mktemp("corpus")
    world = corpus.World(30)
    for number in range(30):
        made = world.report(number)
        file = folder / "articles" / made.month / f"{made.slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made.text(), encoding="utf-8")
    return folder


def built(site: Any) -> None:
    """One build, in this process."""
    pipeline.build(config.load(site.folder), lambda what, count: None, lambda stale: None, jobs=1)


def test_the_corpus_is_the_same_bytes_everywhere() -> None:
    world = corpus.World(1000)
    made = "".join(world.report(number).text() for number in range(30))
    assert sha256(made.encode()).hexdigest() == "7aefc7980e5f44e862dca1ef9a3085fd1dc9b386bd4a7e9e6e3753a562a8151f"


def test_a_like_for_like_site_is_whole(texts: Path, tmp_path: Path) -> None:
    site = layout.Layout("backfile", tmp_path / "site")
    site.lay(texts)
    built(site)
    counted = phases.census("run", site, 30)
    read = [layout.read(file) for file in (texts / "articles").rglob("*.md")]
    assert counted.articles == 30
    assert counted.lists == len({tag for it, _ in read for tag in it["tags"]}) + len({it["source"] for it, _ in read})
    assert counted.entries == sum(1 + len(it["tags"]) for it, _ in read), "each stands on the lists of all it has"
    fields, body = next((it, body) for it, body in read if "##" not in body)
    [page] = site.output.rglob(f"{fields['slug']}/index.html")
    tree = lxml.html.parse(page).getroot()
    assert tree.findtext(".//h1") == fields["title"]
    assert tree.xpath("string(//meta[@name='description']/@content)") == fields["summary"]
    assert tree.xpath("//ul[@class='tags']/li/a/text()") == fields["tags"]
    assert tree.xpath("string(//p[@class='meta']/time/@datetime)") == fields["date"]
    assert body.split() == " ".join(tree.xpath("//article/p[@id]//text()")).split()


def test_with_related_articles_pages_name_them(texts: Path, tmp_path: Path) -> None:
    site = layout.Layout("backfile-related", tmp_path / "site")
    site.lay(texts)
    built(site)
    named = [len(lxml.html.parse(f).findall(".//aside//li")) for f in site.output.glob("20*/*/*/index.html")]
    assert max(named) == 5


@pytest.mark.parametrize("tool", ["hugo", "pelican", "eleventy", "backfile"])
def test_each_phase_changes_what_it_says(tool: str, texts: Path, tmp_path: Path) -> None:
    site = layout.Layout(tool, tmp_path / "site")
    site.lay(texts)
    assert len(site.files) == 30

    def changed() -> list[Path]:
        """The files that differ since this was last asked."""
        now = {file: file.read_bytes() for file in site.folder.rglob("*") if file.is_file()}
        found = [file for file, content in now.items() if before.get(file) != content]
        before.clear()
        before.update(now)
        return found

    before: dict[Path, bytes] = {}
    changed()
    for turn in (1, 2):
        site.edit(turn)
        assert changed() == [site.middle]
        site.add(turn)
        [added] = changed()
        assert site.middle.stem not in added.read_text(encoding="utf-8")
        site.retouch(turn)
        assert changed() == [site.folder / site.kind.template]
        site.touch_all(turn)
        assert sorted(changed()) == site.files


def test_nothing_is_measured_soon_after_many_files_were_removed(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = list[float]()
    monkeypatch.setattr(layout.time, "sleep", waited.append)
    site = layout.Layout("backfile", tmp_path / "sites" / "backfile-30")
    site.lay(texts)
    layout.remove_waste(tmp_path / "sites")  # of which there is none
    layout.rest(tmp_path / "sites")
    assert not waited
    site.lay(texts)
    assert len(list(tmp_path.glob("sites/.waste/*"))) == 1
    layout.remove_waste(tmp_path / "sites")
    assert not list(tmp_path.glob("sites/.waste"))
    layout.rest(tmp_path / "sites")
    assert 390 < waited.pop() <= 400
    os.utime(tmp_path / "sites" / ".removed", (0, 0))
    layout.rest(tmp_path / "sites")
    assert not waited


def test_an_added_article_is_a_page_more(texts: Path, tmp_path: Path) -> None:
    site = layout.Layout("backfile", tmp_path / "site")
    site.lay(texts)
    site.add(1)
    site.add(2)
    built(site)
    assert phases.census("run", site, 30).articles == 32


def row(run: str, tool: str, cpu: float, *, phase: str = "cold", code: int = 0) -> object:
    return results.Row(run, tool, 1000, phase, 1, cpu, cpu, peak=10 * cpu, code=code)


@pytest.fixture
def kept(tmp_path: Path) -> Any:
    return results.Results(tmp_path / "results.jsonl")


def test_costs_are_never_divided_across_runs(kept: Any) -> None:
    for fact in (row("1", "hugo", 4), row("1", "backfile", 1), row("2", "hugo", 8), row("3", "backfile", 2)):
        kept.add(fact)
    assert kept.against(row("3", "backfile", 2)) is None
    assert kept.against(row("1", "backfile", 1)).cpu == 4
    assert "| cold | 0.25, 0.25 |" in report.figures(kept), "the newest row that can be divided is shown"
    assert "Pelican" not in report.figures(kept), "nothing is said of what nobody measured"


def test_what_failed_is_divided_by_nothing_and_divides_nothing(kept: Any) -> None:
    for fact in (row("1", "hugo", 4, code=1), row("1", "backfile", 1)):
        kept.add(fact)
    assert "0.25" not in report.figures(kept)
    assert "failed (1)" in report.figures(kept)
    assert chart.draw(kept) == ""


def test_results_of_several_runs_are_read_again(kept: Any, tmp_path: Path) -> None:
    first = results.begin({"backfile": "abc"})
    for fact in (first, row(first.run, "hugo", 4), row(first.run, "backfile", 1)):
        kept.add(fact)
    again = results.Results(tmp_path / "results.jsonl")
    assert report.figures(again) == report.figures(kept)
    assert [run.run for run in again.runs()] == [first.run]


def test_the_report_leaves_words_by_hand_alone(kept: Any, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    guide = tmp_path / "performance.md"
    guide.write_text(f"Before.\n\n{report.START}\nwhat stood here\n{report.END}\n\nAfter.\n", encoding="utf-8")
    for fact in (row("1", "hugo", 4), row("1", "backfile", 1)):
        kept.add(fact)
    report.write(kept, tmp_path)
    text = guide.read_text(encoding="utf-8")
    assert text.startswith("Before.\n")
    assert text.endswith("\n\nAfter.\n")
    assert "what stood here" not in text
    drawn = lxml.html.fromstring((tmp_path / "images/performance.svg").read_bytes())
    bars = drawn.xpath("//*[contains(@class, 'bar') and local-name() = 'rect']/@width")
    assert float(bars[1]) == pytest.approx(4 * float(bars[0]), rel=0.01)


def test_memory_and_time_are_of_all_processes_even_of_those_left_behind(tmp_path: Path) -> None:
    child = """
import time
held, began = bytearray(60_000_000), time.monotonic()
print(flush=True)
while time.monotonic() < began + 1.5 or time.process_time() < 0.6:
    pass
"""
    parent = f"""
import subprocess, sys, time
started = subprocess.Popen([sys.executable, "-c", {child!r}], stdout=subprocess.PIPE)
started.stdout.readline()
time.sleep(1)
sys.exit(3)
"""
    cost = meter.measure([sys.executable, "-c", parent], tmp_path, limit=60, log=tmp_path / "log")
    assert cost.code == 3
    assert cost.pss > 60
    assert cost.cpu > 0.6


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    cost = meter.measure([sys.executable, "-c", "while True: pass"], tmp_path, limit=0.5, log=tmp_path / "log")
    assert cost.code == -9


def test_pages_of_the_large_archive_are_four_reports_each(tmp_path: Path) -> None:
    world = corpus.World(40)
    for number in range(10):
        path, text, sidecar = million.page(world, number)
        file = tmp_path / "seeds" / f"{path}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        file.with_name(f"{file.name}.toml").write_text(sidecar, encoding="utf-8")
    million.settle(tmp_path, "none")
    _, odd = pipeline.ingest(config.load(tmp_path), lambda what, count: None)
    files = list((tmp_path / "content").rglob("*.md"))
    assert odd == []
    assert len(files) == 40
    assert all('published: "20' in file.read_text(encoding="utf-8") for file in files)
    assert million.middle(tmp_path / "content") in files
