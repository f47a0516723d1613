"""Names as a spaCy pipeline finds them, in the place of our own rules: the setting `names_model`.

    Pipeline("en_core_web_sm").find("Kim meets Shoigu", ["Sergei Shoigu met Kim Jong Un in Pyongyang. Shoigu…"])
      → Sergei Shoigu (person), Kim Jong Un (person), Pyongyang (place)

The gazetteer gives places and bodies their canonical names, Wikidata ids and coordinates here too. A single word that
ends one full name of a person in the article is that person. Needs the extra `spacy` and a pipeline that is installed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from backfile.errors import InputError, Problem
from backfile.knowledge import lexicon
from backfile.model import Mention, Name, NameKind

# Labels of spaCy's own pipelines, after OntoNotes and WikiNER. Nationalities, dates and works are no names of these.
_KINDS: dict[str, NameKind] = {
    **dict.fromkeys(("PERSON", "PER"), "person"),
    **dict.fromkeys(("ORG",), "organisation"),
    **dict.fromkeys(("GPE", "LOC", "FAC"), "place"),
}
_IDLE = ("tagger", "parser", "lemmatizer", "attribute_ruler", "morphologizer", "textcat")
"Components that name nothing: without them a text takes half the time."


def edition(name: str) -> str:
    """Differs whenever the pipeline may find other names. Raises `InputError` where it is not installed."""
    try:
        return f"{version('spacy')} {name} {_version(name)}"
    except PackageNotFoundError as error:
        missing = "spaCy" if error.name == "spacy" else f"“{name}”"
        how = "pip install 'backfile[spacy]'" if missing == "spaCy" else "install it, or name the folder it stands in"
        problem = Problem("pyproject.toml", 0, f"“names_model” asks for {missing}, which is not installed", how)
        raise InputError([problem]) from None


def _version(name: str) -> str:
    meta = Path(name) / "meta.json"
    if meta.is_file():
        made = blake2b(digest_size=8)
        for file in sorted(path for path in Path(name).rglob("*") if path.is_file()):
            stat = file.stat()
            made.update(f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
        return made.hexdigest()
    return version(name)


class Pipeline:
    """One pipeline, loaded."""

    def __init__(self, name: str) -> None:
        self._read = _loaded(name)

    def find(self, title: str, paragraphs: Sequence[str], *, lang: str | None = None) -> tuple[Name, ...]:
        """Every name of an article, in order of first appearance, as `names.find` gives them."""
        found: dict[tuple[str, NameKind], list[Mention]] = defaultdict(list)
        for number, text in enumerate((title, *paragraphs)):
            for entity in self._read(text).ents:
                kind = _KINDS.get(entity.label_)
                if kind and (name := _bare(entity.text)):
                    start = entity.start_char + entity.text.index(name)
                    found[name, kind].append(Mention(number, start, start + len(name)))
        full = _full_names([name for name, kind in found if kind == "person"])
        joined: dict[tuple[str, NameKind], list[Mention]] = defaultdict(list)
        for (name, kind), mentions in found.items():
            entry = lexicon.load().latin.get(name) if kind != "person" else None
            shown = entry.name if entry else full.get(name, name) if kind == "person" else name
            joined[shown, kind] += mentions
        named = (_named(name, kind, tuple(sorted(set(spans), key=_place))) for (name, kind), spans in joined.items())
        return tuple(sorted(named, key=lambda each: (_place(each.mentions[0]), each.name)))


def _bare(text: str) -> str:
    """Without a possessive, and without an article before it."""
    text = " ".join(text.split()) if "\n" in text else text.strip()
    for ending in ("'s", "’s", "'", "’"):
        text = text.removesuffix(ending)
    return text[4:] if text[:4].lower() == "the " else text


def _full_names(people: Sequence[str]) -> dict[str, str]:
    """A last word → the one full name of the article that ends in it."""
    ends: dict[str, set[str]] = defaultdict(set)
    for name in people:
        if " " in name:
            ends[name.split()[-1]].add(name)
    return {last: min(names) for last, names in ends.items() if len(names) == 1}


def _named(name: str, kind: NameKind, mentions: tuple[Mention, ...]) -> Name:
    entry = lexicon.load().latin.get(name) if kind != "person" else None
    if entry is None or entry.kind == "people":
        return Name(name, kind, mentions)
    place = kind == "place"
    return Name(name, kind, mentions, (), entry.kind if place else "", entry.qid, entry.at if place else None)


def _place(mention: Mention) -> tuple[int, int, int]:
    return mention.paragraph, mention.start, mention.end


@lru_cache(maxsize=1)
def _loaded(name: str) -> Any:
    import spacy

    try:
        return spacy.load(name, exclude=_IDLE)
    except (OSError, ValueError) as error:
        what = " ".join(str(error).split())[:200]
        message = f"“names_model” cannot be loaded: {what}"
        raise InputError([Problem("pyproject.toml", 0, message, "name an installed spaCy pipeline")]) from None
