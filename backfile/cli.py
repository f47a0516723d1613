"""The command line: `python build.py [--site DIR] [COMMAND]`, or `backfile …` once installed.

    build.py                    import the seeds, then build the site
    build.py build --explain    build, and say why each page is rendered
    build.py serve              build, and preview with live reload

Exit codes: 0 done; 1 the input has problems, each told as `file:line: what — what to do`; 2 wrong usage.
Results go to stdout; problems, warnings and progress to stderr.
"""

from __future__ import annotations

import argparse
import gc
import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from backfile import __version__
from backfile.errors import BackfileError, InputError, UsageError, visible

if TYPE_CHECKING:
    from backfile.config import Site
    from backfile.memory import Stale

# What a command needs is imported where it is called: `--help` must answer at once.


def main(argv: Sequence[str] | None = None, *, home: Path | None = None) -> int:
    """Run one command and return its exit code. `home` is the archive that a `build.py` stands in."""
    program = "build.py" if home else "backfile"
    arguments = _parser(program).parse_args(argv)
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal of few characters is shown the others' numbers, as on stderr
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        return _run(arguments, arguments.site or home or Path.cwd(), home)
    except UsageError as error:
        print(visible(f"{program}: {error}"), file=sys.stderr)
        return 2
    except BackfileError as error:
        print(visible(str(error)), file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our output has gone: nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except MemoryError:
        hint = "close other programs, or split the largest files of seeds/; the site in the output folder is whole"
        print(f"{program}: there is too little memory — {hint}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. The site in the output folder is whole.", file=sys.stderr)
        return 130


def _parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program,
        description="Turns captured news into a permanent, linked, citable website.",
        epilog="Without a command: import, then build.",
    )
    parser.add_argument("--version", action="version", version=f"Backfile {__version__}")
    parser.set_defaults(site=None, quiet=False, explain=False, fresh=False, jobs=0, offline=False)
    _common(parser)
    _building(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, help: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
        _common(added)
        return added

    command("import", "seeds → content; what a person has edited is left alone")
    _building(command("build", "content → the site; renders only what changed"))
    serve = command("serve", "build, then preview on 127.0.0.1 with live reload")
    _building(serve)
    serve.add_argument("--port", type=_port, default=8000, help="0 picks a free one (default: 8000)")
    serve.add_argument("--host", default="127.0.0.1", help="another address than this machine's own")
    account = command("account", "which article field or which rule took every character of every seed")
    account.add_argument("--json", action="store_true", help="as JSON, span by span")
    command("check", "look over links, identifiers, dates, front matter and the output folder")
    command("init", "make a new archive").add_argument("directory", type=Path, metavar="DIR")
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    """Options of every command, before or after its name."""
    parser.add_argument("--site", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="the archive's folder")
    parser.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help="print problems only")


def _building(parser: argparse.ArgumentParser) -> None:
    """Options of the commands that build, and of the run without one."""

    def flag(name: str, help: str) -> None:
        parser.add_argument(name, action="store_true", default=argparse.SUPPRESS, help=help)

    flag("--explain", "print why each page is rendered")
    flag("--fresh", "ignore what earlier builds remember")
    flag("--offline", "end links in index.html, for a folder opened from disk")
    parser.add_argument(
        "--jobs", type=_jobs, metavar="N", default=argparse.SUPPRESS, help="worker processes (default: one a core)"
    )


def _port(text: str) -> int:
    return _number(text, 0, 65535, "give a number from 0 to 65535")


def _jobs(text: str) -> int:
    return _number(text, 1, None, "give a number from 1")


def _number(text: str, least: int, most: int | None, cure: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
    if number < least or (most is not None and number > most):
        raise argparse.ArgumentTypeError(cure)
    return number


def _run(arguments: argparse.Namespace, root: Path, home: Path | None) -> int:
    if arguments.command == "init":
        from backfile import starter

        starter.create(arguments.directory)
        print(f"A new archive is in {arguments.directory}: put captures into its seeds/, then build it.")
        return 0
    from backfile import config

    site, problems = config.read(root, offline=arguments.offline)
    if problems:
        from backfile import check

        raise InputError((*problems, *check.inputs(site)))
    match arguments.command:
        case "account":
            return _account(site, as_json=arguments.json)
        case "check":
            return _check(site, quiet=arguments.quiet)
        case "serve":
            return _serve(arguments, site)
        case _:
            return _build(arguments, site, home)


def _build(arguments: argparse.Namespace, site: Site, home: Path | None) -> int:
    from backfile import pipeline
    from backfile.console import Console

    console = Console(quiet=arguments.quiet, explain=arguments.explain)
    with console.progress() as progress:
        if arguments.command != "build":
            console.imported(*pipeline.ingest(site, progress))
        if arguments.command != "import":
            report = pipeline.build(site, progress, console.explained, fresh=arguments.fresh, jobs=arguments.jobs)
            console.built(report, site)
    if arguments.command != "import" and not site.offline:
        console.say(f"Preview it: {_called(home, arguments.site)} serve")
    return 0


def _called(home: Path | None, site: Path | None) -> str:
    """How this run was called, to be typed again: `.venv/bin/python build.py`."""
    words = ["backfile"]
    if home:
        short = shutil.which("python") == sys.executable
        words = ["python" if short else _typed(Path(sys.executable)), _typed(home / "build.py")]
    return " ".join(map(shlex.quote, [*words, *(("--site", str(site)) if site else ())]))


def _typed(path: Path) -> str:
    """`path` from the current folder, if it lies there."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _serve(arguments: argparse.Namespace, site: Site) -> int:
    from backfile import config, pipeline, serve
    from backfile.console import Console
    from backfile.knowledge.kept import Kept

    console = Console(quiet=arguments.quiet, explain=arguments.explain)
    rendered: list[str] = []
    kept = Kept()

    def explained(stale: Stale) -> None:
        rendered.append(stale.page.url)
        console.explained(stale)

    def rebuild() -> tuple[Site, bool]:
        """One build, by the settings as they are now; says whether anything of the site changed."""
        rendered.clear()
        now = config.load(site.root, offline=site.offline)
        with console.progress() as progress:
            imported, odd = pipeline.ingest(now, progress)
            report = pipeline.build(now, progress, explained, fresh=arguments.fresh, jobs=arguments.jobs, kept=kept)
        gc.freeze()  # to look over what is kept takes a second at 10,000 articles
        console.rebuilt(imported, odd, report, rendered)
        return now, bool(report.written or report.removed)

    serve.run(site, rebuild, host=arguments.host, port=arguments.port)
    return 0


def _account(site: Site, *, as_json: bool) -> int:
    from backfile import account, pipeline

    reports, unread, missing = pipeline.accounts(site)
    for problem in unread:
        print(problem, file=sys.stderr)
    if as_json:
        import msgspec

        print(msgspec.json.encode({"seeds": reports}).decode())
    else:
        for line in account.lines(reports):
            print(line)
    return 1 if missing else 0


def _check(site: Site, *, quiet: bool) -> int:
    from backfile import check

    found = 0
    for problem in check.problems(site):
        print(problem)
        found += 1
    if not found and not quiet:
        print("Nothing wrong.")
        for line in check.suggestions(site):
            print(line)
    return 1 if found else 0
