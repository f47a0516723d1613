"""What is wrong with an archive as it stands: all that it is built from, its seeds, links and output folder.

content/2025/06/x.md: its seed a.txt is gone from seeds/ — put it back, …
public/tags/oman/index.html:41: leads to ../../2025/06/y/, which is not there — build again
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from backfile import catalogue, comments, content, memory, publish, rulings, seeds, templates
from backfile.config import Site
from backfile.errors import InputError, Problem
from backfile.model import Article


def problems(site: Site) -> Iterator[Problem]:
    """All that can be told without building. Nothing is written."""
    yield from inputs(site)
    yield from _seeds(content.sound(site), site)
    if site.output.is_dir():
        from backfile.check import links  # a build, which asks for `completing`, parses no HTML

        yield from memory.differences(site)
        yield from links.dead(site)


def suggestions(site: Site) -> Iterator[str]:
    """Tags that may be one, as lines for `tags.toml`: nothing is wrong with the archive because of them."""
    from backfile.knowledge import spelling

    said = rulings.tags(site)
    archive = catalogue.arrange(rulings.tagged(catalogue.gather(content.sound(site)), said), site)
    for rare, common in spelling.suggestions(archive.tags):
        counts = f"{len(rare.articles):,} and {len(common.articles):,} articles"
        line = f"“{rare.name}” and “{common.name}” ({counts}) may be one tag"
        yield f'{line} — if so, write into tags.toml under [aliases]: "{rare.name}" = "{common.name}"'


def inputs(site: Site) -> tuple[Problem, ...]:
    """Everything wrong with what a build reads, in order of place, told without building."""
    found: set[Problem] = set()
    for look in (publish.check_output, _sidecars, templates.load, content.read, _paths, _comments, *_RULINGS):
        try:
            look(site)
        except InputError as error:
            found.update(error.problems)
    return tuple(sorted(found))


@contextmanager
def completing(site: Site) -> Iterator[None]:
    """Has an `InputError` from within say what else is wrong, so that it can be mended at one go."""
    try:
        yield
    except InputError as error:
        raise InputError((*error.problems, *inputs(site))) from error


def _stories(site: Site) -> object:
    return rulings.stories(site, content.held(site))


_RULINGS = (rulings.names, rulings.tags, _stories)


def _sidecars(site: Site) -> object:
    return seeds.read(site, [])


def _paths(site: Site) -> object:
    return catalogue.arrange(content.sound(site), site)


def _comments(site: Site) -> object:
    return comments.read(site, content.held(site))


def _seeds(articles: Sequence[Article], site: Site) -> Iterator[Problem]:
    """Seeds that articles name and that are gone, or are not the bytes that were imported."""
    digests: dict[str, str] = {}
    for article in articles:
        if article.seed is None:
            continue
        for name, sha256 in ((article.seed.file, article.seed.sha256), *article.seed.also):
            if name not in digests:
                file = site.seeds / name
                digests[name] = _sha256(file) if file.is_file() else ""
            where = f"{site.shown(site.content)}/{article.path}.md"
            if not digests[name]:
                hint = "put it back: it is the proof of the text"
                yield Problem(where, 0, f"its seed {name} is gone from {site.shown(site.seeds)}/", hint)
            elif digests[name] != sha256:
                yield Problem(where, 0, f"its seed {name} has changed since it was imported", "import again")


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
