"""What the archive knows: pure functions of texts and of front matter.

tags.suggest(title, paragraphs, …)  → ("North Korea", "Russia", "Sergei Shoigu", …)     from one article's text
derive(archive)                     → Known: related articles, each with its reason     from front matter alone
"""

from __future__ import annotations

from msgspec import structs

from backfile.model import Archive, Divided, Draft, Known


def derive(archive: Archive) -> Known:
    """What is known of an archive beyond its front matter."""
    from backfile.knowledge import related

    return Known(related=related.find(archive))


def tag(divided: Divided) -> Divided:
    """The same, each article with the tags found in its text behind those that its dump or its sidecar names."""
    publishers = frozenset(name for draft in divided.articles for name in (draft.source, draft.agency) if name)
    return structs.replace(divided, articles=tuple(_tagged(draft, publishers) for draft in divided.articles))


def _tagged(draft: Draft, publishers: frozenset[str]) -> Draft:
    from backfile.knowledge import tags

    found = tags.suggest(draft.title, draft.paragraphs, lang=draft.lang, publishers=publishers)
    return structs.replace(draft, tags=tuple(dict.fromkeys((*draft.tags, *found))))
