"""The files of the site during one build: which stand as the last one left them, and which a page has claimed since.

holdings = Holdings(remains)
holdings.pass_over(["/2025/06/x/"])      → ["2025/06/x/index.html"]      its part is not planned: nothing is asked of it
holdings.claim("tags/index.html")        a page makes it, and has been looked at
holdings.orphans()                       → ("2025/06/gone/index.html",)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from backfile.memory.outputs import Stat, hidden
from backfile.memory.remains import Remains

_STANDS: Stat = (0, 0)
"Of a file of which only this is asked."


class Holdings:
    def __init__(self, remains: Remains) -> None:
        """`remains` changes with what becomes of them."""
        self._left, self._templates, self._loose, self._there = remains
        self.remembering = bool(self._left or self._loose)
        "Whether anything is known of an earlier build."
        self._claimed: set[str] = set()
        self._passed = 0

    def __len__(self) -> int:
        """How many files the pages make that were claimed or passed over."""
        return self._passed + len(self._claimed)

    def sound(self, current: set[bytes]) -> dict[str, bytes]:
        """The keys of the parts whose files stand as they were left, all made with `current` templates."""
        good = list(map(current.issuperset, self._templates))
        return {name: key for name, (key, _, made_with) in self._left.items() if key and good[made_with]}

    def loosen(self) -> None:
        """Has each file asked of by itself, and of those that stand as they were left only whether they do."""
        for part, (_, paths, _) in self._left.items():
            self._loose.update(dict.fromkeys(paths, part))
            self._there.update(dict.fromkeys(paths, _STANDS))
        self._left.clear()

    def as_left(self, part: str) -> bool:
        """Whether all files of a part that was not passed over stand as they were left."""
        return part in self._left

    def stat(self, path: str) -> Stat | None:
        """That of a file which is not of such a part, if it stands."""
        return self._there.get(path)

    def of(self, part: str) -> list[str]:
        """Its files that stand."""
        if part in self._left:
            return self._left[part][1]
        return [path for path, other in self._loose.items() if other == part and path in self._there]

    def pass_over(self, parts: Iterable[str]) -> list[str]:
        """They are not planned, and their files are as they were, as far as they stand: which these are."""
        passed: list[str] = []
        for part in parts:
            if left := self._left.pop(part, None):
                passed += left[1]
                continue
            found = self.of(part)
            passed += found
            for path in found:
                del self._loose[path], self._there[path]
        self._passed += len(passed)
        return passed

    def pass_over_others(self, part: str) -> bool:
        """Passes over all parts but one; False, and nothing is done, where any other file is not as it was left."""
        loose = any(other != part for other in self._loose.values())
        if loose or any(not hidden(path) for path in self._there if path not in self._loose):
            return False
        self.pass_over([name for name in self._left if name != part])
        return True

    def claim(self, path: str) -> bool:
        """A page makes it. Whether no other does."""
        if path in self._claimed:
            return False
        self._claimed.add(path)
        self._there.pop(path, None)
        return True

    def forgotten(self) -> Iterator[str]:
        """Files that an earlier build has written and no page makes, standing or not, once all pages are known."""
        left = (path for _, paths, _ in self._left.values() for path in paths)
        return (path for path in chain(left, self._loose) if path not in self._claimed)

    def orphans(self) -> tuple[str, ...]:
        """Files that stand and no page makes, in order.

        Hidden ones that no remembered build has written are a person's or a host's, and spared.
        """
        known = (path for path in self.forgotten() if path in self._there or path not in self._loose)
        return tuple(sorted({*known, *(path for path in self._there if not hidden(path))}))

    def strays(self) -> tuple[str, ...]:
        """Those of `orphans` that no remembered build has written: somebody may miss them. Empty for a new memory."""
        strays = (path for path in self._there if not hidden(path) and path not in self._loose)
        return tuple(sorted(strays)) if self.remembering else ()
