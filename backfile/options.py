"""The commands and their options, as they may be typed.

    parser("build.py").parse_args(["build", "--jobs", "2"])     → Namespace(command="build", jobs=2, …)

Loaded by `--help`, which must answer at once.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from backfile import __version__
from backfile.errors import UsageError


def parser(program: str) -> argparse.ArgumentParser:
    """Of the whole command line; a command's options may stand before or after its name."""
    parser = argparse.ArgumentParser(
        prog=program,
        description="Turns captured news into a permanent, linked, citable website.",
        epilog="Without a command: import, then build.",
    )
    parser.add_argument("--version", action="version", version=f"Backfile {__version__}")
    parser.set_defaults(site=None, quiet=False, explain=False, fresh=False, jobs=0, offline=False)
    parser.set_defaults(output=None, engine="", scheduler="")
    _common(parser)
    _building(parser)
    _output(parser)
    _engine(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, help: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
        _common(added)
        return added

    brought = command("import", "seeds → content; what a person has edited is left alone")
    _sharing(brought)
    _engine(brought)
    build = command("build", "content → the site; renders only what changed")
    _building(build)
    _output(build)
    _engine(build)
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
    _sharing(parser)


def _sharing(parser: argparse.ArgumentParser) -> None:
    """Options of the commands that share their work among processes."""
    parser.add_argument(
        "--jobs", type=_jobs, metavar="N", default=argparse.SUPPRESS, help="worker processes (default: one a core)"
    )


def _output(parser: argparse.ArgumentParser) -> None:
    help = "a folder, or a URL such as s3://bucket/folder, in the place of the settings' “output”"
    parser.add_argument("--output", metavar="PLACE", default=argparse.SUPPRESS, help=help)


def _engine(parser: argparse.ArgumentParser) -> None:
    help = "who works beside this process, if not processes of this machine"
    parser.add_argument("--engine", choices=("dask",), default=argparse.SUPPRESS, help=help)
    help = "of Dask's scheduler, as tcp://10.0.0.5:8786"
    parser.add_argument("--scheduler", metavar="ADDRESS", default=argparse.SUPPRESS, help=help)


def _port(text: str) -> int:
    return _number(text, 0, 65535, "give a number from 0 to 65535")


def _jobs(text: str) -> int:
    return _number(text, 1, None, "give a number from 1")


def _number(text: str, least: int, most: int | None, cure: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
    if number < least or (most is not None and number > most):
        raise argparse.ArgumentTypeError(cure)
    return number


def check(arguments: argparse.Namespace) -> None:
    """Raises `UsageError` where options do not go with the command, or with each other."""
    if arguments.output is not None and arguments.command not in (None, "build"):
        raise UsageError(f"--output does not go with “{arguments.command}” — give it to a build")
    if arguments.engine and arguments.command not in (None, "build", "import"):
        raise UsageError(f"--engine does not go with “{arguments.command}” — give it to an import or a build")
    if arguments.engine and not arguments.scheduler:
        raise UsageError("--engine dask needs a scheduler — give its address: --scheduler tcp://10.0.0.5:8786")
    if arguments.scheduler and not arguments.engine:
        raise UsageError("--scheduler is of an engine — add --engine dask")
    if arguments.engine and arguments.jobs:
        raise UsageError("--jobs is of this machine's processes — leave it out: the scheduler has workers of its own")
