"""Builds by the workers of a Dask scheduler: the same bytes, whatever becomes of the workers."""

from __future__ import annotations

import pickle
import re
import shutil
import signal
import sys
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import ExitStack
from pathlib import Path

import dask_cluster
import pytest
from msgspec import structs
from s3_server import bucket, stands
from sites import ROOT, archive, configure, generated, story, tree, tree_hash

import backfile
from backfile import cli, config, pipeline, publish, study
from backfile.cluster import Cluster, batches, sameness
from backfile.config import Site
from backfile.errors import InputError, UsageError
from backfile.memory import MARK
from backfile.publish import render

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dask_cluster.Cluster]:
    with dask_cluster.Cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive to be imported."""
    folder = tmp_path_factory.mktemp("dumps") / "site"
    generated(folder, "--dumps", "24")
    configure(folder)
    return folder


@pytest.fixture(scope="module")
def alone(dumps: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same, imported and built by one process."""
    site = copied(dumps, tmp_path_factory.mktemp("alone"))
    ran(site)
    return site


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few articles are worth a crew, and nobody is waited for for long."""
    monkeypatch.setattr(render, "_WORTH_A_POOL", 40)
    monkeypatch.setattr(batches, "PATIENCE", 1.0)
    monkeypatch.setattr(batches, "_LOOK", 0.2)


def copied(folder: Path, place: Path) -> Site:
    return config.load(shutil.copytree(folder, place / "site"))


def ran(site: Site, address: str = "", progress: Callable[[str, int], object] = lambda *_: None) -> publish.Report:
    """Import and build, by the workers at `address` if there is one."""
    if address:
        with pipeline.assisted(site, address) as site:
            assert isinstance(site.engine, Cluster)
            return _ran(site, progress, site.engine.workers + 1)
    return _ran(site, progress, 1)


def _ran(site: Site, progress: Callable[[str, int], object], jobs: int) -> publish.Report:
    pipeline.ingest(site, progress, jobs=jobs)
    return pipeline.build(site, progress, lambda _: None, jobs=jobs)


def same(site: Site, other: Site) -> bool:
    return tree(site) == tree(other) and tree_hash(site.content) == tree_hash(other.content)


def test_workers_of_a_cluster_make_what_one_process_makes(
    cluster: dask_cluster.Cluster, dumps: Path, alone: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study, "_WORTH_A_CREW", 20)
    site = copied(dumps, tmp_path)
    cluster.ready(2)
    report = ran(site, cluster.address)
    assert cluster.began() == 2
    assert same(site, alone)
    assert report.warnings == ()
    file = min(site.content.rglob("*.md"))
    file.write_text(file.read_text("utf-8").replace("title: ", "title: Newly "), "utf-8")
    assert 0 < ran(site, cluster.address).written < 60


@pytest.mark.parametrize("killed", ["a worker", "all workers", "the scheduler"])
def test_what_dies_in_mid_build_leaves_a_whole_site(
    cluster: dask_cluster.Cluster, dumps: Path, alone: Site, tmp_path: Path, killed: str
) -> None:
    site, pages = copied(dumps, tmp_path), len(tree(alone))
    left: list[int] = []

    def kill(stage: str, done: int) -> None:
        if stage == "Pages rendered:" and not left and done % 16 == 0 and cluster.began() == 2:
            left.append(pages - done)
            for one in processes:
                one.send_signal(signal.SIGKILL)

    with ExitStack() as servers:
        if killed == "the scheduler":
            cluster = servers.enter_context(dask_cluster.Cluster(tmp_path))
        if killed == "a worker":
            url = servers.enter_context(bucket())
            site = config.redirected(site, url)
        cluster.ready(0)  # so that those who begin do so for this build
        cluster.ready(2)
        alive = cluster.workers
        processes = {"a worker": alive[:1], "all workers": alive, "the scheduler": [cluster.scheduler]}[killed]
        report = ran(site, cluster.address, kill)
        if killed == "a worker":
            assert {path: content for path, content in stands(url).items() if path != MARK} == tree(alone)
    assert left
    assert left[0] > 100
    assert same(site, alone)
    lost = [str(problem).partition(",")[0] for problem in report.warnings]
    # Without a scheduler nobody hears of the workers either: whichever is noticed first is said.
    nobody, gone = "no worker is left", "the scheduler is gone"
    why = {"a worker": (), "all workers": (nobody,), "the scheduler": (gone, nobody)}[killed]
    assert len(lost) == bool(why)
    assert set(lost) <= {f"build: work of the cluster was lost ({each})" for each in why}


def test_a_worker_with_another_program_is_told_of_before_anything_is_done(
    cluster: dask_cluster.Cluster, dumps: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(Path(backfile.__file__).parent, other / "backfile", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("templates", "static"):
        shutil.copytree(ROOT / name, other / name)
    with (other / "backfile" / "urls.py").open("a") as file:
        file.write("# otherwise\n")
    site = copied(dumps, tmp_path)
    cluster.ready(1)
    cluster.ready(2, [str(other), *sys.path])
    with pytest.raises(InputError) as error:
        ran(site, cluster.address)
    cluster.ready(1)
    expected = r"tcp://127.0.0.1:\d+: this worker runs another program of Backfile — install the same there as here.*"
    assert re.fullmatch(expected, str(error.value))
    assert not site.content.exists()
    assert not site.output.exists()


@linux
def test_a_worker_that_cannot_see_the_archive_is_told_of(
    cluster: dask_cluster.Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each process has a folder of its own at `/proc/self/cwd`."""
    made = archive(tmp_path / "site", {"2025/06/x": story("A title", "Text.")})
    monkeypatch.chdir(made.root)
    cluster.ready(1)
    with pytest.raises(InputError) as error:
        ran(Site(Path("/proc/self/cwd"), made.settings), cluster.address)
    assert "this worker cannot see the archive in /proc/self/cwd — put the archive on a disk" in str(error.value)


def test_a_worker_that_joins_later_and_sees_another_archive_does_nothing(
    cluster: dask_cluster.Cluster, tmp_path: Path
) -> None:
    site = archive(tmp_path / "site")
    cluster.ready(1)
    with pipeline.assisted(site, cluster.address) as assisted:
        assert assisted.engine
        with publish.locked(site):
            executor = assisted.engine.executor(print, ())
        (site.work / "lock").write_text("1 elsewhere\n")
        with pytest.raises(BrokenExecutor, match="does not see the archive"):
            executor.submit(len, "abc").result()
        executor.shutdown()


def test_what_a_worker_says_is_wrong_with_the_input_arrives_and_nothing_else_does(
    cluster: dask_cluster.Cluster, tmp_path: Path
) -> None:
    site = archive(tmp_path / "site")
    cluster.ready(1)
    with pipeline.assisted(site, cluster.address) as assisted:
        assert assisted.engine
        executor = assisted.engine.executor(len, ("",))
        assert executor.submit(len, "abc").result() == 3
        assert executor.submit(int, "11", base=2).result() == 3
        with pytest.raises(UsageError, match="is not a folder"):
            executor.submit(config.load, tmp_path / "none").result()
        with pytest.raises(BrokenExecutor, match="ValueError"):
            executor.submit(int, "x").result()
        executor.shutdown()


def test_an_engine_sent_to_a_worker_is_none(tmp_path: Path) -> None:
    site = archive(tmp_path)
    sent = structs.replace(site, engine=Cluster(None, site, 2))
    assert pickle.loads(pickle.dumps(sent)) == site


def test_all_that_makes_a_page_is_compared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[><=]", each)[0] for each in project["dependencies"]}
    assert needed - {"livereload", "watchfiles", "rich"} <= set(sameness.LIBRARIES)
    here = sameness.parts()
    there = tuple((name, "0.1" if name == "jinja2" else what) for name, what in here)
    assert sameness.difference(here, here) == ""
    assert sameness.difference(here, there).startswith("has jinja2 0.1, this machine 3.")


# ---------------------------------------------------------------- the command line


def ended(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    code = cli.main([str(argument) for argument in arguments])
    return code, capsys.readouterr().err


def test_a_scheduler_without_workers_or_without_an_answer_is_told_of(
    cluster: dask_cluster.Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = archive(tmp_path)
    monkeypatch.setattr("backfile.cluster.connection._ANSWER", 1)
    cluster.ready(0)
    for called, told in (
        (cluster.address, f"has no workers — start some: dask worker {cluster.address}"),
        ("tcp://127.0.0.1:1", "no scheduler answers at tcp://127.0.0.1:1"),
        ("nonsense://x", "no scheduler answers at nonsense://x"),
    ):
        code, said = ended(capsys, "--site", site.root, "--engine", "dask", "--scheduler", called)
        assert (code, said.count("\n")) == (2, 1), said
        assert told in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--engine", "dask"], "needs a scheduler — give its address"),
        (["--scheduler", "tcp://x:1"], "add --engine dask"),
        (["build", "--engine", "dask", "--scheduler", "tcp://x:1", "--jobs", "2"], "leave it out"),
        (["--engine", "dask", "--scheduler", "tcp://x:1", "serve"], "does not go with “serve”"),
        (["--output", "s3://x", "check"], "does not go with “check”"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    site = archive(tmp_path)
    code, said = ended(capsys, "--site", site.root, *arguments)
    assert code == 2
    assert told in said


def test_without_dask_it_is_said_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = archive(tmp_path)
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, said = ended(capsys, "--site", site.root, "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1")
    assert code == 2
    assert "needs the package “distributed”, which is not installed — install Backfile with its extra “dask”" in said
