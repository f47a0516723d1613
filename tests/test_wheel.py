"""The wheel, installed elsewhere: `backfile init x`, a seed dropped in, and `backfile --site x` makes a site."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from sites import ROOT, lost, tree, write

from backfile import __version__, config

PAGE = """
Ferry returns to the northern harbour
The ferry came back on Monday after two years of repairs, the port of Bergen said.
It will sail twice a day, officials in Norway added.
Hashtags

Try Our AI Features
Explore what Daily8 AI can do for you:
Comments
No comments yet...
Related Articles


The Bergen Courier
2 hours ago
- The Bergen Courier
Bridge to Oslo closes for two weeks
Drivers will have to wait, the road office in Oslo said on Monday, while the bridge is painted.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by the project's own build backend, which asks nothing of the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts' folder of a fresh environment with the wheel in it; the libraries are those of this one."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True, timeout=120)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    command = [sys.executable, "-m", "pip", "--python", str(scripts / "python"), "install", "--quiet", "--no-deps"]
    subprocess.run([*command, "--no-index", wheel], check=True, timeout=120)
    (packages,) = folder.rglob("site-packages")
    libraries = sysconfig.get_paths()["purelib"]
    # Only a path: what this environment's own .pth files name, such as the working copy, is left out.
    write(packages / "libraries.pth", f"{libraries}\n")
    return scripts


def ran(command: Path, *arguments: str | Path, cwd: Path) -> str:
    """What a command prints that ends well, away from the working copy."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    made = subprocess.run(
        [command, *arguments], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert made.stderr == ""
    return made.stdout


def test_the_wheel_carries_the_theme_and_the_data_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    kinds = ("templates", "static")
    files = (path for kind in kinds for path in (ROOT / kind).rglob("*") if path.is_file() and path.name[0] != ".")
    theme = {f"backfile/theme/{path.relative_to(ROOT).as_posix()}" for path in files}
    package = (path for path in (ROOT / "backfile").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    expected = theme | {path.relative_to(ROOT).as_posix() for path in package}
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert len(theme) > 10
    assert f"backfile-{__version__}.dist-info/entry_points.txt" in names
    assert [name for name in names if name.endswith("licenses/LICENSE")]


def test_an_installed_program_makes_an_archive_and_its_site(elsewhere: Path, tmp_path: Path) -> None:
    backfile, python = elsewhere / "backfile", elsewhere / "python"
    where = ran(python, "-c", "import backfile; print(backfile.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(elsewhere.parent)
    assert ran(backfile, "--version", cwd=tmp_path) == f"Backfile {__version__}\n"
    ran(backfile, "init", "x", cwd=tmp_path)
    write(tmp_path / "x/seeds/page.txt", PAGE)
    told = ran(backfile, "--site", "x", cwd=tmp_path)
    assert "Imported: 2 created." in told
    assert told.splitlines()[-1] == "Preview it: backfile --site x serve"
    site = config.load(tmp_path / "x")
    files = tree(site)
    assert files["site.css"] == (ROOT / "static/site.css").read_bytes()
    assert "undated/ferry-returns-to-the-northern-harbour/index.html" in files
    assert lost(site, besides=("404.html",)) == []
    assert "Nothing wrong." in ran(backfile, "--site", "x", "check", cwd=tmp_path)

    # Its own build.py is another door to the same program, and finds everything as it is.
    assert ", 0 rendered." in ran(python, tmp_path / "x/build.py", cwd=tmp_path)
    assert ", 0 rendered." in ran(backfile, "build", cwd=tmp_path / "x")

    # One template copied into the archive overrides the built-in one, and no other.
    theirs = (ROOT / "templates/about.html").read_text("utf-8")
    write(tmp_path / "x/templates/about.html", theirs.replace("{% block main %}", "{% block main %}<!-- ours -->"))
    assert "/about/: template about.html changed" in ran(backfile, "--site", "x", "build", "--explain", cwd=tmp_path)
    changed = tree(site)
    assert b"<!-- ours -->" in changed["about/index.html"]
    assert {path for path in files if changed[path] != files[path]} == {"about/index.html"}
