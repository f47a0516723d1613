"""Seeds divided by several processes, and only those that must be: with the result of one that divides all."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sites
from content_archive import archive, dump, edit, file, imported, story, tree
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile import intake, pipeline, seeds
from backfile.config import Settings, Site
from backfile.content import Report
from backfile.errors import InputError, Problem
from backfile.intake import dividing
from backfile.processes import order

Outcome = tuple[Report, list[Problem]]


def quiet(stage: str, done: int) -> None:
    pass


def generated(folder: Path, dumps: int = 60) -> Site:
    """Seeds by `benchmarks/archive.py`, and some that are odd."""
    sites.generated(folder, "--dumps", str(dumps))
    seeds = folder / "seeds"
    shutil.copy(seeds / "00002.txt", seeds / "copy.txt")
    (seeds / "empty.txt").write_text("")
    (seeds / "page.html").write_text("<!doctype html><p>x")
    (seeds / "unknown.txt").write_text("A page of no known layout\nWith a line.\n")
    return Site(folder, Settings())


def content(site: Site) -> dict[str, bytes]:
    return {path: raw for path, (raw, _) in tree(site).items()}


def begin_again(site: Site) -> Site:
    shutil.rmtree(site.content, ignore_errors=True)
    shutil.rmtree(site.work, ignore_errors=True)
    return site


@pytest.fixture
def crews(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few seeds there are."""
    monkeypatch.setattr(intake, "_WORTH_A_CREW", 0)


@pytest.fixture
def divided(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that this process divides."""
    files: list[str] = []
    really = dividing.Divider.divide

    def divide(self: dividing.Divider, task: dividing.Task) -> dividing.Made:
        files.extend(capture.file for capture in task[1])
        return really(self, task)

    monkeypatch.setattr(dividing.Divider, "divide", divide)
    return files


# ---------------------------------------------------------------- several processes


@given(st.lists(st.integers(0, 2 * dividing._LARGE) | st.integers(0, 9000), max_size=40))
def test_seeds_go_together_in_their_order_while_they_are_few_and_small(sizes: list[int]) -> None:
    captures = [seeds.Capture(str(n), (0, size, 0)) for n, size in enumerate(sizes)]
    groups = list(dividing.together(captures))
    assert [capture for group in groups for capture in group] == captures
    assert all(0 < len(group) <= dividing._TOGETHER for group in groups)
    assert all(len(group) == 1 or dividing.size(group) <= dividing._LARGE for group in groups)


def test_any_number_of_processes_writes_the_same(
    tmp_path: Path, crews: None, divided: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = generated(tmp_path)
    alone = pipeline.ingest(site, quiet, jobs=1), content(site)
    everything = len(divided)
    assert alone[0][0].created > 200
    assert {problem.path for problem in alone[0][1]} >= {"seeds/empty.txt", "seeds/page.html", "seeds/unknown.txt"}
    sizes = [dividing.size(group) for group in dividing.together(seeds.captures(site, []))]
    heavy = sorted(sizes)[-3]
    assert len(sizes) > 6
    for jobs in (2, 3):
        divided.clear()
        monkeypatch.setattr(intake, "_LIGHT", heavy)  # some are too large to be sent
        monkeypatch.setattr(order, "MOST", 20 * (9_500 + intake._LEAST))  # and some must wait
        begin_again(site)
        assert (pipeline.ingest(site, quiet, jobs=jobs), content(site)) == alone
        assert 0 < len(divided) < everything, "others did some of it, and this process what is too large"


def test_a_worker_that_is_killed_costs_nothing_but_time(tmp_path: Path, crews: None) -> None:
    site = generated(tmp_path, 120)
    alone = pipeline.ingest(site, quiet, jobs=1), content(site)
    killed: list[int] = []

    def kill(stage: str, done: int) -> None:
        for child in sites.children() if not killed else ():
            killed.append(child)
            os.kill(child, signal.SIGKILL)

    begin_again(site)
    assert (pipeline.ingest(site, kill, jobs=2), content(site)) == alone
    assert killed


def test_an_import_that_is_killed_leaves_whole_files_and_is_finished_by_the_next(tmp_path: Path) -> None:
    site, clean = Site(tmp_path / "site", Settings()), Site(tmp_path / "clean", Settings())
    for one in (site, clean):
        sites.generated(one.root, "--dumps", "200")
    pipeline.ingest(clean, quiet, jobs=1)
    whole = content(clean)
    command = [sys.executable, "-m", "backfile", "--site", str(site.root), "import", "--jobs", "2"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None and len(list(site.content.rglob("*.md"))) < 100:
        time.sleep(0.01)
    running.kill()
    assert running.wait() == -signal.SIGKILL
    left = content(site)
    assert 100 <= len(left) < len(whole)
    assert all(whole[path] == raw for path, raw in left.items())
    pipeline.ingest(site, quiet)
    assert content(site) == whole


# ---------------------------------------------------------------- the order of results


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 9), max_size=40), st.integers(1, 30), st.randoms(use_true_random=False))
def test_results_come_in_the_order_of_their_tasks_and_few_wait(
    weights: list[int], most: int, chance: random.Random
) -> None:
    given_out: set[int] = set()

    def share(tasks: Iterator[tuple[int, int]]) -> Iterator[tuple[int, str]]:
        """Does up to five tasks at a time, and gives one of them back, whichever."""
        begun: list[tuple[int, int]] = []
        while True:
            while len(begun) < 5 and (task := next(tasks, None)):
                begun.append(task)
                given_out.add(task[0])
            if not begun:
                return
            number, weight = begun.pop(chance.randrange(len(begun)))
            yield number, f"{number}: {weight}"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "MOST", most)
        results = []
        for result in order.in_order(share, weights, lambda weight: weight):
            ahead = [weights[number] for number in given_out if number >= len(results)]
            assert sum(ahead[:-1]) < most, "one more is let through while there is room"
            results.append(result)
    assert results == [f"{number}: {weight}" for number, weight in enumerate(weights)]


# ---------------------------------------------------------------- nothing changed


def settle(site: Site) -> None:
    """What lies there was written a while ago."""
    for path in (*site.seeds.rglob("*"), *site.content.rglob("*")):
        os.utime(path, ns=(1_700_000_000_000_000_000, 1_700_000_000_000_000_000))


def test_where_nothing_changed_nothing_is_read_divided_or_written(
    tmp_path: Path, divided: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = generated(tmp_path, 9)
    settle(site)
    report, odd = pipeline.ingest(site, quiet)
    settle(site)
    pipeline.ingest(site, quiet)
    before = tree(site), {path.name: path.stat().st_mtime_ns for path in site.work.glob("*.msgpack")}
    divided.clear()
    opened: list[Path] = []
    really = Path.open

    def counted(self: Path, *how: object, **more: object) -> object:
        opened.append(self)
        return really(self, *how, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", counted)
    again, odd_again = pipeline.ingest(site, quiet)
    assert (again.unchanged, again.created, again.updated) == (report.created, 0, 0)
    assert odd_again == odd
    assert divided == []
    assert [path.name for path in opened if site.seeds in path.parents and path.suffix == ".txt"] == []
    assert (tree(site), {path.name: path.stat().st_mtime_ns for path in site.work.glob("*.msgpack")}) == before


def test_a_seed_that_was_just_written_is_read_again(tmp_path: Path, divided: list[str]) -> None:
    site = Site(tmp_path, Settings())
    seed = site.seeds / "a.txt"
    sites.write(seed, "A page of no known layout\nWith one line.\n")
    pipeline.ingest(site, quiet)
    stat = seed.stat()
    seed.write_text("A page of no known layout\nWith two line.\n")
    os.utime(seed, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert pipeline.ingest(site, quiet)[0].updated == 1
    assert divided == ["a.txt", "a.txt"]


@pytest.mark.parametrize("cache", ["seeds.msgpack", "imported.msgpack"])
def test_what_is_remembered_may_be_lost_or_damaged(tmp_path: Path, cache: str) -> None:
    site = generated(tmp_path, 6)
    _, odd = pipeline.ingest(site, quiet)
    whole = content(site)
    for left in (b"", b"\xc1\xc1", (site.work / cache).read_bytes()[:-9]):
        (site.work / cache).write_bytes(left)
        report, odd_again = pipeline.ingest(site, quiet)
        assert (report.unchanged, odd_again) == (len([path for path in whole if path.endswith(".md")]), odd)
    (site.work / cache).unlink()
    assert pipeline.ingest(site, quiet)[1] == odd
    assert content(site) == whole


@pytest.mark.parametrize("change", [{"lang": "ar"}, {"slug_unicode": True}])
def test_another_setting_divides_all_again(tmp_path: Path, divided: list[str], change: dict[str, object]) -> None:
    site = generated(tmp_path, 3)
    pipeline.ingest(site, quiet)
    everything, divided[:] = sorted(divided), []
    pipeline.ingest(Site(tmp_path, Settings(**change)), quiet)  # type: ignore[arg-type]
    assert sorted(divided) == everything


# ---------------------------------------------------------------- what changed, step by step


def _write(site: Site, chance: random.Random) -> None:
    name = f"{chance.randrange(4)}.txt"
    stories = [f"Title {chance.randrange(3)}\nIt rained {chance.randrange(4)} times.\n" for _ in range(2)]
    sites.write(site.seeds / name, "\n\n\n\n".join(stories))


def _rename(site: Site, chance: random.Random) -> None:
    for seed in sorted(site.seeds.glob("*.txt"))[:1]:
        seed.replace(seed.with_name(f"{chance.randrange(4)}.txt"))


def _copy(site: Site, chance: random.Random) -> None:
    for seed in sorted(site.seeds.glob("*.txt"))[-1:]:
        (site.seeds / f"copy{chance.randrange(2)}.txt").write_bytes(seed.read_bytes())


def _remove_seed(site: Site, chance: random.Random) -> None:
    for seed in sorted(site.seeds.glob("*.txt"))[:1]:
        seed.unlink()


def _tell(site: Site, chance: random.Random) -> None:
    for seed in sorted(site.seeds.glob("*.txt"))[:1]:
        sites.write(site.seeds / f"{seed.name}.toml", f'rights = "{chance.randrange(3)}"\n')


def _any_article(site: Site, chance: random.Random) -> list[Path]:
    found = sorted(site.content.rglob("*.md"))
    return [chance.choice(found)] if found else []


def _edit(site: Site, chance: random.Random) -> None:
    for article in _any_article(site, chance):
        article.write_text(article.read_text().replace("rained", f"snowed {chance.randrange(9)}"))


def _break(site: Site, chance: random.Random) -> None:
    for article in _any_article(site, chance):
        article.write_text(
            "---\ntitle: [\n" if chance.random() < 0.5 else article.read_text().replace("title: [\n", "x")
        )


def _delete(site: Site, chance: random.Random) -> None:
    for article in _any_article(site, chance):
        article.unlink()


def _move(site: Site, chance: random.Random) -> None:
    for article in _any_article(site, chance):
        sites.write(site.content / "elsewhere" / f"{chance.randrange(9)}.md", article.read_text())
        article.unlink()


def _handwrite(site: Site, chance: random.Random) -> None:
    sites.write(site.content / f"mine-{chance.randrange(3)}.md", "---\ntitle: Mine\n---\n\nMine.\n")


def _forget(site: Site, chance: random.Random) -> None:
    for line in sorted((site.content / ".imported").glob("*.jsonl"))[:1]:
        line.unlink()


STEPS: tuple[Callable[[Site, random.Random], None], ...] = (
    *(_write, _rename, _copy, _remove_seed, _tell, _edit, _break, _delete, _move, _handwrite, _forget),
)


def outcome(site: Site) -> Outcome | tuple[Problem, ...]:
    try:
        return pipeline.ingest(site, quiet, jobs=1)
    except InputError as error:
        return error.problems


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 1 << 30)), min_size=3, max_size=14))
def test_after_any_steps_the_result_is_that_of_dividing_everything(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Callable[[Site, random.Random], None], int]]
) -> None:
    """One archive remembers; from the other all that is remembered in `.backfile/` is taken away before each import."""
    root = tmp_path_factory.mktemp("steps")
    keeps, forgets = (Site(root / name, Settings()) for name in ("keeps", "forgets"))
    for site in (keeps, forgets):
        _write(site, random.Random(1))
        _write(site, random.Random(2))
    for step, chance in [(_copy, 0), *steps]:
        for site in (keeps, forgets):
            step(site, random.Random(chance))
        shutil.rmtree(forgets.work, ignore_errors=True)
        assert outcome(keeps) == outcome(forgets)
        assert content(keeps) == content(forgets)


def test_a_seed_whose_article_is_astray_is_looked_at_until_it_is_mended(tmp_path: Path) -> None:
    site = archive(tmp_path)
    imported(site, [dump("a.txt", story("Rain", "It rained."))])
    whole = file(site, "undated/rain").read_text()
    file(site, "undated/rain").write_text("---\ntitle: [\n")
    divided_otherwise = dump("a.txt", story("Rain", "It rained.", rights="Ours"))
    for told in (False, True):
        with pytest.raises(InputError):
            imported(site, [divided_otherwise], label="another", told=told)
    file(site, "undated/rain").write_text(whole)
    assert imported(site, [divided_otherwise], label="another", told=True)[0].updated == 1
    assert imported(site, [divided_otherwise], label="another", told=True)[1] == []


def test_a_seed_of_which_an_edit_was_spared_is_looked_at_again(tmp_path: Path) -> None:
    """The edit may have been undone since."""
    site = archive(tmp_path)
    imported(site, [dump("a.txt", story("Rain", "It rained."))])
    edit(site, "undated/rain", "It rained.", "It poured.")
    corrected = dump("a.txt", story("Rain", "It hailed."))
    assert imported(site, [corrected])[0].spared == 1
    edit(site, "undated/rain", "It poured.", "It rained.")
    report, asked = imported(site, [corrected], told=True)
    assert (asked, report.updated, report.spared) == (["a.txt"], 1, 0)
    assert imported(site, [corrected], told=True)[1] == []
