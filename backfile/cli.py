"""The command line: `python build.py [--site DIR] [COMMAND]`, or `backfile …` once installed.

    build.py                    import the seeds, then build the site
    build.py build --explain    build, and say why each page is rendered
    build.py serve              build, and preview with live reload
    build.py --output s3://b    import, then build the site and send it to a bucket

Exit codes: 0 done; 1 the input has problems, each told as `file:line: what — what to do`; 2 wrong usage.
Results go to stdout; problems, warnings and progress to stderr.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from backfile import later, options
from backfile.errors import BackfileError, InputError, UsageError, visible
from backfile.processes import collect_seldom

if TYPE_CHECKING:
    import argparse

    from backfile.config import Site

# What a command needs is imported where it is called: `--help` must answer at once.


def run(home: Path | None = None) -> NoReturn:
    """`main`, and the process ends with it: what it holds is not taken apart piece by piece, a tenth of a small build.

    Unless other threads go on, or what was said cannot be written: Python then waits for them, and tells.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever began this program
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    code = main(home=home)
    if threading.active_count() == 1:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    raise SystemExit(code)


def main(argv: Sequence[str] | None = None, *, home: Path | None = None) -> int:
    """Run one command and return its exit code. `home` is the archive that a `build.py` stands in."""
    collect_seldom()
    program = "build.py" if home else "backfile"
    arguments = options.parser(program).parse_args(argv)
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


def _run(arguments: argparse.Namespace, root: Path, home: Path | None) -> int:
    if arguments.command == "init":
        from backfile import starter

        starter.create(arguments.directory)
        print(f"A new archive is in {arguments.directory}: put captures into its seeds/, then build it.")
        return 0
    options.check(arguments)
    from backfile import config

    site, problems = config.read(root, offline=arguments.offline)
    if problems:
        from backfile import check

        raise InputError((*problems, *check.inputs(site)))
    if arguments.output is not None:
        site = config.redirected(site, arguments.output)
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
    later.load()
    from backfile import pipeline
    from backfile.console import Console

    console = Console(quiet=arguments.quiet, explain=arguments.explain)
    with ExitStack() as stack:
        jobs = arguments.jobs
        if arguments.scheduler:
            site = stack.enter_context(pipeline.assisted(site, arguments.scheduler))
            jobs = 1 + (site.engine.workers if site.engine else 0)
        progress = stack.enter_context(console.progress())
        if arguments.command != "build":
            console.imported(*pipeline.ingest(site, progress, jobs=jobs))
        if arguments.command != "import":
            report = pipeline.build(site, progress, console.explained, fresh=arguments.fresh, jobs=jobs)
            console.built(report, site)
    if arguments.command != "import" and not (site.offline or site.elsewhere):
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
    from backfile import serve
    from backfile.rebuilding import Rebuilding

    given = arguments
    rebuild = Rebuilding(site, jobs=given.jobs, fresh=given.fresh, quiet=given.quiet, explain=given.explain)
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
