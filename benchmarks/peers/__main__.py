"""The command: installs, generates, measures, and writes docs/performance.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from . import __doc__ as told
from . import corpus, floor, layout, phases, report, results, tools
from .results import Results


def main() -> int:
    options = _options()
    options.work.mkdir(parents=True, exist_ok=True)
    found = Results(options.work / "results.jsonl")
    if not options.report:
        _measure(options, found)
    report.write(found)
    print("docs/performance.md is written.", file=sys.stderr)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers", description=told, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    known = tuple(phases.PHASES)
    parser.add_argument("--sizes", type=_sizes, default=[1000, 10_000, 50_000], help="articles, with commas between")
    parser.add_argument("--tools", type=_names(tools.TOOLS), default=list(tools.TOOLS), help=", ".join(tools.TOOLS))
    parser.add_argument("--phases", type=_names(known), default=list(known), help=", ".join(known))
    parser.add_argument("--work", type=Path, default=results.WORK, help="where all of it is kept")
    parser.add_argument("--runs", type=int, default=3, help="of each phase (default: 3)")
    parser.add_argument("--long", type=float, default=120, help="seconds past which one run of a phase is enough")
    parser.add_argument("--limit", type=float, default=3600, help="seconds after which a build is ended")
    parser.add_argument("--report", action="store_true", help="measure nothing, write what was measured before")
    options = parser.parse_args()
    options.work = options.work.resolve()
    return options


def _sizes(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _names(known: tuple[str, ...]) -> Callable[[str], list[str]]:
    """What reads names of `known`, in the order in which these stand."""

    def read(text: str) -> list[str]:
        said = text.split(",")
        if unknown := [name for name in said if name not in known]:
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: none of {', '.join(known)}")
        return [name for name in known if name in said]

    return read


def _measure(options: argparse.Namespace, found: Results) -> None:
    versions: dict[str, str] = {}
    for tool in options.tools:
        try:
            if tool != "floor":
                versions[tool] = tools.installed(tool, options.work)
        except tools.UnavailableError as error:
            print(f"{error}: it is left out", file=sys.stderr)
    of = results.begin(versions)
    found.add(of)
    plan = phases.Plan(options.work, options.phases, options.runs, options.long, options.limit)
    layout.rest(options.work / "sites")
    for size in options.sizes:
        texts = options.work / "corpus" / str(size)
        if not texts.exists():
            print(f"Generating {size:,} articles", file=sys.stderr)
            corpus.write(size, texts)
        for fact in phases.run(list(versions), size, texts, plan, of):
            found.add(fact)
            if isinstance(fact, results.Row):
                results.tell(fact)
        if "floor" in options.tools:
            for row in floor.run(size, texts, options.work, options.runs, of):
                found.add(row)
                results.tell(row)
    layout.remove_waste(options.work / "sites")


if __name__ == "__main__":
    sys.exit(main())
