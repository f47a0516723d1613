"""The site at a URL: whatever `fsspec` can write to, such as a bucket of S3.

    remote.check(site)                                                # it is ours, empty or yet to be made
    report = remote.published(report, remembered, site, progress)     # sends what differs, removes what no page makes

The site is built in a copy in `.backfile/` first; the copy is then made to stand at the URL too, new pages before those
that link to them and removals last. What has been sent is remembered, so an unchanged build sends nothing; the listing
there is compared each time, so a file that somebody removed or replaced is sent again; and a run that died is finished
by the next. What no build has written is never removed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from backfile import publish
from backfile.config import Site
from backfile.memory import Memory

__all__ = ["check", "published"]


def check(site: Site) -> None:
    """Raises `InputError` where the URL refuses or holds what no build has written, `UsageError` for one not known."""
    if site.remote:
        from backfile.remote.place import Place

        Place(site).check()


def published(
    report: publish.Report,
    remembered: Memory,
    site: Site,
    progress: Callable[[str, int], object],
    *,
    fresh: bool = False,
) -> publish.Report:
    """Makes the URL hold what the output folder holds; `fresh` sends it all, whatever is remembered.

    Raises `InputError` where the URL refuses: each file is then whole, and the next build goes on from there.
    """
    if not site.remote:
        return report
    from backfile.remote.place import Place
    from backfile.remote.sending import Sending
    from backfile.remote.sent import Sent

    with closing(Sent(site.kept / "sent.sqlite")) as sent:
        sending = Sending(site, Place(site), sent, lambda done: progress("Files sent:", done))
        return sending.report(report, remembered.digests(), fresh=fresh)
