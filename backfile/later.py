"""Modules that are loaded when something of theirs is first asked for, and one that is not loaded at all.

Most builds find little to do and need few of the stages; loading all of them takes longer than finding that out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import LazyLoader, find_spec, module_from_spec

import backfile

STAGES = (
    *("account", "cards", "catalogue", "check", "citations", "comments", "content", "dates", "feeds", "frontmatter"),
    *("intake", "knowledge", "language", "plan", "prose", "remote", "rulings", "search", "seeds", "study", "views"),
    "writers",
)


def load() -> None:
    """Makes the stages such modules, those that are not loaded yet."""
    for stage in STAGES:
        name = f"backfile.{stage}"
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None and spec.loader is not None:
            spec.loader = loader = LazyLoader(spec.loader)
            sys.modules[name] = module = module_from_spec(spec)
            loader.exec_module(module)
            setattr(backfile, stage, module)  # where `from backfile import …` finds it, and asks nothing of it


@contextmanager
def without(name: str) -> Iterator[None]:
    """Whoever can do without a module does so meanwhile, unless it is loaded already."""
    spared = name not in sys.modules
    if spared:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if spared:
            sys.modules.pop(name, None)


# msgspec would rather take from it what `typing` has, too, since Python 3.11. It takes 7 ms of every command.
with suppress(ImportError), without("typing_extensions"):
    import msgspec  # noqa: F401
