"""The Jinja environment: strict, escaping, and without what would make two builds differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from jinja2 import FunctionLoader, StrictUndefined

from backfile import language
from backfile.config import Site
from backfile.templates import bytecode, citing, helpers, translation
from backfile.templates.sources import Source
from backfile.templates.translation import Speaking

_FILTERS = (
    *(helpers.json, helpers.mailbox, helpers.marked, helpers.paragraphs, helpers.tongue, helpers.web),
    helpers.wikidata,
    *(citing.authors, citing.bibtex, citing.csl, citing.day, citing.paragraph_reference, citing.reference, citing.ris),
)
_FUNCTIONS = (helpers.absolute, helpers.dot, helpers.news_article, citing.listed)


def make(site: Site, texts: Mapping[str, Source], key: str) -> Speaking:
    """An environment that serves `texts` and nothing from the disk; `key` stands for what compiles them."""
    environment = Speaking(
        loader=FunctionLoader(_server(texts)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=helpers.printable,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=bytecode.kept(site.work, key),
    )
    del environment.globals["lipsum"], environment.filters["random"]
    own = language.load(site.settings.lang)
    environment.globals["body"] = helpers.PrintedBody(site)
    environment.globals["comment"] = helpers.comment_of(site)
    translation.install(environment, own)
    environment.globals.update((function.__name__, function) for function in _FUNCTIONS)
    environment.links = partial(helpers.Links, kept={})
    environment.filters.update((function.__name__, function) for function in _FILTERS)
    return environment


def _server(texts: Mapping[str, Source]) -> Callable[[str], tuple[str, str, Callable[[], bool]] | None]:
    def serve(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        source = texts.get(name)
        return (source.text, source.path, lambda: True) if source else None

    return serve
