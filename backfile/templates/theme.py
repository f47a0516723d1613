"""One state of the theme, read at once: what to render with, and how to tell when that has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import urlsplit

import msgspec

from backfile import cards, language
from backfile.config import Place, Site, Way
from backfile.errors import BackfileError, InputError, Problem
from backfile.model import Page, Record
from backfile.templates import sources
from backfile.views import Link, SiteView

if TYPE_CHECKING:
    from backfile.templates.translation import Speaking


class _Checked(Record, frozen=True):
    """What an earlier run found out about exactly these templates."""

    key: str
    closures: dict[str, tuple[str, ...]]


class Theme:
    """Templates and static files. It can be sent to a worker, which then renders with what was read here."""

    def __init__(self, site: Site, found: tuple[sources.Source, ...]) -> None:
        self.site = _view(site)
        self._site = site
        self._sources = found
        self._texts = {source.name: source for source in found}
        self.engine = sources.engine()
        "A digest of the program as far as it renders, and of the libraries that it renders with."
        self._closures = self._remembered()
        self._digests: dict[str, str] = {}

    def examine(self) -> dict[str, tuple[str, ...]]:
        """For each template, all that it is made of. Raises `InputError` with every problem of every template."""
        if self._closures is None:
            self._closures = self._learned()
        return self._closures

    def offering(self, parts: Mapping[str, bool]) -> Theme:
        """The same theme, its navigation naming parts of the site that only some archives have."""
        if not parts:
            return self
        made = copy(self)
        made.site = msgspec.structs.replace(self.site, **parts)
        made._digests = {}
        return made

    def digest(self, template: str) -> str:
        """Changes with anything that decides what `template` makes of a view. Writers' names are templates too."""
        if template == "card":
            return cards.engine()
        if template in ("static", "style"):  # to which the site is nothing
            return self.engine
        if template not in self._digests:
            parts = [template, self.engine, msgspec.json.encode(self.site).decode()]
            for name in self.examine()[self._known(template)] if template.endswith(".html") else ():
                source = self._texts.get(name)
                parts += (name, source.text if source else "")
            self._digests[template] = sources.digest(parts)
        return self._digests[template]

    def render(self, page: Page) -> bytes:
        """The bytes of the page's file. Raises `InputError` that names the template's line and the page."""
        if page.template == "card":
            return cards.png(page.view, self._site.work / "cards")
        if not page.template.endswith(".html"):
            from backfile import writers

            return writers.render(page, self.site)
        name = self._known(page.template)
        try:
            environment = self._environment
            environment.page += 1
            links = environment.links(self.site, page.view.url)
            template = environment.get_template(name)
            return template.encoded(view=page.view, site=self.site, link=links.link, once=links.once)
        except (BackfileError, OSError, MemoryError):
            raise
        except Exception as error:
            from backfile.templates import check

            paths = frozenset(source.path for source in self._sources)
            raise InputError([check.problem(error, paths, self._texts[name].path, page.url)]) from error

    def static(self) -> Iterator[tuple[str, Path]]:
        """(name, file) of each static file, by name; `site.css` is published as `/site.css`."""
        yield from sources.strongest(self._site, "static").items()

    def files(self, kind: str) -> tuple[Path, ...]:
        """Every file of the theme's `templates` or `static`, overridden ones too: who watches them sees each change."""
        folders = sources.folders(self._site, kind)
        return tuple(path for folder in folders for _, path in sources.files(folder))

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items() if key != "_environment"}

    def _known(self, template: str) -> str:
        if template not in self._texts:
            hint = "put it into templates/, or install the program anew"
            raise InputError([Problem(f"templates/{template}", 0, "is missing", hint)])
        return template

    @cached_property
    def _environment(self) -> Speaking:
        from backfile.templates.environment import make

        return make(self._site, self._texts, sources.digest([self.engine, self._site.settings.lang]))

    def _learned(self) -> dict[str, tuple[str, ...]]:
        from backfile.templates import check

        found = check.closures(self._environment, self._sources)
        self._remember(found)
        return found

    @cached_property
    def _key(self) -> str:
        return sources.digest([self.engine, *(part for s in self._sources for part in (s.name, s.path, s.text))])

    def _remembered(self) -> dict[str, tuple[str, ...]] | None:
        """What an earlier run learned from the same templates: an unchanged build then need not load Jinja."""
        try:
            checked = msgspec.json.decode((self._site.work / "theme.json").read_bytes(), type=_Checked)
        except (OSError, msgspec.DecodeError):
            return None
        return checked.closures if checked.key == self._key and set(checked.closures) == set(self._texts) else None

    def _remember(self, closures: dict[str, tuple[str, ...]]) -> None:
        """A cache that cannot be written costs the next run 50 ms, no more."""
        file = self._site.work / "theme.json"
        fresh = file.with_name(f"theme.json.{os.getpid()}")
        try:
            self._site.work.mkdir(exist_ok=True)
            fresh.write_bytes(msgspec.json.encode(_Checked(self._key, closures)))
            fresh.replace(file)
        except OSError:
            return


def load(site: Site) -> Theme:
    """The theme of `site`. Raises `InputError` with every problem of every template, before anything is rendered."""
    theme = begun(site)
    theme.examine()
    return theme


def begun(site: Site) -> Theme:
    """The same before it is examined, which takes 50 ms where no earlier run has done it."""
    return Theme(site, sources.read(site))


def _view(site: Site) -> SiteView:
    settings = site.settings
    url = settings.url if not settings.url or settings.url.endswith("/") else f"{settings.url}/"
    lang = language.spoken(settings.lang)
    return SiteView(
        title=settings.title,
        tagline=settings.tagline,
        lang=lang,
        dir=language.direction(lang),
        rights=settings.rights,
        contact=settings.contact,
        url=url,
        base=urlsplit(url).path or "/",
        offline=site.offline,
        card=bool(url) and _has_card(site),
        search=bool(site.pagefind),
        nameplate=settings.nameplate or settings.title,
        navigation=tuple(
            Link(way.text, way.url) if isinstance(way, Way) else way for way in settings.navigation or get_args(Place)
        ),
        footer=settings.footer,
        isso=f"{settings.isso.rstrip('/')}/" if settings.isso and not site.offline else "",
    )


def _has_card(site: Site) -> bool:
    return "card.png" in sources.strongest(site, "static") or cards.drawable(cards.of_site(site.settings))
