"""The frozen dataclasses that travel between stages; nothing else does.

Ids are catalogue primary keys (`Title.pk`, `Artwork.pk`, ...) unless a name says otherwise. Instants are aware.
"""

from recommendations.contracts.adjustments import NO_ADJUSTMENTS, Adjustments, Group, Wanted
from recommendations.contracts.incoming import IncomingEvent
from recommendations.contracts.moment import Moment, moment_of
from recommendations.contracts.page import (
    ArtworkDecision,
    DecidedPage,
    PageRow,
    PageTile,
    PlaceDraw,
    Ranked,
    Reason,
    ReasonKind,
    RowDraft,
    Scored,
)
from recommendations.contracts.shown import Card, Page, Picture, Row, Tile
from recommendations.contracts.viewing import FloatVector, InProgress, Interactions, IntVector, Taste, Viewer

__all__ = [
    "NO_ADJUSTMENTS",
    "Adjustments",
    "ArtworkDecision",
    "Card",
    "DecidedPage",
    "FloatVector",
    "Group",
    "InProgress",
    "IncomingEvent",
    "IntVector",
    "Interactions",
    "Moment",
    "Page",
    "PageRow",
    "PageTile",
    "Picture",
    "PlaceDraw",
    "Ranked",
    "Reason",
    "ReasonKind",
    "Row",
    "RowDraft",
    "Scored",
    "Taste",
    "Tile",
    "Viewer",
    "Wanted",
    "moment_of",
]
