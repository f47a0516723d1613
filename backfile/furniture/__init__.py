"""Page furniture inside a text, recognised by named rules and set aside.

    … oppose such attacks outright. New MEE newsletter: … Sign up to get … newsletters Another diplomat said …
    →  Cut(540, 689, "promo.newsletter")

`find` takes the run of text of one article and hands back what in it is furniture. The rules are data: `lines` for
lines that are furniture as a whole, `phrases` and `passages` for words that carry their own end, `promos` and
`captions` for those whose other end is where a sentence starts. What they cannot tell for certain stays in the text.
"""

from backfile.furniture.cuts import Context, Cut
from backfile.furniture.scan import find

__all__ = ["Context", "Cut", "find"]
