"""The parts that a site is planned in: an article's pages, a list's, those there is one of.

    Part("/tags/oman/", key, …).pages()     → Page("/tags/oman/", …), Page("/tags/oman/2025/", …)

A part's key stands for all that its pages show. Where it is as it was when they were last planned, and their files
stand, they need not be planned again: the part is `passed`, with the paths of those files. A part without a key is
planned each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from backfile.kept import Asked
from backfile.model import Page
from backfile.plan.claims import Claims

_NOT_FOUND = "404.html"


class Planned(NamedTuple):
    """What a planner plans together. `name` tells it from all others, and stays while what it is of does."""

    name: str
    make: Callable[[], Iterable[Page]]
    key: Callable[[], bytes] | None = None


class Part:
    """Pages that are planned together, or passed over together."""

    __slots__ = ("_claims", "_key", "_listed", "_made", "_make", "name")

    def __init__(self, planned: Planned, claims: Claims, listed: list[str] | None = None) -> None:
        """The URLs of its pages that a reader may begin with are added to `listed`, as they become known."""
        self.name, self._make, self._key = planned
        self._made = b""
        self._claims = claims
        self._listed = listed

    @property
    def keyed(self) -> bool:
        return self._key is not None

    @property
    def key(self) -> bytes:
        if not self._made and self._key:
            self._made = self._key()
        return self._made

    def pages(self) -> Iterable[Page]:
        return self._make()

    def granted(self, page: Page) -> bool:
        """Whether one of its pages may have its place. It is asked of each, once, before its file is the site's."""
        if self._listed is not None and page.template.endswith(".html") and page.template != _NOT_FOUND:
            self._listed.append(page.url)
        return self._claims.granted(page)

    def passed(self, paths: Sequence[str]) -> None:
        """Its pages are as they were, in the files at `paths` of the output folder."""
        self._claims.hold(paths)
        if self._listed is not None:
            self._listed += ["/" + path.removesuffix("index.html") for path in paths if path.endswith("index.html")]


class ManyPlanned(Protocol):
    """What plans articles."""

    keyed: bool

    def __len__(self) -> int: ...
    def keys(self) -> Iterator[tuple[str, bytes]]: ...
    def planned(self, position: int, /) -> Planned: ...
    def ready(self) -> None: ...
    def waiting(self) -> bool: ...


class Parts(Asked[Part]):
    """All parts of a site in their order. There may be a million of articles: they are made when they are asked for."""

    def __init__(self, many: ManyPlanned, claims: Claims, others: Sequence[Part]) -> None:
        super().__init__(len(many) + len(others), self._part)
        self._many, self._claims, self._others = many, claims, others

    def _part(self, number: int) -> Part:
        articles = len(self._many)
        return self._others[number - articles] if number >= articles else Part(self._many.planned(number), self._claims)

    @property
    def alike(self) -> int:
        """How many come first that have keys."""
        return len(self._many) if self._many.keyed else 0

    def keys(self) -> Iterator[tuple[str, bytes]]:
        """Of these, their names and keys."""
        return self._many.keys()

    def hold(self, paths: Sequence[str]) -> None:
        """Files of these are as they were."""
        self._claims.hold(paths)

    def ready(self) -> None:
        """Makes what most of them show."""
        self._many.ready()

    def waiting(self) -> bool:
        """Whether something that these show is still being found out."""
        return self._many.waiting()
