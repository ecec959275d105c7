"""A batch is stored once, item by item, and only what the profile may know of."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from recommendations.contracts import IncomingEvent
from recommendations.events.base import Status
from recommendations.events.capture import capture
from recommendations.events.taste import taste_epoch
from recommendations.models import Event, Impression, ListEntry, PlaySession, Rating
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_series, a_title, an_artwork
from tests.factories.recommendations import NOON, a_play, an_event, progress_of

pytestmark = pytest.mark.django_db
LAPTOP = DeviceKind.LAPTOP


def statuses(profile: Profile, *batch: IncomingEvent) -> list[Status]:
    return [result.status for result in capture(profile=profile, device=LAPTOP, batch=list(batch))]


def test_same_event_twice_is_stored_once() -> None:
    profile, title = a_profile(), a_title()
    event = an_event("dwell", title=title, value=4.0)

    assert statuses(profile, event, event) == [Status.STORED, Status.REPEATED]
    assert statuses(profile, event) == [Status.REPEATED]
    assert Event.objects.count() == 1


def test_same_client_id_of_another_profile_is_its_own() -> None:
    one, other, title, client_id = a_profile(), a_profile(), a_title(), uuid4()

    for profile in (one, other):
        event = an_event("dwell", title=title, value=4.0, client_id=client_id)
        assert statuses(profile, event) == [Status.STORED]


def test_one_bad_item_does_not_stop_the_others() -> None:
    profile, title = a_profile(), a_title()
    unknown = an_event("dwell", value=4.0)

    assert statuses(profile, unknown, an_event("dwell", title=title, value=4.0)) == [Status.REJECTED, Status.STORED]


def test_title_above_the_ceiling_is_rejected() -> None:
    child, title = a_profile(is_kids=True), a_title(maturity=18)

    results = capture(profile=child, device=LAPTOP, batch=[an_event("rating", title=title, value=4.0)])

    assert [(item.status, item.message) for item in results] == [(Status.REJECTED, "There is no such title.")]
    assert not Rating.objects.exists()


def test_episode_and_picture_must_be_of_the_title() -> None:
    profile, title, other = a_profile(), a_title(), a_series()
    episode = other.seasons.get().episodes.first()
    picture = an_artwork(other)

    batch = [
        an_event("dwell", title=title, episode=episode, value=4.0),
        an_event("dwell", title=title, artwork_id=picture.pk, value=4.0),
        an_event("dwell", title=other, episode=episode, artwork_id=picture.pk, value=4.0),
    ]

    assert statuses(profile, *batch) == [Status.REJECTED, Status.REJECTED, Status.STORED]


def test_nothing_is_kept_of_profiles_that_keep_no_history() -> None:
    profile, title = a_profile(records_history=False), a_title()
    batch = [an_event("dwell", title=title, value=4.0), an_event("rating", title=title, value=4.0)]

    assert statuses(profile, *batch) == [Status.NOT_RECORDED] * 2
    assert not Event.objects.exists()
    assert not Rating.objects.exists()


def test_impression_of_a_place_is_kept_once_with_the_longest_view() -> None:
    profile, title = a_profile(), a_title()
    place: dict[str, Any] = {"page_id": uuid4(), "page_served_at": NOON, "row": -1, "column": 0}

    first = statuses(profile, an_event("impression", title=title, value=2.0, **place))
    second = statuses(profile, an_event("impression", title=title, value=7.0, **place))
    third = statuses(profile, an_event("impression", title=title, value=3.0, **place))

    assert (first, second, third) == ([Status.STORED], [Status.REPEATED], [Status.REPEATED])
    assert Impression.objects.get().visible_seconds == 7.0
    assert not Event.objects.exists()


def test_last_word_by_its_instant_counts_whatever_arrives_last() -> None:
    profile, title = a_profile(), a_title()
    later = an_event("rating", title=title, value=1.0, at=NOON + timedelta(minutes=5))
    earlier = an_event("rating", title=title, value=5.0, at=NOON)

    capture(profile=profile, device=LAPTOP, batch=[later])
    capture(profile=profile, device=LAPTOP, batch=[earlier])

    assert Rating.objects.get().value == 1.0


def test_rating_taken_back_is_gone() -> None:
    profile, title = a_profile(), a_title()

    capture(profile=profile, device=LAPTOP, batch=[an_event("rating", title=title, value=4.0)])
    capture(profile=profile, device=LAPTOP, batch=[an_event("rating", title=title, at=NOON + timedelta(seconds=1))])

    assert not Rating.objects.exists()


def test_list_and_hide_events_leave_their_state() -> None:
    profile, title = a_profile(), a_title()

    capture(profile=profile, device=LAPTOP, batch=[an_event("my_list", title=title, value=1.0)])
    assert ListEntry.objects.get().title == title

    removal = an_event("my_list", title=title, value=0.0, at=NOON + timedelta(seconds=1))
    capture(profile=profile, device=LAPTOP, batch=[removal])
    assert not ListEntry.objects.exists()


def test_epoch_moves_for_begin_and_end_and_not_for_heartbeats() -> None:
    profile, title, session = a_profile(), a_title(), str(uuid4())

    def report(sequence: int, position: float) -> int:
        details = {"play_session": session, "sequence": sequence, "duration": 100.0, "watched": position}
        event = an_event(
            "progress", title=title, value=position, at=NOON + timedelta(seconds=position), details=details
        )
        capture(profile=profile, device=LAPTOP, batch=[event])
        return taste_epoch(profile.pk)

    assert [report(1, 1.0), report(2, 20.0), report(3, 40.0), report(4, 95.0), report(5, 99.0)] == [1, 1, 1, 2, 2]


def test_play_says_where_it_came_from() -> None:
    profile, title, page = a_profile(), a_title(), uuid4()

    a_play(profile, title, seconds=30.0, origin="row", page_id=page, page_served_at=NOON, row=2, column=3)

    session = PlaySession.objects.get()
    assert (session.page_id, session.row, session.column, session.origin) == (page, 2, 3, "row")
    assert session.credited_seconds == 30.0


def test_viewing_time_is_never_more_than_the_clock_allows() -> None:
    profile, title, session = a_profile(), a_title(), str(uuid4())
    details = {"play_session": session, "duration": 5000.0}
    batch = [
        an_event("play", title=title, value=0.0, details=details),
        an_event(
            "progress",
            title=title,
            value=4000.0,
            at=NOON + timedelta(seconds=10),
            details={**details, "sequence": 1, "watched": 4000.0},
        ),
    ]

    capture(profile=profile, device=LAPTOP, batch=batch)

    progress = progress_of(profile, title)
    assert progress is not None
    assert progress.watched_seconds == pytest.approx(11.0)


def test_new_run_of_the_player_has_the_position() -> None:
    profile, title = a_profile(), a_title()

    a_play(profile, title, seconds=80.0)
    progress = a_play(profile, title, seconds=10.0, at=NOON + timedelta(hours=1))

    assert (progress.position_seconds, progress.watched_seconds) == (10.0, 90.0)


def test_batch_takes_a_fixed_number_of_queries(django_assert_max_num_queries: Any) -> None:
    profile, titles = a_profile(), [a_title() for _ in range(40)]
    batch = [an_event("dwell", title=title, value=4.0) for title in titles]

    with django_assert_max_num_queries(6):
        capture(profile=profile, device=LAPTOP, batch=batch)
