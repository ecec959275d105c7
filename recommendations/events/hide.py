"""Asked not to be shown a title, or took that back; the last word by its instant counts."""

from collections.abc import Sequence
from datetime import datetime

from accounts.device_kinds import DeviceKind
from recommendations.contracts import IncomingEvent
from recommendations.events.base import EventType
from recommendations.events.bounds import OneOf
from recommendations.events.log import last_words
from recommendations.models import HiddenTitle


class Hide(EventType):
    """`value` is 1 to hide and 0 to show again."""

    key = "hide"
    value = OneOf((0, 1))
    signals = ("hidden",)

    def project(self, *, profile_id: int, device: DeviceKind, events: Sequence[IncomingEvent]) -> bool:
        title_ids = sorted({event.title_id for event in events if event.title_id is not None})
        for title_id, value, at in last_words(profile_id=profile_id, kind=self.key, title_ids=title_ids):
            hide_title(profile_id=profile_id, title_id=title_id, wanted=bool(value), at=at)
        return True


def hide_title(*, profile_id: int, title_id: int, wanted: bool, at: datetime) -> None:
    """Hide the title as of `at`, or show it again."""
    if wanted:
        HiddenTitle.objects.bulk_create(
            [HiddenTitle(profile_id=profile_id, title_id=title_id, hidden_at=at)],
            update_conflicts=True,
            unique_fields=["profile", "title"],
            update_fields=["hidden_at"],
        )
    else:
        HiddenTitle.objects.filter(profile_id=profile_id, title_id=title_id).delete()
