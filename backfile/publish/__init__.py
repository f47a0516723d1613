"""Render what is stale into a stage, then commit the stage to the output folder.

    with publish.locked(site):                              # one build at a time
        publish.check_output(site)                          # the folder is ours to write
        publish.recover(site)                               # finish what a dead run began
        with memory.open(site) as remembered:
            stale  = remembered.stale(pages, theme)
            staged = publish.stage(stale, theme, site, made=remembered.made)    # an error leaves the site as it was
            report = publish.commit(staged, remembered, site)

Until `commit` nothing in the output folder changes. It moves whole files, new ones before those that link to them and
removals last, by a journal that `recover` replays if the process died: no reader meets half a file.
"""

from backfile.publish.desk import Renderer
from backfile.publish.journal import recover
from backfile.publish.lock import locked
from backfile.publish.output import check_output
from backfile.publish.render import Staged, stage
from backfile.publish.transfer import Report, commit

__all__ = ["Renderer", "Report", "Staged", "check_output", "commit", "locked", "recover", "stage"]
