"""The output folder: what may be one, and the mark by which we know our own.

public/: holds files that no build has written — empty it, or set “output” to another folder
"""

from __future__ import annotations

import os
from pathlib import Path

from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.memory import MARK
from backfile.publish.disk import told

_FIRST_LINE = b"backfile "
MARK_TEXT = b"backfile writes this folder: whatever is changed here by hand, the next build replaces or removes.\n"
_ANOTHER = "set “output” in pyproject.toml to a folder of its own, like public"
_SOURCES = ("seeds", "content", "comments", "templates", "static", "backfile", ".backfile", ".git")


def check_output(site: Site) -> None:
    """Raises `InputError` unless the output folder is ours, empty, or yet to be made. Touches nothing."""
    if site.remote:
        return  # a copy in `.backfile/`: whose the URL is, `remote` asks
    with told(site):
        fault = _fault(site)
    if fault:
        raise InputError([Problem(site.shown(site.output), 0, *fault)])


def is_ours(folder: Path) -> bool:
    """Whether `folder` bears our mark. An archive's own `.backfile/`, which is a folder, is none."""
    mark = folder / MARK
    return mark.is_file() and not mark.is_symlink() and marked(mark.read_bytes())


def marked(content: bytes) -> bool:
    """Whether that is what our mark says."""
    return content.startswith(_FIRST_LINE)


def _fault(site: Site) -> tuple[str, str] | None:
    """What is wrong with the output folder, and what to do."""
    folder, root = Path(os.path.normpath(site.output)), site.root
    if folder in (root, *root.parents, Path.home()):
        return "holds more than the site, so it cannot be the output folder", _ANOTHER
    inside = [folder, *(parent for parent in folder.parents if parent != root and parent.is_relative_to(root))]
    if any(part.is_symlink() for part in inside):
        return "is reached through a symbolic link, so it is not written to", "put a folder in the link's place"
    sources = [root / name for name in _SOURCES if (root / name).exists()]
    for part in inside:
        if part.exists() and any(part.samefile(source) for source in sources):
            return "is a folder of the archive's own sources", _ANOTHER
    if folder.exists() and not folder.is_dir():
        return "is no folder", _ANOTHER
    if folder.exists() and any(folder.iterdir()) and not is_ours(folder):
        return "holds files that no build has written", f"empty it, or {_ANOTHER}"
    return None
