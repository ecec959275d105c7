"""A line in the event log for what a person does on purpose, with its time, device and place on a page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from accounts.models import Profile
from recommendations.contracts import IncomingEvent, Viewer
from recommendations.events.log import append_events
from recommendations.events.place import NOWHERE, Place


def record(
    *, viewer: Viewer, kind: str, title_id: int | None = None, value: float | None = None,
    details: Mapping[str, Any] | None = None, place: Place | None = None, now: datetime,
) -> None:  # fmt: skip
    """Add the line, unless the profile keeps no history."""
    if not Profile.objects.filter(pk=viewer.profile_id, records_history=True).exists():
        return
    place = place or NOWHERE
    event = IncomingEvent(
        client_id=uuid4(),
        kind=kind,
        at=now,
        client_at=now,
        sent_at=now,
        received_at=now,
        title_id=title_id,
        page_id=place.page_id,
        page_served_at=place.page_served_at,
        row=place.row,
        column=place.column,
        value=value,
        details=dict(details or {}),
    )
    append_events(profile_id=viewer.profile_id, device=viewer.device, events=[event])
