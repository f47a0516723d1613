"""The preview: the site on 127.0.0.1, built again and shown anew whenever something of the archive is saved.

    run(site, rebuild, host="127.0.0.1", port=8000)   →   http://127.0.0.1:8000/

One burst of saves is one build. Where a build fails, the last good site stays, with the errors laid over its pages
until they are mended. The server answers only those who call it by its own name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from backfile.config import Site
from backfile.errors import BackfileError, UsageError, visible
from backfile.serve.server import Preview
from backfile.serve.watch import Watch

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def run(site: Site, rebuild: Callable[[], bool], *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve until interrupted. `rebuild` builds the site once more and says whether anything in it changed.

    Raises `UsageError` if the port cannot be had.
    """
    preview = Preview(site.output, host)

    def changed() -> None:
        try:
            different = rebuild()
        except BackfileError as error:
            print(visible(str(error)), file=sys.stderr, flush=True)
            different, failure = True, visible(str(error))
        else:
            failure = ""
        if different or failure != preview.failure:
            preview.show(failure)

    try:
        address = preview.listen(port)
    except OSError as error:
        raise UsageError(f"port {port} of {host} cannot be had ({error.strerror}) — try another with --port") from None
    if host not in LOOPBACK:
        print(f"Warning: {host} shows the preview to everyone who can reach it.", file=sys.stderr)
    print(f"Preview: {address}  (Ctrl-C ends it)", flush=True)
    preview.serve(Watch(site, changed))
