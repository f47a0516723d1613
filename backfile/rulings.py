"""`names.toml`, `tags.toml` and `stories.toml`: a person's last word on what the archive finds by itself.

    [merge]                            # names.toml: a form of a name, and the name it is of
    "Kim Jong-un" = "Kim Jong Un"

    hidden = ["News"]                  # tags.toml

    [[story]]                          # stories.toml: articles by their ids
    articles = ["3fa0b1c2d4e5-1", "77c0de00aa11-2"]
    title = "The ferry stoppage"

    names(site)  tags(site)  stories(site, ids)     → the record of each; an empty one where there is no file

Each raises `InputError` with everything wrong in its file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from backfile import digests, toml, urls
from backfile.config import Site
from backfile.errors import InputError, Problem, meant
from backfile.model import Archive, Gathered, NamesSaid, StoriesSaid, Tag, TagsSaid

FILES = ("names.toml", "tags.toml", "stories.toml")
_Ruling = TypeVar("_Ruling", NamesSaid, TagsSaid, StoriesSaid)
_HOW = {
    "merge": 'write it like "Kim Jong-un" = "Kim Jong Un"',
    "rename": 'write it like "Haitham Bin Tariq" = "Haitham bin Tariq"',
    "kind": 'write it like "Kursk" = "place": person, organisation, place or other',
    "drop": 'write it like drop = ["Latest News"]',
    "split": 'write it like [split."John Smith"], and below it "John Smith (judge)" = ["3fa0b1c2d4e5-1"]',
    "aliases": 'write it like "UK" = "United Kingdom"',
    "hidden": 'write it like hidden = ["News"]',
    "display": 'write it like "c-plus-plus" = "C++"',
    "broader": 'write it like "Kursk" = ["Russia"]',
    "story": 'write it like [[story]], and below it articles = ["ID", "ID"], title = "…", slug = "…"',
    "apart": 'write it like apart = [["ID", "ID"]]',
    "reprint": 'write it like reprint = [["ID of the original", "ID"]]',
    "original": 'write it like original = ["ID"]',
}


def names(site: Site) -> NamesSaid:
    """What is said of names. Ids of articles that are not there are let stand: an archive may be a part of one."""
    return _read(site, "names.toml", NamesSaid)[0]


def tags(site: Site) -> TagsSaid:
    """What is said of tags."""
    return _read(site, "tags.toml", TagsSaid)[0]


def stories(site: Site, ids: Collection[str]) -> StoriesSaid:
    """What is said of stories and reprints; an id that no article has is a problem."""
    said, text = _read(site, "stories.toml", StoriesSaid)
    named = [
        *(("story", id_) for story in said.story for id_ in story.articles),
        *(("apart", id_) for group in said.apart for id_ in group),
        *(("reprint", id_) for group in said.reprint for id_ in group),
        *(("original", id_) for id_ in said.original),
    ]
    lost = [(key, id_) for key, id_ in dict.fromkeys(named) if id_ not in ids]
    if lost:
        raise InputError([_lost(key, id_, ids, text) for key, id_ in lost])
    return said


def of(archive: Archive, site: Site) -> tuple[NamesSaid, StoriesSaid]:
    """What is said of the names and the stories of `archive`."""
    return names(site), stories(site, set(archive.outlines.ids))


def tagged(articles: Gathered, said: TagsSaid) -> Gathered:
    """The articles with their tags as `tags.toml` has them: aliases led back, hidden ones left out."""
    if said == TagsSaid():
        return articles
    ruled, hidden = _ruled(said), frozenset(map(_key, said.hidden))

    def kept(tags: tuple[str, ...]) -> tuple[str, ...]:
        found = dict.fromkeys(ruled(tag) for tag in tags if _key(tag) not in hidden)
        return tuple(tag for tag in found if _key(tag) not in hidden)

    of = articles.outlines
    tags = list(map(kept, of.tags))
    marks = list(map(digests.of, tags))
    whole, told = (list(map(digests.joined, column, marks)) for column in (of.whole, of.said))
    outlines = msgspec.structs.replace(of, tags=tags, whole=whole, said=told)
    return articles.changed(outlines, lambda article, number: msgspec.structs.replace(article, tags=tags[number]))


def _ruled(said: TagsSaid) -> Callable[[str], str]:
    """How a tag is called by `tags.toml`."""
    aliases = {_key(alias): name for alias, name in said.aliases.items()}
    shown = {_key(name): form for name, form in said.display.items()}

    def ruled(tag: str) -> str:
        name = aliases.get(_key(tag), tag)
        return shown.get(_key(name), name)

    return ruled


@lru_cache(maxsize=65536)
def _key(tag: str) -> str:
    """Equal for spellings of one tag."""
    return urls.slug(tag, tag.casefold(), keep_scripts=True)


def nested(archive: Archive, said: TagsSaid) -> Archive:
    """The archive, its tags below those that `tags.toml` calls broader; what is no tag is passed over."""
    if not said.broader:
        return archive
    ruled = _ruled(said)
    slugs = {_key(tag.name): tag.slug for tag in archive.tags}
    above = {_key(ruled(name)): broader for name, broader in said.broader.items()}

    def placed(tag: Tag) -> Tag:
        broader = (slugs.get(_key(ruled(name)), tag.slug) for name in above.get(_key(tag.name), ()))
        return msgspec.structs.replace(tag, broader=tuple(dict.fromkeys(slug for slug in broader if slug != tag.slug)))

    return msgspec.structs.replace(archive, tags=tuple(map(placed, archive.tags)))


def _read(site: Site, name: str, kind: type[_Ruling]) -> tuple[_Ruling, str]:
    file = site.root / name
    problems: list[Problem] = []
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise InputError([Problem(name, 0, "is not an ordinary file", "put the file itself in its place")])
    try:
        raw = file.read_bytes() if file.exists() else b""
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise InputError([Problem(name, 0, f"cannot be read: {cause}", "let this user read it")]) from None
    found = toml.table(raw, name, problems)
    values: dict[str, Any] = {}
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for key, value in (found[0] if found else {}).items():
        line = toml.line_of(key, found[1]) if found else 0
        if key not in fields:
            hint = meant(key, fields, f"the keys are {', '.join(fields)}")
            problems.append(Problem(name, line, f"there is no “{key}” here", hint))
            continue
        try:
            values[fields[key].name] = msgspec.convert(value, fields[key].type)
        except msgspec.ValidationError:
            problems.append(Problem(name, line, f"“{key}” cannot be read", _HOW[key]))
            continue
        if isinstance(value, dict) and not all(str(word).strip() for pair in value.items() for word in pair):
            problems.append(Problem(name, line, f"“{key}” holds an empty name", _HOW[key]))
    if problems:
        raise InputError(problems)
    return kind(**values), found[1] if found else ""


def _lost(key: str, id_: str, ids: Collection[str], text: str) -> Problem:
    line = next((n for n, row in enumerate(text.splitlines(), 1) if f'"{id_}"' in row), toml.line_of(key, text))
    hint = meant(id_, ids, "take it out, or give the “id” of an article's front matter", 0.8)
    return Problem("stories.toml", line, f"there is no article with the id “{id_}”", hint)
