"""What templates may call to cite: an article, one of its paragraphs, a list; and what machines read of the first.

{{ view.citation|reference("apa") }}                 Dam gives way. (2025, June 23). <i>Gulf Today</i>. …
{{ view.citation|paragraph_reference("mla", 2) }}    (“Dam gives way,” par. 2)
{{ listed(view)|bibtex }}                            @misc{tags-ferries, title = {Articles tagged Ferries}, …
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from backfile import citations, language, urls
from backfile.citations import Citation, Face, Listed, Reference
from backfile.language import message
from backfile.templates.compiling import shown

if TYPE_CHECKING:
    from backfile.views import ListView, SiteView, StoryView

_STYLES = {"chicago": citations.chicago, "mla": citations.mla, "apa": citations.apa}
_PARAGRAPHS = {"chicago": citations.chicago_note, "mla": citations.mla_in_text, "apa": citations.apa_in_text}
_FACES: dict[Face, tuple[str, str]] = {
    "ours": ("", ""),
    "printed": ("<bdi>", "</bdi>"),
    "italic": ('<i dir="auto">', "</i>"),
}
"What stands before and after words."
_TITLES = {
    "tag": message("Articles tagged %(title)s"),
    "source": message("Articles published by %(title)s"),
    "month": message("Articles of %(title)s"),
    "undated": message("Articles without a date"),
    "story": "%(title)s",
    **dict.fromkeys(("person", "place", "organisation"), message("Articles that name %(title)s")),
}


def reference(cited: Citation | Listed, style: str) -> Markup:
    """A reference in a style, `chicago`, `mla` or `apa`."""
    return _marked_up(_STYLES[style](cited))


def paragraph_reference(cited: Citation, style: str, paragraph: int) -> Markup:
    return _marked_up(_PARAGRAPHS[style](cited, paragraph))


def _marked_up(made: Reference) -> Markup:
    """Titles of periodicals in italics; words that may be of another direction kept to themselves."""
    pieces: list[str] = []
    for text, face in made:
        before, after = _FACES[face]
        pieces += (before, shown(text), after)
    return Markup("".join(pieces))


def bibtex(cited: Citation | Listed) -> str:
    return citations.bibtex(cited)


def ris(cited: Citation | Listed) -> str:
    return citations.ris(cited)


def csl(cited: Citation | Listed) -> str:
    return citations.csl_json((cited,))


@pass_context
def listed(context: Context, view: ListView | StoryView) -> Listed:
    """What a citation of a list's page says, or of a story's, whose title is its own."""
    site: SiteView = context["site"]
    kind, period = _kind(view)
    title = language.load(site.lang).text(_TITLES[kind], title=view.title)
    return Listed(
        id=view.url.strip("/").replace("/", "-"),
        title=f"{title}, {period}" if period else title,
        url=site.url + urls.quoted(view.url[1:]) if site.url else view.url,
        archive=site.title,
        lang=site.lang,
    )


def _kind(view: ListView | StoryView) -> tuple[str, str]:
    from backfile.views import ListView

    return (view.kind, view.period) if isinstance(view, ListView) else ("story", view.span)


def authors(cited: Citation) -> tuple[str, ...]:
    """Who wrote an article, one by one: a person by the family's name where that is sure, anything else as printed."""
    if found := citations.people(cited.author or ""):
        return tuple(f"{person.family}, {person.given}" for person in found)
    who = citations.printed(cited.author or "") or cited.agency
    return (who,) if who else ()


def day(cited: Citation) -> str:
    """`2025/06/23`, as Highwire's tags have it, if the day of publication is certain; else empty."""
    return (citations.certain_day(cited.published) or "").replace("-", "/")
