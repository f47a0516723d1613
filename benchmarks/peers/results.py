"""What was measured, one JSON object a line, so that parts of it can be measured anew; and what it is divided by.

    results = Results(work / "results.jsonl")
    results.add(Row(run="2025-11-28T20:15:02Z", tool="backfile", size=1000, phase="cold", …))
    results.latest()                 the newest row of each tool, size and phase
    results.against(row)             Hugo's row of the same run, size and phase, or None

A run is one invocation. Ratios are taken within a run: another hour's machine is another machine.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from .layout import PROGRAM

WORK = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "backfile-peers"
"Where all of it is kept unless another folder is named."
AGAINST = {
    "pelican": "hugo",
    "eleventy": "hugo",
    "backfile": "hugo",
    "backfile-related": "hugo-related",
    "backfile-own": "hugo-related",
}
"Whose cost a tool's is divided by."


@dataclass(frozen=True, slots=True)
class Run:
    """One invocation, and where it took place."""

    run: str
    cores: int
    memory: int
    "GB."
    processor: str
    system: str
    python: str
    versions: dict[str, str]
    "Of each tool that it measured."


@dataclass(frozen=True, slots=True)
class Row:
    """What one phase cost one tool: medians of its runs, and the highest peak."""

    run: str
    tool: str
    size: int
    "Articles."
    phase: str
    turns: int
    wall: float
    "Seconds, as `cpu`."
    cpu: float
    walls: tuple[float, ...] = ()
    peak: float = 0
    "Megabytes (10⁶), as `pss` and `rss`; 0 where it was not looked at."
    pss: float = 0
    rss: float = 0
    files: int = 0
    size_out: int = 0
    "Bytes."
    disk: int = 0
    "Bytes that the whole site takes on disk, sources and caches included; 0 where nobody asked."
    code: int = 0
    "Not 0 where it failed."


@dataclass(frozen=True, slots=True)
class Census:
    """What a tool wrote."""

    run: str
    tool: str
    size: int
    articles: int
    "Pages of one article."
    lists: int
    "Pages of a tag or a source, numbered or by period."
    entries: int
    "Articles named on these; 0 where the theme's lists are not the peers'."
    dates: int
    "Pages of months, years and days."
    others: int


Fact = Run | Row | Census
_KINDS: dict[str, type[Fact]] = {"run": Run, "row": Row, "census": Census}


class Results:
    """All that is in one file of results. A line that is none of ours is an error."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._facts = list(self._read())

    def _read(self) -> Iterator[Fact]:
        if self._file.exists():
            for line in self._file.read_text(encoding="utf-8").splitlines():
                values = json.loads(line)
                yield _KINDS[values.pop("kind")](**values)

    def add(self, fact: Fact) -> None:
        kind = next(name for name, cls in _KINDS.items() if isinstance(fact, cls))
        self._facts.append(fact)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"kind": kind, **asdict(fact)}, ensure_ascii=False) + "\n")

    @property
    def rows(self) -> list[Row]:
        return [fact for fact in self._facts if isinstance(fact, Row)]

    def latest(self) -> list[Row]:
        """Of each tool, size and phase the newest row; the newest that can be divided, where any can."""
        found: dict[tuple[str, int, str], Row] = {}
        for row in self.rows:
            key = (row.tool, row.size, row.phase)
            if key not in found or self.against(row) or not self.against(found[key]):
                found[key] = row
        return list(found.values())

    def against(self, row: Row) -> Row | None:
        """The row that `row` may be divided by; None where either failed or the run did not measure it."""
        wanted = (row.run, AGAINST.get(row.tool), row.size, row.phase)
        found = [other for other in self.rows if (other.run, other.tool, other.size, other.phase) == wanted]
        return found[-1] if found and not row.code and not found[-1].code else None

    def runs(self) -> list[Run]:
        """Those that rows of `latest` are of, the oldest first."""
        shown = {row.run for row in self.latest()}
        return [fact for fact in self._facts if isinstance(fact, Run) and fact.run in shown]

    def census(self) -> list[Census]:
        """The newest of each tool and size."""
        found = {(fact.tool, fact.size): fact for fact in self._facts if isinstance(fact, Census)}
        return list(found.values())


def begin(versions: dict[str, str]) -> Run:
    """A run that begins now, on this machine."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    return Run(
        run=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        cores=os.cpu_count() or 1,
        memory=round(memory),
        processor=_processor(),
        system=platform.system(),
        python=platform.python_version(),
        versions=versions,
    )


def commit() -> str:
    """The program's commit, with a `+` where files differ from it."""
    asked = ["git", "describe", "--always", "--dirty=+"]
    said = subprocess.run(asked, cwd=PROGRAM, capture_output=True, text=True, check=False)
    return said.stdout.strip() or "without a commit"


def tell(row: Row) -> None:
    failed = f", failed ({row.code})" if row.code else ""
    cost = f"{row.wall:.2f} s, CPU {row.cpu:.2f} s, peak {row.peak:.0f} MB"
    print(f"{row.tool} {row.size:,} {row.phase}: {cost}{failed}", file=sys.stderr)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(": ")[2]
    return platform.machine()
