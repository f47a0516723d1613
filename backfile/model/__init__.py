"""The frozen records that travel between stages, in the order in which they are made.

    Seed → Divided(Draft…, Segment…) → content/*.md → Article → Archive, Facts → Known → Page

Text offsets count Unicode code points of the decoded seed, as half-open `[start, end)` pairs.
"""

from backfile.model.archive import Archive, Gathered, Later, Outline, Outlines, Page, Source, Tag
from backfile.model.content import Article, Certainty, Comment, SeedRef
from backfile.model.known import (
    Change,
    Differing,
    Entity,
    Facts,
    KeyPoint,
    Known,
    Mention,
    Name,
    NameKind,
    NamesSaid,
    Opening,
    Quantity,
    Related,
    Repeat,
    Said,
    StoriesSaid,
    Story,
    StorySaid,
    TagsSaid,
)
from backfile.model.record import Record
from backfile.model.seeds import Divided, Draft, Kind, Role, Seed, Segment, SetAside, Sidecar, Span

__all__ = [
    "Archive",
    "Article",
    "Certainty",
    "Change",
    "Comment",
    "Differing",
    "Divided",
    "Draft",
    "Entity",
    "Facts",
    "Gathered",
    "KeyPoint",
    "Kind",
    "Known",
    "Later",
    "Mention",
    "Name",
    "NameKind",
    "NamesSaid",
    "Opening",
    "Outline",
    "Outlines",
    "Page",
    "Quantity",
    "Record",
    "Related",
    "Repeat",
    "Role",
    "Said",
    "Seed",
    "SeedRef",
    "Segment",
    "SetAside",
    "Sidecar",
    "Source",
    "Span",
    "StoriesSaid",
    "Story",
    "StorySaid",
    "Tag",
    "TagsSaid",
]
