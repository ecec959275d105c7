"""What a person does on purpose to a title: rate, list, hide, let go, exclude; used by forms and API alike.

Each checks that the viewer may see the title (TitleNotFound otherwise), commits the state that follows, and moves the
taste epoch, so that the next page shows it. A profile that keeps no history still gets what it asked for here, but no
line in the event log.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from accounts.flows.hold_profile import hold_profile
from accounts.models import Profile
from recommendations.contracts import Viewer
from recommendations.events.exclude import exclude_title
from recommendations.events.hide import hide_title
from recommendations.events.my_list import put_on_list
from recommendations.events.place import Place
from recommendations.events.rating import DOWN, TWO_UP, UP, say
from recommendations.events.record import record
from recommendations.events.taste import move_epoch
from recommendations.events.visibility import TitleNotFound, require_visible
from recommendations.models import WatchProgress

__all__ = [
    "DOWN",
    "TWO_UP",
    "UP",
    "TitleNotFound",
    "dismiss_from_continue",
    "mark_watched",
    "rate",
    "set_excluded",
    "set_hidden",
    "set_listed",
]


def rate(*, viewer: Viewer, title_id: int, value: float | None, place: Place | None = None, now: datetime) -> None:
    """Say DOWN, UP or TWO_UP about a title, or take it back with None."""
    if value not in (None, DOWN, UP, TWO_UP):
        raise ValueError(f"A rating is {DOWN:g} (down), {UP:g} (up) or {TWO_UP:g} (two up).")
    with _acting(viewer, title_id, now):
        record(viewer=viewer, kind="rating", title_id=title_id, value=value, place=place, now=now)
        say(profile_id=viewer.profile_id, title_id=title_id, value=value, at=now)


def set_listed(*, viewer: Viewer, title_id: int, listed: bool, place: Place | None = None, now: datetime) -> None:
    """Put a title on My List, or take it off."""
    with _acting(viewer, title_id, now):
        record(viewer=viewer, kind="my_list", title_id=title_id, value=float(listed), place=place, now=now)
        put_on_list(profile_id=viewer.profile_id, title_id=title_id, wanted=listed, at=now)


def set_hidden(*, viewer: Viewer, title_id: int, hidden: bool, place: Place | None = None, now: datetime) -> None:
    """Stop showing a title to this profile ("not interested"), or show it again."""
    with _acting(viewer, title_id, now):
        record(viewer=viewer, kind="hide", title_id=title_id, value=float(hidden), place=place, now=now)
        hide_title(profile_id=viewer.profile_id, title_id=title_id, wanted=hidden, at=now)


def dismiss_from_continue(*, viewer: Viewer, title_id: int, dismissed: bool = True, now: datetime) -> None:
    """Let go of a title in Continue Watching, or take that back; the place is kept, and playing it brings it back."""
    with _acting(viewer, title_id, now):
        WatchProgress.objects.filter(profile_id=viewer.profile_id, title_id=title_id).update(dismissed=dismissed)


def mark_watched(*, viewer: Viewer, title_id: int, episode_id: int | None = None, now: datetime) -> None:
    """Say that a title was seen elsewhere, or that it has no video here."""
    with _acting(viewer, title_id, now):
        if Profile.objects.filter(pk=viewer.profile_id, records_history=True).exists():
            seen = WatchProgress.objects.filter(profile_id=viewer.profile_id, title_id=title_id, episode=episode_id)
            if not seen.update(completed=True, updated_at=now):
                WatchProgress.objects.create(
                    profile_id=viewer.profile_id,
                    title_id=title_id,
                    episode_id=episode_id,
                    completed=True,
                    started_at=now,
                    updated_at=now,
                )


def set_excluded(*, viewer: Viewer, title_id: int, excluded: bool, place: Place | None = None, now: datetime) -> None:
    """Keep a title in the history without recommending by it, or count it again."""
    with _acting(viewer, title_id, now):
        record(viewer=viewer, kind="exclude", title_id=title_id, value=float(excluded), place=place, now=now)
        exclude_title(profile_id=viewer.profile_id, title_id=title_id, excluded=excluded, at=now)


@contextmanager
def _acting(viewer: Viewer, title_id: int, now: datetime) -> Iterator[None]:
    """One transaction under the profile's lock, which moves the epoch when it ends well."""
    with transaction.atomic():
        hold_profile(viewer.profile_id)
        require_visible(viewer=viewer, title_id=title_id)
        yield
        move_epoch(viewer.profile_id, now)
