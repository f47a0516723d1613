"""The page of each article, the files beside it where they are asked for, and redirects from where it stood before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import chain, starmap
from operator import or_
from pathlib import Path
from typing import Any

from msgspec import structs

from backfile import cards, urls
from backfile.digests import of as digest_of
from backfile.kept import MOST
from backfile.language import Language
from backfile.model import Comment, Page, Repeat
from backfile.plan import discussion, wording
from backfile.plan.dating import dated
from backfile.plan.marks import Marks
from backfile.plan.parts import Planned
from backfile.plan.shelf import Shelf, direction
from backfile.processes.coming import Coming
from backfile.views import ArticleView, Body, FileView, Link, RedirectView, RelatedItem, Repeated, StoryBox

_CHANGES = 40
"Places in which two texts differ that a page shows: where there are more, they are two texts."
_CHANGES_OF_ALL = 120
"As many as make 800 elements of a page."
# How a file beside an article's page is named, and what writes it.
_BESIDE = {"md": "article.md", "bib": "cite.bib", "ris": "cite.ris", "csl": "cite.json"}


class Planner:
    """Plans articles by their positions, each with its thread of comments."""

    def __init__(self, shelf: Shelf, marks: Marks, threads: Mapping[str, tuple[Comment, ...]]) -> None:
        self._shelf, self._marks, self._threads = shelf, marks, threads
        self._of = shelf.archive.outlines
        self.keyed = "md" not in shelf.settings.article_files
        "Copies are of files that may change while the article does not."

    def __len__(self) -> int:
        return len(self._shelf.articles)

    def planned(self, position: int) -> Planned:
        said = self._threads.get(self._of.ids[position], ())
        key = partial(self._key, position) if self.keyed else None
        return Planned(urls.article(self._of.paths[position]), partial(_pages, self._shelf, position, said), key)

    def ready(self) -> None:
        """Makes what lists show of each: whoever plans many of them asks for it."""
        ready(self._shelf)

    def waiting(self) -> bool:
        """Whether it is still being found out what is like each: others can be planned meanwhile."""
        related = self._shelf.known.related
        return isinstance(related, Coming) and related.waiting()

    def _key(self, position: int) -> bytes:
        of, marks = self._of, self._marks
        before, after = (marks.shown[p] if 0 <= p < len(self) else b"" for p in (position - 1, position + 1))
        plain = marks.key(before, marks.shown[position], after, of.whole[position], marks.named[position])
        return self._with_others(position, plain)

    def keys(self) -> Iterator[tuple[str, bytes]]:
        """The name and the key of each, as `planned` gives them, in a fifth of the time."""
        of, key, shown = self._of, self._marks.key, self._marks.shown
        named = map(self._marks.named.__getitem__, range(len(self)))
        beside = zip(chain((b"",), shown), shown, chain(shown[1:], (b"",)), of.whole, named, strict=False)
        others = map(or_, of.referring, map(self._threads.__contains__, of.ids))
        keys = zip(map(urls.article, of.paths), starmap(key, beside), others, strict=True)
        for position, (url, plain, more) in enumerate(keys):
            yield url, self._with_others(position, plain) if more else plain

    def _with_others(self, position: int, plain: bytes) -> bytes:
        """The key of an article that shows what is not near it, too: related ones by its front matter, comments."""
        related = self._shelf.articles[position].related if self._of.referring[position] else ()
        others = [self._shelf.by_id[other] for other in related if other in self._shelf.by_id]
        said = self._threads.get(self._of.ids[position])
        return self._marks.key(plain, self._marks.of_all(others), digest_of(said)) if others or said else plain


def ready(shelf: Shelf) -> None:
    """Makes what lists show of each article, where all of it has room."""
    if len(shelf.articles) <= MOST:
        shelf.listed(range(len(shelf.articles)))


def redirects(shelf: Shelf) -> Planned:
    """From where articles stood before."""
    return Planned("redirects", partial(_redirects, shelf))


def _pages(shelf: Shelf, position: int, said: tuple[Comment, ...]) -> Iterator[Page]:
    view = _view(shelf, position)
    if said:
        article = shelf.articles[position]
        view = structs.replace(view, comments=discussion.thread(said, article.id, view.url, shelf.language))
    yield Page(view.url, "article.html", view)
    yield from _beside(shelf, view)
    if view.card:
        yield Page(view.card, "card", _card(shelf, position))


def _redirects(shelf: Shelf) -> Iterator[Page]:
    of = shelf.archive.outlines
    moved = [shelf.articles[position] for position, elsewhere in enumerate(of.moved) if elsewhere]
    standing = set(of.paths) if moved else set()
    for article in moved:
        for alias in article.aliases:
            if alias not in standing:  # an article that stands there now goes before the memory of another
                standing.add(alias)
                view = RedirectView(urls.article(alias), urls.article(article.path), article.title)
                yield Page(view.url, "redirect.html", view)


def _view(shelf: Shelf, position: int) -> ArticleView:
    article, item = shelf.articles[position], shelf.items[position]
    card = _card(shelf, position) if shelf.settings.article_cards else None
    return ArticleView(
        url=item.url,
        id=article.id,
        title=article.title,
        when=item.when,
        body=Body(article.path, article.body_digest),
        words=article.words,
        citation=shelf.citation(position),
        crumbs=_crumbs(shelf.periods[position], shelf.language),
        lang=article.lang,
        dir=direction(article.lang),
        source=item.source,
        agency=article.agency,
        author=article.author,
        published=article.published,
        published_basis=article.published_basis,
        relative=article.relative,
        captured=dated(article.captured, shelf.language.tag) if article.captured else None,
        category=article.category,
        tags=shelf.tags(position),
        summary=article.summary,
        complete=article.complete,
        set_aside=article.set_aside,
        printed_comments=article.comments,
        **_known(shelf, position),
        same_page=shelf.chosen(shelf.by_id[other] for other in article.related if other in shelf.by_id),
        previous=shelf.items[position - 1] if position else None,
        next=shelf.items[position + 1] if position + 1 < len(shelf.articles) else None,
        seed=article.seed,
        address=article.url,
        rights=article.rights,
        files=tuple(Link(kind, item.url + _BESIDE[kind]) for kind in shelf.settings.article_files),
        card=card.url if card and cards.drawable(card) else "",
        extra=dict(article.extra),
    )


def _known(shelf: Shelf, position: int) -> dict[str, Any]:
    """What the archive found out about it: points, names, its story, texts that are the same, related ones."""
    findings, related = shelf.findings, shelf.known.related[position]
    found = tuple([RelatedItem(shelf.items[r.position], wording.reason(r, shelf.language)) for r in related])
    if not shelf.known.facts:
        return {"related": found}
    facts, story, repeat = findings.facts(position), findings.story(position), findings.repeat(position)
    said: dict[str, Any] = {
        "key_points": facts.key_points,
        "who": facts.who,
        "times": facts.when,
        "where": facts.where,
        "names": findings.here(position),
        "related": found,
    }
    if story:
        beside = shelf.chosen(findings.beside(position))
        said["story"] = StoryBox(Link(story.title, urls.story(story.slug)), beside)
    if repeat:
        said["repeats"] = next(_repeated(shelf, ((repeat.of, repeat),)))
    if others := findings.repeated.get(position):
        said["repeated"] = tuple(_repeated(shelf, others))
    return said


def _repeated(shelf: Shelf, others: Iterable[tuple[int, Repeat]]) -> Iterator[Repeated]:
    """Articles which repeat a text or are repeated, and how each differs, as long as that does not fill the page."""
    room = _CHANGES_OF_ALL
    for position, repeat in others:
        shown = repeat.changes[: min(room, _CHANGES)]
        room -= len(shown)
        yield Repeated(shelf.items[position], repeat.same_source, shown, len(repeat.changes) - len(shown))


def _card(shelf: Shelf, position: int) -> cards.Card:
    """The headline with its source and its date; where only the capture is dated, or nothing is, without one."""
    article, when = shelf.articles[position], shelf.items[position].when
    date = "" if when.certainty in ("captured", "unknown") else when.text
    date = f"[{date}]" if when.certainty == "supplied" else date
    towards = direction(article.lang)
    return cards.Card(
        url=f"{shelf.items[position].url}card.png",
        headline=article.title,
        above=tuple(filter(None, (article.source or article.agency, date))),
        below=shelf.settings.title,
        rtl=towards == "rtl" if towards else cards.arabic(article.title),
    )


def copied(url: str, file: Path) -> Page:
    """A page that is `file`, byte for byte."""
    return Page(url, "static", FileView(url, str(file), blake2b(file.read_bytes(), digest_size=16).hexdigest()))


@lru_cache(maxsize=4096)
def _crumbs(period: str, own: Language) -> tuple[Link, ...]:
    if not period:
        return (Link(own.text("Undated"), "/undated/"),)
    year = Link(wording.period(period[:4], own), urls.month(period[:4]))
    return (year, Link(own.months[int(period[5:]) - 1][0], urls.month(period))) if len(period) == 7 else (year,)


def _beside(shelf: Shelf, view: ArticleView) -> Iterator[Page]:
    for kind in shelf.settings.article_files:
        url = view.url + _BESIDE[kind]
        if kind == "md":
            yield copied(url, shelf.site.content / f"{view.body.path}.md")
        else:
            yield Page(url, f"cite.{kind}", view.citation)
