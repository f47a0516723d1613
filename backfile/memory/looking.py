"""Which pages are stale: found out in one stream, or part by part among copies of this process.

for look in remembered.stale(parts, theme): …          # one stream
stale = remembered.stale(parts, theme)
parts = stale.shared(); stale.look(parts[:9])          # in any process: what it finds out changes nothing there
stale.note(parts[0], look)                             # in this process, of each
for look in stale: …                                   # the parts that are not to be shared
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from backfile import urls
from backfile.errors import InputError, Problem
from backfile.kept import Asked
from backfile.memory.encoding import changed_fields
from backfile.memory.outputs import MadeFrom
from backfile.model import Page, Record

if TYPE_CHECKING:
    from backfile.memory.remember import Memory

Told = Callable[["Look"], object]
"Told each page that is stale."


class Look(Record, frozen=True):
    """A page that was looked at: a stale one, if there is a reason."""

    page: Page
    reason: str
    "In words."
    standing: bool
    "Whether its file is there to compare with."
    path: str = ""
    made_from: MadeFrom = MadeFrom(b"", b"", b"", "", b"")
    touched: bool = False
    "Its file is as it was but for its time of change, as in a copy of the archive."
    moved: bool = False
    "It is as it was, and its part or a key is not."


class Part(Protocol):
    """Pages that are planned together, or passed over together where `key` is as it was; without one, planned."""

    @property
    def name(self) -> str: ...
    @property
    def keyed(self) -> bool: ...
    @property
    def key(self) -> bytes: ...
    def pages(self) -> Iterable[Page]: ...
    def granted(self, page: Page, /) -> bool: ...
    def passed(self, paths: list[str], /) -> None: ...


@runtime_checkable
class Many(Protocol):
    """Parts of which those that come first are alike: they have keys, which can be told together."""

    @property
    def alike(self) -> int:
        """How many they are."""

    def keys(self) -> Iterator[tuple[str, bytes]]:
        """Their names and keys."""

    def hold(self, paths: list[str], /) -> None:
        """Files of some of them are as they were."""

    def waiting(self) -> bool:
        """Whether something that these show is still being found out."""

    def ready(self) -> None:
        """Most parts will be planned, by copies of this process too: makes what each would else make for itself."""


class Digests(Protocol):
    """What is asked of a theme: a text that differs whenever `template` may render otherwise."""

    def digest(self, template: str, /) -> str: ...


class Looking:
    """The pages of one build. Iterating gives those that must be rendered, each noted and told."""

    def __init__(
        self,
        memory: Memory,
        planned: Iterable[Page | Part],
        sound: dict[str, bytes],
        spared: Container[str],
        *,
        fresh: bool,
        told: Told,
    ) -> None:
        """`sound`: the key of each part, by name, whose files stand as they were left.

        `spared`: the names of parts that are passed over whatever their keys.
        """
        self._planned: Sequence[Page | Part] = planned if isinstance(planned, Sequence) else tuple(planned)
        self._memory, self._sound, self._spared = memory, sound, spared
        self._fresh, self._told = fresh, told
        self._many: Many | None = None
        self.left = 0

    def __iter__(self) -> Iterator[Look]:
        for number in self._unpassed():
            part = self._planned[number]
            if isinstance(part, Page):
                if self._noted(look := self._look(part, "", b"")):
                    yield look
                continue
            for page in filter(part.granted, part.pages()):
                if self._noted(look := self._look(page, part.name, part.key)):
                    yield look

    def _unpassed(self) -> Iterator[int]:
        """The numbers of those that are not passed over."""
        many = self._planned if isinstance(self._planned, Many) else None
        start = many.alike if many else 0
        yield from self._otherwise(many) if many and start and self._sound else range(start)
        for number in range(start, len(self._planned)):
            part = self._planned[number]
            if isinstance(part, Page) or not self._passed(part):
                yield number

    def _otherwise(self, many: Many) -> list[int]:
        """The numbers of parts that are not as they were; the others are passed over in one go: a third of the time."""
        found: list[int] = []
        passed: list[str] = []
        before = self._sound.get
        for number, (name, key) in enumerate(many.keys()):
            if before(name) == key:
                passed.append(name)
            else:
                found.append(number)
        many.hold(self._memory.pass_over(passed))
        return found

    def shared(self) -> Sequence[Part]:
        """The parts that have a key and must be planned. Iterating gives the pages of the others, which are `left`."""
        parts, found = self._planned, array("L")
        self._many = many = parts if isinstance(parts, Many) else None
        alike = many.alike if many else 0
        others: list[Page | Part] = []
        for number in self._unpassed():
            part = parts[number] if number >= alike else None
            if part is None or not (isinstance(part, Page) or not part.keyed):
                found.append(number)
            else:
                others.append(part)  # passed over in its turn, if it is spared
        if many and 2 * len(found) > len(parts):
            many.ready()
        self._planned, self.left = others, len(others)
        return Asked(len(found), lambda place: cast("Part", parts[found[place]]))

    def waiting(self) -> bool:
        """Whether the first of those that are shared cannot be looked at yet without waiting."""
        return bool(self._many and self._many.waiting())

    def back(self, parts: Sequence[Part]) -> None:
        """They are not to be shared after all."""
        self._planned = [*parts, *self._planned]

    def look(self, parts: Sequence[Part]) -> list[list[Look]]:
        """At each page of each part. Nothing is noted."""
        planned = [(part, list(part.pages())) for part in parts]  # all of them before the first is looked at
        return [[self._look(page, part.name, part.key) for page in pages] for part, pages in planned]

    def note(self, part: Part, look: Look) -> bool:
        """Whether the page may have its place and is stale. It is noted, and told."""
        return part.granted(look.page) and self._noted(look)

    def _look(self, page: Page, part: str, key: bytes) -> Look:
        return self._memory.look(page, part, key, fresh=self._fresh)

    def _noted(self, look: Look) -> bool:
        """Whether the page is stale; then it is told."""
        self._memory.note(look)
        if look.reason:
            self._told(look)
        return bool(look.reason)

    def _passed(self, part: Part) -> bool:
        key = self._sound.pop(part.name, b"")
        if part.name in self._spared or (key and part.keyed and part.key == key):
            part.passed(self._memory.pass_over([part.name]))
            return True
        return False


def path_of(page: Page) -> str:
    """The file of the site that holds it. Raises `InputError` where its name is no text."""
    path = urls.output(page.url)
    try:
        path.encode()
    except UnicodeEncodeError:
        raise InputError([Problem(path, 0, "its name is no Unicode text", "rename the file it is made from")]) from None
    return path


def otherwise(page: Page, now: MadeFrom, before: MadeFrom) -> str:
    """Why a page is not made from what it was made from before; empty where it is, whatever its part."""
    if before.template != now.template:
        return f"{'template' if page.template.endswith('.html') else 'writer'} {page.template} changed"
    if before.view != now.view:
        return "what it shows changed" + changed_fields(page.view, now.fields, before.fields)
    return ""
