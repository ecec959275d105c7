"""Taste is everything that a page reacts to, in one query."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from catalog.models import Title
from recommendations.conf import DEFAULT_REWARDS
from recommendations.contracts import Taste
from recommendations.events import actions
from recommendations.events.capture import capture
from recommendations.events.taste import move_epoch, read_taste, taste_epoch
from recommendations.models import RatingSource, RewardTable, WatchProgress
from recommendations.training.dataset import read_dataset
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_series, a_title
from tests.factories.recommendations import NOON, a_list_entry, a_play, a_rating, a_viewer, an_event

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(hours=1)


def taste_of(profile: Profile, **fields: Any) -> Taste:
    return read_taste(profile_id=profile.pk, now=fields.get("now", SOON))


def strength(profile: Profile, title: Title, **fields: Any) -> float:
    return taste_of(profile, **fields).strengths.get(title.pk, 0.0)


def test_profile_that_did_nothing_has_an_empty_taste() -> None:
    assert taste_of(a_profile()) == Taste(epoch=0)


def test_reading_takes_one_query(django_assert_num_queries: Any) -> None:
    profile = a_profile()
    for _number in range(5):
        a_rating(profile, a_title())
        a_play(profile, a_title())

    with django_assert_num_queries(1):
        taste_of(profile)


def test_epoch_only_goes_up() -> None:
    profile = a_profile()

    assert [move_epoch(profile.pk, NOON), move_epoch(profile.pk, NOON)] == [1, 2]
    assert taste_epoch(profile.pk) == taste_of(profile).epoch == 2


def test_thumb_down_hides_and_stays_known() -> None:
    profile, title = a_profile(), a_title()

    actions.rate(viewer=a_viewer(profile), title_id=title.pk, value=actions.DOWN, now=NOON)

    taste = taste_of(profile)
    assert (set(taste.hidden), dict(taste.ratings)) == ({title.pk}, {title.pk: 1.0})
    assert taste.strengths[title.pk] < 0


def test_worth_follows_the_reward_table() -> None:
    profile, title = a_profile(), a_title()
    a_play(profile, title, seconds=50.0, duration=100.0)
    assert strength(profile, title) == pytest.approx(0.25, rel=0.01)

    RewardTable.objects.create(weights={"watched_fraction": 2.0, "nonsense": 9, "listed": "x"}, is_active=True)

    assert strength(profile, title) == pytest.approx(1.0, rel=0.01)


def test_age_wears_strength_down_to_a_floor() -> None:
    profile, title = a_profile(), a_title()
    a_list_entry(profile, title, at=NOON)

    after = [strength(profile, title, now=NOON + timedelta(days=days)) for days in (0, 180, 10_000)]

    assert after == pytest.approx([0.3, 0.15, 0.075])


def test_completing_is_worth_more_than_beginning_and_abandoning_less_than_nothing() -> None:
    profile, done, begun, left = a_profile(), a_title(), a_title(), a_title()

    a_play(profile, done, seconds=95.0)
    a_play(profile, begun, seconds=40.0)
    a_play(profile, left, seconds=10.0, duration=3000.0)

    assert strength(profile, done) > strength(profile, begun) > 0 > strength(profile, left)
    assert taste_of(profile).watched == {done.pk}


def test_thumb_for_something_never_watched_counts_less() -> None:
    profile, seen, unseen = a_profile(), a_title(), a_title()
    a_play(profile, seen, seconds=30.0)
    before = strength(profile, seen)

    a_rating(profile, seen)
    a_rating(profile, unseen)

    assert strength(profile, seen) - before == pytest.approx(1.0, rel=0.01)
    assert strength(profile, unseen) == pytest.approx(0.5, rel=0.01)


def test_excluded_title_teaches_nothing_but_is_not_recommended_again() -> None:
    profile, title = a_profile(), a_title()
    a_play(profile, title, seconds=95.0)
    a_rating(profile, title)

    actions.set_excluded(viewer=a_viewer(profile), title_id=title.pk, excluded=True, now=NOON)

    taste = taste_of(profile)
    assert (taste.ratings, taste.strengths, set(taste.watched)) == ({}, {}, {title.pk})


def test_tiles_in_view_that_were_not_chosen_are_counted() -> None:
    profile, passed, chosen = a_profile(), a_title(), a_title()
    batch = [
        an_event("impression", title=title, page_id=uuid4(), page_served_at=NOON, row=0, column=column, value=1.0)
        for column, title in enumerate((passed, chosen))
        for _time in range(3)
    ]
    capture(profile=profile, device=DeviceKind.TV, batch=batch)
    a_play(profile, chosen, seconds=30.0, at=NOON + timedelta(minutes=1))

    taste = taste_of(profile)

    assert taste.seen == {passed.pk: 3}
    assert taste.strengths[passed.pk] == pytest.approx(DEFAULT_REWARDS["passed_over"], rel=0.01)
    assert taste_of(profile, now=NOON + timedelta(days=15)).seen == {}


def test_search_and_dwell_count_a_little() -> None:
    profile, looked, found = a_profile(), a_title(), a_title()
    capture(profile=profile, device=DeviceKind.TV, batch=[an_event("dwell", title=looked, value=4.0)])
    a_play(profile, found, seconds=50.0, origin="search")

    assert strength(profile, looked) == pytest.approx(0.05, rel=0.01)
    assert strength(profile, found) == pytest.approx(0.45, rel=0.01)


def test_imported_stars_say_seen_and_a_thumb_does_not() -> None:
    profile, said, seen = a_profile(), a_title(), a_title()
    a_rating(profile, said, value=4.0)
    a_rating(profile, seen, value=4.0, source=RatingSource.IMPORT)

    assert set(taste_of(profile).finished) == {seen.pk}
    assert set(taste_of(profile).watched) == {said.pk, seen.pk}


def test_series_is_one_title_however_many_episodes_were_seen() -> None:
    profile, series = a_profile(), a_series(episodes=6)
    for episode in series.seasons.get().episodes.all():
        a_play(profile, series, episode=episode, seconds=100.0)
    assert strength(profile, series) == pytest.approx(1.5, rel=0.01)

    actions.rate(viewer=a_viewer(profile), title_id=series.pk, value=actions.DOWN, now=NOON)

    assert strength(profile, series) == pytest.approx(0.0, abs=0.01)


def test_series_goes_on_with_the_next_episode() -> None:
    profile, series = a_profile(), a_series(episodes=3)
    first, second, third = series.seasons.get().episodes.order_by("number")

    a_play(profile, series, episode=first, seconds=40.0)
    (item,) = taste_of(profile).progress
    assert (item.episode_id, item.position_seconds) == (first.pk, 40.0)

    a_play(profile, series, episode=first, seconds=95.0, at=NOON + timedelta(minutes=5))
    (item,) = taste_of(profile).progress
    assert (item.episode_id, item.position_seconds, item.completed) == (second.pk, 0.0, False)

    for episode in (second, third):
        a_play(profile, series, episode=episode, seconds=95.0, at=NOON + timedelta(minutes=10 * episode.number))
    (item,) = taste_of(profile).progress
    assert (item.completed, set(taste_of(profile).watched)) == (True, {series.pk})


def test_newest_come_first() -> None:
    profile = a_profile()
    titles = [a_title() for _number in range(3)]
    for minute, title in enumerate(titles):
        a_play(profile, title, seconds=30.0, at=NOON + timedelta(minutes=minute))
        a_list_entry(profile, title, at=NOON + timedelta(minutes=minute))

    taste = taste_of(profile)

    expected = [title.pk for title in reversed(titles)]
    assert [item.title_id for item in taste.progress] == expected
    assert list(taste.listed) == expected


def test_training_reads_the_same_signals_as_pages() -> None:
    one, other, title = a_profile(), a_profile(), a_title()
    a_play(one, title, seconds=95.0)
    a_rating(other, title, value=5.0, source="import")

    learned_from = read_dataset(cutoff=SOON).strengths

    assert learned_from.profile_ids.tolist() == sorted([one.pk, other.pk])
    assert learned_from.value[learned_from.profile_ids[learned_from.profile_code] == other.pk].tolist() == [3.0]
    assert taste_of(other).strengths[title.pk] == pytest.approx(3.0, rel=0.01)


def test_signals_after_the_cutoff_are_not_read() -> None:
    profile, title = a_profile(), a_title()
    WatchProgress.objects.create(profile=profile, title=title, completed=True, started_at=SOON, updated_at=SOON)

    assert len(read_dataset(cutoff=NOON).strengths) == 0
