"""Reached a position: the heartbeat of the player, which may arrive late, twice and in any order."""

from collections.abc import Sequence

from accounts.device_kinds import DeviceKind
from recommendations.contracts import IncomingEvent
from recommendations.events.base import EventType
from recommendations.events.bounds import Identifier, Number, Whole
from recommendations.events.watching import project_watching


class Progress(EventType):
    """`value` is the position in seconds; `watched` is the viewing time of this run of the player so far."""

    key = "progress"
    value = Number(0, 86_400)
    details = {
        "play_session": Identifier(),
        "sequence": Whole(0, 1_000_000_000),
        "duration": Number(0, 86_400),
        "watched": Number(0, 172_800),
        "rate": Number(0.25, 4),
    }
    required = frozenset({"play_session", "sequence", "duration"})
    signals = ("watched_fraction", "completed", "abandoned")

    def project(self, *, profile_id: int, device: DeviceKind, events: Sequence[IncomingEvent]) -> bool:
        return project_watching(profile_id=profile_id, device=device, events=events)
