"""What the archive knows: pure functions of texts and of front matter.

tags.suggest(title, paragraphs, …)  → ("North Korea", "Russia", "Sergei Shoigu", …)     from one article's text
derive(archive)                     → Known: related articles, each with its reason     from front matter alone
"""

from __future__ import annotations

from backfile.model import Archive, Known


def derive(archive: Archive) -> Known:
    """What is known of an archive beyond its front matter."""
    from backfile.knowledge import related

    return Known(related=related.find(archive))
