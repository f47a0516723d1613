"""Builds that are killed, or refused by the disk, at each of their steps. Run by `test_publish_faults.py`.

    python publish_faults.py kill FOLDER        SIGKILL at each act on a file, in turn
    python publish_faults.py full FOLDER        from each act on, in turn, the disk is full
    python publish_faults.py once FOLDER N      one long build, to be killed from outside; N makes its pages differ

The acts are those that Python audits: opening to write, renaming, removing, making and removing folders. Each attempt
is a fork, so that it can be killed and so that its audit hook goes with it. Prints what went wrong, and at last how
many acts there were.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publish_archive import archive, article, broken, build, dead_links, listing, tree

from backfile.config import Site
from backfile.errors import InputError
from backfile.model import Page
from backfile.publish import render
from backfile.publish.disk import AS_IT_WAS

_ARTICLES = [article(f"/2025/06/{i}/", f"Headline {i}" * 20) for i in range(6)]
OLD = [*_ARTICLES, listing("/", *(page.url for page in _ARTICLES)), article("/file"), article("/folder/x/")]
_MORE = [article("/2025/06/0/", "Corrected"), *_ARTICLES[1:4], article("/2025/07/8/", "Added"), article("/2024/1/9/")]
NEW = [
    *_MORE,
    listing("/", *(page.url for page in _MORE)),
    listing("/tags/new/", "/2025/07/8/"),
    article("/file/x/"),
    article("/folder"),
]
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def acts(then: Callable[[int, str], None]) -> None:
    """Calls `then` with the number and name of each act on a file, before it is done, from now on in this process."""
    done = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal done
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES
        if writes or event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"):
            done += 1
            then(done, event)

    sys.addaudithook(hook)


def forked(work: Callable[[], int]) -> int:
    """The exit code of a child that does `work`; negative if a signal ended it, 99 if an exception did."""
    child = os.fork()
    if not child:
        code = 99
        try:
            code = work()
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def built(site: Site, pages: list[Page], then: Callable[[int, str], None] | None = None) -> int:
    """0 if `pages` were built; where that was refused, 1 if it is said that the site is as it was, else 2."""
    if then:
        acts(then)
    try:
        build(site, *pages)
    except InputError as error:
        return 1 if AS_IT_WAS in str(error) else 2
    return 0


def every_act(mode: str, root: Path) -> None:
    clean, old, site = archive(root / "clean"), archive(root / "old"), archive(root / "site")
    build(clean, *NEW)
    for first in (False, True):
        if not first:
            build(old, *OLD)
        for act in range(1, 10_000):
            shutil.rmtree(site.root)
            shutil.copytree(old.root, site.root) if not first else archive(site.root)
            if not attempt(mode, site, act, tree(site), tree(clean), first=first):
                break
        print(f"held at {act - 1} acts")


def attempt(mode: str, site: Site, act: int, before: dict[str, bytes], after: dict[str, bytes], *, first: bool) -> bool:
    """One build with a fault at `act`, and the build after it; False once there are not so many acts."""

    def kill(number: int, _: str) -> None:
        if number == act:
            os.kill(os.getpid(), signal.SIGKILL)

    def full(number: int, event: str) -> None:
        if number >= act and event in ("open", "os.mkdir", "os.rename"):
            raise OSError(errno.ENOSPC, "No space left on device")

    code = forked(lambda: built(site, NEW, kill if mode == "kill" else full))
    where = f"{mode} at act {act}{' of a first build' if first else ''}"
    if code not in (0, 1, 2, -signal.SIGKILL):
        print(f"{where}: ended with {code}")
    if broken(site) or (dead_links(site) and site.output.exists()):
        print(f"{where}: broken {broken(site)}, dead links {dead_links(site)}")
    if mode == "full" and code == 1 and tree(site) not in (before, {**before, ".backfile": after[".backfile"]}):
        print(f"{where}: the site is not as it was")
    if forked(lambda: built(site, NEW)) or tree(site) != after:
        print(f"{where}: the next build is not a clean one")
    if {path.name for path in site.work.iterdir()} - {"lock", "memory.sqlite"}:
        print(f"{where}: leaves {sorted(path.name for path in site.work.iterdir())}")
    return code != 0


def long_build(root: Path, number: int) -> None:
    site = archive(root)
    build(site, *long_pages(number), jobs=2)


def long_pages(number: int) -> list[Page]:
    """Some 600 pages, of which half are others than those of another number."""
    articles = [article(f"/2025/{i % 12:02}/{i}/", f"Text {i} {number * (i % 3)}" * 50) for i in range(600)]
    added = [article(f"/{number}/{i}/", "Added") for i in range(50)]
    return [*articles, *added, listing("/", *(page.url for page in added))]


if __name__ == "__main__":
    os.fsync = lambda _: None  # what a kill leaves does not depend on it, and it takes most of the time
    render._WORTH_A_POOL = 100
    mode, folder, *rest = sys.argv[1:]
    if mode == "once":
        long_build(Path(folder), int(rest[0]))
    else:
        every_act(mode, Path(folder))
