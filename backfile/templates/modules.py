"""Templates of nothing but macros, imported with context: made once, where Jinja makes each macro anew for every page.

{% import "_macros.html" as m with context %}

A macro looks for what it did not get as an argument in the context of its module when it is called, so a page that
imports the module gets the one of the page before, with its own context in it. The 27 macros of our theme are 2 % of a
build so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing

if TYPE_CHECKING:
    from backfile.templates.translation import Speaking

NAME = "only_macros"
"Of a variable of compiled templates."


def joined(pieces: Iterable[str | bytes]) -> str:
    """What a template yields, as text: Jinja's `concat`, where a body may be among the pieces."""
    return "".join([piece.decode() if isinstance(piece, bytes) else piece for piece in pieces])


def only_macros(template: nodes.Template) -> bool:
    """Whether nothing else stands there: what else is said or set may differ from page to page."""
    return all(isinstance(node, nodes.Macro) or _is_space(node) for node in template.body)


def _is_space(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(piece, nodes.TemplateData) and not piece.data.strip() for piece in node.nodes
    )


def text_of(macro: Any, values: tuple[Any, ...]) -> str | None:
    """What a macro makes; None where it is none, or one that takes more than its arguments."""
    lacking = macro._argument_count - len(values) if type(macro) is Macro else -1
    if lacking < 0 or macro.caller or macro.explicit_caller or macro.catch_kwargs or macro.catch_varargs:
        return None
    made: str = macro._func(*values, *(missing,) * lacking)
    return made


class _Made(NamedTuple):
    module: TemplateModule
    context: Context


class Reusable(Template):
    """A template whose module may be used again, by one import of each page: two may have different contexts."""

    environment: Speaking
    _only_macros: bool
    _made: _Made | None = None
    _page = 0

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> Template:
        made = super()._from_namespace(environment, namespace, globals)
        assert isinstance(made, Reusable)
        made._only_macros = namespace[NAME]
        return made

    def encoded(self, **values: Any) -> bytes:
        """The page that it makes of `values`."""
        context = self.new_context(values)
        try:
            pieces: list[Any] = list(self.root_render_func(context))
        except Exception:
            self.environment.handle_exception()
        made: list[bytes] = []
        begin = 0
        for place, piece in enumerate(pieces):
            if type(piece) is bytes:
                made += "".join(pieces[begin:place]).encode(errors="replace"), piece
                begin = place + 1
        return b"".join([*made, "".join(pieces[begin:]).encode(errors="replace")])

    def make_module(
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> TemplateModule:
        if not (self._only_macros and shared) or self._page == self.environment.page:
            module = super().make_module(vars, shared, locals)
            module._body_stream = [joined(module._body_stream)]
            return module
        self._page = self.environment.page
        context = self.new_context(vars, shared, locals)
        if self._made:
            self._made.context.parent = context.parent
        else:
            self._made = _Made(TemplateModule(self, context), context)
        return self._made.module
