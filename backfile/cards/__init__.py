"""Social cards: a headline set in type, 1200 × 630, for whoever shares a link.

    card = Card("/card.png", headline="The Harbour Archive", below="News of a small port, 1890–1950")
    drawable(card)                    → True: Pillow is installed and the fonts hold every letter
    png(card, site.work / "cards")    → b"\\x89PNG…", the same bytes for the same card

Pillow is the extra `cards`. Without it a site has no cards, and its pages name none.
"""

from backfile.cards.card import HEIGHT, WIDTH, Card, arabic, available, drawable, engine, shaping
from backfile.cards.kept import png
from backfile.cards.site import missing, of_site

__all__ = [
    "HEIGHT",
    "WIDTH",
    "Card",
    "arabic",
    "available",
    "drawable",
    "engine",
    "missing",
    "of_site",
    "png",
    "shaping",
]
