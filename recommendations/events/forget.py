"""Take back what was watched: as if it had never happened, except for My List and what was asked for on purpose."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q

from accounts.flows.hold_profile import hold_profile
from recommendations.contracts import Viewer
from recommendations.events.adjust import CORRECTION
from recommendations.events.taste import move_epoch
from recommendations.events.unquote import unquote_title
from recommendations.models import Event, Impression, PlaySession, Rating, ServedPage, Shortlist, WatchProgress

DELIBERATE = ("my_list", "hide", CORRECTION)
"""Kinds of events that are not history: they stay until they are taken back themselves."""

OF_AN_EPISODE = (WatchProgress, PlaySession, Event)
PERSONAL = (*OF_AN_EPISODE, Rating, Impression)


def forget(*, viewer: Viewer, title_id: int, episode_id: int | None = None, now: datetime) -> bool:
    """Remove a title, or one episode of it, with all that was learned from it; answers whether there was anything.

    Pages that were served stay, but name it no longer once nothing of it is left.
    """
    with transaction.atomic():
        if episode_id is None:
            found = _forget(viewer, Q(title_id=title_id), PERSONAL, now)
        else:
            found = _forget(viewer, Q(title_id=title_id, episode_id=episode_id), OF_AN_EPISODE, now)
        if found and not _is_remembered(viewer, title_id):
            unquote_title(profile_id=viewer.profile_id, title_id=title_id)
    return found


def forget_everything(*, viewer: Viewer, now: datetime) -> bool:
    """Empty the history and what was learned from it, the pages that were made of it and quote it included."""
    return _forget(viewer, Q(), (*PERSONAL, ServedPage), now)


def _is_remembered(viewer: Viewer, title_id: int) -> bool:
    tables: tuple[type[Model], ...] = (WatchProgress, Rating)
    return any(
        table._default_manager.filter(profile_id=viewer.profile_id, title_id=title_id).exists() for table in tables
    )


def _forget(viewer: Viewer, which: Q, tables: Sequence[type[Model]], now: datetime) -> bool:
    with transaction.atomic():
        hold_profile(viewer.profile_id)
        found = 0
        for table in tables:
            rows = table._default_manager.filter(which, profile_id=viewer.profile_id)
            if table is Event:
                rows = rows.exclude(kind__in=DELIBERATE)
            found += rows.delete()[0]
        if found:
            # It was made of what is forgotten, too; the next bulk run writes another.
            Shortlist.objects.filter(profile_id=viewer.profile_id).delete()
            move_epoch(viewer.profile_id, now)
        return bool(found)
