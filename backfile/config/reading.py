"""Reads `pyproject.toml`: every problem at once, each at its line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, get_args

import msgspec

from backfile import toml
from backfile.config.settings import ArticleFile, Place, Settings, faults
from backfile.config.site import Site
from backfile.errors import InputError, Problem, UsageError, meant

_NAME_ONE = "name an archive's folder with --site, or make one with `backfile init`"


def load(root: Path, *, offline: bool = False) -> Site:
    """The archive in `root`. Raises `InputError` with every problem of its settings, `UsageError` where none is."""
    site, problems = read(root, offline=offline)
    if problems:
        raise InputError(problems)
    return site


def read(root: Path, *, offline: bool = False) -> tuple[Site, list[Problem]]:
    """The archive in `root`, with defaults for settings that have problems, and these. `UsageError` where none is."""
    root = root.resolve()
    if not root.is_dir():
        raise UsageError(f"{root} is not a folder — {_NAME_ONE}")
    file = root / "pyproject.toml"
    if not os.path.lexists(file):
        raise UsageError(f"{root} holds no pyproject.toml — {_NAME_ONE}")
    if not file.is_file():
        problem = Problem("pyproject.toml", 0, "is not an ordinary file", "put a file of settings in its place")
        return Site(root, Settings(), offline), [problem]
    problems: list[Problem] = []
    try:
        found = toml.table(file.read_bytes(), "pyproject.toml", problems)
    except OSError as error:
        problem = Problem("pyproject.toml", 0, f"cannot be read: {error.strerror}", "see that you may read it")
        return Site(root, Settings(), offline), [problem]
    if found is None:
        return Site(root, Settings(), offline), problems
    table, text = found
    tools = table.get("tool", {})
    section = tools.get("backfile", {}) if isinstance(tools, dict) else {}
    if not isinstance(section, dict):
        line = toml.line_of("backfile", text, within="tool")
        problem = Problem(
            "pyproject.toml", line, "“tool.backfile” is not a table", "write [tool.backfile] above the settings"
        )
        return Site(root, Settings(), offline), [problem]
    settings, problems = _check(section, text)
    return Site(root, settings, offline), problems


def _check(section: dict[str, Any], text: str) -> tuple[Settings, list[Problem]]:
    """Each key on its own, so that all problems are told at once."""
    kinds = {f.name: f.type for f in msgspec.structs.fields(Settings)}
    known: dict[str, Any] = {}
    problems = []
    for key, value in section.items():
        line = toml.line_of(key, text, within="tool.backfile")
        if key not in kinds:
            hint = meant(key, kinds, f"the known settings are {', '.join(kinds)}")
            problems.append(Problem("pyproject.toml", line, f"[tool.backfile] has no setting “{key}”", hint))
            continue
        try:
            known[key] = msgspec.convert(value, kinds[key])
        except msgspec.ValidationError:
            hint = _HOW.get(key) or _LIKE[kinds[key]]
            problems.append(Problem("pyproject.toml", line, f"“{key}” cannot be {value!r}", hint))
    for key, what, hint in faults(msgspec.structs.replace(Settings(), **known)):
        problems.append(Problem("pyproject.toml", toml.line_of(key, text, within="tool.backfile"), what, hint))
        del known[key]
    return msgspec.structs.replace(Settings(), **known), problems


_HOW = {
    "article_files": f"write it like {list(get_args(ArticleFile))}",
    "navigation": f'write it like ["home", {{ text = "Newsroom", url = "/x/" }}], of {", ".join(get_args(Place))}',
}
_LIKE: dict[Any, str] = {str: "write a text in quotes", bool: "write true or false", int: "write a whole number"}
