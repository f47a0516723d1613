"""The preview: the site on 127.0.0.1, built again and shown anew whenever something of the archive is saved.

    run(site, rebuild, host="127.0.0.1", port=8000)   →   http://127.0.0.1:8000/

One burst of saves is one build. Where a build fails, the last good site stays, with the errors laid over its pages
until they are mended. The server answers only those who call it by its own name.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress

from backfile.config import Site
from backfile.errors import BackfileError, BusyError, UsageError, visible
from backfile.publish.output import is_ours
from backfile.serve.server import Preview
from backfile.serve.watch import Watch

Rebuild = Callable[[], tuple[Site, bool]]
"Builds once more. Returns the archive by its settings of now, and whether anything of its site changed."

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
    watch = Watch(site.root, lambda watch: _again(preview, rebuild, watch))
    with watch.first():  # what is saved while it runs is built after it
        try:
            preview.site, _ = rebuild()
            preview.stamp = _stamp(preview.site)
        except BackfileError as error:
            if not is_ours(site.output):
                raise
            preview.failure = _told(str(error))
    if host not in _LOOPBACK:
        print(f"Warning: with --host {host}, whoever can reach this computer can read the preview.", file=sys.stderr)
    print(f"Preview: {address}  (Ctrl-C ends it)", flush=True)
    preview.serve(watch)


def _again(preview: Preview, rebuild: Rebuild, watch: Watch) -> None:
    """Build once more and have open pages show what came of it. Runs in the watch's thread, which nothing may end."""
    failure, changed, failed = "", False, 0
    while not watch.ended:
        try:
            elsewhere = _stamp(preview.site) != preview.stamp  # built in another window since
            preview.site, changed = rebuild()
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
                return
            failure = _told(traceback.format_exc())
        break
    if preview.failure and not failure:
        print("Mended.", flush=True)
    if changed or failure != preview.failure:
        preview.show(failure)


def _stamp(site: Site) -> tuple[int, int]:
    """What every build that wrote something leaves otherwise: the size and the time of the memory."""
    with suppress(OSError):
        stat = (site.kept / "memory.sqlite").stat()
        return stat.st_size, stat.st_mtime_ns
    return 0, 0


def _told(failure: str) -> str:
    print(visible(failure), file=sys.stderr, flush=True)
    return visible(failure)
