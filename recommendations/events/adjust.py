"""What a person asks for outright: more or less of something, a row no longer, a fresh start; for forms and API alike.

Each commits the state that follows, adds a line to the event log unless the profile keeps no history, and moves the
taste epoch, so that the next page shows it. Each can be taken back by the same function. Whether the viewer may know
of what is named is the caller's to say.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.flows.hold_profile import hold_profile
from recommendations.contracts import Group, Viewer, Wanted
from recommendations.events.place import Place
from recommendations.events.record import record
from recommendations.events.taste import move_epoch
from recommendations.models import Adjustment, Shortlist, StoppedRow, TasteState

CORRECTION = "correction"
"""The kind of these events; their details say what was corrected."""
AS_IT_IS = "as_it_is"
WISHES: dict[str, Wanted | None] = {**{word.value: word for word in Wanted}, AS_IT_IS: None}
"""By the words that forms and clients say them with."""


def set_wanted(
    *, viewer: Viewer, group: Group, subject_id: int, wanted: Wanted | None, place: Place | None = None, now: datetime
) -> None:
    """Ask for more, less or none of a genre, mood or person (a primary key), or with None for what history says."""
    of: dict[str, Any] = {"profile_id": viewer.profile_id, f"{group.value}_id": subject_id}
    said = {"of": group.value, "id": subject_id, "wanted": wanted.value if wanted else AS_IT_IS}
    with _correcting(viewer, said, place, now):
        if wanted is None:
            Adjustment.objects.filter(**of).delete()
        else:
            Adjustment.objects.update_or_create(**of, defaults={"wanted": wanted.value, "set_at": now})


def stop_row(*, viewer: Viewer, row: str, stopped: bool, place: Place | None = None, now: datetime) -> None:
    """Show a row (`genre:drama`) or a kind of rows (`trending`) no longer, or again."""
    with _correcting(viewer, {"of": "row", "row": row, "stopped": stopped}, place, now):
        if stopped:
            StoppedRow.objects.get_or_create(profile_id=viewer.profile_id, row=row, defaults={"stopped_at": now})
        else:
            StoppedRow.objects.filter(profile_id=viewer.profile_id, row=row).delete()


def start_afresh(*, viewer: Viewer, afresh: bool, now: datetime) -> None:
    """Recommend by nothing that was done until now, or by all of it again. History and Continue Watching stay.

    What was asked for outright (adjustments, stopped rows, hidden titles) holds on.
    """
    with _correcting(viewer, {"of": "everything", "afresh": afresh}, None, now):
        _set_state(viewer, now, restarted_at=now if afresh else None)
        # It was made of what shall count no longer, or does again; the next bulk run writes another.
        Shortlist.objects.filter(profile_id=viewer.profile_id).delete()


def use_moments(*, viewer: Viewer, used: bool, now: datetime) -> None:
    """Let hour, weekday and device have a say in what is recommended, or none."""
    with _correcting(viewer, {"of": "moments", "used": used}, None, now):
        _set_state(viewer, now, ignores_moments=not used)


def _set_state(viewer: Viewer, now: datetime, **fields: Any) -> None:
    TasteState.objects.update_or_create(
        profile_id=viewer.profile_id, defaults=fields, create_defaults={**fields, "moved_at": now}
    )


@contextmanager
def _correcting(viewer: Viewer, said: dict[str, Any], place: Place | None, now: datetime) -> Iterator[None]:
    """One transaction under the profile's lock, which moves the epoch when it ends well."""
    with transaction.atomic():
        hold_profile(viewer.profile_id)
        yield
        record(viewer=viewer, kind=CORRECTION, details=said, place=place, now=now)
        move_epoch(viewer.profile_id, now)
