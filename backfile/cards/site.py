"""The archive's own card, and what to say where there is none."""

from __future__ import annotations

from backfile import language
from backfile.cards.card import Card, available, drawable, shaping
from backfile.config import Settings


def of_site(settings: Settings) -> Card:
    """Its title and tagline: nothing that changes with what the archive holds."""
    rtl = language.direction(settings.lang) == "rtl"
    return Card("/card.png", settings.title, below=settings.tagline, rtl=rtl)


def missing(settings: Settings) -> str:
    """One line on what keeps cards from being drawn, and what to do; empty where nothing does."""
    if not available():
        return "The site has no social card, for Pillow is not installed: pip install 'pillow>=13.0'"
    if not drawable(of_site(settings)):
        why = "its fonts lack letters of the title or the tagline"
        if not shaping():
            why = "this Pillow is built without Raqm, which joins Arabic letters"
        return f"The site has no social card, for {why}: put one of your own into static/card.png"
    if settings.article_cards and not shaping():
        return "Articles in Arabic have no card of their own, for this Pillow is built without Raqm"
    return ""
