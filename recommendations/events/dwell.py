"""Pointer or focus rested on a tile, or a title's page was opened: interest short of playing."""

from recommendations.events.base import EventType
from recommendations.events.bounds import Number, OneOf


class Dwell(EventType):
    """`value` is how long, in seconds; nothing beyond ten minutes is believed."""

    key = "dwell"
    value = Number(0, 600)
    details = {"surface": OneOf(("tile", "title"))}
    signals = ("lingered",)
