"""The shortcut above the rule of stale pages: a part whose key is as it was would be planned to the same pages.

Archives grow and are edited at random, with everything that the archive knows; all parts are planned before and after,
and those with one key are compared page for page. Nothing is rendered.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from backfile import catalogue, knowledge, pagination, plan
from backfile.config import Settings, Site
from backfile.memory.encoding import encoded
from backfile.model import Article, Comment, Facts, Later, Source, StoriesSaid, StorySaid
from backfile.plan import lists
from backfile.plan.marks import Marks
from backfile.plan.shelf import Shelf
from backfile.views import Link

PEOPLE = ("Sergei Shoigu", "Averil Brandt", "Kofi Mensah", "Lena Ostrova")
PLACES = ("Kursk", "Accra", "Muscat", "Bergen", "Lima")
THINGS = ("ferry", "reservoir", "cement works", "railway bridge")
SOURCES = ("Gulf Today", "gulf today", "Lantern Wire", "The Bergen Courier", None)
TAGS = ("Oman", "oman", "Floods", "Harbours", "Norway", "C++", "Trade & tariffs")
DATES = (
    *("2025-06-21", "2025-06-22T10:00:00Z", "2025-06", "2025", "2025-06-23~", "2025-06-20/2025-06-23", "2024-12-31"),
    None,
)


class Theme:
    def static(self) -> Iterator[tuple[str, Path]]:
        yield from ()


class Changing:
    """An archive that a random hand edits; texts beside the articles, comments and rulings."""

    def __init__(self, rng: random.Random, site: Site) -> None:
        self.rng, self.site = rng, site
        self.texts: dict[str, tuple[str, ...]] = {}
        self.articles: dict[str, Article] = {}
        self.threads: dict[str, tuple[Comment, ...]] = {}
        self.said = StoriesSaid()
        self.facts: dict[tuple[str, tuple[str, ...]], Facts] = {}
        for _ in range(14):
            self.add()

    def text(self) -> tuple[str, ...]:
        one, rng = self.rng.choice, self.rng
        thing, place = one(THINGS), one(PLACES)
        told = (
            f"{one(PEOPLE)} said on Monday that {rng.randint(3, 6)} people were hurt when the {thing} in {place} "
            f"failed after {one(('a storm', 'heavy rain', 'a fire'))}."
            for _ in range(rng.randint(1, 3))
        )
        return (*told, f"The {thing} near {place} had been inspected in May by {one(PEOPLE)}.")

    def add(self) -> None:
        number = len(self.texts)
        path = f"{self.rng.choice(('2025/06', '2024/12', 'undated'))}/a{number}"
        copied = self.rng.choice(list(self.texts.values())) if self.texts and self.rng.random() < 0.25 else self.text()
        self.texts[path] = copied
        self.articles[path] = Article(path=path, id=f"{number:012x}-1", title="", body_digest="", words=0)
        for change in (self.retitle, self.redate, self.retag, self.resource):
            change(path)

    def change(self, path: str, **fields: Any) -> None:
        self.articles[path] = structs.replace(self.articles[path], **fields)

    def retitle(self, path: str) -> None:
        self.change(path, title=f"{self.rng.choice(THINGS).capitalize()} in {self.rng.choice(PLACES)} fails")

    def redate(self, path: str) -> None:
        captured = self.rng.choice((None, None, "2025-06-24", "2025-06-24T13:00/2025-06-24T23:59"))
        relative = self.rng.choice((None, None, "2 hours ago"))
        self.change(path, published=self.rng.choice(DATES), captured=captured, relative=relative)

    def retag(self, path: str) -> None:
        self.change(path, tags=tuple(self.rng.sample(TAGS, self.rng.randint(0, 4))))

    def resource(self, path: str) -> None:
        self.change(path, source=self.rng.choice(SOURCES), agency=self.rng.choice((None, "Lantern Wire")))

    def rewrite(self, path: str) -> None:
        self.texts[path] = self.text() if self.rng.random() < 0.5 else (*self.texts[path][:-1], "It rained again.")

    def annotate(self, path: str) -> None:
        others = [article.id for article in self.articles.values()]
        self.change(
            path, related=tuple(self.rng.sample(others, min(2, len(others)))), summary=self.rng.choice(("Short.", None))
        )

    def comment(self, path: str) -> None:
        digest = str(self.rng.random())
        self.threads[self.articles[path].id] = (Comment("one", digest, author=self.rng.choice(("Ada", None))),)

    def rename(self, path: str) -> None:
        moved = f"{path}x"
        article = self.articles.pop(path)
        self.texts[moved] = self.texts[path]
        self.articles[moved] = structs.replace(article, path=moved, aliases=(path,))

    def rule(self, path: str) -> None:
        ids = tuple(article.id for article in self.rng.sample(list(self.articles.values()), 2))
        self.said = self.rng.choice(
            (StoriesSaid(), StoriesSaid(apart=(ids,)), StoriesSaid(story=(StorySaid(ids, "T", "t"),)))
        )

    def step(self) -> None:
        path = self.rng.choice(list(self.articles))
        change = self.rng.choice(
            (
                *(self.retitle, self.redate, self.retag, self.resource, self.rewrite, self.rewrite, self.annotate),
                *(self.comment, self.rename, self.rule, self.articles.pop, self.add),
            )
        )
        change(path) if change != self.add else self.add()
        if len(self.articles) < 8:
            self.add()

    def planned(self) -> dict[str, plan.Part]:
        for path, article in self.articles.items():
            body = "\n".join(self.texts[path])
            digest = sha256(body.encode()).hexdigest()
            self.articles[path] = structs.replace(article, body_digest=digest, words=len(body.split()))
        archive = catalogue.arrange(self.articles.values(), self.site)
        facts = []
        for article in archive.articles:
            said = (article.title, self.texts[article.path])
            if said not in self.facts:
                self.facts[said] = knowledge.facts(*said, lang=article.lang)
            facts.append(self.facts[said])
        texts = [self.texts[article.path] for article in archive.articles]
        known = knowledge.derive(archive, facts, texts.__getitem__, stories_said=self.said)
        parts = plan.parts(Shelf(archive, self.site), known, Theme(), threads=self.threads)
        alike = parts[: parts.alike]
        assert list(parts.keys()) == [(part.name, part.key) for part in alike], "told together or one by one"
        assert len(alike) == len(archive.articles)
        return {part.name: part for part in parts}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "settings",
    [
        {"list_files_from": 3, "name_pages_from": 1},
        {"list_files_from": 99, "url": "https://e.org/"},
        {"list_files_from": 99, "tag_pages_from": 6},
    ],
)
def test_a_part_with_the_same_key_has_the_same_pages(
    seed: int, settings: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And so has a page whose view is made later."""
    if seed % 2:
        for name, most in (("ONE_PAGE", 4), ("NEWEST", 2), ("YEAR_PAGE", 5)):
            monkeypatch.setattr(pagination, name, most)
    changing = Changing(random.Random(seed), Site(tmp_path, Settings(search=False, **settings)))
    before: dict[str, tuple[bytes | None, list[Any]]] = {}
    shown: dict[tuple[str, bytes], bytes] = {}
    kept = compared = later = 0
    for _ in range(14):
        after = {
            name: (part.key, [(page.url, page.template, encoded(page.made().view)) for page in part.pages()])
            for name, part in changing.planned().items()
        }
        for page in (page for part in changing.planned().values() for page in part.pages()):
            if isinstance(page.view, Later):
                _, digest = encoded(page.made().view)
                later += (page.url, page.view.key) in shown
                assert shown.setdefault((page.url, page.view.key), digest) == digest, page.url
        for name, (key, pages) in after.items():
            if key and name in before:
                compared += 1
                if key == before[name][0]:
                    kept += 1
                    assert pages == before[name][1], name
        before = after
        changing.step()
    assert kept > compared / 8, "a key that always differs spares nothing"
    assert later > 9 or not seed % 2, "so does that of a page"


def test_parts_of_one_archive_have_names_of_their_own(tmp_path: Path) -> None:
    changing = Changing(random.Random(0), Site(tmp_path, Settings(search=False)))
    archive = catalogue.arrange(changing.articles.values(), changing.site)
    names = [part.name for part in plan.parts(Shelf(archive, changing.site), knowledge.derive(archive), Theme())]
    assert len(names) == len(set(names))


def test_a_page_of_a_list_shows_what_the_tag_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "ONE_PAGE", 2)
    site = Site(tmp_path, Settings(search=False))

    def key(*tags: str) -> tuple[bytes, str]:
        articles = [
            Article(f"{2020 + n}/06/x", f"a-{n}", f"Title {n}", "", 3, published=f"{2020 + n}-06-01", tags=(tag,))
            for n, tag in enumerate(tags)
        ]
        archive = catalogue.arrange(articles, site)
        parts = plan.parts(Shelf(archive, site), knowledge.nothing(archive), Theme())
        pages = (page for part in parts if part.name == "/tags/oman/" for page in part.pages())
        (page,) = (page for page in pages if page.url == "/tags/oman/2020/")
        return page.view.key, page.made().view.title

    assert key("Oman", "Oman", "oman")[1] == "Oman"
    assert key("Oman", "oman", "oman")[1] == "oman"
    assert key("Oman", "oman", "oman")[0] != key("Oman", "Oman", "oman")[0]


def test_a_page_of_a_list_shows_the_name_it_is_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "ONE_PAGE", 2)
    site = Site(tmp_path, Settings(search=False))
    dates = [f"{2020 + n}-06-01" for n in range(3)]
    archive = catalogue.arrange([Article(d, d, d, "", 3, published=d) for d in dates], site)
    shelf = Shelf(archive, site)

    def keys(name: str) -> list[bytes]:
        group = Source("x", name, (0, 1, 2))
        pages = lists.paged(shelf, Marks(shelf, b""), "person", "/people/x/", group, Link("People", "/people/"), ())
        return [page.view.key for page in pages if isinstance(page.view, Later)]

    assert len(keys("Averil Brandt")) == 3
    assert set(keys("Averil Brandt")).isdisjoint(keys("A. Brandt"))


def test_the_undated_are_planned_again_when_one_of_them_changes_and_not_when_others_come(tmp_path: Path) -> None:
    site = Site(tmp_path, Settings(search=False))
    dated = [Article(f"2025/0{n}/x", f"a-{n}", f"Dated {n}", "", 3, published=f"2025-0{n}-01") for n in range(1, 4)]
    undated = [Article(f"undated/{n}", f"b-{n}", f"Undated {n}", "", 3) for n in range(2)]

    def key(*articles: Article) -> bytes:
        archive = catalogue.arrange(articles, site)
        (part,) = (
            part
            for part in plan.parts(Shelf(archive, site), knowledge.nothing(archive), Theme())
            if part.name == "undated"
        )
        return part.key

    before = key(*dated[:2], *undated)
    assert key(*dated, *undated) == before
    assert key(*dated[:2], undated[0], structs.replace(undated[1], title="Otherwise")) != before
    assert key(*dated[:2], undated[0]) != before


def test_a_list_calls_a_source_what_the_whole_archive_does(tmp_path: Path) -> None:
    site = Site(tmp_path, Settings(search=False))

    def list_of(*sources: str) -> tuple[bytes | None, str]:
        articles = [Article(f"2025/06/{n}", f"a-{n}", f"Title {n}", "", 3, source=s) for n, s in enumerate(sources)]
        articles[0] = structs.replace(articles[0], tags=("Oman",))
        archive = catalogue.arrange(articles, site)
        parts = plan.parts(Shelf(archive, site), knowledge.nothing(archive), Theme())
        (part,) = (part for part in parts if part.name == "/tags/oman/")
        (published_by,) = next(iter(part.pages())).made().view.facets[0].entries
        return part.key, published_by.text

    key, called = list_of("gulf today", "Gulf Today", "Gulf Today")
    assert called == "Gulf Today"
    assert list_of("gulf today", "Gulf Today", "Gulf Today", "Gulf Today") == (key, called)
    other, called = list_of("gulf today", "Gulf Today", "Gulf Today", "gulf today", "gulf today")
    assert called == "gulf today"
    assert other != key
