"""Builds that die or are refused: the site stays whole, and the next build makes it what a clean one would.

`publish_faults.py` is the program that these tests run, kill and starve.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from publish_archive import archive, article, broken, build, dead_links, listing, tree
from publish_faults import long_pages

from backfile import memory, publish
from backfile.errors import InputError
from backfile.publish import journal

PROGRAM = Path(__file__).with_name("publish_faults.py")
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and signals")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs mount and /proc")


@posix
@pytest.mark.parametrize("mode", ["kill", "full"])
def test_a_fault_at_any_act_leaves_the_site_whole_and_the_next_build_clean(tmp_path: Path, mode: str) -> None:
    done = subprocess.run([sys.executable, PROGRAM, mode, tmp_path], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert [line for line in lines if not line.startswith("held at")] == []
    assert all(int(re.sub(r"\D", "", line)) > 40 for line in lines)
    assert len(lines) == 2


# ---------------------------------------------------------------- killed from outside, with its workers


def _others(name: str) -> list[str]:
    """Processes whose environment names `name`."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if name.encode() in (process / "environ").read_bytes() and process.name != str(os.getpid()):
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def _ended(name: str) -> bool:
    deadline = time.monotonic() + 10
    while left := _others(name):
        if time.monotonic() > deadline:
            pytest.fail(f"still there: {left}")
        time.sleep(0.02)
    return True


@linux
@pytest.mark.parametrize(("end", "times"), [(signal.SIGKILL, 8), (signal.SIGTERM, 3), (signal.SIGINT, 3)])
def test_a_build_ended_at_a_random_moment_leaves_the_site_whole_and_no_worker(
    tmp_path: Path, end: signal.Signals, times: int
) -> None:
    clean = archive(tmp_path / "clean")
    site = archive(tmp_path / "site")
    build(site, *long_pages(0))
    chance = random.Random(end)
    name = f"BACKFILE_TEST={tmp_path}"
    for number in range(1, times + 1):
        command = [sys.executable, PROGRAM, "once", site.root, str(number)]
        running = subprocess.Popen(command, env={**os.environ, "BACKFILE_TEST": str(tmp_path)}, stderr=subprocess.PIPE)
        time.sleep(chance.uniform(0.15, 0.9))
        running.send_signal(end)
        running.communicate(timeout=20)
        assert _ended(name)
        assert broken(site) == []
        assert dead_links(site) == []
    build(site, *long_pages(number))
    build(clean, *long_pages(number))
    assert tree(site) == tree(clean)


# ---------------------------------------------------------------- disks


def _mounted(folder: Path, *arguments: str) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *arguments, folder], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"cannot mount here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    yield from _mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=600k", "none")


@linux
def test_a_full_disk_leaves_the_old_site_and_a_clear_error(small_disk: Path) -> None:
    site = archive(small_disk)
    old = [article(f"/2025/{i}/", f"Old {i}" * 100) for i in range(20)]
    new = [article(f"/2025/{i}/", f"New {i}" * 100) for i in range(30)]
    build(site, *old)
    before, said = tree(site), []
    for room in range(0, 300, 20):
        stat = os.statvfs(small_disk)
        filler = small_disk / "filler"
        filler.write_bytes(bytes(max(0, stat.f_bavail * stat.f_bsize - room * 1024)))
        try:
            report = build(site, *new)
        except InputError as error:
            said.append(str(error))
            assert "the disk is full" in said[-1]
            assert said[-1].endswith("free some space and build again; the site is as it was")
            assert tree(site) == before
        else:
            assert set(tree(site)) == {".backfile", *(f"2025/{i}/index.html" for i in range(30))}
            assert report.written == 30
            break
        assert not (site.work / "stage").exists() or list((site.work / "stage").iterdir()) == []
        filler.unlink()
    assert len(said) > 3
    filler.unlink(missing_ok=True)
    build(site, *new)
    assert build(site, *new).rendered == 0


@linux
def test_an_output_folder_on_another_disk_is_written_and_holds_nothing_else_afterwards(tmp_path: Path) -> None:
    site, clean = archive(tmp_path / "site"), archive(tmp_path / "clean")
    pages = [article("/2025/06/x/", "X"), article("/2025/06/z/"), listing("/", "/2025/06/x/")]
    for _ in _mounted(site.output, "-t", "tmpfs", "none"):
        build(site, *pages[:2], article("/2024/x/"))
        assert build(site, *pages).removed == ("2024/x/index.html",)
        build(clean, *pages)
        assert tree(site) == tree(clean)
        assert build(site, *pages).rendered == 0
        assert sorted(path.name for path in site.output.iterdir()) == [".backfile", "2025", "index.html"]


@linux
def test_what_was_staged_on_another_disk_is_committed_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = archive(tmp_path)

    def die(*_: object) -> None:
        raise SystemExit

    for _ in _mounted(site.output, "-t", "tmpfs", "none"):
        with monkeypatch.context() as patch:
            patch.setattr(journal, "play_additions", die)
            with pytest.raises(SystemExit):
                build(site, article("/2025/06/x/", "X"))
        assert (site.output / memory.STAGE).is_dir()
        assert publish.recover(site)
        assert sorted(tree(site)) == [".backfile", "2025/06/x/index.html"]
        assert not (site.output / memory.STAGE).exists()


@linux
def test_a_read_only_output_folder_is_told_before_anything_is_rendered(tmp_path: Path) -> None:
    site = archive(tmp_path)
    build(site, article("/2025/06/x/", "X"))
    before = tree(site)
    rendered: list[int] = []
    for _ in _mounted(site.output, "--bind", "-o", "ro", str(site.output)):
        subprocess.run(["mount", "-o", "remount,bind,ro", site.output], check=True)
        with pytest.raises(InputError) as error:
            build(site, article("/2025/06/x/", "Other"), progress=rendered.append)
        assert "the file system is read-only — let this user write there" in str(error.value)
        assert str(error.value).endswith("the site is as it was")
        assert tree(site) == before
        assert rendered == []


def test_a_folder_that_may_not_be_written_is_told_before_anything_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = archive(tmp_path)
    build(site, article("/2025/06/x/", "X"), article("/2024/y/"), listing("/", "/2025/06/x/"))
    before = tree(site)
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "2024" and access(path, mode))
    with pytest.raises(InputError, match="public/2024: cannot be written: permission is denied"):
        build(site, article("/2025/06/x/", "Other"), article("/2024/z/"), article("/2024/y/"))
    monkeypatch.undo()
    assert tree(site) == before
    assert build(site, article("/2025/06/x/", "Other")).written == 1


def test_a_file_name_that_is_no_unicode_is_removed_like_any_other(tmp_path: Path) -> None:
    site = archive(tmp_path)
    build(site, article("/x/"))
    try:
        (site.output / os.fsdecode(b"caf\xe9.txt")).write_text("")
    except OSError:
        pytest.skip("this disk takes Unicode names alone")
    report = build(site, article("/x/"))
    assert sorted(tree(site)) == [".backfile", "x/index.html"]
    assert "caf\\udce9.txt: was removed" in str(report.warnings[0])


def test_memory_that_cannot_be_kept_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = archive(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(memory.Memory, "keep", lambda *_: False)
        report = build(site, article("/x/"))
    assert "what was built could not be remembered" in str(report.warnings[0])
    assert build(site, article("/x/")).written == 0


def test_the_archives_folder_may_lose_its_work_folder_while_building(tmp_path: Path) -> None:
    import shutil

    site = archive(tmp_path)
    build(site, article("/x/"))
    before = tree(site)

    def lose(done: int) -> None:
        shutil.rmtree(site.work)

    with pytest.raises(InputError, match="the site is as it was"):
        build(site, article("/x/", "Other"), progress=lose)
    assert tree(site) == before
    assert build(site, article("/x/", "Other")).written == 1
