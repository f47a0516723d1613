"""Derive `backfile/knowledge/kinds.txt`: of every place of the gazetteer, folded, whether it is a country, a city …

    python -m benchmarks.derive_kinds

Needed whenever one of the lists of places has changed; a test says so. To tell what a tag stands for takes no more than
this, a fifteenth of the time that all of the gazetteer does.
"""

from __future__ import annotations

from pathlib import Path

from backfile.knowledge import affinity, lexicon

FILE = Path(lexicon.__file__).with_name("kinds.txt")


def lines() -> str:
    """A kind a line, and the names of its places."""
    kinds = {lexicon.fold(e.name): e.kind for e in lexicon.load().latin.values() if e.kind in affinity.PLACES}
    named = {kind: sorted(name for name, its in kinds.items() if its == kind) for kind in affinity.PLACES}
    return "".join(f"{kind}: {'|'.join(names)}\n" for kind, names in named.items())


if __name__ == "__main__":
    FILE.write_text(lines(), encoding="utf-8")
