"""The site at a URL: a real server of S3, and a store in memory."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import fsspec
import pytest
from s3_server import bucket, listed, stands, store
from sites import ROOT, archive, configure, edit, story, tree, tree_hash, write

from backfile import cli, config, pipeline, publish
from backfile.config import Site
from backfile.errors import InputError, UsageError
from backfile.memory import MARK
from backfile.remote.place import Place
from backfile.remote.types import content_type

ARTICLES = {
    f"2025/0{month}/report-{n}": story(
        f"Report {n} of {month}", f"It happened {n} times.", published=f"2025-0{month}-1{n}", tags=[f"Tag {n % 3}"]
    )
    for month in (5, 6)
    for n in range(1, 4)
}
_PLACES = count()


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    with bucket() as url:
        yield url


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    """A place of its own, in memory; or, where a test asks for it, at S3."""
    top = request.getfixturevalue("s3") if getattr(request, "param", "") == "s3" else "memory://top"
    return f"{top}/site-{next(_PLACES)}"


both = pytest.mark.parametrize("url", ["s3", "memory"], indirect=True)


@pytest.fixture
def site(url: str, tmp_path: Path) -> Site:
    return config.redirected(archive(tmp_path / "site", ARTICLES, url="https://example.org/"), url)


def built(site: Site, **options: Any) -> publish.Report:
    now = config.load(site.root)
    now = config.redirected(now, site.elsewhere) if site.elsewhere else now
    return pipeline.build(now, lambda *_: None, lambda _: None, **{"jobs": 1, **options})


def there(site: Site) -> dict[str, bytes]:
    """What stands at its URL, but for our mark."""
    found = stands(site.remote)
    assert found.pop(MARK).startswith(b"backfile ")
    return found


def put(site: Site, path: str, content: bytes) -> None:
    files, root = fsspec.core.url_to_fs(site.remote)
    files.pipe_file(f"{root}/{path}", content)


def removed(site: Site, path: str) -> None:
    files, root = fsspec.core.url_to_fs(site.remote)
    files.rm_file(f"{root}/{path}")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is sent and what removed, as it is."""
    done: list[str] = []
    send, remove = Place.send, Place.remove

    def sending(place: Place, file: Path, path: str) -> Any:
        stamp = send(place, file, path)
        done.append(path)
        return stamp

    def removing(place: Place, path: str) -> None:
        done.append(f"- {path}")
        remove(place, path)

    monkeypatch.setattr(Place, "send", sending)
    monkeypatch.setattr(Place, "remove", removing)
    return done


# ---------------------------------------------------------------- what stands there


def test_the_url_holds_what_a_folder_would(site: Site, tmp_path: Path) -> None:
    report = built(site)
    alone = archive(tmp_path / "alone", ARTICLES, url="https://example.org/")
    built(alone)
    assert there(site) == tree(alone)
    assert (report.sent, report.withdrawn, report.warnings) == (len(tree(alone)), 0, ())
    assert not (site.root / "public").exists()


@both
def test_an_unchanged_build_sends_nothing_and_an_edit_only_what_it_changes(site: Site, sent: list[str]) -> None:
    built(site)
    sent.clear()
    assert built(site).sent == 0
    edit(site, "2025/06/report-1", "It happened", "It never happened")
    report = built(site)
    assert "2025/06/report-1/index.html" in sent
    assert report.sent == len(sent) == report.written < 10
    sent.clear()
    (site.content / "2025/05/report-3.md").unlink()
    report = built(site)
    assert report.withdrawn > 0
    assert [path for path in sent if path.startswith("- ")] == sorted(f"- {path}" for path in report.removed)
    assert there(site) == tree(site)


def test_new_pages_come_before_lists_and_changed_ones_and_removals_last(site: Site, sent: list[str]) -> None:
    built(site)
    article = sent.index("2025/06/report-1/index.html")
    assert sent.index("site.css") < article < sent.index("2025/06/index.html") < sent.index("2025/index.html")
    assert sent.index("2025/index.html") < sent.index("index.html")
    assert sent.index("tags/tag-0/index.html") < sent.index("tags/index.html")
    sent.clear()
    write(site.content / "2025/07/late.md", story("Late", "It came.", published="2025-07-01", tags=["Tag 1"]))
    (site.content / "2025/05/report-3.md").unlink()
    built(site)
    late, lists = sent.index("2025/07/late/index.html"), sent.index("2025/07/index.html")
    assert late < lists < min(sent.index("index.html"), sent.index("tags/tag-1/index.html"))
    gone = [number for number, path in enumerate(sent) if path.startswith("- ")]
    assert gone == list(range(len(sent) - len(gone), len(sent)))
    assert gone


@both
def test_what_somebody_removes_or_replaces_there_is_put_back(site: Site) -> None:
    built(site)
    before = there(site)
    removed(site, "index.html")
    put(site, "site.css", b"defaced")
    assert built(site).sent == 2
    assert there(site) == before


def test_fresh_sends_everything(site: Site) -> None:
    built(site)
    assert built(site, fresh=True).sent == len(there(site))


def test_what_we_did_not_write_is_left_and_told_of(site: Site) -> None:
    built(site)
    for path in ("notes.txt", "2025/06/holiday.jpg", ".well-known/acme"):
        put(site, path, b"somebody's")
    edit(site, "2025/06/report-1", "It happened", "It never happened")
    told = [str(problem) for problem in built(site).warnings]
    assert told == [
        f"{site.remote}: 2025/06/holiday.jpg and 1 more are no part of the site"
        " — no build from here has written it, so it is left: remove it if nothing needs it"
    ]
    assert there(site)["notes.txt"] == b"somebody's"
    assert there(site)[".well-known/acme"] == b"somebody's"


def test_a_place_that_holds_something_else_is_not_touched(site: Site) -> None:
    put(site, "theirs.html", b"theirs")
    with pytest.raises(InputError, match="holds files that no build has written — empty it"):
        built(site)
    assert stands(site.remote) == {"theirs.html": b"theirs"}
    assert not site.output.exists()


@both
def test_where_all_memory_is_lost_nothing_of_it_is_removed_and_the_site_is_whole(site: Site, sent: list[str]) -> None:
    built(site)
    (site.content / "2025/05/report-3.md").unlink()
    shutil.rmtree(site.work)
    sent.clear()
    report = built(site)
    whole = there(site)
    assert {path: whole[path] for path in tree(site)} == tree(site)
    assert "2025/05/report-3/index.html" in whole
    assert "no part of the site" in str(report.warnings[0])
    assert not [path for path in sent if path.startswith("- ")]
    if site.remote.startswith("s3:"):  # whose listing tells that most are the same
        assert report.sent < report.written / 2
    assert built(site).sent == 0


# ---------------------------------------------------------------- what dies or is refused


def test_a_refusal_half_way_is_told_and_the_next_build_goes_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    send, calls = Place.send, count(1)

    def refusing(place: Place, file: Path, path: str) -> Any:
        if next(calls) >= 20:
            with place._told(f"{path} could not be sent", "the next build goes on from there"):
                raise OSError("503 Slow Down")
        return send(place, file, path)

    with monkeypatch.context() as patch:
        patch.setattr(Place, "send", refusing)
        with pytest.raises(InputError, match=r"could not be sent: 503 Slow Down — the next build goes on from there"):
            built(site)
    standing = len(there(site))
    assert standing == 19
    report = built(site)
    assert report.sent == len(there(site)) - standing
    assert there(site) == tree(site)


def test_a_build_killed_in_mid_upload_is_finished_by_the_next(s3: str, tmp_path: Path) -> None:
    site = config.redirected(archive(tmp_path, ARTICLES, url="https://example.org/"), f"{s3}/killed")
    command = [sys.executable, ROOT / "build.py", "--site", site.root, "build", "--output", site.remote]
    running = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    deadline = time.monotonic() + 60
    while len(listed(site.remote)) < 10:
        assert time.monotonic() < deadline
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    standing = len(listed(site.remote))
    (site.content / "2025/05/report-3.md").unlink()
    built(site)
    assert 10 <= standing < len(tree(site))
    assert there(site) == tree(site)
    assert built(site).sent == 0


def ended(capsys: pytest.CaptureFixture[str], site: Site, place: str) -> tuple[int, str, str]:
    code = cli.main(["--site", str(site.root), "build", "--output", place])
    printed = capsys.readouterr()
    assert printed.err.count("\n") <= 1, printed.err
    return code, printed.out, printed.err


def test_a_bucket_that_is_not_there_is_told_of_before_anything_is_built(
    s3: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, said = ended(capsys, archive(tmp_path, ARTICLES), "s3://no-such-bucket/x")
    assert code == 1
    assert said.startswith("s3://no-such-bucket/x: cannot be looked at: The specified bucket does not exist — see that")
    assert [path.name for path in (tmp_path / ".backfile/outputs").glob("*/*")] == []


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("nonsense://x", "Protocol not known: nonsense) — give a folder, or a URL that fsspec knows"),
        ("sftp://me:secret@127.0.0.1/x", "--output sftp://127.0.0.1/x needs a package that is not installed"),
        ("1x://y", "--output cannot be “1x://y” — give a folder"),
        ("\x07", "” — give a folder"),
        ("", "--output cannot be “” — give a folder"),
    ],
)
def test_a_url_that_cannot_be_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, place: str, told: str
) -> None:
    monkeypatch.setitem(sys.modules, "paramiko", None)
    code, _, said = ended(capsys, archive(tmp_path), place)
    assert code == 2
    assert told in said
    assert "secret" not in said


def test_without_fsspec_it_is_said_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    code, _, said = ended(capsys, archive(tmp_path), "s3://bucket")
    assert code == 2
    assert "needs the package “fsspec”, which is not installed — install Backfile with its extra “remote”" in said


# ---------------------------------------------------------------- what hosts are told


def test_s3_is_told_what_each_file_is(s3: str, tmp_path: Path) -> None:
    settings = {"url": "https://example.org/", "article_files": ["bib", "ris", "csl"]}
    site = config.redirected(archive(tmp_path, ARTICLES, **settings), f"{s3}/types")
    built(site)
    paths = list(there(site))
    store().invalidate_cache()  # a listing holds no types
    kinds = {
        path.rpartition(".")[2]: store().info(f"archive/types/{path}")["ContentType"]
        for path in paths
        if not path.endswith(("feed.xml", "feed.json", "cite.json"))
    }
    assert kinds["html"] == "text/html; charset=utf-8"
    assert kinds["css"] == "text/css; charset=utf-8"
    assert kinds["js"] == "text/javascript; charset=utf-8"
    assert kinds["woff2"] == "font/woff2"
    assert kinds["svg"] == "image/svg+xml"
    assert kinds["png"] == "image/png"
    assert kinds["bib"] == "application/x-bibtex; charset=utf-8"
    assert kinds["ris"] == "application/x-research-info-systems; charset=utf-8"
    assert kinds["xml"] == "application/xml; charset=utf-8"
    assert "application/octet-stream" not in kinds.values()
    assert content_type("feed.xml") == "application/atom+xml; charset=utf-8"
    assert content_type("2025/06/x/.htaccess") == "application/octet-stream"


# ---------------------------------------------------------------- another folder


def test_another_folder_gets_the_site_and_the_own_one_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = archive(tmp_path / "site", ARTICLES)
    built(site)
    before = tree_hash(site.output)
    monkeypatch.chdir(tmp_path)
    for place in ("other", (tmp_path / "third folder").as_uri()):
        code, out, _ = ended(capsys, site, place)
        assert code == 0
        assert f"{len(tree(site))} files, {len(tree(site))} rendered" in out
        assert ended(capsys, site, place)[1].startswith(f"Built: {len(tree(site))} files, 0 rendered.")
    for name in ("other", "third folder"):
        assert tree_hash(tmp_path / name) == before
    assert tree_hash(site.output) == before
    assert built(site).rendered == 0


def test_another_folder_that_holds_something_else_is_not_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = archive(tmp_path / "site", ARTICLES)
    write(tmp_path / "photos/a.jpg", "mine")
    code, _, said = ended(capsys, site, str(tmp_path / "photos"))
    assert code == 1
    assert "holds files that no build has written" in said
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["a.jpg"]


def test_the_archives_own_output_folder_by_name_is_that_folder(tmp_path: Path) -> None:
    site = archive(tmp_path, output="www")
    assert config.redirected(site, str(tmp_path / "www")) is site
    configure(tmp_path)
    with pytest.raises(UsageError):
        config.redirected(site, "a\nb")
