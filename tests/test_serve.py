"""The preview at work: a burst of saves is one build, an error is shown over the last good site until it is mended."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sites
from serving import PATIENCE, Served, frame, message, preview

from backfile import config, publish, serve
from backfile.config import Site
from backfile.errors import BusyError, InputError, Problem
from backfile.serve import watch as watching
from backfile.serve.server import Preview
from backfile.serve.watch import Watch

FERRY = sites.story("Ferry returns", "It came back on Monday.", tags=["Ferries"])
BROKEN = '{% extends "_base.html" %}{% block main %}<script>alert(1)</script>{{ nothing.at.all }}{% endblock %}\n'


class Saves:
    """Counts the builds that a watch asks for."""

    def __init__(self) -> None:
        self.builds = 0
        self._told = threading.Condition()

    def __call__(self, watch: Watch, saved: object, /, *, idle: bool) -> bool:
        with self._told:
            self.builds += 1
            self._told.notify_all()
        return True

    def wait(self, builds: int) -> None:
        with self._told:
            assert self._told.wait_for(lambda: self.builds >= builds, PATIENCE), f"{self.builds} of {builds} builds"

    def settled(self, quiet: float = 0.4) -> int:
        """The number of builds once there was none for so many seconds."""
        known = -1
        while known != self.builds:
            known = self.builds
            time.sleep(quiet)
        return known


@contextmanager
def watched(root: Path) -> Iterator[Saves]:
    """A watch over `root` that has begun to see."""
    saves = Saves()
    watch = Watch(root, saves)
    assert watch.start(lambda: None), "or livereload would poll"
    time.sleep(0.4)  # nothing says when the system has begun to send notices
    try:
        yield saves
    finally:
        watch.stop()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    sites.archive(tmp_path, {"2025/06/ferry": FERRY})
    return tmp_path


def test_a_burst_of_saves_is_one_build(root: Path) -> None:
    with watched(root) as saves:
        for number in range(30):
            sites.write(root / f"content/2025/06/new-{number}.md", FERRY)
        saves.wait(1)
        assert saves.settled() <= 2


def test_saves_while_a_build_runs_are_built_once_after_it(root: Path) -> None:
    running, going = threading.Event(), threading.Event()

    class Slow(Saves):
        def __call__(self, watch: Watch, saved: object, /, *, idle: bool) -> bool:
            running.set()
            assert going.wait(PATIENCE)
            return super().__call__(watch, saved, idle=idle)

    saves = Slow()
    watch = Watch(root, saves)
    watch.start(lambda: None)
    time.sleep(0.3)
    try:
        sites.write(root / "content/a.md", FERRY)
        assert running.wait(PATIENCE)
        for number in range(5):
            sites.write(root / f"content/b-{number}.md", FERRY)
            time.sleep(0.1)
        going.set()
        saves.wait(2)
        assert saves.settled() == 2
    finally:
        going.set()
        watch.stop()


def test_what_was_left_undone_is_done_when_nothing_is_saved_any_more(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_IDLE", 0.4)
    asked: list[bool] = []

    class Leaving(Saves):
        def __call__(self, watch: Watch, saved: object, /, *, idle: bool) -> bool:
            asked.append(idle)
            super().__call__(watch, saved, idle=idle)
            return idle

    saves = Leaving()
    watch = Watch(root, saves)
    watch.start(lambda: None)
    time.sleep(0.3)
    try:
        for number in range(3):
            sites.write(root / f"content/{number}.md", FERRY)
            saves.wait(number + 1)
            time.sleep(0.1)
        saves.wait(4)
        assert saves.settled(0.8) == 4
        assert asked == [False, False, False, True]
    finally:
        watch.stop()


def test_a_large_site_shows_a_page_before_search_and_data_files_follow(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = config.load(root)
    built = sites.build(site)
    assert "/data/articles.jsonl" in built.rendered
    sites.edit(site, "2025/06/ferry", "Monday", "Tuesday and Wednesday")
    before = sites.tree(site)
    sites.edit(site, "2025/06/ferry", "Tuesday and Wednesday", "Thursday")
    quick = sites.build(site, whole=False)
    assert "/2025/06/ferry/" in quick.rendered
    assert not {url for url in quick.rendered if url.startswith("/data/")}
    assert sites.tree(site).keys() == before.keys()
    assert sites.build(site).rendered.keys() >= {"/data/articles.jsonl"}
    whole = sites.tree(site)
    sites.build(site, fresh=True)
    assert sites.tree(site) == whole


WATCHED = ["content/2025/06/ferry.md", "content/2025/06/new/deep/x.md", "seeds/a.txt", "seeds/a.txt.toml"]
WATCHED += ["templates/x.html", "static/site.css", "pyproject.toml", "tags.toml", "comments/ab12-1/a.md"]


def test_what_an_archive_is_made_of_is_watched(root: Path) -> None:
    for folder in ("seeds", "templates", "static", "comments/ab12-1"):
        (root / folder).mkdir(parents=True)
    with watched(root) as saves:
        for name in WATCHED:
            known = saves.settled(0.15)
            sites.write(root / name, "# changed\n")
            saves.wait(known + 1)


def test_what_nobody_saved_is_no_save(root: Path) -> None:
    with watched(root) as saves:
        for name in ("content/.x.md.swp", "content/x.md~", "content/#x.md#", "content/.imported/ab.jsonl", "notes.txt"):
            sites.write(root / name, "x")
        for name in ("public/index.html", ".backfile/stage/x.html", ".git/index"):
            sites.write(root / name, "x")
        assert saves.settled() == 0


def test_a_folder_made_meanwhile_is_watched(root: Path) -> None:
    with watched(root) as saves:
        sites.write(root / "templates/article.html", "first")
        saves.wait(1)
        known = saves.settled()
        sites.write(root / "templates/article.html", "second")
        saves.wait(known + 1)


def test_a_folder_that_goes_and_comes_again_is_watched(root: Path) -> None:
    file = root / "content/2025/06/ferry.md"
    with watched(root) as saves:
        (root / "content").rename(root / "elsewhere")
        saves.wait(1)
        known = saves.settled()
        (root / "elsewhere").rename(root / "content")
        saves.wait(known + 1)
        known = saves.settled()
        sites.write(file, FERRY + "More.\n")
        saves.wait(known + 1)


def test_an_archive_without_any_folder_is_watched(tmp_path: Path) -> None:
    sites.configure(tmp_path)
    with watched(tmp_path) as saves:
        sites.write(tmp_path / "content/x.md", FERRY)
        saves.wait(1)


def test_looks_for_saves_where_the_system_sends_no_notices(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = watching.watch

    def refusing(*paths: Path, force_polling: bool | None = None, **options: object) -> object:
        if not force_polling:
            raise OSError("OS file watch limit reached.")
        return real(*paths, force_polling=True, poll_delay_ms=50, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(watching, "watch", refusing)
    with watched(root) as saves:
        sites.write(root / "content/x.md", FERRY)
        saves.wait(1)
    assert "OS file watch limit reached" in capsys.readouterr().err


class Rebuilds:
    """Builds that come out as they are told to; each error is raised, each truth says that something changed."""

    def __init__(self, site: Site, *outcomes: bool | Exception) -> None:
        self.site = site
        self.outcomes = list(outcomes)

    def __call__(self, *, whole: bool, saved: object = ()) -> serve.Rebuilt:
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return serve.Rebuilt(self.site, changed=outcome, whole=whole)


def shown_after(
    site: Site, *outcomes: bool | Exception, stamp: tuple[int, int] = (0, 0), idle: bool = False
) -> tuple[Preview, int]:
    """The preview after one more build, and how often its pages were loaded again."""
    showing = Preview(site, "127.0.0.1")
    before, showing.stamp = showing.shown, stamp
    serve._again(showing, Rebuilds(site, *outcomes), Watch(site.root, Saves()), idle=idle)
    return showing, showing.shown - before


def test_pages_are_loaded_again_only_if_something_changed(root: Path) -> None:
    site = config.load(root)
    assert shown_after(site, True)[1] == 1
    assert shown_after(site, False)[1] == 0
    assert shown_after(site, False, stamp=(1, 1))[1] == 1, "a build in another window changed it"


def test_a_build_in_another_window_is_waited_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    showing, times = shown_after(config.load(root), BusyError("busy"), BusyError("busy"), True)
    assert (showing.failure, times) == ("", 1)
    assert "busy" not in capsys.readouterr().err


def test_a_file_met_half_saved_is_no_error(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    half = InputError([Problem("content/x.md", 1, "there is no front matter")])
    showing, times = shown_after(config.load(root), half, True)
    assert (showing.failure, times) == ("", 1)
    assert capsys.readouterr().err == ""
    showing, times = shown_after(config.load(root), half, half)
    assert (showing.failure, times) == ("content/x.md:1: there is no front matter", 1)


def test_a_fault_of_the_program_ends_no_preview(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    showing, times = shown_after(config.load(root), RuntimeError("a fault \x1b[2J of ours"))
    assert times == 1
    assert "RuntimeError: a fault \\x1b[2J of ours" in showing.failure
    assert "\x1b" not in capsys.readouterr().err


# ---------------------------------------------------------------- as a user starts it


def test_a_port_that_is_taken_is_wrong_usage_before_anything_is_built(root: Path) -> None:
    site = config.load(root)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with preview(site, "--port", str(port)) as served:
            assert served.end() == 2
        assert len(served.err) == 1
        assert f"port {port} of 127.0.0.1 cannot be had" in served.err[0]
        assert "--port 0" in served.err[0]
    assert not site.output.exists()


def test_a_first_build_that_fails_without_an_earlier_site_ends_it(root: Path) -> None:
    site = config.load(root)
    sites.write(root / "content/x.md", "---\npublished: 2024-02-30\n---\n")
    sites.write(root / "public/index.html", "somebody else's")
    with preview(site) as served:
        assert served.end() == 1
    assert served.out == []
    assert not any("Traceback" in line for line in served.err)


def test_an_earlier_site_stays_under_the_error_until_it_is_mended(root: Path) -> None:
    site = config.load(root)
    sites.build(site)
    sites.write(root / "templates/article.html", BROKEN)
    with preview(site) as served:
        page = served.ask("GET", "/2025/06/ferry/").body.decode()
        assert "It came back on Monday." in page
        assert page.count('role="alert"') == 1
        assert "templates/article.html:1: " in page
        assert "<script>alert" not in page
        assert 'role="alert"' in served.ask("GET", "/nope").body.decode()
        served.wait_for("templates/article.html:1: ")
        assert "templates/article.html:1: " in "".join(served.err)
        with page_waiting(served) as channel:
            (root / "templates/article.html").unlink()
            assert json.loads(message(channel))["command"] == "reload"
        assert 'role="alert"' not in served.ask("GET", "/2025/06/ferry/").body.decode()
        served.wait_for(r"Mended\.")
        assert "Mended." in "".join(served.out)
        assert served.interrupt() == 0


def test_an_error_comes_and_goes_while_it_runs(root: Path) -> None:
    hostile = root / "content/2025/06/<b>&amp;.md"
    with preview(config.load(root)) as served, page_waiting(served) as channel:
        sites.write(hostile, "---\npublished: 2024-02-30\n---\n")
        assert json.loads(message(channel))["command"] == "reload"
        page = served.ask("GET", "/").body.decode()
        assert "&lt;b&gt;&amp;amp;.md:" in page
        assert "<b>&amp;" not in page
        hostile.unlink()
        assert json.loads(message(channel))["command"] == "reload"
        assert 'role="alert"' not in served.ask("GET", "/").body.decode()
        assert all(".md:" in line for line in served.err), served.err
        assert served.interrupt() == 0


@contextmanager
def page_waiting(served: Served) -> Iterator[socket.socket]:
    """An open page that has said what it is."""
    hello = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}
    with served.waiting() as channel:
        for told in (hello, {"command": "info", "url": served.url, "plugins": {}}, hello):
            channel.sendall(frame(json.dumps(told)))
        for _ in range(2):  # the second answer comes after the page was noted
            assert json.loads(message(channel))["command"] == "hello"
        yield channel


def test_a_save_is_told_in_one_line_and_reloads_the_page(root: Path) -> None:
    site = config.load(root)
    sites.build(site)
    with preview(site) as served, page_waiting(served) as channel:
        before = len(served.printed())
        sites.write(root / "content/2025/06/ferry.md", FERRY.replace("Monday", "Tuesday"))
        assert json.loads(message(channel))["command"] == "reload"
        assert b"on Tuesday" in served.ask("GET", "/2025/06/ferry/").body
        assert served.wait_for(r"Rebuilt: .*\n", before)[0].startswith("Rebuilt: /2025/06/ferry/")
        assert served.printed()[before:].count("\n") == 1, (served.out, served.err)
        assert served.interrupt() == 0
        assert served.err == []


def test_a_seed_saved_meanwhile_is_imported_once(root: Path) -> None:
    with preview(config.load(root)) as served:
        served.ask("GET", "/")
        before = len(served.printed())
        seed = "Harbour opens\n\nThe harbour of the island opened on Monday, its master said at noon.\n"
        sites.write(root / "seeds/a.txt", seed)
        served.wait_for("Imported: 1 created", before)
        served.wait_for("Rebuilt: ", before)
        time.sleep(1)  # what import wrote is seen too, and is found to be as it was built
        printed = served.printed()[before:]
        assert printed.count("Rebuilt:") == printed.count("Imported:") == 1, printed
        assert served.interrupt() == 0


def test_settings_are_read_again(root: Path) -> None:
    with preview(config.load(root)) as served:
        assert b"<title>A Test" in served.ask("GET", "/").body
        sites.configure(root, title="Renamed", output="elsewhere")
        served.wait_for("Rebuilt: ", len(served.printed()))
        until = time.monotonic() + PATIENCE
        while b"<title>Renamed" not in served.ask("GET", "/").body:
            assert time.monotonic() < until
            time.sleep(0.05)
        assert served.interrupt() == 0


def test_another_host_than_this_machine_is_warned_of(root: Path) -> None:
    with preview(config.load(root), "--host", "0.0.0.0", "--port", "0") as served:
        assert served.ask("GET", "/", host="evil.example").status == 403
        served.wait_for(r"Warning: with --host 0\.0\.0\.0")
        assert "Warning: with --host 0.0.0.0" in "".join(served.err)
        assert served.interrupt() == 0


def test_interrupted_while_it_builds_it_ends_quietly(root: Path) -> None:
    site = config.load(root)
    for number in range(150):
        sites.write(root / f"content/2025/06/n-{number}.md", sites.story(f"Story {number}", "Text. " * 50))
    with preview(site) as served:
        served.wait_for("Preview")
        sites.write(root / "static/site.css", "body {}")
        sites.configure(root, title="Renamed")
        time.sleep(0.2)
        assert served.interrupt() == 0
        assert served.err == []
    with publish.locked(site):
        publish.recover(site)
    assert not [file for file in sites.tree(site).values() if not file]
