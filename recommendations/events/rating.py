"""Said what they think of a title; the last word by its instant counts, and it can be taken back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from accounts.device_kinds import DeviceKind
from recommendations.contracts import IncomingEvent
from recommendations.events.base import EventType
from recommendations.events.bounds import OneOf
from recommendations.events.log import last_words
from recommendations.models import Rating as RatingOfTitle
from recommendations.models import RatingSource

DOWN, UP, TWO_UP = 1.0, 4.0, 5.0
"""Thumbs on Surprise's scale of 1 to 5: the one place where they are mapped."""

SAY = """
    INSERT INTO recommendations_rating (profile_id, title_id, value, source, rated_at) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (profile_id, title_id) DO UPDATE
        SET value = excluded.value, source = excluded.source, rated_at = excluded.rated_at
"""


class Rating(EventType):
    """`value` is 1 (down), 4 (up) or 5 (two up); without a value the rating is taken back."""

    key = "rating"
    value = OneOf((DOWN, UP, TWO_UP))
    value_may_be_absent = True
    signals = ("thumb_up", "two_thumbs_up", "thumb_down")

    def project(self, *, profile_id: int, device: DeviceKind, events: Sequence[IncomingEvent]) -> bool:
        title_ids = sorted({event.title_id for event in events if event.title_id is not None})
        for title_id, value, at in last_words(profile_id=profile_id, kind=self.key, title_ids=title_ids):
            say(profile_id=profile_id, title_id=title_id, value=value, at=at)
        return True


def say(*, profile_id: int, title_id: int, value: float | None, at: datetime) -> None:
    """Store the rating as it stands now; None takes it back."""
    if value is None:
        RatingOfTitle.objects.filter(profile_id=profile_id, title_id=title_id).delete()
        return
    with connection.cursor() as cursor:
        cursor.execute(SAY, [profile_id, title_id, value, RatingSource.THUMB.value, at])
