"""Reads what each article says: its names, key points, figures and wording, remembered from one build to the next.

    facts(archive, site)    → (Facts(names=(…), key_points=(…), …), …)      one an article, in the archive's order

What a text says by itself depends on nothing else, so it is kept under a digest of the text, in
`.backfile/study.sqlite`: one edited article is one text read again. New ones are shared among processes.
"""

# What only new texts need is imported where they are read: an unchanged build must answer at once.

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import lru_cache
from typing import TYPE_CHECKING

from backfile import knowledge
from backfile.config import Site
from backfile.errors import Problem
from backfile.model import Archive, Article, Facts
from backfile.processes import processors
from backfile.study.aside import coming, worth
from backfile.study.left import going_on
from backfile.study.remembered import Remembered, key

if TYPE_CHECKING:
    from backfile.knowledge.kept import Kept

__all__ = ["coming", "facts", "going_on", "read", "texts", "worth"]

_WORTH_A_CREW = 300
"Texts: a worker starts in half a second, in which this process reads as many."


def facts(
    archive: Archive,
    site: Site,
    progress: Callable[[str, int], object],
    *,
    jobs: int = 0,
    kept: Kept | None = None,
) -> tuple[tuple[Facts, ...], tuple[Problem, ...]]:
    """What each article's own text says, and a warning for each text that could not be read so; none by the settings.

    `kept` has what the last build was told, and gets what this one is. Raises `InputError` where an article's file
    cannot be read.
    """
    if site.settings.knowledge != "full":
        return (), ()
    edition = knowledge.edition(site.names_model)
    with closing(Remembered(site.work / "study.sqlite")) as remembered:
        keys = [key(article, edition) for article in archive.articles]
        known = kept.facts if kept else {}
        found = [known.get(key) or remembered.facts(key) for key in keys]
        wanted = [(n, archive.articles[n]) for n, facts in enumerate(found) if facts is None]
        odd: list[Problem] = []
        for done, (position, made) in enumerate(_read(wanted, site, jobs or processors()), 1):
            if isinstance(made, Problem):
                odd.append(made)  # and is not kept, so that the next build says so, too
            else:
                found[position] = made
                remembered.keep(keys[position], made)
            progress("Articles studied:", done)
        remembered.forget_all_but(keys)
    if kept:
        kept.facts = {key: facts for key, facts in zip(keys, found, strict=True) if facts}
    return tuple(facts or Facts() for facts in found), tuple(sorted(odd))


def read(site: Site, position: int, article: Article) -> Facts:
    """What one text says, read now; nothing where it cannot be told."""
    from backfile.study import reading

    _, made = reading.Reader(site).read((position, article))
    return made if isinstance(made, Facts) else Facts()


def texts(archive: Archive, site: Site) -> Callable[[int], tuple[str, ...]]:
    """Gives the paragraphs of the article at a position. The last few are kept: they are compared by pairs."""

    from backfile import content, prose

    @lru_cache(maxsize=64)
    def paragraphs(position: int) -> tuple[str, ...]:
        return prose.plain(content.body(site, archive.articles[position].path))

    return paragraphs


def _read(wanted: list[tuple[int, Article]], site: Site, jobs: int) -> Iterator[tuple[int, Facts | Problem]]:
    if not wanted:
        return iter(())
    from backfile.study import reading

    reader = reading.Reader(site)
    if jobs == 1 or len(wanted) < _WORTH_A_CREW:
        return map(reader.read, wanted)
    from backfile.processes.workers import done

    return done(reader.read, wanted, jobs - 1, site.engine)
