"""A title that is set aside teaches nothing, and counts again exactly as before when that is taken back."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Profile
from catalog.models import Title
from recommendations.contracts import Taste
from recommendations.events.actions import set_excluded
from recommendations.events.history import read_history
from recommendations.events.taste import read_taste
from recommendations.models import Event, WatchProgress
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.recommendations import NOON, a_list_entry, a_play, a_rating, a_viewer

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(hours=1)

DONE: dict[str, Any] = {
    "watched": lambda profile, title: a_play(profile, title, seconds=95.0),
    "begun": lambda profile, title: a_play(profile, title, seconds=40.0),
    "imported": lambda profile, title: a_rating(profile, title, value=5.0, source="import"),
    "thumb": lambda profile, title: a_rating(profile, title, value=4.0),
    "saved": a_list_entry,
}
whatever_was_done = pytest.mark.parametrize("do", DONE.values(), ids=DONE)


def taste_of(profile: Profile) -> Taste:
    return read_taste(profile_id=profile.pk, now=SOON)


def exclude(profile: Profile, title: Title, excluded: bool) -> None:
    set_excluded(viewer=a_viewer(profile), title_id=title.pk, excluded=excluded, now=NOON + timedelta(minutes=30))


@whatever_was_done
def test_nothing_is_learned_from_it_and_it_is_seen_all_the_same(do: Any) -> None:
    profile, title = a_profile(), a_title()
    do(profile, title)
    before = taste_of(profile)

    exclude(profile, title, True)

    after = taste_of(profile)
    assert (after.strengths, after.ratings) == ({}, {})
    assert after.watched == before.watched
    assert after.progress == before.progress
    assert after.listed == before.listed


@whatever_was_done
def test_taken_back_it_counts_as_if_nothing_had_been(do: Any) -> None:
    profile, title = a_profile(), a_title()
    do(profile, title)
    before, rows = taste_of(profile), WatchProgress.objects.count()

    exclude(profile, title, True)
    exclude(profile, title, False)

    after = taste_of(profile)
    assert after.epoch == before.epoch + 2
    assert (after.strengths, after.ratings, after.watched) == (before.strengths, before.ratings, before.watched)
    assert WatchProgress.objects.count() == rows


def test_history_shows_what_was_rated_and_nothing_that_was_only_saved() -> None:
    profile, rated, saved = a_profile(), a_title("Rated"), a_title("Saved")
    a_rating(profile, rated, value=5.0, source="import", at=NOON - timedelta(days=400))
    a_list_entry(profile, saved)
    for title in (rated, saved):
        exclude(profile, title, True)

    entries, _more = read_history(viewer=a_viewer(profile, now=SOON), limit=10)

    assert [(entry.name, entry.excluded) for entry in entries] == [("Rated", True)]
    assert entries[0].at == NOON - timedelta(days=400), "It stays where it was in the history."


def test_it_is_logged() -> None:
    profile, title = a_profile(), a_title()
    a_rating(profile, title)

    exclude(profile, title, True)

    event = Event.objects.get()
    assert (event.kind, event.title, event.value) == ("exclude", title, 1.0)


def test_playing_a_title_that_was_set_aside_leaves_it_aside() -> None:
    profile, title = a_profile(), a_title()
    a_rating(profile, title, value=5.0)
    exclude(profile, title, True)

    a_play(profile, title, seconds=95.0, at=SOON - timedelta(minutes=10))

    assert taste_of(profile).strengths == {}
    exclude(profile, title, False)
    assert WatchProgress.objects.get().completed
