"""The preview: the site on 127.0.0.1, built again and shown anew whenever something of the archive is saved.

    run(site, rebuild, host="127.0.0.1", port=8000)   →   http://127.0.0.1:8000/

One burst of saves is one build. Where a build fails, the last good site stays, with the errors laid over its pages
until they are mended. The server answers only those who call it by its own name.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Collection
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from backfile.config import Site
from backfile.errors import BackfileError, BusyError, UsageError, visible
from backfile.publish.output import is_ours
from backfile.serve.server import Preview
from backfile.serve.watch import Watch


class Rebuilt(NamedTuple):
    """What came of a build."""

    site: Site
    "The archive by its settings of now."
    changed: bool
    "Whether anything did that open pages show."
    whole: bool
    "Whether all of it was made; if not, the rest is once nothing has been saved for a while."


class Rebuild(Protocol):
    """Builds once more; unless `whole`, all but what was `saved` may be left as it is until later."""

    def __call__(self, *, whole: bool, saved: Collection[Path] = ()) -> Rebuilt: ...


_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PATIENCE = 0.3
"Seconds between two attempts while somebody else is building."
_SAVING = 0.1
"Seconds that an editor may take from emptying a file to filling it."


def run(site: Site, rebuild: Rebuild, *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Build, then serve until interrupted. If the build fails, the site that an earlier one left is shown.

    Raises `UsageError` if the port cannot be had, and what `rebuild` raises if there is no earlier site.
    """
    preview = Preview(site, host)
    try:
        address = preview.listen(port)
    except OSError as error:
        said = f"port {port} of {host} cannot be had ({error.strerror or error})"
        raise UsageError(f"{said} — name another with --port, or take any free one with --port 0") from None
    watch = Watch(site.root, partial(_again, preview, rebuild))
    with watch.first():  # what is saved while it runs is built after it
        try:
            preview.site = rebuild(whole=True).site
            preview.stamp = _stamp(preview.site)
        except BackfileError as error:
            if not is_ours(site.output):
                raise
            preview.failure = _told(str(error))
    if host not in _LOOPBACK:
        print(f"Warning: with --host {host}, whoever can reach this computer can read the preview.", file=sys.stderr)
    print(f"Preview: {address}  (Ctrl-C ends it)", flush=True)
    preview.serve(watch)


def _again(preview: Preview, rebuild: Rebuild, watch: Watch, saved: Collection[Path] = (), *, idle: bool) -> bool:
    """Build once more and have open pages show what came of it; says whether the site is whole.

    `idle`: nothing was saved, and what follows pages is made. Runs in the watch's thread, which nothing may end.
    """
    failure, changed, failed, whole = "", False, 0, True
    while not watch.ended:
        try:
            elsewhere = _stamp(preview.site) != preview.stamp  # built in another window since
            preview.site, changed, whole = rebuild(whole=idle, saved=saved)
            changed, preview.stamp = changed or elsewhere, _stamp(preview.site)
        except BusyError:  # a build in another window: what was saved is built once that is done
            time.sleep(_PATIENCE)
            continue
        except BackfileError as error:
            failed += 1
            if failed == 1:  # read in the midst of being saved, perhaps
                time.sleep(_SAVING)
                continue
            failure = _told(str(error))
        except Exception:
            if watch.ended:  # interrupted in the midst of it; the next build finishes what this one began
                return True
            failure = _told(traceback.format_exc())
        break
    if preview.failure and not failure:
        print("Mended.", flush=True)
    if changed or failure != preview.failure:
        preview.show(failure)
    return whole


def _stamp(site: Site) -> tuple[int, int]:
    """What every build that wrote something leaves otherwise: the size and the time of the memory."""
    with suppress(OSError):
        stat = (site.kept / "memory.sqlite").stat()
        return stat.st_size, stat.st_mtime_ns
    return 0, 0


def _told(failure: str) -> str:
    print(visible(failure), file=sys.stderr, flush=True)
    return visible(failure)
