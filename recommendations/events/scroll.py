"""How far down a page somebody got: what attention is fitted to, worth nothing to a ranker by itself."""

from recommendations.contracts import IncomingEvent
from recommendations.events.base import EventType
from recommendations.events.bounds import Number, Whole


class Scroll(EventType):
    """`value` is the deepest point reached as a share of the page."""

    key = "scroll"
    needs_title = False
    value = Number(0, 1)
    details = {"rows": Whole(0, 1_000)}

    def problem_with(self, event: IncomingEvent) -> str | None:
        return "A scroll depth needs its page." if event.page_id is None else super().problem_with(event)
