"""Articles → `Archive`: one order, tags, sources and months, with every clash of paths reported at once.

arrange((…article of June, article of May…), site)
→ Archive(articles=(May's, June's), tags=(Tag("oman", "Oman", (0, 1)), …), months=(("2025-05", (0,)), …), …)

    places      where an article stands in time
    outlining   the little that is asked of every article
    arranging   the archive
    clashes     paths that cannot be
"""

from backfile.catalogue.arranging import arrange, slug_of
from backfile.catalogue.outlining import NO_SEED, gather, outline
from backfile.catalogue.places import certainty, certainty_of, period, published_in

__all__ = [
    "NO_SEED",
    "arrange",
    "certainty",
    "certainty_of",
    "gather",
    "outline",
    "period",
    "published_in",
    "slug_of",
]
