"""Started playing: opens a run of the player and says which place of which page it came from."""

from collections.abc import Sequence

from accounts.device_kinds import DeviceKind
from recommendations.contracts import IncomingEvent
from recommendations.events.base import EventType
from recommendations.events.bounds import Identifier, Number, OneOf
from recommendations.events.watching import project_watching
from recommendations.models import PlayOrigin


class Play(EventType):
    """`value` is the position it started from, in seconds."""

    key = "play"
    value = Number(0, 86_400)
    value_may_be_absent = True
    details = {
        "play_session": Identifier(),
        "duration": Number(0, 86_400),
        # What was brought in was played elsewhere: no player says so.
        "origin": OneOf(tuple(origin for origin in PlayOrigin.values if origin != PlayOrigin.IMPORT)),
    }
    required = frozenset({"play_session"})
    signals = ("abandoned", "searched_then_played")

    def project(self, *, profile_id: int, device: DeviceKind, events: Sequence[IncomingEvent]) -> bool:
        return project_watching(profile_id=profile_id, device=device, events=events)
