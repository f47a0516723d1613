"""The archive's language in templates: Jinja's own `_()`, `ngettext()` and `{% trans %}`, and what CLDR knows.

{{ _("Front page") }}                                           الصفحة الأولى
{% trans date=… %}first <b>{{ date }}</b>{% endtrans %}         الأول <b>…</b>
{{ ngettext("%(num)s article", "%(num)s articles", 3) }}        3 مقالات
{{ view.year|digits }}  {{ 1204|number }}                       ٢٠٢٥  ١٬٢٠٤   (in Egypt)

An environment speaks one language, so a sentence is looked up once, where its template is compiled: what stands in the
compiled template is its translation, and a page costs what it costs in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from functools import lru_cache
from typing import Any, cast

from jinja2 import Environment, Template, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from backfile.language import Language, message
from backfile.templates.compiling import Lean, said, shown, whole, written
from backfile.templates.helpers import Links, clean, printable
from backfile.templates.modules import Reusable, joined
from backfile.views import SiteView, When

_PLACE = re.compile(r"%(?:\((\w+)\)s|%)")
_QUOTED = re.compile("([“«])([^“”«»]*)([”»])")
_MARKS = {
    "stated": "",
    "supplied": message("date supplied by the archive"),
    "about": message("approximate date"),
    "captured": message("date of capture; when it was published is not known"),
    "unknown": message("no date known"),
}


class Speaking(Environment):
    """An environment whose templates are compiled into one language."""

    own: Language
    code_generator_class = Lean
    template_class = Reusable
    shown, said, written, whole = staticmethod(shown), staticmethod(said), staticmethod(written), staticmethod(whole)
    concat = staticmethod(joined)
    links: Callable[[SiteView, str], Links]
    "What leads from the page at a URL to others."
    page = 0
    "A number that differs from page to page."

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._parsed: dict[str, nodes.Template] = {}
        "The one that was parsed last, by its text."
        self._loaded: dict[Any, Reusable] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Reusable:
        """No template changes while there is an environment: found sooner than where a loader might tell of others."""
        if globals is not None:
            return cast("Reusable", super().get_template(name, parent, globals))
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = cast("Reusable", super().get_template(name, parent))
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """All in one dictionary: each page copies it, and Jinja's chain of two takes ten times as long."""
        return {**self.globals, **(d or {})}

    def examined(self, source: str, name: str, filename: str) -> nodes.Template:
        """What is parsed is not parsed again if it is compiled next. Raises `TemplateSyntaxError`."""
        tree = self.parse(source, name, filename)
        self._parsed = {source: tree}
        return tree

    def compile(self, source: Any, name: Any = None, filename: Any = None, *options: Any, **named: Any) -> Any:
        tree = source
        if isinstance(source, str):
            tree = self._parsed.pop(source, None) or self.parse(source, name, filename)
        return super().compile(_Translator(self.own).visit(tree), name, filename, *options, **named)


def install(environment: Speaking, own: Language) -> None:
    """Has `environment` speak `own`."""
    environment.own = own
    environment.add_extension("jinja2.ext.i18n")
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.policies["ext.i18n.trimmed"] = True
    environment.filters.update({"digits": _digits(own), "language": _named(own), "number": own.number})
    environment.filters.update({"apart": own.apart, "quotations": quotations, "spoken": _spoken(own)})
    environment.globals.update({"_": _gettext(own), "gettext": _gettext(own), "ngettext": _ngettext(own)})
    environment.globals.update({"months": lambda: own.months, "weekdays": lambda: own.weekdays})
    environment.globals["coordinates"] = _coordinates(own)
    environment.globals.update({"numerals": lambda: own.system, "plurals": lambda: own.plurals})


def _gettext(own: Language) -> Callable[..., Markup]:
    def gettext(message: str, **values: Any) -> Markup:
        return Markup(own.sentence(message)) % {name: printable(value) for name, value in values.items()}

    return gettext


def _ngettext(own: Language) -> Callable[..., Markup]:
    @lru_cache(maxsize=4096)
    def counted(one: str, many: str, count: int) -> Markup:
        return Markup(own.form(one, many, count)) % {"num": own.number(count)}

    def ngettext(one: str, many: str, count: int, **values: Any) -> Markup:
        if not values:
            return counted(one, many, count)
        said = {name: printable(value) for name, value in values.items()}
        return Markup(own.form(one, many, count)) % {"num": own.number(count), **said}

    return ngettext


def _coordinates(own: Language) -> Callable[[tuple[float, float]], str]:
    def coordinates(at: tuple[float, float]) -> str:
        """`50.45° N · 30.52° E`, of a latitude and a longitude."""
        north, east = (own.digits(f"{abs(degrees):.2f}".rstrip("0").rstrip(".")) for degrees in at)
        latitude = (
            own.text("%(degrees)s° N", degrees=north) if at[0] >= 0 else own.text("%(degrees)s° S", degrees=north)
        )
        longitude = own.text("%(degrees)s° E", degrees=east) if at[1] >= 0 else own.text("%(degrees)s° W", degrees=east)
        return f"{latitude} · {longitude}"

    return coordinates


def _digits(own: Language) -> Callable[[str | int], str]:
    return lambda value: own.digits(str(value))


def _named(own: Language) -> Callable[[str | None], str]:
    def language(tag: str | None) -> str:
        """A language's name; its tag where we know none."""
        return own.language_name(tag) if tag else ""

    return language


def _spoken(own: Language) -> Callable[[When], str]:
    def spoken(when: When) -> str:
        """What a date's mark means, for those who hear the page; empty for a date without one."""
        return own.sentence(_MARKS[when.certainty]) if _MARKS[when.certainty] else ""

    return spoken


def quotations(text: str) -> Markup:
    """A sentence of ours with what it quotes kept to itself: a quotation may be of another direction."""
    return Markup(_QUOTED.sub(r"\1<bdi>\2</bdi>\3", str(escape(clean(text)))))


class _Translator(NodeTransformer):
    """Puts translations in the place of sentences that are written out.

    {{ _("Tags") }}                              → the words themselves
    {{ gettext("first %(date)s", date=x) }}      → الأول {{ x }}
    """

    def __init__(self, own: Language) -> None:
        self._own = own

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        made: list[nodes.Expr] = []
        for child in node.nodes:
            made += self._pieces(child) if _is_sentence(child) else [self.visit(child)]
        node.nodes = made
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        if _is_sentence(node) and not node.kwargs:
            text = self._own.sentence(node.args[0].value) % {}  # type: ignore[attr-defined]
            return nodes.MarkSafe(nodes.Const(text, lineno=node.lineno), lineno=node.lineno)
        return self.generic_visit(node)

    def _pieces(self, node: Any) -> list[nodes.Expr]:
        values = {keyword.key: self.visit(keyword.value) for keyword in node.kwargs}
        made: list[nodes.Expr] = []
        sentence, at = self._own.sentence(node.args[0].value), 0
        for place in _PLACE.finditer(sentence):
            between = sentence[at : place.start()] + ("" if place[1] else "%")
            made.append(nodes.TemplateData(between, lineno=node.lineno))
            if place[1]:
                made.append(values[place[1]])
            at = place.end()
        return [*made, nodes.TemplateData(sentence[at:], lineno=node.lineno)]


def _is_sentence(node: Any) -> bool:
    """Whether a node is a call of `_()` or `gettext()` with a sentence written out."""
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and node.node.name in ("_", "gettext")
        and len(node.args) == 1
        and isinstance(node.args[0], nodes.Const)
        and isinstance(node.args[0].value, str)
    )
