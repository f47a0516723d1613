"""What is kept of a derivation changes nothing but its cost: after any edits it says what one from scratch says."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from backfile import catalogue, digests, knowledge
from backfile.content import pieces
from backfile.knowledge import clusters, leaving, nearby, stories
from backfile.knowledge.kept import Kept
from backfile.knowledge.since import State, since
from backfile.model import Archive, Article, Facts, NamesSaid, StoriesSaid, StorySaid

PEOPLE = ["Mirela Oake", "Wesley Sang", "Wesley Kiprotich Sang", "Civic Renewal", "Civic Renewal Party", "Kim Min-seo"]
PLACES = ["Kursk", "Bergen", "Muscat", "Tablas", "Oman", "Kenya"]
THINGS = ["ferry", "dam", "strike", "election", "wildfire", "museum", "harvest", "bridge"]
Text = tuple[str, ...]


def written(chance: Random) -> tuple[str, Text]:
    """A title and two paragraphs of a report on one of few events, so that several are of one story or one text."""
    event = Random(chance.randrange(9))
    who, where, what = event.choice(PEOPLE), event.choice(PLACES), event.choice(THINGS)
    number, aside = chance.choice([12, 250, 8400]), chance.choice(PEOPLE)
    rare = "".join(chance.choices("bdfglmnprt", k=2))  # of one or two reports in a hundred
    more = " ".join(chance.choice(THINGS) for _ in range(chance.choice([2, 9])))
    return f"{what.title()} at {where}: {who} speaks", (
        f"{who} said in {where} on Monday that the {what} had cost at least {number} people their homes.",
        f"The {more} were not what {aside} had promised qua{rare}o of the council of {where} a year before the {what}.",
    )


class Desk:
    """An archive that is edited."""

    def __init__(self, chance: Random, size: int) -> None:
        self.chance, self.numbers = chance, count()
        self.held: list[tuple[Article, Facts, Text]] = []
        for _ in range(size):
            self.add()

    def add(self) -> None:
        day = self.chance.choice([None, "2024", *(f"2024-0{n % 3 + 1}-{n + 1:02}" for n in range(28))])
        path = f"{self.chance.randrange(9)}/{next(self.numbers)}"
        article = Article(path=path, id=path.replace("/", "-"), title="", body_digest="", words=0, published=day)
        self.held.append(self.told(structs.replace(article, source=self.chance.choice(["A", "B", "C"]))))

    def told(self, article: Article) -> tuple[Article, Facts, Text]:
        title, text = written(self.chance)
        tags = tuple(self.chance.sample(THINGS, 2))
        article = structs.replace(article, title=title, body_digest=" ".join(text), words=30, tags=tags)
        return article, knowledge.facts(title, text, lang="en"), text

    def edit(self) -> None:
        at = self.chance.randrange(len(self.held))
        match self.chance.choice(["text", "text", "text", "date", "add", "remove", "tags", "facts"]):
            case "add":
                self.add()
            case "remove" if len(self.held) > 1:
                del self.held[at]
            case "date":
                article, facts, text = self.held[at]
                self.held[at] = structs.replace(article, published=self.held[at // 2][0].published), facts, text
            case "tags":
                article, facts, text = self.held[at]
                self.held[at] = structs.replace(article, tags=tuple(self.chance.sample(THINGS, 3))), facts, text
            case "facts":
                article, facts, text = self.held[at]
                self.held[at] = article, structs.replace(facts, names=facts.names[1:], terms=facts.terms[1:]), text
            case _:
                self.held[at] = self.told(self.held[at][0])

    def archive(self) -> tuple[Archive, tuple[Facts, ...], list[Text]]:
        self.held.sort(key=lambda one: (one[0].published or "~", one[0].path))
        articles, facts, texts = zip(*self.held, strict=True)
        return Archive(articles, (), (), (), (), catalogue.gather(articles).outlines), facts, list(texts)


def next_process(kept: Kept) -> Kept:
    made = leaving.packed(kept, "program")
    assert made is not None
    found = leaving.unpacked(made, "program")
    assert found is not None
    return found


@pytest.mark.parametrize("within", [1 << 14, 5])
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**9), size=st.sampled_from([3, 25, 60]))
def test_after_any_edits_what_is_known_is_what_a_first_derivation_knows(within: int, seed: int, size: int) -> None:
    chance = Random(seed)
    desk, kept = Desk(chance, size), Kept()
    said = NamesSaid(), StoriesSaid()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(nearby, "WITHIN", within)
        for _ in range(8):
            archive, facts, texts = desk.archive()
            known = knowledge.derive(archive, facts, texts.__getitem__, *said, kept)
            if chance.randrange(2):
                kept = next_process(kept)
            alone = Kept()
            assert known == knowledge.derive(archive, facts, texts.__getitem__, *said, alone)
            assert known == knowledge.derive(archive, facts, texts.__getitem__, *said)
            assert kept.looks.told.likeness.profiles == alone.looks.told.likeness.profiles
            assert kept.looks.told.likeness.beside == alone.looks.told.likeness.beside
            for _ in range(chance.choice([0, 1, 1, 2, 6])):
                desk.edit()
            if not chance.randrange(5):
                ids = [one[0].id for one in desk.held]
                joined = StorySaid(tuple(chance.sample(ids, min(len(ids), 2))))
                said = NamesSaid(drop=("Kursk",)), StoriesSaid(story=(joined,), apart=(tuple(ids[:2]),))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_merges_are_repeated_only_where_all_is_as_then(seed: int) -> None:
    chance = Random(seed)
    size = chance.choice([6, 20, 40])
    alike = {(a, b): 0.0 for a in range(size) for b in range(a)}
    merges: list[clusters.Merge] = []
    touched: set[int] | None = None
    for _ in range(12):
        for a, b in chance.sample(sorted(alike), 3 if touched is not None else len(alike)):
            near = chance.randrange(1, 64) / 128 if abs(a - b) < 5 and chance.randrange(3) else 0.0
            alike[a, b] = near
            touched = touched and {*touched, a, b}
        beside: dict[int, dict[int, float]] = {i: {} for i in range(size)}
        for (a, b), near in alike.items():
            if near:
                beside[a][b] = beside[b][a] = near
        home, merges = clusters.cluster(beside, range(size), before=merges, touched=touched)
        assert (home, merges) == clusters.cluster(beside, range(size))
        touched = {size}


def state(articles: Sequence[Article], facts: Sequence[Facts]) -> State:
    return State([a.path for a in articles], [digests.of(each) for each in zip(articles, facts, strict=True)])


def test_an_edit_has_only_those_near_it_compared_again() -> None:
    desk = Desk(Random(3), 80)
    told = stories.Told()
    before = State([], [])
    touched = []
    for _ in range(2):
        archive, facts, _ = desk.archive()
        repeats = (None,) * len(facts)
        now = state(archive.articles, facts)
        stories.group(archive.articles, facts, (), (), repeats, StoriesSaid(), since(before, now), told)
        touched.append(len(told.likeness.touched))
        before = now
        article, one, text = desk.held[40]
        desk.held[40] = article, structs.replace(one, terms=one.terms[:-1]), text
    assert touched[0] == 80
    assert 0 < touched[1] < 60


def test_a_derivation_that_fails_leaves_nothing_to_go_by() -> None:
    desk, kept = Desk(Random(5), 30), Kept()

    def unread(position: int) -> Text:
        raise OSError("unread")

    archive, facts, texts = desk.archive()
    knowledge.derive(archive, facts, texts.__getitem__, kept=kept)
    desk.held += [
        (structs.replace(a, path=a.path + "x", body_digest=a.body_digest + " "), f, t) for a, f, t in desk.held
    ]
    archive, facts, texts = desk.archive()
    with pytest.raises(OSError, match="unread"):
        knowledge.derive(archive, facts, unread, kept=kept)
    known = knowledge.derive(archive, facts, texts.__getitem__, kept=kept)
    assert known == knowledge.derive(archive, facts, texts.__getitem__)


def test_articles_that_change_places_are_compared_anew() -> None:
    desk = Desk(Random(7), 6)
    archive, facts, _ = desk.archive()
    found = since(state(archive.articles, facts), state(archive.articles[::-1], facts[::-1]))
    assert found.moved == {}
    assert found.changed == frozenset(range(6))


def test_texts_that_were_compared_are_not_read_by_the_next_process() -> None:
    desk, kept = Desk(Random(3), 60), Kept()
    archive, facts, texts = desk.archive()
    seen: list[int] = []

    def text(position: int) -> Text:
        seen.append(position)
        return texts[position]

    known = knowledge.derive(archive, facts, text, kept=kept)
    assert seen
    assert any(repeat and repeat.changes for repeat in known.repeats)
    seen.clear()
    assert knowledge.derive(archive, facts, text, kept=next_process(kept)) == known
    assert not seen


def left() -> bytes:
    desk, kept = Desk(Random(4), 12), Kept()
    archive, facts, texts = desk.archive()
    knowledge.derive(archive, facts, texts.__getitem__, kept=kept)
    made = leaving.packed(kept, "program")
    assert made
    return made


LEFT = left()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("left") / "knowledge.left"


def read(file: Path, raw: bytes) -> Kept | None:
    """What is gone on from where the file holds `raw`."""
    file.write_bytes(raw)
    with suppress(OSError):
        return leaving.unpacked(pieces.checked(file)[0][0], "program")
    return None


@pytest.mark.parametrize("cut", [slice(0), slice(3), slice(5), slice(-1)])
def test_what_was_cut_short_is_not_gone_on_from(cut: slice, file: Path) -> None:
    pieces.replace_checked(file, LEFT)
    raw = file.read_bytes()
    assert read(file, raw)
    assert read(file, raw[cut]) is None
    assert leaving.unpacked(LEFT[cut], "program") is None


def test_what_is_of_another_program_is_not_gone_on_from() -> None:
    assert leaving.unpacked(LEFT, "another") is None


@settings(max_examples=200, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), mended=st.booleans())
def test_a_bit_that_tips_over_fells_nothing(file: Path, place: float, bit: int, mended: bool) -> None:
    pieces.replace_checked(file, LEFT)
    raw = bytearray(file.read_bytes())
    raw[4 + int(place * (len(raw) - 4))] ^= 1 << bit
    if mended:  # by whoever tipped it
        raw[:4] = crc32(raw[4:]).to_bytes(4, "big")
    found = read(file, raw)
    assert mended or found is None


def test_a_name_that_is_no_text_leaves_nothing() -> None:
    kept = Kept()
    kept.begin(State(["\ud800"], [bytes(16)]), b"")
    kept.end()
    assert leaving.packed(kept, "program") is None
    assert leaving.packed(Kept(), "program") is None
