"""The generators: how each is had, how it is called, and which it is measured against.

installed("hugo", work)          → "0.168.0", or `UnavailableError` with the reason
command("hugo", work, folder)    → [work/venv-hugo/…/hugo, "--destination", "out", …]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from .layout import OUTPUT, PROGRAM
from .results import commit

TOOLS = ("hugo", "hugo-related", "pelican", "eleventy", "backfile", "backfile-related", "backfile-own", "floor")
NAMES = {
    "hugo": "Hugo",
    "hugo-related": "Hugo, related articles",
    "pelican": "Pelican",
    "eleventy": "Eleventy",
    "backfile": "Backfile, the same pages",
    "backfile-related": "Backfile, related articles",
    "backfile-own": "Backfile, its own theme and all knowledge",
}
VERSIONS = {"hugo": "0.168.0", "pelican": "4.12.0", "eleventy": "3.1.8"}
_REQUIREMENTS = {"hugo": ("hugo=={}",), "pelican": ("pelican[markdown]=={}",)}
_HEAP = 8192
"Megabytes that Eleventy may take: at 50,000 articles Node's own limit is too low."


class UnavailableError(Exception):
    """A tool cannot be had here."""


def installed(tool: str, work: Path) -> str:
    """The version of `tool`, installed below `work` where it was not. Raises `UnavailableError`."""
    generator = tool.partition("-")[0]
    if generator == "backfile":
        return commit()
    try:
        if generator == "eleventy":
            _node(work)
        else:
            _venv(work, generator)
        command(tool, work, work)
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnavailableError(f"{NAMES[tool]} cannot be had here: {error}") from error
    return VERSIONS[generator]


def command(tool: str, work: Path, folder: Path) -> list[str | Path]:
    """A whole build by `tool`, to be called in the site's `folder`."""
    generator, _, variant = tool.partition("-")
    match generator:
        case "hugo":
            binary = _only(work, "venv-hugo/lib/python*/site-packages/hugo/binaries/hugo*")
            configs = ["--config", "hugo.toml,related.toml"] if variant else []
            return [binary, "--destination", OUTPUT, "--cacheDir", folder / "cache", "--noBuildLock", *configs]
        case "pelican":
            program = _only(work, "venv-pelican/bin/pelican")
            return [program, "content", "-s", "pelicanconf.py", "-o", OUTPUT, "--quiet"]
        case "eleventy":
            program = _only(work, "node/node_modules/@11ty/eleventy/cmd.cjs")
            return ["node", f"--max-old-space-size={_HEAP}", program, "--quiet"]
        case _:
            return [sys.executable, PROGRAM / "build.py", "--site", ".", "--quiet", "build"]


def _venv(work: Path, generator: str) -> None:
    folder = work / f"venv-{generator}"
    if not (folder / "installed").exists():
        wanted = [text.format(VERSIONS[generator]) for text in _REQUIREMENTS[generator]]
        print(f"Installing {', '.join(wanted)}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", *wanted], check=True)
        (folder / "installed").touch()


def _node(work: Path) -> None:
    if shutil.which("npm") is None:
        raise FileNotFoundError("npm is not installed")
    folder, wanted = work / "node", f"@11ty/eleventy@{VERSIONS['eleventy']}"
    if not (folder / "installed").exists():
        print(f"Installing {wanted}", file=sys.stderr)
        folder.mkdir(exist_ok=True)
        (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", wanted], cwd=folder, check=True)
        (folder / "installed").touch()


def _only(work: Path, pattern: str) -> Path:
    found = sorted(work.glob(pattern))
    if not found:
        raise FileNotFoundError(f"{pattern} is not there")
    return found[0]
