"""What the output folder holds and what each file was made from: why an unchanged archive renders nothing.

    with memory.open(site) as remembered:
        remembered.inputs_unchanged(inputs)     # then there is nothing to do
        for look in remembered.stale(parts, theme):
            look.page.url, look.reason          # "/2025/06/x/", "what it shows changed: related, next"
        remembered.orphans()                    # ("2025/06/gone/index.html",)
        remembered.keep()                       # once they stand in the output folder

A page is stale when its view, its template or its file is not as it was. Above that rule stands one shortcut: pages are
planned in parts, and one whose key is as it was is not planned. Tests hold that both find the same.
Nothing here is worth a person's time: memory that is lost, damaged or of another version is started afresh, and the
next build compares bytes instead.
"""

from backfile.memory.compare import differences
from backfile.memory.folders import standing
from backfile.memory.inputs import Inputs, fingerprint, program
from backfile.memory.looking import Digests, Look, Looking, Part, Told
from backfile.memory.outputs import MARK, STAGE, Output, digest, hidden
from backfile.memory.remember import Memory, open

__all__ = [
    "MARK", "STAGE", "Digests", "Inputs", "Look", "Looking", "Memory", "Output", "Part", "Told", "differences",
    "digest", "fingerprint", "hidden", "open", "program", "standing",
]  # fmt: skip
