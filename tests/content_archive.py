"""A small archive for the tests of content: dumps made of stories, and edits as a person makes them.

site = archive(tmp_path)
run(site, dump("a.txt", story("Ferry returns", "It came back on Monday.")))
text(site, "undated/ferry-returns")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from backfile import content, frontmatter
from backfile.config import Settings, Site
from backfile.model import Divided, Draft, Seed


def archive(root: Path, **settings: Any) -> Site:
    (root / "content").mkdir(parents=True, exist_ok=True)
    return Site(root, Settings(**settings))


def story(title: str, *paragraphs: str, **fields: Any) -> Draft:
    return Draft(**{"role": "related", "title": title, "paragraphs": paragraphs, **fields})


def dump(file: str, *stories: Draft) -> Divided:
    """A seed that holds the stories one after the other, each as one span."""
    text, drafts = "", []
    for one in stories:
        start = len(text)
        text += "\n".join((one.title, *one.paragraphs)) + "\n"
        drafts.append(Draft(**{**as_dict(one), "spans": ((start, len(text) - 1),)}))
    seed = Seed(file, sha256(text.encode()).hexdigest(), "utf-8", text)
    return Divided(seed, "flat", tuple(drafts), ())


def as_dict(record: Draft) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def run(site: Site, *dumps: Divided) -> content.Report:
    """Imports the dumps, each of them anew."""
    return imported(site, dumps)[0]


def imported(
    site: Site, dumps: Iterable[Divided], *, told: bool = False, label: str = "a label"
) -> tuple[content.Report, list[str]]:
    """Imports the dumps; also says which of them were asked for. `told`: what is odd about them is known already."""
    by_file = {dump.seed.file: dump for dump in dumps}
    seen = {file: content.Seen(dump.seed.sha256, label, told) for file, dump in by_file.items()}
    asked: list[str] = []

    def divide(files: Iterable[str]) -> Iterator[content.Ready]:
        for file in files:
            asked.append(file)
            yield content.ready(by_file[file], keep_scripts=site.settings.slug_unicode)

    return content.write(seen, divide, site), asked


def file(site: Site, path: str) -> Path:
    return site.content / f"{path}.md"


def text(site: Site, path: str) -> str:
    return file(site, path).read_bytes().decode()


def front(site: Site, path: str) -> frontmatter.Front:
    return frontmatter.read(text(site, path))


def edit(site: Site, path: str, old: str, new: str) -> None:
    """A person replaces some words of a file."""
    before = text(site, path)
    assert before.count(old) == 1, before
    file(site, path).write_bytes(before.replace(old, new).encode())


def tree(site: Site) -> dict[str, tuple[bytes, int]]:
    """Every file of `content/` with its bytes and time of change."""
    found = sorted(path for path in site.content.rglob("*") if path.is_file())
    return {path.relative_to(site.content).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def paths(site: Site) -> list[str]:
    return [name[:-3] for name in tree(site) if name.endswith(".md")]
