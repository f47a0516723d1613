"""The table beside each part of the index: what its results are narrowed and ordered by.

    {"ids": "2f57f17 424855e …", "date": [20250617, …],
     "tag": {"names": ["Dams", "Rivers"], "of": [[0, 1], [], …]}, "source": {…}, "year": {…}, "lang": {…}}

Rows stand in the order of the archive. Pagefind has filters and sorts of its own, but writes the former in another
order each time and joins parts without regard to the latter; they also weigh twice as much: 185 kB to 90 kB for 10,000
articles. The table is loaded when a reader narrows or orders, not before.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from backfile.search.entries import Entry

_SIGNATURE = b"pagefind_dcd"


def table(entries: Sequence[Entry], fragments: Mapping[str, bytes]) -> bytes:
    """The table of `entries`; `fragments` are the files in which Pagefind keeps their texts."""
    ids = _ids(fragments)
    rows = [entry for entry in entries if entry.url in ids]
    made: dict[str, Any] = {
        "ids": " ".join(ids[entry.url] for entry in rows),
        "date": [entry.date for entry in rows],
        "tag": _column([entry.tags for entry in rows]),
        "source": _column([(entry.publisher,) for entry in rows]),
        "year": _column([(entry.year,) for entry in rows]),
        "lang": _column([(entry.lang,) for entry in rows]),
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _column(of: Iterable[tuple[str, ...]]) -> dict[str, Any]:
    """Names by number, in the order of the alphabet, and the numbers of each row."""
    of = [tuple(filter(None, names)) for names in of]
    known = sorted({name for names in of for name in names})
    number = {name: n for n, name in enumerate(known)}
    return {"names": known, "of": [[number[name] for name in names] for names in of]}


def _ids(fragments: Mapping[str, bytes]) -> dict[str, str]:
    """Pagefind's name for each article, by URL: seven digits of a digest of what it holds."""
    found = {}
    for path, content in fragments.items():
        told = json.loads(gzip.decompress(content).removeprefix(_SIGNATURE))
        found["/" + told["url"]] = PurePosixPath(path).stem.partition("_")[2]
    return found
