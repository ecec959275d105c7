"""Typed into the search box, and what was chosen from the answer."""

from recommendations.events.base import EventType
from recommendations.events.bounds import Text, Whole


class Search(EventType):
    """`title` is the one that was chosen, if any."""

    key = "search"
    needs_title = False
    details = {"query": Text(200), "results": Whole(0, 100_000)}
    required = frozenset({"query"})
    signals = ("searched_then_played",)
