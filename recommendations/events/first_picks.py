"""What a newcomer says of titles before having watched any: thumbs like all others, and marked as asked for."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from accounts.flows.hold_profile import hold_profile
from catalog.models import Title
from recommendations.contracts import Viewer
from recommendations.events.place import NOWHERE, Place
from recommendations.events.rating import DOWN, UP, say
from recommendations.events.record import record
from recommendations.events.taste import move_epoch
from recommendations.models import Rating

MOST = 100
"""Titles that one answer may name; what is beyond is left out."""
ASKED = {"asked": True}
"""In the log, so that what was volunteered and what was asked for can be told apart."""


def say_first(
    *, viewer: Viewer, liked: Collection[int], disliked: Collection[int], places: Mapping[int, Place], now: datetime
) -> int:
    """Rate all of these at once, one step of the taste epoch; answers how many.

    Titles that this viewer may not see are left out, those that are both liked and disliked, and liked ones that were
    loved since: a form that lay open in another window takes nothing back. What a thumb is
    worth to a ranker is the reward table's to say, which counts one for a title never played here half.
    """
    both = set(liked) & set(disliked)
    said = dict.fromkeys(sorted(set(disliked) - both)[:MOST], DOWN)
    said |= dict.fromkeys(sorted(set(liked) - both)[:MOST], UP)
    with transaction.atomic():
        hold_profile(viewer.profile_id)
        seen = Title.objects.visible_to(ceiling=viewer.ceiling, country=viewer.country, at=viewer.now)
        known = set(seen.filter(pk__in=said).values_list("pk", flat=True))
        loved = Rating.objects.filter(profile_id=viewer.profile_id, title__in=known, value__gt=UP)
        known -= {title for title in loved.values_list("title_id", flat=True) if said[title] == UP}
        for title in sorted(known):
            place = places.get(title, NOWHERE)
            record(viewer=viewer, kind="rating", title_id=title, value=said[title], details=ASKED, place=place, now=now)
            say(profile_id=viewer.profile_id, title_id=title, value=said[title], at=now)
        if known:
            move_epoch(viewer.profile_id, now)
    return len(known)
