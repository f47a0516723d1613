"""The life of an archive, made up at random: seeds change, people edit, and nothing that a person wrote is lost."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from content_archive import archive, dump, file, front, paths, run, story, text, tree

from backfile import content
from backfile.config import Site
from backfile.model import Divided

WORDS = [
    "harbour",
    "ferry",
    "council",
    "rain",
    "mill",
    "vote",
    "bridge",
    "river",
    "market",
    "strike",
    "school",
    "coast",
]


class Life:
    """An archive, its seeds, and every word that a person added to a file that is still there."""

    def __init__(self, root: Path, number: int) -> None:
        self.random = random.Random(number)
        self.site = archive(root)
        self.seeds = {f"{n}.txt": [self.story() for _ in range(3)] for n in range(3)}
        self.marks: dict[str, set[str]] = {}
        self.deleted: set[str] = set()
        self.count = 0

    def story(self) -> tuple[str, list[str]]:
        words = self.random.choices(WORDS, k=5)
        return " ".join(words).capitalize(), [
            f"{' '.join(self.random.choices(WORDS, k=9))} {self.random.random()}." for _ in range(3)
        ]

    def dumps(self) -> list[Divided]:
        return [
            dump(name, *(story(title, *texts, tags=(title.split()[0],)) for title, texts in stories))
            for name, stories in sorted(self.seeds.items())
        ]

    def mark(self) -> str:
        self.count += 1
        return f"mark{self.count}end"

    def step(self) -> None:
        self.random.choice([self.edit, self.edit, self.move, self.delete, self.change, self.rename, self.forget])()

    def edit(self) -> None:
        if found := paths(self.site):
            path, mark = self.random.choice(found), self.mark()
            old = text(self.site, path)
            place = self.random.choice(["title: ", "tags: [", "\n\n", "role: related", "---\ntitle"])
            new = {"title: ": f"title: {mark} ", "tags: [": f"tags: [{mark}, ", "\n\n": f"\n\n{mark} "}
            with_mark = new.get(place, f"# {mark}\nown{self.count}: {mark}\nrole: related")
            if place in old and place != "---\ntitle":
                file(self.site, path).write_bytes(old.replace(place, with_mark, 1).encode())
                self.marks.setdefault(front(self.site, path).meta["id"], set()).add(mark)

    def move(self) -> None:
        if found := paths(self.site):
            path, to = self.random.choice(found), f"moved/{self.mark()}"
            file(self.site, to).parent.mkdir(exist_ok=True)
            file(self.site, path).rename(file(self.site, to))

    def delete(self) -> None:
        if found := paths(self.site):
            path = self.random.choice(found)
            id_ = front(self.site, path).meta["id"]
            self.marks.pop(id_, None)
            self.deleted.add(id_)
            file(self.site, path).unlink()

    def change(self) -> None:
        stories = self.seeds[self.random.choice(sorted(self.seeds))]
        at = self.random.randrange(len(stories))
        title, texts = stories[at]
        stories[at] = self.random.choice(
            [(title + " now", texts), (title, [texts[0], self.mark(), *texts[2:]]), self.story(), (title, texts[::-1])]
        )

    def rename(self) -> None:
        name = self.random.choice(sorted(self.seeds))
        self.seeds[f"{self.mark()}.txt"] = self.seeds.pop(name)

    def forget(self) -> None:
        shutil.rmtree(self.site.work, ignore_errors=True)


def ids(site: Site) -> dict[str, str]:
    return {front(site, path).meta["id"]: path for path in paths(site)}


@pytest.mark.parametrize("number", range(8))
def test_nothing_that_a_person_wrote_is_lost(tmp_path: Path, number: int) -> None:
    life = Life(tmp_path, number)
    site = life.site
    run(site, *life.dumps())
    for _ in range(12):
        for _ in range(life.random.randint(1, 4)):
            life.step()
        before = ids(site)
        run(site, *life.dumps())
        content.settle(site)
        after = ids(site)
        assert len(after) == len(paths(site))
        assert set(before) <= set(after)
        assert not life.deleted & set(after)
        assert [path for id_, path in before.items() if after[id_] != path] == []
        for id_, marks in life.marks.items():
            for mark in marks:
                assert mark in text(site, after[id_])
        settled = tree(site)
        assert run(site, *life.dumps()).notes == ()
        assert tree(site) == settled
        assert {article.id for article in content.read(site)} == set(after)
