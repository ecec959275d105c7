"""Put a title on My List, or took it off; the last word by its instant counts."""

from collections.abc import Sequence
from datetime import datetime

from accounts.device_kinds import DeviceKind
from recommendations.contracts import IncomingEvent
from recommendations.events.base import EventType
from recommendations.events.bounds import OneOf
from recommendations.events.log import last_words
from recommendations.models import ListEntry


class MyList(EventType):
    """`value` is 1 to add and 0 to remove."""

    key = "my_list"
    value = OneOf((0, 1))
    signals = ("listed",)

    def project(self, *, profile_id: int, device: DeviceKind, events: Sequence[IncomingEvent]) -> bool:
        title_ids = sorted({event.title_id for event in events if event.title_id is not None})
        for title_id, value, at in last_words(profile_id=profile_id, kind=self.key, title_ids=title_ids):
            put_on_list(profile_id=profile_id, title_id=title_id, wanted=bool(value), at=at)
        return True


def put_on_list(*, profile_id: int, title_id: int, wanted: bool, at: datetime) -> None:
    """Put the title on the list as of `at`, or take it off."""
    if wanted:
        ListEntry.objects.bulk_create(
            [ListEntry(profile_id=profile_id, title_id=title_id, added_at=at)],
            update_conflicts=True,
            unique_fields=["profile", "title"],
            update_fields=["added_at"],
        )
    else:
        ListEntry.objects.filter(profile_id=profile_id, title_id=title_id).delete()
