"""A new archive: the folders, a build.py, a pyproject.toml and a README, copied from beside this module.

create(Path("harbour"))   →   harbour/{build.py, pyproject.toml, README.md, .gitignore, seeds/, content/, …}
"""

from __future__ import annotations

from pathlib import Path

from backfile.errors import UsageError

_FILES = {
    "build.py.txt": "build.py",
    "pyproject.toml.txt": "pyproject.toml",
    "README.md.txt": "README.md",
    "gitignore.txt": ".gitignore",
}
_FOLDERS = ("seeds", "content", "templates", "static")


def create(folder: Path) -> None:
    """Make an archive in `folder`, which must be new or empty; else `UsageError`, and nothing is written."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already and not empty — name a new folder")
    try:
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True)
            (folder / name / ".gitkeep").touch()
        title = folder.resolve().name.replace("-", " ").replace("_", " ").strip() or "News archive"
        for name, target in _FILES.items():
            text = (Path(__file__).parent / name).read_text(encoding="utf-8")
            (folder / target).write_text(text.replace("{{title}}", _toml(title[:1].upper() + title[1:])), "utf-8")
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror} — name a folder that can be written to") from None


def _toml(text: str) -> str:
    """`text` fit for the inside of a TOML string."""
    return "".join(c if c.isprintable() and c not in '"\\' else f"\\u{ord(c):04x}" for c in text)
