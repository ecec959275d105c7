"""When and on what a profile watches, by its runs of the player."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone

from accounts.device_kinds import DeviceKind
from recommendations.contracts.moment import HOURS_OF_DAYPART

COUNT = f"""
    SELECT extract(hour FROM first_at AT TIME ZONE %(zone)s)::int / {HOURS_OF_DAYPART}, device, count(*)
    FROM recommendations_playsession played
    WHERE profile_id = %(profile)s AND (%(since)s::timestamptz IS NULL OR first_at > %(since)s)
      AND NOT EXISTS (SELECT FROM recommendations_watchprogress hushed WHERE hushed.excluded
                      AND hushed.profile_id = played.profile_id AND hushed.title_id = played.title_id)
    GROUP BY 1, 2
"""  # noqa: S608  # Only a constant.


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchingHours:
    """How many plays were begun in each four hours of the day, and on each kind of screen."""

    plays: int
    by_daypart: Mapping[int, int]
    """0 begins at midnight; only those with plays."""
    by_device: Mapping[DeviceKind, int]


def watching_hours(*, profile_id: int, since: datetime | None) -> WatchingHours:
    """Of all plays after `since`, by the hour of the site, without titles that are not learned from; one query."""
    zone = timezone.get_current_timezone_name()
    by_daypart: dict[int, int] = {}
    by_device: dict[DeviceKind, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"profile": profile_id, "since": since, "zone": zone})
        for daypart, device, count in cursor.fetchall():
            by_daypart[daypart] = by_daypart.get(daypart, 0) + count
            if device in DeviceKind.values:
                by_device[DeviceKind(device)] = by_device.get(DeviceKind(device), 0) + count
    return WatchingHours(plays=sum(by_daypart.values()), by_daypart=by_daypart, by_device=by_device)
