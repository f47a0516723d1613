"""Templates are checked as a whole before anything is rendered, and what each is made of is noted.

    article.html:  {% extends "_base.html" %}{% import "_macros.html" as m %}
    closures(…)  → {"article.html": ("_base.html", "_macros.html", "article.html"), …}

A template's digest covers all of these, so their names must be written out: a computed one is refused.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError, nodes

from backfile.errors import InputError, Problem, meant
from backfile.templates.sources import Source
from backfile.templates.translation import Speaking

_ATTRIBUTE = re.compile(r"'(?:[\w.]+\.)?(\w+) object' has no attribute '(\w+)'")
_NAMED = re.compile(r'\{%-?\s*(?:extends|import|include|from)\s+"([^"]+)"')
_Reference = tuple[str, int]
"A template's name and the line that names it."


def closures(environment: Speaking, sources: Sequence[Source]) -> dict[str, tuple[str, ...]]:
    """For each template, all that it is made of, by name. Raises `InputError` with the problems of all templates."""
    known = {source.name: source for source in sources}
    problems: list[Problem] = []
    direct: dict[str, list[_Reference]] = {}
    for source in sources:
        if source.given:  # to parse and compile them all takes as long as to render 700 articles
            direct[source.name] = list(named(source.text))
            continue
        try:
            tree = environment.examined(source.text, source.name, source.path)
            environment.get_template(source.name)  # which keeps what it compiles
        except TemplateSyntaxError as error:
            problems.append(Problem(source.path, error.lineno, _sentence(error.message or ""), _syntax_hint(error)))
            continue
        direct[source.name] = list(_references(tree, source, known, problems))
    problems += _loops(direct, known)
    if problems:
        raise InputError(problems)
    return {name: tuple(sorted(_reached(name, direct))) for name in direct}


def named(text: str) -> Iterator[_Reference]:
    """What a template of the program's own names: each in double quotes, and none within another block's tag."""
    for found in _NAMED.finditer(text):
        yield found[1], text.count("\n", 0, found.start()) + 1


def _references(
    tree: nodes.Template, source: Source, known: Mapping[str, Source], problems: list[Problem]
) -> Iterator[_Reference]:
    """What a template names; what it names wrongly is appended to `problems`."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        names = _names(node.template)  # type: ignore[attr-defined]
        if names is None:
            hint = "write the name out between quotation marks"
            problems.append(Problem(source.path, node.lineno, "names a template that is computed", hint))
            continue
        missing = [name for name in names if name not in known]
        if len(missing) == len(names) and not getattr(node, "ignore_missing", False):
            problems.append(_missing(source.path, node.lineno, missing[0] if missing else "", known))
        yield from ((name, node.lineno) for name in names)


def _names(node: nodes.Node) -> list[str] | None:
    """The template names that an expression spells out; None if it computes one."""
    if isinstance(node, nodes.Const):
        values = node.value if isinstance(node.value, tuple | list) else [node.value]
    elif isinstance(node, nodes.List | nodes.Tuple):
        values = [item.value if isinstance(item, nodes.Const) else None for item in node.items]
    else:
        return None
    return list(values) if all(isinstance(value, str) for value in values) else None


def _missing(path: str, line: int, name: str, known: Mapping[str, Source]) -> Problem:
    hint = meant(name, known, "put it into templates/ or take the line out", 0.75)
    return Problem(path, line, f"there is no template “{name}”", hint)


def _loops(direct: Mapping[str, Sequence[_Reference]], known: Mapping[str, Source]) -> Iterator[Problem]:
    for name, references in direct.items():
        for other, line in references:
            if name == other or name in _reached(other, direct):
                message = f"includes itself by way of “{other}”" if other != name else "includes itself"
                yield Problem(known[name].path, line, message, "break the circle")


def _reached(name: str, direct: Mapping[str, Sequence[_Reference]]) -> set[str]:
    """`name` and all that it leads to."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += (other for other, _ in direct.get(here, ()))
    return found


def problem(error: Exception, paths: frozenset[str], template: str, url: str) -> Problem:
    """What went wrong while `template` rendered the page at `url`, at the line of the template that caused it."""
    path, line = template, 0
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename in paths:
            path, line = frame.f_code.co_filename, number
    if isinstance(error, TemplateSyntaxError):
        path, line = error.filename or path, error.lineno
    what, hint = _said(error)
    return Problem(path, line, what, hint, url)


def _said(error: Exception) -> tuple[str, str]:
    text = _sentence(str(error))
    if isinstance(error, TemplateNotFound):
        return f"there is no template “{error.name}”", "put it into templates/"
    if isinstance(error, RecursionError):
        return "goes round in a circle", "a macro calls itself without end"
    if isinstance(error, UndefinedError):
        return text, _undefined_hint(text)
    if isinstance(error, TemplateSyntaxError):
        return text, _syntax_hint(error)
    return f"{text} ({type(error).__name__})", "mend the line"


def _undefined_hint(text: str) -> str:
    if found := _ATTRIBUTE.search(text):
        import backfile.views

        record: Any = getattr(backfile.views, found[1], None)
        if hint := meant(found[2], getattr(record, "__struct_fields__", ())):
            return hint
    return "a template is given “view” and “site”; backfile/views.py lists what they hold"


def _syntax_hint(error: TemplateSyntaxError) -> str:
    return "mend the line" if "No filter" not in (error.message or "") else "check the filter's name"


def _sentence(text: str) -> str:
    return text.strip().rstrip(".") or "is broken"
