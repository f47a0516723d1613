"""The sentences that the program and its theme say, for those who translate them.

    python -m backfile.language.extract         brings every catalogue up to date, and names what is to translate;
                                                writes anew what CLDR says of their languages
    python -m backfile.language.extract fr      begins a new one, fr.po

New sentences come in untranslated, those no longer said go out. Run it from a checkout, where `templates/` stands
beside `backfile/`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from backfile.language import cldr
from backfile.language.tags import CATALOGUES, known

ROOT = CATALOGUES.parents[1]
# Only these modules speak to a site's readers; the others speak to whoever builds it, in English.
_SPEAKERS = ("content", "dates", "plan", "templates")
_Keywords = dict[str, tuple[int, ...] | None]
_IN_PYTHON: _Keywords = {"text": None, "plural": (1, 2), "message": None}
_HEAD = """msgid ""
msgstr ""
"Language: {lang}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n\""""
_IN_TEMPLATES: _Keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}


def messages() -> Catalog:
    """Every sentence, with where it is said."""
    found = Catalog(project="Backfile", charset="utf-8", fuzzy=False)
    for file, method, keywords in _files():
        said = extract_from_file(method, file, keywords, (), {"trimmed": "true", "silent": "false"})
        for _, message, _, _ in said:
            found.add(message, locations=[(file.relative_to(ROOT).as_posix(), 0)])
    return found


def _files() -> Iterator[tuple[Path, str, _Keywords]]:
    for file in sorted((ROOT / "templates").rglob("*.html")):
        yield file, "jinja2.ext:babel_extract", _IN_TEMPLATES
    for module in _SPEAKERS:
        for file in sorted((ROOT / "backfile" / module).rglob("*.py")):
            yield file, "python", _IN_PYTHON


def missing(translated: Catalog) -> list[str]:
    """Sentences without a translation, or with one that somebody should look at again."""
    said = [m for m in translated if m.id]
    return [
        str(m.id) for m in said if m.fuzzy or not all([m.string] if isinstance(m.string, str) else m.string or [""])
    ]


def update(file: Path) -> list[str]:
    """Brings the catalogue `file` up to date, or begins it. Returns what is to translate."""
    head = file.read_text("utf-8").partition("\n\n")[0] if file.exists() else _HEAD.format(**_plural(file.stem))
    with BytesIO(file.read_bytes() if file.exists() else head.encode()) as old:
        translated = read_po(old, abort_invalid=True)
    translated.update(messages(), no_fuzzy_matching=True)
    made = BytesIO()
    write_po(made, translated, width=120, omit_header=True, include_lineno=False, ignore_obsolete=True)
    file.write_bytes(f"{head}\n\n".encode() + made.getvalue().strip() + b"\n")
    return missing(translated)


def _plural(lang: str) -> dict[str, str]:
    return {"lang": lang, "plural": Catalog(locale=lang).plural_forms}


def main() -> None:
    begun = {CATALOGUES / f"{lang}.po" for lang in sys.argv[1:]}
    for file in sorted({*CATALOGUES.glob("*.po"), *begun}):
        lacking = update(file)
        print(f"{file.name}: {len(lacking)} to translate", *lacking, sep="\n  ")
    cldr.FILE.write_bytes(cldr.written(known()))


if __name__ == "__main__":
    main()
