from __future__ import annotations
def find(ordered, facts, repeats):
    return ()
